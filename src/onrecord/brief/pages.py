"""Says a brief in words: its parts in order, each statement about a holder with a footnote that quotes the document.

The same `Brief` gives the same page; writers only print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.brief.content import Brief, Change, Evidence, Rests, Rung, Standing, VoteView, Who
from onrecord.brief.page import Block, Heading, Items, Note, Page, Run, Runs, Style, Table, Words
from onrecord.brief.sentences import (
    act_of,
    change_words,
    differing_words,
    hedges_of,
    quoted,
    repeated_source,
    source_words,
    toward_words,
    who_words,
)
from onrecord.brief.wording import day, listed, load_wording, many, short_day
from onrecord.plaintext import sort_key
from onrecord.vocabulary import Basis

_COMMAND = "onrecord positions --ledger FILE --basis"
_SIDES = ((1, "friendly"), (0, "neither"), (-1, "unfriendly"))


def lay_out(brief: Brief) -> Page:
    """The page of a brief."""
    writer = _Pages(brief)
    blocks = tuple(writer.blocks())
    of_case = "" if brief.case else " No case file was given, so every position in the ledger is told."
    return Page(
        title=brief.title,
        subtitle=f"Who stands where, on whose word, and what the record says. As of {day(brief.as_of)}, "
        f"the date of the newest document.{of_case}",
        blocks=blocks,
        notes=tuple(writer.notes),
        footer=f"OnRecord {brief.version}",
    )


@dataclass
class _Pages:
    """Lays out one brief and numbers its footnotes."""

    brief: Brief
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _cited: dict[str, int] = field(default_factory=dict)
    """Document -> the footnote that names it in full."""

    def blocks(self) -> Iterable[Block]:
        yield Heading("What this rests on", 1)
        yield Words((Run(rests_words(self.brief.rests, case=self.brief.case is not None)),))
        yield from self._parties()
        yield from self._rungs()
        yield from self._changes()
        yield from self._votes()
        yield from self._differing()
        yield from self._figures()
        yield Heading("Method and limits", 1)
        for paragraph in load_wording().method:
            yield Words((Run(paragraph, Style.QUIET),))

    # --- Parts ----------------------------------------------------------------------------

    def _parties(self) -> Iterable[Block]:
        if not self.brief.parties:
            return
        yield Heading(
            "The parties", 1, "in alphabetical order; holders other than the parties, by what they hold"
        )
        yield Table(
            columns=(
                "Party",
                "Holders that declare a position towards it",
                "Holders to whom others ascribe one",
            ),
            widths=(24, 38, 38),
            rows=tuple(
                ((Run(view.party.name, Style.STRONG),), _leaning(view.declared), _leaning(view.ascribed))
                for view in self.brief.parties
            ),
            caption="Holders by party and by what they hold",
        )
        if self.brief.matters:
            yield Words((Run(f"Matters followed: {'; '.join(self.brief.matters)}.", Style.QUIET),))

    def _rungs(self) -> Iterable[Block]:
        held = [rung for rung in self.brief.rungs if rung.all_rows]
        yield Heading(
            "Who stands where",
            1,
            "by rung of evidence, the strongest first; counts are independent reports, dates those of the newest document",
        )
        if not held:
            yield Words((Run("No position that concerns the case was found."),))
        for rung in held:
            phrase = load_wording().rungs[rung.basis]
            yield Heading(phrase.heading, 2, phrase.meaning)
            yield self._table(rung)

        short = {
            rung.basis: rung.all_rows - len(rung.rows) for rung in held if rung.all_rows > len(rung.rows)
        }
        if short:
            told = ", ".join(f"{basis.value} {number:,}" for basis, number in short.items())
            yield Words(
                (Run(f"Not shown: {told}. Each with ", Style.QUIET), Run(f"{_COMMAND} RUNG", Style.CODE))
            )

    def _table(self, rung: Rung) -> Table:
        if rung.basis.declared:
            return Table(
                columns=("Holder", "Position", "Reports", "Newest"), widths=(30, 50, 8, 12), numeric=(2,),
                rows=tuple(
                    (self._holder(row.holder), self._act(row, rung.basis), (Run(str(row.reports)),), (Run(short_day(row.newest)),))
                    for row in rung.rows
                ),
                caption=load_wording().rungs[rung.basis].heading,
            )  # fmt: skip
        return Table(
            columns=("Of whom", "What is said", "Who says so", "Reports", "Newest"), widths=(25, 37, 18, 8, 12),
            numeric=(3,), ascribed=True,
            rows=tuple(
                (
                    self._holder(row.holder), self._act(row, rung.basis), (Run(row.teller or "nobody named"),),
                    (Run(str(row.reports)),), (Run(short_day(row.newest)),),
                )
                for row in rung.rows
            ),
            caption=load_wording().rungs[rung.basis].heading,
        )  # fmt: skip

    def _changes(self) -> Iterable[Block]:
        changes = self.brief.changes
        if changes is None:
            return
        yield Heading(
            f"What changed since {day(changes.since)}",
            1,
            "declared and ascribed apart; documents by their date",
        )
        told = many(changes.documents, "document is dated", "documents are dated")
        verdicts = many(changes.verdicts, "claim", "claims")
        yield Words(
            (Run(f"{told} since then, with {verdicts} not made before on which the record differs."),)
        )
        if not changes.rows:
            yield Words((Run("No holder was new, turned, gave a stance up or stands on another rung."),))
            return
        yield Items(tuple(self._change(change) for change in changes.rows))
        yield from _more(
            sum(changes.counts.values()) - len(changes.rows),
            f"onrecord positions --ledger FILE --since {changes.since}",
        )

    def _change(self, change: Change) -> Runs:
        row = change.standing
        kind, what = change_words(change)
        ending = f" ({load_wording().rungs[change.basis].short}, {many(row.reports, 'report', 'reports')}, {day(row.newest)})."
        return (Run(f"{kind}: ", Style.STRONG), *self._holder(row.holder), Run(f" {what}{ending}", note=self._note(row.evidence)))  # fmt: skip

    def _votes(self) -> Iterable[Block]:
        if not self.brief.votes and not self.brief.without_roll_call:
            return
        yield Heading(
            "Words beside votes", 1, "what the record counts, and holders whose words lean otherwise"
        )
        counted = [view for view in self.brief.votes if view.tallies]
        if counted:
            yield Table(
                columns=("Roll call", "Yes", "No", "Abstained", "Did not vote"), widths=(60, 8, 8, 11, 13),
                numeric=(1, 2, 3, 4), rows=tuple(row for view in counted for row in self._tallies(view)),
                caption="Roll calls",
            )  # fmt: skip
        yield from _more(self.brief.all_votes - len(self.brief.votes), "onrecord votes SYMBOL")
        yield from _without(self.brief)
        for view in counted:
            yield from self._beside(view)
        alike = [view.instrument for view in counted if not view.beside]
        if alike:
            yield Words((Run(f"{listed(alike)}: no words were found that lean otherwise.", Style.QUIET),))

    def _tallies(self, view: VoteView) -> Iterable[tuple[Runs, ...]]:
        for place, tally in enumerate(view.tallies):
            head = (Run(view.instrument, Style.STRONG), Run(f", {day(view.date)}", note=self._source(view)))
            name = head if place == 0 else (Run(f"of these, {tally.name}"),)
            numbers = (tally.yes, tally.no, tally.abstain, tally.not_voting)
            yield (name, *((Run(str(number)),) for number in numbers))

    def _beside(self, view: VoteView) -> Iterable[Block]:
        if not view.beside:
            return
        yield Table(
            columns=("Holder", "Its words", "Rung", f"The vote on {view.instrument}"), widths=(26, 36, 10, 28),
            rows=tuple(
                (
                    self._holder(row.standing.holder), self._act(row.standing, row.basis),
                    (Run(load_wording().rungs[row.basis].short),), (Run(row.vote),),
                )
                for row in view.beside
            ),
            caption=f"Words beside votes on {view.instrument}",
        )  # fmt: skip
        yield from _more(
            view.all_beside - len(view.beside), f"onrecord words --bloc BLOC --on {view.instrument}"
        )

    def _differing(self) -> Iterable[Block]:
        rests = self.brief.rests
        if not rests.claims or not sum(rests.claims.values()):
            return
        yield Heading("Where the record differs", 1, "claims that the record can answer, with the arithmetic")
        if not self.brief.differing:
            yield Words((Run("The record differs from none of the claims that it could answer."),))
            return
        items = []
        for row in self.brief.differing:
            items.append((Run(differing_words(row), note=self._note(row.evidence)),))
        yield Items(tuple(items))
        yield from _more(
            self.brief.all_differing - len(self.brief.differing),
            "onrecord check --ledger FILE --verdict differs",
        )

    def _figures(self) -> Iterable[Block]:
        if not self.brief.figures:
            return
        yield Heading(
            "Figures that only a party gives", 1, "no record holds them; repetition confirms nothing"
        )
        given: dict[str, list[Run]] = {}
        for row in sorted(self.brief.figures, key=lambda row: [sort_key(who.name) for who in row.givers]):
            runs = given.setdefault(listed([who_words(who) for who in row.givers]), [])
            reports = f" ({many(row.reports, 'report', 'reports')})" if row.reports > 1 else ""
            runs.append(
                Run(
                    f"{'; ' if runs else ''}{quoted(row.evidence.words)}{reports}",
                    note=self._note(row.evidence),
                )
            )
        yield Items(tuple((Run(f"{givers}: ", Style.STRONG), *runs) for givers, runs in given.items()))
        yield from _more(
            self.brief.all_figures - len(self.brief.figures), "onrecord figures --ledger FILE --all"
        )

    # --- Cells and footnotes --------------------------------------------------------------

    def _holder(self, who: Who) -> Runs:
        if who.full is None:
            return (Run(who_words(who)),)
        return (
            Run(
                who.name,
                note=self._numbered(f"name {who.id}", (Run(f"{who.name} calls itself {quoted(who.full)}."),)),
            ),
        )

    def _act(self, row: Standing, basis: Basis) -> Runs:
        words = " ".join(filter(None, (act_of(row, basis), toward_words(row)))) + hedges_of(row)
        runs = [Run(words)]
        if row.topics:
            runs.append(Run(f" · {'; '.join(row.topics[:2])}", Style.QUIET))
        runs[-1] = Run(runs[-1].text, runs[-1].style, self._note(row.evidence))
        return tuple(runs)

    def _note(self, evidence: Evidence) -> int:
        """The footnote that quotes the evidence; the same words in the same document have one footnote."""
        key = f"{evidence.words} {evidence.document}"
        if key in self._numbers:
            return self._numbers[key]
        before, after = "… " * evidence.cut_before, " …" * evidence.cut_after
        first = self._cited.setdefault(evidence.document, len(self.notes) + 1)
        source = source_words(evidence) if first > len(self.notes) else repeated_source(evidence, first)
        return self._numbered(
            key, (Run(quoted(f"{before}{evidence.words}{after}")), Run(f". {source}", Style.QUIET))
        )

    def _source(self, view: VoteView) -> int:
        title = f"{quoted(view.title)}, " if view.title else ""
        runs = (Run(f"{view.instrument}, {title}{view.body}, {day(view.date)}. Roll call: {view.source}."),)
        return self._numbered(f"vote {view.instrument}", runs)

    def _numbered(self, key: str, runs: Runs) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            self.notes.append(Note(len(self.notes) + 1, runs))
        return self._numbers[key]


def rests_words(rests: Rests, *, case: bool) -> str:
    """What the brief rests on; every total is the sum of its parts."""
    copies = f" and {many(rests.copies, 'further copy', 'further copies')}" if rests.copies else ""
    dated = f"the oldest dated {day(rests.first)}" if rests.first else "none of them dated"
    undated = f", {rests.undated} undated" if rests.undated and rests.first else ""
    skipped = (
        f" {many(rests.skipped, 'source', 'sources')} could not be read and are not told here."
        if rests.skipped
        else ""
    )
    comments = (
        f" {many(rests.comments, 'reader comment was', 'reader comments were')} set aside."
        if rests.comments
        else ""
    )
    uncovered = sum(rests.not_covered.values())
    languages = f" {many(uncovered, 'paragraph', 'paragraphs')} in languages without rules ({', '.join(sorted(rests.not_covered))}) were not read for positions." if uncovered else ""  # fmt: skip
    concern = f", of which {rests.concerned:,} concern the case" if case else ""
    parts = [
        f"{load_wording().rungs[basis].short} {number:,}"
        for basis, number in rests.by_basis.items()
        if number
    ]
    rungs = f": {', '.join(parts)}" if parts else ""
    told = [f"{value.value} {number:,}" for value, number in rests.claims.items() if number]
    claims = (
        f" {many(sum(rests.claims.values()), 'claim', 'claims')} laid beside the record: {', '.join(told)}."
        if told
        else ""
    )
    return (
        f"{many(rests.documents, 'document', 'documents')}, which are {many(rests.reports, 'independent report', 'independent reports')}"
        f"{copies}; {dated}{undated}.{skipped}{comments}{languages} {many(rests.positions, 'position', 'positions')} "
        f"found{concern}{rungs}.{claims}"
    )


def _leaning(holders: Mapping[int, int]) -> Runs:
    return (Run(", ".join(f"{word} {holders[sign]}" for sign, word in _SIDES)),)


def _more(number: int, command: str) -> Iterable[Block]:
    """How many rows found no room, and the command that lists them."""
    if number > 0:
        yield Words((Run(f"{number:,} more: ", Style.QUIET), Run(command, Style.CODE)))


def _without(brief: Brief) -> Iterable[Block]:
    """Roll calls that were adopted without a vote, and instruments of which none is held."""
    silent = [view.instrument for view in brief.votes if view.without_vote]
    uncounted = [view.instrument for view in brief.votes if not view.tallies and not view.without_vote]
    missing = sorted([*brief.without_roll_call, *uncounted])
    told = []
    if silent:
        told.append(f"Adopted without a vote: {listed(silent)}.")
    if missing:
        told.append(f"No roll call is held of {listed(missing)}.")
    if told:
        yield Words((Run(" ".join(told), Style.QUIET),))
