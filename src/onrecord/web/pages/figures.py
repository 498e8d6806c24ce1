"""Figures: every value that documents give for one quantity, beside each other; repetition confirms none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.across.figures import Quantity
from onrecord.across.forms import FIGURES, figure_forms
from onrecord.ledger import Ledger
from onrecord.registry import Registry
from onrecord.sheet import Cell
from onrecord.web.asked import Asked
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.quantities import quantities
from onrecord.web.room import Room

FILTERS = ("words", "holder", "show")
_PER_PAGE = 20
_FIELDS = tuple(FIGURES.split())


def figures(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The quantities that fit; while they are being prepared the page says so."""
    found = quantities(room)
    fitting = _fitting(room, found or (), asked)
    paging = Paging.over(asked, len(fitting), _PER_PAGE)
    return Page(
        template="figures.html.j2",
        title="Figures beside each other",
        values={
            "ready": found is not None,
            "quantities": fitting[paging.offset : paging.offset + _PER_PAGE],
            "paging": paging,
            "every": len(found or ()),
        },
        kept=found is not None,
    )


def figures_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The quantities that fit as CSV, a line a value, as the command `figures` gives them."""
    found = quantities(room, patient=True) or ()
    return Sheet(columns=_FIELDS, rows=_lines(_fitting(room, found, asked), room.registry))


def _lines(quantities: Sequence[Quantity], registry: Registry) -> Iterator[Sequence[Cell]]:
    for quantity in quantities:
        for row in figure_forms(quantity, registry):
            yield tuple(_cell(row[name]) for name in _FIELDS)


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _fitting(room: Room, found: Sequence[Quantity], asked: Asked) -> list[Quantity]:
    """Those that more than one report gives, or that have several values; all with `show=all`."""
    wanted = (asked.one("words") or "").casefold().split()
    holders = {value.lower() for value in asked.all("holder")}
    fitting = found if asked.one("show") == "all" else _compared(room, found)
    words = room.once("figures in words", lambda: _all_words(room, found), lasting=True) if wanted else {}
    return [
        quantity
        for quantity in fitting
        if (not holders or bool(holders & {(quantity.about or "").lower(), _about(room, quantity).lower()}))
        and (not wanted or all(word in words[quantity.id] for word in wanted))
    ]


def _compared(room: Room, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """Those that more than one report gives, or that have several values."""

    def chosen() -> Sequence[Quantity]:
        return [quantity for quantity in found if quantity.origins > 1 or len(quantity.values) > 1]

    return room.once("figures compared", chosen, lasting=True) if found else found


def _all_words(room: Room, found: Sequence[Quantity]) -> dict[str, str]:
    """What each quantity is looked for by."""
    return {quantity.id: _words(room, quantity) for quantity in found}


def _about(room: Room, quantity: Quantity) -> str:
    return room.actor_name(quantity.about) if quantity.about else ""


def _words(room: Room, quantity: Quantity) -> str:
    told = [quantity.measure, _about(room, quantity), *quantity.sites]
    return " ".join([*told, *(value.worded for value in quantity.values)]).casefold()
