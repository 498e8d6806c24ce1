"""Values of a ledger as the cells of the tables in `sqlite.sql`, in the order of their columns.

A quotation has at most `most` characters; None bounds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from onrecord.harmless import excerpt
from onrecord.ledger import CheckRow, CopyEdits, OriginRow, PositionRow, StatementRow
from onrecord.vocabulary import Document, JsonValue, Link, OriginGroup, PartialDate

Cells: TypeAlias = "tuple[str | int | float | None, ...]"


def document_cells(document: Document, origin: str | None, most: int | None) -> Cells:
    """A row of `documents`; its text is left out where quotations are bounded."""
    source = document.provenance
    return (
        document.id, document.name, document.kind.value, document.title, document.outlet, document.credit,
        document.author, document.speaker, document.speaker_office, document.issuer, _day(document.date),
        _day(document.event_date), document.language, origin, source.address, source.url, source.media_type,
        source.digest, "; ".join(document.warnings) or None, len(document.text),
        document.text if most is None else None,
    )  # fmt: skip


def comment_cells(document: Document, most: int | None) -> Iterator[Cells]:
    """Rows of `comments`."""
    for one in document.comments:
        yield document.id, one.order, one.author, excerpt(one.text, most), one.parent


def origin_cells(row: OriginRow) -> Cells:
    """A row of `origins`."""
    origin = row.origin
    return (
        origin.id, origin.name, len(origin.documents), origin.primary, origin.reason, row.standing.value,
    )  # fmt: skip


def relation_cells(origin: OriginGroup, texts: Mapping[str, str], most: int | None) -> Iterator[Cells]:
    """Rows of `relations`."""
    for number, one in enumerate(origin.relations, start=1):
        words = one.evidence.of(texts[one.document]) if one.evidence and one.document in texts else None
        yield (
            one.document, origin.id, number, one.kind.value, one.parent, one.beside, one.reason,
            _quoted(words, most), _quoted(one.credit, most),
        )  # fmt: skip


def edit_cells(pair: CopyEdits, most: int | None) -> Iterator[Cells]:
    """Rows of `edits`: the sentences that differ."""
    for number, edit in enumerate(pair.edits, start=1):
        if edit.kind != "same":
            yield (
                pair.original, pair.copy, number, edit.kind, _quoted(edit.original, most), _quoted(edit.copy, most),
            )  # fmt: skip


def statement_cells(row: StatementRow, most: int | None) -> Cells:
    """A row of `statements`; the parts of broken content are joined."""
    one = row.statement
    speaker = one.chain[-1] if one.chain else None
    return (
        one.id, one.document, speaker.actor if speaker else None, speaker.name if speaker else None, one.act.value,
        one.form.value, excerpt(" … ".join(row.quotes), most), _quoted(row.source, most), _quoted(row.cue, most),
        _chain(one.chain), min((span.start for span in one.content), default=None),
        max((span.end for span in one.content), default=None), one.rule, row.standing.value, row.decision,
    )  # fmt: skip


def position_cells(row: PositionRow, origin: str | None, most: int | None) -> Cells:
    """A row of `positions`."""
    one = row.position
    toward, when = one.toward.actor if one.toward else None, one.when
    return (
        one.id, one.document, origin, one.statement, one.holder.actor.id, one.holder.actor.name, one.stance.value,
        one.stance.polarity, toward.id if toward else None, toward.name if toward else None,
        _quoted(one.about, most), one.basis.value, int(one.basis.declared), excerpt(row.quote, most),
        _chain(one.chain), _day(one.date), str(when.first) if when else None, str(when.last) if when else None,
        one.forum, one.instrument, one.modality, one.principle, one.address, one.event, int(one.ended),
        int(one.by_membership), one.evidence.start, one.evidence.end, one.rule, row.standing.value,
        row.decision,
    )  # fmt: skip


def claim_cells(
    rows: Sequence[CheckRow], origins: Mapping[str, str], most: int | None
) -> Mapping[str, Iterable[Cells]]:
    """Rows of `claims`, `claim_terms` and `claim_grounds`."""
    return {
        "claims": (_claim(row, origins.get(row.claim.document), most) for row in rows),
        "claim_terms": (
            (row.claim.id, name, _quoted(_plain(value), most))
            for row in rows
            for name, value in row.claim.terms.items()
        ),
        "claim_grounds": (cells for row in rows for cells in _grounds(row)),
    }


def _claim(row: CheckRow, origin: str | None, most: int | None) -> Cells:
    claim, verdict = row.claim, row.verdict
    answer: Cells = (None,) * 5
    if verdict is not None:
        text_says = excerpt(verdict.text_says, most)
        answer = (verdict.value.value, text_says, verdict.record_says, _day(verdict.as_of), verdict.nearest)
    return (
        claim.id, claim.document, origin, claim.kind.value, *answer, excerpt(row.quote, most), _chain(claim.chain),
        claim.span.start, claim.span.end, claim.rule,
    )  # fmt: skip


def _grounds(row: CheckRow) -> Iterator[Cells]:
    if row.verdict is None:
        return
    for kind, values in (
        ("step", row.verdict.steps),
        ("row", row.verdict.rows),
        ("searched", row.verdict.searched),
    ):
        for number, value in enumerate(values, start=1):
            yield row.claim.id, kind, number, value


def _plain(value: JsonValue) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(_plain(item) or "" for item in value)
    return json.dumps(value, ensure_ascii=False)


def _quoted(words: str | None, most: int | None) -> str | None:
    return None if words is None else excerpt(words, most)


def _chain(chain: Iterable[Link]) -> str | None:
    return " > ".join(link.name for link in chain) or None


def _day(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)
