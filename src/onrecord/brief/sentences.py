"""The small sentences of a brief: what a holder does, what changed, where words stand. Document words stand in quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.brief.content import Change, Differing, Evidence, Standing, Who
from onrecord.brief.wording import listed, load_wording, many, short_day
from onrecord.vocabulary import Basis, Stance, VerdictValue

_CAST = frozenset({Stance.VOTES_FOR, Stance.VOTES_AGAINST, Stance.ABSTAINS, Stance.ABSENT})
_SHORT = 110
"""Characters of a claim that is told in its own words."""
_STEPS = 4
_TOLD = {Basis.REPORTED: "reported", Basis.ASCRIBED: "said"}
"""How a rung on which the holder is told of by somebody else is never left to be taken for the holder's word."""
_SIDES: Mapping[int, str] = {1: "friendly", 0: "neither", -1: "unfriendly"}


def quoted(words: str) -> str:
    """Words of a document in quotation marks; marks of its own inside become single ones."""
    inner = words.replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{inner}”"


def who_words(who: Who) -> str:
    """A name; one that is printed so in a document, or that a body gives itself, in quotation marks."""
    return quoted(who.name) if who.printed else who.name


def act_of(row: Standing, basis: Basis) -> str:
    """The stance as a verb, without its counterpart: "condemns", "reported to condemn", "said to condemn"."""
    phrase = load_wording().stances[row.stance]
    alone = not toward_words(row)
    says, to = (phrase.alone, phrase.to_alone) if alone else (phrase.says, phrase.to)
    told = _TOLD.get(basis)
    if row.ended:
        return f"{told} to no longer {to}" if told else f"no longer {says}"
    return f"{told} to {to}" if told else says


def hedges_of(row: Standing) -> str:
    """What the words leave open: a modal verb as printed, or that it is told of all members of a body."""
    modal = f" ({quoted(row.modality)})" if row.modality else ""
    return f"{modal}{' (by membership)' if row.by_membership else ''}"


def toward_words(row: Standing) -> str:
    """The counterpart: the text that was voted on, else who it is, with the text where one is named."""
    if row.stance in _CAST and row.instrument:
        return row.instrument
    names = [who_words(who) for who in row.toward]
    if len(names) > 1:
        return f"{listed(names)}, in the same words"
    text = [row.instrument] if row.instrument else []
    return ", ".join((*names, *text))


def change_words(change: Change) -> tuple[str, str]:
    """The kind of change, and what the holder does now; ascribed words are told as ascribed."""
    row = change.standing
    act = " ".join(filter(None, (act_of(row, change.basis), toward_words(row)))) + hedges_of(row)
    if change.basis in _TOLD:
        by = f" by {row.teller}" if row.teller and not change.basis.declared else ""
        act = f"is {_TOLD[change.basis]}{by} {act.removeprefix(_TOLD[change.basis]).lstrip()}"
    before = load_wording().rungs[change.before_basis].short if change.before_basis else ""
    told: Mapping[str, tuple[str, Callable[[], str]]] = {
        "new": ("New", lambda: act),
        "turned": ("Turned", lambda: f"{act}; before, all that it declared was {_SIDES[change.before[0]]}"),
        "ended": ("Given up", lambda: act),
        "stepped up": ("Up a rung", lambda: f"{act}; before: {before} at best"),
        "stepped down": ("Down a rung", lambda: f"{act}; before: {before}"),
    }
    kind, words = told[change.kind]
    return kind, words()


def differing_words(row: Differing) -> str:
    """What the text has and what the record has, with the steps of the comparison."""
    kind = "" if row.value is VerdictValue.DIFFERS else f"{row.value.value.capitalize()}: "
    words = row.evidence.words if len(row.evidence.words) <= _SHORT else row.text_says
    by = ", ".join((*((row.sayer,) if row.sayer else ()), many(row.reports, "report", "reports")))
    steps = "".join(f" {_ended(step)}" for step in row.steps[:_STEPS])
    nearest = f" Nearest reading: {_ended(row.nearest)}" if row.nearest else ""
    return f"{kind}{quoted(words)} ({by}). The record has: {_ended(row.record_says)}{steps}{nearest}"


def _ended(words: str) -> str:
    """The words with the point that ends a sentence."""
    return words if words.endswith(".") else f"{words}."


def source_words(evidence: Evidence) -> str:
    """Where the words stand: title, outlet, date, address, and the id that leads to them."""
    title = f"‘{evidence.title}’" if evidence.title else "Untitled"
    parts = [
        title,
        *((evidence.outlet,) if evidence.outlet else ()),
        short_day(evidence.date),
        evidence.address,
    ]
    return f"{', '.join(parts)}."


def repeated_source(evidence: Evidence, first: int) -> str:
    """Where the words stand, in a footnote to a document that an earlier one names in full."""
    outlet = f"{evidence.outlet}, " if evidence.outlet else ""
    return f"{outlet}{short_day(evidence.date)}, as note {first}."
