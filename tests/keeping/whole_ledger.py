"""Makes the ledger that the tests of keeping damage."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from roll_files import Made, bring, save, undl

from onrecord import assembly, review
from onrecord.case import load_case
from onrecord.ledger import Ledger
from onrecord.ledger.points import PointRow
from onrecord.search import SearchIndex


def make_whole_ledger(path: Path) -> None:
    """Run over the bundled example, import roll calls, decide, and index."""
    calls = save(
        path.parent,
        "calls.csv",
        undl(Made("A/RES/62/243", "AZE=Y ARM=N FRA=N"), Made("A/RES/62/1", "AZE=Y ARM=A FRA=Y")),
    )
    bring(path, calls)
    with as_file(files("onrecord") / "examples" / "karabakh") as folder, Ledger.open(path) as ledger:
        texts = sorted(str(file) for file in folder.iterdir() if file.suffix in {".txt", ".html"})
        missing = str(path.parent / "missing.txt")
        assembly.run([missing, *texts], ledger=ledger, case=load_case(folder / "case.toml"))
        assembly.run(texts[:1], ledger=ledger, case=load_case(folder / "case.toml"))
        _decide(ledger)
        ledger.store_points(
            "0", [PointRow(seat="AZE", since=None, year=2008, point=0, low=0, high=0, votes=2)]
        )
        with SearchIndex.open(ledger):
            pass


def _decide(ledger: Ledger) -> None:
    positions = [row.position.id for row in ledger.positions()]
    statements = [row.statement.id for row in ledger.statements()]
    review.accept(ledger, positions[0], reviewer="Ana")
    review.reject(ledger, positions[1], reviewer="Ana", reason="no stance")
    made = review.correct(ledger, positions[2], {"stance": "supports"}, reviewer="Ben", reason="too strong")
    review.correct(ledger, positions[3], {"stance": "rejects"}, reviewer="Ben", reason="too weak")
    review.undo(ledger, made.id, reviewer="Ben", reason="a slip")
    review.correct(ledger, statements[0], {"act": "deed"}, reviewer="Ben", reason="done, not said")
    (group,) = [row.origin for row in ledger.origins() if len(row.origin.documents) > 1]
    review.accept(ledger, group.id, reviewer="Ana")
