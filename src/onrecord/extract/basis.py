"""On which rung a position stands, and why.

vote: cast in a roll call. instrument: adopted text. own-words: the holder's own. reported: told by somebody
else. ascribed: somebody else says what the holder thinks or does, above all the one who gains by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.vocabulary import ActorKind, Basis, Document, DocumentKind, Party, Stance, Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All that decides the rung of one position."""

    document: Document
    voices: Voices
    holder: Party
    toward: Party | None
    stance: Stance
    act: str
    teller: Party | None
    """The innermost speaker around the words; None for the outlet's own."""
    voice: Party | None
    """Whose "I" it is there outside quotations: the speaker of the document or of the turn."""
    quoted: bool
    by_instrument: bool
    ascribed: bool
    on_behalf: frozenset[str]
    joint_words: frozenset[str]


def basis_of(s: Setting) -> tuple[Basis, str]:
    """The rung and the reason in words; the first rule that fits decides."""
    own = s.holder.rule.startswith("first person") or _same(s.holder, s.teller)
    if s.ascribed:
        return Basis.ASCRIBED, "support for which the holder is thanked: the one who thanks says so"
    if s.act == "vote":
        return Basis.VOTE, "a vote cast"
    if s.by_instrument or (s.voices.instrument and s.holder.actor == s.voices.body):
        return Basis.INSTRUMENT, "adopted text"
    signs = s.holder.actor in {party.actor for party in s.voices.signatories}
    if s.holder.rule == "signatory" or (signs and not s.quoted):
        return Basis.INSTRUMENT, "a joint statement that the holder signs"
    if s.voices.body is not None and s.teller is None and _of_the_house(s):
        return Basis.INSTRUMENT, "the body's own communique"
    if s.teller is None and not s.quoted and _own_communique(s):
        return Basis.INSTRUMENT, "the communique of those who hold it"
    if own and s.quoted:
        return Basis.OWN_WORDS, "direct quotation of the holder"
    if own and s.teller is not None and s.voice is not None and s.teller.actor == s.voice.actor:
        return Basis.OWN_WORDS, "the document is the holder's own words"
    if (
        s.voices.body is not None
        and s.holder.actor in (s.voices.body, _house(s))
        and _same(s.holder, s.teller)
    ):
        return Basis.OWN_WORDS, "the body's own document gives its officer's words"
    if _gains(s):
        return Basis.ASCRIBED, "said by the one who gains by it"
    if own:
        return Basis.REPORTED, "the holder's words told by somebody else"
    if s.toward is not None and s.toward.actor.kind is ActorKind.INSTRUMENT:
        return Basis.REPORTED, "what the holder did about an adopted text, told by somebody else"
    if s.act == "attitude" and not _on_behalf(s):
        return Basis.ASCRIBED, "somebody else says what the holder thinks"
    return Basis.REPORTED, "the holder's words or acts told by somebody else"


def _own_communique(s: Setting) -> bool:
    """Reads "The Ministers condemned" in a communique that nobody else is said to have made."""
    if s.document.kind is not DocumentKind.COMMUNIQUE or s.voices.speaker is not None:
        return False
    words = s.holder.actor.name.lower().split()
    joint = bool(words) and (words[0] in s.joint_words or words[-1] in s.joint_words)
    return s.holder.actor.kind is ActorKind.COLLECTIVE and joint


def _house(s: Setting) -> object:
    """The body that issues the document, where the meeting is one of its organs."""
    return s.teller.actor if s.teller is not None and s.document.outlet == s.teller.actor.id else None


def _of_the_house(s: Setting) -> bool:
    """The body whose text it is, or the larger one that publishes it."""
    return s.holder.actor == s.voices.body or s.document.outlet == s.holder.actor.id


def _same(holder: Party, teller: Party | None) -> bool:
    return teller is not None and teller.actor == holder.actor


def _gains(s: Setting) -> bool:
    """The teller is the counterpart of a friendly stance that somebody else is said to take."""
    friendly = s.stance.polarity > 0 and s.act != "vote"
    return friendly and s.toward is not None and _same(s.toward, s.teller) and not _same(s.holder, s.teller)


def _on_behalf(s: Setting) -> bool:
    """A member who speaks for the group reports it; anybody else ascribes."""
    group = s.holder.actor.kind is ActorKind.COLLECTIVE
    return group and s.teller is not None and s.teller.person in s.on_behalf
