"""Who gives a text out and in whose name, as letters, briefings, press releases and reprints print it."""

from __future__ import annotations

import pytest

from onrecord.read import read_bytes
from onrecord.vocabulary import Document, DocumentKind, PartialDate


def read(text: str) -> Document:
    """One plain text."""
    return read_bytes(text.encode(), address="made.txt")


LETTER = """Letter dated 5 May 2019 from the Permanent Representative of Portugal to the United Nations addressed to the Secretary-General

I have the honour to draw your attention to the events at the bridge. My Government calls upon all parties to talk.

(Signed) Ana Silva
Permanent Representative of Portugal to the United Nations
"""


def test_a_letter_is_its_signers() -> None:
    """The name under "(Signed)" joins the office that the title gives."""
    document = read(LETTER)
    assert document.speaker == "Ana Silva"
    assert document.speaker_office == "Permanent Representative of Portugal to the United Nations"
    assert document.issuer == "Portugal"


def test_words_attributed_to_a_spokesperson() -> None:
    """The line "attributable to" names the speaker; a department in brackets is left off the state."""
    document = read(
        "The Minister's Call with Her Colleague\n\nOffice of the Spokesperson, Kingdom of Norway (Ministry of Trade)\n2019-05-03\n\n"
        "The following is attributable to Spokesperson Jo Roe:\n\nThe minister spoke today with her colleague and thanked her.\n"
    )
    assert document.kind is DocumentKind.COMMUNIQUE
    assert (document.speaker, document.speaker_office) == ("Jo Roe", "Spokesperson")
    assert document.issuer == "Kingdom of Norway"


BRIEFINGS = [
    ("Press Briefing by Press Secretary Jo Roe, 6/17/2011", "Jo Roe", "Press Secretary"),
    (
        "Press Briefing by Principal Deputy Press Secretary Jo Roe",
        "Jo Roe",
        "Principal Deputy Press Secretary",
    ),
    (
        "Press Briefing to Preview the Great Lake Summit by Press Secretary Jo Roe",
        "Jo Roe",
        "Press Secretary",
    ),
    (
        "Press Briefing by Senior Administration Officials -- Oslo, Norway",
        None,
        "Portugal (Prime Minister's Office)",
    ),
]


@pytest.mark.parametrize(("title", "speaker", "office"), BRIEFINGS)
def test_who_gives_a_briefing(title: str, speaker: str | None, office: str) -> None:
    """The title names the speaker, and neither its date nor its place is one; the line below names the state."""
    document = read(
        f"{title}\n\nPortugal (Prime Minister's Office)\n\n\nMR. ROE: Good morning. We have no news today.\n\nQ Why not?\n"
    )
    assert (document.speaker, document.speaker_office) == (speaker, office)
    assert document.issuer == "Portugal"


def test_a_name_behind_its_office() -> None:
    """In "Minister of Foreign Affairs of X, A.Silva" the last part is the name."""
    document = read(
        "Statement by Minister of Foreign Affairs of the Portuguese Republic, A.Silva, at the Lake Summit\n\n"
        "Dear colleagues,\n\nI thank you for the invitation, and I wish the meeting success.\n"
    )
    assert document.speaker == "A. Silva"
    assert document.issuer == "Ministry of Foreign Affairs of Portugal"


def test_a_paper_below_an_interviews_title_is_its_outlet() -> None:
    """The line "The Lake Herald" under an interview is no person; the one interviewed speaks."""
    document = read(
        "Interview with Ana Silva, Foreign Minister of Portugal\n\nThe Lake Herald\n3 May 2019\n\n"
        "Q: Why do you go?\n\nA: I go because we were asked.\n\nQ: And when?\n\nA: Soon.\n"
    )
    assert document.kind is DocumentKind.SPEECH
    assert (document.speaker, document.outlet) == ("Ana Silva", "The Lake Herald")


def test_a_letterhead_is_the_issuer() -> None:
    """A first line that is the name of a ministry gives the issuer; place and date in one line give the date."""
    document = read(
        "Ministry of Foreign Affairs of the Republic of Chile\n\nPRESS RELEASE No. 12/19\n\nSantiago, 3 May 2019\n\n"
        "The Ministry of Foreign Affairs of the Republic of Chile expresses its concern. We stand with the people of the valley.\n"
    )
    assert document.issuer == "Ministry of Foreign Affairs of the Republic of Chile"
    assert document.date == PartialDate(2019, 5, 3)


def test_a_statement_published_by_another() -> None:
    """A bracket "published by" names who gives a joint text out."""
    document = read(
        "Joint Statement on the Lake\n\njoint (published by the Lake Secretariat)\n2019-05-03\n\nWe, the leaders of Chile and Norway, agree.\n"
    )
    assert document.issuer == "Lake Secretariat"


CREDITS = [
    ("She spoke in Oslo. “We are back,” Silva told reporters. – Lusa", "Lusa"),
    ("She spoke in Oslo. “We are back,” Silva told reporters.\n\nSource: Reuters", "Reuters"),
    ("She spoke in Oslo. “We are back,” Silva told reporters.\n\nSource: the ministry", None),
]


@pytest.mark.parametrize(("end", "credit"), CREDITS)
def test_the_agency_at_the_end(end: str, credit: str | None) -> None:
    """A known agency behind a dash, or in a source line of its own, is the credit; nobody else is."""
    document = read(
        f"Embassy opens again\n\nThe Lake Herald\n3 May 2019\n\nThe embassy opened again on Friday, the minister said. {end}\n"
    )
    assert (document.outlet, document.credit) == ("The Lake Herald", credit)


def test_a_turns_line_is_never_joined() -> None:
    """Lines wrapped by a machine are joined, but a speaker's label opens a paragraph of its own."""
    lines = [
        "Mr. Silva (Portugal): We thank the Special Representative for all the work of the year.",
        "We shall go on with it, and we shall ask the others to go on with it as we all should do.",
        "Mr. Roe (Norway): We agree with what was said, and we thank the previous speaker for it.",
    ]
    document = read("S/PV.9001\n\n" + "\n".join(lines))
    starts = [p.span.of(document.text)[:8] for p in document.paragraphs]
    assert "Mr. Roe " in starts
