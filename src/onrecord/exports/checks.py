"""Claims with what the record says of them, in the words that every form of export shares.

Nothing here knows of JSON-LD or Markdown: lines of plain text go out, harmless for a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.harmless import excerpt, one_line
from onrecord.ledger import CheckRow
from onrecord.ledger.forms import in_words
from onrecord.vocabulary import Claim, Document, Verdict, Vote

Lookup: TypeAlias = Callable[[str], object | None]
"""The row of registry or record with an id; None where this version has none."""

NO_VERDICT = "not laid beside the record"
GONE = "no such row in this version"
_MOST_IN_WORDS = 8
"""More rows than these are told by their ids alone, by source: a membership of 120 is a list of names."""
# The source stands apart; other names of a text or an office are for finding it.
_NOT_TOLD = ("row", "id", "source", "matters", "titles", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A row that decides a claim."""

    id: str
    says: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A claim in its document, the verdict, and the rows that decide it."""

    claim: Claim
    verdict: Verdict
    document: Document
    rows: tuple[RecordRow, ...]
    excerpt_chars: int | None = None

    @property
    def words(self) -> str:
        """The document's words."""
        return self.claim.span.of(self.document.text)

    @property
    def quote(self) -> str:
        """As many of the words as may be quoted."""
        return excerpt(self.words, self.excerpt_chars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the exports of claims are made of. Rows given = `claims` + the sum of `left_out`."""

    claims: tuple[Checked, ...]
    left_out: Mapping[str, int]
    version: str
    """Of this program."""
    origins: tuple[tuple[str, ...], ...] = ()
    """Ids of the documents that print one report, the most original first."""


def read_checks(
    found: Sequence[CheckRow],
    documents: Sequence[Document],
    lookup: Lookup,
    *,
    version: str,
    origins: Sequence[tuple[str, ...]] = (),
    excerpt_chars: int | None = None,
) -> Checks:
    """The claims in the order of the rows; `documents` are all that they stand in, `excerpt_chars` bounds a quotation."""
    by_id = {document.id: document for document in documents}
    claims = [
        Checked(
            claim=row.claim,
            verdict=replace(row.verdict, text_says=excerpt(row.verdict.text_says, excerpt_chars)),
            excerpt_chars=excerpt_chars,
            document=by_id[row.claim.document],
            rows=tuple(_record_row(id_, lookup) for id_ in dict.fromkeys(row.verdict.rows)),
        )
        for row in found
        if row.verdict is not None
    ]
    missing = len(found) - len(claims)
    return Checks(
        claims=tuple(claims),
        left_out={NO_VERDICT: missing} if missing else {},
        version=version,
        origins=tuple(origins),
    )


# --- In words ---------------------------------------------------------------------------------


def record_side(verdict: Verdict) -> str:
    """What the record says, with the sum that gives it where there is one: `100 abstained + 46 did not vote = 146`."""
    sums = (step for step in verdict.steps if step.endswith(f"= {verdict.record_says}"))
    return one_line(next(sums, verdict.record_says))


def in_short(verdict: Verdict) -> str:
    """`record: 100 abstained + 46 did not vote = 146; text: over 150`, on one line."""
    return f"record: {record_side(verdict)}; text: {one_line(verdict.text_says)}"


def account(checked: Checked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How the verdict came about: (label, lines), what says nothing left out. No line does anything to a terminal."""
    verdict = checked.verdict
    told = " > ".join(link.name for link in checked.claim.chain)
    parts = (
        ("As of", (str(verdict.as_of),) if verdict.as_of else ()),
        ("Steps", verdict.steps),
        ("Nearest reading", (verdict.nearest,) if verdict.nearest else ()),
        ("Looked for in vain", verdict.searched),
        ("Rows", _row_lines(checked.rows)),
        ("Told by", (told,) if told else ()),
    )
    return tuple((label, tuple(one_line(line) for line in lines)) for label, lines in parts if lines)


def plain_account(checked: Checked) -> str:
    """Verdict and account as plain text: the verdict first, lists with a dash."""
    lines = [f"{checked.verdict.value}: {in_short(checked.verdict)}"]
    for label, told in account(checked):
        lines += [f"{label}: {told[0]}"] if len(told) == 1 else [f"{label}:", *(f"- {line}" for line in told)]
    return "\n".join(lines)


def _row_lines(rows: Sequence[RecordRow]) -> tuple[str, ...]:
    if len(rows) <= _MOST_IN_WORDS:
        return tuple(f"{row.id}: {row.says}{_from(row.source)}" for row in rows)
    by_source: dict[str | None, list[str]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row.id)
    return tuple(f"{len(ids)} rows: {', '.join(ids)}{_from(source)}" for source, ids in by_source.items())


def _from(source: str | None) -> str:
    return f". Source: {source}" if source else ""


def _record_row(id_: str, lookup: Lookup) -> RecordRow:
    row = lookup(id_)
    if row is None:
        return RecordRow(id=id_, says=GONE, source=None)
    # A vote has the source of its roll call.
    told = lookup(f"rollcall:{row.roll_call}") if isinstance(row, Vote) else row
    source = getattr(told, "source", None)
    return RecordRow(id=id_, says=in_words(row, leave_out=_NOT_TOLD), source=source or None)
