"""Membership spells held against an independent data set, every difference explained in a small table."""

import csv
from pathlib import Path

import duckdb
import pytest

from onrecord.registry import load_registry

REFERENCE = Path(__file__).parents[2] / "../shared/data/igo_membership.parquet"
EXPLAINED = Path(__file__).with_name("igo_differences.csv")
BODIES = (
    *("ASEAN", "AU", "BSEC", "CIS", "COE", "CSTO", "ECO", "EU"),
    *("GCC", "LAS", "NATO", "OAU", "OIC", "SCO", "UN"),
)
FROM_LISTS = ("NAM", "OSCE", "OTS")
REFERENCE_ENDS = 2014

Spell = tuple[int | None, int | None]


def _reference() -> dict[tuple[str, str], Spell]:
    rows = duckdb.execute(
        """select case body when 'EEC' then 'EU' else body end as body, iso3, min(year_from),
                  case when bool_or(year_to is null) then null else max(year_to) end
           from read_parquet(?) where status = 'full' group by all""",
        [str(REFERENCE)],
    ).fetchall()
    wanted = (*BODIES, *FROM_LISTS)
    return {
        (body, "state:NAM" if iso == "NAM" else iso): (a, z) for body, iso, a, z in rows if body in wanted
    }


def _ours(theirs: dict[tuple[str, str], Spell]) -> dict[tuple[str, str], Spell]:
    registry = load_registry()
    spells: dict[tuple[str, str], Spell] = {}
    for body in (*BODIES, *FROM_LISTS):
        for row in registry.members(body):
            first = row.valid.first.year if row.valid.first else None
            last = row.valid.last.year if row.valid.last else None
            if (known := spells.get((body, row.member))) is not None:
                first = min(first or 9999, known[0] or 9999)
                last = None if last is None or known[1] is None else max(last, known[1])
            if body in FROM_LISTS or (body, row.member) in theirs or (first or 0) <= REFERENCE_ENDS:
                spells[body, row.member] = (first, last)
    return spells


def _same(ours: Spell | None, theirs: Spell | None) -> bool:
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    # The reference gives the last whole year of membership, and ends in 2014.
    after = theirs[1] is None and ours[1] is not None and ours[1] > REFERENCE_ENDS
    return after or ours[1] == theirs[1] or (None not in (ours[1], theirs[1]) and ours[1] - 1 == theirs[1])


def _text(spell: Spell | None) -> str:
    return "" if spell is None else f"{spell[0] or ''}-{spell[1] or ''}"


@pytest.mark.skipif(not REFERENCE.exists(), reason="the shared reference data are not here")
def test_every_difference_from_the_reference_is_explained() -> None:
    """Our spells equal the independent data set's but for the differences that the table explains."""
    theirs = _reference()
    ours = _ours(theirs)
    found = {
        (body, member, _text(ours.get((body, member))), _text(theirs.get((body, member))))
        for body, member in {*ours, *theirs}
        if not _same(ours.get((body, member)), theirs.get((body, member)))
    }
    with EXPLAINED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    explained = {(row["body"], row["member"], row["ours"], row["theirs"]) for row in rows}
    assert found - explained == set(), "differences without an explanation"
    assert explained - found == set(), "explanations that no longer explain anything"
    assert all(row["explanation"] for row in rows)
