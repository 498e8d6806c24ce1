"""The tables of cues: what they hold, what they must not hold, and what a broken row says."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.extract.quotes import quotations
from onrecord.extract.sayings import cues as cues_module
from onrecord.extract.sayings import load_cues
from onrecord.extract.sayings import weights as weights_module
from onrecord.extract.sayings.features import cue_features, cut_features, piece_features, source_features
from onrecord.extract.sayings.proposals import propose
from onrecord.extract.sayings.sources import sources_of
from onrecord.extract.sayings.view import views
from onrecord.extract.sayings.weights import MODELS, load_weights
from onrecord.parse import Parser
from onrecord.registry import load_registry
from onrecord.syntax import Tree
from onrecord.vocabulary import Act
from tests.making import make_document

FOLDER = resources.files("onrecord.extract.sayings")


def table(name: str) -> list[list[str]]:
    """The rows of a table without its heading."""
    return list(csv.reader((FOLDER / name).read_text("utf-8").splitlines()))[1:]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the three files, read in place of the bundled ones."""
    for name in ("cues.toml", "cues.csv", "weights.csv"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), encoding="utf-8")
    for module, loader in ((weights_module, load_weights), (cues_module, load_cues)):
        monkeypatch.setattr(module, "files", lambda package: tmp_path)
        loader.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _fresh() -> object:
    """What is loaded in a test is not kept for the next one."""
    yield
    load_weights.cache_clear()
    load_cues.cache_clear()


BROKEN = [
    ("weights.csv", "piece,dobj"),
    ("weights.csv", "piece,dobj,heavy"),
    ("weights.csv", "mood,dobj,0.5"),
    ("cues.csv", "say,ccomp:that,3"),
    ("cues.csv", "say,ccomp:that,many,2"),
    ("cues.csv", "say,ccomp:that,3,2,1"),
]


@pytest.mark.parametrize(("name", "line"), BROKEN)
def test_a_broken_row_is_named(copied: Path, name: str, line: str) -> None:
    """A row that does not fit stops with the file and the row."""
    text = (copied / name).read_text("utf-8")
    (copied / name).write_text(text + line + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_weights()
    assert f"{name}:{len(text.splitlines()) + 1}" in (error.value.where or "")
    assert error.value.remedy


@pytest.mark.parametrize("part", ["relay", "sources", "phrases", "least"])
def test_a_missing_part_is_named(copied: Path, part: str) -> None:
    """A file of cues without one of its parts stops with the file and the part."""
    text = (copied / "cues.toml").read_text("utf-8")
    (copied / "cues.toml").write_text(text.replace(f"[{part}", "[other_" + part), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_cues()
    assert part in error.value.what
    assert "cues.toml" in (error.value.where or "")


def test_counts_are_counts() -> None:
    """A cue cannot have introduced content more often than it was seen, and no row comes twice."""
    rows = table("cues.csv")
    assert all(0 <= int(meant) <= int(seen) for _, _, seen, meant in rows)
    assert len({(cue, construction) for cue, construction, _, _ in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda r: (r[0], r[1]))


def test_every_judgement_has_weights() -> None:
    """Each of the four judgements has its own weights, no feature twice."""
    rows = table("weights.csv")
    assert {model for model, _, _ in rows} == set(MODELS)
    assert len({(model, feature) for model, feature, _ in rows}) == len(rows)


def test_probabilities_stay_between_none_and_all() -> None:
    """However many features speak for or against it, a probability is one."""
    weights = load_weights()
    for model in MODELS:
        for feature in weights.tables[model]:
            assert 0 < weights.probability(model, [feature] * 50) < 1
    assert weights.probability("cue", []) == 0.5


SHARED_BY_BOTH = {"welcome"}
"""Cues that are listed as words and as attitudes; `act_of` takes them for words."""


def test_a_cue_is_words_or_attitude() -> None:
    """No cue stands in both lists, but for those that are known to."""
    raw = tomllib.loads((FOLDER / "cues.toml").read_text("utf-8"))
    for sort in ("verbs", "nouns", "adjectives"):
        assert set(raw["speech"][sort]) & set(raw["attitude"][sort]) <= SHARED_BY_BOTH
    cues = load_cues()
    assert cues.speech & cues.attitude <= SHARED_BY_BOTH
    assert {verb for verb in cues.clause_only if not {verb, f"noun:{verb}"} & cues.speech} == set()


ACTS = [
    ("say", Act.SPEECH),
    ("noun:claim", Act.SPEECH),
    ("be:critical", Act.SPEECH),
    ("say_over", Act.SPEECH),
    ("want", Act.ATTITUDE),
    ("noun:concern", Act.ATTITUDE),
    ("be:aware", Act.ATTITUDE),
    ("build", Act.DEED),
]


@pytest.mark.parametrize(("cue", "act"), ACTS)
def test_the_act_of_a_cue(cue: str, act: Act) -> None:
    """Words, attitude, or else a deed, also for a cue with a particle that is not listed with it."""
    assert load_cues().act_of(cue) is act


def words_of(feature: str) -> set[str]:
    """The words in a feature: what stands behind "l=", "h=", "w=", "o=", "n=" or a construction's colon."""
    marks = feature
    for mark in "|/+:=,>-_":
        marks = marks.replace(mark, " ")
    marks = marks.replace("Nfar", "N").replace("Rnear", "R")
    return set(marks.split())


LABELS = {"NAME", "L", "R", "N", "I", "PRON"}
"""Capitals that are no tag of the parser and no name."""


def test_tables_hold_no_names() -> None:
    """No state, body or person of the registry is a word of the tables, and no word of them has a capital but labels."""
    features = {feature for _, feature, _ in table("weights.csv")}
    cues = {cue for cue, *_ in table("cues.csv")}
    constructions = {construction for _, construction, *_ in table("cues.csv")}
    words = set[str]().union(*(words_of(entry) for entry in (*features, *cues, *constructions)))
    capital = {w for w in words if w[:1].isupper() and w not in LABELS}
    assert {w for w in capital if not w.isupper() or len(w) > 5} <= {"PROPN", "SCONJ", "CCONJ"}
    registry = load_registry()
    assert not {w for w in words if len(w) > 3 and w.islower() and registry.find(w.title())}


def test_features_hold_no_names(parser: Parser) -> None:
    """Whoever speaks, and of whom: the features of a sentence are the same whatever the names in it."""
    text = 'Ana Silva of Norway told Kari Lund that Portugal wants "a treaty with Kenya" signed in Oslo.'
    document = make_document(text)
    lines = views([Tree(s) for s in parser.parse(document)], quotations(document))
    found: set[str] = set()
    for p in propose(lines, None):
        sources = sources_of(p.view, p.cue, p.kind)
        for piece in p.pieces:
            found.update(piece_features(p.view, p.cue, p.lemma, p.kind, piece, p.pieces))
            heads = frozenset({piece.head})
            for token in p.view.tokens:
                found.update(cut_features(p.view, p.cue, p.lemma, p.kind, heads, token.index))
        for rank, source in enumerate(sources):
            found.update(source_features(p.view, p.cue, p.lemma, p.kind, source, rank, len(sources)))
            found.update(cue_features(p.view, p.cue, p.lemma, p.kind, source, p.pieces))
    names = ("ana", "silva", "norway", "kari", "lund", "portugal", "kenya", "oslo")
    assert len(found) > 100
    assert not [feature for feature in found if any(name in feature.lower() for name in names)]


def test_tables_are_small() -> None:
    """The tables are read at every start: together they stay below three megabytes."""
    size = sum(len((FOLDER / name).read_text("utf-8")) for name in ("cues.csv", "weights.csv"))
    assert size < 3_000_000
