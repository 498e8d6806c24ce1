"""A roll call as a map of equal tiles, so that a small state is seen as well as a large one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, nothing_to_draw, rects, texts, vote_key
from onrecord.charts.labels import fitted
from onrecord.charts.palette import EDGE, FAINT, INK, SEGMENTS
from onrecord.charts.tiles import code, placed
from onrecord.charts.values import StateVote, Table
from onrecord.errors import UsageError
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

TILE = 36
MOST_STATES = 500
_WITHOUT = "No place on the map:"


def vote_map(votes: Sequence[StateVote], *, title: str = "") -> Chart:
    """One tile for each UN member and observer, with the letter of its vote above its code.

    Who has no seat has an empty tile. Votes of ids that have no tile stand in a row beneath. UsageError where nobody
    has a seat, one state votes twice, or there are more than 500.
    """
    cast = _cast(votes)
    import altair as alt

    places, below = _laid_out(cast)
    width = TILE * (1 + max(column for column, _ in places.values()))
    lowest = max(row for _, row in places.values())
    height = TILE * (lowest + 1) + 30
    boxes, letters, codes = [], [], []
    for state, (column, row) in places.items():
        x, y, vote = column * TILE, row * TILE, cast.get(state)
        seat = SEGMENTS.get(vote.option) if vote else None
        boxes.append(_box(x, y, state, vote))
        ink = seat[1] if seat else INK
        at = {"x": x + TILE / 2, "ink": ink}
        if seat:
            letters.append({**at, "y": y + 12, "text": seat[2]})
        codes.append({**at, "y": y + (26 if seat else TILE / 2), "text": fitted(code(state), TILE - 4, 11)})
    notes = [] if below is None else [{"x": 0, "y": TILE * (below - 0.5), "text": _WITHOUT, "ink": INK}]
    chart = alt.layer(
        rects(boxes),
        texts(letters, size=14, bold=True, align="center"),
        texts(codes, size=11, align="center"),
        *([texts(notes, size=12)] if notes else []),
        *vote_key(0, height - 18, blank=True),
    ).properties(width=width, height=height)
    return framed(
        chart,
        title=title,
        width=width,
        description=_description(cast),
        padding={"left": 8, "right": 8, "top": 44 if title else 8, "bottom": 8},
    )


def vote_map_table(votes: Sequence[StateVote]) -> Table:
    """One row for each vote, by code; column and row are those of its tile."""
    cast = _cast(votes)
    places, _ = _laid_out(cast)
    return Table(
        columns=("state", "name", "vote", "tile_column", "tile_row"),
        rows=tuple(
            (vote.state, vote.name, vote.option.value, *places.get(vote.state, (None, None)))
            for vote in sorted(cast.values(), key=lambda vote: (code(vote.state), vote.state))
        ),
    )


def _cast(votes: Sequence[StateVote]) -> Mapping[str, StateVote]:
    cast = {vote.state: vote for vote in votes}
    if not any(vote.option in SEGMENTS for vote in votes):
        raise nothing_to_draw("nobody has a seat", "give the votes of a roll call that was taken")
    if len(cast) < len(votes):
        state, _ = Counter(vote.state for vote in votes).most_common(1)[0]
        raise UsageError(f"{fitted(state, 200, 12)} votes twice", remedy="choose one source of the roll call")
    if len(votes) > MOST_STATES:
        raise UsageError(f"{len(votes)} states do not fit the map", remedy=f"give at most {MOST_STATES}")
    return cast


def _laid_out(cast: Mapping[str, StateVote]) -> tuple[dict[str, tuple[int, int]], int | None]:
    """Places by state, and the first row beneath the map where ids without a tile stand there."""
    places, extra = placed(state for state, vote in cast.items() if vote.option in SEGMENTS)
    if not extra:
        return places, None
    across = 1 + max(column for column, _ in places.values())
    below = 2 + max(row for _, row in places.values())  # one row is left for their heading
    return places | {
        state: (index % across, below + index // across) for index, state in enumerate(extra)
    }, below


def _box(x: float, y: float, state: str, vote: StateVote | None) -> Datum:
    seat = SEGMENTS.get(vote.option) if vote else None
    name = fitted(vote.name if vote else code(state), 300, 12)
    return {
        "x": x + 1,
        "x2": x + TILE - 1,
        "y": y + 1,
        "y2": y + TILE - 1,
        "fill": seat[0] if seat else "none",
        "stroke": EDGE if seat else FAINT,
        "about": f"{name}: {vote.option.value if vote and seat else VoteOption.NOT_A_MEMBER.value}",
    }


def _description(cast: Mapping[str, StateVote]) -> str:
    counts = Counter(vote.option for vote in cast.values())
    told = ", ".join(f"{counts[option]} {option.value}" for option in SEGMENTS)
    return f"Map of equal tiles, one a state, with the letter of its vote: {told}. Empty tiles had no seat."
