"""Who stands where, on whose word, and what the record says.

    import onrecord

    with onrecord.open_ledger("dispute.duckdb") as ledger:
        onrecord.run(["documents/"], ledger=ledger)
        for row in ledger.positions():
            print(row.position.holder.actor.name, row.position.stance, row.quote)

The names in `__all__` are the library; they are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.assembly import analyse, open_ledger, run
    from onrecord.brief import Brief, BriefFormat, make_brief, render_brief, write_brief
    from onrecord.case import load_case
    from onrecord.charts.drawings import (
        Drawing,
        agreement_chart,
        cohesion_chart,
        ideal_points_chart,
        stance_matrix_chart,
        stance_years_chart,
        vote_map_chart,
    )
    from onrecord.diff import LedgerDiff, diff_ledgers
    from onrecord.documents import read_document, read_documents
    from onrecord.errors import (
        DataError,
        LedgerError,
        ModelMissing,
        NotFetched,
        OnRecordError,
        SkipItem,
        StopSource,
        UnreadableDocument,
        UnsupportedFormat,
        UsageError,
    )
    from onrecord.exporting import Export, Told, export, table, write_export
    from onrecord.exports.tables import Table
    from onrecord.keeping import (
        Copied,
        Finding,
        Verification,
        backup_ledger,
        mend_ledger,
        restore_ledger,
        verify_ledger,
    )
    from onrecord.ledger import Filters, Ledger
    from onrecord.questions.blocs import find_bloc, find_states
    from onrecord.questions.cohesion import bloc_over_time
    from onrecord.questions.compare import compare, nearest
    from onrecord.questions.held import open_held
    from onrecord.questions.points import points_of
    from onrecord.questions.votes import votes
    from onrecord.questions.words import words_beside_votes
    from onrecord.reporting import report_page, write_report
    from onrecord.review import (
        add_position,
        add_statement,
        agreement,
        decide,
        evaluate,
        export_decisions,
        import_decisions,
        join_documents,
        part_documents,
        undo,
    )
    from onrecord.settings import Settings
    from onrecord.vocabulary import (
        Act,
        Analysis,
        Basis,
        Case,
        Claim,
        Decision,
        DecisionAbout,
        DecisionVerb,
        Document,
        DocumentKind,
        OriginGroup,
        Position,
        Relation,
        RelationKind,
        SaidWhen,
        Stance,
        Standing,
        Statement,
        Verdict,
        VerdictValue,
    )

_HOMES = {
    "onrecord.assembly": ("analyse", "open_ledger", "run"),
    "onrecord.reporting": ("report_page", "write_report"),
    "onrecord.brief": ("Brief", "BriefFormat", "make_brief", "render_brief", "write_brief"),
    "onrecord.case": ("load_case",),
    "onrecord.charts.drawings": (
        "Drawing",
        "agreement_chart",
        "cohesion_chart",
        "ideal_points_chart",
        "stance_matrix_chart",
        "stance_years_chart",
        "vote_map_chart",
    ),
    "onrecord.diff": ("LedgerDiff", "diff_ledgers"),
    "onrecord.documents": ("read_document", "read_documents"),
    "onrecord.errors": (
        "DataError",
        "LedgerError",
        "ModelMissing",
        "NotFetched",
        "OnRecordError",
        "SkipItem",
        "StopSource",
        "UnreadableDocument",
        "UnsupportedFormat",
        "UsageError",
    ),
    "onrecord.exporting": ("Export", "Told", "export", "table", "write_export"),
    "onrecord.exports.tables": ("Table",),
    "onrecord.keeping": (
        "Copied",
        "Finding",
        "Verification",
        "backup_ledger",
        "mend_ledger",
        "restore_ledger",
        "verify_ledger",
    ),
    "onrecord.ledger": ("Filters", "Ledger"),
    "onrecord.questions.blocs": ("find_bloc", "find_states"),
    "onrecord.questions.cohesion": ("bloc_over_time",),
    "onrecord.questions.compare": ("compare", "nearest"),
    "onrecord.questions.held": ("open_held",),
    "onrecord.questions.points": ("points_of",),
    "onrecord.questions.votes": ("votes",),
    "onrecord.questions.words": ("words_beside_votes",),
    "onrecord.review": (
        "add_position",
        "add_statement",
        "agreement",
        "decide",
        "evaluate",
        "export_decisions",
        "import_decisions",
        "join_documents",
        "part_documents",
        "undo",
    ),
    "onrecord.settings": ("Settings",),
    "onrecord.vocabulary": (
        "Act",
        "Analysis",
        "Basis",
        "Case",
        "Claim",
        "Decision",
        "DecisionAbout",
        "DecisionVerb",
        "Document",
        "DocumentKind",
        "OriginGroup",
        "Position",
        "Relation",
        "RelationKind",
        "SaidWhen",
        "Stance",
        "Standing",
        "Statement",
        "Verdict",
        "VerdictValue",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
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


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `onrecord --help` must not wait for the model's library."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
