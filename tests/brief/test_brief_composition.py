"""What a brief tells, before it is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from brief_made import CASE, Counts, Report, Says, fill, swapped
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.brief import Brief, make_brief
from onrecord.brief.content import Standing
from onrecord.brief.naming import cut
from onrecord.brief.page import Run, Table
from onrecord.brief.pages import lay_out
from onrecord.brief.room import pick
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.vocabulary import Basis, ClaimKind, PartialDate, Stance, VerdictValue

LedgerOf = Callable[[Sequence[Report]], Ledger]


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _all_words(brief: Brief) -> str:
    found = []
    for block in lay_out(brief).blocks:
        if isinstance(block, Table):
            found += [_words(cell) for row in block.rows for cell in row]
        else:
            found += [_words(runs) for runs in getattr(block, "items", (getattr(block, "runs", ()),))]
    return "\n".join(found)


def _rung(brief: Brief, basis: Basis) -> tuple[Standing, ...]:
    return next(rung.rows for rung in brief.rungs if rung.basis is basis)


def test_what_is_ascribed_stands_apart_and_never_reads_as_declared(ledger_of: LedgerOf) -> None:
    """A reader cannot take what others say of a holder for the holder's word."""
    ledger = ledger_of(
        [
            Report(
                1, [Says("FRA", Stance.SUPPORTS, "PRT", Basis.ASCRIBED), Says("BRA", Stance.SUPPORTS, "PRT")]
            ),
        ]
    )
    brief = make_brief(ledger, case=CASE)
    assert [row.holder.id for row in _rung(brief, Basis.ASCRIBED)] == ["FRA"]
    tables = [block for block in lay_out(brief).blocks if isinstance(block, Table) and len(block.columns) > 3]
    for table in tables:
        for row in table.rows:
            assert ("France" in _words(row[0])) is table.ascribed
            assert _words(row[1]).startswith("said to ") is table.ascribed
    assert any("Ana Silva" in _words(row[2]) for table in tables if table.ascribed for row in table.rows)


def test_copies_of_one_report_count_once(ledger_of: LedgerOf) -> None:
    """Three documents of which two are copies are two independent reports."""
    says = Says("FRA", Stance.CONDEMNS, "NOR")
    ledger = ledger_of([Report(1, [says], origin="a"), Report(2, [says], origin="a"), Report(3, [says])])
    brief = make_brief(ledger, case=CASE)
    (row,) = _rung(brief, Basis.REPORTED)
    assert (row.reports, brief.rests.documents, brief.rests.reports, brief.rests.copies) == (2, 3, 2, 1)


def test_parties_and_holders_stand_by_name(ledger_of: LedgerOf) -> None:
    """Nobody comes first for any other reason than the alphabet."""
    ledger = ledger_of(
        [Report(1, [Says(holder, Stance.SUPPORTS, "PRT") for holder in ("FRA", "BRA", "OIC")])]
    )
    brief = make_brief(ledger, case=CASE)
    assert [view.party.name for view in brief.parties] == ["Norway", "Portugal"]
    assert [row.holder.name for row in _rung(brief, Basis.REPORTED)] == ["Brazil", "France", "Organisation of Islamic Cooperation"]  # fmt: skip


MANY = [
    Report(
        number,
        [
            Says(holder, stance, toward, basis)
            for holder, stance, toward, basis in (
                ("FRA", Stance.CONDEMNS, "NOR", Basis.REPORTED),
                ("BRA", Stance.SUPPORTS, "PRT", Basis.OWN_WORDS),
                ("NOR", Stance.ACCUSES, "PRT", Basis.OWN_WORDS),
                ("PRT", Stance.THANKS, "BRA", Basis.OWN_WORDS),
                ("OIC", Stance.SUPPORTS, "NOR", Basis.ASCRIBED),
                ("group:coastal states", Stance.CALLS_FOR, "PRT", Basis.INSTRUMENT),
            )[: number + 2]
        ],
        date=f"202{number}-05-0{number}",
    )
    for number in range(1, 5)
]


def _told(brief: Brief, turn: dict[str, str]) -> object:
    def name(id_: str) -> str:
        return turn.get(id_, id_)

    def row(standing: Standing) -> object:
        toward = sorted(name(who.id) for who in standing.toward)
        return (
            name(standing.holder.id),
            standing.stance,
            toward,
            standing.reports,
            str(standing.newest),
            standing.evidence.words,
        )

    return (
        {rung.basis: sorted((row(one) for one in rung.rows), key=repr) for rung in brief.rungs},
        {name(view.party.id): (view.declared, view.ascribed) for view in brief.parties},
        sorted(((change.kind, row(change.standing)) for change in brief.changes.rows), key=repr) if brief.changes else [],
        lay_out(brief).subtitle,
    )  # fmt: skip


def test_exchanging_the_parties_mirrors_the_brief(ledger_of: LedgerOf) -> None:
    """No rule knows which side is which."""
    case = replace(CASE, blocs=())
    first = make_brief(ledger_of(MANY), case=case, since="2022")
    second = make_brief(ledger_of(swapped(MANY)), case=case, since="2022")
    assert _told(first, {}) == _told(second, {"NOR": "PRT", "PRT": "NOR"})


def test_words_that_name_both_parties_are_told_once(ledger_of: LedgerOf) -> None:
    """Support for a settlement between the two is no support of either against the other."""
    words = "France supports a settlement between Norway and Portugal."
    ledger = ledger_of(
        [
            Report(
                1,
                [
                    Says("FRA", Stance.SUPPORTS, "PRT", words=words),
                    Says("FRA", Stance.SUPPORTS, "NOR", words=words, same_words=True),
                ],
            )
        ]
    )
    brief = make_brief(ledger, case=CASE)
    (row,) = _rung(brief, Basis.REPORTED)
    assert [who.id for who in row.toward] == ["NOR", "PRT"]
    assert "in the same words" in _all_words(brief)
    assert all(not any(view.declared.values()) for view in brief.parties)


def test_what_changed_is_told_by_kind(ledger_of: LedgerOf) -> None:
    """New holders, a turn, a stance given up, and steps up and down the rungs, each once."""
    before = [
        Says("FRA", Stance.SUPPORTS, "PRT"),
        Says("BRA", Stance.SUPPORTS, "PRT"),
        Says("OIC", Stance.SUPPORTS, "PRT", Basis.ASCRIBED),
        Says("NOR", Stance.ACCUSES, "PRT", Basis.OWN_WORDS),
    ]
    since = [
        Says("FRA", Stance.CONDEMNS, "PRT"),
        Says("BRA", Stance.SUPPORTS, "PRT", ended=True),
        Says("OIC", Stance.SUPPORTS, "PRT", Basis.OWN_WORDS),
        Says("NOR", Stance.ACCUSES, "PRT"),
        Says("group:coastal states", Stance.SUPPORTS, "PRT"),
    ]
    ledger = ledger_of([Report(1, before, date="2019-01-01"), Report(2, since, date="2020-06-01")])
    changes = make_brief(ledger, case=CASE, since=PartialDate(2020)).changes
    assert changes is not None
    assert {change.kind: change.standing.holder.id for change in changes.rows} == {
        "turned": "FRA", "ended": "BRA", "stepped up": "OIC", "stepped down": "NOR", "new": "group:coastal states",
    }  # fmt: skip
    assert changes.documents == 1


def test_undated_documents_are_neither_before_nor_since(ledger_of: LedgerOf) -> None:
    """A document without a date makes nothing new and nothing old."""
    says = Says("FRA", Stance.SUPPORTS, "PRT")
    ledger = ledger_of([Report(1, [says], date=None), Report(2, [says], date="2021-01-01")])
    brief = make_brief(ledger, case=CASE, since="2020")
    assert brief.changes is not None
    assert [change.kind for change in brief.changes.rows] == ["new"]
    assert (brief.rests.undated, brief.changes.documents) == (1, 1)


def test_what_was_taken_earlier_is_no_change(ledger_of: LedgerOf) -> None:
    """A new text that recalls a position of long ago makes it no new one."""
    recalled = Says("FRA", Stance.SUPPORTS, "PRT", when=date(1993, 4, 30))
    ledger = ledger_of([Report(1, [recalled, Says("BRA", Stance.SUPPORTS, "PRT")], date="2021-01-01")])
    changes = make_brief(ledger, case=CASE, since="2020").changes
    assert changes is not None
    assert [change.standing.holder.id for change in changes.rows] == ["BRA"]


def test_a_month_counts_by_its_first_day(ledger_of: LedgerOf) -> None:
    """A document dated by month alone is new from that month on, and not from the middle of it."""
    ledger = ledger_of([Report(1, [Says("FRA", Stance.SUPPORTS, "PRT")], date="2020-10")])
    counted = [make_brief(ledger, case=CASE, since=day).changes for day in ("2020-10", "2020-10-15")]
    assert [changes.documents for changes in counted if changes] == [1, 0]


def test_the_brief_is_as_of_its_newest_document(ledger_of: LedgerOf) -> None:
    """No clock enters: a brief made tomorrow of the same ledger is the same."""
    ledger = ledger_of([Report(1, [Says("FRA", Stance.SUPPORTS, "PRT")], date="2018-02-03")])
    assert make_brief(ledger, case=CASE).as_of == PartialDate(2018, 2, 3)


def test_claims_come_with_their_arithmetic(ledger_of: LedgerOf) -> None:
    """The reader sees what was added up; copies of a claim are one row."""
    claim = Counts("Over 150 states did not vote for it.")
    ledger = ledger_of([Report(1, [Says("FRA", Stance.SUPPORTS, "PRT"), claim], origin="a"), Report(2, [Says("FRA", Stance.SUPPORTS, "PRT"), claim], origin="a")])  # fmt: skip
    brief = make_brief(ledger, case=CASE)
    (row,) = brief.differing
    assert row.reports == 1
    assert "“Over 150 states did not vote for it.” (The Courier, 1 report). The record has: 146. 100 abstained + 46 did not vote = 146." in _all_words(brief)  # fmt: skip


def test_a_figure_that_somebody_else_gives_too_is_no_partys_figure(ledger_of: LedgerOf) -> None:
    """Only what nobody but a party gives is told as a party's figure."""

    def figure(words: str, giver: str | None, value: str) -> Counts:
        return Counts(
            words, VerdictValue.NO_RECORD, value, "no official record holds this figure", (), ClaimKind.FIGURE, giver,
            {"quantity": "injured", "comparison": "exactly"},
        )  # fmt: skip

    rows = [
        Says("FRA", Stance.SUPPORTS, "PRT"),
        figure("12 people were hurt.", "PRT", "12"),
        figure("40 people were hurt.", "PRT", "40"),
        figure("40 were hurt.", None, "40"),
    ]
    brief = make_brief(ledger_of([Report(1, rows)]), case=CASE)
    assert [(row.value, [who.name for who in row.givers]) for row in brief.figures] == [("12", ["Portugal"])]


def test_who_has_no_seat_is_not_shown_to_have_voted(ledger_of: LedgerOf) -> None:
    """A body that a text says voted is counted, and left out of the table of votes."""
    symbol = "A/RES/62/243"
    rows = [Says(holder, Stance.VOTES_FOR, None, Basis.VOTE, instrument=symbol) for holder in ("FRA", "OIC")]
    brief = make_brief(ledger_of([Report(1, rows)]), case=replace(CASE, instruments=(symbol,)))
    assert [row.holder.id for row in _rung(brief, Basis.VOTE)] == ["FRA"]
    assert next(rung.all_rows for rung in brief.rungs if rung.basis is Basis.VOTE) == 2


def test_words_stand_beside_the_votes_they_part_from(ledger_of: LedgerOf) -> None:
    """France voted no on a text for which Azerbaijan voted yes: friendly words for Azerbaijan stand beside that vote."""
    symbol = "A/RES/62/243"
    case = replace(CASE, parties=("ARM", "AZE"), instruments=(symbol,), blocs=("OIC",))
    rows = [
        Says("FRA", Stance.SUPPORTS, "AZE"),
        Says("PAK", Stance.SUPPORTS, "AZE"),
        Says("OIC", Stance.SUPPORTS, "AZE"),
    ]
    (view,) = make_brief(ledger_of([Report(1, rows)]), case=case).votes
    assert {row.standing.holder.id: row.vote for row in view.beside} == {
        "FRA": "voted no", "OIC": "members of OIC: 31 yes, 0 no, 9 abstained, 16 did not vote",
    }  # fmt: skip
    tally = view.tallies[0]
    assert (tally.yes, tally.no, tally.abstain, tally.not_voting) == (39, 7, 100, 46)


def test_without_a_case_everything_is_told(ledger_of: LedgerOf) -> None:
    """A ledger without a case file has a brief too, and it says so."""
    brief = make_brief(ledger_of([Report(1, [Says("FRA", Stance.SUPPORTS, "BRA")])]))
    assert len(_rung(brief, Basis.REPORTED)) == 1
    assert brief.parties == ()
    assert "No case file was given" in lay_out(brief).subtitle


def test_rows_of_other_disputes_are_not_told(ledger_of: LedgerOf) -> None:
    """A position that names neither party nor matter of the case is counted, and not shown."""
    rows = [Says("FRA", Stance.SUPPORTS, "BRA"), Says("FRA", Stance.SUPPORTS, "PRT")]
    brief = make_brief(ledger_of([Report(1, rows)]), case=CASE)
    assert (brief.rests.positions, brief.rests.concerned) == (2, 1)
    assert sum(rung.all_rows for rung in brief.rungs) == 1


def test_a_long_ledger_is_cut_to_two_pages_and_says_so(ledger_of: LedgerOf) -> None:
    """What finds no room is counted, and the command that lists it is named."""
    reports = [
        Report(number, [Says(holder, stance, toward, basis, words=f"{holder} said a good deal about {toward}, number {number}.")
                        for holder, stance, toward, basis in [(f"group:group {number}", stance, toward, basis)
                        for stance in (Stance.SUPPORTS, Stance.CONDEMNS) for toward in ("NOR", "PRT") for basis in Basis]])
        for number in range(1, 12)
    ]  # fmt: skip
    brief = make_brief(ledger_of(reports), case=CASE)
    assert all(rung.all_rows == 44 for rung in brief.rungs)
    for rung in brief.rungs:
        toward = [row.toward[0].id for row in rung.rows]
        assert toward.count("NOR") == toward.count("PRT") > 0
    assert "onrecord positions --ledger FILE --basis RUNG" in _all_words(brief)


def test_every_holder_comes_before_a_second_row_of_one(ledger_of: LedgerOf) -> None:
    """Somebody who is quoted often does not crowd out the others."""
    loud = [Says("FRA", stance, "PRT") for stance in Stance if stance is not Stance.SUPPORTS]
    quiet = [Says(f"group:group {number}", Stance.SUPPORTS, "PRT") for number in range(4)]
    reports = [*(Report(number, loud) for number in range(1, 4)), Report(9, quiet)]
    rows = _rung(make_brief(ledger_of(reports), case=CASE), Basis.REPORTED)
    assert {row.holder.id for row in rows} == {"FRA", *(says.holder for says in quiet)}


def test_an_empty_ledger_has_no_brief() -> None:
    """The user is told what to do instead."""
    with Ledger.open() as ledger, pytest.raises(UsageError, match="onrecord run"):
        make_brief(ledger, case=CASE)


@pytest.mark.parametrize("wrong", [{"since": "May 2020"}, {"excerpt_chars": 0}, {"excerpt_chars": 10_000}])
def test_what_cannot_be_used_is_refused(ledger_of: LedgerOf, wrong: dict[str, object]) -> None:
    """A date or number that cannot be used is an error that says what can."""
    ledger = ledger_of([Report(1, [Says("FRA", Stance.SUPPORTS, "PRT")])])
    with pytest.raises(UsageError):
        make_brief(ledger, case=CASE, **wrong)  # type: ignore[arg-type]


@given(st.text(alphabet="ab ", max_size=300), st.integers(0, 300), st.integers(20, 200))
def test_an_excerpt_is_bounded_and_is_the_documents_own(words: str, heart: int, most: int) -> None:
    """At most as many characters as asked for, in one piece, around the deciding word where there is one."""
    heart = min(heart, len(words))
    found, before, after = cut(words, heart, most)
    assert len(found) <= most
    assert found in words
    assert (found == words) is (not before and not after)


_ROWS = st.lists(
    st.tuples(st.sampled_from(["NOR", "PRT", "FRA"]), st.sampled_from(["NOR", "PRT", "FRA"])), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(_ROWS, st.integers(1, 12))
def test_no_party_has_more_rows_than_another_could_have(pairs: list[tuple[str, str]], most: int) -> None:
    """The choice of rows mirrors when the parties are exchanged, and never cuts one side alone."""
    template = make_standing()
    turn = {"NOR": "PRT", "PRT": "NOR"}

    def rows(exchange: bool) -> list[Standing]:
        return [
            replace(
                template,
                holder=replace(template.holder, id=turn.get(holder, holder) if exchange else holder),
                toward=(replace(template.holder, id=turn.get(toward, toward) if exchange else toward),),
                reports=place,
            )
            for place, (holder, toward) in enumerate(pairs)
        ]

    chosen, mirrored = (pick(rows(exchange), most, ("NOR", "PRT")) for exchange in (False, True))
    assert len(chosen) <= most
    assert {row.reports for row in chosen} == {row.reports for row in mirrored}


@cache
def make_standing() -> Standing:
    """Any row."""
    with Ledger.open() as ledger:
        fill(ledger, [Report(1, [Says("FRA", Stance.SUPPORTS, "PRT")])])
        return _rung(make_brief(ledger, case=CASE), Basis.REPORTED)[0]
