"""ClaimReview in JSON-LD: schema.org's properties, a rating in words, one review for one claim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html
from made_checks import CALL, QUOTE, VOTE, check, checks, report

from onrecord.exports import Checks, claim_review_json, claim_review_jsonl, claim_reviews
from onrecord.exports.checks import GONE, NO_VERDICT
from onrecord.exports.claim_review import ELSEWHERE
from onrecord.vocabulary import Document, DocumentKind, JsonValue, VerdictValue


def one(made: Checks) -> dict[str, JsonValue]:
    """The only review, as its reader gets it."""
    (review,) = json.loads(claim_review_json(made).text)
    assert isinstance(review, dict)
    return review


def values(value: JsonValue) -> Iterator[JsonValue]:
    """Every value that is no list or object, however deep."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from values(part)
    else:
        yield value


def test_a_review() -> None:
    """The whole of one review: the words, the verdict, the arithmetic, the rows, who says it and where."""
    document = report()
    review = one(checks())
    work = {
        "@type": "NewsArticle",
        "@id": f"urn:onrecord:document:{document.id}",
        "name": "A vote",
        "publisher": {"@type": "Organization", "name": "The Courier"},
        "datePublished": "2019-05-04",
        "inLanguage": "en",
    }
    assert review == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": review["@id"],
        "claimReviewed": QUOTE,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "differs",
            "ratingExplanation": "record: 100 abstained + 46 did not vote = 146; text: over 150",
        },
        "reviewBody": "differs: record: 100 abstained + 46 did not vote = 146; text: over 150\n"
        "As of: 2008-03-14\n"
        "Steps:\n- 39 in favour, 7 against; 100 abstained\n- 100 abstained + 46 did not vote = 146\n"
        "Nearest reading: 153 if the 7 against are counted too\n"
        "Rows:\n"
        f"- {CALL.row}: instrument: A/RES/62/243; body: UNGA; date: 2008-03-14; yes: 39; no: 7; abstain: 100; "
        "not_voting: 46. Source: record 632041\n"
        f"- {VOTE.row}: roll_call: A/RES/62/243:undl; state: FRA; option: no. Source: record 632041\n"
        "Told by: The Courier > Kari Berg",
        "inLanguage": "en",
        "author": {"@type": "SoftwareApplication", "name": "OnRecord", "softwareVersion": "1.2"},
        "itemReviewed": {
            "@type": "Claim",
            "@id": str(review["@id"]).replace("review", "claim"),
            "identifier": [check(document).claim.id],
            "text": QUOTE,
            "author": {"name": "Kari Berg"},
            "appearance": [work],
        },
    }


@pytest.mark.parametrize("value", list(VerdictValue))
def test_a_rating_is_a_word_and_never_a_number(value: VerdictValue) -> None:
    """Every verdict is given by its name; nothing in a review is a number, true or false."""
    review = one(checks((report(), check(report(), value=value))))
    assert review["reviewRating"]["alternateName"] == value.value
    found = list(values(review))
    assert all(isinstance(part, str) and part.casefold() not in ("true", "false") for part in found)
    assert not {"ratingValue", "bestRating", "worstRating"} & set(review["reviewRating"])


def copies(*dates: str | None) -> list[Document]:
    """Reports of different outlets with the same claim."""
    return [
        report(f"{number}.txt", f"{number}. {report().text}", outlet=f"Outlet {number}", date=date)
        for number, date in enumerate(dates)
    ]


def reviewed(documents: list[Document], origins: tuple[tuple[str, ...], ...] = ()) -> dict[str, JsonValue]:
    """The claim of the only review over these reports."""
    review = one(checks(*((document, check(document)) for document in documents), origins=origins))
    claim = review["itemReviewed"]
    assert isinstance(claim, dict)
    return claim


def test_a_sentence_that_travels_is_one_claim() -> None:
    """Three reports give one review with three appearances; the count of the others is told."""
    documents = copies("2010-02", "2009-01-30", "2012")
    made = checks(*((document, check(document)) for document in documents))
    assert (claim_review_json(made).rows, claim_review_json(made).left_out) == (1, {ELSEWHERE: 2})
    claim = reviewed(documents)
    assert [work["publisher"]["name"] for work in claim["appearance"]] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert claim["firstAppearance"]["publisher"]["name"] == "Outlet 1"
    assert claim["identifier"] == [check(document).claim.id for document in documents]


@pytest.mark.parametrize("dates", [("2010-02", "2010"), ("2010-02-01", "2010-02-01"), (None, "2010")])
def test_the_first_appearance_is_not_guessed(dates: tuple[str | None, ...]) -> None:
    """Where the dates leave it open, none is named."""
    assert "firstAppearance" not in reviewed(copies(*dates))


def test_copies_of_one_report_have_an_order() -> None:
    """Of two undated copies the more original one is the first."""
    first, second = copies(None, None)
    claim = reviewed([first, second], origins=((second.id, first.id),))
    assert claim["firstAppearance"]["@id"] == f"urn:onrecord:document:{second.id}"


def test_the_id_of_a_claim_does_not_depend_on_where_it_stands() -> None:
    """A further report changes the appearances and not the ids."""
    first, second = copies("2010", "2011")
    alone, both = (reviewed(documents)["@id"] for documents in ([second], [first, second]))
    assert alone == both


def test_claims_that_no_row_ties_are_one_only_in_copies_of_one_report() -> None:
    """Equal figures of which no record holds anything may be of different things, as may other words of one report."""
    first, second = copies("2010", "2011")
    alike = [(document, check(document, rows=())) for document in (first, second)]
    printed = ((first.id, second.id),)
    assert len(claim_reviews(checks(*alike))) == 2
    assert len(claim_reviews(checks(*alike, origins=printed))) == 1
    other = (second, check(second, words="others abstained", rows=()))
    assert len(claim_reviews(checks(alike[0], other, origins=printed))) == 2


def test_only_addresses_of_the_web_are_told() -> None:
    """A path of somebody's machine is nowhere in the file."""
    document = report()
    for address, url in (
        ("https://news.example/a?b=1", True),
        ("/home/me/a.txt", False),
        ("https://x\"' y", False),
    ):
        held = replace(document, provenance=replace(document.provenance, address=address))
        work = one(checks((held, check(held))))["itemReviewed"]["appearance"][0]
        assert (work.get("url") == address) is url
        assert ("/home/me" in claim_review_json(checks((held, check(held)))).text) is False


@pytest.mark.parametrize(
    ("fields", "kind"),
    [({"speaker": "Kari Berg"}, "Person"), ({"credit": "Kari Berg"}, "Organization"), ({}, None)],
)
def test_who_says_it_is_a_person_only_where_the_document_tells(
    fields: dict[str, str], kind: str | None
) -> None:
    """A name whose kind is not known has none."""
    document = report(**fields)
    author = one(checks((document, check(document))))["itemReviewed"]["author"]
    assert (author["name"], author.get("@type")) == ("Kari Berg", kind)


def test_a_speech_is_no_news() -> None:
    """Only reports are news articles."""
    document = replace(report(), kind=DocumentKind.SPEECH)
    review = one(checks((document, check(document))))
    assert review["itemReviewed"]["appearance"][0]["@type"] == "CreativeWork"


def test_rows_that_this_version_lacks_and_claims_without_a_verdict() -> None:
    """Both are told."""
    document = report()
    made = checks((document, check(document, rows=("rollcall:gone",))))
    assert f"Rows: rollcall:gone: {GONE}" in str(one(made)["reviewBody"])
    made = checks((document, replace(check(document), verdict=None)))
    assert (claim_review_json(made).rows, claim_review_json(made).left_out) == (0, {NO_VERDICT: 1})


def test_many_rows_are_told_by_their_ids() -> None:
    """No row of a long list is left out; those of one source stand together."""
    rows = tuple(f"membership:X:{number}" for number in range(30))
    body = str(one(checks((report(), check(report(), rows=rows))))["reviewBody"])
    assert f"Rows: 30 rows: {', '.join(rows)}" in body


HOSTILE = "he said </script><script>alert(1)</script> <!-- & \u202e\x1b[2J\u2028 \"x\" 'y'"


def test_words_of_a_document_never_leave_the_script_of_a_page() -> None:
    """A page with the reviews in it has one script, and its reader gets the words back."""
    document = report(text=HOSTILE, title=HOSTILE, outlet=HOSTILE)
    text = claim_review_json(checks((document, check(document, HOSTILE)))).text
    page = html.fromstring(f'<html><script type="application/ld+json">{text}</script><p>after</p></html>')
    (script,) = page.iter("script")
    assert page.findtext(".//p") == "after"
    (review,) = json.loads(script.text)
    shown = HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\x1b").replace("\u2028", "\\u2028")
    assert review["claimReviewed"] == review["itemReviewed"]["text"] == shown
    assert text.isascii() or not {"\u202e", "\x1b", "\u2028"} & set(text)


def test_one_review_a_line() -> None:
    """The lines are the objects of the list."""
    first, second = copies("2010", "2011")
    made = checks((first, check(first)), (second, check(second, record_says="147")))
    lines = [json.loads(line) for line in claim_review_jsonl(made).text.splitlines()]
    assert lines == json.loads(claim_review_json(made).text)
    assert len(lines) == 2
