"""The command `votes`: what each seat and bloc did in one vote, absences named, sources beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import PICTURE, bloc_option, chart_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded
from onrecord.errors import UsageError
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
@chart_option
@click.option(
    "--map", "map_path", type=PICTURE, metavar="FILE", help="Write a tile map of the vote (.svg or .png)."
)
@record_ledger_option
@format_option()
def votes(
    symbol: str, bloc: tuple[str, ...], chart: Path | None, map_path: Path | None, ledger: Path, form: str
) -> None:
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
    if chart is not None or map_path is not None:
        _draw(answer, chart, map_path)


def _draw(answer: VoteAnswer, chart: Path | None, map_path: Path | None) -> None:
    """The stacked bars, the tile map, or both."""
    from onrecord.charts import Bar, StateVote, Tally, vote_bars, vote_bars_table, vote_map, vote_map_table
    from onrecord.cli.charting import write_chart

    if not answer.splits:
        raise UsageError(f"no names are held for {answer.symbol}", remedy="there is nothing to draw")
    title = f"{answer.symbol}, {answer.date}"
    if chart is not None:
        bars = [
            Bar(
                label=split.name,
                tally=Tally(
                    yes=split.count(VoteOption.YES), no=split.count(VoteOption.NO),
                    abstain=split.count(VoteOption.ABSTAIN), not_voting=split.count(VoteOption.NOT_VOTING),
                    not_a_member=split.count(VoteOption.NOT_A_MEMBER),
                ),
            )
            for split in answer.splits
        ]  # fmt: skip
        write_chart(chart, vote_bars(bars, title=title), vote_bars_table(bars))
    if map_path is not None:
        seats = [StateVote(state=seat.id, name=seat.name, option=seat.option) for seat in answer.seats]
        write_chart(map_path, vote_map(seats, title=title), vote_map_table(seats))


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
    from onrecord.questions.votes import called

    names = {seat.id: seat.name for seat in answer.seats}
    for at, split in enumerate(answer.splits):
        for option, ids in split.options.items():
            if not ids:
                continue
            listed = sorted(names.get(id_) or called(registry, id_, answer.date) for id_ in ids)
            who = "" if not at else f"{split.bloc}, "
            state = "no seat in the body" if option is VoteOption.NOT_A_MEMBER else option.value
            yield f"{who}{state} ({len(ids)}): {', '.join(listed)}"
    if not answer.splits:
        for option in VoteOption:
            listed = [seat.name for seat in answer.seats if seat.option is option]
            if listed:
                yield f"listed as {option.value} ({len(listed)}): {', '.join(listed)}"


def _print_sources(answer: VoteAnswer) -> None:
    from onrecord.record.symbols import take_apart

    click.echo()
    for difference in answer.differences:
        says = "; ".join(f"{what} ({'; '.join(sources)})" for what, sources in difference.says)
        click.echo(one_line(f"sources differ on {difference.name}: {says}"))
    for at, call in enumerate(answer.sources):
        read = f", read {call.read_on}" if call.read_on else ""
        agrees = "" if not at else "  (not used above)"
        click.echo(one_line(f"source: {call.publisher}{read}: {call.counts}{agrees}"))
    if answer.parts:
        whole = take_apart(answer.call.key).base
        click.echo(
            one_line(f"also voted on under {whole}: {', '.join(part.symbol for part in answer.parts)}")
        )
