"""The command that tells who an actor is: its names, seat, memberships, offices and members, at a date or in all time.

The table for people and the rows for machines are made from the same facts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import DAY, format_option
from onrecord.cli.output import Format, encode, print_encoded
from onrecord.errors import UsageError
from onrecord.harmless import shortened
from onrecord.vocabulary import PartialDate

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.registry import Registry
    from onrecord.registry.profile import Fact
    from onrecord.vocabulary import Actor

FIELDS = ("section", "id", "name", "kind", "from", "to", "note", "row", "source")
_TITLES = {
    "name": ("Name", ("kind", "name", "from", "to", "note")),
    "other name": ("Other names", ("kind", "name", "from", "to", "note")),
    "seat": ("Seat at the United Nations", ("name", "kind", "from", "to", "note")),
    "predecessor": ("Came from", ("id", "name", "kind", "from", "note")),
    "successor": ("Became, or gave rise to", ("id", "name", "kind", "from", "note")),
    "office": ("Offices", ("kind", "name", "from", "to", "note")),
    "membership": ("Member of", ("id", "name", "kind", "from", "to", "note")),
    "organ": ("Organs and parts", ("id", "name", "kind", "from", "to")),
    "count": ("How many", ("kind", "name")),
    "member": ("Members and others, with the first day of each spell", ()),
    "meeting": ("Meetings", ("kind", "name", "from", "to")),
}
_LONGEST = 300
_SHOWN = 80
"""Characters of a name that nobody has."""


@click.command()
@click.argument("name")
@click.option("--as-of", "on", type=DAY, help="What held then: a day, month or year. Without it, all spells.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A folder with more rows, in CSV files of the registry's names and columns.",
)
@format_option()
def actor(name: str, on: PartialDate | None, data: Path | None, form: str) -> None:
    """Show who an actor is: names, seat, memberships, offices, members.

    NAME is an id or any name, in any of twelve languages, of today or of the past: a state, a body, an office or a person.
    """
    from onrecord.registry import load_registry, read_registry_with  # slow to load, and --help needs none
    from onrecord.registry.profile import profile

    registry = load_registry() if data is None else read_registry_with(data)
    facts = profile(registry, _the_actor(registry, name, on), on)
    if Format(form) is Format.TABLE:
        _show(facts, on)
    else:
        print_encoded(encode([_row(fact) for fact in facts], Format(form), columns=FIELDS))


def _the_actor(registry: Registry, name: str, on: PartialDate | None) -> Actor:
    """The one actor of that name; a usage error that lists the candidates, or names that look alike."""
    from onrecord.registry.lookup import finder

    known = finder(registry)
    found = [one for id_ in known.find(name, on) if (one := registry.actor(id_)) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{one.id} ({one.name})" if one.id != one.name else one.id for one in found)
        raise UsageError(f"{shortened(name, _SHOWN)!r} may be {listed}", remedy="ask for one of these ids")
    near = known.near(name)
    raise UsageError(
        f"nobody is called {shortened(name, _SHOWN)!r}",
        remedy=f"did you mean {', '.join(near)}?" if near else "ask for an id or another name",
    )


def _row(fact: Fact) -> JsonRow:
    first, last = fact.valid.first, fact.valid.last
    return {
        "section": fact.section,
        "id": fact.id,
        "name": fact.name,
        "kind": fact.kind,
        "from": str(first) if first else None,
        "to": str(last) if last else None,
        "note": fact.note,
        "row": fact.row,
        "source": fact.source,
    }


def _show(facts: tuple[Fact, ...], on: PartialDate | None) -> None:
    """A heading, then a table for each kind of facts; columns that would be empty are left out."""
    from onrecord.cli.tables import print_line, print_table

    head = facts[0]
    print_line(
        f"{head.name} [{head.id}], {head.kind}{f', as of {on}' if on is not None else ''}", strong=True
    )
    if head.note:
        print_line(head.note)
    for section, (title, columns) in _TITLES.items():
        rows = [_row(fact) for fact in facts if fact.section == section]
        if not rows:
            continue
        print_line("")
        print_line(title, strong=True)
        if section == "member":
            _show_members(rows)
            continue
        if section == "other name":
            rows = _joined(rows)
        used = [column for column in columns if any(row[column] for row in rows)]
        print_table(rows, used, longest=_LONGEST)


def _show_members(rows: list[JsonRow]) -> None:
    """A paragraph for each status; the spells of hundreds of members would be a table that nobody reads."""
    from onrecord.cli.tables import print_line

    for status in dict.fromkeys(row["kind"] for row in rows):
        spells = [f"{row['name']}{_span(row)}" for row in rows if row["kind"] == status]
        print_line(f"{status}: {'; '.join(spells)}")


def _span(row: JsonRow) -> str:
    first, last = row["from"], row["to"]
    if last:
        return f" {first or '?'} to {last}"
    return f" {first}" if first else ""


def _joined(rows: list[JsonRow]) -> list[JsonRow]:
    """Names of one language, use and time on one line."""
    lines: dict[tuple[object, ...], JsonRow] = {}
    for row in rows:
        key = tuple(row[column] for column in ("kind", "from", "to", "note"))
        lines[key] = {**row, "name": f"{lines[key]['name']}; {row['name']}" if key in lines else row["name"]}
    return list(lines.values())
