"""Counting by arithmetic gives what counting one by one gives, for any choice of positions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeAlias

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.web.facts import Column
from onrecord.web.periods import Counted, count_periods
from onrecord.web.tallies import Numbers, Tallies

Row: TypeAlias = tuple[Any, ...]

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
    st.integers(0, 3),  # document
    st.sampled_from([(-1, -2), (24, 24), (24, 25), (25, 25), (35, 36), (36, 47)]),  # first and last month
)
_COLUMNS = (
    Column(id="party:A", group="Towards", label="A", actor=0),
    Column(id="party:B", group="Towards", label="B", actor=1),
    Column(id="matter:m", group="About", label="m", bit=0),
    Column(id="other", group="Else", label="Other"),
    Column(id="venue:V", group="In", label="V", forum=1),
)


def _tallies(rows: list[Row]) -> Tallies:
    columns = [np.asarray(column) for column in zip(*rows, strict=True)] or [np.zeros(0, dtype=int)] * 12
    holder, origin, toward, forum, matters, rung, sign, by, ended, modal, document, months = columns
    first, last = months.T if rows else (months, months)
    kind = (((rung - 1) * 3 + (1 - sign)) * 2 + by.astype(int)) * 2 + ended.astype(int)
    return Tallies.of(
        {
            "no": np.arange(len(holder), dtype=np.int32), "document": document.astype(np.int32), "holder": holder.astype(np.int32),
            "origin": origin.astype(np.int32), "toward": toward.astype(np.int32), "forum": forum.astype(np.int32),
            "matters": matters.astype(np.uint64), "kind": kind.astype(np.int32), "modal": modal.astype(bool),
            "first": first.astype(np.int32), "last": last.astype(np.int32),
        }
    )  # fmt: skip


def _inside(row: Row) -> list[int]:
    toward, forum, matters = row[2:5]
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
    expected: dict[tuple[int, ...], list[Row]] = defaultdict(list)
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
def test_holders_count_what_is_there(rows: list[Row]) -> None:
    """Independent reports and positions of every holder."""
    held: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        held[row[0]].append(row)
    assert _tallies(rows).holders(None) == sorted(
        (holder, len({row[1] for row in own}), len(own)) for holder, own in held.items()
    )


def _chosen(rows: list[Row], data: st.DataObject) -> tuple[Numbers | None, list[int]]:
    """Some numbers, or None for all, with the places in `rows` that they stand for."""
    every = list(range(len(rows)))
    picked = data.draw(st.none() | st.lists(st.sampled_from(every), unique=True)) if rows else None
    return (None, every) if picked is None else (np.asarray(picked, dtype=np.int32), picked)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(_ROW, max_size=40), data=st.data())
def test_lists_are_in_order_and_counted(rows: list[Row], data: st.DataObject) -> None:
    """A choice of rows is listed by document and number, counted with its reports, and narrowed to documents."""
    tallies = _tallies(rows)
    numbers, picked = _chosen(rows, data)
    in_order = sorted(picked, key=lambda no: (rows[no][10], no))
    assert tallies.listed(numbers) == in_order
    assert tallies.listed(numbers, first=2, most=3) == in_order[2:5]
    assert tallies.count(numbers) == (len(picked), len({rows[no][1] for no in picked}))
    documents = data.draw(st.sets(st.integers(0, 5)))
    inside = tallies.within(np.asarray(sorted(documents), dtype=np.int32), numbers)
    assert sorted(inside.tolist()) == sorted(no for no in picked if rows[no][10] in documents)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(_ROW, max_size=40), data=st.data(), by_month=st.booleans())
def test_periods_count_what_is_there(rows: list[Row], data: st.DataObject, by_month: bool) -> None:
    """Reports and positions of each month or year, by direction; what may lie in two periods lies in none."""
    numbers, picked = _chosen(rows, data)
    length = 1 if by_month else 12
    held: dict[tuple[int, int, bool], list[Row]] = defaultdict(list)
    for row in map(rows.__getitem__, picked):
        first, last = (month // length for month in row[11])
        if row[11][0] >= 0 and first == last:
            held[first, row[6], row[5] < 5].append(row)
    expected = [
        Counted(*key, origins=len({row[1] for row in own}), positions=len(own)) for key, own in held.items()
    ]
    expected.sort(key=lambda one: (-one.period, -one.sign, not one.declared))
    assert count_periods(_tallies(rows), numbers, by_month=by_month) == expected
