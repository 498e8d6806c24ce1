"""The parts of the reference that are written from the code itself, so that they cannot differ from it."""

from __future__ import annotations

import csv
import dataclasses
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files

import click
import duckdb

import onrecord
from onrecord import Ledger
from onrecord.cli import cli
from onrecord.errors import OnRecordError
from onrecord.ledger import ReviewRow
from onrecord.record import load_record
from onrecord.vocabulary import (
    Claim,
    Comment,
    Decision,
    Document,
    Link,
    Party,
    Position,
    Selector,
    Statement,
    Verdict,
)


def help_text(command: str) -> str:
    """What `onrecord COMMAND --help` prints (`record import` within a group); the program itself for an empty name."""
    found: click.Command = cli
    context = click.Context(cli, info_name="onrecord")
    for name in command.split():
        assert isinstance(found, click.Group)
        found = found.commands[name]
        context = click.Context(found, info_name=name, parent=context)
    context.help_option_names = ["-h", "--help"]
    return f"{found.get_help(context)}\n"


def commands(group: click.Group = cli, within: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those of groups within included."""
    for name, command in sorted(group.commands.items()):
        yield f"{within}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")


def functions() -> str:
    """Signature and first sentence of every public function."""
    return _signatures({name: getattr(onrecord, name) for name in onrecord.__all__})


def ledger_methods() -> str:
    """Signature and first sentence of every public method of Ledger."""
    return _signatures({name: member for name, member in vars(Ledger).items() if not name.startswith("_")})


def fields() -> str:
    """The fields of the values that the library gives."""
    kinds = (
        Document,
        Comment,
        Statement,
        Link,
        Position,
        Party,
        Claim,
        Verdict,
        onrecord.OriginGroup,
        onrecord.Relation,
        onrecord.Analysis,
        onrecord.Case,
        onrecord.Filters,
        onrecord.Settings,
        Decision,
        Selector,
        ReviewRow,
    )
    lines = []
    for kind in kinds:
        lines.append(f"{kind.__name__}: {_sentence(kind)}")
        lines += [f"    {field.name}: {_plain(str(field.type))}" for field in dataclasses.fields(kind)]
    return "".join(f"{line}\n" for line in lines)


def closed_lists() -> str:
    """The values of every public enumeration."""
    kinds = (
        onrecord.Act,
        onrecord.DocumentKind,
        onrecord.Stance,
        onrecord.Basis,
        onrecord.VerdictValue,
        onrecord.RelationKind,
        onrecord.DecisionAbout,
        onrecord.DecisionVerb,
        onrecord.Standing,
    )
    return "".join(f"{kind.__name__}: {', '.join(kind)}\n" for kind in kinds)


def errors() -> str:
    """The error tree with the first sentence of each."""
    return "".join(_branch(OnRecordError, 0))


def rows_held() -> str:
    """How many rows each data file has."""
    return "".join(f"{name:<32} {len(rows):>6,} rows\n" for name, rows in _data_files())


def rows_checked() -> str:
    """How many rows were held against their source, in the files that say so."""
    return "".join(
        f"{name:<32} {sum(bool(row['checked']) for row in rows):>6,} of {len(rows):>6,} rows\n"
        for name, rows in _data_files()
        if "checked" in rows[0]
    )


def _data_files() -> Iterator[tuple[str, list[dict[str, str]]]]:
    for package in ("record", "registry"):
        folder = files(f"onrecord.{package}") / "data"
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".csv"):
                text = file.read_text(encoding="utf-8").splitlines()
                yield f"{package}/data/{file.name}", list(csv.DictReader(text))


def votes_held() -> str:
    """How many roll calls are held with how much."""
    record = load_record()
    counts = Counter(str(held) for held in record.names_held.values())
    instruments, adopted = record.instrument_rows, [row for row in record.instrument_rows if row.adopted]
    lines = [
        f"instruments                     {len(instruments):>4}  of which adopted: {len(adopted)}",
        f"roll calls                      {len(record.roll_call_rows):>4}",
        f"  with every vote by name       {counts['all']:>4}",
        f"  with some votes by name       {counts['some']:>4}",
        f"  with totals only              {counts['none']:>4}",
    ]
    return "".join(f"{line}\n" for line in lines)


def columns_of_ledger() -> Mapping[str, list[str]]:
    """The columns of every table and view of a fresh ledger, by `table`."""
    with duckdb.connect(":memory:") as connection:
        for step in sorted((files("onrecord.ledger") / "migrations").iterdir(), key=lambda entry: entry.name):
            if step.name.endswith(".sql"):
                connection.execute(step.read_text(encoding="utf-8"))
        found = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'main' ORDER BY table_name, ordinal_position"
        ).fetchall()
    tables: dict[str, list[str]] = {}
    for table, column in found:
        tables.setdefault(table, []).append(column)
    return tables


MADE: Mapping[str, Callable[[], str]] = {
    "help": lambda: help_text(""),
    "functions": functions,
    "ledger-methods": ledger_methods,
    "fields": fields,
    "closed-lists": closed_lists,
    "errors": errors,
    "rows-held": rows_held,
    "rows-checked": rows_checked,
    "votes-held": votes_held,
    **{f"help {name}": (lambda name=name: help_text(name)) for name, _ in commands()},
}


def _signatures(members: Mapping[str, object]) -> str:
    lines: list[str] = []
    for name, member in members.items():
        function = member.__func__ if isinstance(member, classmethod) else member
        if not inspect.isfunction(function):
            continue
        shown = _plain(str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()"))
        shown = shown.replace(repr(onrecord.Filters()), "Filters()")
        shown = re.sub(r"\bcls, |, clock: .*? = <[^>]*>", "", shown).replace(", )", ")")
        lines += [f"{name}{shown}", f"    {_sentence(function)}"]
    return "".join(f"{line}\n" for line in lines)


def _branch(kind: type[OnRecordError], depth: int) -> Iterable[str]:
    yield f"{'  ' * depth}{kind.__name__}: {_sentence(kind)}\n"
    for child in kind.__subclasses__():
        if child.__module__ == "onrecord.errors":
            yield from _branch(child, depth + 1)


def _sentence(of: object) -> str:
    """The first line of a docstring."""
    return (inspect.getdoc(of) or "").splitlines()[0]


def _plain(annotation: str) -> str:
    return annotation.replace("'", "")
