"""What people decide stands: over the rules, in every reading, and beside what others decide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_readings import DOCUMENT, HOLDERS, holders, open_ledger, position_of, read, statement_of

from onrecord import review
from onrecord.errors import UsageError
from onrecord.ledger import Filters, Ledger
from onrecord.vocabulary import Basis, DecisionVerb, PartialDate, Span, Stance, Standing

NEWER = {"method": "m2", "before": "The Ruritanian, 4 May\n\n", "between": "\n "}
"""Another method, which reads the body otherwise: every offset and id is another one."""


def standings(ledger: Ledger) -> dict[str, Standing]:
    """How the position of each holder stands."""
    return {row.position.holder.actor.id: row.standing for row in ledger.positions()}


def reconciles(ledger: Ledger) -> bool:
    """True where the summary's counts of rows add up."""
    summary = ledger.summary()
    whole = (
        (summary.positions, summary.reviewed_positions, len(ledger.positions())),
        (summary.statements, summary.reviewed_statements, len(ledger.statements())),
    )
    assert summary.positions == sum(summary.positions_by_basis.values())
    assert summary.statements == sum(summary.statements_by_act.values())
    return all(
        count == counts.shown == listed == sum(counts.by_standing.values())
        and counts.found + counts.unfound == counts.shown + counts.rejected
        for count, counts, listed in whole
    )


def test_a_row_that_nobody_looked_at_says_so() -> None:
    """Without decisions every row stands as found, and has no decision."""
    with open_ledger() as ledger:
        assert set(standings(ledger).values()) == {Standing.FOUND}
        assert {row.decision for row in ledger.positions()} == {None}
        assert reconciles(ledger)


def test_accepted_and_rejected_rows_stand_so_when_read_anew() -> None:
    """A rejected row that newer rules find again stays rejected; an accepted one is found again under another id."""
    with open_ledger() as ledger:
        first, second = position_of(ledger, 0), position_of(ledger, 1)
        review.accept(ledger, first, reviewer="Ana")
        review.reject(ledger, second, reviewer="Ana", reason="no stance")
        for _ in range(2):
            assert standings(ledger)["BRA"] is Standing.ACCEPTED
            assert "CHL" not in holders(ledger)
            assert [row.standing for row in ledger.reviewed()] == [Standing.ACCEPTED, Standing.REJECTED]
            assert reconciles(ledger)
            read(ledger, **NEWER)
        assert position_of(ledger, 0) != first
        assert ledger.find(first).id == position_of(ledger, 0), "an old permanent link leads to the row"


def test_accepted_corrected_and_added_rows_stand_where_newer_rules_find_nothing() -> None:
    """What people said is there is there, from the row as it was seen, on the same words."""
    with open_ledger() as ledger:
        review.accept(ledger, position_of(ledger, 0), reviewer="Ana")
        review.correct(
            ledger, position_of(ledger, 1), {"stance": "criticizes"}, reviewer="Ana", reason="weaker"
        )
        text = ledger.texts()[0].text
        review.add_position(
            ledger,
            DOCUMENT,
            {"holder": "KEN", "stance": "calls-for", "basis": "own-words", "date": "2031-05"},
            words="Kenya said on Monday",
            trigger="said",
            reviewer="Ana",
            reason="missed",
        )
        read(ledger, found=(), **NEWER)
        rows = {row.position.holder.actor.id: row for row in ledger.positions()}
        assert standings(ledger) == {
            "BRA": Standing.ACCEPTED,
            "CHL": Standing.CORRECTED,
            "KEN": Standing.ADDED,
        }
        assert rows["CHL"].position.stance is Stance.CRITICIZES
        assert rows["CHL"].position.event == Stance.CRITICIZES.plover
        assert "".join(rows["BRA"].quote.split()) in "".join(text.split())
        assert rows["KEN"].quote == "Kenya\n said\n on\n Monday"
        position = rows["KEN"].position
        assert position.trigger.of(ledger.texts()[0].text) == "said"
        assert position.when is not None
        assert (str(position.when.first), str(position.when.last)) == ("2031-05-01", "2031-05-31")
        assert ledger.positions(Filters(holder=("KEN",), since=PartialDate(2031, 5))) == (rows["KEN"],)
        assert [a.positions for a in ledger.analyses()] == [tuple(r.position for r in ledger.positions())]
        assert ledger.summary().reviewed_positions.unfound == 3
        assert reconciles(ledger)


def test_what_newer_rules_find_as_it_was_corrected_stands_once() -> None:
    """A correction that the rules have learned is an accepted row, and never a second one."""
    with open_ledger(holders=("BRA", "BRA", "FIN", "KEN", "PRT")) as ledger:
        (second,) = [row.position.id for row in ledger.positions() if "Chile" in row.quote]
        review.correct(ledger, second, {"holder": "Chile"}, reviewer="Ana", reason="Chile said so")
        assert holders(ledger) == [*HOLDERS]
        assert standings(ledger)["CHL"] is Standing.CORRECTED
        read(ledger, **NEWER)
        assert holders(ledger) == [*HOLDERS]
        assert standings(ledger)["CHL"] is Standing.ACCEPTED
        assert reconciles(ledger)


def test_a_correction_takes_the_place_of_both_rows_where_the_rules_find_both() -> None:
    """Where the rules find the wrong holder and the right one, the corrected row stands once."""
    with open_ledger() as ledger:
        analysis = ledger.analyses()[0]
        wrong = next(p for p in analysis.positions if p.holder.actor.id == "CHL")
        review.correct(ledger, wrong.id, {"holder": "PRT"}, reviewer="Ana", reason="no Chile")
        right = replace(wrong, id="pos-00000000right", holder=analysis.positions[-1].holder)
        run = ledger.begin(tool="t", method="m2")
        ledger.add(replace(analysis, positions=(wrong, right)), run)
        assert holders(ledger) == ["PRT"]
        assert reconciles(ledger)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Nothing of it is left.", "stand nowhere"),
        (
            "Brazil said on Monday that it condemned the closing of border crossing number 0. " * 2,
            "several places",
        ),
    ],
)
def test_words_that_are_gone_or_doubled_are_not_placed(text: str, problem: str) -> None:
    """The decision is kept, counted and listed with the reason, and no row is shown on other words."""
    with open_ledger() as ledger:
        made = review.accept(ledger, position_of(ledger, 0), reviewer="Ana")
        analysis = ledger.analyses()[0]
        document = replace(analysis.document, text=text)
        ledger.add(
            replace(analysis, document=document, positions=(), statements=()),
            ledger.begin(tool="t", method="m2"),
        )
        (row,) = ledger.reviewed()
        assert row.problem is not None
        assert problem in row.problem
        assert (row.row, row.standing, row.is_placed) == (None, Standing.ACCEPTED, False)
        assert ledger.positions() == ()
        assert ledger.summary().not_placed == 1
        assert ledger.decisions() == (made,)
        back = ledger.begin(tool="t", method="m1")
        ledger.hold(replace(analysis.document), back)
        assert ledger.reviewed()[0].is_placed, "the reading that has the words speaks for the document again"


def test_two_reviewers_who_decide_differently_dispute_the_row() -> None:
    """The found row stands and is marked; when one of them decides as the other did, it is settled."""
    with open_ledger() as ledger:
        row = position_of(ledger, 2)
        review.reject(ledger, row, reviewer="Ana", reason="irony")
        review.accept(ledger, row, reviewer="Ben")
        assert standings(ledger)["FIN"] is Standing.DISPUTED
        (unit,) = ledger.reviewed()
        assert [(d.reviewer, d.verb) for d in unit.decisions] == [
            ("Ana", DecisionVerb.REJECT),
            ("Ben", DecisionVerb.ACCEPT),
        ]
        read(ledger, **NEWER)
        assert standings(ledger)["FIN"] is Standing.DISPUTED
        review.reject(ledger, position_of(ledger, 2), reviewer="Ben", reason="she is right")
        assert "FIN" not in holders(ledger)
        assert len(ledger.decisions()) == 3
        assert reconciles(ledger)


def test_corrections_that_differ_dispute_the_row_and_show_the_found_one() -> None:
    """Neither correction wins; two that say the same are one."""
    with open_ledger() as ledger:
        row = position_of(ledger, 2)
        review.correct(ledger, row, {"stance": "demands"}, reviewer="Ana", reason="r")
        review.correct(ledger, row, {"stance": "rejects"}, reviewer="Ben", reason="r")
        (shown,) = [r for r in ledger.positions() if r.position.id == row]
        # Ben saw the corrected row, and changed it: Ana's is still hers.
        assert (shown.standing, shown.position.stance) == (Standing.DISPUTED, Stance.CONDEMNS)
        review.correct(ledger, row, {"stance": "rejects"}, reviewer="Ana", reason="r")
        (shown,) = [r for r in ledger.positions() if r.position.id == row]
        assert (shown.standing, shown.position.stance) == (Standing.CORRECTED, Stance.REJECTS)


def test_to_accept_a_corrected_row_is_to_agree_with_the_correction() -> None:
    """Whoever accepts what stands accepts the correction, also when the first one takes it back."""
    with open_ledger() as ledger:
        row = position_of(ledger, 2)
        first = review.correct(ledger, row, {"basis": "own-words"}, reviewer="Ana", reason="quoted")
        second = review.accept(ledger, row, reviewer="Ben")
        assert (second.verb, second.values) == (DecisionVerb.CORRECT, first.values)
        review.undo(ledger, first.id, reviewer="Ana", reason="not mine to say")
        (shown,) = [r for r in ledger.positions() if r.position.id == row]
        assert (shown.standing, shown.position.basis) == (Standing.CORRECTED, Basis.OWN_WORDS)
        assert shown.position.basis_reason != "told by the outlet"


def test_a_decision_can_be_seconded_by_its_id() -> None:
    """A rejected or added row can be rejected or accepted by another person through the decision."""
    with open_ledger() as ledger:
        rejected = review.reject(ledger, position_of(ledger, 0), reviewer="Ana", reason="no")
        assert review.accept(ledger, rejected.id, reviewer="Ben").verb is DecisionVerb.REJECT
        added = review.add_statement(
            ledger, DOCUMENT, words="border crossing number 3", speaker="KEN", reviewer="Ana", reason="missed"
        )
        review.accept(ledger, added.id, reviewer="Ben")
        assert [len(row.decisions) for row in ledger.reviewed()] == [2, 2]
        shown = ledger.reviewed()[1].row
        assert shown is not None
        review.reject(ledger, shown, reviewer="Ben", reason="no words")
        assert ledger.reviewed()[1].standing is Standing.DISPUTED


def test_undo_brings_back_what_was_decided_before() -> None:
    """An undo takes back one decision of the same person, is kept itself, and cannot be undone."""
    with open_ledger() as ledger:
        row = position_of(ledger, 0)
        review.accept(ledger, row, reviewer="Ana")
        second = review.reject(ledger, row, reviewer="Ana", reason="no")
        assert "BRA" not in holders(ledger)
        undone = review.undo(ledger, second.id, reviewer="Ana", reason="yes")
        assert standings(ledger)["BRA"] is Standing.ACCEPTED
        assert [d.verb for d in ledger.decisions(row=row)] == ["accept", "reject", "undo"]
        for wrong, who, says in (
            (second.id, "Ana", "taken back already"),
            (undone.id, "Ana", "takes a decision back itself"),
            (second.id, "Ben", "somebody else"),
            ("dec-none", "Ana", "no decision"),
        ):
            with pytest.raises(UsageError, match=says):
                review.undo(ledger, wrong, reviewer=who, reason="no")


def test_who_speaks_is_decided_apart_from_the_statement() -> None:
    """A statement with another speaker stands corrected; a rejected speaker is unknown; both last when read anew."""
    with open_ledger() as ledger:
        one, two = statement_of(ledger, 0), statement_of(ledger, 1)
        review.correct(ledger, one, {"speaker": "an aide"}, reviewer="Ana", reason="he said so")
        review.reject(ledger, two, about="speaker", reviewer="Ana", reason="not told")
        review.accept(ledger, two, reviewer="Ben")
        for _ in range(3):
            told = {row.quotes[0].split()[0]: row for row in ledger.statements()}
            assert told["Brazil"].statement.chain[-1].name == "an aide"
            assert told["Brazil"].statement.chain[0].name == "The Ruritanian"
            assert told["Brazil"].standing is told["Chile"].standing is Standing.CORRECTED
            assert told["Chile"].statement.chain[-1].name == "unknown"
            assert reconciles(ledger)
            ledger_method = f"m{len(ledger.runs()) + 1}"
            read(ledger, **{**NEWER, "method": ledger_method, "before": "x " * len(ledger.runs())})


def test_a_document_can_be_gone_through() -> None:
    """That a whole document was looked at is a decision of its own, and says nothing of its rows."""
    with open_ledger() as ledger:
        review.accept(ledger, DOCUMENT, reviewer="Ana")
        (row,) = ledger.reviewed()
        assert (row.about, row.unit, row.standing, row.is_placed) == (
            "document",
            DOCUMENT,
            Standing.ACCEPTED,
            True,
        )
        assert set(standings(ledger).values()) == {Standing.FOUND}
        with pytest.raises(UsageError, match="reject is nothing to decide about a document"):
            review.reject(ledger, DOCUMENT, reviewer="Ana", reason="no")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "new values are needed"),
        ({"holder": "Atlantis"}, "names no actor"),
        ({"holder": None}, "must be given as text"),
        ({"stance": "likes"}, "there are: supports"),
        ({"date": "yesterday"}, "not a date"),
        ({"ended": "no"}, "true or false"),
        ({"matters": "border"}, "list of texts"),
        ({"evidence": [0, 1]}, "has no evidence that can be given"),
        ({"about": "x" * 200_000}, "more than"),
    ],
)
def test_values_that_say_nothing_are_refused(values: dict[str, object], says: str) -> None:
    """Nothing is guessed and nothing is kept; the line says what can be given."""
    with open_ledger() as ledger:
        with pytest.raises(UsageError, match=says):
            review.correct(ledger, position_of(ledger, 0), values, reviewer="Ana", reason="r")  # type: ignore[arg-type]
        assert ledger.decisions() == ()


@pytest.mark.parametrize(
    ("reviewer", "reason", "says"),
    [
        (" \n ", "r", "who decides is not told"),
        ("A" * 101, "r", "more than 100 characters"),
        ("Ana\x1b[2J", "r", "on one line"),
        ("Ana", " ", "a reason is needed to reject"),
        ("Ana", "r" * 2001, "more than 2,000 characters"),
        ("Ana", "\ud800", "surrogate"),
    ],
)
def test_names_and_reasons_are_bounded(reviewer: str, reason: str, says: str) -> None:
    """A reviewer is a name on one line, and every decision but an acceptance has a reason of bounded size."""
    with open_ledger() as ledger, pytest.raises(UsageError, match=says):
        review.reject(ledger, position_of(ledger, 0), reviewer=reviewer, reason=reason)


def test_a_row_is_added_on_words_that_stand_in_one_place() -> None:
    """No evidence, no row; words that stand in several places are refused, a span tells them apart."""
    with open_ledger() as ledger:
        values = {"holder": "KEN", "stance": "supports", "basis": "reported"}
        for words, says in (
            ("said on Monday", "5 places"),
            ("never said", "nowhere"),
            (Span(0, 10**6), "outside"),
        ):
            with pytest.raises(UsageError, match=says):
                review.add_position(ledger, DOCUMENT, values, words=words, reviewer="Ana", reason="r")  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="needs basis"):
            review.add_position(
                ledger,
                DOCUMENT,
                {"holder": "KEN", "stance": "aids"},
                words=Span(0, 9),
                reviewer="Ana",
                reason="r",
            )
        made = review.add_position(ledger, DOCUMENT, values, words=Span(0, 9), reviewer="Ana", reason="r")  # type: ignore[arg-type]
        (row,) = [row for row in ledger.positions() if row.standing is Standing.ADDED]
        assert row.quote == "Brazil sa"
        assert ledger.find(row.position.id).decisions == (made,)


def test_sides_are_treated_alike() -> None:
    """The same decisions about a document and its mirror, with the holders exchanged, leave mirrored rows."""
    swapped = ("CHL", "BRA", *HOLDERS[2:])
    mirrored = {"BRA": "CHL", "CHL": "BRA"}
    left: list[list[tuple[str, Standing]]] = []
    for named in (HOLDERS, swapped):
        with open_ledger(holders=named) as ledger:
            rows = [row.position.id for row in ledger.positions()]
            review.reject(ledger, rows[0], reviewer="Ana", reason="r")
            review.correct(ledger, rows[1], {"stance": "supports"}, reviewer="Ana", reason="r")
            read(ledger, holders=named, **NEWER)
            left.append([(row.position.holder.actor.id, row.standing) for row in ledger.positions()])
    assert left[1] == [(mirrored.get(holder, holder), standing) for holder, standing in left[0]]
