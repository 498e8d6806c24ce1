import pytest

from onrecord.read import read_bytes
from onrecord.vocabulary import Document, PartialDate

BODY = "\n\n".join(
    f"The ministers said on day {number} that they had agreed on zone {number}, and officials told reporters so."
    for number in range(1, 6)
)


def report(opening: str, *, published: str = "5 January 2021") -> Document:
    """A wire report that opens so."""
    return read_bytes(
        f"Zones agreed\n\n{published}\n\n{opening} The ministers said on Sunday that they had agreed.\n\n{BODY}".encode(),
        address="report.txt",
    )


@pytest.mark.parametrize(
    ("opening", "text", "place", "date"),
    [
        ("OSLO, 3 January (Reuters) -", "OSLO, 3 January (Reuters)", "OSLO", PartialDate(2021, 1, 3)),
        ("OSLO, Dec. 31 (Reuters) -", "OSLO, Dec. 31 (Reuters)", "OSLO", PartialDate(2020, 12, 31)),
        ("OSLO, June 3 (Reuters) -", "OSLO, June 3 (Reuters)", "OSLO", None),
        ("BERGEN, Norway (AP) —", "BERGEN, Norway (AP)", "BERGEN, Norway", None),
        ("OSLO, January 3, 2021 (AFP) —", "OSLO, January 3, 2021 (AFP)", "OSLO", PartialDate(2021, 1, 3)),
        ("Jan 3 (Reuters) -", "Jan 3 (Reuters)", None, PartialDate(2021, 1, 3)),
    ],
)
def test_dateline_is_told_with_place_and_day(
    opening: str, text: str, place: str | None, date: PartialDate | None
) -> None:
    """A year that is not printed is the one next to the day of publication, else the day stays unknown."""
    found = report(opening).dateline
    assert found is not None
    assert (found.text, found.place, found.date) == (text, place, date)


@pytest.mark.parametrize(
    "opening", ["", "The talks - long and cold - ended.", "It was over:", "Nobody knew (yet) why."]
)
def test_prose_is_no_dateline(opening: str) -> None:
    """A sentence with a dash or a bracket is not taken for a place."""
    assert report(opening).dateline is None


def test_dateline_without_publication_has_no_year() -> None:
    """Without a day of publication a day of the year stays as printed."""
    found = report("OSLO, 3 January (Reuters) -", published="Shipping").dateline
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    ("title", "date"),
    [
        (
            "Statement by Mr. Ola Roe, Minister of Foreign Affairs of Norway, New York, 26 September 2020",
            PartialDate(2020, 9, 26),
        ),
        (
            "Final communique of the meeting of coastal ministers, Bergen, 10-11 July 2017",
            PartialDate(2017, 7),
        ),
    ],
)
def test_occasion_of_a_text_is_told_apart(title: str, date: PartialDate) -> None:
    """The day of a speech or meeting is told from its title; of several days only the month."""
    text = f"{title}\n\nMr. President,\n\nWe, the ministers, met and agreed. I would like to thank you. We will meet again."
    assert read_bytes(text.encode(), address="text.txt").event_date == date


def test_report_records_no_occasion() -> None:
    """A news report tells of many days and is the record of none."""
    assert report("OSLO, 3 January (Reuters) -").event_date is None


def test_kind_comes_with_its_confidence() -> None:
    """The more the evidence for a kind outweighs the next, the nearer its confidence comes to 1; none gives 0."""
    sure = report("OSLO, 3 January (Reuters) -").kind_confidence
    assert sure is not None
    assert 0.5 < sure <= 1
    bare = read_bytes(b"Nets and boats.\n\nSalt and rope are in the shed.", address="list.txt")
    assert (bare.kind.value, bare.kind_confidence) == ("other", 0.0)


def test_date_of_a_change_is_told_as_such() -> None:
    """Where only a day of change is printed the date says so; where both are, it is the first publication."""
    only = report("", published="Updated: 5 January 2021")
    assert (only.date, only.updated) == (PartialDate(2021, 1, 5), PartialDate(2021, 1, 5))
    assert only.date_rule is not None
    assert "last change" in only.date_rule
    both = report("", published="Published: 3 January 2021\n\nUpdated: 5 January 2021")
    assert (both.date, both.updated) == (PartialDate(2021, 1, 3), PartialDate(2021, 1, 5))
