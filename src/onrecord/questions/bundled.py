"""The few roll calls that come with the program, in the form in which a ledger gives those that were imported."""

from __future__ import annotations

from onrecord.ledger.roll import Counts, HeldCall, SeatVote
from onrecord.record import NamesHeld, Record
from onrecord.record.layouts import load_words
from onrecord.record.symbols import symbol_key
from onrecord.vocabulary import Instrument

_NOTHING = Counts(yes=None, no=None, abstain=None, not_voting=None)
_LAST = 9


def bundled_calls(record: Record, symbol: str) -> tuple[HeldCall, ...]:
    """The bundled roll calls of a symbol, best source first. Their number is negative: they are in no ledger."""
    key = symbol_key(symbol)
    instrument = next((row for row in record.instrument_rows if symbol_key(row.id) == key), None)
    if instrument is None:
        return ()
    calls = record.roll_calls(instrument.id)
    if not calls:
        return (_without_roll_call(instrument, key),)
    return tuple(
        HeldCall(
            no=-1 - place,
            source=call.id.removeprefix(f"{instrument.id}:"),
            publisher=f"{call.source} (bundled)",
            read_on=None,
            rank=record.ranks[call.id],
            symbol=instrument.id,
            key=key,
            body=call.body,
            date=call.date,
            kind="resolution" if instrument.adopted else "draft",
            way="recorded",
            names=record.names_held[call.id],
            adopted=instrument.adopted,
            counted=_NOTHING,
            stated=Counts(yes=call.yes, no=call.no, abstain=call.abstain, not_voting=call.not_voting),
            same_as=None,
            texts={"title": instrument.title},
        )
        for place, call in enumerate(calls)
    )


def _without_roll_call(instrument: Instrument, key: str) -> HeldCall:
    """An instrument of which no roll call is held; where its source says so, because nobody voted."""
    silent = any(word in instrument.source.casefold() for word in load_words().without_a_vote)
    return HeldCall(
        no=-1, source=instrument.id, publisher=f"{instrument.source} (bundled)", read_on=None, rank=_LAST,
        symbol=instrument.id, key=key, body=instrument.body, date=instrument.date,
        kind="resolution" if instrument.adopted else "draft", way="without a vote" if silent else "not recorded",
        names=NamesHeld.NONE, adopted=instrument.adopted, counted=_NOTHING, stated=_NOTHING, same_as=None,
        texts={"title": instrument.title},
    )  # fmt: skip


def bundled_votes(record: Record, call: HeldCall) -> dict[str, SeatVote]:
    """What each seat did in a bundled roll call, by actor id."""
    return {seat: SeatVote(vote.option, None) for seat, vote in sorted(record.votes(call.roll_call).items())}
