"""Who could be the source of a cue: its subject, agent or possessor, or one inherited from above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.sayings.view import TIMES, View
from onrecord.syntax import SUBJECTS

_NAMING = frozenset({"PROPN", "PRON", "NOUN"})
_VERBAL = frozenset({"VERB", "AUX"})
_AGENTS = frozenset({"by", "from"})
_NOUN_AGENTS = frozenset({"by", "from", "to", "for", "with", "among", "in", "of"})
_MOST = 16
_DEEPEST = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may head the source, and how it hangs on the cue."""

    head: int
    how: str


def sources_of(view: View, cue: int, kind: str) -> list[Candidate]:
    """The possible sources, nearest first, at most sixteen."""
    found: list[Candidate] = []
    seen = {cue}
    walk = _of_according(view, cue) if kind == "according" else _of_word(view, cue, kind)
    for candidate in walk:
        if candidate.head not in seen and not _is_date(view, candidate.head):
            seen.add(candidate.head)
            found.append(candidate)
    return found[:_MOST]


def _is_date(view: View, head: int) -> bool:
    """True for a year or a day, which nobody is."""
    return view.tokens[head].text.isdigit() or view.tokens[head].lemma in TIMES


def _of_according(view: View, cue: int) -> Iterator[Candidate]:
    tree, tokens = view.tree, view.tokens
    for prep in tree.children(cue, "prep"):
        for target in tree.children(prep, "pobj"):
            yield Candidate(target, "acc")
            for inner in tree.children(target, "prep"):
                for owner in tree.children(inner, "pobj"):
                    yield Candidate(owner, f"acc:{tokens[inner].text.lower()}")
            for owner in tree.children(target, "poss"):
                yield Candidate(owner, "acc:poss")
            for clause in tree.children(target, "relcl", "acl"):
                for subject in tree.children(clause, *SUBJECTS):
                    yield Candidate(subject, "acc:rel")


def _of_word(view: View, cue: int, kind: str) -> Iterator[Candidate]:
    yield from _below(view, cue, kind)
    yield from _over(view, cue)
    yield from _beside(view, cue)


def _below(view: View, cue: int, kind: str) -> Iterator[Candidate]:
    tree, tokens = view.tree, view.tokens
    mark = "p" if tree.is_passive(cue) else ""
    for child in tree.children(cue):
        token = tokens[child]
        word = token.text.lower()
        if token.dep in SUBJECTS:
            yield Candidate(child, f"{mark}{token.dep}{'/R' if child > cue else ''}")
        elif token.dep == "agent" or (
            token.dep == "prep" and (word in _AGENTS or (kind == "noun" and word in _NOUN_AGENTS))
        ):
            for target in tree.children(child, "pobj"):
                yield Candidate(target, f"p:{word}")
        elif token.dep == "poss":
            yield Candidate(child, "poss")
        elif kind != "verb" and token.dep in ("compound", "amod", "nmod") and token.pos == "PROPN":
            yield Candidate(child, token.dep)
        elif kind == "noun" and token.dep == "acl":
            for agent in tree.children(child, "agent"):
                for target in tree.children(agent, "pobj"):
                    yield Candidate(target, "acl:by")
        elif kind == "noun" and token.dep == "relcl":
            for subject in tree.children(child, "nsubj"):
                yield Candidate(subject, "rel:subj")


def _over(view: View, cue: int) -> Iterator[Candidate]:
    """Subjects, objects and nouns on the way up the tree, with the path that leads there."""
    tree, tokens = view.tree, view.tokens
    here, path = cue, []
    for _ in range(_DEEPEST):
        above = tokens[here].head
        if above == here:
            return
        dep = tokens[here].dep
        path.append("nconj" if dep == "conj" and tokens[above].pos not in _VERBAL else dep)
        way = ">".join(path[:3]) + (">+" if len(path) > 3 else "")
        if tokens[above].pos in _VERBAL:
            mark = "p" if tree.is_passive(above) else ""
            for child in tree.children(above):
                role = tokens[child].dep
                if child == here:
                    continue
                if role in SUBJECTS:
                    yield Candidate(child, f"{way}|{mark}{role}")
                elif role in ("dobj", "dative"):
                    yield Candidate(child, f"{way}|{role}")
                elif role == "agent":
                    for target in tree.children(child, "pobj"):
                        yield Candidate(target, f"{way}|agent")
        elif tokens[above].pos in _NAMING:
            yield Candidate(above, f"{way}|N")
            for owner in tree.children(above, "poss"):
                yield Candidate(owner, f"{way}|poss")
        here = above


def _beside(view: View, cue: int) -> Iterator[Candidate]:
    """The name right before or after the cue, for where the parser fails."""
    tokens = view.tokens
    place = cue - 1
    while (
        place >= 0
        and cue - place < 5
        and (tokens[place].pos in ("ADV", "AUX", "PART") or tokens[place].text == ",")
    ):
        place -= 1
    if place >= 0 and tokens[place].pos in _NAMING:
        yield Candidate(place, "left")
    place = cue + 1
    while place + 1 < len(tokens) and tokens[place].pos in ("DET", "ADJ"):
        place += 1
    if place < len(tokens) and tokens[place].pos in _NAMING:
        while place + 1 < len(tokens) and tokens[place + 1].pos == "PROPN":
            place += 1
        yield Candidate(place, "right")


def source_tokens(view: View, source: int, cue: int) -> frozenset[int]:
    """The source's phrase with appositions and relative clauses, on its side of the cue."""
    below = view.tree.subtree(source, frozenset({"advcl", "parataxis"}))
    if cue in below:
        first = min(view.tree.subtree(cue)) if source < cue else cue
        edge = first if first > source else cue
        kept = frozenset(i for i in below if i < edge) if source < edge else frozenset({source})
        return kept or frozenset({source})
    return frozenset(i for i in below if (i < cue) == (source < cue))


def mishung_source(view: View, cue: int) -> Candidate | None:
    """The source where the parser gave the verb no subject: "Residents interviewed there said", "the bank, ..., warned"."""
    tree, tokens = view.tree, view.tokens
    if tree.is_passive(cue) or tree.children(cue, *SUBJECTS):
        return None
    for child in tree.children(cue, "ccomp", "advcl"):
        if child < cue and tokens[child].tag in ("VBN", "VBD") and not tree.children(child, "aux", "auxpass"):
            for subject in tree.children(child, *SUBJECTS):
                if tokens[subject].pos in _NAMING:
                    return Candidate(subject, "mishung")
    head = tokens[cue].head
    if tokens[cue].dep == "acl" and head < cue and tokens[head].pos in _NAMING and tokens[cue].tag != "VB":
        return Candidate(head, "mishung")
    return None
