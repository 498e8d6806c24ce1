"""The defects that the publishers' records are known to have, each met in a small made file.

Numbers are those of the list in the reference data's README, "Defects an importer must handle".
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.questions.votes import VoteAnswer, votes
from onrecord.record import NamesHeld
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate
from tests.roll_files import GA_2025, SC, VOETEN, Made, bring, held_in, plain, problems, save, sheet, undl


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where the roll calls go."""
    return tmp_path / "made.duckdb"


def _ask(ledger: Path, symbol: str) -> VoteAnswer:
    with Ledger.open(ledger, read_only=True) as opened:
        held = held_in(opened)
        return votes(symbol, roll=held.roll, registry=held.registry, record=held.record)


def test_defect_1_the_library_corrects_its_records(ledger: Path, tmp_path: Path) -> None:
    """Two readings of one record are both kept with their day, and shown where they differ by seat and in total."""
    for day, vote in (("2022-01-15", "Y"), ("2024-03-12", "N")):
        made = Made("A/RES/ES-10/96", f"AZE=Y ARM={vote}", date="2000-10-20")
        bring(ledger, save(tmp_path, f"{day}.csv", undl(made)), read_on=day)
    answer = _ask(ledger, "A/RES/ES-10/96")
    assert str(answer.counts) == "1-1-0, 0 not voting"
    said = {difference.what: difference.says for difference in answer.differences}
    assert [what for what, _ in said["ARM"]] == ["no", "yes"]
    assert ["read 2024-03-12" in sources[0] for _, sources in said["ARM"]] == [True, False]
    assert [what for what, _ in said["totals"]] == ["1-1-0", "2-0-0"]


def test_defect_2_non_voting_is_written_three_ways(ledger: Path, tmp_path: Path) -> None:
    """X since 2025, NV in 2024, an empty cell on the page: each did not vote, and none said no."""
    bring(
        ledger,
        save(tmp_path, "ga.csv", undl(Made("A/RES/62/900", "AZE=X ARM=NV GEO= FRA=Y"), columns=GA_2025)),
    )
    answer = _ask(ledger, "A/RES/62/900")
    assert str(answer.counts) == "1-0-0, 3 not voting"
    assert {seat.option.value for seat in answer.seats if seat.id != "FRA"} == {"not voting"}


@pytest.mark.parametrize(
    "cells", [{"modality": "Adopted without vote"}, {"vote_note": "ADOPTED WITHOUT A VOTE"}]
)
@pytest.mark.parametrize("letter", ["X", "Y"])
def test_defect_3_adopted_without_a_vote(
    ledger: Path, tmp_path: Path, letter: str, cells: dict[str, str]
) -> None:
    """X for all members on the pages, Y for all in the file of 2026: nobody voted, and nobody is counted."""
    made = Made("S/RES/9742(1992)", f"CHN={letter} FRA={letter} USA={letter}", date="1992-02-14", cells=cells)
    bring(ledger, save(tmp_path, "sc.csv", undl(made, columns=[*SC, "vote_note"])))
    answer = _ask(ledger, "S/RES/9742")
    assert (answer.way, answer.adopted, answer.splits) == ("without a vote", True, ())
    assert any("without a vote" in note for note in answer.notes)


def test_defect_3_all_listed_and_none_voting(ledger: Path, tmp_path: Path) -> None:
    """The Council then adopted without a vote; of the Assembly it says only that the votes are not held."""
    council = Made("S/RES/9742(1992)", "CHN=X FRA=X USA=X", date="1992-02-14")
    assembly = Made("A/RES/39/928A", "CHN=X FRA=X USA=X", date="1984-11-30")
    bring(
        ledger, save(tmp_path, "sc.csv", undl(council, columns=SC)), save(tmp_path, "ga.csv", undl(assembly))
    )
    assert _ask(ledger, "S/RES/9742").way == "without a vote"
    answer = _ask(ledger, "A/RES/39/928A")
    assert (answer.way, answer.call.names, answer.counts.known) == ("not recorded", NamesHeld.NONE, False)


def test_defect_4_names_change_with_time(ledger: Path, tmp_path: Path) -> None:
    """Four spellings of one seat are one seat, by its code; the name shown is that of the day."""
    spelt = ("TURKEY", "TÜRKİYE", "TÜRKÝYE", "TURKIYE")
    calls = [Made(f"A/RES/62/{900 + n}", "TUR=Y", cells={"ms_name": name}) for n, name in enumerate(spelt)]
    (source,) = bring(ledger, save(tmp_path, "ga.csv", undl(*calls))).sources
    assert source.problems == ()
    with Ledger.open(ledger, read_only=True) as held:
        assert held.roll.matrix("UNGA").seats == ("TUR",)
    bring(
        ledger,
        save(
            tmp_path,
            "late.csv",
            undl(Made("A/RES/78/900", "TUR=Y", date="2024-01-15", cells={"ms_name": "TÜRKÝYE"})),
        ),
    )
    names = [_ask(ledger, symbol).seats[0].name for symbol in ("A/RES/62/900", "A/RES/78/900")]
    assert names == ["Turkey", "Türkiye"]


def test_defect_5_seats_under_one_name(ledger: Path, tmp_path: Path) -> None:
    """China's seat is one through 1971, Yemen's through 1990; Yugoslavia ended, and Serbia is another seat."""
    rows = [
        ("1", "713", "1970-11-01"),
        ("2", "710", "1972-11-01"),
        ("3", "678", "1980-11-01"),
        ("4", "679", "2000-11-01"),
        ("5", "345", "2001-11-01"),
    ]
    lines = [
        {"rcid": rcid, "ccode": code, "vote": "1", "date": day, "session": "1", "unres": f"R/62/{rcid}"}
        for rcid, code, day in rows
    ]
    bring(ledger, save(tmp_path, "UNVotes.csv", sheet(VOETEN, lines)))
    assert [_ask(ledger, f"R/62/{rcid}").seats[0].id for rcid, _, _ in rows] == [
        "CHN",
        "CHN",
        "YEM",
        "YEM",
        "YUG",
    ]
    registry = load_registry()
    holders = [registry.seat_holder("CHN", PartialDate.parse(day)) for _, _, day in rows[:2]]
    assert None not in holders
    assert holders[0] != holders[1]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("A/RES/9181(II)[A]", "a/res/9181(II) [A]"),
        ("A/RES/34/976A", "34/976a"),
        ("A/RES/61/9128[B-VI]", "A/RES/61/9128[b-vi]"),
        ("A/RES/996(ES-IandII)", "A/RES/996(es-i and ii)"),
        ("A/DEC/80/9506", "A/DEC/80/9506"),
        ("A/RES/9379(XXX)", "R/30/9379"),
    ],
)
def test_defect_6_symbols_are_not_uniform(ledger: Path, tmp_path: Path, written: str, asked: str) -> None:
    """However it is written, it is found; a decision is a text like a resolution."""
    bring(ledger, save(tmp_path, "ga.csv", undl(Made(written, "AZE=Y"))))
    assert _ask(ledger, asked).symbol == written
    with Ledger.open(ledger, read_only=True) as held:
        assert held.roll.matrix("UNGA").calls == (written,)


def test_defect_6_omnibus_and_part_with_one_roll_call(ledger: Path, tmp_path: Path) -> None:
    """Both can be asked for; the part says that it is the whole's roll call."""
    pair = (Made("A/RES/61/9128A-B", "AZE=Y ARM=N"), Made("A/RES/61/9128[B-VI]", "AZE=Y ARM=N"))
    bring(ledger, save(tmp_path, "ga.csv", undl(*pair)))
    assert any("A/RES/61/9128A-B" in note for note in _ask(ledger, "A/RES/61/9128[B-VI]").notes)


def test_defect_7_dates_that_differ(ledger: Path, tmp_path: Path) -> None:
    """A year alone may be the day; another year is a difference, and is shown."""
    calls = (
        ("day.csv", "1982-12-03", "2024-01-01"),
        ("year.csv", "1982", "2023-01-01"),
        ("other.csv", "1980", "2022-01-01"),
    )
    for name, day, read in calls[:2]:
        bring(ledger, save(tmp_path, name, undl(Made("A/RES/37/946", "AZE=Y", date=day))), read_on=read)
    assert _ask(ledger, "A/RES/37/946").differences == ()
    bring(
        ledger,
        save(tmp_path, calls[2][0], undl(Made("A/RES/37/946", "AZE=Y", date="1980"))),
        read_on=calls[2][2],
    )
    (difference,) = _ask(ledger, "A/RES/37/946").differences
    assert (difference.what, [what for what, _ in difference.says]) == (
        "date",
        ["1982-12-03", "1982", "1980"],
    )


def test_defect_8_empty_subjects_and_a_year_without_roll_calls(ledger: Path, tmp_path: Path) -> None:
    """What is empty is not kept, and a year without roll calls is missing rather than nought."""
    from onrecord.questions.compare import compare

    calls = [Made(f"A/RES/{year}", "FRA=Y USA=N", date=f"{year}-11-01") for year in (1963, 1965)]
    bring(ledger, save(tmp_path, "ga.csv", undl(*calls)))
    with Ledger.open(ledger, read_only=True) as held:
        (call,) = held.roll.calls("A/RES/1963")
        assert "subjects" not in call.texts
        (pair,) = compare(held.roll.matrix("UNGA"), ("FRA", "USA"))
    assert [year.year for year in pair.years] == [1963, 1965]


def test_defect_9_decimal_totals_and_the_new_column(ledger: Path, tmp_path: Path) -> None:
    """`2.0` is 2 in every edition; a note is read where the edition has one."""
    note = Made("A/RES/80/900", "AZE=Y ARM=Y", date="2026-01-05", cells={"vote_note": "Made note"})
    for columns in (GA_2025, None):
        text = undl(note) if columns is None else undl(note, columns=columns)
        bring(ledger, save(tmp_path, f"{columns is None}.csv", text))
    with Ledger.open(ledger, read_only=True) as held:
        calls = held.roll.calls("A/RES/80/900")
    assert [(call.stated.yes, call.texts.get("note")) for call in calls] == [(2, "Made note"), (2, None)]


def test_defect_10_a_secondary_data_set_is_not_the_record(ledger: Path, tmp_path: Path) -> None:
    """The Library's yes for Pakistan stands; the research data's abstention is shown beside it."""
    bring(ledger, save(tmp_path, "ga.csv", undl(Made("A/RES/62/900", "PAK=Y ARM=N"))))
    bring(ledger, save(tmp_path, "second.csv", plain(Made("R/62/900", "PAK=A ARM=N"), body="UNGA")))
    answer = _ask(ledger, "A/RES/62/900")
    assert str(answer.counts) == "1-1-0, 0 not voting"
    says = next(difference.says for difference in answer.differences if difference.what == "PAK")
    assert [what for what, _ in says] == ["yes", "abstain"]


def test_malformed_cells_are_mended_and_counted(ledger: Path, tmp_path: Path) -> None:
    """The Library's small letters and its one `AN` are read, and said to have been mended."""
    made = Made("A/RES/62/900", "AZE=y ARM=n GEO=a FRA=AN USA=Y", stated={"yes": "2", "no": "1"})
    (source,) = bring(ledger, save(tmp_path, "ga.csv", undl(made))).sources
    assert problems(source) == {"vote mended": 4}
    assert str(_ask(ledger, "A/RES/62/900").counts) == "2-1-2, 0 not voting"


def test_retired_codes_and_the_german_seat(ledger: Path, tmp_path: Path) -> None:
    """GER is Germany's seat, EAZ Zanzibar's; states without one successor keep their own."""
    made = Made("A/RES/62/900", "GER=Y CSK=N DDR=A YMD=X EAZ=Y", date="1963-12-17")
    (source,) = bring(ledger, save(tmp_path, "ga.csv", undl(made))).sources
    assert source.problems == ()
    assert {seat.id for seat in _ask(ledger, "A/RES/62/900").seats} == {"DEU", "CSK", "DDR", "YMD", "EAZ"}
