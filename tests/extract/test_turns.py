"""Sayings that marks and layout make: turns, a name before or behind a quotation, blocks, headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import load_lexicon
from onrecord.extract.blocks import introduced_block
from onrecord.extract.headlines import headline_sayings
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.turns import colon_sayings, dash_sayings, turn_sayings
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, DocumentKind, Sentence, Span, Token, Voices
from tests.making import make_document

TALK = """MS. SILVA: We thank Norway. (Applause)

And we go on.

Q Why?

MS. SILVA: Because it helped."""


def scenes_of(document: Document, parser: Parser) -> list[Scene]:
    """The parsed sentences, with nobody tied to them."""
    return [Scene(Tree(sentence), {}, load_lexicon()) for sentence in parser.parse(document)]


def told(document: Document, sayings: tuple[Saying, ...]) -> list[tuple[str, str, str]]:
    """Source, cue and content in words."""
    rows = []
    for saying in sayings:
        source = saying.speakers[-1].source
        content = " ".join(span.of(document.text) for span in saying.content)
        rows.append((source.of(document.text) if source else "", saying.cue.of(document.text), content))
    return rows


def test_a_turn_is_one_saying(parser: Parser, knowledge: Knowledge) -> None:
    """Each turn is one saying from its name on, over its paragraphs, without stage directions."""
    document = make_document(TALK, kind=DocumentKind.SPEECH, title="Press briefing", issuer="Portugal")
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    sayings = turn_sayings(document, scenes_of(document, parser), voices=voices)
    assert told(document, sayings) == [
        ("MS. SILVA", ":", "We thank Norway. And we go on."),
        ("Q", "Q", "Why?"),
        ("MS. SILVA", ":", "Because it helped."),
    ]
    assert {saying.rule for saying in sayings} == {"turn"}


def test_the_only_speakers_words_are_no_turn(parser: Parser, knowledge: Knowledge) -> None:
    """A record of one speaker is that speaker's document; no saying stands around the whole of it."""
    document = make_document(
        "Mr. Silva (Portugal): We thank Norway.",
        kind=DocumentKind.SPEECH,
        speaker="Silva",
        speaker_office="Portugal",
    )
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    assert len(voices.turns) == 1
    assert turn_sayings(document, scenes_of(document, parser), voices=voices) == ()


DASHES = [
    (
        "“We shall open the bridge.” — Ana Silva, foreign minister, 3 May 2016",
        ("Ana Silva, foreign minister", "—", "“We shall open the bridge.”"),
    ),
    ('"We shall open it."\n\n- Ana Silva.', ("Ana Silva", "-", '"We shall open it."')),
    ("“We shall.”\n\n–Ana Silva, speaking in Oslo.", ("Ana Silva", "–", "“We shall.”")),
    (
        "“First we wait.\n\n“Then we open it.”\n\n— Jo Roe",
        ("Jo Roe", "—", "“First we wait.\n\n“Then we open it.”"),
    ),
    (
        "The bridge is open again. — Ana Silva (@anasilva) May 3, 2016",
        ("Ana Silva (@anasilva)", "—", "The bridge is open again."),
    ),
]


@pytest.mark.parametrize(("text", "row"), DASHES)
def test_a_name_behind_a_dash(parser: Parser, text: str, row: tuple[str, str, str]) -> None:
    """A whole quotation, or a signed post, belongs to whoever is named behind the dash."""
    document = make_document(text)
    assert told(document, dash_sayings(document, scenes_of(document, parser))) == [row]


NO_DASHES = [
    "He called the bridge “a gift” — Silva had paid for it.",
    "The minister said that it was over.\n\n- Reuters",
    "“We shall open it,” she said — and left.",
    "Oslo — the city on the fjord — is far away.",
]


@pytest.mark.parametrize("text", NO_DASHES)
def test_a_dash_that_names_nobody(parser: Parser, text: str) -> None:
    """A dash within a sentence, or an agency under a report, is no attribution."""
    document = make_document(text)
    assert dash_sayings(document, scenes_of(document, parser)) == ()


def test_a_name_before_a_quotation(parser: Parser) -> None:
    """A name and a colon at the start of a sentence introduce the quotation that follows, and nothing else."""
    document = make_document('They disagree. Silva: "It is open." Roe: "It is not." Note: "Ask again."')
    sayings = colon_sayings(document, scenes_of(document, parser), voices=Voices())
    assert told(document, sayings) == [("Silva", ":", '"It is open."'), ("Roe", ":", '"It is not."')]


BLOCKS = [
    ("The statement read:\n\nWe open it.\n\nIt was sent on Friday.", ["We open it."]),
    (
        "Silva wrote:\n\n“We open it.\n\n“We thank you.”\n\nThe rest is known.",
        ["“We open it.", "“We thank you.”"],
    ),
    ("The plan asks for:\n\n- a bridge\n\n- a road\n\nIt is long.", ["- a bridge", "- a road"]),
    ("Silva wrote:\n\n“We open it,” and she left.\n\n“No more,” said Roe.", ["“We open it,” and she left."]),
    ("Silva wrote a letter.\n\nWe open it.", []),
    ("Silva wrote:", []),
]


@pytest.mark.parametrize(("text", "block"), BLOCKS)
def test_what_a_colon_introduces(text: str, block: list[str]) -> None:
    """A colon at the end of a paragraph introduces a run of quoted paragraphs, a list, or the next paragraph."""
    document = make_document(text)
    assert [span.of(text) for span in introduced_block(document, 3)] == block


BODY = "\n\nThe minister, Ana Silva, spoke in Oslo on Friday about the bridge and what it costs."
HEADLINES = [
    ("Silva: Norway must act on the bridge", ("Silva", ":", "Norway must act on the bridge")),
    ("Silva on the bridge: ‘We are ready’", ("Silva", ":", "‘We are ready’")),
    ("EXCLUSIVE – Ana Silva: Open the bridge.", ("Ana Silva", ":", "Open the bridge")),
    ("Poll: Most want the bridge", ("Poll", ":", "Most want the bridge")),
    ("Norway must act on the bridge - Silva", ("Silva", "-", "Norway must act on the bridge")),
    ("Bridge costs twice as much: report", ("report", ":", "Bridge costs twice as much")),
]


@pytest.mark.parametrize(("line", "row"), HEADLINES)
def test_headlines_with_a_source(parser: Parser, line: str, row: tuple[str, str, str]) -> None:
    """A name or a report before the colon, or behind the dash, of the first line is the source of the rest."""
    document = make_document(line + BODY)
    assert told(document, headline_sayings(document, scenes_of(document, parser), voices=Voices())) == [row]


NO_HEADLINES = [
    "Breaking: The bridge is open",
    "The Latest: Bridge stays closed",
    "Update: Bridge stays closed",
    "Bridge opens after a year – You Will Not Believe It",
    "Norway opens its bridge - Lake Herald",
    "Norway opens the bridge",
]


@pytest.mark.parametrize("line", NO_HEADLINES)
def test_headlines_without_a_source(parser: Parser, line: str) -> None:
    """Labels, teasers and the outlet's own name are no sources."""
    document = make_document(line + BODY, outlet="Lake Herald")
    assert headline_sayings(document, scenes_of(document, parser), voices=Voices()) == ()


EMPTY = Sentence(Span(0, 3), (Token(0, "Roe", 0, 3, "roe", "PROPN", "NNP", "ROOT", 0),), 0)
PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "Silva", ": ", " — ", "- ", ". ", "\n\n", "we go", "(@x)", "May 3, 2016", "said"]
    ),
    max_size=25,
)


@given(pieces=PIECES)
def test_spans_stay_inside_the_text(pieces: list[str]) -> None:
    """Whatever marks stand in a text: no span leaves it, none is empty, and no source overlaps its content."""
    text = "Roe spoke. " + "".join(pieces).strip()
    document = make_document(text)
    scene = Scene(Tree(EMPTY), {}, load_lexicon())
    found = [
        *dash_sayings(document, [scene]),
        *colon_sayings(document, [scene], voices=Voices()),
        *headline_sayings(document, [scene], voices=Voices()),
    ]
    for saying in found:
        source = saying.speakers[-1].source
        assert source is not None
        for span in (*saying.content, source, saying.cue):
            assert 0 <= span.start < span.end <= len(text)
        assert not any(span.overlaps(source) for span in saying.content)
    for place in range(len(text)):
        assert all(span.end <= len(text) for span in introduced_block(document, place))
