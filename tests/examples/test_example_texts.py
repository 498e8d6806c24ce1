from __future__ import annotations

import html
import re
from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.case import load_case
from onrecord.origins import edits, group_origins
from onrecord.read import read_bytes
from onrecord.vocabulary import Document

FOLDER = files("onrecord.examples").joinpath("karabakh")
TEXTS = [
    "01_wire_report.txt",
    "02_reprint.html",
    "03_news_analysis.txt",
    "04_communique.txt",
    "05_speech.txt",
]
SEEDS = Path(__file__).parents[2] / "../shared/seeds"

RUN = 6
LITERAL = (
    "contact group on the aggression of the republic of armenia against the republic of azerbaijan",
    "minister of foreign affairs of the republic of azerbaijan",
    "immediate complete and unconditional withdrawal",
    "organization of the islamic conference",
    "organization of islamic cooperation",
    "solidarity with the victims",
    "council of foreign ministers",
    "minister of foreign affairs",
    "islamic republic of gambia",
    "organization for security",
    "non aligned movement",
    "european parliament",
    "osce minsk group",
    "822 1993",
)
"""Names of bodies, offices and resolutions, and the one literal quotation: what has no other wording."""


def text_of(name: str) -> str:
    """The file as it is, without HTML marks."""
    text = FOLDER.joinpath(name).read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", " ", text)) if name.endswith(".html") else text


def runs_of(text: str) -> set[str]:
    """All runs of `RUN` words, in lower case; the names in `LITERAL` count as a gap."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    for phrase in LITERAL:
        plain = plain.replace(phrase, "|")
    words = plain.split()
    runs = (words[start : start + RUN] for start in range(len(words) - RUN + 1))
    return {" ".join(run) for run in runs if "|" not in run}


def read(name: str) -> Document:
    """The document as a user's run reads it."""
    return read_bytes(FOLDER.joinpath(name).read_bytes(), address=name)


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_says_in_its_first_lines_that_it_was_written_for_the_example(name: str) -> None:
    """Nobody takes an example text for the document that it retells."""
    lines = FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()[:2]
    assert any("[Written for the OnRecord example. " in line for line in lines)
    assert "[Written for the OnRecord example. " in text_of(name)


def test_the_speech_says_that_it_is_not_the_speakers_words() -> None:
    """Nobody quotes the retold speech as spoken."""
    first = FOLDER.joinpath("05_speech.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first == "[Written for the OnRecord example. Abridged and retold, not the speaker's words.]"


@pytest.mark.skipif(not SEEDS.exists(), reason="the documents that the example retells are not here")
@pytest.mark.parametrize("name", TEXTS)
def test_no_sentence_is_copied_from_the_documents_that_are_retold(name: str) -> None:
    """No six words in a row are taken over, apart from names and one short quotation."""
    taken = set().union(*(runs_of(path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")))
    assert taken
    assert sorted(runs_of(text_of(name)) & taken) == []


def test_the_wire_report_and_its_reprint_are_one_origin_in_two_copies() -> None:
    """The example shows what it is there to show: five documents, four origins, edits between the copies."""
    documents = [read(name) for name in TEXTS]
    groups = [group for group in group_origins(documents) if len(group.documents) > 1]
    assert [set(group.documents) for group in groups] == [{documents[0].id, documents[1].id}]
    assert groups[0].name == "Meridian Newswire"
    assert {"same", "changed"} <= {edit.kind for edit in edits(documents[0], documents[1])}


def test_the_reprint_has_readers_comments() -> None:
    """The comments that are to be set aside are there."""
    assert len(read("02_reprint.html").comments) == 7


def test_the_communique_is_numbered() -> None:
    """Paragraphs one to seven are there to be cited by number."""
    labels = [paragraph.label for paragraph in read("04_communique.txt").paragraphs if paragraph.label]
    assert labels == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_case_names_the_matter_as_each_side_does() -> None:
    """The case file loads, and neither side's name for the matter is missing."""
    case = load_case(FOLDER.joinpath("case.toml"))
    assert case.parties == ("ARM", "AZE")
    assert {"Artsakh", "Karabakh", "Nagorno-Karabakh", "Nagorny Karabakh"} <= set(case.matters[0].names)
    assert case.blocs == ("NAM", "OIC")


def test_the_readme_lists_every_file() -> None:
    """Whoever opens the folder learns what each text retells."""
    readme = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in [*TEXTS, "case.toml"] if f"`{name}`" not in readme] == []
