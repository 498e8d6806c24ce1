"""Some inputs of every kind, as `python -m evals.fuzz` tries them by the million."""

from __future__ import annotations

import pytest

from evals.fuzz.kinds import kind_at, kinds, make_input

FEW = {"large files": 0, "mailbox": 10, "files of roll calls": 10, "decisions into a ledger": 6, "across documents": 3, "analysis": 10, "read and analysed": 6, "made trees": 25}  # fmt: skip


@pytest.mark.parametrize("name", sorted(kinds()))
def test_inputs_are_taken_in_or_refused(name: str) -> None:
    """Whatever an input is, it gives rows that hold together, or one of our own errors."""
    kind = kinds()[name]
    for number in range(2_000_000, 2_000_000 + FEW.get(name, 60)):
        kind.look(make_input(kind, 7, number))


@pytest.mark.parametrize("name", ["html", "made trees", "decisions", "files of roll calls"])
def test_the_number_of_an_input_makes_all_of_it(name: str) -> None:
    """What failed once can be made again by its kind and number alone."""
    kind = kinds()[name]
    assert [make_input(kind, 7, number) for number in range(5)] == [make_input(kind, 7, n) for n in range(5)]
    assert make_input(kind, 7, 1) != make_input(kind, 8, 1)


def test_every_number_is_one_input_of_one_kind() -> None:
    """A round holds each kind as often as its share, and no input twice."""
    round_ = sum(kind.share for kind in kinds().values())
    met = [(kind.name, within) for kind, within in map(kind_at, range(2 * round_))]
    assert len(set(met)) == 2 * round_
    assert all(met.count((kind.name, 2 * kind.share - 1)) == 1 for kind in kinds().values())
    assert {kind.family for kind in kinds().values()} == {"readers", "extractors", "importers"}
