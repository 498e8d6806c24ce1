"""When a position was taken: sentences with their days, and what must hold for any sentence."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.extract.when import said_when
from onrecord.extract.when import words as when_words
from onrecord.extract.when.phrases import time_phrases
from onrecord.extract.when.words import load_time_words
from onrecord.parse import Parser
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, DocumentKind, PartialDate, SaidWhen, Span
from tests.making import make_document

WRITTEN = "2020-10-28"
CASES = tomllib.loads(Path(__file__).with_name("when_sentences.toml").read_text(encoding="utf-8"))["case"]
Told = tuple[date, date, str | None]


def ask(parser: Parser, document: Document, trigger: str, clause: str | None = None) -> SaidWhen | None:
    """What is told of the first word `trigger`."""
    for sentence in parser.parse(document):
        words = [token.text for token in sentence.tokens]
        if trigger in words:
            return said_when(document, Tree(sentence), words.index(clause or trigger), words.index(trigger))
    raise AssertionError(f"no word {trigger!r}")


def told(found: SaidWhen | None, document: Document) -> Told | None:
    """The days and the words."""
    if found is None:
        return None
    return found.first, found.last, found.words.of(document.text) if found.words else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:50]}-{case['trigger']}")
def test_sentences(parser: Parser, case: dict[str, Any]) -> None:
    """The days that a careful reader would put beside the stance, and the words that tell them."""
    kind = DocumentKind(case.get("kind", "report"))
    document = make_document(case["text"], kind=kind, date=case.get("date", WRITTEN) or None)
    expected = (case["first"], case["last"], case.get("words")) if "first" in case else None
    assert told(ask(parser, document, case["trigger"], case.get("clause")), document) == expected


PHRASES = (
    "on Wednesday", "last week", "earlier this month", "in September last year", "on 26 October", "in 2008", "two days ago",
    "yesterday", "over the weekend", "in May", "last Monday", "since 1992", "overnight", "in the past two years", "last March",
    "on 29 February", "a year ago", "late on Tuesday", "earlier in the week", "this year", "three months ago", "last weekend",
)  # fmt: skip
DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2100, 12, 31))


def exact(day: date) -> PartialDate:
    """A date that is known to the day."""
    return PartialDate(day.year, day.month, day.day)


@given(phrase=st.sampled_from(PHRASES), day=DAYS)
def test_phrases_look_back(phrase: str, day: date) -> None:
    """Whatever the day of writing, a phrase of past times begins no later than it, and its days are in order."""
    (found,) = time_phrases(phrase, Span(0, len(phrase)), exact(day))
    assert found.span.of(phrase).casefold().endswith(found.core.of(phrase).casefold())
    assert found.days is None or found.days[0] <= min(found.days[1], day)


@given(phrase=st.sampled_from(PHRASES), day=DAYS)
def test_a_vaguer_date_says_no_more(phrase: str, day: date) -> None:
    """What a document of a known month tells covers what it tells where the day is known."""
    whole = Span(0, len(phrase))
    (near,), (far,) = (
        time_phrases(phrase, whole, written) for written in (exact(day), PartialDate(day.year, day.month))
    )
    if near.days is not None and far.days is not None:
        assert far.days[0] <= near.days[0]
        assert near.days[1] <= far.days[1]


@given(text=st.text(alphabet="0123456789 .-/of,MayJunelastweekyearagoFridayin", max_size=120), day=DAYS)
def test_any_text_is_read_without_error(text: str, day: date) -> None:
    """No wording breaks the reading: days are in order and spans inside the text, without overlap."""
    found = time_phrases(text, Span(0, len(text)), exact(day))
    places = [(phrase.core.start, phrase.core.end) for phrase in found]
    assert places == sorted(places)
    for phrase in found:
        assert Span(0, len(text)).covers(phrase.span)
        assert phrase.span.covers(phrase.core)
        assert phrase.days is None or phrase.days[0] <= phrase.days[1]


def test_answers_stay_within_bounds(parser: Parser) -> None:
    """No stance is later than its document, and the words are words of the document."""
    for case in CASES:
        document = make_document(case["text"])
        sentence = next(s for s in parser.parse(document) if case["trigger"] in [t.text for t in s.tokens])
        words = [token.text for token in sentence.tokens]
        clause, trigger = (words.index(case.get(name, case["trigger"])) for name in ("clause", "trigger"))
        for number in range(0, 400, 19):
            written = date(2019, 1, 31) + timedelta(days=number)
            found = said_when(replace(document, date=exact(written)), Tree(sentence), clause, trigger)
            if found is not None:
                assert found.first <= found.last <= written, case["text"]
                assert found.words is None or Span(0, len(document.text)).covers(found.words)


@pytest.mark.parametrize("pair", [("Norway", "Chile"), ("Kenya", "Uruguay"), ("Portugal", "Botswana")])
def test_sides_are_alike(parser: Parser, pair: tuple[str, str]) -> None:
    """Two states in each other's place are dated alike."""
    one, other = pair
    for phrase in PHRASES[:12]:
        answers = set()
        for holder, counterpart in ((one, other), (other, one)):
            text = f"{holder} criticized {counterpart} {phrase}."
            document = make_document(text, date=WRITTEN)
            found = ask(parser, document, "criticized")
            answers.add(found and (found.first, found.last, found.rule))
        assert len(answers) == 1, phrase


def test_a_crowd_of_phrases_is_read_in_time() -> None:
    """A sentence that is nothing but dates costs no more than its length."""
    text = "on 3 May 2019 and last week, " * 20_000
    assert len(time_phrases(text, Span(0, len(text)), PartialDate(2020))) < 500


def test_a_broken_list_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Data that cannot be used says which list is wrong."""
    (tmp_path / "words.toml").write_text("[months]\nMay = 13\n", encoding="utf-8")
    monkeypatch.setattr(when_words, "files", lambda _: tmp_path)
    load_time_words.cache_clear()
    with pytest.raises(DataError, match=r"\[months\]"):
        load_time_words()
    load_time_words.cache_clear()


@pytest.mark.parametrize("phrase", sorted(load_time_words().untold))
def test_no_vague_phrase_is_passed_over(phrase: str) -> None:
    """Every listed phrase is seen, and none is made into days."""
    found = time_phrases(
        f"Norway {phrase} thanked Chile", Span(0, 21 + len(phrase)), PartialDate(2020, 10, 28)
    )
    assert found, "a phrase that nothing signals is never looked for"
    assert all(item.days is None for item in found)
