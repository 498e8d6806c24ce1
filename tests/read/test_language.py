"""The language of paragraphs and documents: told where it is sure, the same each time, and never guessed."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from test_encodings import TEXTS

from onrecord.read import read_bytes
from onrecord.read.language import detect_language, detect_languages, main_language, tell_languages
from onrecord.read.language_model import load_model
from onrecord.vocabulary import Document, Paragraph, Span

ENGLISH = (
    "The minister said on Friday that her country supports the resolution and will vote for it next week."
)
GERMAN = "Die Ministerin sagte am Freitag, dass ihr Land die Resolution unterstützt und ihr zustimmen wird."
FRENCH = (
    "La ministre a dit vendredi que son pays soutient la résolution et votera pour elle la semaine prochaine."
)


@cache
def library() -> LanguageIdentifier:
    """The library itself, with the same model."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def read(*paragraphs: str) -> Document:
    """A text of these paragraphs, after a first one in English that could be a title."""
    return read_bytes("\n\n".join(paragraphs).encode(), address="x.txt")


@pytest.mark.parametrize("language", sorted(set(TEXTS) - {"zh-s", "zh-t"}))
def test_a_sentence_tells_its_language(language: str) -> None:
    """One sentence or two are enough, in any script."""
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", [TEXTS["zh-s"], TEXTS["zh-t"]])
def test_both_ways_of_writing_chinese_are_chinese(text: str) -> None:
    """Simplified and traditional characters are one language."""
    assert detect_language(text) == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 - 67 %",
        "Angela Merkel",
        "Berlin, 3. Mai 2020",
        "José Manuel Barroso, António Guterres",
        "Klaus Müller, Peter Schäfer",
        "A/RES/62/243",
        "S/RES/822 (1993), S/RES/853 (1993)",
        "https://www.beispiel.test/a/b?c=d",
        "REUTERS",
        "Photo: AFP",
        "* * *",
    ],
)
def test_lines_too_short_to_tell_are_left_open(text: str) -> None:
    """Names, figures, symbols and addresses belong to no language."""
    assert detect_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "“Wir sind das Volk”, shouted the crowd in Leipzig, and the government did not answer for two days.",
        "He thanked the Bundesministerium für Wirtschaft und Energie for its help with the conference in May.",
        "Messrs. Aliyev, Mammadyarov, Sargsyan, Nalbandian and Lavrov met the co-chairs in Saint Petersburg.",
        "Vote: yes Armenia, Azerbaijan, Belarus, Côte d'Ivoire, São Tomé and Príncipe; no Türkiye.",
        "THE GENERAL ASSEMBLY, RECALLING ITS RESOLUTIONS, REAFFIRMS ITS POSITION ON THE MATTER.",
    ],
)
def test_english_with_words_of_others_stays_english(text: str) -> None:
    """A quotation or names in a second language do not turn an English paragraph into another."""
    assert detect_language(text) in ("en", None)


def test_each_paragraph_has_its_own_language() -> None:
    """A document in two languages says which paragraph is in which; its own is that of most words."""
    document = read("Statement by the minister", ENGLISH, GERMAN, ENGLISH, "Berlin, 3. Mai")
    told = [paragraph.language for paragraph in document.paragraphs]
    assert told.count("de") == 1
    assert told[-1] is None
    assert document.language == "en"
    assert read(GERMAN, GERMAN, ENGLISH, GERMAN).language == "de"


def test_a_document_in_equal_parts_has_no_language() -> None:
    """Where no language has most of the words, none is named."""
    text = f"{GERMAN}\n\n{ENGLISH}\n\n{FRENCH}"
    spans = [Span(0, len(GERMAN)), Span(len(GERMAN) + 2, len(GERMAN) + 2 + len(ENGLISH))]
    spans.append(Span(spans[-1].end + 2, len(text)))
    paragraphs = tell_languages(text, [Paragraph(span=span) for span in spans])
    assert [paragraph.language for paragraph in paragraphs] == ["de", "en", "fr"]
    assert main_language(text, paragraphs) is None


@given(st.text(max_size=300))
def test_any_text_has_a_code_or_none_and_always_the_same(text: str) -> None:
    """Nothing breaks the telling, and it does not change from call to call."""
    told = detect_language(text)
    assert told is None or (len(told) == 2 and told.islower())
    assert detect_language(text) == told


def test_a_long_paragraph_takes_no_longer() -> None:
    """Only a stretch of a paragraph is looked at."""
    detect_language(ENGLISH)
    started = time.monotonic()
    assert detect_language((ENGLISH + " ") * 100_000) == "en"
    assert time.monotonic() - started < 1


@settings(deadline=None)
@given(st.lists(st.text(max_size=200) | st.sampled_from(sorted(TEXTS.values())), max_size=6))
@example(["", "ΑΒΓ", "x" * 40_000, TEXTS["fr"]])
def test_many_texts_at_once_are_told_as_each_by_itself(texts: list[str]) -> None:
    """What stands beside a text never changes its language."""
    assert detect_languages(texts) == [detect_language(text) for text in texts]


@settings(deadline=None)
@given(st.text(max_size=300) | st.sampled_from(sorted(TEXTS.values())))
def test_texts_are_weighed_as_the_library_weighs_them(text: str) -> None:
    """Weighing many texts at once gives the probabilities that the library gives for each."""
    (row,) = load_model().weigh([text])
    ours = dict.fromkeys(load_model().labels, 0.0)
    for label, share in zip(load_model().labels, row.tolist(), strict=True):
        ours[label] += share
    if row.any():
        for label, share in library().rank(text):
            assert ours[label] == pytest.approx(share, abs=1e-4)
