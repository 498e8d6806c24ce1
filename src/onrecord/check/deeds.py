"""Reads what voters are said to have done: the verbs after a subject, with all that are joined to them.

A verb that is joined and not understood is kept as `unread`, so that nobody computes with half of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.vocabulary import JsonValue, Span

_ADVERBS = r"(?:[ \n](?:has|have|had|also|both|all|each|alone|then|later|reportedly|again|together|simply|either|instead|actually|already|even|therefore|thus|accordingly|consequently|nevertheless|nonetheless|still|just|duly|rightly|proudly|gladly))*"
_ASIDE = r"(?:,[ \n][^;.]{1,220}?,|[ \n]?(?:--|–|—)[^;]{1,240}?(?:--|–|—)|[ \n]\([^()]{1,200}\))?"
_RELATIVE = r"(?P<relative>,?[ \n](?:that|which|who))?,?"
REACH = 260
"""Characters between a subject and its verb, asides included."""
_OBJECT = r"(?:[^,;.]{0,60}[ \n])?"
_ENDING = (
    r"(?=[ \n]*(?:[,.;:!?)\"”’]|--|–|—|\Z|"
    r"(?:while|and|or|but|as|because|with|in|on|at|when|after|before|during|despite|although|though|amid|last|this|yesterday)(?!\w)))"
)
_JOIN = re.compile(
    r"(?:,?[ \n](?P<word>and/or|or|and|nor)|,)(?:[ \n](?:simply|else|even|otherwise|instead|either|then))?[ \n]",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"(?:[ \n]*)(?P<word>[a-z][\w’'-]*)(?:[ \n][^\s,;.:]+){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One wording of something done in a vote; `term` is a vote state or a key of `vote.meaning`."""

    span: Span
    term: str
    loose: bool
    weak: bool
    """True where only a word of voting beside it makes it one."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What one subject is said to have done: the stretch of its verbs, and the states of a seat they stand for."""

    span: Span
    cues: tuple[Cue, ...]
    unread: str | None
    """A joined verb that is not understood."""
    another_text: bool
    """True where the object is introduced as another text than the one spoken of."""

    @property
    def options(self) -> list[str]:
        """The vote states whose sum is meant."""
        meaning = load_lexicon().vote["meaning"]
        stated = (meaning.get(cue.term, [cue.term]) for cue in self.cues)
        return list(dict.fromkeys(option for options in stated for option in options))

    @property
    def readings(self) -> list[str]:
        """The possible readings where the words leave open which state is meant; empty where they do not."""
        unclear = load_lexicon().vote["unclear"]
        return list(unclear.get(self.cues[0].term, ())) if len(self.cues) == 1 else []

    @property
    def loose(self) -> bool:
        """True where a word that is no verb of voting is among them."""
        return any(cue.loose for cue in self.cues)

    @property
    def never_a_vote(self) -> bool:
        """True where a word is among them that cannot contradict a vote, whatever stands beside it."""
        words = load_lexicon().vote["never_a_vote"]["words"]
        return any(cue.words in words for cue in self.cues)

    @property
    def veto(self) -> bool:
        """True where the text cannot have been adopted."""
        return any(cue.words in load_lexicon().vote["vetoes"]["words"] for cue in self.cues)

    def terms(self) -> dict[str, JsonValue]:
        """The terms of a claim that every claim about such deeds has."""
        return {"readings": list(self.readings), "unread": self.unread, "loose": self.loose}


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Regular expressions of this module, made once from the word lists."""
    vote = load_lexicon().vote
    texts = any_of([*vote["texts"], *(f"{text}s" for text in vote["texts"])])
    wordings = [*every(vote["wordings"]), *every(vote["presence"]), *every(vote["loose"])]
    flags = re.IGNORECASE
    return {
        "cue": re.compile(any_of(wordings), flags),
        "strict": re.compile(any_of(every(vote["wordings"])), flags),
        "between": re.compile(rf"(?:[ \n](?:itself|themselves|too))?{_ASIDE}{_RELATIVE}{_ADVERBS}[ \n]", flags),
        "tail": re.compile(rf"[ \n]{any_of(vote['tails'])}(?:[ \n]of[ \n]the[ \n](?:Security[ \n]Council|(?:General[ \n])?Assembly))?{_ENDING}", flags),
        "nothing": re.compile(_ENDING, flags),
        "text": re.compile(
            rf"[ \n](?:on[ \n]|in[ \n]the[ \n]vote[ \n]on[ \n])?(?P<phrase>{_OBJECT}(?:{texts}|[Ss]/RES|A/RES|S/\d{{4}}))", flags
        ),
        "another": re.compile(rf"(?:(?:of|for|against|on)[ \n])?{any_of(vote['another'])}[ \n]", flags),
        "vote": re.compile(r"(?<!\w)(?:vot(?:e|es|ed|ing)|ballot|abst(?:ain|en)\w*|in[ \n]favou?r|vetoed)(?!\w)", flags),
    }  # fmt: skip


def cues(text: str, span: Span) -> Iterator[Cue]:
    """Every wording in a stretch, left to right."""
    for match in patterns()["cue"].finditer(text, span.start, span.end):
        yield _cue(match, text, span)


def _cue(match: re.Match[str], text: str, sentence: Span) -> Cue:
    vote, words = load_lexicon().vote, " ".join(match.group().split()).casefold()
    for name in ("wordings", "presence", "loose"):
        term = term_of(vote[name], words)
        if term is not None:
            span = Span(match.start(), match.end())
            return Cue(span=span, term=term, loose=name == "loose", weak=name == "presence", words=words)
    raise AssertionError(words)


def deeds_after(text: str, start: int, sentence: Span) -> tuple[Deeds, bool] | None:
    """What the subject that ends at `start` did, and whether a relative clause tells it; None where nothing is told.

    A verb of an aside ("Russia, which had opposed the war, abstained") is passed over where its object is no text.
    """
    for cue in patterns()["cue"].finditer(text, start, min(sentence.end, start + REACH)):
        between = patterns()["between"].fullmatch(text, start, cue.start())
        deeds = read_deeds(text, cue, sentence) if between else None
        if between and deeds:
            return deeds, between["relative"] is not None
    return None


def read_deeds(text: str, first: re.Match[str], sentence: Span) -> Deeds | None:
    """The wording at `first` with its object and all verbs joined to it; None where its object is something else."""
    found, another = [_cue(first, text, sentence)], False
    end = first.end()
    unread: str | None = None
    while True:
        after = _object(text, end, sentence.end)
        if after is None and len(found) == 1:
            return None
        if after is None:
            unread = " ".join(text[found[-1].span.start : sentence.end].split()[:6])
            break
        position, is_another = after
        another = another or is_another
        end = position if position - end <= 24 else end
        join = _JOIN.match(text, position, sentence.end)
        if join is None:
            break
        more = patterns()["cue"].match(text, join.end(), sentence.end)
        if more is None:
            unread = _unread(text, join, sentence.end)
            break
        found.append(_cue(more, text, sentence))
        end = more.end()
    told = Deeds(span=Span(first.start(), end), cues=tuple(found), unread=unread, another_text=another)
    return told if _are_votes(told, text, sentence) else None


def passive_deeds(text: str, cue: re.Match[str], sentence: Span) -> Deeds | None:
    """The wording at `cue` where its subject follows after "by", so that nothing is joined to it."""
    found = (_cue(cue, text, sentence),)
    told = Deeds(span=found[0].span, cues=found, unread=None, another_text=False)
    return told if _are_votes(told, text, sentence) else None


def _object(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Where the object of a verb ends and whether it is another text; None where it is no text at all."""
    tail = patterns()["tail"].match(text, start, end)
    if tail is not None:
        return tail.end(), False
    if patterns()["nothing"].match(text, start, end):
        return start, False
    phrase = patterns()["text"].match(text, start, end)
    if phrase is None:
        return None
    another = patterns()["another"].match(phrase["phrase"]) is not None
    return phrase.end(), another


def _unread(text: str, join: re.Match[str], end: int) -> str | None:
    """The words joined to a verb where they are another verb that no list holds; None where a new clause begins."""
    word = _NEXT_WORD.match(text, join.end(), end)
    if word is None:
        return None
    phrase, joined_by = " ".join(word.group().split()), (join["word"] or ",").casefold()
    if joined_by in ("or", "nor", "and/or"):
        return phrase
    is_verb = word["word"].endswith("ed") or word["word"] in load_lexicon().vote["past_verbs"]
    if not is_verb:
        return None
    if joined_by == ",":
        rest = text[join.end() : end]
        return phrase if re.match(r"[^;.]{0,120}?[ \n]or[ \n]", rest) else None
    return phrase


def _are_votes(told: Deeds, text: str, sentence: Span) -> bool:
    """Wordings such as "was absent" are votes only beside a word of voting."""
    if not all(cue.weak for cue in told.cues):
        return True
    return patterns()["vote"].search(text, sentence.start, sentence.end) is not None
