"""Texts written by hand, with the claims that a careful reader finds in them.

Read from `handmade.toml`: a list of texts for each construction; a claim is "fragment | kinds | verdicts".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from evals.claims.expected import Expected, Item
from evals.claims.generate import make_document
from evals.claims.templates import HERE
from onrecord.errors import DataError
from onrecord.vocabulary import PartialDate, Span, VerdictValue

PATH = HERE / "handmade.toml"


def load_texts() -> tuple[Item, ...]:
    """Every text in the order of the file. Raises DataError that names the text."""
    found = []
    for construction, rows in tomllib.loads(PATH.read_text("utf-8")).items():
        for number, row in enumerate(rows["texts"], start=1):
            id_ = f"{construction}-{number}"
            try:
                found.append(_item(id_, construction, row))
            except (KeyError, ValueError) as error:
                raise DataError(f"malformed: {error}", where=f"{PATH.name}, {id_}") from error
    return tuple(found)


def _item(id_: str, construction: str, row: Mapping[str, Any]) -> Item:
    document = make_document(
        id_,
        row["text"],
        kind="report",
        outlet="Harbour News Agency",
        title=None,
        written=PartialDate.parse(row["date"]),
    )
    expected = tuple(_expected(construction, row["text"], claim) for claim in row["claims"])
    return Item(id=id_, pattern=id_, family=construction, document=document, expected=expected)


def _expected(construction: str, text: str, written: str) -> Expected:
    fragment, kinds, verdicts = (part.strip() for part in written.split("|"))
    if fragment not in text:
        raise ValueError(f"not in the text: {fragment!r}")
    start = text.index(fragment)
    values = tuple(VerdictValue(value) for value in verdicts.split("/"))
    return Expected(
        family=construction,
        span=Span(start, start + len(fragment)),
        kinds=tuple(kinds.split("/")),
        verdict=values[0],
        also=values[1:],
    )
