"""What people's decisions make of the rows of one document, as a pure function: which rows stand, and how each stands.

Decisions about the same row make a unit. Of each reviewer the latest one counts that was not taken back. Where all say the
same, it is done; where they differ, the row stands as it was found and is disputed. A row is known again in another reading
by its words and by who holds which stance towards whom (a statement: by its words and its speaker).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.codec import dumps, to_json
from onrecord.ledger.deciding import Row, added_id, base_row, hull, with_values
from onrecord.ledger.decisions import holding
from onrecord.ledger.placing import NOT_HELD, Place, Text, move, place
from onrecord.vocabulary import (
    UNKNOWN,
    Decision,
    DecisionAbout,
    DecisionVerb,
    JsonValue,
    Link,
    Position,
    Span,
    Standing,
    Statement,
)

_SHARED = 0.5
"""Two statements of one speaker are one where they share at least this part of the longer one's characters."""
_REJECT = "reject"
_MOST_LIKE = 500
"""Units of one key that a decision is laid beside; it names its row in any case, so that more are made by hand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A row that people decided about, with their decisions that hold."""

    about: DecisionAbout
    root: str
    """Id of the row under which it was first decided about; of the document, where it was gone through."""
    decisions: tuple[Decision, ...]
    """One of each reviewer, the latest last."""
    place: Place
    standing: Standing
    base: Row | None = None
    """The row before anything was decided, as it is found now or as it was seen; None where it is not placed."""
    result: Row | None = None
    """The row as people left it; None where they rejected it, and where it is not placed."""
    found: str | None = None
    """Id of the row that the rules find now; None where they find none."""
    doubles: tuple[str, ...] = ()
    """Ids of other rows that the rules find now and that say what the result says."""

    @property
    def decision(self) -> Decision:
        """The one that was made last."""
        return self.decisions[-1]


@dataclass(slots=True)
class _Gathering:
    """Decisions that are about the same row, while they are gathered."""

    root: str
    rows: set[str]
    keys: dict[Hashable, None] = field(default_factory=dict)
    """As it was seen first, then as it was corrected."""
    made: list[tuple[Decision, Place, Row | None]] = field(default_factory=list)


def weigh(decisions: Iterable[Decision], text: str | None, found: Sequence[Row]) -> tuple[Unit, ...]:
    """The units of one document's decisions. `text` is None, and nothing is found, where the document is not held."""
    now = None if text is None else Text(text)
    by_about: defaultdict[DecisionAbout, list[Decision]] = defaultdict(list)
    for decision in holding(decisions):
        by_about[decision.about].append(decision)
    units: list[Unit] = []
    for about in DecisionAbout:
        if about is DecisionAbout.DOCUMENT:
            units.extend(_gone_through(by_about[about], now))
        elif about is not DecisionAbout.ORIGIN:  # these concern several documents: `together` weighs them
            kind = Position if about is DecisionAbout.POSITION else Statement
            rows = [row for row in found if isinstance(row, kind)]
            gathered = _gather(by_about[about], now)
            found_again = _FoundAgain(rows)
            for one in gathered:
                found_again.by_id(one)
            matched = [found_again.row(one) for one in gathered]
            settled = [_settle(one, row) for one, row in zip(gathered, matched, strict=True)]
            units.extend(found_again.without_doubles(unit) for unit in settled)
    return tuple(units)


def _gone_through(decisions: Sequence[Decision], now: Text | None) -> Iterator[Unit]:
    latest = _latest((decision, None, None) for decision in decisions)
    if latest:
        yield Unit(
            about=DecisionAbout.DOCUMENT,
            root=decisions[0].document,
            decisions=tuple(decision for decision, _, _ in latest),
            place=Place(None, None if now is not None else NOT_HELD),
            standing=Standing.ACCEPTED,
        )


# --- Gathering ----------------------------------------------------------------------------------


def _gather(decisions: Sequence[Decision], now: Text | None) -> list[_Gathering]:
    """Decisions that name the same row, or rows that are the same where they stand now."""
    gathered: list[_Gathering] = []
    by_row: dict[str, _Gathering] = {}
    by_key: defaultdict[Hashable, list[_Gathering]] = defaultdict(list)
    for decision in decisions:
        base = base_row(decision)
        assert base is not None
        assert decision.selector is not None
        where = Place(None, NOT_HELD) if now is None else place(decision.selector, now)
        here = None if where.span is None or now is None else _moved(base, decision, where.span, now)
        row = decision.row or added_id(decision)
        unit = by_row.get(row) or next(
            (one for one in by_key[_key(here)][:_MOST_LIKE] if here and _is_near(one, here)), None
        )
        if unit is None:
            unit = _Gathering(root=row, rows=set())
            gathered.append(unit)
        unit.rows.add(row)
        unit.made.append((decision, where, here))
        by_row[row] = unit
        for value in (here, _outcome(decision, here)):
            if value is not None and (key := _key(value)) not in unit.keys:
                unit.keys[key] = None
                by_key[key].append(unit)
    return gathered


def _key(row: Row | None) -> Hashable:
    """What is the same in every reading: who holds which stance towards whom; who speaks."""
    if isinstance(row, Position):
        return row.holder.actor.id, row.stance, row.toward.actor.id if row.toward else None
    if row is None or not row.chain:
        return None
    return row.chain[-1].actor or row.chain[-1].name.casefold()


def _is_near(unit: _Gathering, row: Row) -> bool:
    return any(here is not None and _near(here, row) for _, _, here in unit.made)


def _near(one: Row, other: Row) -> bool:
    """True where two rows stand on the same words: a position's trigger, most of a statement's content."""
    if isinstance(one, Position) and isinstance(other, Position):
        return one.trigger.overlaps(other.trigger) and one.evidence.overlaps(other.evidence)
    assert isinstance(one, Statement)
    assert isinstance(other, Statement)
    first, second = hull(one), hull(other)
    shared = min(first.end, second.end) - max(first.start, second.start)
    return shared >= _SHARED * max(first.end - first.start, second.end - second.start)


def _outcome(decision: Decision, here: Row | None) -> Row | None:
    if here is None or decision.verb is not DecisionVerb.CORRECT:
        return None
    return with_values(here, decision.values)


# --- Finding the rows again ---------------------------------------------------------------------


class _FoundAgain:
    """The rows that the rules find now, each for one unit at most: known by id first, then by words and key."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {row.id: row for row in reversed(rows)}
        self._by_key: defaultdict[Hashable, list[Row]] = defaultdict(list)
        for row in rows:
            self._by_key[_key(row)].append(row)
        self._units: dict[str, int] = {}

    def by_id(self, unit: _Gathering) -> None:
        """Keep the row that has an id of the unit for it."""
        for id_ in sorted(unit.rows & self._rows.keys()):
            if id_ not in self._units and _is_near(unit, self._rows[id_]):
                self._units[id_] = id(unit)
                return

    def row(self, unit: _Gathering) -> Row | None:
        """The row that the unit is about."""
        kept = next((id_ for id_ in unit.rows if self._units.get(id_) == id(unit)), None)
        if kept is not None:
            return self._rows[kept]
        near = [row for key in unit.keys for row in self._free(key) if _is_near(unit, row)]
        if not near and unit.made[0][0].about is DecisionAbout.SPEAKER:
            near = self._same_words(unit)
        if not near:
            return None
        self._units[near[0].id] = id(unit)
        return near[0]

    def without_doubles(self, unit: Unit) -> Unit:
        """The unit with the rows that say what people made of another one: they would stand twice."""
        if (
            unit.standing is not Standing.CORRECTED
            or unit.result is None
            or unit.about is DecisionAbout.SPEAKER
        ):
            return unit
        doubles = [row.id for row in self._free(_key(unit.result)) if _near(unit.result, row)]
        self._units.update(dict.fromkeys(doubles, 0))
        return dataclasses.replace(unit, doubles=tuple(dict.fromkeys(doubles)))

    def _free(self, key: Hashable) -> list[Row]:
        return [row for row in self._by_key.get(key, ()) if row.id not in self._units]

    def _same_words(self, unit: _Gathering) -> list[Row]:
        """The only statement with just these words: newer rules may tell its speaker otherwise."""
        hulls = {hull(here) for _, _, here in unit.made if isinstance(here, Statement)}
        same = [
            row
            for row in self._rows.values()
            if isinstance(row, Statement) and row.content and hull(row) in hulls and row.id not in self._units
        ]
        return [*same] if len(same) == 1 else []


def _moved(row: Row, decision: Decision, now: Span, text: Text) -> Row:
    """A row as it was seen, with its spans where the words stand now; what is not known any more is left out."""
    selector = decision.selector
    assert selector is not None

    def moved(span: Span | None) -> Span | None:
        return move(span, selector, now, text)

    def link(one: Link) -> Link:
        return dataclasses.replace(one, source=moved(one.source), cue=moved(one.cue))

    chain = tuple(map(link, row.chain))
    if isinstance(row, Statement):
        content = tuple(span for part in row.content if (span := moved(part)) is not None)
        return dataclasses.replace(
            row, chain=chain, source=moved(row.source), cue=moved(row.cue), content=content or (now,)
        )
    holder, toward, when = row.holder, row.toward, row.when
    return dataclasses.replace(
        row,
        chain=chain,
        holder=dataclasses.replace(holder, mention=moved(holder.mention)),
        toward=toward and dataclasses.replace(toward, mention=moved(toward.mention)),
        evidence=now,
        trigger=moved(row.trigger) or now,
        when=when and dataclasses.replace(when, words=moved(when.words)),
        about_at=moved(row.about_at),
    )


# --- Settling -----------------------------------------------------------------------------------


def _settle(gathering: _Gathering, found: Row | None) -> Unit:
    """What the decisions of one unit come to."""
    placed = [(where, here) for _, where, here in gathering.made if here is not None]
    about = gathering.made[0][0].about
    base = found or (placed[0][1] if placed else None)
    decisions = tuple(decision for decision, _, _ in _latest(gathering.made))
    standing, result = _verdict(decisions, base, about)
    return Unit(
        about=about,
        root=gathering.root,
        decisions=decisions,
        place=placed[-1][0] if placed else gathering.made[-1][1],
        standing=standing,
        base=base,
        result=result,
        found=found.id if found is not None else None,
    )


def _verdict(
    decisions: Sequence[Decision], base: Row | None, about: DecisionAbout
) -> tuple[Standing, Row | None]:
    """How the row stands, and the row; decisions are the latest of each reviewer."""
    fields = sorted({name for d in decisions if d.verb is DecisionVerb.CORRECT for name in d.values})
    if len({_says(decision, fields) for decision in decisions}) > 1:
        return Standing.DISPUTED, base
    if decisions[-1].verb is DecisionVerb.REJECT:
        unknown = {"speaker": to_json(Link(name=UNKNOWN, actor=None))}
        return Standing.REJECTED, base and with_values(
            base, unknown
        ) if about is DecisionAbout.SPEAKER else None
    corrected = next((d for d in reversed(decisions) if d.verb is DecisionVerb.CORRECT), None)
    if corrected is not None and (base is None or not _says_so(base, corrected.values)):
        return Standing.CORRECTED, base and with_values(base, corrected.values)
    if any(d.verb is DecisionVerb.ADD for d in decisions):
        return Standing.ADDED, base
    return Standing.ACCEPTED, base


def _says_so(base: Row, values: Mapping[str, JsonValue]) -> bool:
    """True where newer rules find the row as it was corrected."""
    return all(_told(_field(base, name)) == _told(value) for name, value in values.items())


def _says(decision: Decision, fields: Sequence[str]) -> str:
    """What a decision comes to, in the fields that anybody corrected."""
    if decision.verb is DecisionVerb.REJECT:
        return _REJECT
    base = base_row(decision)
    assert base is not None
    return dumps([_told(decision.values.get(name, _field(base, name))) for name in fields])


def _field(row: Row, name: str) -> JsonValue:
    if name == "speaker":
        return to_json(row.chain[-1]) if row.chain else None
    return to_json(getattr(row, name))


def _told(value: JsonValue) -> JsonValue:
    """What a field says, without where it stands and by which rule: of a party its actor, of a link its name and actor."""
    if isinstance(value, list):
        return [_told(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(actor := value.get("actor"), dict):
        return actor.get("id")
    return [actor, None if actor is not None else value.get("name")]


def _latest(
    made: Iterable[tuple[Decision, Place | None, Row | None]],
) -> list[tuple[Decision, Place | None, Row | None]]:
    """The last one of each reviewer, in the order of their time."""
    latest = {one[0].reviewer: one for one in made}
    return sorted(latest.values(), key=lambda one: (one[0].decided, one[0].id))
