import pytest

from onrecord.read import read_bytes
from onrecord.vocabulary import Document, DocumentKind, PartialDate


def read(text: str, name: str = "page.txt") -> Document:
    """Read a text as if it were a file."""
    return read_bytes(text.encode(), address=f"folder/{name}")


REPORT = """Skip to content

HARBOUR.EX / World

Coastal states agree on fishing zones

3 May 2019 [09:30] - HARBOUR.EX

By Reuters

By Mira Solheim

The ministers of four coastal states said on Friday that they had agreed on common fishing zones after two years of talks.

"We have found a way," the Norwegian minister said, according to a spokesman. "It was time."


Print version

Views: 2,140

Share this article

  • Your name:
  • Your e-mail:
"""

COMMENTED = """Ministers agree on fishing zones

OSLO (AFP)—Four coastal states agreed on Friday on common fishing zones, their ministers said.

The zones will be drawn by the end of the year, a spokesman said.


Discussion Policy

Comments are welcome. You are fully responsible for what you post, and profanity is not permitted. The Harbour Gazette reserves the right to block users.


  1. Ola said:

    About time. I fished there for thirty years.

  2. said:

    They will never keep to it.

    They never did.

  3. Deep Sea said:

    Ola is right!
"""

COMMUNIQUE = """HomeOSCE Sitemap

**NEWS**

MEETING OF THE LAKE COMMISSION - 2018-04-12

1. The Lake Commission met on 12 April 2018 in Bern. The meeting was attended by five delegations.

2. The meeting welcomed the report of the secretariat and called on the members to publish their measurements.

The delegations of two members asked for more time.

3. The meeting agreed to meet again in the autumn.

printer friendly version
"""

SPEECH = """Speech by Ms. Ana Duarte, the Minister of Foreign Affairs of the Portuguese Republic at the Conference on the Seas

March 9, 2016

Mr. Chairman,

Ladies and gentlemen,

I would like to thank you for your invitation, and I bring the greetings of my Government.

My country has always lived from the sea. We support the treaty, and I hope that it will soon be in force.

Thank you.
"""

RESOLUTION = """Resolution 9001 (1999)

UN Security Council
1999

UNITED NATIONS
Security Council

Distr. GENERAL
RESOLUTION 9001 (1999)
Adopted by the Security Council at its 4999th meeting, on 3 May 1999

The Security Council,
Recalling its earlier resolutions on the lake,
Noting the report of the Secretary-General,
1. Demands that the parties keep to the agreement;
2. Decides to remain seized of the matter.
-----
"""


def test_report_body_is_parted_from_its_header_and_footer() -> None:
    """Site, section, title, date, bylines and forms go to their fields or to left_out, never to the text."""
    document = read(REPORT)
    assert document.kind is DocumentKind.REPORT
    assert document.title == "Coastal states agree on fishing zones"
    assert document.outlet == "HARBOUR.EX"
    assert (document.credit, document.author, document.issuer) == ("Reuters", "Mira Solheim", "Reuters")
    assert document.date == PartialDate(2019, 5, 3)
    assert document.text.startswith("The ministers of four")
    assert document.text.endswith('"It was time."')
    assert {item.reason for item in document.left_out} >= {
        "navigation",
        "date",
        "byline",
        "counter",
        "share form",
    }


def test_comments_are_kept_apart_with_author_and_order() -> None:
    """Numbered comments, one without an author, are comments; policy and comments leave no trace in the text."""
    document = read(COMMENTED)
    assert [(c.order, c.author) for c in document.comments] == [(1, "Ola"), (2, None), (3, "Deep Sea")]
    assert document.comments[1].text == "They will never keep to it.\n\nThey never did."
    assert document.text.endswith("a spokesman said.")
    assert "fully responsible" not in document.text
    assert document.outlet == "Harbour Gazette"
    assert document.credit == "AFP"


def test_body_site_gives_outlet_and_numbers_become_labels() -> None:
    """A body named in the navigation is the outlet; printed numbers are labels and not text."""
    document = read(COMMUNIQUE)
    assert document.kind is DocumentKind.COMMUNIQUE
    assert document.title == "MEETING OF THE LAKE COMMISSION"
    assert (document.outlet, document.issuer) == ("OSCE", "OSCE")
    assert document.date == PartialDate(2018, 4, 12)
    assert [paragraph.label for paragraph in document.paragraphs] == ["1", "2", None, "3"]
    assert document.text.startswith("The Lake Commission met")
    assert "printer" not in document.text


def test_speech_names_speaker_office_and_ministry() -> None:
    """The title of a speech gives speaker, office and the ministry it comes from; salutations stay in the text."""
    document = read(SPEECH)
    assert document.kind is DocumentKind.SPEECH
    assert document.speaker == "Ana Duarte"
    assert document.speaker_office == "Minister of Foreign Affairs of the Portuguese Republic"
    assert document.issuer == "Ministry of Foreign Affairs of Portugal"
    assert document.date == PartialDate(2016, 3, 9)
    assert document.text.startswith("Mr. Chairman,")
    assert document.text.endswith("Thank you.")
    assert document.left_out[0].reason == "title"


def test_resolution_begins_at_its_organ_and_takes_the_day_of_adoption() -> None:
    """The masthead above "The Security Council," is left out; it gives the day where the header has the year."""
    document = read(RESOLUTION)
    assert document.kind is DocumentKind.RESOLUTION
    assert document.issuer == "UN Security Council"
    assert document.date == PartialDate(1999, 5, 3)
    assert document.text.startswith("The Security Council,")
    assert [p.label for p in document.paragraphs][-2:] == ["1", "2"]


@pytest.mark.parametrize(
    ("who", "speaker", "office", "issuer"),
    [
        (
            "Mr. Jon Dahl, Minister for Foreign Affairs, Norway",
            "Jon Dahl",
            "Minister for Foreign Affairs, Norway",
            "Ministry of Foreign Affairs of Norway",
        ),
        ("Maria Silva, President, Brazil", "Maria Silva", "President, Brazil", "Brazil"),
        ("Ms. Oduya, Kenya", "Ms. Oduya", "Kenya", "Kenya"),
        ("Mr. King, Saint Lucia", "Mr. King", "Saint Lucia", "Saint Lucia"),
    ],
)
def test_line_of_name_office_and_state_below_the_title(
    who: str, speaker: str, office: str, issuer: str
) -> None:
    """A line of name, office and state under the title says whose words the text is."""
    text = f"General Debate, session 70\n\n{who}\n2015\n\nMr. President, I congratulate you on your election. My delegation will support you.\n"
    document = read(text)
    assert (document.speaker, document.speaker_office, document.issuer) == (speaker, office, issuer)
    assert document.date == PartialDate(2015)
    assert document.kind is DocumentKind.SPEECH


def test_opening_of_a_verbatim_record_names_the_speaker() -> None:
    """The opening "Mr. Roe (Chile) (spoke in Spanish):" gives speaker and state."""
    document = read(
        "Mr. Roe (Chile) (spoke in Spanish): We thank the briefers for their reports on the situation in the region."
    )
    assert (document.kind, document.speaker, document.speaker_office) == (
        DocumentKind.SPEECH,
        "Mr. Roe",
        "Chile",
    )


def test_outlet_named_in_the_line_below_the_title() -> None:
    """An outlet in that line makes a report, known by the table's name."""
    document = read(
        "Lake states meet\n\nCNN (Web News)\n2019-02-03\n\nThe states around the lake met, officials said. One minister told reporters it went well.\n"
    )
    assert (document.kind, document.outlet, document.speaker) == (DocumentKind.REPORT, "CNN", None)


def test_wrapped_and_double_spaced_lines_are_joined() -> None:
    """Lines of a paragraph broken by a machine, with empty lines between them or not, are one paragraph."""
    lines = [
        "May I extend the warmest congratulations to you, Madam, on",
        "your election as President of the General Assembly at this",
        "session, and to all the members of the Bureau. My delegation",
        "will give you its full support in the weeks that lie ahead.",
        "The year has been hard for",
        "many of us, and we are grateful to those who came to our aid",
        "when the rivers rose in the spring and when they rose again",
        "in the autumn of the same year. I thank them in the name of",
        "my people.",
    ]
    for joint in ("\n", " \n\n"):
        document = read("General Debate\n\nMs. Oduya, Kenya\n2015\n\n" + joint.join(lines))
        assert "on your election as President" in document.text
        assert "to our aid when the rivers" in document.text
        assert len(document.paragraphs) <= 2


def test_captions_and_repeated_lines_are_left_out() -> None:
    """A line with "(file photo)" or a photographer's credit is a caption, however often it is printed."""
    document = read(
        "President thanks neighbours\n\nThe president in March (file photo)\nThe president in March (file photo)\n"
        "The president thanked the neighbours for their help, his office said in a statement on Monday.\n\n"
        "A bridge on the border. (AP Photo/Jo Roe)\n\nThe help came in June, the office said.\n"
    )
    assert document.text.split("\n\n") == [
        "The president thanked the neighbours for their help, his office said in a statement on Monday.",
        "The help came in June, the office said.",
    ]
    assert [item.reason for item in document.left_out].count("caption") == 3


def test_closing_notice_names_the_outlet_and_is_left_out() -> None:
    """Paragraphs at the end that address the reader or speak of the publisher are no text."""
    document = read(
        "River treaty signed\n\nThree states signed a treaty on the river on Monday, a spokesman said.\n\n"
        'The Delta Courier has been designated a "foreign agent" by the authorities.\n\n'
        "If you live abroad, please note that you could face fines for sharing or saving our content.\n\n"
        "To learn more, click here.\n\nXS\nSM\n"
    )
    assert document.text == "Three states signed a treaty on the river on Monday, a spokesman said."
    assert document.outlet == "Delta Courier"


def test_thanks_at_the_end_of_a_speech_stay() -> None:
    """A speaker's "you" at the end of a speech is no notice to a reader."""
    document = read(
        SPEECH.replace("Thank you.", "I thank you for your attention, and I wish you a good conference.")
    )
    assert document.text.endswith("a good conference.")


@pytest.mark.parametrize("line", ["03/04/2020", "05.06.2018"])
def test_ambiguous_date_stays_unknown(line: str) -> None:
    """A date whose day and month may be exchanged gives no date."""
    assert (
        read(
            f"Lake states meet\n\n{line}\n\nThe states around the lake met on Friday, officials said.\n"
        ).date
        is None
    )


def test_date_in_the_body_is_not_the_documents_date() -> None:
    """A date in running text says when something happened, not when the text was published."""
    document = read(
        "Lake states meet\n\nThe states around the lake met on 3 May 2019 in Bern, officials said to reporters.\n"
    )
    assert document.date is None


def test_he_said_in_a_report_is_no_comment() -> None:
    """A line "The minister said:" without a number or a comment heading stays in the article."""
    document = read(
        "Lake states meet\n\nThe states around the lake met in Bern, officials said.\n\nThe minister said:\n\n“It went well, and we shall meet again.”\n"
    )
    assert document.comments == ()
    assert "The minister said:" in document.text


def test_comments_under_a_heading_with_name_and_time() -> None:
    """Under a heading "Comments (2)" a line "Name | date at time" is a comment's head line."""
    document = read(
        "Lake states meet\n\nThe states around the lake met in Bern, officials said.\n\nComments (2)\n\n"
        "Ola | 3 May 2019 at 10:15\nGood news.\n\nKari | 4 May 2019 at 11:00\nWe shall see.\n\nLeave a comment\n"
    )
    assert [(c.author, c.text) for c in document.comments] == [
        ("Ola", "Good news."),
        ("Kari", "We shall see."),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The ministers said that they would meet again in the autumn and that the treaty was not yet in force.",
            "en",
        ),
        (
            "Die Minister sagten, dass sie sich im Herbst wieder treffen und dass der Vertrag noch nicht in Kraft ist.",
            "de",
        ),
        (
            "Les ministres ont dit que le traité ne serait pas signé dans les mois qui viennent et que les pays sont avec eux.",
            "fr",
        ),
        (
            "Министры заявили, что договор не был подписан и что они встретятся в Берне для обсуждения этого вопроса.",
            "ru",
        ),
        ("1 2 3", None),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str | None) -> None:
    """A sentence of prose is enough to tell the language; numbers tell none."""
    assert read(text).language == language


def test_note_that_a_text_is_retold_is_a_warning() -> None:
    """A document that says that it is retold is read without that line, and the line is a warning."""
    note = "Abridged and retold for the OnRecord example; not the speaker's words."
    document = read(SPEECH.replace("March 9, 2016", f"March 9, 2016\n\n{note}"))
    assert document.warnings == (note,)
    assert "retold" not in document.text
