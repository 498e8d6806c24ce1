"""The library: its names, what they are, and that importing it stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import onrecord

PINNED = [
    "Act",
    "Analysis",
    "Basis",
    "Brief",
    "BriefFormat",
    "Case",
    "Claim",
    "Copied",
    "DataError",
    "Decision",
    "DecisionAbout",
    "DecisionVerb",
    "Document",
    "DocumentKind",
    "Drawing",
    "Export",
    "Filters",
    "Finding",
    "Ledger",
    "LedgerDiff",
    "LedgerError",
    "ModelMissing",
    "NotFetched",
    "OnRecordError",
    "OriginGroup",
    "Position",
    "Relation",
    "RelationKind",
    "SaidWhen",
    "Settings",
    "SkipItem",
    "Stance",
    "Standing",
    "Statement",
    "StopSource",
    "Table",
    "Told",
    "UnreadableDocument",
    "UnsupportedFormat",
    "UsageError",
    "Verdict",
    "VerdictValue",
    "Verification",
    "add_position",
    "add_statement",
    "agreement",
    "agreement_chart",
    "analyse",
    "backup_ledger",
    "bloc_over_time",
    "cohesion_chart",
    "compare",
    "decide",
    "diff_ledgers",
    "evaluate",
    "export",
    "export_decisions",
    "find_bloc",
    "find_states",
    "ideal_points_chart",
    "import_decisions",
    "join_documents",
    "load_case",
    "make_brief",
    "mend_ledger",
    "nearest",
    "open_held",
    "open_ledger",
    "part_documents",
    "points_of",
    "read_document",
    "read_documents",
    "render_brief",
    "report_page",
    "restore_ledger",
    "run",
    "stance_matrix_chart",
    "stance_years_chart",
    "table",
    "undo",
    "verify_ledger",
    "vote_map_chart",
    "votes",
    "words_beside_votes",
    "write_brief",
    "write_export",
    "write_report",
]


def test_public_names_are_pinned() -> None:
    """A name that users rely on never comes or goes unnoticed."""
    assert sorted(onrecord.__all__) == sorted(PINNED)


def test_every_name_loads_and_is_documented() -> None:
    """Each name leads somewhere, and says what it is."""
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__, name


def test_unknown_names_are_an_attribute_error() -> None:
    """A misspelt name fails as in any module."""
    assert not hasattr(onrecord, "no_such_name")


def test_importing_loads_no_heavy_library() -> None:
    """`onrecord --help` starts at once: neither spaCy nor DuckDB is loaded by the import."""
    code = "import sys, onrecord, onrecord.cli; print([m for m in ('spacy', 'duckdb', 'altair', 'trafilatura') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_library_does_what_the_command_line_does(tmp_path: Path) -> None:
    """Read, run, query and report without the command line."""
    text = tmp_path / "wire.txt"
    text.write_text(
        "Norway condemns attacks\n\nOSLO (AFP) - Norway condemned the attacks by Iraq on Kuwait.\n",
        encoding="utf-8",
    )
    document = onrecord.read_document(text)
    assert [str(p.stance) for p in onrecord.analyse(document).positions] == ["condemns"]
    with onrecord.open_ledger(tmp_path / "wire.duckdb") as ledger:
        result = onrecord.run([text], ledger=ledger)
        assert result.summary.documents == 1
        assert [row.position.holder.actor.id for row in ledger.positions()] == ["NOR"]
        onrecord.write_report(ledger, tmp_path / "report.html")
    assert "Norway" in (tmp_path / "report.html").read_text("utf-8")
