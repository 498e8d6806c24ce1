"""What the documents of each origin are to one another, worked out in jobs that fetch the texts they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.families import work_out_families
from onrecord.ledger import CopyEdits, Ledger
from onrecord.origins import relate
from onrecord.scale.parts import Part, open_parts
from onrecord.scale.store import Store
from onrecord.scale.workers import Workers
from onrecord.vocabulary import Document, Edit, OriginGroup

_AT_ONCE = 500
"""Documents of one job; an origin that has more is looked at whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Origins whose families one job works out, and the parts that hold their documents."""

    groups: tuple[OriginGroup, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The same origins with their relations, and what relatives changed."""

    groups: tuple[OriginGroup, ...]
    edits: tuple[CopyEdits, ...]


def relate_parts(
    ledger: Ledger,
    parts: Sequence[Part],
    *,
    store: Store,
    workers: Workers,
    edits: Callable[[Document, Document], tuple[Edit, ...]],
) -> None:
    """Fill the relations and edits of a ledger whose origins are known; then join translations."""
    work = partial(relate_families, store=store, edits=edits)
    for related in workers.each(work, list(_jobs(ledger, parts))):
        ledger.store_families(related.groups, related.edits)
    work_out_families(ledger, edits)


def relate_families(
    families: Families, *, store: Store, edits: Callable[[Document, Document], tuple[Edit, ...]]
) -> Related:
    """Work out the families of one job."""
    ids = [document for group in families.groups for document in group.documents]
    with open_parts(families.parts, store=store) as ledger:
        documents = {document.id: document for document in ledger.texts(ids)}
    related = tuple(relate(group, documents) for group in families.groups)
    return Related(
        groups=related,
        edits=tuple(
            CopyEdits(
                original=relation.beside,
                copy=relation.document,
                edits=edits(documents[relation.beside], documents[relation.document]),
            )
            for group in related
            for relation in group.relations
            if relation.beside is not None
        ),
    )


def _jobs(ledger: Ledger, parts: Sequence[Part]) -> Iterator[Families]:
    """Origins in the order of the parts that hold their documents, so that a job opens few of them."""
    held = {part.place: part for part in parts}
    homes = {
        document: (portion, part)
        for portion, part, document in ledger.database.rows("SELECT portion, part, document FROM firsts")
    }
    groups = sorted(
        ledger.unrelated(), key=lambda group: (sorted({homes[d] for d in group.documents}), group.id)
    )
    portion: list[OriginGroup] = []
    for group in groups:
        if portion and sum(len(one.documents) for one in portion) + len(group.documents) > _AT_ONCE:
            yield _families(portion, homes, held)
            portion = []
        portion.append(group)
    if portion:
        yield _families(portion, homes, held)


def _families(
    groups: Sequence[OriginGroup],
    homes: Mapping[str, tuple[int, int]],
    parts: Mapping[tuple[int, int], Part],
) -> Families:
    needed = sorted({homes[document] for group in groups for document in group.documents})
    return Families(groups=tuple(groups), parts=tuple(parts[home] for home in needed))
