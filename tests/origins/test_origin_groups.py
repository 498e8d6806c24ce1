from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.origins import group_origins
from onrecord.vocabulary import Document, DocumentKind
from tests.origins.texts import OWN_STORY, REPRINT, WIRE, MakeDocument, make_document

SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared seed documents are not here")

LINES = [*WIRE.split("\n\n"), *OWN_STORY.split("\n\n")]
TEXTS = st.one_of(
    st.sampled_from([WIRE, REPRINT, OWN_STORY, "", "Thank you."]),
    st.lists(st.sampled_from(LINES), max_size=8).map("\n\n".join),
    st.text(max_size=60),
)


def members(documents: list[Document]) -> list[set[str]]:
    """The groups as sets of document ids."""
    return [set(group.documents) for group in group_origins(documents)]


def test_an_edited_reprint_is_the_same_origin_as_the_report_it_prints(make: MakeDocument) -> None:
    """Small edits, a dateline and a cut sentence do not make a second source."""
    wire, reprint = (
        make(WIRE, outlet="Norvik Wire"),
        make(REPRINT, outlet="Elin Mirror", credit="PORT ELIN (Norvik Wire)"),
    )
    (group,) = group_origins([reprint, wire])
    assert group.documents == (wire.id, reprint.id)
    assert group.name == "Norvik Wire"
    assert "a credit line names Norvik Wire" in group.reason


def test_two_reports_of_one_event_that_share_a_quotation_stay_two(make: MakeDocument) -> None:
    """What both print inside quotation marks says nothing about who wrote the report."""
    assert len(group_origins([make(WIRE), make(OWN_STORY)])) == 2


def test_a_long_shared_letter_does_not_make_two_reports_one(make: MakeDocument) -> None:
    """A letter quoted in full is the letter writer's text, however much of each report it fills."""
    letter = "\n\n".join(f"“{line}”" for line in WIRE.replace('"', "").split("\n\n"))
    first = (
        "The chair answered her critics in a letter on Monday morning, two days before the vote was due.\n\n"
    )
    second = (
        "Nobody had expected a reply so soon. It came by post, and the dockers read it aloud at the gate.\n\n"
    )
    assert len(group_origins([make(first * 4 + letter), make(second * 4 + letter)])) == 2


def test_a_daily_form_with_other_figures_is_a_new_report(make: MakeDocument) -> None:
    """The same sentences with other figures are two days' news."""
    form = (
        "In the past day {} ships entered the harbour of Port Elin and {} left it, the harbour master says.\n\n"
        "In all {} containers and {} tonnes of grain were moved, according to the daily notice.\n\n"
        "The water stood at {} centimetres at noon, with wind from the west at {} metres a second.\n\n"
        "Pilots were called {} times and tugs {} times during the day, the notice adds."
    )
    days = [make(form.format(*range(start, start + 8)), name=str(start)) for start in (11, 41)]
    assert len(group_origins(days)) == 2


def test_a_caption_block_under_two_reports_does_not_join_them(make: MakeDocument) -> None:
    """One long block that a site prints under many reports counts little."""
    gallery = "Pictures of the harbour " + " ".join(
        f"Ships of class {letter} lie at berth and wait for the tide to turn before noon."
        for letter in "abcdefghijklmnopqrstuvwxyz" * 2
    )
    assert len(group_origins([make(f"{WIRE}\n\n{gallery}"), make(f"{OWN_STORY}\n\n{gallery}")])) == 2


def test_a_russian_reprint_is_found(make: MakeDocument) -> None:
    """Words are words in any script."""
    wire = (
        "Совет порта проголосовал во вторник за закрытие старого зернового терминала до конца года.\n"
        "Девять из четырнадцати членов совета поддержали план, трое были против, двое не пришли на заседание.\n"
        "Терминал построили в начале прошлого века, и с тех пор как мост перенесли, он приносил одни убытки.\n"
        "Профсоюз просит отложить решение на два года и дать рабочим места в новом порту на северном берегу."
    )
    copy = wire.replace("во вторник ", "").replace("Профсоюз просит", "Профсоюз попросил")
    assert len(group_origins([make(wire), make(copy)])) == 1


def test_the_earliest_copy_stands_first_where_nobody_is_credited(make: MakeDocument) -> None:
    """Without a credit line the date decides, before the length."""
    early, late = make(REPRINT, outlet="B", date="2020-01-02"), make(WIRE, outlet="A", date="2020-01-03")
    (group,) = group_origins([late, early])
    assert group.documents == (early.id, late.id)
    assert group.name == "B"


def test_an_official_text_bears_the_name_of_its_issuer(make: MakeDocument) -> None:
    """A ministry's speech on somebody's site is the ministry's."""
    speech = make(WIRE, outlet="Elin Mirror", issuer="Ministry of Harbours", kind=DocumentKind.SPEECH)
    assert group_origins([speech])[0].name == "Ministry of Harbours"


def test_a_digest_that_prints_two_reports_does_not_make_them_one(make: MakeDocument) -> None:
    """Two groups are joined by half of the pairs between them, not by one."""
    other = OWN_STORY.replace('"', "")
    copies = [make(WIRE, name="a"), make(REPRINT, name="b"), make(other, name="c")]
    copies.append(make(other + " It rained.", name="d"))
    found = members([*copies, make(f"{WIRE}\n\n{other}", name="digest")])
    assert not any({copies[0].id, copies[2].id} <= group for group in found)


def test_a_digest_of_two_reports_that_print_one_quotation_joins_at_most_one(make: MakeDocument) -> None:
    """The quotation that both have is nobody's narration, and does not make the two relatives through a digest."""
    said = "“We will keep the harbour open through the winter, and nobody who works here will lose a day's pay,” she said."
    one, other = f"{WIRE}\n\n{said}", f"{OWN_STORY}\n\n{said}"
    assert len(group_origins([make(one), make(other)])) == 2
    found = members([make(one, name="a"), make(other, name="b"), make(f"{one}\n\n{other}", name="digest")])
    assert not any({make(one, name="a").id, make(other, name="b").id} <= group for group in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=6), st.randoms(use_true_random=False))
def test_every_document_is_in_one_group_whatever_the_order(texts: list[str], random: object) -> None:
    """Groups partition the documents, equal texts are together, and order and repetition change nothing."""
    documents = [make_document(text, name=str(number)) for number, text in enumerate(texts)]
    shuffled = [*documents, *documents[:1]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = group_origins(documents)
    assert groups == group_origins(shuffled)
    assert sorted(itertools.chain(*(group.documents for group in groups))) == sorted(d.id for d in documents)
    assert len({group.id for group in groups}) == len(groups)
    group_of = {document: group.id for group in groups for document in group.documents}
    for one, other in itertools.combinations(documents, 2):
        if one.text == other.text and any(character.isalnum() for character in one.text):
            assert group_of[one.id] == group_of[other.id]


def seed_documents() -> dict[str, Document]:
    """The bodies of the five real documents, by number, with their outlets and no credit."""
    facts = [json.loads(line) for line in (SHARED / "gold/seed_documents.jsonl").read_text().splitlines()]
    documents = {}
    for fact in facts:
        text = next((SHARED / "seeds").glob(f"{fact['doc']}_*.txt")).read_text(encoding="utf-8")
        start = text.index(fact["body_starts"])
        end = text.index(fact["body_ends"], start) + len(fact["body_ends"])
        documents[fact["doc"]] = make_document(text[start:end], name=fact["doc"], outlet=fact["outlet"])
    return documents


@needs_shared
def test_the_real_wire_report_and_its_reprint_are_one_origin() -> None:
    """Without any credit line: the words alone decide, and nothing else of the five is joined."""
    documents = seed_documents()
    pair = {documents["000"].id, documents["001"].id}
    assert sorted(map(len, members(list(documents.values())))) == [1, 1, 1, 2]
    assert pair in members(list(documents.values()))
