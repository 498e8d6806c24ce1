"""Where the views look things up: documents with their origins, positions, names, anchors.

Built once from the content; everything in it is in the order of the page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.plaintext import sort_key
from onrecord.report.content import ReportContent
from onrecord.vocabulary import Analysis, Document, OriginGroup, Position

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")


def anchor(kind: str, *ids: str) -> str:
    """An id for the page: the row's own where it is plain, else a digest, so that no id can break out."""
    if len(ids) == 1 and _PLAIN_ID.fullmatch(ids[0]):
        return f"{kind}-{ids[0]}"
    return f"{kind}-{hashlib.sha256(chr(0).join(ids).encode('utf-8', 'replace')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What every view needs to know of the whole content."""

    analyses: tuple[Analysis, ...]
    """In the order of the page: by origin, the most original copy first."""
    origins: tuple[OriginGroup, ...]
    documents: Mapping[str, Document]
    origin_of: Mapping[str, OriginGroup]
    """Document id -> its origin."""
    positions: Mapping[str, Position]
    """In the order of the page."""
    names: Mapping[str, str]
    rows: Mapping[str, str]
    matters: Mapping[str, str]
    """Matter of the case -> its label."""

    def name(self, actor: str, otherwise: str | None = None) -> str:
        """An actor's name, or what the document calls it, or its id."""
        return self.names.get(actor) or otherwise or actor

    def count_origins(self, documents: Iterable[str]) -> int:
        """How many independent reports these documents are."""
        return len({self.origin_of[document].id for document in documents})

    def row_texts(self, rows: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """(row id, the row in words) for each; a row that the caller did not give says so."""
        return tuple((row, self.rows.get(row, "(text of this row not given)")) for row in rows)


def build_lookup(content: ReportContent) -> Lookup:
    """Order documents by origin and index them; a document in no group is an origin by itself."""
    by_document = {analysis.document.id: analysis for analysis in content.analyses}
    origins = _ordered_origins(content.origins, by_document)
    analyses = tuple(by_document[document] for origin in origins for document in origin.documents)
    return Lookup(
        analyses=analyses,
        origins=origins,
        documents={analysis.document.id: analysis.document for analysis in analyses},
        origin_of={document: origin for origin in origins for document in origin.documents},
        positions={position.id: position for analysis in analyses for position in analysis.positions},
        names=content.actor_names,
        rows=content.rows_used,
        matters={matter.id: matter.label for matter in content.case.matters} if content.case else {},
    )


def _ordered_origins(
    groups: tuple[OriginGroup, ...], documents: Mapping[str, Analysis]
) -> tuple[OriginGroup, ...]:
    present = []
    seen: set[str] = set()
    for group in sorted(groups, key=lambda group: group.id):
        members = tuple(
            document for document in group.documents if document in documents and document not in seen
        )
        seen.update(members)
        if members:
            whole = members == group.documents
            relations = group.relations if whole else ()
            present.append(replace(group, documents=members, relations=relations))
    for document in sorted(documents.keys() - seen):
        credit = documents[document].document
        name = credit.credit or credit.outlet or credit.issuer or credit.speaker
        present.append(OriginGroup(id=document, name=name, documents=(document,), reason="not grouped"))
    return tuple(sorted(present, key=lambda group: _origin_key(group, documents)))


def _origin_key(group: OriginGroup, documents: Mapping[str, Analysis]) -> tuple[str, tuple[str, str], str]:
    first = documents[group.documents[0]].document
    return str(first.date) if first.date else "9999", sort_key(first.title or first.name), group.id
