"""Makes a `Brief` of gathered rows: a pure function, neutral between the parties.

Parties stand by name, rows by holder; nothing is chosen by which side it speaks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.brief.beside import views_of
from onrecord.brief.content import (
    Brief,
    Change,
    Changes,
    Differing,
    Given,
    PartyView,
    Rests,
    Rung,
    Standing,
)
from onrecord.brief.gathering import Gathered
from onrecord.brief.naming import Naming
from onrecord.ledger.briefing import StandingRow, TurnRow
from onrecord.plaintext import sort_key
from onrecord.record import NamesHeld
from onrecord.record.symbols import symbol_key
from onrecord.vocabulary import Basis, PartialDate

EXCERPT = 160
"""Characters of evidence in a footnote, unless the user wants another number."""
EVERYTHING = "Everything in the ledger"


def compose(gathered: Gathered, *, excerpt_chars: int = EXCERPT) -> Brief:
    """The whole brief, with every row that was gathered; `fit` makes it two pages."""
    case, naming = gathered.case, Naming(gathered, excerpt_chars)
    maker = _Maker(gathered, naming)
    last = gathered.extent.last
    return Brief(
        title=naming.plain(case.title) if case else EVERYTHING,
        case=case.id if case else None,
        as_of=PartialDate.parse(last) if last else None,
        version=gathered.version,
        matters=tuple(naming.plain(matter.label) for matter in case.matters) if case else (),
        rests=maker.rests(),
        parties=maker.parties(),
        rungs=maker.rungs(),
        changes=maker.changes(),
        votes=views_of(gathered, naming, maker.standing),
        all_votes=gathered.all_votes,
        without_roll_call=tuple(naming.plain(symbol) for symbol in gathered.without_roll_call),
        differing=maker.differing(),
        all_differing=gathered.all_claims,
        figures=maker.figures(),
        all_figures=gathered.all_figures,
        excerpt_chars=excerpt_chars,
    )


def by_name(row: Standing) -> tuple[object, ...]:
    """Orders rows for reading: by holder, then by counterpart and stance."""
    return (
        sort_key(row.holder.name),
        row.holder.id,
        [sort_key(who.name) for who in row.toward],
        list(type(row.stance)).index(row.stance),
        row.modality or "",
        row.evidence.id,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns the rows of each question into values of the brief."""

    gathered: Gathered
    naming: Naming

    def rests(self) -> Rests:
        extent, summary = self.gathered.extent, self.gathered.summary
        return Rests(
            documents=extent.documents, reports=summary.origins, copies=extent.documents - summary.origins,
            undated=extent.undated, first=_day(extent.first), skipped=len(summary.skipped), comments=summary.comments,
            not_covered=summary.not_covered, positions=extent.positions, concerned=extent.concerned,
            by_basis=extent.by_basis, claims=self.gathered.claim_counts,
        )  # fmt: skip

    def parties(self) -> tuple[PartyView, ...]:
        found = [
            PartyView(
                party=self.naming.who(party), declared=self._holders(party, declared=True),
                ascribed=self._holders(party, declared=False),
            )
            for party in (self.gathered.case.parties if self.gathered.case else ())
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda view: (sort_key(view.party.name), view.party.id)))

    def _holders(self, party: str, *, declared: bool) -> Mapping[int, int]:
        counted = {
            row.polarity: row.holders
            for row in self.gathered.party_counts
            if row.party == party and row.declared is declared
        }
        return {polarity: counted.get(polarity, 0) for polarity in (1, 0, -1)}

    def rungs(self) -> tuple[Rung, ...]:
        return tuple(
            Rung(
                basis=basis,
                rows=tuple(
                    self.standing(row)
                    for row in self.gathered.standings
                    if row.basis is basis and self._could_vote(row)
                ),
                all_rows=self.gathered.all_standings.get(basis, 0),
            )
            for basis in Basis
        )

    def _could_vote(self, row: StandingRow) -> bool:
        """False for a vote of somebody without a seat, where all names of the roll call are held: such a row is counted, not shown."""
        if row.basis is not Basis.VOTE or row.instrument is None:
            return True
        key = symbol_key(row.instrument)
        return all(
            row.holder in {seat.id for seat in answer.seats}
            for answer in self.gathered.votes
            if symbol_key(answer.symbol) == key and answer.call.names is NamesHeld.ALL
        )

    def standing(self, row: StandingRow) -> Standing:
        naming = self.naming
        otherwise = row.toward_name if len(row.toward) == 1 else None
        return Standing(
            holder=naming.who(row.holder, row.holder_name),
            stance=row.stance,
            toward=tuple(
                sorted(
                    (naming.who(id_, otherwise) for id_ in row.toward), key=lambda who: (sort_key(who.name), who.id)
                )
            ),
            instrument=naming.said(row.instrument),
            modality=naming.said(row.modality),
            ended=row.ended,
            by_membership=row.by_membership,
            teller=naming.teller(row.teller),
            topics=naming.topics(row.matters, row.principle),
            reports=row.reports,
            newest=_day(row.newest),
            evidence=naming.evidence(row.evidence),
        )  # fmt: skip

    def changes(self) -> Changes | None:
        if self.gathered.since is None:
            return None
        return Changes(
            since=self.gathered.since,
            documents=self.gathered.extent.new_documents,
            rows=tuple(self._change(kind, row) for kind, row in self.gathered.turns),
            counts=self.gathered.all_turns,
            verdicts=self.gathered.new_claims,
        )

    def _change(self, kind: str, row: TurnRow) -> Change:
        naming = self.naming
        standing = Standing(
            holder=naming.who(row.holder, row.holder_name), stance=row.stance,
            toward=(naming.who(row.toward, row.toward_name),) if row.toward else (), instrument=None,
            modality=naming.said(row.modality), ended=row.ended > 0, by_membership=False, teller=naming.teller(row.teller), topics=(),
            reports=row.reports, newest=_day(row.newest), evidence=naming.evidence(row.evidence),
        )  # fmt: skip
        return Change(
            kind=kind,
            standing=standing,
            basis=row.basis,
            before=row.before,
            before_basis=list(Basis)[row.before_rung - 1] if row.before_rung else None,
        )

    def differing(self) -> tuple[Differing, ...]:
        plain = self.naming.plain
        return tuple(
            Differing(
                value=row.value, text_says=plain(row.text_says), record_says=plain(row.record_says),
                steps=tuple(plain(step) for step in row.steps), nearest=plain(row.nearest) if row.nearest else None,
                as_of=row.as_of, sayer=self.naming.teller(row.sayer), reports=row.reports, new=row.new,
                evidence=self.naming.evidence(row.evidence),
            )
            for row in self.gathered.claims
        )  # fmt: skip

    def figures(self) -> tuple[Given, ...]:
        return tuple(
            Given(
                quantity=self.naming.plain(row.quantity), value=self.naming.plain(row.value),
                givers=tuple(self.naming.who(giver) for giver in row.givers), reports=row.reports,
                evidence=self.naming.evidence(row.evidence),
            )
            for row in self.gathered.figures
        )  # fmt: skip


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
