"""Counting by arithmetic gives what counting one by one gives, for any choice of positions."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.web.facts import Column
from onrecord.web.tallies import Tallies

_ROW = st.tuples(
    st.integers(0, 4),  # holder
    st.integers(0, 3),  # origin
    st.integers(-1, 3),  # toward
    st.integers(-1, 1),  # forum
    st.integers(0, 3),  # matters
    st.integers(1, 5),  # rung
    st.sampled_from([1, 0, -1]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
_COLUMNS = (
    Column(id="party:A", group="Towards", label="A", actor=0),
    Column(id="party:B", group="Towards", label="B", actor=1),
    Column(id="matter:m", group="About", label="m", bit=0),
    Column(id="other", group="Else", label="Other"),
    Column(id="venue:V", group="In", label="V", forum=1),
)


def _tallies(rows: list[tuple[int, ...]]) -> Tallies:
    columns = [np.asarray(column) for column in zip(*rows, strict=True)] or [np.zeros(0, dtype=int)] * 10
    holder, origin, toward, forum, matters, rung, sign, by, ended, modal = columns
    kind = (((rung - 1) * 3 + (1 - sign)) * 2 + by.astype(int)) * 2 + ended.astype(int)
    return Tallies.of(
        {
            "no": np.arange(len(holder), dtype=np.int32), "document": np.zeros(len(holder), np.int32), "holder": holder.astype(np.int32),
            "origin": origin.astype(np.int32), "toward": toward.astype(np.int32), "forum": forum.astype(np.int32),
            "matters": matters.astype(np.uint64), "kind": kind.astype(np.int32), "modal": modal.astype(bool),
            "first": np.full(len(holder), -1, np.int32), "last": np.full(len(holder), -2, np.int32),
        }
    )  # fmt: skip


def _inside(row: tuple[int, ...]) -> list[int]:
    _, _, toward, forum, matters, *_ = row
    found = [at for at, yes in enumerate((toward == 0, toward == 1, matters & 1)) if yes]
    if matters == 0 and toward not in (0, 1):
        found.append(3)
    return [*found, 4] if forum == 1 else found


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(_ROW, max_size=40), data=st.data())
def test_cells_count_what_is_there(rows: list[tuple[int, ...]], data: st.DataObject) -> None:
    """Reports and positions of every cell, for any choice of rows."""
    tallies = _tallies(rows)
    chosen = data.draw(st.none() | st.sets(st.integers(0, max(0, len(rows) - 1)), max_size=len(rows)))
    numbers = None if chosen is None or not rows else np.asarray(sorted(chosen), dtype=np.int32)
    kept = rows if numbers is None else [rows[no] for no in numbers]
    expected: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for row in kept:
        for column in _inside(row):
            expected[row[0], column, row[5], row[6], row[7], row[8]].append(row)
    found = tallies.cells(numbers, range(5), list(enumerate(_COLUMNS)))
    counted = {
        (holder, column, mark.rung, mark.sign, mark.by_membership, mark.ended): (
            mark.origins, mark.positions, mark.modal,
        )
        for holder, held in found.items()
        for column, marks in held.items()
        for mark in marks
    }  # fmt: skip
    assert counted == {
        key: (len({row[1] for row in held}), len(held), all(row[9] for row in held))
        for key, held in expected.items()
    }


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(_ROW, max_size=40))
def test_holders_count_what_is_there(rows: list[tuple[int, ...]]) -> None:
    """Independent reports and positions of every holder."""
    held: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for row in rows:
        held[row[0]].append(row)
    assert _tallies(rows).holders(None) == sorted(
        (holder, len({row[1] for row in own}), len(own)) for holder, own in held.items()
    )
