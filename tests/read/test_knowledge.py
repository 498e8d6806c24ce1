import time

import pytest

from onrecord.errors import DataError
from onrecord.read import load_outlets
from onrecord.read.dates import find_date
from onrecord.read.knowledge import load_furniture, load_kinds
from onrecord.read.outlets import read_outlets
from onrecord.vocabulary import PartialDate

HEAD = "name,other_names,hosts,kind,country,source\n"


def test_bundled_outlets_are_found_by_name_and_host() -> None:
    """Names without regard to case and marks, hosts with their subdomains, lead to one row."""
    outlets = load_outlets()
    reuters = outlets.find("REUTERS")
    assert reuters is not None
    assert outlets.at("uk.reuters.com") == reuters
    assert outlets.find("Nobody's Gazette") is None
    assert outlets.find("rfe/rl") == outlets.at("www.rferl.org")
    assert len(outlets.rows) >= 120


@pytest.mark.parametrize(
    "row",
    [
        "A,,,agency,USA",
        ",,,agency,USA,own site",
        "A,,,blog,USA,own site",
        "A,,,agency,USA,x\nB,A,,agency,USA,x",
    ],
)
def test_malformed_outlet_row_names_file_and_line(row: str) -> None:
    """Missing cells, unknown kinds and names given twice are data errors with their place."""
    with pytest.raises(DataError) as caught:
        read_outlets(HEAD + row + "\n", where="outlets.csv")
    assert caught.value.where is not None
    assert caught.value.where.startswith("outlets.csv, line")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("28 October 2020 [18:15]", PartialDate(2020, 10, 28)),
        ("September 22, 2017", PartialDate(2017, 9, 22)),
        ("le 1er mars 2019", PartialDate(2019, 3, 1)),
        ("3. Mai 2019", PartialDate(2019, 5, 3)),
        ("12 мая 2021", PartialDate(2021, 5, 12)),
        ("2017-09-19", PartialDate(2017, 9, 19)),
        ("6/17/2011", PartialDate(2011, 6, 17)),
        ("31 February 2019", None),
        ("03/04/2020", None),
        ("October 2010", PartialDate(2010, 10)),
        ("no date at all", None),
    ],
)
def test_dates_have_one_reading_or_none(text: str, date: PartialDate | None) -> None:
    """Wordings of several languages are read; impossible and ambiguous ones are not."""
    found = find_date(text)
    assert (found.date if found else None) == date


UNITS = ("Home stream ", "home", "a b ", "A", "Aa ", "a, ", "1 ", "12:30 ", "share ", "(a) ", "- ", "| ", "a@b ", "By Ana ", "said: ", "“a” ", "Mr. A B ", "of the ")  # fmt: skip


def test_no_pattern_is_slow_on_a_line_made_for_it() -> None:
    """A line that almost fits a pattern in very many ways is turned down at once, and not after hours."""
    furniture, kinds = load_furniture(), load_kinds()
    groups = (furniture.anywhere, furniture.edges, furniture.captions, furniture.notices, kinds.title, kinds.who, kinds.opening)  # fmt: skip
    lines = [
        f"{(start + unit * 300)[:380]}'>" for unit in UNITS for start in ("", "Home", "Photo: ", "Share ")
    ]
    started = time.process_time()
    for rule in (rule for group in groups for rule in group):
        for line in lines:
            rule.pattern.fullmatch(line)
    assert time.process_time() - started < 20
