"""A saying: what a text gives as somebody's words, thoughts or deeds, before its chain is complete."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.vocabulary import UNKNOWN, Act, Party, Span

_NAMED = frozenset(
    {"dobj", "prep", "oprd", "attr", "nsubjpass", "head", "dative", "conj", "acomp", "npadvmod", "relcl"}
)
"""Constructions in which the content is a thing named, not words told."""
_THOUGHT = frozenset({"ccomp", "above", "phrase"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link's source: who it is, the words that name it, and the words of the cue."""

    party: Party | None
    """For whom the source acts; None where nothing is tied to it."""
    source: Span | None
    """The source's words; None where the text gives none ("it was reported that")."""
    name: str = UNKNOWN
    """What the text calls the source, where no party says it better."""
    own: bool = False
    """True for "I" and "we" of the document's own speaker, or of the turn's."""
    cue: Span | None = None
    """The link's own cue, where it is not that of the saying ("said, citing the ministry")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement before its chain is complete, with the speakers behind its links."""

    sentence: int
    cue: Span
    speakers: tuple[Speaker, ...]
    """Outermost first."""
    content: tuple[Span, ...]
    rule: str
    """The construction that it was found by."""
    act: Act = Act.SPEECH
    words: Span | None = None
    """The words in the source's place: "who" where the speaker is the one before it."""
    silent: bool = False
    """True for an attitude that no clause can tell: "supporting what he called ..." says nothing of its own."""
    passes_on: bool = False
    """True where a thing named is a text or a person that speaks in it: "citing a paper which argues ..."."""

    @property
    def source_span(self) -> Span | None:
        """The words in the source's place."""
        return self.words or self.speaker.source

    @property
    def speaker(self) -> Speaker:
        """The innermost speaker."""
        return self.speakers[-1]

    @property
    def voiced(self) -> bool:
        """True where the content is told on somebody's word: what is said, or a thought given as a clause.

        "Condemned the attack", "renewed its support" is an act by words; nothing is told inside it.
        """
        kind = self.rule.partition(":")[0]
        if self.passes_on or self.silent:
            return self.passes_on
        return kind in _THOUGHT if self.act is Act.ATTITUDE else self.act is Act.SPEECH and kind not in _NAMED

    @property
    def tells(self) -> bool:
        """True for any act by words whose source the text gives."""
        return self.act is Act.SPEECH and self.speaker.source is not None

    def covers(self, place: int) -> bool:
        """True where a character of the document lies in the content."""
        return any(span.start <= place < span.end for span in self.content)

    @property
    def size(self) -> int:
        """Characters of content, by which enclosing sayings are told from enclosed ones."""
        return sum(span.end - span.start for span in self.content)
