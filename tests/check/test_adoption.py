"""When and at which session a cited text was adopted, and whose number it is."""

from __future__ import annotations

import pytest

from onrecord.check.lexicon import load_lexicon
from onrecord.check.quantities import read_ordinal
from onrecord.measures import VoteMatrix
from onrecord.record import NamesHeld, Record, load_record
from onrecord.record.held import HeldVote, VoteTable, join
from onrecord.vocabulary import ClaimKind, Instrument, PartialDate
from tests.check.conftest import check_text

HELD = {
    "A/RES/38/29": ("UNGA", "1983-11-23", "The situation in Afghanistan"),
    "A/RES/2248(S-V)": ("UNGA", "1967-05-19", "Question of South West Africa"),
    "A/RES/34/80B": ("UNGA", "1979-12-11", "Declaration of the Indian Ocean as a Zone of Peace"),
    "A/RES/34/80A": ("UNGA", "1979-12-11", "Declaration of the Indian Ocean as a Zone of Peace"),
    "A/RES/2153(XXI)[B]": ("UNGA", "1966-11-17", "Non-proliferation of nuclear weapons"),
    "A/RES/ES-6/2": ("UNGA", "1980-01-14", "Situation in Afghanistan"),
    "S/RES/242(1967)": ("UNSC", "1967-11-22", "The situation in the Middle East"),
    "S/RES/2248(2015)": ("UNSC", "2015-11-12", "The situation in Burundi"),
    "S/RES/1416(2002)": ("UNSC", "2002-06-13", "The situation in Cyprus"),
}
"""Real texts with the days of their adoption, as the UN Digital Library gives them."""


def _record() -> Record:
    rows = [
        HeldVote(
            instrument=Instrument(
                row=f"instrument:{id_}", id=id_, body=body, number=_number(id_), date=PartialDate.parse(day),
                title=title, matters=(), adopted=True, source="UN Digital Library",
            ),
            roll_call=None,
            rank=2,
            names=NamesHeld.NONE,
        )
        for id_, (body, day, title) in HELD.items()
    ]  # fmt: skip
    nothing = VoteMatrix.of([], [], [])
    return join(load_record(), rows, VoteTable((), (), nothing.codes))


def _number(symbol: str) -> str:
    number = symbol.split("/RES/")[1]
    return number.split("(")[0] if symbol.startswith("S/") else number


RECORD = _record()


def _verdicts(text: str, date: str = "1999-05-01") -> list[str]:
    return [
        checked.verdict.value.value
        for checked in check_text(text, ClaimKind.INSTRUMENT, record=RECORD, date=date)
    ]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The General Assembly adopted resolution 38/29 of 23 November 1983.", "matches"),
        ("The General Assembly adopted resolution 38/29 of 24 November 1983.", "differs"),
        ("General Assembly resolution 38/29, adopted in 1983, called for withdrawal.", "matches"),
        ("General Assembly resolution 38/29, adopted in 1985, called for withdrawal.", "differs"),
        (
            "Resolution 242 (1967), unanimously approved by the Security Council on 22 November 1967, stands.",
            "matches",
        ),
        ("On 22 November 1967, the Security Council unanimously adopted resolution 242 (1967).", "matches"),
        ("On 2 November 1967, the Security Council unanimously adopted resolution 242 (1967).", "differs"),
        ("The Security Council adopted resolution 242 (1967) on 22 November.", "matches"),
        ("The Security Council adopted resolution 242 (1967) on 25 November.", "differs"),
        ("Security Council resolution 242 (1968) has not been carried out.", "differs"),
        ("Security Council resolution 242 (1967) has not been carried out.", "matches"),
    ],
)
def test_dates_of_texts(text: str, verdict: str) -> None:
    """A day, a year or a yearless day beside the record's."""
    assert _verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("At its thirty-eighth session, the General Assembly adopted resolution 38/29.", "matches"),
        ("At its fortieth session, the General Assembly adopted resolution 38/29.", "differs"),
        ("At its 38th session the Assembly adopted, by a large majority, resolution 38/29.", "matches"),
        (
            "Resolution ES-6/2 of 14 January 1980, adopted at the sixth emergency special session, stands.",
            "matches",
        ),
        ("Resolution ES-6/2, adopted at the seventh emergency special session, stands.", "differs"),
        ("At its forty-fourth session the General Assembly adopted resolution 44/228.", "no record"),
        ("At its forty-second session the General Assembly adopted resolution 44/228.", "differs"),
        ("General Assembly resolution 46/182 of 19 December 1991 is the basis.", "no record"),
        ("General Assembly resolution 46/182 of 19 December 1994 is the basis.", "differs"),
        ("At its forty-fourth session, the General Assembly recalled resolution 38/29.", "matches"),
    ],
)
def test_sessions_of_texts(text: str, verdict: str) -> None:
    """The numbers of the Assembly carry their session, held or not; recalling is no adopting."""
    assert _verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Resolution 38/29 was adopted on 23 November 1983.", "matches"),
        ("Resolution 38/29 was adopted by the General Assembly on 24 November 1983.", "differs"),
        ("Adopted on 24 November 1983, General Assembly resolution 38/29 called for withdrawal.", "differs"),
        ("General Assembly resolution 38/29 (24 November 1983) called for withdrawal.", "differs"),
        ("General Assembly resolution 38/29 from December 1983 stands.", "differs"),
        ("General Assembly resolution 38/29, adopted 24 November 1983, stands.", "differs"),
        ("General Assembly resolution 38/29, passed in December 1983, stands.", "differs"),
        ("The General Assembly's 1985 resolution 38/29 stands.", "differs"),
        ("The 1985 General Assembly resolution 38/29 stands.", "differs"),
        ("The Security Council, on 2 November 1967, adopted resolution 242.", "differs"),
        ("During its fortieth session the General Assembly adopted resolution 38/29.", "differs"),
        ("In the course of its fortieth session, the General Assembly passed resolution 38/29.", "differs"),
        ("Resolution 38/29, passed at the fortieth session of the General Assembly, stands.", "differs"),
        ("Resolution 38/29 of the fortieth session of the General Assembly stands.", "differs"),
        ("In December 1985 the Assembly passed its resolution 38/29.", "differs"),
        (
            "On 2 November 1967 the Council passed resolution 242 (1967) by consensus; the Security Council was united.",
            "differs",
        ),
        ("Back in 1969, the Security Council adopted resolution 242.", "differs"),
        ("Security Council resolution 242, which dates from 1969, stands.", "differs"),
        ("Security Council resolution 242 dates back to November 1968.", "differs"),
        ("It was in 1969 that the Security Council adopted resolution 242.", "differs"),
        ("Security Council Resolution 242 (November 2, 1967) stands.", "differs"),
        ("In its resolution 38/29 of 1985, the General Assembly spoke.", "differs"),
        ("Resolution 242 was passed by the Security Council in 1968.", "differs"),
        ("General Assembly resolution 38/29 was approved at the 40th session.", "differs"),
        ("The 40th session of the General Assembly adopted resolution 38/29.", "differs"),
        ("UN Security Council Resolution 242, adopted unanimously on 2 November 1967, stands.", "differs"),
        ("With resolution 242 of November 1968 the Security Council spoke.", "differs"),
        ("By adopting resolution 242 on 2 November 1967, the Security Council spoke.", "differs"),
        ("The adoption of Security Council resolution 242 on 2 November 1967 was a milestone.", "differs"),
        ("The adoption on 2 November 1967 of Security Council resolution 242 was a milestone.", "differs"),
        ("On 24 November 1983, General Assembly resolution 38/29 was adopted.", "differs"),
        ("At its fortieth session, General Assembly resolution 38/29 was adopted.", "differs"),
        ("Resolution 38/29, which the General Assembly adopted on 24 November 1983, stands.", "differs"),
        ("Resolution 38/29, which the General Assembly adopted at its fortieth session, stands.", "differs"),
        ("The text adopted on 24 November 1983 as General Assembly resolution 38/29 stands.", "differs"),
        ("General Assembly resolution 38/29 was put to the vote on 24 November 1983.", "differs"),
        ("On 24 November 1983, General Assembly resolution 38/29 was recalled.", "matches"),
        ("In 1985 the General Assembly was in session; resolution 38/29 stands.", "matches"),
        ("On 2 November 1967 the Council met, and resolution 242 (1967) was drafted.", "matches"),
        ("Since 1985, the General Assembly has upheld resolution 38/29.", "matches"),
        ("In 1990 the Security Council recalled resolution 242 (1967).", "matches"),
    ],
)
def test_dates_and_sessions_in_many_words(text: str, verdict: str) -> None:
    """The words of news, speeches and reports; a date of something else is not the text's."""
    assert _verdicts(text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "UNCTAD resolution 90 (IV) should be thought over again.",
        "The OAU in its resolution AHG/Res. 104 (XIX) has drawn the outlines.",
        "Economic and Social Council resolution 1797 (LV) asks for measures.",
    ],
)
def test_numbers_of_other_bodies(text: str) -> None:
    """A number of another body is not laid beside ours."""
    assert _verdicts(text) == []


def test_a_bare_number_of_either_body() -> None:
    """Where no body is named, a number that both have used is told by its date, and nothing differs."""
    assert _verdicts("This was set out in resolution 2248 of 19 May 1967.") == ["matches"]
    assert _verdicts("This was set out in resolution 2248 of 14 June 1967.") == ["not checkable"]
    assert _verdicts("This Assembly set it out in resolution 2248 of 14 June 1967.") == ["differs"]


def test_another_assembly_numbers_alike() -> None:
    """The Parliamentary Assembly of the Council of Europe has a resolution 1416 (2005) of its own."""
    text = (
        "The Parliamentary Assembly of the Council of Europe spoke in its resolution 1416 (2005) on Karabakh."
    )
    assert "differs" not in _verdicts(text, "2006-01-01")


def test_parts() -> None:
    """A part is cited in many ways; a list goes on."""
    assert _verdicts("In General Assembly resolutions 34/80 B and 38/29 this was decided.") == [
        "matches",
        "matches",
    ]
    assert _verdicts("My delegation supported the resolution [2153 B (XXI)] in the Assembly.") == ["matches"]
    assert _verdicts("In General Assembly resolution 34/80 A new start was made.") == ["matches"]


@pytest.mark.parametrize(
    ("words", "number"), [("38th", 38), ("thirty-eighth", 38), ("tenth", 10), ("often", None)]
)
def test_ordinals(words: str, number: int | None) -> None:
    """Ordinals in figures and words."""
    assert read_ordinal(words, load_lexicon()) == number
