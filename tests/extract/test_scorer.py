"""The scorer of praise and blame: its mirror, its reasons, its tables, and what it sees in invented sentences."""

from __future__ import annotations

import contextlib
import csv
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.extract.frames import load_lexicon
from onrecord.extract.roles import Scene
from onrecord.extract.scorer import criticism, criticisms, load_tables, score_pair
from onrecord.extract.scorer import tables as tables_module
from onrecord.extract.scorer.criticism import certainty
from onrecord.extract.scorer.pair_features import pair_features
from onrecord.extract.scorer.pairs import probabilities
from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.reasons import in_words
from onrecord.extract.scorer.tables import read_groups, read_rows
from onrecord.parse import Parser
from onrecord.registry import load_registry
from onrecord.syntax import Tree
from onrecord.vocabulary import Actor, ActorKind, Party, Span
from tests.making import make_document

FOLDER = resources.files("onrecord.extract.scorer")
FILES = ("valences.csv", "pairs.csv", "criticism.csv", "thresholds.csv", "groups.toml")
STATES = {"Norway": "NOR", "Chile": "CHL", "Kenya": "KEN", "Portugal": "PRT"}


def trees(parser: Parser, text: str) -> list[Tree]:
    """The sentences of a text."""
    return [Tree(sentence) for sentence in parser.parse(make_document(text))]


def scored(parser: Parser, text: str, first: str, second: str) -> tuple[int, int] | None:
    """(holder, polarity) for two names in a text."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in (first, second)]
    found = score_pair(trees(parser, text), *spans)
    return None if found is None else (found.holder, found.polarity)


def scenes(parser: Parser, text: str) -> list[Scene]:
    """The sentences of a speech, with the states that it names and "self" for the first person."""
    found = []
    for tree in trees(parser, text):
        parties = {}
        for token in tree.tokens:
            if token.text in STATES:
                actor = Actor(id=STATES[token.text], kind=ActorKind.STATE, name=token.text)
                parties[token.index] = Party(actor=actor, mention=Span(token.start, token.end), rule="name")
        found.append(Scene(tree, parties, load_lexicon()))
    return found


PAIRS = [
    ("Norway accused Chile of lying about the fish.", "Norway", "Chile", (0, -1)),
    ("Norway has sharply criticized Chile for the delay.", "Norway", "Chile", (0, -1)),
    ("Norway was condemned by Chile for the attack.", "Norway", "Chile", (1, -1)),
    ("Norway praised Chile for its generous help.", "Norway", "Chile", (0, 1)),
    ("Norway thanked Chile.", "Norway", "Chile", (0, 1)),
    ("Norway and Chile lie on two oceans.", "Norway", "Chile", None),
    ("The ferry sails from Norway to Portugal twice a week.", "Norway", "Portugal", None),
]


@pytest.mark.parametrize(("text", "first", "second", "wanted"), PAIRS)
def test_plain_stances_are_found_and_neighbours_are_none(
    parser: Parser, text: str, first: str, second: str, wanted: tuple[int, int] | None
) -> None:
    """Plain blame and praise have their holder; a list of names and a place have no stance."""
    assert scored(parser, text, first, second) == wanted


@pytest.mark.parametrize(("text", "first", "second", "wanted"), PAIRS)
def test_asking_the_other_way_round_mirrors_the_score(
    parser: Parser, text: str, first: str, second: str, wanted: tuple[int, int] | None
) -> None:
    """Which entity is named first in the question makes no difference."""
    turned = scored(parser, text, second, first)
    assert turned == (None if wanted is None else (1 - wanted[0], wanted[1]))


@pytest.mark.parametrize(("text", "first", "second", "wanted"), PAIRS)
def test_swapping_the_names_keeps_the_score(
    parser: Parser, text: str, first: str, second: str, wanted: tuple[int, int] | None
) -> None:
    """No name is a feature: with the names exchanged the same role holds the same stance."""
    swapped = text.replace(first, "\0").replace(second, first).replace("\0", second)
    features = [
        pair_features(
            Passage.of(trees(parser, t)),
            *(Span(t.index(n), t.index(n) + len(n)) for n in names),
            load_tables(),
        )
        for t, names in ((text, (first, second)), (swapped, (second, first)))
    ]
    assert features[0] == features[1]


def test_a_score_gives_its_evidence_and_reasons(parser: Parser) -> None:
    """The evidence covers both entities and the verb; the reasons are words and weights."""
    text = "On Monday the minister of Norway accused Chile of lying."
    found = score_pair(trees(parser, text), Span(26, 32), Span(41, 46))
    assert found is not None
    assert "Norway accused Chile" in found.evidence.of(text)
    assert len(found.reasons) > 1
    assert all(reason.weight > 0 for reason in found.reasons)


def test_a_threshold_of_ones_own_is_kept(parser: Parser) -> None:
    """What is less probable than the caller asks for is not given."""
    text = "Norway accused Chile of lying."
    assert score_pair(trees(parser, text), Span(0, 6), Span(15, 20), least=0.0) is not None
    assert score_pair(trees(parser, text), Span(0, 6), Span(15, 20), least=1.0) is None


def test_spans_without_words_have_no_score(parser: Parser) -> None:
    """A stretch of blanks is nobody."""
    assert score_pair(trees(parser, "Norway thanked Chile."), Span(6, 6), Span(15, 20)) is None


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=2))
def test_probabilities_sum_to_one_and_mirror(looks: list[tuple[float, float]]) -> None:
    """Five readings share one; looking from the other side exchanges the two directions."""
    there = probabilities(looks)
    back = probabilities(looks[::-1])
    assert sum(there) == pytest.approx(1.0)
    assert back == pytest.approx((there[0], there[2], there[1], there[4], there[3]))


SPEECH = (
    "Portugal thanks the members for this meeting. Norway has violated the treaty and continues its illegal occupation "
    "of the island. It refuses to withdraw and kills civilians. The weather was fine."
)


def test_criticism_names_whom_it_is_aimed_at(parser: Parser) -> None:
    """A sentence about violations is criticism of its subject; a remark on the weather is none."""
    found = criticisms(scenes(parser, SPEECH), speaker="PRT", least=0.5)
    assert found[1] is not None
    assert found[1].target is not None
    assert found[1].target.actor.id == "NOR"
    assert found[1].reasons
    assert "violated" in found[1].evidence.of(SPEECH)
    assert found[3] is None


def test_the_sentence_before_tells_who_is_meant(parser: Parser) -> None:
    """Where only "it" stands, the state named just before is meant, and the row says that it is not named here."""
    found = criticisms(scenes(parser, SPEECH), speaker="PRT", least=0.0)[2]
    assert found is not None
    assert found.target is not None
    assert (found.target.actor.id, found.target_here) == ("NOR", False)


def test_nobody_criticises_himself(parser: Parser) -> None:
    """The speaker's own state is never the target."""
    for scene in scenes(parser, SPEECH):
        found = criticism(scene, speaker="NOR", least=0.0)
        assert found is not None
        assert found.target is None or found.target.actor.id != "NOR"


def test_swapping_parties_mirrors_the_criticism(parser: Parser) -> None:
    """Another state in the same role gets the same certainty."""
    turned = SPEECH.replace("Norway", "Kenya")
    there = criticisms(scenes(parser, SPEECH), speaker="PRT", least=0.0)
    back = criticisms(scenes(parser, turned), speaker="PRT", least=0.0)
    for one, other in zip(there, back, strict=True):
        assert one is not None
        assert other is not None
        assert one.certainty == other.certainty


@settings(max_examples=50)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_certainty_grows_with_both_judgements(aimed: float, low: float, high: float) -> None:
    """More likely criticism, or a clearer target, never lowers the certainty."""
    low, high = sorted((low, high))
    assert 0.0 <= certainty(low, aimed) <= certainty(high, aimed) <= 1.0
    assert certainty(aimed, low) <= certainty(aimed, high)


def test_no_state_is_a_word_of_the_tables() -> None:
    """Names of states, their people and capitals are no features and have no valence."""
    registry = load_registry()
    names = {
        name.name.lower()
        for actor, known in registry.actor_names.items()
        if registry.actors[actor].kind is ActorKind.STATE
        for name in known
        if name.name.isalpha()
    }
    tables = load_tables()
    assert not names & set(tables.valences)
    words = {
        word
        for features in (tables.pairs, *tables.judgements.values())
        for feature in features
        for word in feature.translate(str.maketrans(dict.fromkeys("|_<>=", " "))).split()
    }
    assert not names & words


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_tables_are_sorted_and_each_key_stands_once(name: str) -> None:
    """The same learning writes the same bytes: rows in order, none twice."""
    rows = list(csv.reader((FOLDER / name).read_text("utf-8").splitlines()))[1:]
    keys = [row[:-1] if name == "criticism.csv" else row[:1] for row in rows]
    assert keys == sorted(keys)
    assert len({tuple(key) for key in keys}) == len(keys)


def test_tables_hold_words_and_no_text() -> None:
    """No feature holds more than two words of a text beside its labels."""
    for feature in load_tables().pairs:
        if not feature.startswith("valence|"):
            assert all(" " not in part and part.count("_") <= 2 for part in feature.split("|")[1:]), feature


BROKEN = [
    ("valences.csv", "brave,0.1"),
    ("valences.csv", "brave,0.1,much"),
    ("pairs.csv", "*,0.1,0.2"),
    ("criticism.csv", "mood,*,0.2"),
    ("criticism.csv", "target,*,nan"),
    ("thresholds.csv", "pair,low"),
]


@pytest.mark.parametrize(("name", "row"), BROKEN)
def test_a_broken_row_is_named(name: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DataError says which file and which row."""
    for file in FILES:
        (tmp_path / file).write_text((FOLDER / file).read_text("utf-8"), encoding="utf-8")
    broken = (tmp_path / name).read_text("utf-8") + row + "\n"
    (tmp_path / name).write_text(broken, encoding="utf-8")
    monkeypatch.setattr(tables_module, "files", lambda package: tmp_path)
    load_tables.cache_clear()
    try:
        with pytest.raises(DataError, match=f"extract/scorer/{name}:{broken.count(chr(10))}"):
            load_tables()
    finally:
        load_tables.cache_clear()


@pytest.mark.parametrize("text", ["regret = 3", "regret = [1]", "regret = ["])
def test_groups_that_are_no_lists_of_words_are_refused(text: str) -> None:
    """A group is a list of words."""
    with pytest.raises(DataError, match="groups"):
        read_groups(text)


@given(st.text(max_size=60))
def test_reading_rows_fails_with_one_error_only(text: str) -> None:
    """Whatever stands in a table, rows come out or DataError does."""
    with contextlib.suppress(DataError):
        assert all(len(cells) == 2 for _, cells in read_rows(text, 2, where="made.csv"))


def test_features_read_as_words() -> None:
    """A reader sees words, not the name of a feature."""
    assert in_words("up|accuse") == "over the holder: accuse"
    assert in_words("A says|claim|nsubj") == "holder says: claim, nsubj"
