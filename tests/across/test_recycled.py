"""A background sentence that independent reports share is one sentence with its appearances."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whole_made import analysis, claim, text, verdict, whole

from onrecord.across.recycled import recycled, shared_sentences
from onrecord.across.sentences import ALIKE, alike
from onrecord.vocabulary import Analysis, ClaimKind, Document, DocumentKind, VerdictValue

BACKGROUND = "In March 2008 the UN General Assembly adopted a resolution on the dispute by 39 votes to 7."
EDITED = BACKGROUND.replace("39", "38")


def report(name: str, background: str, *, date: str = "2010", kind: DocumentKind = DocumentKind.REPORT) -> Analysis:  # fmt: skip
    """A report of its own that ends with a background sentence."""
    return analysis(
        text(name, f"Something new happened in {name} today.\n\n{background}", date=date, kind=kind)
    )


def test_a_sentence_that_travels_is_one_with_its_appearances() -> None:
    """The earliest appearance comes first, and later ones show what they changed."""
    (found,) = recycled(
        whole(report("b", EDITED, date="2018"), report("a", BACKGROUND, date="2010"), report("c", BACKGROUND, date="2012"))
    )  # fmt: skip
    assert [a.place.document.name for a in found.appearances] == ["a", "c", "b"]
    assert [[c.told() for c in a.changes] for a in found.appearances] == [
        [],
        [],
        ["“39” became “38” after “the dispute by”"],
    ]
    assert found.origins == 3


def test_copies_of_one_report_share_sentences_and_are_no_travel() -> None:
    """A reprint prints every sentence anew; only another report makes a sentence travel."""
    a, b, c = report("a", BACKGROUND), report("b", BACKGROUND), report("c", BACKGROUND)
    assert recycled(whole(a, b, copies=[["a", "b"]])) == ()
    (found,) = recycled(whole(a, b, c, copies=[["a", "b"]]))
    assert (found.origins, len(found.appearances)) == (2, 3)


@pytest.mark.parametrize(
    "other",
    [
        "The General Assembly met.",
        "In March 2008 the weather on the coast was fine and many people went to the sea.",
        f"He said: “{BACKGROUND}”",
    ],
)
def test_other_sentences_and_quotations_are_not_the_same(other: str) -> None:
    """Short sentences, others, and words that both quote from somebody are not background."""
    quoted = f"He said: “{BACKGROUND}”" if other.startswith("He") else BACKGROUND
    assert recycled(whole(report("a", quoted), report("b", other))) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("I now give the floor to the representative of Portugal.", "I now give the floor to the representative of Norway.", False),
        ("At the outset I would like to congratulate Mr. Ivo Lund on his election to the presidency of the General Assembly at its sixth session.",
         "At the outset I would like to congratulate Mr. Jan Berg on his election to the presidency of the General Assembly at its fifth session.", False),
        ("They reiterated in Lisbon that peace across the Strait of Norden is an indispensable element of security and of prosperity in the wider region.",
         "We reiterate that peace across the Strait of Norden is an indispensable element of security and of prosperity in the wider region.", True),
    ],
)  # fmt: skip
def test_a_form_filled_in_with_other_names_is_no_travelling_sentence(
    one: str, other: str, same: bool
) -> None:
    """Names that most of one sentence's differ make it another; a name that was left out does not."""
    assert bool(recycled(whole(report("a", one), report("b", other)))) is same


def test_clauses_of_adopted_texts_are_formulas() -> None:
    """Resolutions repeat each other by custom."""
    a, b = (report(name, BACKGROUND, kind=DocumentKind.RESOLUTION) for name in "ab")
    assert recycled(whole(a, b)) == ()


def test_a_claim_that_was_right_when_written_says_both() -> None:
    """One claim, answered as of each document's date, is told with both answers and their times."""
    sentence = "The movement, which has 118 members and 15 observers, will meet in the capital next spring."
    rows = []
    for name, date, value in (
        ("a", "2010", VerdictValue.MATCHES),
        ("b", "2011", VerdictValue.MATCHES),
        ("c", "2019", VerdictValue.DIFFERS),
    ):
        document = text(name, sentence, date=date)
        made = claim(document, "118 members", {"body": "NAM", "count": 118, "date": date}, kind=ClaimKind.MEMBERSHIP_COUNT)  # fmt: skip
        rows.append(
            analysis(document, made, verdicts=[verdict(made, value, "118" if name != "c" else "120")])
        )
    (found,) = recycled(whole(*rows))
    assert [(told.verdict, str(told.first), str(told.last), told.record_says) for told in found.told] == [
        (VerdictValue.DIFFERS, "2019", "2019", "120"),
        (VerdictValue.MATCHES, "2010", "2011", "118"),
    ]


def test_the_order_of_documents_makes_no_difference() -> None:
    """Every order gives the same answer."""
    made = [report("a", BACKGROUND), report("b", EDITED), report("c", BACKGROUND, date="2009")]
    assert len({repr(recycled(whole(*order))) for order in permutations(made)}) == 1


WORDS = st.lists(st.sampled_from("abcdef"), max_size=14)


@given(WORDS, WORDS)
def test_likeness_is_the_same_either_way_round(one: list[str], other: list[str]) -> None:
    """Symmetric, 1 for equal words, and within 0 to 1."""
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1
    assert not one or alike(one, one) == 1


@given(WORDS.filter(bool), st.data())
def test_one_word_dropped_of_many_is_still_alike(words: list[str], data: st.DataObject) -> None:
    """Dropping one word of n leaves 2(n-1) of 2n-1 words common."""
    at = data.draw(st.integers(0, len(words) - 1))
    expected = 2 * (len(words) - 1) / (2 * len(words) - 1)
    found = alike(words, words[:at] + words[at + 1 :])
    assert found == pytest.approx(expected) if expected >= ALIKE else found <= expected


FISH = "Catches of white char in the lake shall not exceed four thousand tonnes in any of the coming years."


def shared(*documents: Document) -> list[tuple[str, int]]:
    """Kind and number of reports of every sentence that these documents share."""
    return [(one.kind.value, one.origins) for one in shared_sentences(whole(*map(analysis, documents)))]


def printed(name: str, body: str, kind: DocumentKind = DocumentKind.REPORT, **fields: str | None) -> Document:
    """A document with a line of its own before the shared sentence."""
    return text(
        name,
        f"Only {name} prints this.\n\n{body}",
        kind=kind,
        **fields,
    )


def test_a_sentence_of_several_publishers_is_background() -> None:
    """They print it as their own words, each of them."""
    assert shared(printed("a", BACKGROUND, outlet="A"), printed("b", BACKGROUND, outlet="B")) == [
        ("background", 2)
    ]


def test_a_sentence_that_one_outlet_prints_again_and_again_is_its_template() -> None:
    """The same frame with other figures in each day's report."""
    frame = "The water of the lake stood at {} centimetres at noon, the harbour office of Port Elin said in its daily notice."
    days = [printed(f"d{n}", frame.format(n), outlet="Elin Post", date=f"2019-05-{n}") for n in (11, 12, 13)]
    assert shared(*days) == [("template", 3)]


def test_a_paragraph_repeated_by_adopted_texts_is_agreed_language() -> None:
    """A resolution repeats an earlier communique; nobody copied a report."""
    kinds = (DocumentKind.COMMUNIQUE, DocumentKind.RESOLUTION)
    documents = [printed(kind.value, FISH, kind) for kind in kinds]
    assert shared(*documents) == [("agreed language", 2)]
    assert recycled(whole(*map(analysis, documents))) == ()


def test_words_of_an_official_text_are_quotations_where_they_are_marked() -> None:
    """With quotation marks they are a quotation, without them official words."""
    official = printed("communique", FISH, DocumentKind.COMMUNIQUE)
    marked = printed("marked", f"“{FISH}”")
    assert shared(official, marked) == [("quotation", 2)]
    assert shared(official, printed("bare", FISH)) == [("official words", 2)]
    assert shared(marked, printed("other", f"The chair said: “{FISH}”")) == [("quotation", 2)]
