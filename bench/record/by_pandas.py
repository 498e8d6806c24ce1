"""What somebody would write with pandas over the Library's CSV to answer the same questions.

Plain and vectorised; only the columns that are needed are read. Members of blocs are handed in by day: pandas has none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = ("undl_id", "ms_code", "ms_vote", "date", "resolution")
_WEIGHT = {"Y": 1.0, "A": 0.5, "N": 0.0}


def read(path: Path) -> Any:
    """The votes of the file, a row each."""
    return pd.read_csv(path, usecols=list(COLUMNS), dtype=str, keep_default_na=False)


def votes(frame: Any, symbol: str, blocs: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]]:
    """Counts of one roll call, whole and by bloc."""
    call = frame[frame["resolution"] == symbol]
    found = {"all": call["ms_vote"].value_counts().to_dict()}
    for name, members in blocs.items():
        found[name] = call.loc[call["ms_code"].isin(members), "ms_vote"].value_counts().to_dict()
    return found


def compare(frame: Any, first: str, second: str) -> dict[int, tuple[int, float]]:
    """Common votes and the share of agreement of two states, by year."""
    two = frame[frame["ms_code"].isin([first, second]) & frame["ms_vote"].isin(list(_WEIGHT))]
    wide = two.pivot_table(index=["undl_id", "date"], columns="ms_code", values="ms_vote", aggfunc="first")
    both = wide.dropna().reset_index()
    alike = 1 - (both[first].map(_WEIGHT) - both[second].map(_WEIGHT)).abs()
    by_year = alike.groupby(both["date"].str[:4].astype(int)).agg(["size", "mean"])
    return {int(year): (int(row["size"]), float(row["mean"])) for year, row in by_year.iterrows()}


def bloc(frame: Any, members: Any, first: int, last: int) -> Any:
    """Turnout, Rice, Lijphart and Hix-Noury-Roland by year; `members` has a row a call and member."""
    years = frame["date"].str[:4].astype(int)
    inside = frame[(years >= first) & (years <= last)].merge(members, on=["undl_id", "ms_code"])
    counts = inside.groupby(["undl_id", "date"])["ms_vote"].value_counts().unstack(fill_value=0).reset_index()
    yes, no, abstain = (counts.get(letter, 0) for letter in "YNA")
    cast = yes + no + abstain
    pairs = (cast * (cast - 1) / 2).where(cast > 1)
    largest = np.maximum(np.maximum(yes, no), abstain)
    counts["turnout"] = cast / (cast + counts.get("X", 0))
    counts["rice"] = ((yes - no).abs() / (yes + no)).where(yes + no > 0)
    counts["lijphart"] = (
        (yes * (yes - 1) + no * (no - 1) + abstain * (abstain - 1) + (yes + no) * abstain) / 2 / pairs
    )
    counts["hnr"] = ((largest - (cast - largest) / 2) / cast).where(cast > 0)
    return counts.groupby(counts["date"].str[:4])[["turnout", "rice", "lijphart", "hnr"]].mean()


def nearest(frame: Any, state: str) -> Any:
    """The share of agreement of one state with every other, over all years."""
    wide = frame.pivot_table(index="undl_id", columns="ms_code", values="ms_vote", aggfunc="first")
    weights = wide.apply(lambda column: column.map(_WEIGHT))
    alike = 1 - weights.sub(weights[state], axis=0).abs()
    return alike.mean().sort_values(ascending=False)
