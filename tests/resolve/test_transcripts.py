"""Who speaks where in a transcript, for whom, and what only looks like a speaker's name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline import Knowledge
from onrecord.registry import load_registry
from onrecord.resolve import find_voices
from onrecord.resolve.turns import find_turns
from onrecord.vocabulary import Document, DocumentKind, Voices
from tests.making import make_document

RECORD = """The meeting was called to order at 10.05 a.m.

The President (spoke in French): I thank Ms. Roe for her briefing and give the floor to Portugal.

Mr. Silva (Portugal): We thank the Special Representative for her report. (Applause)

My country condemns the attack.

Ms. Okoye (Nigeria) (spoke in English): I align myself with the previous speaker.

The meeting rose at 12.05 p.m."""

BRIEFING = """MR. CARNEY: Good morning. (Laughter.) I have no announcements, so we start.

Q Who will go to the lake?

MR. CARNEY: I do not know. We shall see.

And we will tell you.

Q And when?

SECRETARY LaHOOD: As soon as I can.

END 1:05 P.M. EDT

Read more of this on the next page."""


def voices_of(document: Document, knowledge: Knowledge) -> Voices:
    """What the stage makes of a document."""
    return find_voices(document, registry=knowledge.registry, record=knowledge.record)


def said(document: Document, voices: Voices) -> list[tuple[str, str | None, str]]:
    """Printed name, name and words of each turn."""
    return [
        (
            turn.source.of(document.text),
            turn.name,
            " ".join(span.of(document.text) for span in turn.content),
        )
        for turn in voices.turns
    ]


def test_a_verbatim_record_has_a_turn_for_each_speaker(knowledge: Knowledge) -> None:
    """Brackets give the state; stage directions, remarks on the language and the record's own lines are nobody's words."""
    document = make_document(RECORD, kind=DocumentKind.SPEECH, title="S/PV.9001")
    voices = voices_of(document, knowledge)
    assert said(document, voices) == [
        (
            "The President (spoke in French)",
            "The President",
            "I thank Ms. Roe for her briefing and give the floor to Portugal.",
        ),
        (
            "Mr. Silva (Portugal)",
            "Silva",
            "We thank the Special Representative for her report. My country condemns the attack.",
        ),
        (
            "Ms. Okoye (Nigeria) (spoke in English)",
            "Okoye",
            "I align myself with the previous speaker.",
        ),
    ]
    assert [turn.party.actor.id for turn in voices.turns if turn.party] == ["UNSC", "PRT", "NGA"]
    assert all(turn.cue.of(document.text) == ":" for turn in voices.turns)


def test_the_first_person_is_the_speakers_of_the_turn(knowledge: Knowledge) -> None:
    """In a turn "my country" is its speaker's; outside the turns it is nobody's."""
    document = make_document(RECORD, kind=DocumentKind.SPEECH, title="S/PV.9001")
    voices = voices_of(document, knowledge)
    party = voices.speaker_at(document.text.index("My country"))
    assert party is not None
    assert (party.actor.id, party.person) == ("PRT", "Silva")
    assert voices.speaker_at(0) is None
    assert voices.speaker is None


def test_questions_without_a_colon_and_names_in_full(knowledge: Knowledge) -> None:
    """A bare "Q" opens a turn of nobody named; last names are filled up from the title; what follows the end is left out."""
    document = make_document(
        BRIEFING,
        kind=DocumentKind.SPEECH,
        title="Press Briefing by Press Secretary Jay Carney and Transportation Secretary Ray LaHood",
        issuer="United States",
        speaker="Jay Carney",
        speaker_office="Press Secretary",
    )
    voices = voices_of(document, knowledge)
    names = [name for _, name, _ in said(document, voices)]
    assert names == ["Jay Carney", None, "Jay Carney", None, "Ray LaHood"]
    assert [turn.party.actor.id if turn.party else None for turn in voices.turns] == [
        "USA",
        None,
        "USA",
        None,
        "USA",
    ]
    assert "(Laughter" not in " ".join(words for _, _, words in said(document, voices))
    assert "And we will tell you." in said(document, voices)[2][2]
    assert "Read more" not in said(document, voices)[-1][2]


def test_bare_names_take_turns(knowledge: Knowledge) -> None:
    """Names without titles are speakers where they come back and talk."""
    document = make_document(
        "The two met on the air.\n\nAna Silva: I did not close the bridge.\n\nJo Roe: Who did, then?\n\n"
        "Silva: Ask them. We asked for talks.\n\nThe talk was broadcast on Friday evening.",
    )
    voices = voices_of(document, knowledge)
    assert [name for _, name, _ in said(document, voices)] == ["Ana Silva", "Jo Roe", "Ana Silva"]
    assert "broadcast" not in said(document, voices)[-1][2]


def test_the_interviewer_is_named_in_the_title(knowledge: Knowledge) -> None:
    """A question is put by the one interviewer whom the title names."""
    document = make_document(
        "QUESTION: Will you go?\n\nSECRETARY SILVA: I will.\n\nQUESTION: When?\n\nSECRETARY SILVA: Soon, I hope.",
        kind=DocumentKind.SPEECH,
        title="Secretary Ana Silva With Jo Roe of Lake Radio",
        speaker="Ana Silva",
        speaker_office="Secretary of State, Portugal",
    )
    voices = voices_of(document, knowledge)
    assert [turn.name for turn in voices.turns] == ["Jo Roe", "Ana Silva"] * 2
    assert [turn.party.actor.id for turn in voices.turns if turn.party] == ["person:Jo Roe", "PRT"] * 2


def test_a_former_office_speaks_for_no_state(knowledge: Knowledge) -> None:
    """A guest of a state's briefing who is introduced as a former minister, or with a firm, is a person."""
    document = make_document(
        "PRESS BRIEFING BY PRESS SECRETARY ANA SILVA\n\nFORMER SECRETARY OF COMMERCE JO ROE\n\n"
        "MS. SILVA: I thank you all for coming.\n\nMR. ROE: I am glad to be here.",
        kind=DocumentKind.SPEECH,
        issuer="Portugal",
        title="Press Briefing",
    )
    voices = voices_of(document, knowledge)
    assert {turn.name: turn.party.actor.id for turn in voices.turns if turn.party} == {
        "Ana Silva": "PRT",
        "Jo Roe": "person:Jo Roe",
    }


NO_TURNS = [
    "Note: I thank the office for the figures.\n\nUpdate: The embassy said that it would reopen.",
    "Population: 5 million\n\nCapital: Oslo\n\nCurrency: krone",
    "Paris: the city where we signed.\n\nOslo: the city where we met.",
    "Silva: 547.\n\nRoe: 46.\n\nSilva: 2,316.\n\nRoe: 1,547.",
    "Related: Chile reopens its embassy\n\nPhoto: the bridge at night",
    "3:40 p.m.: The vote begins.\n\n4:10 p.m.: The vote ends.",
    "Silva: Finish second.\n\nRoe: Hang on to the lake.\n\nOkoye: A closing surge in the valley.",
    "The minister said: I will go.\n\nThe envoy said: I will not.",
    "Q What is it?\n\nThe ministry did not say.",
]


@pytest.mark.parametrize("text", NO_TURNS)
def test_what_only_looks_like_turns(knowledge: Knowledge, text: str) -> None:
    """Section labels, lists, times, places and verbs of saying before a colon open no turn."""
    assert voices_of(make_document(text), knowledge).turns == ()


def test_a_single_label_needs_the_documents_speaker(knowledge: Knowledge) -> None:
    """One label is a turn where it names the speaker whom the header gives, and the document stays that speaker's."""
    text = "SECRETARY SILVA: Good afternoon. I thank you for the invitation."
    known = make_document(
        text, kind=DocumentKind.SPEECH, speaker="Ana Silva", speaker_office="Secretary of State, Portugal"
    )
    voices = voices_of(known, knowledge)
    assert [turn.name for turn in voices.turns] == ["Ana Silva"]
    assert voices.speaker is not None
    assert voices_of(make_document(text), knowledge).turns == ()


LINES = st.lists(
    st.sampled_from(
        [
            "Mr. Silva (Portugal): We agree.",
            "MS. ROE: I do not. (Laughter)",
            "Q: Why?",
            "A: Because we asked.",
            "Q Can you say more?",
            "And we go on.",
            "(Applause)",
            "END",
            "Note: nothing.",
            "Ana Silva: I know.",
            ":",
            "The meeting rose at 6 p.m.",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(lines=LINES, kind=st.sampled_from(list(DocumentKind)))
def test_turns_lie_in_order_and_inside_the_text(lines: list[str], kind: DocumentKind) -> None:
    """Whatever the lines: turns do not overlap, name, colon and words lie in them, and every place finds its own turn."""
    document = make_document("\n\n".join(lines), kind=kind)
    turns = find_turns(document, registry=load_registry(), speaker=None)
    voices = Voices(turns=turns)
    for turn in turns:
        assert turn.span.covers(turn.source)
        assert turn.span.covers(turn.cue)
        assert all(turn.span.covers(span) and span.start < span.end for span in turn.content)
        assert voices.turn_at(turn.content[0].start) == turn
    assert all(before.span.end <= after.span.start for before, after in pairwise(turns))
    assert turns == () or turns[-1].span.end <= len(document.text)
