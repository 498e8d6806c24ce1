"""What a ledger promises: whole documents, added once, the newest method's rows in front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from made_values import made_analysis, made_document

from onrecord.errors import UsageError
from onrecord.ledger import CopyEdits, Filters, Ledger, Run
from onrecord.vocabulary import (
    Analysis,
    Basis,
    Edit,
    OriginGroup,
    PartialDate,
    Relation,
    RelationKind,
    Span,
    Stance,
    VerdictValue,
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory, at half past twelve."""
    with Ledger.open(clock=lambda: datetime(2031, 5, 4, 12, 30, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def run(ledger: Ledger) -> Run:
    """A run that has just begun."""
    return ledger.begin(tool="onrecord 1", method="m1")


def test_the_same_document_twice_adds_nothing(ledger: Ledger, run: Run) -> None:
    """The second time is told by False and by the count of documents held, and no row is added."""
    assert ledger.add(made_analysis(), run)
    before = (ledger.analyses(), ledger.positions(), ledger.checks())
    assert not ledger.add(made_analysis(), run)
    assert (ledger.analyses(), ledger.positions(), ledger.checks()) == before
    summary = ledger.summary(run)
    assert (summary.sources, summary.added, summary.held) == (2, 1, 1)


def test_a_newer_method_speaks_for_the_document_and_the_old_rows_stay(ledger: Ledger, run: Run) -> None:
    """Reading again with a newer method changes the answers and silently changes no stored row."""
    ledger.add(made_analysis(), run)
    newer = ledger.begin(tool="onrecord 2", method="m2")
    assert ledger.add(Analysis(document=made_document(title="New title")), newer)
    assert ledger.positions() == ()
    assert [row.title for row in ledger.documents()] == ["New title"]
    assert ledger.has(made_document().id, "m1")

    again = ledger.begin(tool="onrecord 1", method="m1")
    assert ledger.hold(made_document(), again)
    assert ledger.analyses() == (made_analysis(),)


def test_a_failing_document_leaves_nothing_behind(ledger: Ledger, run: Run) -> None:
    """Rows of a document that cannot be stored whole are not stored at all, and the next one is."""
    broken = made_analysis(1)
    object.__setattr__(broken.claims[0], "terms", {"count": float("inf")})
    with pytest.raises(ValueError, match="JSON"):
        ledger.add(broken, run)
    assert ledger.documents() == ()
    assert ledger.statements() == ()
    assert ledger.add(made_analysis(2), run)
    assert ledger.summary(run).sources == 1


def test_summary_reconciles(ledger: Ledger, run: Run) -> None:
    """Sources are added, held or skipped; positions sum over bases and claims over verdicts."""
    for number in (1, 2, 2):
        ledger.add(made_analysis(number), run)
    ledger.skip("noise.bin", "is not text", run)
    summary = ledger.summary(run)
    assert summary.sources == summary.added + summary.held + len(summary.skipped) == 4
    assert summary.documents == 2
    assert summary.origins == 2, "documents that were not grouped yet are reports of their own"
    assert summary.positions == sum(summary.positions_by_basis.values()) == 2
    assert list(summary.positions_by_basis) == list(Basis)
    assert summary.claims == sum(summary.claims_by_verdict.values()) + summary.unchecked == 2
    assert (summary.comments, summary.left_out, summary.set_aside, summary.statements) == (4, 2, 2, 2)
    assert [(item.address, item.reason) for item in summary.skipped] == [("noise.bin", "is not text")]


def test_summary_of_all_runs_counts_the_last_outcome_of_each_address(ledger: Ledger, run: Run) -> None:
    """A file that was repaired between two runs is no longer counted as skipped."""
    ledger.skip("texts/001.txt", "is empty", run)
    ledger.skip("texts/009.txt", "is empty", run)
    later = ledger.begin(tool="t", method="m1")
    ledger.add(made_analysis(1), later)
    summary = ledger.summary()
    assert (summary.sources, summary.added, [item.address for item in summary.skipped]) == (
        2,
        1,
        ["texts/009.txt"],
    )


def test_runs_carry_the_time_and_the_method(ledger: Ledger, run: Run) -> None:
    """A run row says when, with what and how; an interrupted run has no end."""
    ledger.begin(tool="onrecord 1", method="m1")
    ledger.finish(run)
    first, second = ledger.runs()
    assert first.finished == first.started == datetime(2031, 5, 4, 12, 30)
    assert (first.tool, first.method) == ("onrecord 1", "m1")
    assert second.finished is None


def test_comments_and_set_aside_are_given_back(ledger: Ledger, run: Run) -> None:
    """Readers' comments and what was not used stay visible, with the words they are about."""
    ledger.add(made_analysis(), run)
    assert [comment.text for comment in ledger.comments(made_document().id)] == [
        "Well done!",
        "Not at all.",
    ]
    (row,) = ledger.set_aside()
    assert (row.item.reason, row.document, row.quote) == ("no holder", "001.txt", "Graustark")


def test_origins_are_replaced_as_a_whole(ledger: Ledger, run: Run) -> None:
    """Grouping again leaves the new groups only, with their documents and the edits between copies."""
    for number in (1, 2):
        ledger.add(made_analysis(number), run)
    first, second = (made_document(number).id for number in (1, 2))
    alone = [
        OriginGroup(id=f"org-{n}", name=None, documents=(d,), reason="alone")
        for n, d in enumerate((first, second))
    ]
    ledger.store_origins(alone)
    assert ledger.summary().origins == 2
    edits = (Edit(kind="same", original="a", copy="a"), Edit(kind="added", original=None, copy="b"))
    relations = (
        Relation(document=second, parent=None, kind=RelationKind.ORIGINAL, reason="nothing says otherwise"),
        Relation(
            document=first,
            parent=second,
            kind=RelationKind.COPY,
            reason="credits it",
            beside=second,
            evidence=Span(0, 3),
            credit="The Ruritanian",
        ),
    )
    both = OriginGroup(
        id="org-both",
        name="The Ruritanian",
        documents=(second, first),
        reason="0.9 shared",
        relations=relations,
        primary=second,
    )
    ledger.store_origins([both], [CopyEdits(original=second, copy=first, edits=edits)])
    (row,) = ledger.origins()
    assert (row.origin, row.documents) == (both, ("002.txt", "001.txt"))
    assert ledger.copies() == (CopyEdits(original=second, copy=first, edits=edits),)
    assert {row.origin_name for row in ledger.documents()} == {"The Ruritanian"}
    assert ledger.summary().origins == 1


@pytest.mark.parametrize(
    ("filters", "statements", "positions", "checks", "documents"),
    [
        (Filters(), 2, 2, 2, 2),
        (Filters(holder=("rur-c",)), 2, 2, 0, 2),
        (Filters(holder=("Council of Ruritania", "nobody")), 2, 2, 0, 2),
        (Filters(toward=("RUR-C",)), 0, 0, 0, 0),
        (Filters(stance=(Stance.CONDEMNS, Stance.AIDS)), 2, 2, 0, 2),
        (Filters(stance=(Stance.AIDS,)), 0, 0, 0, 0),
        (Filters(basis=(Basis.REPORTED,), document=("001.txt",)), 1, 1, 0, 1),
        (Filters(document=("002",)), 1, 1, 1, 1),
        (Filters(document=("DOC-000000000002",)), 1, 1, 1, 1),
        (Filters(document=("texts/001.txt", "002.txt")), 2, 2, 2, 2),
        (Filters(principle=("Open-Borders",)), 2, 2, 0, 2),
        (Filters(principle=("open",)), 0, 0, 0, 0),
        (Filters(matter=("nothing", "TRANSIT")), 2, 2, 0, 2),
        (Filters(matter=("tran",)), 0, 0, 0, 0),
        (Filters(since=PartialDate(2031, 5, 3)), 2, 2, 0, 2),
        (Filters(since=PartialDate(2031, 6)), 0, 0, 0, 0),
        (Filters(until=PartialDate(2031, 5, 1)), 2, 2, 0, 2),
        (Filters(until=PartialDate(2030)), 0, 0, 0, 0),
        (Filters(verdict=(VerdictValue.DIFFERS,)), 2, 0, 2, 2),
        (Filters(verdict=(VerdictValue.MATCHES,)), 0, 0, 0, 0),
    ],
)
def test_filters(
    ledger: Ledger, run: Run, filters: Filters, statements: int, positions: int, checks: int, documents: int
) -> None:
    """Each filter keeps the rows that fit, and rows of other kinds where they share their words."""
    for number in (1, 2):
        ledger.add(made_analysis(number), run)
    counts = tuple(
        len(ask(filters)) for ask in (ledger.statements, ledger.positions, ledger.checks, ledger.documents)
    )
    assert counts == (statements, positions, checks, documents)


@pytest.mark.parametrize("name", ["İlham Əliyev", "ԱՐՑԱԽ", "Straße", "person:Ώ"])
def test_filters_know_names_in_any_script(ledger: Ledger, run: Run, name: str) -> None:
    """A name as the ledger prints it finds its rows, whatever lower case means in its script."""
    made = made_analysis()
    party = replace(made.positions[0].holder, actor=replace(made.positions[0].holder.actor, id=name))
    ledger.add(replace(made, positions=(replace(made.positions[0], holder=party, toward=party),)), run)
    assert len(ledger.positions(Filters(holder=(name,), toward=(name,)))) == 1


def test_words_in_filters_are_values_and_never_sql(ledger: Ledger, run: Run) -> None:
    """Quotes and SQL in a filter find nothing and change nothing."""
    ledger.add(made_analysis(), run)
    hostile = "x' OR 1=1; DROP TABLE positions; --"
    assert ledger.positions(Filters(holder=(hostile,), document=(hostile,))) == ()
    assert len(ledger.positions()) == 1


@pytest.mark.parametrize(
    ("prefix", "kind", "quote"),
    [
        ("doc-000000000001", "document", None),
        ("stm-000000000001", "statement", "the border closure. Only 12 members voted for it."),
        ("pos-", "position", "The Council of Ruritania condemned the border closure"),
        ("clm-0000", "claim", "Only 12 members voted for it."),
        ("org-1", "origin", None),
    ],
)
def test_find_leads_back_to_the_words(
    ledger: Ledger, run: Run, prefix: str, kind: str, quote: str | None
) -> None:
    """An id, or a beginning that only one id has, leads to its document and the words it rests on."""
    ledger.add(made_analysis(), run)
    ledger.store_origins(
        [OriginGroup(id="org-1", name=None, documents=(made_document().id,), reason="alone")]
    )
    found = ledger.find(prefix)
    assert found.kind == kind
    assert found.analysis == made_analysis()
    assert (found.span.of(found.analysis.document.text) if found.span else None) == quote


@pytest.mark.parametrize("prefix", ["pos-", "pos-9", "", "%"])
def test_find_refuses_what_is_not_one_id(ledger: Ledger, run: Run, prefix: str) -> None:
    """An ambiguous or unknown id is a usage error; the ambiguous one lists what it may mean."""
    for number in (1, 2):
        ledger.add(made_analysis(number), run)
    with pytest.raises(UsageError) as caught:
        ledger.find(prefix)
    if prefix == "pos-":
        assert "pos-000000000001, pos-000000000002" in str(caught.value)
