"""Looking up stretches by place: the same answers as asking every one of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.lookup import Around, disjoint, is_inside, is_taken, touching
from onrecord.vocabulary import Span

SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 2000), st.integers(1, 600))
GROUPS = st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=20)


@given(spans=st.lists(SPANS, max_size=20), stretch=SPANS)
def test_disjoint_spans_answer_for_all(spans: list[Span], stretch: Span) -> None:
    """Joined, the spans cover the same characters, in order, and nothing else."""
    joined = disjoint(spans)
    assert all(one.end < two.start for one, two in pairwise(joined))
    assert is_taken(joined, stretch) == any(span.overlaps(stretch) for span in spans)
    assert list(touching(joined, stretch)) == [span for span in joined if span.overlaps(stretch)]
    for place in (stretch.start, stretch.end):
        assert is_inside(place, joined) == any(span.start <= place < span.end for span in spans)


@given(groups=GROUPS, stretch=SPANS)
def test_nothing_near_is_missed(groups: list[list[Span]], stretch: Span) -> None:
    """Every group that shares a character with a stretch is given, once and in order."""
    near = Around.of(groups).near(stretch)
    assert near == sorted(set(near))
    assert {n for n, spans in enumerate(groups) if any(s.overlaps(stretch) for s in spans)} <= set(near)


def test_a_crowded_block_gives_the_last_groups() -> None:
    """Where thousands of stretches lie in one block, only the last ones are looked at."""
    near = Around.of([[Span(n, 10_000)] for n in range(1000)]).near(Span(5000, 5001))
    assert len(near) < 1000
    assert near[-1] == 999
