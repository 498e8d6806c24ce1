"""Towards whom a stance of a clause is: the addressee, the doer, or the owner, each coordinated one by itself.

Somebody whom the registry knows is given by its party; a collective stays what the text calls it, without article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.instruments.people import GENITIVE, Reading, as_written, is_known, known_at, people_at
from onrecord.extract.instruments.phrases import Phrase, Word, read_list, read_phrase
from onrecord.vocabulary import Party

_ASIDE_OPENERS = frozenset(
    [
        "pending",
        "since",
        "until",
        "despite",
        "notwithstanding",
        "during",
        "following",
        "in",
        "as",
        "including",
        "through",
        "where",
        "using",
        "without",
        "within",
        "acting",
        "working",
        "with",
        "by",
        "upon",
        "at",
        "on",
        "after",
        "under",
        "consistent",
    ]
)
_LEADING = frozenset(
    {
        "upon",
        "on",
        "to",
        "that",
        "with",
        "for",
        "of",
        "at",
        "over",
        "about",
        "by",
        "also",
        "again",
        "once",
        "further",
        ",",
        "in",
        "regarding",
    }
)
_SAFEGUARDED = frozenset({"sovereignty", "integrity", "independence"})


def find_addressees(reading: Reading, words: Sequence[Word]) -> tuple[Party, ...]:
    """Whoever is called upon at the head of the words; empty where a thing stands there."""
    start = _past_leading(words, 0)
    if start >= len(words) or words[start].token.pos == "VERB":  # "its demand expressed in ... that B"
        start = next((i + 1 for i, word in enumerate(words[:25]) if word.text == "that"), start)
    phrases = read_list(words, start, reading.openings)
    found = [party for phrase in phrases for party in people_at(reading, words, phrase)]
    if (
        not found
        and phrases
        and words[phrases[0].head].token.pos == "PROPN"
        and _asked(words, phrases[-1].end)
    ):
        found = [as_written(reading, words, phrases[0])]
    return _once(found)


def _asked(words: Sequence[Word], at: int) -> bool:
    """True where an infinitive follows: whoever stands before it is asked to do it."""
    return (
        at + 1 < len(words) and words[at].text == "to" and words[at + 1].token.pos in ("VERB", "AUX", "ADV")
    )


def find_owners(
    reading: Reading, words: Sequence[Word], *, owned: frozenset[str] = frozenset()
) -> tuple[Party, ...]:
    """Whoever is named at the head of the words, or has or did what is named there; only of `owned`, if given."""
    start = _past_leading(words, 0)
    found: list[Party] = []
    phrases = read_list(words, start, reading.openings)
    after = phrases[-1].end if phrases else len(words)
    namely = next((i for i in range(after, min(after + 2, len(words))) if words[i].text == "namely"), None)
    if namely is not None:
        phrases = read_list(words, namely + 1, reading.openings) or phrases
    for phrase in phrases:
        direct = people_at(reading, words, phrase)
        found.extend(direct or _owners(reading, words, phrase, owned))
    if not found and owned:
        found.extend(_safeguarded(reading, words))
    return _once(found)


def _safeguarded(reading: Reading, words: Sequence[Word]) -> list[Party]:
    """Reads "support for a settlement within the sovereignty and territorial integrity of B"."""
    for at, word in enumerate(words):
        if word.text in _SAFEGUARDED:
            phrases = read_list(words, at, reading.openings)
            return [p for phrase in phrases for below in phrase.inside for p in known_at(words, below)]
    return []


def find_helped(reading: Reading, words: Sequence[Word]) -> tuple[Party, ...]:
    """With whom or for whom somebody is ready to act: "to work with B", "to assist B"."""
    for at, word in enumerate(words[:20]):
        if word.text in (",", ";"):
            break
        if word.text not in reading.openings.helping:
            continue
        after = at + 2 if at + 1 < len(words) and words[at + 1].text in ("to", "for") else at + 1
        found = _named_at(reading, words, after)
        if found:
            return _once(found)
    return ()


def find_doers(reading: Reading, words: Sequence[Word]) -> tuple[Party, ...]:
    """Whoever did it: "by B", "B's failure", "the failure of B", "those responsible", "that B has not ..."."""
    start = _past_leading(words, 0)
    if words and any(w.text == "that" for w in words[:2]):
        return _once(_clause_doers(reading, words))
    responsible = _responsible(reading, words)
    if responsible:
        return _once(responsible)
    for phrase in read_list(words, start, reading.openings)[:1]:
        direct = people_at(reading, words, phrase)
        found = (
            direct
            or list(_possessors(reading, words, phrase))
            or list(_deed_owners(reading, words, phrase))
            or list(_doers_behind(reading, words, phrase.end))
        )
        if found:
            return _once(found)
    return _once(_agents(reading, words, start))


def _clause_doers(reading: Reading, words: Sequence[Word]) -> list[Party]:
    """The subject of "that B has taken further measures", past "since ..." and the like."""
    that = next(i for i, word in enumerate(words) if word.text == "that")
    for at in range(that + 1, min(len(words), that + 30)):
        word = words[at]
        if word.token.dep not in ("nsubj",) or word.text in ("which", "who", "that", "it"):
            continue
        phrase = read_phrase(words, _phrase_start(words, at), reading.openings)
        found = list(people_at(reading, words, phrase)) if phrase is not None else []
        if found:
            return found
        break
    return list(_agents(reading, words, that + 1))


def _phrase_start(words: Sequence[Word], head: int) -> int:
    start = head
    while (
        start > 0
        and words[start - 1].token.pos in ("DET", "ADJ", "PROPN", "NOUN", "NUM")
        and words[start - 1].text != "that"
    ):
        start -= 1
    return start


def _agents(reading: Reading, words: Sequence[Word], start: int) -> Iterator[Party]:
    for at in range(start, min(len(words) - 1, start + 40)):
        if words[at].text in (";", "which", "who") or (
            words[at].text == "and" and words[at + 1].text == "that"
        ):
            return
        if (
            words[at].text != "by"
            or words[at + 1].token.tag == "VBG"
            or words[at - 1].text in reading.openings.telling
        ):
            continue
        named = _named_at(reading, words, at + 1)
        if named:
            yield from named
            more = _agents(reading, words, at + 2)
            yield from more
            return


def _responsible(reading: Reading, words: Sequence[Word]) -> list[Party]:
    """Reads "killings for which B is responsible"."""
    for at in range(len(words) - 3):
        if words[at].text == "for" and words[at + 1].text == "which":
            phrase = read_phrase(words, at + 2, reading.openings)
            if phrase is not None and "responsible" in [w.text for w in words[phrase.end : phrase.end + 4]]:
                return people_at(reading, words, phrase)
    return []


def _possessors(reading: Reading, words: Sequence[Word], phrase: Phrase) -> Iterator[Party]:
    """Reads "Norland's actions", "the militia's decision", "Norlandic attacks"."""
    for at in range(phrase.start, min(phrase.head, len(words) - 1)):
        party, genitive = words[at].party, words[at + 1].text in GENITIVE
        if party is not None and is_known(party):
            joined = {words[at + 1].text, words[at - 1].text if at else ""} & {
                "-",
                "–",
            }  # "the A-B partnership"
            if genitive or joined or words[at].token.pos == "ADJ":
                yield party
        elif genitive:
            owner = Phrase(start=phrase.start, core=at + 1, head=at, end=at + 1, inside=())
            yield from people_at(reading, words, owner)


def _deed_owners(reading: Reading, words: Sequence[Word], phrase: Phrase) -> Iterator[Party]:
    """Reads "the failure of B", "the actions of B"; "the occupation of B" names who suffers it."""
    head = words[phrase.head]
    deeds = reading.openings.deeds
    if head.text not in deeds and head.token.lemma.lower() not in deeds:
        return
    for below in phrase.inside[:1]:
        if below.preposition == "of":
            yield from people_at(reading, words, below)


def _doers_behind(reading: Reading, words: Sequence[Word], at: int) -> Iterator[Party]:
    """Reads "the referenda that B holds"."""
    if at + 1 < len(words) and words[at].text in ("that", "which") and words[at + 1].token.dep == "nsubj":
        yield from _named_at(reading, words, at + 1)


def _owners(reading: Reading, words: Sequence[Word], phrase: Phrase, owned: frozenset[str]) -> list[Party]:
    """Reads "the efforts of A, B and C", "the decision by B", "B's sovereignty"."""
    found = list(_possessors(reading, words, phrase))
    if found:
        return found
    head = words[phrase.head].token.lemma.lower()
    patient = words[phrase.head].text in reading.openings.undergone or head in reading.openings.undergone
    if (
        phrase.core < len(words)
        and words[phrase.core].text == "of"
        and not patient
        and (not owned or head in owned)
    ):
        found = _named_at(reading, words, phrase.core + 1)
    for at in range(phrase.core, min(len(words) - 1, phrase.core + 12)):
        if found or words[at].text in (",", ";", "that", "which", "who"):
            break
        if words[at].text == "between":  # "the tensions between A and B"
            found = _named_at(reading, words, at + 1)
            break
        if words[at].text == "by" and words[at + 1].token.tag != "VBG":
            found = _named_at(reading, words, at + 1)
    return found


def _named_at(reading: Reading, words: Sequence[Word], start: int) -> list[Party]:
    return [
        party
        for phrase in read_list(words, start, reading.openings)
        for party in people_at(reading, words, phrase)
    ]


def _past_leading(words: Sequence[Word], start: int) -> int:
    """Past prepositions and asides: "also upon", ", in this regard,"."""
    at = start
    while at < len(words):
        if words[at].text == "," and at + 1 < len(words) and words[at + 1].text in _ASIDE_OPENERS:
            close = next((i for i in range(at + 1, min(at + 25, len(words))) if words[i].text == ","), None)
            if close is None:
                return at
            at = close + 1
        elif words[at].text in _LEADING or words[at].token.pos == "ADV":
            at += 1
        else:
            return at
    return at


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.actor.id, party)
    return tuple(list(seen.values())[:4])
