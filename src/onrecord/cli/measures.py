"""The commands that measure roll calls: `compare` states, a `bloc` over time, and who is `align`ed with whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.options import chart_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import LedgerError, UsageError
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.ledger.points import PointRow
    from onrecord.measures import VoteMatrix
    from onrecord.questions.cohesion import YearOfBloc
    from onrecord.questions.compare import Alike, Pair
    from onrecord.questions.held import Held

Command = TypeVar("Command", bound=Callable[..., Any])
PAIRS = (
    "first",
    "second",
    "year",
    "members",
    "voted",
    "same",
    "half",
    "opposite",
    "share",
    "strict",
    "s",
    "kappa",
    "pi",
)
BLOC = (
    "bloc", "year", "roll_calls", "eligible", "yes", "no", "abstain", "not_voting", "turnout", "rice", "rice_calls",
    "lijphart", "lijphart_calls", "hix_noury_roland", "hix_noury_roland_calls",
)  # fmt: skip
POINTS = ("seat", "since", "year", "point", "low", "high", "votes")
_SHOWN = 12
_LEAST = 20
_DRAWN = 8


class _Years(click.ParamType[tuple[int, int]]):
    """A year, or a first and a last one."""

    name = "years"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The first and the last year; a usage error where it is none."""
        if isinstance(value, tuple):
            return value
        first, _, last = str(value).partition("-")
        if (
            first.isdecimal()
            and (last or first).isdecimal()
            and 1 <= int(first) <= int(last or first) <= 9999
        ):
            return int(first), int(last or first)
        return self.fail(f"{value!r} is no year or span of years: write 1990-2025 or 2008", param, ctx)


def _common(command: Command) -> Command:
    """Which votes: of which body, in which years, from which ledger."""
    for option in (
        format_option(),
        record_ledger_option,
        click.option(
            "--body", default="UNGA", show_default=True, metavar="BODY", help="Whose votes: UNGA, UNSC ..."
        ),
        click.option(
            "--years", type=_Years(), metavar="YEARS", help="Such as 1990-2025 or 2008; without it, all."
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
@chart_option
@_common
def compare(
    states: tuple[str, ...],
    years: tuple[int, int] | None,
    body: str,
    ledger: Path,
    form: str,
    chart: Path | None,
) -> None:
    """Show how alike STATES voted, by year: every pair, with the number of votes that both cast."""
    from onrecord.questions.blocs import find_states
    from onrecord.questions.compare import compare as ask
    from onrecord.questions.held import open_held

    with open_held(ledger) as held:
        ids = find_states(held.registry, states)
        if len(ids) < 2:
            raise UsageError(
                "one state alone cannot be compared", remedy="name two or more; or see: onrecord align"
            )
        matrix = _matrix(held, body, years)
        pairs = ask(matrix, _seated(matrix, ids))
    if form != Format.TABLE:
        rows = [_alike_row(one) for pair in pairs for one in (*pair.years, pair.total)]
        print_encoded(encode(rows, Format(form), columns=PAIRS))
    else:
        _print_pairs(pairs)
    if chart is not None:
        _draw_pairs(chart, pairs)


@click.command()
@click.argument("name")
@chart_option
@_common
def bloc(
    name: str, years: tuple[int, int] | None, body: str, ledger: Path, form: str, chart: Path | None
) -> None:
    """Show how far the members of bloc NAME voted alike, by year, with turnout and denominators."""
    from onrecord.cli.tables import print_table
    from onrecord.questions.blocs import find_bloc
    from onrecord.questions.cohesion import bloc_over_time
    from onrecord.questions.held import open_held

    with open_held(ledger) as held:
        found = find_bloc(held.registry, name)
        answer = bloc_over_time(_matrix(held, body, years), found, registry=held.registry, body=body)
    if not answer.years:
        raise UsageError(f"no member of {found.id} had a seat in these votes", remedy="ask for other years")
    rows: list[JsonRow] = [_bloc_row(found.id, year) for year in answer.years]
    if form != Format.TABLE:
        print_encoded(encode(rows, Format(form), columns=BLOC))
    else:
        click.echo(one_line(f"{found.id}: {found.name}, in {body}"))
        click.echo(
            f"members with a seat: {answer.first_members} in the first roll call, {answer.last_members} in the last"
        )
        click.echo(
            "means over roll calls; in brackets, over how many; shares of 1 (formulas: docs/measures.md)\n"
        )
        print_table([_in_brackets(year) for year in answer.years], _BLOC_TABLE, longest=60)
    if chart is not None:
        from onrecord.charts import answers, cohesion_lines, cohesion_table
        from onrecord.cli.charting import write_chart

        drawn = answers.cohesion(answer)
        write_chart(chart, cohesion_lines(found.id, drawn), cohesion_table(found.id, drawn))


@click.command()
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
@click.option("--points", is_flag=True, help="Rows of ideal points by year, instead of agreement.")
@click.option(
    "--all", "everybody", is_flag=True, help="All seats in the table, not the most and the least alike."
)
@chart_option
@_common
def align(
    states: tuple[str, ...],
    points: bool,
    everybody: bool,
    years: tuple[int, int] | None,
    body: str,
    ledger: Path,
    form: str,
    chart: Path | None,
) -> None:
    """Show with whom STATES voted: agreement, agreement corrected for chance, and ideal points by year."""
    from onrecord.questions.blocs import find_states
    from onrecord.questions.compare import nearest
    from onrecord.questions.held import open_held

    with open_held(ledger) as held:
        ids = find_states(held.registry, states)
        matrix = _matrix(held, body, years)
        ids = _seated(matrix, ids)
        shown = form == Format.TABLE
        alike = [] if points and not shown else [nearest(matrix, id_, least=_LEAST) for id_ in ids]
        found: list[PointRow] = []
        if points or shown or chart is not None:
            # Places of one year rest on all years.
            whole = matrix if years is None else held.matrix(body)
            found = _points(held, ledger, whole, ids, years)
    if not shown:
        rows = (
            [_point_row(row) for row in found]
            if points
            else [_alike_row(one) for each in alike for one in each]
        )
        print_encoded(encode(rows, Format(form), columns=POINTS if points else PAIRS))
    else:
        if not points:
            for id_, each in zip(ids, alike, strict=True):
                _print_nearest(id_, each, everybody=everybody)
        _print_points(found)
    if chart is not None:
        _draw_points(chart, found)


def _matrix(held: Held, body: str, years: tuple[int, int] | None) -> VoteMatrix:
    if years is None:
        return held.matrix(body)
    return held.matrix(body, date(years[0], 1, 1), date(years[1], 12, 31))


def _seated(matrix: VoteMatrix, ids: Sequence[str]) -> tuple[str, ...]:
    """The states as given; UsageError where one had no seat."""
    for id_ in ids:
        if id_ not in matrix.seats:
            raise UsageError(
                f"{id_} had no seat in these votes", remedy="ask for other years or another --body"
            )
    return tuple(ids)


def _points(
    held: Held, path: Path, whole: VoteMatrix, ids: Sequence[str], years: tuple[int, int] | None
) -> list[PointRow]:
    """Ideal points of the states: read from the ledger, or estimated from all years' votes and kept there."""
    from onrecord.questions.points import digest_of, points_of

    assert held.ledger is not None
    digest = digest_of(whole, held.registry)
    found = held.ledger.points(digest)
    if not found:
        say("estimating ideal points; they are kept in the ledger")
        found = points_of(whole, registry=held.registry, ledger=held.ledger)
        held.ledger.close()
        _keep_points(path, digest, found)
    first, last = years or (1, 9999)
    return [row for id_ in ids for row in found if row.seat == id_ and first <= row.year <= last]


def _keep_points(path: Path, digest: str, rows: Sequence[PointRow]) -> None:
    """A ledger that cannot be written now costs the next asking some seconds, and this one nothing."""
    from onrecord.ledger import Ledger

    try:
        with Ledger.open(path) as writing:
            writing.store_points(digest, rows)
    except LedgerError as error:
        say(f"the points were not kept: {error}")


# --- Rows ---------------------------------------------------------------------------------------


def _alike_row(one: Alike) -> JsonRow:
    return {name: getattr(one, name) for name in PAIRS}


def _bloc_row(bloc_id: str, year: YearOfBloc) -> JsonRow:
    return {"bloc": bloc_id, **{name: getattr(year, name) for name in BLOC[1:]}}


def _point_row(row: PointRow) -> JsonRow:
    return {**{name: getattr(row, name) for name in POINTS}, "since": str(row.since) if row.since else None}


# --- Tables -------------------------------------------------------------------------------------

_BLOC_TABLE = ("year", "roll calls", "eligible", "turnout", "rice", "lijphart", "hix noury roland")
_PAIR_TABLE = ("pair", "year", "both seated", "both voted", "same", "half", "opposite", "share", "pi")


def _in_brackets(year: YearOfBloc) -> JsonRow:
    return {
        "year": year.year,
        "roll calls": year.roll_calls,
        "eligible": year.eligible,
        "turnout": _share(year.turnout),
        "rice": f"{_share(year.rice)} ({year.rice_calls})",
        "lijphart": f"{_share(year.lijphart)} ({year.lijphart_calls})",
        "hix noury roland": f"{_share(year.hix_noury_roland)} ({year.hix_noury_roland_calls})",
    }


def _share(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _print_pairs(pairs: Sequence[Pair]) -> None:
    from onrecord.cli.tables import print_table

    rows: list[JsonRow] = []
    for pair in pairs:
        for one in (*pair.years, pair.total):
            rows.append(
                {
                    "pair": f"{one.first} {one.second}",
                    "year": "all" if one.year is None else one.year,
                    "both seated": one.members,
                    "both voted": one.voted,
                    "same": one.same,
                    "half": one.half,
                    "opposite": one.opposite,
                    "share": _share(one.share),
                    "pi": _share(one.pi),
                }
            )
    click.echo(
        "share: same votes, an abstention beside yes or no counts half; pi: the same, corrected for chance\n"
    )
    print_table(rows, _PAIR_TABLE, longest=60)


def _print_nearest(state: str, found: Sequence[Alike], *, everybody: bool) -> None:
    from onrecord.cli.tables import print_table

    enough = [one for one in found if one.voted >= _LEAST and one.pi is not None]
    chosen = enough if everybody or len(enough) <= 2 * _SHOWN else [*enough[:_SHOWN], *enough[-_SHOWN:]]
    click.echo(
        f"{state}: seats by agreement corrected for chance (pi), {len(enough)} with at least {_LEAST} common votes"
        + (
            ""
            if len(chosen) == len(enough)
            else f"; the {_SHOWN} most and the {_SHOWN} least alike (--all shows all)"
        )
    )
    rows: list[JsonRow] = [
        {
            "seat": one.second,
            "both voted": one.voted,
            "share": _share(one.share),
            "s": _share(one.s),
            "kappa": _share(one.kappa),
            "pi": _share(one.pi),
        }
        for one in chosen
    ]
    print_table(rows, ("seat", "both voted", "share", "s", "kappa", "pi"), longest=60)
    click.echo()


def _print_points(found: Sequence[PointRow]) -> None:
    from onrecord.cli.tables import print_table

    click.echo(
        "ideal points: mean 0, standard deviation 1 within each year; interval of 90 in 100 (docs/measures.md)"
    )
    rows: list[JsonRow] = [
        {
            "seat": row.seat,
            "year": row.year,
            "point": f"{row.point:+.2f}",
            "interval": f"{row.low:+.2f} to {row.high:+.2f}",
            "votes": row.votes,
        }
        for row in found
    ]
    print_table(rows, ("seat", "year", "point", "interval", "votes"), longest=60)


# --- Charts -------------------------------------------------------------------------------------


def _draw_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    from onrecord.charts import agreement_lines, agreement_table, answers
    from onrecord.cli.charting import write_chart

    lines = answers.agreement(pairs)
    if len(lines) > _DRAWN:
        say(f"the chart shows the first {_DRAWN} of {len(lines)} pairs")
    write_chart(path, agreement_lines(lines[:_DRAWN]), agreement_table(lines[:_DRAWN]))


def _draw_points(path: Path, found: Sequence[PointRow]) -> None:
    from onrecord.charts import answers, ideal_point_lines, ideal_point_lines_table
    from onrecord.cli.charting import write_chart

    lines = answers.ideal_points(found)
    if len(lines) > _DRAWN:
        say(f"the chart shows the first {_DRAWN} of {len(lines)} lines")
    write_chart(path, ideal_point_lines(lines[:_DRAWN]), ideal_point_lines_table(lines[:_DRAWN]))
