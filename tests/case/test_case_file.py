"""A case file is read into a Case, and what is wrong with one is told by file and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.case import load_case, parse_case
from onrecord.errors import DataError
from onrecord.vocabulary import Case, Matter

GOOD = """
id = "closure"
title = "The border closure"
parties = ["RUR", "GRA"]
blocs = ["NAM"]

[[matters]]
id = "border"
label = "The border"
names = ["border closure", "blockade", "border closure"]
instruments = ["A/RES/62/243"]
"""


def test_a_case_is_read(tmp_path: Path) -> None:
    """Every entry arrives, sides in alphabetical order and each name once."""
    path = tmp_path / "case.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_case(path) == Case(
        id="closure",
        title="The border closure",
        parties=("GRA", "RUR"),
        blocs=("NAM",),
        matters=(
            Matter(
                id="border",
                label="The border",
                names=("border closure", "blockade"),
                instruments=("A/RES/62/243",),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[[matters]]", "[[matters", "not TOML"),
        ("title", "titel", "unknown entry 'titel'"),
        ('title = "The border closure"', "", "`title` must be a text"),
        ('title = "The border closure"', "title = 3", "`title` must be a text"),
        ('"RUR", "GRA"', "", "`parties` must be a list"),
        ('"RUR", "GRA"', '"RUR", " "', "`parties` must be a text"),
        ('blocs = ["NAM"]', 'blocs = "NAM"', "`blocs` must be a list"),
        ("[[matters]]", "[matters]", "`matters` must be a list of tables"),
        ('label = "The border"', "", "matter 1: `label` must be a text"),
        ('label = "The border"', "colour = 1", "matter 1: unknown entry 'colour'"),
        ('label = "The border"', f'label = "{"x" * 501}"', "1 to 500 characters"),
        (
            "[[matters]]",
            '[[matters]]\nid="border"\nlabel="b"\nnames=["n"]\n[[matters]]',
            "several matters have the id",
        ),
    ],
)
def test_what_is_wrong_is_named(before: str, after: str, said: str) -> None:
    """The error names the file, the entry and what to write."""
    assert before in GOOD
    with pytest.raises(DataError, match=r"mine\.toml") as caught:
        parse_case(GOOD.replace(before, after, 1), where="mine.toml")
    assert said in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"\xff\xfe", "not UTF-8"), (b"#" * 1_000_001, "too large")],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    """A missing, damaged or absurdly large file is one clear line."""
    path = tmp_path / "case.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        load_case(path)


def test_a_deeply_nested_file_is_refused() -> None:
    """A file made to exhaust the parser is an error like any other."""
    with pytest.raises(DataError, match="not TOML"):
        parse_case("a = " + "[" * 100_000, where="mine.toml")


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    """A number that Python does not read is an error that names the file."""
    with pytest.raises(DataError, match=r"case\.toml: the case file is not TOML"):
        parse_case(f"id = {'9' * 5_000}", where="case.toml")
