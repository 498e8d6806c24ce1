"""What the documents of each origin are to one another, worked out in the ledger after grouping.

Only origins that are new or changed are looked at; the outcome is that of working out all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.ledger import CopyEdits, Ledger
from onrecord.origins import Translated, fits, join_translations, names_source_of, relate, translated
from onrecord.vocabulary import Document, Edit, OriginGroup

_AT_ONCE = 1000
"""Documents that are held in memory at once; an origin that has more is looked at whole."""


def work_out_families(ledger: Ledger, edits: Callable[[Document, Document], tuple[Edit, ...]]) -> None:
    """Give every origin that lacks them its relations and the edits between relatives; then join translations."""
    for groups in _portions(ledger.unrelated()):
        documents = _documents(ledger, groups)
        related = [relate(group, documents) for group in groups]
        compared = ledger.compared_pairs(documents)
        ledger.store_families(related, _edits(related, documents, edits, compared))
    _join_translations(ledger)


def _portions(groups: Sequence[OriginGroup]) -> Iterator[list[OriginGroup]]:
    portion: list[OriginGroup] = []
    for group in groups:
        if portion and sum(len(held.documents) for held in portion) + len(group.documents) > _AT_ONCE:
            yield portion
            portion = []
        portion.append(group)
    if portion:
        yield portion


def _documents(ledger: Ledger, groups: Sequence[OriginGroup]) -> dict[str, Document]:
    ids = [document for group in groups for document in group.documents]
    return {document.id: document for document in ledger.texts(ids)}


def _edits(
    groups: Sequence[OriginGroup],
    documents: Mapping[str, Document],
    edits: Callable[[Document, Document], tuple[Edit, ...]],
    compared: Collection[tuple[str, str]],
) -> Iterator[CopyEdits]:
    """What each document changed against its parent or the relative most like it, where that is not held already."""
    for group in groups:
        for relation in group.relations:
            if relation.beside is not None and (relation.beside, relation.document) not in compared:
                yield CopyEdits(
                    original=relation.beside,
                    copy=relation.document,
                    edits=edits(documents[relation.beside], documents[relation.document]),
                )


def _join_translations(ledger: Ledger) -> None:
    """Bring the origins of credited translations together with those of their originals, where these are held."""
    held = ledger.translations()
    if not held:
        return
    told = [said for said in map(translated, ledger.texts(held)) if said is not None]
    groups = ledger.origins_of({*held, *_possible_originals(ledger, told)})
    joined = join_translations(groups, _documents(ledger, groups))
    before = {group.documents: group for group in groups}
    ledger.store_reasons([group for group in joined if group.documents in before and group not in groups])
    new = [group for group in joined if group.documents not in before]
    ledger.bring_together(new, [_parts(group, groups) for group in new])


def _possible_originals(ledger: Ledger, told: Sequence[Translated]) -> set[str]:
    """Documents of outlets that the translations name, in other languages and near them in time."""
    return {
        imprint.document
        for imprint in ledger.imprints()
        for said in told
        if fits(said, imprint.language, imprint.date)
        and any(names_source_of(said, name) for name in imprint.names)
    }


def _parts(group: OriginGroup, groups: Sequence[OriginGroup]) -> list[OriginGroup]:
    """The origins that a joined one is made of, as grouping found them."""
    return [
        replace(part, relations=(), primary=None)
        for part in groups
        if set(part.documents) <= set(group.documents)
    ]
