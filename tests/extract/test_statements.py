"""Statements: one table of sentences and who is said in them to have said what, through whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.vocabulary import Act, Analysis, Document, DocumentKind, Form, Statement
from tests.making import make_document

Analyse = Callable[[Document], Analysis]
Row = tuple[str | None, str | None, str, tuple[str, ...]]
"""Source, cue, content (parts joined by " / ", stops at the edges dropped), names of the chain."""

_STOPS = " ,.;"


def row(statement: Statement, text: str) -> Row:
    """A statement in words."""
    parts = [span.of(text).strip(_STOPS) for span in statement.content]
    return (
        statement.source.of(text).strip(_STOPS) if statement.source else None,
        statement.cue.of(text) if statement.cue else None,
        " / ".join(part for part in parts if part),
        tuple(link.name for link in statement.chain),
    )


def only(analysis: Analysis) -> Statement:
    """The only statement."""
    (statement,) = analysis.statements
    return statement


LUND = ("Kari Lund",)
TABLE: dict[str, list[tuple[str, Row]]] = {
    "direct": [
        (
            '"The bridge will open in May," said Ana Silva, the mayor of Cais.',
            ("Ana Silva, the mayor of Cais", "said", '"The bridge will open in May,"', ("Ana Silva",)),
        ),
        (
            'Kari Lund wrote: "We found the leak in April."',
            ("Kari Lund", "wrote", '"We found the leak in April."', LUND),
        ),
    ],
    "indirect": [
        (
            "The minister said that the ferry would sail again on Monday.",
            ("The minister", "said", "that the ferry would sail again on Monday", ("minister",)),
        ),
        (
            "The harbour office announced on Monday that the ferry would sail.",
            ("The harbour office", "announced", "that the ferry would sail", ("harbour office",)),
        ),
        (
            "The tunnel will be closed until March, Kari Lund said.",
            ("Kari Lund", "said", "The tunnel will be closed until March", LUND),
        ),
    ],
    "mixed": [
        (
            'Mayor Ana Silva said the old harbour was "a gift to the town" and would stay.',
            (
                "Mayor Ana Silva",
                "said",
                'the old harbour was "a gift to the town" and would stay',
                ("Ana Silva",),
            ),
        )
    ],
    "according": [
        (
            "According to Kari Lund, the tunnel has been closed since March.",
            ("Kari Lund", "According", "the tunnel has been closed since March", LUND),
        ),
        (
            "The tunnel has been closed since March, according to the harbour office.",
            (
                "the harbour office",
                "according",
                "The tunnel has been closed since March",
                ("harbour office",),
            ),
        ),
    ],
    "interrupted": [
        (
            '"The tunnel," Kari Lund said, "will be closed until March."',
            ("Kari Lund", "said", '"The tunnel," / "will be closed until March."', LUND),
        ),
        (
            "The tunnel, Kari Lund said, will be closed until March.",
            ("Kari Lund", "said", "The tunnel / will be closed until March", LUND),
        ),
    ],
    "as": [
        (
            "As the mayor pointed out, the ferry is old.",
            ("the mayor", "pointed out", "the ferry is old", ("mayor",)),
        )
    ],
    "nominal": [
        (
            "The claim by Kari Lund that the tunnel was safe came too late.",
            ("Kari Lund", "claim", "that the tunnel was safe", LUND),
        ),
        (
            "The mayor's promise that the bridge would open in May was forgotten.",
            ("The mayor's", "promise", "that the bridge would open in May", ("mayor",)),
        ),
    ],
    "passive": [
        (
            "It was reported that the ferry had sunk.",
            (None, "was reported", "that the ferry had sunk", ("unknown",)),
        ),
        (
            "The town was told that the ferry had sunk.",
            (None, "was told", "that the ferry had sunk", ("unknown",)),
        ),
        (
            "The ferry is said to have sunk.",
            (None, "is said", "The ferry / to have sunk", ("unknown",)),
        ),
        (
            "The ferry was reported to have sunk near the island.",
            (None, "was reported", "The ferry / to have sunk near the island", ("unknown",)),
        ),
    ],
    "relay": [
        (
            "Ana Silva was quoted as saying that the ferry had sunk.",
            ("Ana Silva", "quoted", "that the ferry had sunk", ("Ana Silva",)),
        ),
        (
            "Ana Silva was quoted by Radio Litoral as saying that the ferry had sunk.",
            ("Ana Silva", "quoted", "that the ferry had sunk", ("Radio Litoral", "Ana Silva")),
        ),
        (
            "The minister told the Coast Herald that the ferry had sunk.",
            ("The minister", "told", "that the ferry had sunk", ("Coast Herald", "minister")),
        ),
    ],
    "relative clause": [
        (
            "Kari Lund, who said that the ferry had sunk, left the room.",
            ("who", "said", "that the ferry had sunk", LUND),
        ),
        (
            "The sailor who said that the ferry had sunk left the room.",
            ("who", "said", "that the ferry had sunk", ("sailor",)),
        ),
    ],
    "apposition": [
        (
            "Ana Silva, the mayor of Cais, said that the ferry had sunk.",
            ("Ana Silva, the mayor of Cais", "said", "that the ferry had sunk", ("Ana Silva",)),
        )
    ],
    "preposition": [
        (
            "In the words of Ana Silva, the ferry was a floating museum.",
            ("Ana Silva", "words", "the ferry was a floating museum", ("Ana Silva",)),
        ),
        (
            "In the mayor's view, the ferry should be sold.",
            ("the mayor's", "view", "the ferry should be sold", ("mayor",)),
        ),
    ],
    "no colon, no cue": [
        (
            "Kari Lund disagreed. “Nobody asked us about the bridge.”",
            ("Kari Lund", "disagreed", "“Nobody asked us about the bridge.”", LUND),
        )
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*entry, id=f"{name} {n}") for name, rows in TABLE.items() for n, entry in enumerate(rows)],
)
def test_one_statement(analysed: Analyse, text: str, expected: Row) -> None:
    """The one statement of a sentence: source, cue and content as the text has them, and the chain's names."""
    assert row(only(analysed(make_document(text))), text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed from Cais to the island on Monday.",
        "The engineers watched the bridge burn.",
        '"Yes."',
    ],
)
def test_nothing_said(analysed: Analyse, text: str) -> None:
    """An event, or a quotation that the text gives to nobody, is no statement."""
    assert analysed(make_document(text)).statements == ()


FORMS = [
    ('"The bridge is open," Kari Lund said.', Form.DIRECT),
    ('Kari Lund said the bridge was "a gift to the town" and would stay.', Form.MIXED),
    ("Kari Lund said that the bridge was open.", Form.INDIRECT),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_form(analysed: Analyse, text: str, form: Form) -> None:
    """All, some or none of the content stands in quotation marks."""
    assert only(analysed(make_document(text))).form is form


ACTS = [
    ("The shipyard denied that the ferry was unsafe.", Act.SPEECH),
    ("The mayor blamed the storm for the loss of the ferry.", Act.SPEECH),
    ("The firm is adamant that the bridge was safe.", Act.SPEECH),
    ("Kari Lund wants the ferry to be sold.", Act.ATTITUDE),
    ("Kari Lund believes that the ferry will be sold.", Act.ATTITUDE),
    ("Both towns agreed that the ferry should sail.", Act.ATTITUDE),
    ("The council voted to close the bridge.", Act.DEED),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_words_attitudes_and_deeds(analysed: Analyse, text: str, act: Act) -> None:
    """What is said is told from what is thought or wanted, and both from what is done."""
    assert only(analysed(make_document(text))).act is act


def test_a_quotation_goes_on_after_the_cue(analysed: Analyse) -> None:
    """A quotation right after "..., she said." belongs to her, and "she" is the person named before."""
    text = (
        'Kari Lund spoke to the press. "We found the leak in April," she said. "It took a week to close it."'
    )
    statement = only(analysed(make_document(text)))
    assert row(statement, text) == (
        "she",
        "said",
        '"We found the leak in April," / "It took a week to close it."',
        LUND,
    )
    assert statement.form is Form.DIRECT


def test_a_quotation_runs_over_paragraphs(analysed: Analyse) -> None:
    """A quotation that is opened again in the next paragraph goes on without a new cue."""
    text = "“We found the leak in April,” Kari Lund said. “We closed the tunnel.\n\n“Nobody was hurt, and nobody will be.”"
    content = row(only(analysed(make_document(text))), text)[2]
    assert (
        content
        == "“We found the leak in April,” / “We closed the tunnel / “Nobody was hurt, and nobody will be.”"
    )


def test_a_colon_introduces_a_paragraph(analysed: Analyse) -> None:
    """What was written stands below the colon, without any mark."""
    text = "Kari Lund wrote:\n\nWe found the leak in April and closed it."
    assert row(only(analysed(make_document(text))), text) == (
        "Kari Lund",
        "wrote",
        "We found the leak in April and closed it",
        LUND,
    )


def test_a_name_behind_a_dash(analysed: Analyse) -> None:
    """A quotation with its author behind a dash: the dash is the cue."""
    text = "“We shall open the bridge.” — Ana Silva, foreign minister, 3 May 2016"
    assert row(only(analysed(make_document(text))), text) == (
        "Ana Silva, foreign minister",
        "—",
        "“We shall open the bridge.”",
        ("Ana Silva",),
    )


def test_turns(analysed: Analyse) -> None:
    """Each turn is its speaker's, and what is told in a turn has the speaker before its own source."""
    text = "MS. SILVA: We opened the bridge. (Applause)\n\nAnd the ferry sails.\n\nQ Why?\n\nMS. SILVA: The mayor said that it helped."
    document = make_document(text, kind=DocumentKind.SPEECH, title="Press briefing", issuer="Portugal")
    found = {row(s, text) for s in analysed(document).statements}
    assert {
        ("MS. SILVA", ":", "We opened the bridge / And the ferry sails", ("Portugal", "Silva")),
        ("Q", "Q", "Why?", ("Portugal", "unknown")),
        ("MS. SILVA", ":", "The mayor said that it helped", ("Portugal", "Silva")),
        ("The mayor", "said", "that it helped", ("Portugal", "Silva", "mayor")),
    } <= found


def test_a_statement_in_a_statement(analysed: Analyse) -> None:
    """Who reports what another promised stands before that other in the chain."""
    text = "Kari Lund said that Ana Silva had promised that the bridge would open."
    found = [row(s, text) for s in analysed(make_document(text, credit="AFP")).statements]
    assert found == [
        (
            "Kari Lund",
            "said",
            "that Ana Silva had promised that the bridge would open",
            ("AFP", "Kari Lund"),
        ),
        ("Ana Silva", "had promised", "that the bridge would open", ("AFP", "Kari Lund", "Ana Silva")),
    ]


def test_a_statement_in_a_quotation(analysed: Analyse) -> None:
    """Inside quoted words, too, it is said who said what."""
    text = '"The keeper said that the bridge was shut," Kari Lund told reporters.'
    found = [row(s, text) for s in analysed(make_document(text)).statements]
    assert ("The keeper", "said", "that the bridge was shut", ("Kari Lund", "keeper")) in found


def test_a_quotation_in_a_quotation(analysed: Analyse) -> None:
    """Single marks inside double ones hold the words of somebody whom the speaker quotes."""
    text = "Kari Lund said: “The keeper told me, ‘Do not cross the bridge,’ and so we waited.”"
    found = [row(s, text) for s in analysed(make_document(text)).statements]
    assert ("The keeper", "told", "‘Do not cross the bridge,’", ("Kari Lund", "keeper")) in found


MARKS = ["“{}”", '"{}"', "«{}»", "„{}“", "``{}''", "‘{}’", "'{}'", "‹{}›"]


@pytest.mark.parametrize("marks", MARKS)
def test_all_marks(analysed: Analyse, marks: str) -> None:
    """A quotation is found by whatever marks a language sets it in."""
    quotation = marks.format("The bridge is open,")
    text = f"{quotation} Kari Lund said."
    statement = only(analysed(make_document(text)))
    assert row(statement, text) == ("Kari Lund", "said", quotation, LUND)
    assert statement.form is Form.DIRECT


def test_own_text_of_a_resolution(analysed: Analyse) -> None:
    """A clause without a subject is the resolution's own word: the text is the link, no word is its source."""
    text = "The Security Council,\n\nRecalling that the bridge was closed in May,\n\nDecides to remain seized of the matter."
    document = make_document(
        text, kind=DocumentKind.RESOLUTION, title="Resolution 9999 (2019)", outlet="UN Security Council"
    )
    found = [row(s, text) for s in analysed(document).statements]
    assert (None, "Recalling", "that the bridge was closed in May", ("S/RES/9999",)) in found


def test_first_person_of_a_speech(analysed: Analyse) -> None:
    """In a speech "I said" is its speaker's, and one who speaks of himself is one link."""
    text = "I said last year that the bridge would open."
    document = make_document(
        text,
        kind=DocumentKind.SPEECH,
        speaker="Ana Silva",
        speaker_office="Minister of Foreign Affairs of Portugal",
    )
    statement = only(analysed(document))
    assert row(statement, text) == ("I", "said", "that the bridge would open", ("Ana Silva",))
    assert statement.chain[-1].actor == "PRT"


def test_links_keep_their_evidence(analysed: Analyse) -> None:
    """The credit line has no place in the text; every other link has its own source and cue."""
    text = "Norway said that Portugal had closed the border."
    (outer, inner) = only(analysed(make_document(text, credit="AFP"))).chain
    assert (outer.name, outer.source, outer.cue) == ("AFP", None, None)
    assert inner.actor == "NOR"
    assert inner.source is not None
    assert inner.cue is not None
    assert (inner.source.of(text), inner.cue.of(text)) == ("Norway", "said")


PAIRS = [("Norway", "Portugal"), ("Chile", "Kenya"), ("Ghana", "Zambia")]
TEMPLATES = [
    "{a} said that {b} had closed the border.",
    "{a} told {b} that the border was closed.",
    '"The border is open," {a} said after talks with {b}.',
    "According to {a}, the border with {b} is open.",
    "{a} denied that {b} had asked for talks, and {b} said that it had.",
    "{b} wants {a} to open the border.",
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("pair", PAIRS)
def test_swapping_the_parties_mirrors_every_statement(
    analysed: Analyse, template: str, pair: tuple[str, str]
) -> None:
    """No side is heard otherwise than the other: the statements are the same with the names exchanged."""
    a, b = pair
    text, mirror = template.format(a=a, b=b), template.format(a=b, b=a)
    here = [row(s, text) for s in analysed(make_document(text)).statements]
    there = [row(s, mirror) for s in analysed(make_document(mirror)).statements]
    assert here

    def swapped(part: str) -> str:
        return part.replace(a, "\0").replace(b, a).replace("\0", b)

    def turned(entry: Row) -> Row:
        source, cue, content, names = entry
        return (
            source and swapped(source),
            cue and swapped(cue),
            swapped(content),
            tuple(map(swapped, names)),
        )

    assert [turned(entry) for entry in there] == here
