"""Words beside votes: each roll call of the case with its tallies, and holders whose words lean otherwise than the vote.

Nothing is inferred from either: the words and the vote of a seat, or of a bloc's members, stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from onrecord.brief.content import Beside, Standing, Tallied, VoteView
from onrecord.ledger.briefing import StandingRow
from onrecord.plaintext import sort_key
from onrecord.questions.votes import Split, VoteAnswer
from onrecord.questions.words import lean_between, parts_from
from onrecord.record.symbols import symbol_key
from onrecord.vocabulary import Stance, VoteOption

if TYPE_CHECKING:
    from onrecord.brief.gathering import Gathered
    from onrecord.brief.naming import Naming

_CAST = frozenset({Stance.VOTES_FOR, Stance.VOTES_AGAINST, Stance.ABSTAINS, Stance.ABSENT})
_WHOLE = "All members"


def views_of(
    gathered: Gathered, naming: Naming, standing: Callable[[StandingRow], Standing]
) -> tuple[VoteView, ...]:
    """The roll calls of the case, the newest first."""
    return tuple(_view(answer, gathered, naming, standing) for answer in gathered.votes)


def _view(
    answer: VoteAnswer, gathered: Gathered, naming: Naming, standing: Callable[[StandingRow], Standing]
) -> VoteView:
    beside = tuple(_beside(answer, gathered, standing))
    source = answer.call.publisher
    return VoteView(
        instrument=naming.plain(answer.symbol),
        title=naming.plain(answer.title),
        body=gathered.names.get(answer.body, answer.body),
        date=answer.date,
        source=naming.plain(f"{source}, read {answer.call.read_on}" if answer.call.read_on else source),
        without_vote=answer.way == "without a vote",
        tallies=tuple(_tallies(answer)),
        beside=beside,
        all_beside=len(beside),
        notes=tuple(naming.plain(note) for note in answer.notes),
    )


def _tallies(answer: VoteAnswer) -> Iterable[Tallied]:
    counts = answer.counts
    if answer.way != "recorded" or not counts.known:
        return
    yield Tallied(
        name=_WHOLE, yes=counts.yes or 0, no=counts.no or 0, abstain=counts.abstain or 0,
        not_voting=counts.not_voting or 0,
    )  # fmt: skip
    for split in sorted(answer.splits[1:], key=lambda split: (sort_key(split.name), split.bloc)):
        if split.eligible:
            yield Tallied(name=f"{split.name}, {split.eligible} with a seat", **_counts(split))


def _counts(split: Split) -> dict[str, int]:
    options = {
        "yes": VoteOption.YES,
        "no": VoteOption.NO,
        "abstain": VoteOption.ABSTAIN,
        "not_voting": VoteOption.NOT_VOTING,
    }
    return {name: split.count(option) for name, option in options.items()}  # fmt: skip


def _beside(
    answer: VoteAnswer, gathered: Gathered, standing: Callable[[StandingRow], Standing]
) -> Iterable[Beside]:
    """One row a seat or bloc: its strongest, most told and newest word that leans otherwise."""
    options = {seat.id: seat.option for seat in answer.seats}
    blocs = {split.bloc: split for split in answer.splits[1:] if split.eligible}
    best = strongest(answer, gathered.spoken, gathered.speaks_for)
    rows = [(key, standing(row), row) for key, row in best.items()]
    for key, shown, row in sorted(rows, key=lambda one: (key_of(one[1]), one[0])):
        vote = _members(blocs[key]) if key in blocs else _voted(options[key])
        yield Beside(vote=vote, basis=row.basis, standing=shown)


def strongest(
    answer: VoteAnswer, spoken: Iterable[StandingRow], speaks_for: Mapping[str, str]
) -> dict[str, StandingRow]:
    """Seat or bloc -> the strongest, most told and newest of its words that lean otherwise than the vote."""
    options = {seat.id: seat.option for seat in answer.seats}
    blocs = {split.bloc for split in answer.splits[1:] if split.eligible}
    key_of_text = symbol_key(answer.symbol)
    best: dict[str, StandingRow] = {}
    for row in spoken:
        lean = _lean(row, key_of_text, options)
        bloc = speaks_for.get(row.holder)
        seat = options.get(row.holder, VoteOption.NOT_A_MEMBER)
        apart = bloc in blocs and row.basis.declared and lean != 0 if bloc else parts_from(lean, seat)
        if apart and not row.ended and not row.by_membership:
            key = bloc or row.holder
            best[key] = min(best.get(key, row), row, key=partial(_strength, bloc=key))
    return best


def key_of(row: Standing) -> tuple[str, str]:
    """By the holder's name."""
    return sort_key(row.holder.name)


def _strength(row: StandingRow, bloc: str) -> tuple[object, ...]:
    """The body's own words before those of its organs; then the strongest rung, and the newest."""
    return (
        row.holder != bloc,
        row.basis.rung,
        row.modality is not None,
        -row.reports,
        _backwards(row.newest),
        row.evidence,
    )


def _backwards(day: str | None) -> tuple[int, ...]:
    """Sorts the newest first; undated ones last."""
    return tuple(-ord(character) for character in day or "") or (0,)


def _lean(row: StandingRow, key: str, options: Mapping[str, VoteOption]) -> int:
    """Where the words lean; nowhere where they name actors that voted unlike each other, or another text's vote."""
    if row.stance in _CAST and (row.instrument is None or symbol_key(row.instrument) != key):
        return 0
    leans = {
        lean_between(row.stance, toward, row.instrument, key=key, options=options)
        for toward in row.toward or (None,)
    }
    return leans.pop() if len(leans) == 1 else 0


def _voted(option: VoteOption) -> str:
    words = {
        VoteOption.YES: "voted yes",
        VoteOption.NO: "voted no",
        VoteOption.ABSTAIN: "abstained",
        VoteOption.NOT_VOTING: "did not vote",
    }
    return words[option]


def _members(split: Split) -> str:
    told = _counts(split)
    return (
        f"members of {split.bloc}: {told['yes']} yes, {told['no']} no, {told['abstain']} abstained, "
        f"{told['not_voting']} did not vote"
    )
