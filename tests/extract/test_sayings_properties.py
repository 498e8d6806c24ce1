"""Attribution on any text at all: spans stay inside it, nothing fails, and the work grows with its length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from types import CodeType, FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.extract import attribute, load_lexicon
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, Paragraph, Sentence, Span, Statement, Token, Voices
from tests.making import make_document

FRAGMENTS = [
    "Kari Lund said that ",
    "the ferry had sunk",
    '"We go," ',
    "she said",
    "according to the mayor",
    "In the words of Ana Silva, ",
    "who told reporters",
    "Lund: “",
    "— Ana Silva",
    "MS. LUND: ",
    "Q ",
    "was quoted by Norway as saying ",
    "the claim that ",
    "and ",
    *"\"“”„«»‘’'():;.,?-",
    "``",
    "''",
    " ",
    "\u00a0",
    "\u200f",
    "שלום",
    "مرحبا",
    "🚢",
    "\n\n",
    "\n\n\n\n",
    ":\n\n",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=18).map("".join)
Read = Callable[[Document], tuple[tuple[Statement, ...], tuple[Saying, ...]]]


@pytest.fixture(scope="module")
def read(parser: Parser, knowledge: Knowledge) -> Read:
    """Statements and sayings of a document, nobody resolved."""

    def run(document: Document) -> tuple[tuple[Statement, ...], tuple[Saying, ...]]:
        voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
        scenes = [Scene(Tree(sentence), {}, knowledge.lexicon) for sentence in parser.parse(document)]
        found, sayings = attribute(document, scenes, voices=voices, cues=knowledge.cues)
        return found.found, sayings

    return run


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text="Lund: “the ferry had sunk\n\n")
@given(text=TEXTS)
def test_statements_of_any_text(read: Read, text: str) -> None:
    """Spans are inside the text and not empty, contents in order and apart, and a second reading gives the same."""
    document = make_document(text)
    statements, sayings = read(document)
    assert len(statements) == len(sayings)
    for statement in statements:
        assert statement.content
        assert statement.chain
        links = [span for link in statement.chain for span in (link.source, link.cue)]
        for span in (*statement.content, statement.source, statement.cue, *links):
            assert span is None or 0 <= span.start < span.end <= len(text)
        for one, two in pairwise(statement.content):
            assert one.end <= two.start
    ids = [statement.id for statement in statements]
    assert len(set(ids)) == len(ids)
    assert read(document) == (statements, sayings)


def _counted(run: Callable[[], object]) -> int:
    """How many lines of this package are run: a measure of the work that is the same on every machine."""
    lines = 0
    ours: dict[CodeType, bool] = {}

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal lines
        code = frame.f_code
        if event == "call" and not ours.setdefault(code, "onrecord" in code.co_filename):
            return None
        lines += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return lines


def _sentences(document: Document) -> list[Scene]:
    """Every paragraph's words as one sentence of a plain form: no parser, so that the work is only ours."""
    found = []
    for number, paragraph in enumerate(document.paragraphs):
        tokens: list[Token] = []
        place = paragraph.span.start
        for part in paragraph.span.of(document.text).split(" "):
            if part:
                tokens.append(_token(len(tokens), part, place))
            place += len(part) + 1
        if tokens:
            sentence = Sentence(Span(tokens[0].start, tokens[-1].end), _hung(tokens), number)
            found.append(Scene(Tree(sentence), {}, load_lexicon()))
    return found


def _token(index: int, text: str, start: int) -> Token:
    sorts = {"said": ("say", "VERB", "VBD"), "He": ("he", "PRON", "PRP")}
    lemma, pos, tag = sorts.get(text, (text.lower(), "NOUN" if text.isalpha() else "PUNCT", "NN"))
    return Token(index, text, start, start + len(text), lemma, pos, tag, "dep", index)


def _hung(tokens: list[Token]) -> tuple[Token, ...]:
    """All words hang on the verb of their sentence, the pronoun as its subject."""
    verb = next((t.index for t in tokens if t.pos == "VERB"), 0)
    deps = {"PRON": "nsubj", "PUNCT": "punct"}
    return tuple(
        replace(t, dep="ROOT" if t.index == verb else deps.get(t.pos, "dep"), head=verb) for t in tokens
    )


HOSTILE: dict[str, Callable[[int], str]] = {
    "marks": lambda n: " ".join('"' * n),
    "marks that never close": lambda n: " ".join("“" * n),
    "single marks that never close": lambda n: "‘a " * n,
    "guillemets the wrong way": lambda n: "»a " * n,
    "sentences of speech": lambda n: "\n\n".join(['He said " yes "'] * (n // 6)),
    "quotations that nobody says": lambda n: "\n\n".join(['" yes it is so "'] * (n // 6)),
    "quotations after one cue": lambda n: "He said so .\n\n" + "\n\n".join(['" yes it is so "'] * (n // 6)),
    "colons and blocks": lambda n: "\n\n".join(["He said :\n\n“ yes ”"] * (n // 6)),
    "names behind dashes": lambda n: "\n\n".join(["“We go.” — Ana Silva"] * (n // 6)),
    "names before quotations": lambda n: " ".join(["Silva: “Yes."] * (n // 6)),
    "brackets": lambda n: "He said " + "( " * n + ") " * n,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_the_work_grows_with_the_text(knowledge: Knowledge, name: str) -> None:
    """Four times the text takes about four times the work: no kind of text makes it grow with the square."""
    work = []
    for size in (300, 1200):
        document = make_document(HOSTILE[name](size))
        scenes = _sentences(document)
        run = _runner(document, scenes, knowledge)
        run()
        work.append(
            _counted(_runner(document, [replace(s, tree=Tree(s.tree.sentence)) for s in scenes], knowledge))
        )
    assert work[1] < 7 * work[0]


def _runner(document: Document, scenes: list[Scene], knowledge: Knowledge) -> Callable[[], object]:
    return lambda: attribute(document, scenes, voices=Voices(), cues=knowledge.cues)


def test_an_empty_document(read: Read) -> None:
    """A document without a word, or with empty paragraphs only, has no statement."""
    assert read(make_document("")) == ((), ())
    empty = replace(
        make_document(" \n\n "), paragraphs=(Paragraph(span=Span(0, 0)), Paragraph(span=Span(2, 3)))
    )
    assert read(empty) == ((), ())
