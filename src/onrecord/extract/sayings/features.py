"""What is looked at in each of the four judgements: is it content, who is the source, where does it end, is it told.

A feature is a short string over words, relations and positions. No feature holds a name: proper nouns are `NAME`.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.sayings.pieces import Piece, key_of
from onrecord.extract.sayings.sources import Candidate
from onrecord.extract.sayings.view import TIMES, View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Token

_BREAKS = frozenset({",", "-", "--", "—", "–", "(", ";"})
_DASHES = _BREAKS - {";"}
_CLOSERS = frozenset({'"', "''"})
_TARGETS = frozenset({"dobj", "prep", "oprd"})
_EMBEDDED = frozenset({"xcomp", "advcl", "acl", "relcl", "ccomp", "pcomp", "conj"})
_MAIN = ("quote", "next", "ccomp", "above", "rest", "xcomp", "oprd", "dobj", "nsubjpass", "prep", "dative")
_COARSE = frozenset({"advcl", "above", "head"})


def _size(number: int) -> int:
    return 0 if number <= 1 else 1 if number <= 3 else 2 if number <= 6 else 3 if number <= 12 else 4


def _word(token: Token) -> str:
    named = token.pos == "PROPN" or (token.index > 0 and token.text[:1].isupper())
    return "NAME" if named else token.lemma


def piece_features(
    view: View, cue: int, lemma: str, kind: str, piece: Piece, pieces: Sequence[Piece]
) -> list[str]:
    """What tells whether a piece is content of a cue."""
    tree, tokens = view.tree, view.tokens
    key, group = piece.key, piece.kind
    others = (
        sorted({p.kind for p in pieces if p is not piece and p.key != "nsubjpass"}) if len(pieces) > 1 else []
    )
    quoted = view.quoted_share(piece.tokens)
    size = _size(len(piece.tokens))
    found = [
        key,
        group,
        f"{lemma}|{key}",
        f"{lemma}|{group}",
        f"{kind}|{key}",
        f"{key}/{'L' if piece.left else 'R'}",
        f"{key}|+{'+'.join(others)}",
        f"{group}|cc{'ccomp' in others:d}xc{'xcomp' in others:d}do{'dobj' in others:d}q{'quote' in others:d}",
        f"{group}|q{quoted}",
        f"{group}|n{size}",
        f"{group}|p{tree.is_passive(cue):d}",
    ]
    if piece.quote is not None:
        gap = min(piece.gap, 6)
        covered = any(piece.tokens <= p.tokens for p in pieces if p is not piece)
        verbal = any(tokens[i].pos in ("VERB", "AUX") for i in piece.tokens)
        found += [
            f"{key}|g{gap}",
            f"{key}|n{size}",
            f"{key}|c{covered:d}",
            f"{key}|g{min(gap, 4)}|{lemma}",
            f"{key}|v{verbal:d}|g{min(gap, 4)}",
        ]
    if piece.head >= 0:
        low = min(piece.tokens, default=piece.head)
        inner = tree.children(piece.head, "pobj", "pcomp")
        target = tokens[inner[0] if inner else piece.head]
        before = tokens[low - 1].text if low else "^"
        found += [
            f"{group}|d{_size(abs(piece.head - cue))}",
            f"{key}|o={target.dep}:{target.pos}",
            f"{key}|o={_word(target)}",
            f"{group}|,{',' if before == ',' else 'v' if low - 1 == cue else 'o'}",
        ]
        if any(tokens[i].lemma in TIMES for i in piece.tokens):
            found.append(f"{group}|time{size}")
    return found


def source_features(
    view: View, cue: int, lemma: str, kind: str, candidate: Candidate, rank: int, count: int
) -> list[str]:
    """What tells whether a token heads the source."""
    tokens = view.tokens
    token, word = tokens[candidate.head], tokens[cue]
    how = candidate.how
    role = how.rpartition("|")[2]
    sort = f"PRON:{token.lemma}" if token.pos == "PRON" else token.pos
    comma = cue > 0 and tokens[cue - 1].text == ","
    found = [
        "*",
        how,
        role,
        f"{how}|l={lemma}",
        f"{how}|{sort}",
        f"{role}|{token.pos}",
        f"r{rank}",
        f"r{rank}/{min(count, 5)}",
        f"{kind}|{how}",
        f"{role}|l={lemma}",
        f"{how}|,{comma:d}",
        f"{word.tag}|{how}",
        f"q{view.quote_of[candidate.head] == view.quote_of[cue]:d}",
        f"first{rank == 0:d}|{role}",
        f"{how}|{'L' if candidate.head < cue else 'R'}",
    ]
    if token.pos == "NOUN":
        found.append(f"n={_word(token)}")
    if "|" in how:
        found += [f"{how}|h={_word(tokens[word.head])}", f"{how}|{word.tag}|,{comma:d}"]
    return found


def cut_features(view: View, cue: int, lemma: str, kind: str, heads: frozenset[int], node: int) -> list[str]:
    """What tells whether the content ends before the constituent of a node that stands at its right edge."""
    tree, tokens = view.tree, view.tokens
    below = tree.subtree(node)
    first = below[0]
    key, dep = key_of(view, node), tokens[node].dep
    before = tokens[first - 1].text if first else "^"
    comma = before in _BREAKS or tokens[first].text in _DASHES
    token, head = tokens[node], tokens[tokens[node].head]
    inner = tree.children(node, "pobj", "pcomp")
    time = token.lemma in TIMES or any(tokens[i].lemma in TIMES for i in tree.children(node, "pobj"))
    depth, here = 0, node
    while here not in heads and tokens[here].head != here and depth < 6:
        here = tokens[here].head
        depth += 1
    deep = min(depth, 3)
    found = [
        "*",
        key,
        f"{key}|,{comma:d}",
        f"{key}|t{time:d}",
        f"{key}|h={head.pos}",
        f"{key}|h={_word(head)}",
        f"{key}|l={lemma}",
        f"{key}|d{deep}",
        f"{key}|in={tokens[here].dep}",
        f"{key}|in={tokens[here].dep}|d{deep}|,{comma:d}",
        f"d{deep}",
        f"{dep}|n{_size(len(below))}|,{comma:d}",
        f"{key}|w={_word(token)}",
        f"{dep}|k={kind}",
        f"{key}|q{view.quote_of[node] is not None:d}",
        f"{dep}|after-quote{before in _CLOSERS:d}",
    ]
    if inner:
        found += [f"{key}|o={_word(tokens[inner[0]])}", f"{key}|o={tokens[inner[0]].pos}"]
    if dep == "conj":
        subject = bool(tree.children(node, *SUBJECTS))
        found += [f"conj|{token.tag}|h={head.tag}", f"conj|s{subject:d}|,{comma:d}|{token.pos}"]
    if token.pos == "VERB":
        found.append(f"{dep}|s{bool(tree.children(node, *SUBJECTS)):d}")
    return found


def main_piece(pieces: Sequence[Piece]) -> Piece | None:
    """The piece that names the construction: quotation before clause before object."""
    for kind in _MAIN:
        for piece in pieces:
            if piece.kind == kind:
                return piece
    return pieces[0] if pieces else None


def cue_features(
    view: View,
    cue: int,
    lemma: str,
    kind: str,
    source: Candidate | None,
    chosen: Sequence[Piece],
    *,
    nested: bool = False,
) -> list[str]:
    """What tells whether a cue with its content is an attribution at all.

    `nested` looks at a cue inside somebody's quoted words as at one outside: there the quotation is the page.
    """
    tree, tokens = view.tree, view.tokens
    word = tokens[cue]
    parts = "+".join(sorted({p.kind if p.kind in _COARSE else p.key for p in chosen}))
    main = main_piece(chosen)
    key = main.key if main else "none"
    group = main.kind if main else "none"
    content = frozenset[int]().union(*(p.tokens for p in chosen))
    own = view.quote_of[cue]
    quoted = view.quoted_share(content, own if nested else None)
    inside = own is not None and not nested
    negated = bool(tree.children(cue, "neg"))
    passive = tree.is_passive(cue)
    auxiliaries = [tokens[i] for i in tree.children(cue, "aux", "auxpass")]
    found = [
        "*",
        f"l={lemma}",
        f"c={parts}",
        f"l={lemma}|c={parts}",
        key,
        f"l={lemma}|{key}",
        f"l={lemma}|{group}",
        f"k={kind}",
        f"k={kind}|{key}",
        word.tag,
        f"{word.tag}|{group}",
        f"dep={word.dep}",
        f"dep={word.dep}|{group}",
        f"q{quoted}",
        f"q{quoted}|{group}",
        f"l={lemma}|q{quoted}",
        f"n{_size(len(content))}|{group}",
        f"neg{negated:d}",
        f"in{inside:d}",
        f"in{inside:d}|{group}",
        f"l={lemma}|{word.tag}",
        f"l={lemma}|p{passive:d}",
    ]
    found += [f"aux={a.lemma}" for a in auxiliaries]
    if negated:
        found.append(f"neg|l={lemma}")
    if any(a.tag == "MD" for a in auxiliaries):
        found.append(f"md|l={lemma}")
    if word.dep in _EMBEDDED:
        found.append(f"dep={word.dep}|h={_word(tokens[word.head])}")
    if any(tokens[i].text.lower() in ("if", "unless", "whether") for i in tree.children(cue, "mark")):
        found.append("if")
    if tokens[-1].text == "?":
        found.append(f"question|in{inside:d}")
    found += _of_source(view, lemma, group, source, own if nested else None)
    found += _of_content(view, lemma, main)
    return found


def _of_source(view: View, lemma: str, group: str, source: Candidate | None, page: int | None) -> list[str]:
    if source is None:
        return ["s=none", f"s=none|l={lemma}", f"s=none|{group}"]
    token = view.tokens[source.head]
    far = "far" if "|" in source.how else "near"
    role = source.how.rpartition("|")[2] + far
    found = [
        f"how={role}",
        f"how={role}|{group}",
        f"s={token.pos}",
        f"s={token.pos}|{group}",
        f"s-in{view.quote_of[source.head] not in (None, page):d}",
    ]
    if token.pos == "PRON":
        found += [f"s=PRON:{token.lemma}", f"s=PRON:{token.lemma}|l={lemma}"]
    elif token.pos == "NOUN":
        found.append(f"s=NOUN:{_word(token)}")
    return found


def _of_content(view: View, lemma: str, main: Piece | None) -> list[str]:
    tree, tokens = view.tree, view.tokens
    if main is None or main.head < 0:
        return []
    if main.kind == "ccomp":
        subject = tree.children(main.head, "nsubj", "nsubjpass")
        who = (
            "none"
            if not subject
            else tokens[subject[0]].lemma
            if tokens[subject[0]].pos == "PRON"
            else "noun"
        )
        return [f"fin={tokens[main.head].tag}", f"sub={who}"]
    if main.kind in _TARGETS:
        inner = tree.children(main.head, "pobj", "pcomp") if main.kind == "prep" else ()
        target = tokens[inner[0] if inner else main.head]
        return [f"o={_word(target)}", f"o={target.pos}|{main.kind}", f"o={target.pos}|l={lemma}"]
    return []
