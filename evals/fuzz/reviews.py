"""Decisions as lines of JSON, changed at any depth: each is refused with its reason, or kept and accounted for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

from evals.fuzz.checking import Broken
from evals.fuzz.kinds import Kind, Looked
from evals.fuzz.mutating import damage
from evals.fuzz.rolls import make_cell
from evals.fuzz.stages import knowledge, make_document, parser
from evals.fuzz.wording import make_words
from onrecord.ledger import Ledger
from onrecord.ledger.codec import from_json, to_json
from onrecord.ledger.deciding import decision_id
from onrecord.pipeline import analyse
from onrecord.review import export_decisions, import_decisions
from onrecord.review.deciding import accept
from onrecord.review.exchange import read_line
from onrecord.vocabulary import Decision

_NOW = datetime(2026, 1, 2, tzinfo=UTC)
_KEPT = 200
"""Inputs after which a ledger that takes decisions in is made anew."""
_TEXT = (
    "Norway condemned the aggression against Portugal on Friday.\n\n“We support the resolution,” the minister of Norway said after the meeting in Lisbon.\n\n"
    "The Organisation of Islamic Cooperation has 57 members. Ana Silva told reporters that Portugal rejects the demand of Norway.\n"
)


def made_ledger() -> Ledger:
    """A ledger in memory with one document and its rows."""
    document = make_document(Random(1), _TEXT)
    ledger = Ledger.open(None, clock=lambda: _NOW)
    run = ledger.begin(tool="made", method="made")
    ledger.add(analyse(document, knowledge=knowledge(), parser=parser()), run)
    ledger.finish(run)
    return ledger


def changed_text(form: Any, chance: Random) -> str:
    """A JSON text of the form with some of its values put otherwise, at times no JSON at all."""
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        form = _changed(form, chance)
    text = json.dumps(form)
    how = chance.random()
    if how < 0.05:
        return text[: chance.randrange(len(text) + 1)]
    if how < 0.08:
        return chance.choice(("[", '{"a":')) * chance.choice((10, 2_000, 40_000))
    if how < 0.11:
        return damage(text.encode(), chance).decode("utf-8", "replace")
    if how < 0.13:
        return text.replace('"', f'"{make_words(chance)}'[:400].replace("\\", ""), 1)
    return text


def _changed(form: Any, chance: Random) -> Any:
    if isinstance(form, dict) and form and chance.random() < 0.85:
        key = chance.choice(sorted(form))
        how = chance.random()
        if how < 0.1:
            return {name: value for name, value in form.items() if name != key}
        if how < 0.15:
            return {**form, chance.choice(("x", "", key.upper())): _value(chance)}
        return {**form, key: _changed(form[key], chance)}
    if isinstance(form, list) and form and chance.random() < 0.7:
        at = chance.randrange(len(form))
        return [*form[:at], _changed(form[at], chance), *form[at + 1 :]]
    return _value(chance)


def _value(chance: Random) -> Any:
    plain: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        1.5,
        10**30,
        1e308,
        float("nan"),
        "",
        "x",
        [],
        {},
        [None],
        {"a": 1},
        [[]],
        "2019-05-03",
        "\ud800",
        [1, 2],
        [5, 1],
        [-1, 3],
        [0, 10**30],
        [1.5, 2],
        "position:1",
        "NOR",
    )
    return chance.choice((*plain, make_cell(chance), make_words(chance, 4)))


@cache
def _decisions() -> tuple[dict[str, Any], ...]:
    """Decisions as people export them."""
    ledger = made_ledger()
    for analysis in ledger.analyses():
        for id_ in (*(row.id for row in analysis.positions), *(row.id for row in analysis.statements)):
            accept(ledger, id_, reviewer="Ana Silva", reason="as printed")
    forms = tuple(json.loads(line) for line in export_decisions(ledger))
    ledger.close()
    assert forms, "the made text has rows to decide about"
    return forms


def _decision(chance: Random) -> str:
    form = chance.choice(_decisions())
    if chance.random() < 0.5:
        return changed_text(form, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        form = _changed(form, chance)
    try:  # with the id that it would have, so that more is looked at than the id
        return json.dumps({**form, "id": decision_id(from_json(Decision, form))})
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, AssertionError):
        return json.dumps(form)


def _look_at_line(line: str) -> Looked:
    told = read_line(line, latest=_NOW)
    if isinstance(told, str):
        return Looked(outcome={"refused": 1}, rows=told)
    if from_json(Decision, to_json(told)) != told:
        raise Broken("a decision that is another when it comes back")
    return Looked(outcome={"taken in": 1}, rows=told)


class _Reviewing:
    """A ledger in memory that takes decisions in."""

    current: _Reviewing | None = None

    def __init__(self) -> None:
        self.ledger = made_ledger()
        self.left = _KEPT

    @classmethod
    def open(cls) -> Ledger:
        """The ledger of this process."""
        reviewing = cls.current
        if reviewing is not None and reviewing.left <= 0:
            reviewing.ledger.close()
            reviewing = None
        if reviewing is None:
            reviewing = cls.current = cls()
        reviewing.left -= 1
        return reviewing.ledger


def _look_at_lines(lines: list[str]) -> Looked:
    ledger = _Reviewing.open()
    before = len(ledger.decisions())
    done = import_decisions(ledger, lines, now=_NOW)
    if done.lines != done.added + done.held + len(done.skipped):
        raise Broken(f"lines that are not accounted for: {done}")
    if len(ledger.decisions()) != before + done.added:
        raise Broken("decisions that were added and are not there")
    ledger.analyses()
    ledger.reviewed()
    return Looked(outcome={"taken in": done.added + done.held, "refused": len(done.skipped)})


REVIEWS = (
    Kind(name="decisions", family="importers", share=40, make=_decision, look=_look_at_line),
    Kind(
        name="decisions into a ledger", family="importers", share=1, seconds=8.0,
        make=lambda chance: [_decision(chance) for _ in range(chance.randint(1, 4))], look=_look_at_lines,
    ),
)  # fmt: skip
"""Kinds of decisions."""
