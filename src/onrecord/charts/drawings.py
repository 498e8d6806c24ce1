"""Charts that answer a question at once: what is asked of a ledger or of the roll calls goes in, a drawing comes out.

A drawing shows itself in a notebook, as a picture made on this machine: no script, no network.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.charts import answers
from onrecord.charts.agreement import agreement_lines, agreement_table
from onrecord.charts.cohesion import cohesion_lines, cohesion_table
from onrecord.charts.ideal_points import ideal_point_lines, ideal_point_lines_table
from onrecord.charts.render import png, svg
from onrecord.charts.stance_matrix import stance_matrix, stance_matrix_table
from onrecord.charts.stance_years import stance_years, stance_years_table
from onrecord.charts.stances import StanceCount, stance_counts
from onrecord.charts.values import Table
from onrecord.charts.vote_map import vote_map, vote_map_table
from onrecord.errors import UsageError
from onrecord.writing import write_file

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart
    from onrecord.ledger import Filters, Ledger
    from onrecord.questions.held import Held

_BODY = "UNGA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart with its figures. Standing last in a notebook's cell it shows itself."""

    chart: Chart
    """The Altair chart, for whoever wants to change it."""
    figures: Table
    """Every figure of the picture as rows."""

    def svg(self) -> str:
        """The picture as a whole SVG file."""
        return svg(self.chart)

    def png(self, *, scale: float = 2) -> bytes:
        """The picture as PNG, with `scale` dots to each pixel of the SVG."""
        return png(self.chart, scale=scale)

    def write(self, path: str | Path) -> None:
        """Write the picture (.svg or .png), and its figures beside it (.csv). Raises OnRecordError."""
        place = Path(path)
        kind = place.suffix.casefold()
        if kind not in (".svg", ".png"):
            raise UsageError(
                "is no picture that can be written", where=str(place), remedy="name a file .svg or .png"
            )
        write_file(place, self.svg() if kind == ".svg" else self.png())
        write_file(place.with_suffix(".csv"), self.figures.csv())

    def __repr__(self) -> str:
        return f"Drawing of {len(self.figures.rows)} figures: {', '.join(self.figures.columns)}"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """What a notebook shows."""
        return {"image/svg+xml": self.svg(), "text/plain": repr(self)}


# --- Words ------------------------------------------------------------------------------------


def stance_matrix_chart(ledger: Ledger, filters: Filters | None = None, *, title: str = "") -> Drawing:
    """Who stands how towards whom: declared filled, ascribed hollow. Raises UsageError where there is nothing to draw."""
    counts = _counts(ledger, filters, by_year=False)
    return Drawing(chart=stance_matrix(counts, title=title), figures=stance_matrix_table(counts))


def stance_years_chart(ledger: Ledger, filters: Filters | None = None, *, title: str = "") -> Drawing:
    """Positions over the years, in independent reports. Raises UsageError where there is nothing to draw."""
    counts = _counts(ledger, filters, by_year=True)
    return Drawing(chart=stance_years(counts, title=title), figures=stance_years_table(counts))


def _counts(ledger: Ledger, filters: Filters | None, *, by_year: bool) -> tuple[StanceCount, ...]:
    from onrecord.ledger import Filters

    wanted = filters or Filters()
    origins = {row.id: row.origin for row in ledger.documents(wanted) if row.origin}
    return stance_counts(ledger.positions(wanted), origins, by_year=by_year)


# --- Votes ------------------------------------------------------------------------------------


def vote_map_chart(held: Held, symbol: str) -> Drawing:
    """One roll call on a map of tiles. Raises UsageError where no names of it are held."""
    from onrecord.questions.votes import votes

    answer = votes(symbol, roll=held.roll, registry=held.registry, record=held.record)
    seats = answers.state_votes(answer)
    title = f"{answer.symbol}, {answer.date}"
    return Drawing(chart=vote_map(seats, title=title), figures=vote_map_table(seats))


def agreement_chart(
    held: Held, states: Sequence[str], *, years: tuple[int, int] | None = None, body: str = _BODY
) -> Drawing:
    """How alike states (ids or names) voted, by year. Raises UsageError where nothing is held or nobody voted."""
    from onrecord.questions.blocs import find_states
    from onrecord.questions.compare import compare

    ids = find_states(held.registry, states)
    matrix = held.matrix(body, *_days(years))
    lines = answers.agreement(compare(matrix, ids), _names(held, ids))
    return Drawing(chart=agreement_lines(lines), figures=agreement_table(lines))


def cohesion_chart(
    held: Held, bloc: str, *, years: tuple[int, int] | None = None, body: str = _BODY
) -> Drawing:
    """How far the members of a bloc voted alike, by year. Raises UsageError where nothing is held."""
    from onrecord.questions.blocs import find_bloc
    from onrecord.questions.cohesion import bloc_over_time

    found = find_bloc(held.registry, bloc)
    answer = bloc_over_time(held.matrix(body, *_days(years)), found, registry=held.registry, body=body)
    drawn = answers.cohesion(answer)
    return Drawing(chart=cohesion_lines(found.id, drawn), figures=cohesion_table(found.id, drawn))


def ideal_points_chart(
    held: Held, states: Sequence[str], *, years: tuple[int, int] | None = None, body: str = _BODY
) -> Drawing:
    """Ideal points of states by year, with their intervals, from the votes of all years. Raises UsageError.

    Where the ledger has none yet they are estimated, which takes seconds with the whole record.
    """
    from onrecord.questions.blocs import find_states
    from onrecord.questions.points import points_of

    ids = find_states(held.registry, states)
    matrix = held.matrix(body)
    assert held.ledger is not None, "a matrix is of a ledger"
    first, last = years or (1, 9999)
    points = points_of(matrix, registry=held.registry, ledger=held.ledger)
    wanted = [row for id_ in ids for row in points if row.seat == id_ and first <= row.year <= last]
    lines = answers.ideal_points(wanted, _names(held, ids))
    return Drawing(chart=ideal_point_lines(lines), figures=ideal_point_lines_table(lines))


def _days(years: tuple[int, int] | None) -> tuple[date | None, date | None]:
    return (None, None) if years is None else (date(years[0], 1, 1), date(years[1], 12, 31))


def _names(held: Held, ids: Sequence[str]) -> dict[str, str]:
    return {id_: actor.name for id_ in ids if (actor := held.registry.actor(id_)) is not None}
