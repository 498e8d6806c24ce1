"""The command `votes`: what each seat and bloc did in one vote, absences named, sources beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import bloc_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded
from onrecord.harmless import one_line
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.ledger.roll import Counts
    from onrecord.questions.votes import Split, VoteAnswer
    from onrecord.registry import Registry

COLUMNS = ("symbol", "date", "body", "seat", "name", "option", "blocs", "source", "row")
_SPLIT = (
    "who",
    *(option.value for option in VoteOption if option is not VoteOption.NOT_A_MEMBER),
    "eligible",
    "members",
    "turnout",
)


@click.command()
@click.argument("symbol")
@bloc_option
@record_ledger_option
@format_option()
def votes(symbol: str, bloc: tuple[str, ...], ledger: Path, form: str) -> None:
    """Show the roll call on SYMBOL (A/RES/62/243, S/RES/822(1993)), whole and by bloc."""
    from onrecord.questions.blocs import find_bloc
    from onrecord.questions.held import open_held
    from onrecord.questions.votes import votes as ask

    with open_held(ledger) as held:
        blocs = [find_bloc(held.registry, name) for name in bloc]
        answer = ask(symbol, roll=held.roll, registry=held.registry, record=held.record, blocs=blocs)
        if form == Format.TABLE:
            _print(answer, held.registry)
        else:
            print_encoded(encode(rows(answer), Format(form), columns=COLUMNS))


def rows(answer: VoteAnswer) -> list[JsonRow]:
    """One row a seat; `blocs` are those asked for to which it belonged."""
    inside = {
        split.bloc: {id_ for ids in split.options.values() for id_ in ids} for split in answer.splits[1:]
    }
    return [
        {
            "symbol": answer.symbol,
            "date": str(answer.date),
            "body": answer.body,
            "seat": seat.id,
            "name": seat.name,
            "option": seat.option.value,
            "blocs": [bloc for bloc, members in inside.items() if seat.id in members],
            "source": answer.call.source,
            "row": seat.row,
        }
        for seat in answer.seats
    ]


def _print(answer: VoteAnswer, registry: Registry) -> None:
    from onrecord.cli.tables import print_table

    body = registry.actor(answer.body)
    click.echo(one_line(f"{answer.symbol}  {answer.date}  {body.name if body else answer.body}"))
    click.echo(one_line(answer.title))
    state = {True: "adopted", False: "not adopted", None: "outcome not told"}[answer.adopted]
    click.echo(one_line(f"{state}: {_in_words(answer.counts)}" if answer.counts.known else state))
    for note in answer.notes:
        click.echo(one_line(note))
    if answer.splits:
        click.echo()
        print_table(
            [_split_row(split, first=not at) for at, split in enumerate(answer.splits)], _SPLIT, longest=60
        )
    for line in _lists(answer, registry):
        click.echo(one_line(line))
    _print_sources(answer)


def _in_words(counts: Counts) -> str:
    told = f"{counts.yes} yes, {counts.no} no, {counts.abstain} abstain"
    return told if counts.not_voting is None else f"{told}, {counts.not_voting} not voting"


def _split_row(split: Split, *, first: bool) -> JsonRow:
    return {
        "who": split.name if first else split.bloc,
        **{
            option.value: split.count(option)
            for option in VoteOption
            if option is not VoteOption.NOT_A_MEMBER
        },
        "eligible": split.eligible,
        "members": None if first else split.members,
        "turnout": None if split.turnout is None else f"{split.turnout:.0%}",
    }


def _lists(answer: VoteAnswer, registry: Registry) -> Iterator[str]:
    """The names under each vote: of all members, then of each bloc, with those that had no seat."""
    names = {seat.id: seat.name for seat in answer.seats}
    for at, split in enumerate(answer.splits):
        for option, ids in split.options.items():
            if not ids:
                continue
            listed = sorted(names.get(id_) or _name(registry, id_) for id_ in ids)
            who = "" if not at else f"{split.bloc}, "
            state = "no seat in the body" if option is VoteOption.NOT_A_MEMBER else option.value
            yield f"{who}{state} ({len(ids)}): {', '.join(listed)}"
    if not answer.splits:
        for option in VoteOption:
            listed = [seat.name for seat in answer.seats if seat.option is option]
            if listed:
                yield f"listed as {option.value} ({len(listed)}): {', '.join(listed)}"


def _name(registry: Registry, id_: str) -> str:
    actor = registry.actor(id_)
    return actor.name if actor is not None else id_


def _print_sources(answer: VoteAnswer) -> None:
    click.echo()
    for difference in answer.differences:
        says = "; ".join(f"{what} ({'; '.join(sources)})" for what, sources in difference.says)
        click.echo(one_line(f"sources differ on {difference.name}: {says}"))
    for at, call in enumerate(answer.sources):
        read = f", read {call.read_on}" if call.read_on else ""
        agrees = "" if not at else "  (not used above)"
        click.echo(one_line(f"source: {call.publisher}{read}: {call.counts}{agrees}"))
    if answer.parts:
        click.echo(one_line(f"parts voted on: {', '.join(part.symbol for part in answer.parts)}"))
