"""Decisions travel as lines of JSON; a line that was broken, changed or made up costs no other and no ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import DOCUMENT, NOON, open_ledger, position_of

from onrecord import review
from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps, from_json
from onrecord.ledger.deciding import decision_id, problem_with
from onrecord.review.exchange import read_line
from onrecord.vocabulary import Decision

LATER = datetime(2032, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """A correction, an undo of it and an added row, as lines."""
    with open_ledger() as ledger:
        made = review.correct(
            ledger, position_of(ledger, 0), {"about": "the ford"}, reviewer="Ana", reason="r"
        )
        review.undo(ledger, made.id, reviewer="Ana", reason="no")
        values = {"holder": "KEN", "stance": "supports", "basis": "reported"}
        review.add_position(
            ledger, DOCUMENT, {**values}, words="crossing number 3", reviewer="Ana", reason="r"
        )
        return list(review.export_decisions(ledger))


def resigned(line: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The line with a change, and the id that its content would have."""
    form = json.loads(line)
    change(form)
    try:
        form["id"] = decision_id(from_json(Decision, form))
    except (ValueError, TypeError, KeyError, AttributeError):
        form["id"] = "dec-000000000000"
    return json.dumps(form)


def at(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of one place in the JSON."""

    def change(form: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for step in way:
            form = form[step]
        form[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        at("verb", "destroy"),
        at("reviewer", 7),
        at("reviewer", ""),
        at("reviewer", "\x1b[31mAna"),
        at("reason", ""),
        at("reason", "r" * 3000),
        at("decided", "2031-05-04"),
        at("decided", "2031-05-04T12:00:00+02:00"),
        at("decided", "9999-05-04T12:00:00+00:00"),
        at("decided", 3),
        at("row", None),
        at("row", ["pos"]),
        at("selector", None),
        at("selector.exact", "x"),
        at("selector.exact", ""),
        at("selector.span", [0, 10**12]),
        at("selector.span", [5, 2]),
        at("seen", {}),
        at("seen.stance", "likes"),
        at("seen.holder", "BRA"),
        at("seen.chain", [[[]]]),
        at("seen.trigger", ["a", "b"]),
        at("seen.ended", "no"),
        at("seen.document", "doc-other"),
        at("values", {}),
        at("values", {"about": 3}),
        at("values", {"about": {"a": 1}}),
        at("values", {"id": "pos-mine"}),
        at("values", {"evidence": [0, 1]}),
        at("values", {"date": "soon"}),
        at("values", {"about": "x" * 120_000}),
        at("undoes", "dec-other"),
        at("tool", "t" * 5000),
        at("about", "document"),
        at("about", "speaker"),
    ],
)
def test_a_line_that_is_no_whole_decision_is_skipped_with_its_reason(
    lines: list[str], change: Callable[[dict[str, Any]], None]
) -> None:
    """The other lines are kept, the counts add up, and every reader of the ledger goes on."""
    with open_ledger() as ledger:
        result = review.import_decisions(ledger, [resigned(lines[0], change), *lines[1:]], now=LATER)
        assert (result.lines, result.added, len(result.skipped)) == (3, 2, 1)
        assert result.skipped[0].address == "line 1"
        assert result.skipped[0].reason
        assert len(ledger.positions()) == 6
        assert ledger.summary().decisions == 2


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", "3", "{}", "[" * 100_000, '{"a":' * 50_000, "x" * 300_000, '"\\ud800"']
)
def test_noise_is_skipped(line: str) -> None:
    """No line is deep or long enough to do harm."""
    with Ledger.open() as ledger:
        assert len(review.import_decisions(ledger, [line, "", " \n"]).skipped) == 1


def test_a_changed_decision_is_told_by_its_id(lines: list[str]) -> None:
    """Whoever changes a line leaves its id behind."""
    form = json.loads(lines[0]) | {"reviewer": "Ben"}
    told = read_line(json.dumps(form), latest=LATER)
    assert isinstance(told, str)
    assert "changed after it was made" in told


def test_an_undo_before_its_decision_still_works(lines: list[str]) -> None:
    """The order of lines is no matter: after both are in, the correction is taken back."""
    with open_ledger() as ledger:
        review.import_decisions(ledger, lines[1:2], now=LATER)
        assert ledger.reviewed() == ()
        review.import_decisions(ledger, lines[:1], now=LATER)
        assert ledger.reviewed() == ()
        assert {row.standing for row in ledger.positions()} == {"found"}


def test_lines_show_no_terminal_anything() -> None:
    """A reason with control signs is written as escapes, and comes back as it was."""
    with open_ledger() as ledger, Ledger.open(clock=lambda: NOON) as other:
        made = review.reject(ledger, position_of(ledger, 0), reviewer="Ana", reason="\x1b[2J\u202e=1+1 <b>")
        (line,) = review.export_decisions(ledger)
        assert line.rstrip("\n").isprintable()
        review.import_decisions(other, [line], now=LATER)
        assert other.decisions() == (made,)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_kept_can_always_be_read(lines: list[str], data: st.DataObject) -> None:
    """Anything put anywhere into a line is either skipped or harms no reader of the ledger."""
    form = json.loads(data.draw(st.sampled_from(lines)))
    name = data.draw(st.sampled_from(sorted(form)))
    inner = form[name]
    if isinstance(inner, dict) and inner:
        inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(JSON)
    else:
        form[name] = data.draw(JSON)
    with open_ledger() as ledger:
        result = review.import_decisions(ledger, [resigned(json.dumps(form), lambda _: None)], now=LATER)
        ledger.positions()
        ledger.statements()
        ledger.analyses()
        ledger.reviewed()
        assert result.lines == 1
        for decision in ledger.decisions():
            assert problem_with(decision) is None
            assert from_json(Decision, json.loads(dumps(decision))) == decision
