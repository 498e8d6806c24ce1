"""The small sentences of a brief: what a holder does, what changed, where words stand. Document words stand in quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.brief.content import Change, Evidence, Standing, Who
from onrecord.brief.wording import day, listed, load_wording
from onrecord.vocabulary import Stance

_CAST = frozenset({Stance.VOTES_FOR, Stance.VOTES_AGAINST, Stance.ABSTAINS, Stance.ABSENT})
_SIDES: Mapping[int, str] = {1: "friendly", 0: "neither", -1: "unfriendly"}


def quoted(words: str) -> str:
    """Words of a document in quotation marks; marks of its own inside become single ones."""
    inner = words.replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{inner}”"


def who_words(who: Who) -> str:
    """A name; one that is printed so in a document, or that a body gives itself, in quotation marks."""
    return quoted(who.name) if who.printed else who.name


def act_of(row: Standing, *, ascribed: bool) -> str:
    """The stance as a verb, without its counterpart; ascribed: "is said to ..."."""
    phrase = load_wording().stances[row.stance]
    alone = not toward_words(row)
    says, to = (phrase.alone, phrase.to_alone) if alone else (phrase.says, phrase.to)
    modal = f"{quoted(row.modality)} " if row.modality else ""
    if row.ended:
        act = f"{'have given up' if ascribed else 'gave up'} to {to}"
    else:
        act = f"{modal}{to}" if modal or ascribed else says
    by_membership = " (by membership)" if row.by_membership else ""
    return f"{'said to ' if ascribed else ''}{act}{by_membership}"


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
    act = " ".join(filter(None, (act_of(row, ascribed=not change.basis.declared), toward_words(row))))
    by = f" by {row.teller}" if row.teller and not change.basis.declared else ""
    before = load_wording().rungs[change.before_basis].short if change.before_basis else ""
    told: Mapping[str, tuple[str, Callable[[], str]]] = {
        "new": ("New", lambda: f"{act}{by}"),
        "turned": ("Turned", lambda: f"{act}{by}; before, all that it declared was {_SIDES[change.before[0]]}"),
        "ended": ("Given up", lambda: f"{act}{by}"),
        "stepped up": ("Firmer ground", lambda: f"{act}{by}; before: {before} at best"),
        "stepped down": ("Weaker ground", lambda: f"{act}{by}; before: {before}"),
    }
    kind, words = told[change.kind]
    is_said = words().replace("said to", "is said to", 1) if not change.basis.declared else words()
    return kind, is_said


def source_words(evidence: Evidence) -> str:
    """Where the words stand: title, outlet, date, address, and the id that leads to them."""
    title = evidence.title or "Untitled"
    parts = [title, *((evidence.outlet,) if evidence.outlet else ()), day(evidence.date), evidence.address]
    return f"{', '.join(parts)}."
