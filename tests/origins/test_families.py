"""What members of an origin are to one another."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents import read_document
from onrecord.origins import find_families, group_origins
from onrecord.vocabulary import Document, DocumentKind, RelationKind
from tests.origins.families import (
    ADDED,
    COMMUNIQUE,
    ENGLISH,
    EXCERPT,
    EXTENDED,
    GERMAN,
    INSERT_AGAIN,
    PARAGRAPHS,
    RELEASE_REPRINT,
    WITH_INSERT,
    families,
    made,
    relation_of,
    told,
)
from tests.origins.texts import OWN_STORY, REPRINT, WIRE

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the shared seed documents are not here")

AGENCY = made("wire", WIRE, outlet="Norvik Wire", date="2019-05-07")


def test_reprints_that_credit_an_agency_are_its_copies() -> None:
    """Each reprint hangs below the report of the agency that it credits, and says by which line."""
    first = made("mirror", REPRINT, outlet="Elin Mirror", credit="PORT ELIN (Norvik Wire)", date="2019-05-07")
    second = made("post", WIRE, outlet="Elin Post", credit="Norvik Wire", date="2019-05-08")
    found = told([first, AGENCY, second])
    assert found == {"wire": ("original", None), "mirror": ("copy", "wire"), "post": ("copy", "wire")}
    relation = relation_of(first, AGENCY, second)
    assert relation.credit == "PORT ELIN (Norvik Wire)"
    assert relation.evidence is not None
    assert relation.evidence.of(first.text) == "Norvik Wire"
    assert "credits Norvik Wire" in relation.reason
    assert "word for word" in relation_of(second, AGENCY).reason


def test_an_agency_whose_date_is_a_day_ahead_is_still_the_parent() -> None:
    """Where a credit line tells, the world's time zones do not turn the family over; two days do."""
    reprint = made("mirror", REPRINT, outlet="Elin Mirror", credit="Norvik Wire", date="2019-05-06")
    assert told([AGENCY, reprint])["mirror"] == ("copy", "wire")
    assert told([AGENCY, replace(reprint, date=made("x", "", date="2019-05-04").date)])["mirror"] == (
        "sibling",
        None,
    )


@pytest.mark.parametrize(
    ("text", "kind"), [(EXCERPT, "excerpt"), (EXTENDED, "extended"), (f"{EXCERPT}\n\n{ADDED}", "reworked")]
)
def test_what_a_copy_kept_and_added_tells_its_kind(text: str, kind: str) -> None:
    """A part is an excerpt, the whole with more is extended, a part with more is reworked."""
    copy = made("later", text, outlet="Elin Post", credit="Norvik Wire", date="2019-05-09")
    assert told([AGENCY, copy])["later"] == (kind, "wire")


def test_two_cuts_of_a_report_that_is_not_held_are_siblings() -> None:
    """Neither is taken for the other's source; each tells beside which its differences are shown."""
    one = made("mirror", REPRINT, outlet="Elin Mirror", credit="Norvik Wire", date="2019-05-07")
    other = made("post", WIRE, outlet="Elin Post", credit="Norvik Wire", date="2019-05-09")
    (group,) = families(one, other)
    assert [(r.kind, r.parent) for r in group.relations] == [(RelationKind.SIBLING, None)] * 2
    assert [r.beside for r in group.relations] == [None, group.documents[0]]
    assert "credits Norvik Wire, whose own text is not held" in group.relations[0].reason


def test_nothing_is_guessed_where_neither_credit_nor_date_tells() -> None:
    """Two texts of one day without a credit line are siblings."""
    one, other = (made(name, text, outlet=name) for name, text in (("a", WIRE), ("b", REPRINT)))
    assert set(told([one, other]).values()) == {("sibling", None)}


def test_the_later_of_two_texts_without_credits_is_the_copy() -> None:
    """Days of publication tell where nothing else speaks against it."""
    one = made("early", WIRE, outlet="Elin Mirror", date="2019-05-07")
    other = made("late", REPRINT, outlet="Elin Post", date="2019-05-10")
    assert told([other, one])["late"] == ("copy", "early")
    assert "3 days after" in relation_of(other, one).reason


def test_a_part_without_dates_hangs_below_the_whole() -> None:
    """All of a shorter text stands in a longer one, and no credit or date tells of another way."""
    whole, part = made("whole", WIRE, outlet="Elin Mirror"), made("part", EXCERPT, outlet="Elin Post")
    assert told([part, whole])["part"] == ("excerpt", "whole")


def test_a_later_version_by_the_same_outlet_is_an_update() -> None:
    """A day later, or on the same day where the text says that it corrects an earlier one."""
    first = made("first", WIRE, outlet="Elin Mirror", date="2019-05-07")
    later = made("later", EXTENDED, outlet="Elin Mirror", date="2019-05-08")
    assert told([later, first])["later"] == ("update", "first")
    note = "Correction: An earlier version of this article gave a wrong number of members."
    corrected = made("corrected", f"{WIRE}\n\n{note}", outlet="Elin Mirror", date="2019-05-07")
    relation = relation_of(corrected, first)
    assert (relation.kind, relation.parent) == (RelationKind.UPDATE, first.id)
    assert relation.evidence is not None
    assert relation.evidence.of(corrected.text) == note


def test_a_shared_insert_leads_to_the_copy_it_came_through() -> None:
    """Who has another outlet's insert, and came later, has it from there and not from the agency."""
    through = made("mirror", WITH_INSERT, outlet="Elin Mirror", credit="Norvik Wire", date="2019-05-08")
    child = made("post", INSERT_AGAIN, outlet="Elin Post", credit="Norvik Wire", date="2019-05-10")
    assert told([child, AGENCY, through])["post"] == ("copy", "mirror")
    assert "1 change of Elin Mirror" in relation_of(child, AGENCY, through).reason
    same_day = replace(child, date=through.date)
    assert told([same_day, AGENCY, through])["post"] == ("copy", "wire")
    assert "which is made from which is not told" in relation_of(same_day, AGENCY, through).reason


def test_a_release_is_one_source_its_issuer() -> None:
    """Outlets that print an official text hang below it; the origin bears the issuer's name and the primary source."""
    official = made(
        "communique", COMMUNIQUE, kind=DocumentKind.COMMUNIQUE, issuer="Lake Conference", date="2019-05-12"
    )
    reprint = made("mirror", RELEASE_REPRINT, outlet="Elin Mirror", date="2019-05-13")
    (group,) = families(reprint, official)
    assert (group.primary, group.name) == (official.id, "Lake Conference")
    assert told([reprint, official])["mirror"] == ("release", "communique")
    assert "prints the communique of Lake Conference" in group.relations[1].reason


def test_a_later_print_that_was_taken_for_an_official_text_is_still_a_reprint() -> None:
    """Its publisher stands nowhere in the official text, the issuer stands in it, and it came later."""
    official = made(
        "c",
        f"{COMMUNIQUE}\n\nLake Conference",
        kind=DocumentKind.COMMUNIQUE,
        issuer="Lake Conference",
        date="2019-05-12",
    )
    later = made(
        "g",
        f"Given out by the Lake Conference.\n\n{COMMUNIQUE}",
        kind=DocumentKind.COMMUNIQUE,
        issuer="Upland Gazette",
        date="2019-05-14",
    )
    assert told([later, official])["g"] == ("release", "c")


def test_a_release_that_is_not_held_is_told_by_its_credit() -> None:
    """A release by way of a distributor is a release, whoever prints it."""
    printed = made("mirror", WIRE, outlet="Elin Mirror", credit="PR Newswire")
    assert told([printed])["mirror"] == ("release", None)


def test_a_credited_translation_joins_its_original() -> None:
    """It names the outlet, its date fits, and figures and names of both stand in the same order."""
    original = made("wire", ENGLISH, outlet="Norvik Wire", date="2019-05-28")
    german = made("zeitung", GERMAN, outlet="Hafenzeitung", date="2019-05-30", language="de")
    (group,) = families(german, original)
    assert group.documents == (original.id, german.id)
    relation = group.relations[1]
    assert (relation.kind, relation.parent) == (RelationKind.TRANSLATION, original.id)
    assert "from English and names Norvik Wire" in relation.reason
    assert relation.evidence is not None
    assert relation.evidence.of(german.text).startswith("Aus dem Englischen übersetzt")
    assert relation.beside is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": GERMAN.replace("Quelle: Norvik Wire", "")},
        {"text": GERMAN.replace("Aus dem Englischen übersetzt. ", "")},
        {"text": GERMAN.replace("212", "96").replace("140", "77").replace("4.500.000", "90").replace("1931", "1908").replace("14.", "2.")},
        {"date": made("x", "", date="2020-05-30").date},
        {"date": None},
        {"language": "en"},
    ],
    ids=["outlet not named", "not said to be one", "other figures", "a year later", "no date", "same language"],
)  # fmt: skip
def test_a_translation_joins_nothing_on_less(change: dict[str, object]) -> None:
    """Without the outlet, the date, the figures or the words that say so it stays a report of its own."""
    original = made("wire", ENGLISH, outlet="Norvik Wire", date="2019-05-28")
    german = made("zeitung", GERMAN, outlet="Hafenzeitung", date="2019-05-30", language="de")
    assert len(families(original, replace(german, **change))) == 2  # type: ignore[arg-type]


def test_a_translation_whose_original_is_not_held_says_so() -> None:
    """The kind and the language are told, the parent is not."""
    german = made("zeitung", GERMAN, outlet="Hafenzeitung", date="2019-05-30", language="de")
    relation = relation_of(german)
    assert (relation.kind, relation.parent) == (RelationKind.TRANSLATION, None)
    assert relation.reason == "says that it is a translation from English; the original is not held"


def test_a_copy_of_a_translation_comes_along() -> None:
    """Who reprints a translation prints the original's report as well."""
    original = made("wire", ENGLISH, outlet="Norvik Wire", date="2019-05-28")
    german = made("zeitung", GERMAN, outlet="Hafenzeitung", date="2019-05-30", language="de")
    reprint = made(
        "bote", GERMAN.rpartition("\n\n")[0], outlet="Seebote", credit="Hafenzeitung", date="2019-06-01", language="de"
    )  # fmt: skip
    assert told([reprint, german, original]) == {
        "wire": ("original", None), "zeitung": ("translation", "wire"), "bote": ("copy", "zeitung"),
    }  # fmt: skip


def test_a_digest_of_two_reports_does_not_make_them_relatives() -> None:
    """A text that prints two reports belongs to one of them at most, and those two stay apart."""
    story = "\n\n".join(line for line in OWN_STORY.split("\n\n") if "waterfront" not in line)
    one, other = (
        made("one", WIRE, outlet="A", date="2019-05-07"),
        made("two", story, outlet="B", date="2019-05-07"),
    )
    digest = made("digest", f"{WIRE}\n\n{story}", outlet="C", date="2019-05-12")
    found = families(one, other, digest)
    assert not any({one.id, other.id} <= set(group.documents) for group in found)
    assert told([one, other, digest])["digest"][0] in ("extended", "original")


def test_an_outlet_that_credits_somebody_alone_is_a_copy_of_what_is_not_held() -> None:
    """A reprint of an agency is no original; a text whose publisher is unknown may be the agency's own."""
    reprint = made("mirror", WIRE, outlet="Elin Mirror", credit="AFP")
    assert told([reprint])["mirror"] == ("copy", None)
    assert told([replace(reprint, outlet=None)])["mirror"] == ("original", None)
    assert told([replace(reprint, outlet="AFP")])["mirror"] == ("original", None)
    other = replace(reprint, credit="Norvik Wire")
    assert told([other])["mirror"] == ("original", None)
    assert "it credits Norvik Wire" in relation_of(other).reason
    line = "This article was originally published in the Lake Review."
    assert told([replace(reprint, credit=None, text=f"{line}\n\n{WIRE}")])["mirror"] == ("copy", None)


def test_an_agency_has_its_reports_from_no_outlet() -> None:
    """On one day and without a credit line the agency's report is the parent, though it is the shorter one."""
    agency = made("agency", EXCERPT, outlet="Reuters", date="2019-05-08")
    outlet = made("mirror", WIRE, outlet="Elin Mirror", date="2019-05-07")
    assert told([outlet, agency]) == {"agency": ("original", None), "mirror": ("extended", "agency")}
    assert [group.name for group in families(outlet, agency)] == ["Reuters"]


def test_words_of_a_story_are_no_word_on_the_text() -> None:
    """A sentence about a translation or a correction tells nothing of the text that it stands in."""
    story = "\n\n".join([
        "The minister spoke in Russian, translated by an interpreter who had come with him from the capital.",
        *PARAGRAPHS,
        "Translation: they have no plan for the harbour, and they know it.",
        "His letter, translated from Armenian into French in 1911, lies in the library of the town.",
    ])  # fmt: skip
    assert told([made("story", story, outlet="Elin Mirror")])["story"] == ("original", None)


@needs_seeds
def test_the_reprint_of_the_seeds_is_a_copy_of_the_wire_report() -> None:
    """Small edits, a date line and a credit: a copy, below the agency's own text."""
    files = [path for start in ("000", "001") for path in sorted(SEEDS.glob(f"{start}*"))]
    documents = [read_document(path) for path in files]
    (group,) = find_families(group_origins(documents), documents)
    assert [relation.kind for relation in group.relations] == [RelationKind.ORIGINAL, RelationKind.COPY]
    assert group.relations[1].parent == documents[0].id


# --- What holds for all families --------------------------------------------------------------

TEXTS = (WIRE, REPRINT, EXCERPT, EXTENDED, WITH_INSERT, INSERT_AGAIN, OWN_STORY, COMMUNIQUE, RELEASE_REPRINT, ENGLISH, GERMAN)  # fmt: skip
OUTLETS = (None, "Norvik Wire", "Elin Mirror", "Elin Post")


@st.composite
def libraries(draw: st.DrawFn) -> list[Document]:
    """A few documents made of the texts above, each with some outlet, credit and date."""
    documents = []
    for number in range(draw(st.integers(1, 6))):
        document = made(
            f"d{number}",
            draw(st.sampled_from(TEXTS)),
            outlet=draw(st.sampled_from(OUTLETS)),
            credit=draw(st.sampled_from(OUTLETS)),
            date=draw(st.sampled_from([None, "2019", "2019-05-07", "2019-05-08", "2019-05-20"])),
            kind=draw(st.sampled_from([DocumentKind.REPORT, DocumentKind.REPORT, DocumentKind.COMMUNIQUE])),
            issuer=draw(st.sampled_from([None, "Lake Conference"])),
            language=draw(st.sampled_from(["en", "de"])),
        )
        documents.append(document)
    return documents


@settings(deadline=None, max_examples=60)
@given(libraries())
def test_every_document_has_one_relation_and_descends_from_a_first_one(documents: list[Document]) -> None:
    """Relations cover all documents once; parents are of the same origin and come first; nothing descends from itself."""
    groups = families(*documents)
    related = [relation.document for group in groups for relation in group.relations]
    assert sorted(related) == sorted(document.id for document in documents)
    for group in groups:
        assert group.documents == tuple(relation.document for relation in group.relations)
        seen: set[str] = set()
        for place, relation in enumerate(group.relations):
            assert relation.parent is None or relation.parent in seen
            assert relation.beside is None or relation.beside in seen
            assert (relation.parent is None) or relation.kind is not RelationKind.ORIGINAL
            if place and relation.kind is not RelationKind.TRANSLATION:
                assert relation.beside is not None
            seen.add(relation.document)
        assert group.primary is None or group.primary in group.documents


@settings(deadline=None, max_examples=20)
@given(libraries().filter(lambda documents: len(documents) < 5))
def test_the_order_of_documents_makes_no_difference(documents: list[Document]) -> None:
    """The same texts give the same families however they are handed in."""
    expected = families(*documents)
    for order in itertools.islice(itertools.permutations(documents), 0, 24, 5):
        assert families(*order) == expected


@settings(deadline=None, max_examples=20)
@given(libraries())
def test_no_child_is_older_than_its_parent(documents: list[Document]) -> None:
    """By more than the day that time zones may take, where both days are known."""
    held = {document.id: document for document in documents}
    for group in families(*documents):
        for relation in group.relations:
            parent = held.get(relation.parent or "")
            if parent and parent.date and (date := held[relation.document].date):
                assert (parent.date.first - date.last).days <= 1


def test_names_exchanged_give_the_mirrored_family() -> None:
    """Who the outlets are makes no difference to who descends from whom."""

    def exchanged(text: str) -> str:
        return text.replace("Norvia", "\0").replace("Elvonia", "Norvia").replace("\0", "Elvonia")

    official = made(
        "c", COMMUNIQUE, kind=DocumentKind.COMMUNIQUE, issuer="Ministry of Norvia", date="2019-05-12"
    )
    reprint = made("r", RELEASE_REPRINT, outlet="Elvonia Today", date="2019-05-13")
    mirrored = [
        replace(official, text=exchanged(official.text), issuer=exchanged(official.issuer or "")),
        replace(reprint, text=exchanged(reprint.text), outlet=exchanged(reprint.outlet or "")),
    ]
    assert told([official, reprint]) == told(mirrored)
