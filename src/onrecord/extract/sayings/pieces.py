"""What a cue could introduce: the clauses, objects, phrases and quotations that hang on it, each as a piece.

A piece is a stretch of grammar, not yet content: which pieces are content is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.sayings.view import View
from onrecord.syntax import SUBJECTS

_NEVER = frozenset(
    {
        "aux",
        "auxpass",
        "neg",
        "punct",
        "nsubj",
        "nsubjpass",
        "csubj",
        "csubjpass",
        "prt",
        "mark",
        "cc",
        "conj",
        "det",
        "poss",
        "expl",
        "intj",
        "preconj",
        "nummod",
        "amod",
        "compound",
        "nmod",
        "predet",
        "case",
        "agent",
        "appos",
        "advmod",
    }
)
"""Relations of what is no content of a verb: its subject, its auxiliaries, its adverbs."""
_VERBAL = frozenset({"VERB", "AUX"})
_OVER = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj"})
"""Relations by which a verb of saying may hang on what is said ("It will rain, she said")."""
_LONGEST_SUBJECT = 8
_LONGEST_ASIDE = 14
_STOPS = frozenset({",", '"', "''", "-", "--"})
_COMMENTED = frozenset({"above:parataxis", "above:ccomp", "above:dep", "above:as"})
_LEADS = frozenset({"that", "to", "if", "whether"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch that may be content of a cue."""

    key: str
    """Its construction: "ccomp:that", "dobj", "prep:for", "quote:left" ..."""
    tokens: frozenset[int]
    head: int
    """Its topmost token; the first one of a quotation; -1 for a quotation in the next sentence."""
    left: bool
    quote: int | None = None
    """Number of the quotation that it is."""
    gap: int = 0
    """Words between the cue and a quotation."""
    kind: str = field(init=False)
    """The construction without its lead word."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.key.partition(":")[0])


def key_of(view: View, index: int) -> str:
    """The construction of a constituent: its relation with the word that leads it."""
    tree, tokens = view.tree, view.tokens
    dep = tokens[index].dep
    if dep in ("prep", "dative"):
        named = index and tokens[index].text[:1].isupper()
        return f"{dep}:{'NAME' if named else tokens[index].text.lower()}"
    if dep == "advcl" and any(tokens[i].text.lower() == "that" for i in tree.children(index, "mark")):
        return "ccomp:that"  # far from its verb the parser takes the clause for an adverbial
    if dep == "advcl":
        leads = [tokens[i].text.lower() for i in tree.children(index, "mark", "advmod") if i < index]
        return f"advcl:{leads[0] if leads else tokens[index].tag}"
    if dep in ("ccomp", "xcomp"):
        for i in tree.children(index, "mark", "aux"):
            if i < index and tokens[i].text.lower() in _LEADS:
                return f"{dep}:{tokens[i].text.lower()}"
        first = tree.subtree(index)[0]
        if dep == "ccomp" and tokens[first].text.lower() == "that" and first + 1 < index:
            return "ccomp:that"  # also where the parser takes "that" for a pronoun
        if any(tokens[i].tag in ("WDT", "WP", "WRB") for i in tree.subtree(index) if i <= index):
            return f"{dep}:wh"
        return f"{dep}:{tokens[index].tag if dep == 'xcomp' else 'bare'}"
    if dep == "conj":
        return f"conj:{tokens[index].tag}"
    if dep == "relcl" and any(tokens[i].text.lower() == "that" for i in tree.children(index, "mark")):
        return (
            "acl:that"  # "the claim that no boat had left": the parser often takes it for a relative clause
        )
    if dep == "acl":
        leads = [tokens[i].text.lower() for i in tree.children(index, "mark", "aux") if i < index]
        return f"acl:{leads[0] if leads else tokens[index].tag}"
    return dep


def pieces_of_verb(view: View, verb: int, *, with_quotes: bool = True) -> list[Piece]:
    """The complements of a verb, what it hangs on, and the quotations of its sentence."""
    tree, tokens = view.tree, view.tokens
    passive = tree.is_passive(verb)
    found: list[Piece] = []
    for child in tree.children(verb):
        dep = tokens[child].dep
        joined = dep == "conj" and child > verb and tokens[child].pos in _VERBAL
        if joined and not tree.children(child, *SUBJECTS):
            pass  # "agreed to share ... and rely": the parser may hang the second half too high
        elif dep in _NEVER and not (passive and dep == "nsubjpass" and tokens[child].lemma != "it"):
            continue
        found.extend(_complement(view, child, left=child < verb))
    found = _joined(view, found)
    found.extend(_above(view, verb))
    if not any(p.kind == "ccomp" or p.key in _COMMENTED for p in found):
        found.extend(_mishung(view, verb))
    if with_quotes:
        found.extend(_quotations(view, verb))
    return found


def _joined(view: View, pieces: Sequence[Piece]) -> list[Piece]:
    """Reads "that the tunnel, closed since May, would reopen": a verb without subject goes on with the clause before."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        goes_on = (
            piece.key == "ccomp:bare" and not piece.left and not view.tree.children(piece.head, *SUBJECTS)
        )
        if goes_on and before is not None and before.key == "ccomp:that":
            found[-1] = replace(before, tokens=before.tokens | piece.tokens)
        else:
            found.append(piece)
    return found


def _complement(view: View, child: int, *, left: bool) -> Iterator[Piece]:
    """A complement; "told a meeting of members that ...": the clause is parted from the one addressed."""
    tree = view.tree
    tokens = frozenset(tree.subtree(child))
    if not left and view.tokens[child].dep in ("dobj", "dative"):
        for clause in tree.children(child, "relcl", "acl", "ccomp"):
            if any(view.tokens[i].text.lower() == "that" for i in tree.children(clause, "mark")):
                below = frozenset(tree.subtree(clause))
                tokens -= below
                yield Piece(key="ccomp:that", tokens=below, head=clause, left=False)
    key = key_of(view, child)
    if key == "ccomp:that" and not left:
        # "said, citing a letter, that ...": what stands before "that" is no part of the clause.
        start = min((i for i in tokens if view.tokens[i].text.lower() == "that"), default=min(tokens))
        tokens = frozenset(i for i in tokens if i >= start)
    yield Piece(key=key, tokens=tokens, head=child, left=left)


def _above(view: View, verb: int) -> Iterator[Piece]:
    """What the verb itself hangs on: the clause that it comments, the noun that it qualifies."""
    tree, tokens = view.tree, view.tokens
    token = tokens[verb]
    head = token.head
    if head == verb:
        return
    own = frozenset(tree.subtree(verb))
    if token.dep in _OVER and tree.children(verb, *SUBJECTS):
        rest = frozenset(tree.subtree(head)) - own
        lead = [tokens[i].text.lower() for i in tree.children(verb, "mark") if i < verb][:1]
        key = f"above:{'as' if lead == ['as'] else token.dep}"
        yield Piece(key=key, tokens=rest, head=head, left=head < verb)
    elif token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN"):
        rest = frozenset(tree.subtree(head)) - own
        yield Piece(key=f"head:{token.dep}", tokens=rest, head=head, left=True)


def _mishung(view: View, verb: int) -> Iterator[Piece]:
    """What the parser hangs elsewhere: a clause after "that" further down, all before ", the keeper recalled"."""
    tree, tokens = view.tree, view.tokens
    for mark in range(verb + 1, len(tokens)):
        clause = tokens[mark].head
        if tokens[mark].dep == "mark" and tokens[mark].text.lower() == "that" and clause > mark:
            nearest = next((a for a in tree.ancestors(clause) if tokens[a].pos == "VERB"), None)
            above = set(tree.ancestors(clause))
            if verb in above and nearest is not None and tokens[nearest].tag in ("VBG", "VBN"):
                below = frozenset(tree.subtree(clause))
                yield Piece(key="ccomp:far", tokens=below, head=clause, left=False)
            break
    subject = next((i for i in tree.children(verb, *SUBJECTS) if i < verb), None)
    if subject is None:
        return
    first = min(tree.subtree(subject))
    yield from _around(view, verb, first)
    if first and tokens[first - 1].text in _STOPS:
        before = frozenset(range(first))
        if any(tokens[i].pos in _VERBAL for i in before):
            yield Piece(key="rest:left", tokens=before, head=0, left=True)


def _around(view: View, verb: int, first: int) -> Iterator[Piece]:
    """What stands on both sides of ", the admiral conceded,": the rest of the sentence, up to a semicolon."""
    tokens = view.tokens
    if not first or tokens[first - 1].text != "," or verb - first > _LONGEST_SUBJECT:
        return
    after = next(
        (i for i in range(verb + 1, min(verb + _LONGEST_ASIDE, len(tokens))) if tokens[i].text == ","), None
    )
    if after is None:
        return
    low = max((i + 1 for i in range(first) if tokens[i].text == ";"), default=0)
    high = next((i for i in range(after, len(tokens)) if tokens[i].text == ";"), len(tokens))
    rest = frozenset([*range(low, first - 1), *range(after + 1, high)])
    sides = (
        any(view.is_word(i) for i in range(low, first)),
        any(view.is_word(i) for i in range(after, high)),
    )
    if all(sides):
        yield Piece(key="rest:around", tokens=rest, head=low, left=True)


def _quotations(view: View, cue: int) -> Iterator[Piece]:
    for number in view.quotes_near(cue):
        quoted = view.inside(number)
        around = view.outer[number]
        if around is not None and cue not in view.inside(around):
            continue  # a quotation inside a quotation is told there
        if not quoted or cue in quoted:
            continue
        low, high = min(quoted), max(quoted)
        if not view.words_between(low, high + 1):
            continue
        left = high < cue
        yield Piece(
            key=f"quote:{'left' if left else 'right'}",
            tokens=quoted,
            head=low,
            left=left,
            quote=number,
            gap=view.words_between(high + 1, cue) if left else view.words_between(cue + 1, low),
        )


def pieces_of_adjective(view: View, verb: int, adjective: int) -> list[Piece]:
    """The complements of "be critical", "be a supporter": those of the adjective or noun and of the verb."""
    rest = [p for p in pieces_of_verb(view, verb, with_quotes=False) if p.head != adjective]
    return [*pieces_of_verb(view, adjective, with_quotes=False), *rest]


def pieces_of_noun(view: View, noun: int) -> list[Piece]:
    """Clauses and phrases behind a noun ("the claim that", "calls for"), a quotation right after it."""
    tree, tokens = view.tree, view.tokens
    found = []
    for child in tree.children(noun, "acl", "relcl", "prep", "ccomp", "advcl"):
        if tokens[child].text.lower() not in ("by", "from"):
            below = frozenset(tree.subtree(child))
            found.append(Piece(key=key_of(view, child), tokens=below, head=child, left=False))
    head = tokens[noun].head
    if tokens[head].lemma == "be" and tokens[noun].dep == "nsubj":
        for child in tree.children(head, "ccomp"):
            below = frozenset(tree.subtree(child))
            found.append(Piece(key="be:ccomp", tokens=below, head=child, left=False))
    found.extend(p for p in _quotations(view, noun) if not p.left and p.gap <= 1)
    return found


def pieces_of_according(view: View, cue: int) -> list[Piece]:
    """The rest of the sentence around "according to X"."""
    tree, tokens = view.tree, view.tokens
    own = set(tree.subtree(cue))
    if tokens[cue].head == cue or cue <= 1:
        # Where the parser takes the whole sentence for the source, the source ends at the first comma.
        comma = next((t.index for t in tokens if t.index > cue and t.text == ","), None)
        if comma is not None:
            own = set(range(cue, comma + 1))
    found = []
    head = tokens[cue].head
    if head != cue:
        rest = frozenset(tree.subtree(head)) - own
        found.append(Piece(key="above", tokens=rest, head=head, left=head < cue))
        if tokens[head].head != head and tokens[head].pos in _VERBAL and head > cue:
            return found  # inside a clause of its own: "said that, according to X, ..."
    for key, stretch in (("rest:left", range(min(own))), ("rest:right", range(max(own) + 1, len(tokens)))):
        if sum(1 for i in stretch if view.is_word(i)) >= 3:
            left = key == "rest:left"
            found.append(Piece(key=key, tokens=frozenset(stretch), head=stretch[0], left=left))
    return found


def quotation_after(view: View, following: View | None) -> Piece | None:
    """A quotation that opens the next sentence, where this one ends in a colon ("She wrote:")."""
    words = [t.text for t in view.tokens[-2:]]
    if following is None or ":" not in words:
        return None
    end = view.tree.sentence.span.end
    start = following.tree.sentence.span
    for number in _touching(view, following):
        quote = view.quotes[number]
        if end <= quote.start + 1 and quote.start <= start.start + 2 and quote.end > start.start:
            return Piece(key="next:quote", tokens=frozenset(), head=-1, left=False, quote=number)
    return None


def _touching(view: View, following: View) -> Sequence[int]:
    return sorted({*view.here, *following.here})
