"""People's decisions about origins, laid over the origins that were found: joined, parted, put below one another.

Only origins that decisions touch are looked at; the outcome is that of grouping all documents anew with the same decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.families import work_out_families
from onrecord.harmless import one_line, shortened
from onrecord.identity import make_id
from onrecord.ledger import CopyEdits, Ledger
from onrecord.ledger.joining import ReviewedOrigin, ReviewedPairs
from onrecord.ledger.together import Kin, Pair, Unplaced
from onrecord.origins import (
    Joined,
    Reprinted,
    Shelf,
    Woven,
    arrange,
    join_origins,
    relate,
    settle_first,
    settle_relation,
)
from onrecord.origins import edits as compare
from onrecord.vocabulary import (
    Decision,
    DecisionAbout,
    DecisionVerb,
    Document,
    Edit,
    OriginGroup,
    Relation,
    RelationKind,
    Standing,
)

GROUPED_AT_ONCE = 4000
"""Documents that are grouped before the next ones are read from the ledger."""
_LONGEST_WHY = 160
"""Characters of a reviewer's reason that an origin repeats."""
_MOST_TOLD = 3
"""Decisions that an origin's reason tells."""
REFUSED = "not carried out: it would bring documents together that were parted by decision"

Group = Callable[[Iterable[Document], Shelf], Joined]
Edits = Callable[[Document, Document], tuple[Edit, ...]]


def regroup(ledger: Ledger, group: Group = join_origins, edits: Edits = compare) -> None:
    """Group the documents that were read since the last grouping with those that they print or that print them.

    Documents that the new ones have nothing to do with stay as they are; the outcome is that of grouping all anew. What
    people decided is laid over it.
    """
    ledger.joining.put_back()
    ledger.part_translations()
    texts = ledger.kept_texts
    if not texts.is_current():
        ledger.forget_grouping()
    while read := texts.waiting(GROUPED_AT_ONCE):
        try:
            joined = group(texts.documents(read), texts)
        except Reprinted:
            ledger.forget_grouping()
            continue
        ledger.store_joined(joined, read)
    work_out_families(ledger, edits)
    lay_decisions(ledger, edits, around=None)


def take_in_decisions(ledger: Ledger, made: Iterable[Decision]) -> None:
    """Let origins stand as people decided just now, if it was about origins; what was read meanwhile is grouped first."""
    about = {decision.id: decision for decision in made if decision.about is DecisionAbout.ORIGIN}
    if not about:
        return
    texts = ledger.kept_texts
    if texts.is_current() and not texts.waiting(1) and not ledger.unrelated():
        lay_decisions(ledger, compare, around=ledger.joining.documents(about))
    else:
        regroup(ledger)


def lay_decisions(ledger: Ledger, edits: Edits, *, around: Collection[str] | None) -> None:
    """Lay the decisions over the found origins: over all, or over those that hang together with some documents."""
    joining = ledger.joining
    decisions = joining.decisions()
    held = joining.parts()
    if not decisions and not held:
        return
    pairs, unplaced = joining.weigh(decisions)
    found = Found.read(ledger, pairs, held, around or ())
    chosen = found.all() if around is None else found.around(around, pairs, held)
    with ledger.database.transaction():  # origins and what is said of them are never apart
        refused = _Laying(ledger, edits, found, pairs, held).lay(chosen)
        now = {
            document: group.id for group in ledger.origins_of(found.group_of) for document in group.documents
        }
        units = [*_reviewed(pairs, found, refused, now), *_not_placed(unplaced)]
        joining.write_reviewed(units, _origins(pairs, found, now))


@dataclass(frozen=True, slots=True)
class Found:
    """The origins that were found, as far as decisions concern them."""

    groups: Mapping[str, OriginGroup]
    """By id."""
    group_of: Mapping[str, OriginGroup]
    """By document."""

    @classmethod
    def read(
        cls,
        ledger: Ledger,
        pairs: Iterable[Pair],
        held: Mapping[str, Sequence[OriginGroup]],
        around: Iterable[str] = (),
    ) -> Found:
        """The found origins of all documents in the pairs."""
        groups = {part.id: part for parts in held.values() for part in parts}
        known = {document for group in groups.values() for document in group.documents}
        wanted = {document for pair in pairs for document in pair.documents} | set(around)
        groups |= {group.id: group for group in ledger.origins_of(wanted - known)}
        return cls(
            dict(sorted(groups.items())),
            {document: group for group in groups.values() for document in group.documents},
        )

    def all(self) -> list[OriginGroup]:
        """Every one, by id."""
        return list(self.groups.values())

    def around(
        self, documents: Collection[str], pairs: Iterable[Pair], held: Mapping[str, Sequence[OriginGroup]]
    ) -> list[OriginGroup]:
        """Those that documents (ids) are of, with all that decisions tie, or tied, to them."""
        near: defaultdict[str, set[str]] = defaultdict(set)
        for parts in held.values():
            for part in parts:
                near[parts[0].id].add(part.id)
                near[part.id].add(parts[0].id)
        for pair in pairs:
            one, other = (self.group_of[document].id for document in pair.documents)
            near[one].add(other)
            near[other].add(one)
        reached = {self.group_of[document].id for document in documents if document in self.group_of}
        frontier = set(reached)
        while frontier:
            frontier = {there for here in frontier for there in near[here]} - reached
            reached |= frontier
        return [group for id_, group in self.groups.items() if id_ in reached]

    def together(self, pair: Pair) -> bool:
        """True where both documents were found to be one report."""
        return self.group_of[pair.one].id == self.group_of[pair.other].id

    def relation(self, document: str) -> Relation | None:
        """What a document was found to be."""
        relations = self.group_of[document].relations
        return next((relation for relation in relations if relation.document == document), None)

    def agrees(self, kin: Kin) -> bool:
        """True where one document was found to be to the other what people say."""
        relation = self.relation(kin.document)
        parent = None if kin.kind is RelationKind.SIBLING else kin.parent
        return relation is not None and (relation.kind, relation.parent) == (kin.kind, parent)


class _Laying:
    """Decisions that are laid over some found origins."""

    def __init__(
        self,
        ledger: Ledger,
        edits: Edits,
        found: Found,
        pairs: Sequence[Pair],
        held: Mapping[str, Sequence[OriginGroup]],
    ) -> None:
        self._ledger, self._edits, self._found, self._held = ledger, edits, found, held
        self._pairs = pairs

    def lay(self, chosen: Sequence[OriginGroup]) -> set[tuple[str, str]]:
        """Write the origins that take the place of the chosen ones; all pairs whose joining was not carried out."""
        members = {document: group for group in chosen for document in group.documents}
        woven = Woven.take(members, self._ledger.kept_texts)
        within = [pair for pair in self._pairs if pair.one in members and pair.other in members]
        latest_first = sorted(within, key=_latest_first, reverse=True)
        arranged = arrange(
            [group.documents for group in chosen],
            woven.bonds(chosen),
            joined=[pair.documents for pair in latest_first if pair.joined],
            parted=[pair.documents for pair in within if pair.joined is False],
        )
        documents = {document.id: document for document in self._ledger.texts(sorted(members))}
        groups, parts = [], {}
        for cluster in arranged.groups:
            group = self._made(cluster, within, woven, documents)
            groups.append(group)
            if group != members[cluster[0]]:
                parts[group.id] = _parts(cluster, members)
        self._exchange(groups, parts, chosen, documents)
        return set(arranged.refused)

    def _made(
        self,
        cluster: Sequence[str],
        pairs: Sequence[Pair],
        woven: Woven,
        documents: Mapping[str, Document],
    ) -> OriginGroup:
        """The origin of some documents: as it was found, where that is what people want."""
        here = set(cluster)
        kins = [pair for pair in pairs if pair.kin is not None and here.issuperset(pair.documents)]
        kins = [pair for pair in kins if pair.kin is not None and not self._found.agrees(pair.kin)]
        found = self._found.group_of[cluster[0]]
        group = found
        if here != set(found.documents):
            group = relate(woven.describe(cluster), documents)
            group = replace(group, reason=self._reason(group, here, pairs, documents))
            for relation in self._translations(here, group):
                group = settle_relation(group, relation)
        for pair in sorted(kins, key=_latest_first):
            assert pair.kin is not None
            group = settle_relation(group, _relation(pair.kin, pair.decisions, documents))
        return settle_first(group, documents) if kins else group

    def _translations(self, here: Collection[str], group: OriginGroup) -> Iterator[Relation]:
        """Translations that were found and whose originals are still with them: wording does not tell them."""
        for document in group.documents:
            relation = self._found.relation(document)
            if (
                relation is not None
                and relation.kind is RelationKind.TRANSLATION
                and relation.parent is not None
                and relation.parent in here
            ):
                yield relation

    def _reason(
        self,
        group: OriginGroup,
        here: set[str],
        pairs: Sequence[Pair],
        documents: Mapping[str, Document],
    ) -> str:
        """Why these documents are one report: what was found, then what people decided."""
        whole = {
            found.id: found.reason
            for document in sorted(here)
            if len((found := self._found.group_of[document]).documents) > 1
            and set(found.documents).issubset(here)
        }
        told = [*dict.fromkeys(whole.values())] or [group.reason]
        made = [
            _told(pair, documents)
            for pair in sorted(pairs, key=_latest_first)
            if (pair.joined and here.issuperset(pair.documents) and not self._found.together(pair))
            or (pair.joined is False and here.intersection(pair.documents) and self._found.together(pair))
        ]
        more = [f"and {len(made) - _MOST_TOLD} more decisions"] if len(made) > _MOST_TOLD else []
        return "; ".join(filter(None, [*told, *made[:_MOST_TOLD], *more]))

    def _exchange(
        self,
        groups: Sequence[OriginGroup],
        parts: Mapping[str, Sequence[OriginGroup]],
        chosen: Sequence[OriginGroup],
        documents: Mapping[str, Document],
    ) -> None:
        gone = {group.id for group in chosen} | {
            origin
            for origin, held in self._held.items()
            if {part.id for part in held} & {c.id for c in chosen}
        }
        compared = self._ledger.compared_pairs(documents)
        new = [
            CopyEdits(
                original=relation.beside,
                copy=relation.document,
                edits=self._edits(documents[relation.beside], documents[relation.document]),
            )
            for group in groups
            for relation in group.relations
            if relation.beside is not None and (relation.beside, relation.document) not in compared
        ]
        self._ledger.joining.exchange(groups, parts=parts, gone=gone, edits=new)


def _parts(cluster: Iterable[str], members: Mapping[str, OriginGroup]) -> list[OriginGroup]:
    return list({members[document].id: members[document] for document in cluster}.values())


def _latest_first(pair: Pair) -> tuple[str, str, str, str]:
    last = pair.decisions[-1]
    return last.decided.isoformat(timespec="microseconds"), last.id, pair.one, pair.other


def _relation(kin: Kin, decisions: Sequence[Decision], documents: Mapping[str, Document]) -> Relation:
    """What people say that a document is to another."""
    made = next(d for d in reversed(decisions) if d.values)
    sibling = kin.kind is RelationKind.SIBLING
    return Relation(
        document=kin.document,
        parent=None if sibling else kin.parent,
        kind=kin.kind,
        reason=f"{made.reviewer} decided that it is {_kind(kin.kind)} of {_name(documents[kin.parent])}{_why(made)}",
        beside=None if kin.kind is RelationKind.TRANSLATION else kin.parent,
    )


def _kind(kind: RelationKind) -> str:
    words = {RelationKind.REWORKED: "a reworked text", RelationKind.EXTENDED: "an extended text"}
    article = "an" if kind.value[0] in "aeiou" else "a"
    return words.get(kind, f"{article} {kind.value}")


def _told(pair: Pair, documents: Mapping[str, Document]) -> str:
    """One decision in words."""
    made = pair.decisions[-1]
    one, other = (_name(documents[d]) if d in documents else d for d in pair.documents)
    what = "are one report" if pair.joined else "are two reports"
    return one_line(f"{made.reviewer} decided that {one} and {other} {what}{_why(made)}")


def _name(document: Document) -> str:
    return shortened(document.name, 80)


def _why(made: Decision) -> str:
    return f" ({shortened(one_line(made.reason), _LONGEST_WHY)})" if made.reason.strip() else ""


# --- How pairs and origins stand --------------------------------------------------------------

_GRAVEST = (Standing.DISPUTED, Standing.CORRECTED, Standing.ACCEPTED)


def _standing(pair: Pair, found: Found) -> Standing:
    """How a pair stands against what was found."""
    if pair.joined is None or pair.kin_disputed:
        return Standing.DISPUTED
    if not pair.joined:
        return Standing.REJECTED if found.together(pair) else Standing.ACCEPTED
    if not found.together(pair):
        return Standing.ADDED
    agrees = pair.kin is None or found.agrees(pair.kin)
    return Standing.ACCEPTED if agrees else Standing.CORRECTED


def _reviewed(
    pairs: Iterable[Pair], found: Found, refused: Collection[tuple[str, str]], now: Mapping[str, str]
) -> Iterator[ReviewedPairs]:
    """Pairs about which the same was decided, each sort as one row."""
    alike: defaultdict[tuple[tuple[str, ...], Standing, str | None], list[Pair]] = defaultdict(list)
    for pair in pairs:
        apart = bool(pair.joined) and now[pair.one] != now[pair.other]
        problem = REFUSED if pair.documents in refused or apart else None
        decided = tuple(decision.id for decision in pair.decisions)
        alike[decided, _standing(pair, found), problem].append(pair)
    for (_, standing, problem), held in alike.items():
        decisions = held[0].decisions
        documents = sorted({document for pair in held for document in pair.documents})
        first = decisions[0].document if decisions[0].document in documents else documents[0]
        yield ReviewedPairs(
            unit=make_id("pair", *(end for pair in held for end in pair.documents)),
            document=first,
            decisions=decisions,
            standing=standing,
            origin=now.get(first),
            problem=problem,
        )


def _not_placed(unplaced: Iterable[Unplaced]) -> Iterator[ReviewedPairs]:
    standings = {DecisionVerb.ACCEPT: Standing.ACCEPTED, DecisionVerb.PART: Standing.REJECTED}
    for one in unplaced:
        yield ReviewedPairs(
            unit=make_id("pair", one.decision.id),
            document=one.decision.document,
            decisions=(one.decision,),
            standing=standings.get(one.decision.verb, Standing.ADDED),
            origin=None,
            problem=one.problem,
        )


def _origins(pairs: Iterable[Pair], found: Found, now: Mapping[str, str]) -> list[ReviewedOrigin]:
    """The origins that hold documents about which people decided, each with the gravest of what it stands by."""
    standings: defaultdict[str, set[Standing]] = defaultdict(set)
    decisions: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
    for pair in pairs:
        told = _standing(pair, found)
        changed = Standing.CORRECTED if told in (Standing.ADDED, Standing.REJECTED) else told
        for origin in sorted({now[document] for document in pair.documents}):
            standings[origin].add(changed)
            decisions[origin].update((decision.id, decision) for decision in pair.decisions)
    return [
        ReviewedOrigin(
            origin=origin,
            standing=next(value for value in _GRAVEST if value in standings[origin]),
            decisions=tuple(d.id for d in sorted(held.values(), key=lambda d: (d.decided, d.id))),
        )
        for origin, held in sorted(decisions.items())
    ]
