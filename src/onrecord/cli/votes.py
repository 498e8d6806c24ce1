"""The command `votes`: what each seat and bloc did in one vote or several, absences named, sources beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import PICTURE, bloc_option, chart_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import UsageError
from onrecord.harmless import one_line
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.ledger.roll import Counts
    from onrecord.questions.blocs import Bloc
    from onrecord.questions.together import SideBySide
    from onrecord.questions.votes import Difference, Split, VoteAnswer
    from onrecord.registry import Registry

COLUMNS = ("symbol", "date", "body", "seat", "name", "option", "blocs", "source", "row")
LETTERS = {
    VoteOption.YES: "Y",
    VoteOption.NO: "N",
    VoteOption.ABSTAIN: "A",
    VoteOption.NOT_VOTING: "–",
    VoteOption.NOT_A_MEMBER: "",
}
_SPLIT = (
    "who",
    *(option.value for option in VoteOption if option is not VoteOption.NOT_A_MEMBER),
    "eligible",
    "members",
    "turnout",
)


@click.command()
@click.argument("symbols", nargs=-1, required=True, metavar="SYMBOL...")
@bloc_option
@chart_option
@click.option(
    "--map", "map_path", type=PICTURE, metavar="FILE", help="Write a tile map of the vote (.svg or .png)."
)
@record_ledger_option
@format_option()
def votes(
    symbols: tuple[str, ...],
    bloc: tuple[str, ...],
    chart: Path | None,
    map_path: Path | None,
    ledger: Path,
    form: str,
) -> None:
    """Show the roll call on SYMBOL (A/RES/62/243, S/RES/822(1993)), whole and by bloc.

    Several SYMBOLs stand side by side, states down and votes across.
    """
    from onrecord.questions.blocs import find_bloc
    from onrecord.questions.held import open_held
    from onrecord.questions.votes import votes as ask

    with open_held(ledger) as held:
        blocs = [find_bloc(held.registry, name) for name in bloc]
        asked = (
            ask(symbol, roll=held.roll, registry=held.registry, record=held.record, blocs=blocs)
            for symbol in symbols
        )
        # One text may be named in two ways.
        answers = tuple({answer.symbol: answer for answer in asked}.values())
        beside = _side_by_side(answers, blocs, held.registry) if len(answers) > 1 else None
        if form != Format.TABLE:
            found = [row for answer in answers for row in rows(answer)]
            print_encoded(encode(found, Format(form), columns=COLUMNS))
        elif beside is not None:
            _print_beside(beside, blocs)
        else:
            _print(answers[0], held.registry)
    if map_path is not None and len(answers) > 1:
        raise UsageError("a map shows one vote", remedy="name one SYMBOL, or draw the matrix with --chart")
    if chart is not None and beside is not None:
        _draw_beside(beside, chart)
    elif chart is not None or map_path is not None:
        _draw(answers[0], chart, map_path)


def _side_by_side(answers: Sequence[VoteAnswer], blocs: Sequence[Bloc], registry: Registry) -> SideBySide:
    """The votes that have a whole list of names; what is left out is said. Raises UsageError where none has."""
    from onrecord.questions.together import side_by_side

    for answer in answers:
        if not answer.splits:
            say(f"{answer.symbol} is left out of the matrix: {' '.join(answer.notes)}")
    named = [answer for answer in answers if answer.splits]
    if not named:
        raise UsageError("no names are held for any of them", remedy="ask for one SYMBOL to see its totals")
    return side_by_side(named, blocs, registry=registry)


def _draw(answer: VoteAnswer, chart: Path | None, map_path: Path | None) -> None:
    """The stacked bars, the tile map, or both."""
    from onrecord.charts import answers, vote_bars, vote_bars_table, vote_map, vote_map_table
    from onrecord.cli.charting import write_chart

    if not answer.splits:
        raise UsageError(f"no names are held for {answer.symbol}", remedy="there is nothing to draw")
    title = f"{answer.symbol}, {answer.date}"
    if chart is not None:
        bars = answers.bars(answer)
        write_chart(chart, vote_bars(bars, title=title), vote_bars_table(bars))
    if map_path is not None:
        seats = answers.state_votes(answer)
        write_chart(map_path, vote_map(seats, title=title), vote_map_table(seats))


def _draw_beside(beside: SideBySide, chart: Path) -> None:
    from onrecord.charts import answers, vote_matrix, vote_matrix_table
    from onrecord.cli.charting import write_chart

    calls = [vote.symbol for vote in beside.votes]
    drawn = answers.state_rows(beside)
    write_chart(chart, vote_matrix(calls, drawn), vote_matrix_table(calls, drawn))


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


def _print_beside(beside: SideBySide, blocs: Sequence[Bloc]) -> None:
    """States by votes: a letter each, blank where there was no seat; the totals last."""
    from onrecord.cli.tables import print_table

    for number, vote in enumerate(beside.votes, start=1):
        click.echo(one_line(f"{number}  {vote.symbol}  {vote.date}  {vote.title}"))
        for difference in vote.differences:
            click.echo(one_line(f"   {_differs(difference)}"))
    if blocs:
        click.echo(f"blocs as of {beside.on}: {', '.join(bloc.id for bloc in blocs)}")
    click.echo("Y yes, N no, A abstain, – not voting, blank: no seat in the body\n")
    table: list[JsonRow] = [
        _cells(LETTERS[option] for option in row.options)
        | {"bloc": row.heading, "seat": row.id, "name": row.name}
        for row in beside.rows
    ]
    for option, letter in LETTERS.items():
        if letter:
            counts = _cells(str(vote.splits[0].count(option)) for vote in beside.votes)
            table.append(counts | {"seat": letter, "name": f"total {option.value}"})
    columns = ("seat", "name", *_cells(vote.symbol for vote in beside.votes))
    print_table(table, ("bloc", *columns) if blocs else columns, longest=60)


def _cells(values: Iterable[str]) -> JsonRow:
    """Values under the numbers of the votes."""
    return {str(number): value for number, value in enumerate(values, start=1)}


def _differs(difference: Difference) -> str:
    says = "; ".join(f"{what} ({'; '.join(sources)})" for what, sources in difference.says)
    return f"sources differ on {difference.name}: {says}"


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
        click.echo(one_line(_differs(difference)))
    for at, call in enumerate(answer.sources):
        read = f", read {call.read_on}" if call.read_on else ""
        agrees = "" if not at else "  (not used above)"
        click.echo(one_line(f"source: {call.publisher}{read}: {call.counts}{agrees}"))
    if answer.parts:
        whole = take_apart(answer.call.key).base
        click.echo(
            one_line(f"also voted on under {whole}: {', '.join(part.symbol for part in answer.parts)}")
        )
