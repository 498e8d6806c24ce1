"""Matrices made for tests: written out as letters, drawn by hypothesis, or drawn from known points."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.measures import ABSTAIN, NO, NOT_A_MEMBER, NOT_VOTING, YES, VoteMatrix

LETTERS = {"Y": YES, "N": NO, "A": ABSTAIN, "X": NOT_VOTING, ".": NOT_A_MEMBER}


def matrix(*rows: str, years: list[int] | None = None, seats: tuple[str, ...] | None = None) -> VoteMatrix:
    """A row of letters a roll call, a letter a seat; all in 2001 unless years are given."""
    codes = np.array([[LETTERS[letter] for letter in row] for row in rows], dtype=np.int8)
    return of(codes, years or [2001] * len(rows), seats)


def of(codes: np.ndarray, years: list[int], seats: tuple[str, ...] | None = None) -> VoteMatrix:
    """From codes, and the year of each roll call."""
    dates = [date(year, 1, 1) + timedelta(days=index % 300) for index, year in enumerate(years)]
    return VoteMatrix(
        calls=tuple(f"call{index}" for index in range(len(codes))),
        dates=np.array(dates, dtype="datetime64[D]"),
        seats=seats or tuple(f"S{index:02}" for index in range(codes.shape[1])),
        codes=codes,
    )


@st.composite
def matrices(draw: st.DrawFn, *, calls: int = 12, seats: int = 6) -> VoteMatrix:
    """Any votes of up to so many seats in up to so many roll calls of three years."""
    shape = (draw(st.integers(1, calls)), draw(st.integers(2, seats)))
    codes = draw(arrays.arrays(np.int8, shape, elements=st.sampled_from(sorted(LETTERS.values()))))
    years = draw(st.lists(st.integers(2001, 2003), min_size=shape[0], max_size=shape[0]))
    return of(codes, sorted(years))


def drawn(points: np.ndarray, *, calls: int, seed: int = 7, absent: float = 0.1) -> VoteMatrix:
    """Votes of seats whose points, shape (years, seats), are known; so many roll calls a year from 2001 on."""
    chance = np.random.default_rng(seed)
    years, seats = points.shape
    slope = chance.normal(0, 2.0, (years * calls, 1))
    middle, gap = chance.normal(0, 1, (years * calls, 1)), chance.uniform(0.3, 1.5, (years * calls, 1))
    latent = slope * np.repeat(points, calls, axis=0) + chance.logistic(0, 1, (years * calls, seats))
    codes = np.where(latent < middle, NO, np.where(latent < middle + gap, ABSTAIN, YES))
    codes = np.where(chance.random(codes.shape) < absent, NOT_VOTING, codes).astype(np.int8)
    return of(codes, np.repeat(2001 + np.arange(years), calls).tolist())
