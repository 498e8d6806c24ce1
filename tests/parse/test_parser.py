"""The parse: plain values whose offsets are those of the document."""

from __future__ import annotations

import pickle
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.throughput.__main__ import _texts
from onrecord.errors import ModelMissing
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse
from onrecord.read import read_bytes
from tests.making import make_document


def test_offsets_are_those_of_the_document(parser: Parser) -> None:
    """Each token's characters stand in the text where it says, typographic marks included."""
    text = "“We stand with Norway’s people,” he said.\n\nThe minister left – at once."
    document = make_document(text)
    for sentence in parser.parse(document):
        assert document.paragraphs[sentence.paragraph].span.covers(sentence.span)
        for token in sentence.tokens:
            assert len(token.text) == token.end - token.start
            plain = (
                text[token.start : token.end]
                .replace("’", "'")
                .replace("“", '"')
                .replace("”", '"')
                .replace("–", "-")
            )
            assert plain == token.text


def test_dateline_and_speaker_turn_are_no_part_of_the_sentence(parser: Parser) -> None:
    """A dateline or "Mr. X (State):" would otherwise be taken for the subject."""
    for text in ("OSLO (AFP) — Norway thanked Chile.", "Mr. Lund (Norway): Norway thanked Chile."):
        (sentence,) = parser.parse(make_document(text))
        assert [t.text for t in sentence.tokens][:2] == ["Norway", "thanked"]


def test_values_are_picklable(parser: Parser) -> None:
    """Stages must run on other processes, so what passes between them pickles."""
    sentences = parser.parse(make_document("Norway thanked Chile."))
    assert pickle.loads(pickle.dumps(sentences)) == sentences


def test_only_the_paragraphs_named_are_parsed(parser: Parser) -> None:
    """Whoever knows which paragraphs the model can read names them; offsets stay those of the document."""
    document = make_document("Norway thanked Chile.\n\nLe ministre a remercié la Norvège.\n\nPeru left.")
    assert [s.paragraph for s in parser.parse(document)] == [0, 1, 2]
    (first, last) = parser.parse(document, paragraphs={0, 2})
    assert (first.span.of(document.text), last.span.of(document.text)) == (
        "Norway thanked Chile.",
        "Peru left.",
    )
    assert parser.parse(document, paragraphs=()) == ()


def test_the_method_is_told_without_loading_the_model(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run whose documents are all held needs the model's name and version alone; a missing model is told as ever."""
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.parse.parser.open_model", None)
        assert Parser.method_of() == parser.method
    with pytest.raises(ModelMissing):
        Parser.method_of("no_such_model")


def test_missing_model_says_what_to_do() -> None:
    """The error names the model and the remedy."""
    with pytest.raises(ModelMissing, match="ONRECORD_MODEL"):
        Parser.open("no_such_model_package")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_spans_stay_inside_any_text(parser: Parser, text: str) -> None:
    """Whatever the characters, every span lies inside the text and in order."""
    last = 0
    for sentence in parser.parse(make_document(text)):
        assert 0 <= sentence.span.start <= sentence.span.end <= len(text)
        for token in sentence.tokens:
            assert last <= token.start < token.end <= len(text)
            last = token.start


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations(["Norway", "Chile", "Botswana", "Uruguay", "Nepal", "Portugal", "Kenya"]),
    st.sampled_from(
        [
            "{0} condemned the attack by {1} on {2} and thanked {3} for its help.",
            "Deploring the refusal of {0} to withdraw, we call on {1} and {2} to return to talks with {3}.",
            "{0} said that {1}, unlike {2}, would never recognize {3}.",
        ]
    ),
)
def test_the_parser_does_not_see_which_state_is_named(
    parser: Parser, names: list[str], sentence: str
) -> None:
    """Whichever states stand in a sentence, its tree is the same, and the tokens keep what was written."""
    (tree,) = parser.parse(make_document(sentence.format(*names)))
    (other,) = parser.parse(make_document(sentence.format(*reversed(names))))
    assert [(t.head, t.dep, t.tag) for t in tree.tokens] == [(t.head, t.dep, t.tag) for t in other.tokens]
    assert [t.text for t in tree.tokens if t.text in names] == [
        name for name in sorted(names, key=sentence.format(*names).find) if name in sentence.format(*names)
    ]


def test_the_quick_way_gives_the_same_analyses(parser: Parser, knowledge: Knowledge) -> None:
    """On the bundled example and, where it is, on a sample of the corpus: the same rows as with the model's own way."""
    slow = Parser.open(quick=False)
    texts = [
        (path.name, path.read_bytes())
        for path in sorted(
            (files("onrecord") / "examples" / "karabakh").iterdir(), key=lambda path: path.name
        )
        if path.name.endswith((".txt", ".html"))
    ]
    texts += [text for text in _texts(40) if text not in texts][::23]
    for name, data in texts:
        document = read_bytes(data, address=name)
        assert parser.parse(document) == slow.parse(document), name
        quickly = analyse(document, knowledge=knowledge, parser=parser)
        assert quickly == analyse(document, knowledge=knowledge, parser=slow), name
