"""What a sentence says of one entity's stance towards another, as features without names.

`A` is the one who may praise or blame, `B` the other; the same function with both exchanged looks the other way.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.tables import Tables
from onrecord.extract.scorer.words import is_content
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Span

SAYING = frozenset(
    [
        "accord",
        "accuse",
        "acknowledge",
        "add",
        "admit",
        "announce",
        "argue",
        "ask",
        "assert",
        "believe",
        "call",
        "charge",
        "claim",
        "complain",
        "contend",
        "declare",
        "deny",
        "describe",
        "explain",
        "fear",
        "hope",
        "insist",
        "note",
        "predict",
        "reply",
        "report",
        "respond",
        "say",
        "state",
        "suggest",
        "tell",
        "think",
        "tweet",
        "warn",
        "write",
    ]
)
_LINKS = frozenset({"conj", "appos", "compound", "nmod", "poss"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "dep", "parataxis"})
_DULL = frozenset({"punct", "det", "cc"})
_FORMS = frozenset({"neg", "aux", "auxpass", "prt"})
_OBJECTS = frozenset({"dobj", "attr", "acomp", "prep", "xcomp"})
_MODIFIERS = frozenset({"amod", "compound", "appos", "relcl", "acl"})
_QUOTES = frozenset({'"', "“", "”"})
_LONGEST_PATH = 7


@dataclass(slots=True)
class _Look:
    """One way of looking at a passage: the features found so far, and the words by the role they play."""

    passage: Passage
    a: int
    b: int
    own: frozenset[int]
    features: dict[str, float] = field(default_factory=dict)
    roles: dict[str, list[int]] = field(default_factory=dict)

    def add(self, feature: str, value: float = 1.0) -> None:
        self.features[feature] = self.features.get(feature, 0.0) + value

    def bag(self, role: str, words: Iterable[str], most: float, each: float) -> None:
        """The different words of a role; the more there are the less each counts."""
        found = sorted(set(words))
        share = min(most, each / max(1, len(found)) ** 0.5)
        for word in found:
            self.add(f"{role}|{word}", share)


def pair_features(passage: Passage, first: Span, second: Span, tables: Tables | None) -> dict[str, float]:
    """Features of `first` praising or blaming `second`; none where either covers no word.

    Without tables the valences are left out: they are learned first.
    """
    look = look_at(passage, first, second)
    if look is None:
        return {}
    if tables is not None:
        _valences(look, tables)
    return look.features


def look_at(passage: Passage, first: Span, second: Span) -> _Look | None:
    """The features without valences, and the words by role."""
    one, two = passage.inside(first), passage.inside(second)
    if not one or not two:
        return None
    look = _Look(passage, passage.head_of(one), passage.head_of(two), frozenset((*one, *two)))
    _order(look, one, two)
    _around(look, one, two)
    _governors(look)
    _path(look)
    _said(look, "A", look.a, look.b)
    _said(look, "B", look.b, look.a)
    _entities(look)
    look.roles["all"] = _content(look, range(len(passage.tokens)))
    return look


def _word(look: _Look, index: int) -> str:
    if index in look.own:
        return "ENTITY"
    return look.passage.words[index]


def _content(look: _Look, indexes: Iterable[int]) -> list[int]:
    tokens = look.passage.tokens
    return [i for i in indexes if i not in look.own and is_content(tokens[i])]


def _order(look: _Look, one: Sequence[int], two: Sequence[int]) -> None:
    """Who stands first, how far apart, and the words between them."""
    words = look.passage.words
    first = one[0] < two[0]
    way = "<" if first else ">"
    low, high = (one[-1] + 1, two[0]) if first else (two[-1] + 1, one[0])
    between = [words[i] for i in range(low, high)]
    look.add("*")
    look.add(f"order{way}")
    look.add(f"far{min(6, len(between).bit_length())}{way}")
    look.bag("between", between, 1.0, 1.0)
    look.bag(f"between{way}", between, 1.0, 2.0)
    chain = ["^", *between, "$"]
    for left, right in itertools.pairwise(chain):
        look.add(f"beside{way}|{left}_{right}", 0.7)
    look.roles["between"] = _content(look, range(low, high))
    if first:
        look.roles["between<"] = look.roles["between"]
        look.roles["after"] = _content(look, range(two[-1] + 1, len(words)))
    look.roles["before"] = _content(look, range(min(one[0], two[0])))
    everything = _content(look, range(len(words)))
    for word in sorted({words[i] for i in everything}):
        look.add(f"sentence|{word}", 1 / len(everything) ** 0.5)


def _around(look: _Look, one: Sequence[int], two: Sequence[int]) -> None:
    """The one and two words on each side of each entity."""
    last = len(look.passage.words) - 1
    for name, place in (("A", one), ("B", two)):
        left, right = place[0] - 1, place[-1] + 1
        look.add(f"{name} left|{_word(look, left) if left >= 0 else '^'}")
        look.add(f"{name} right|{_word(look, right) if right <= last else '$'}")
        if left >= 1:
            look.add(f"{name} left2|{_word(look, left - 1)}_{_word(look, left)}")
        if right < last:
            look.add(f"{name} right2|{_word(look, right)}_{_word(look, right + 1)}")


def _governor(look: _Look, index: int) -> tuple[int, str]:
    """The word that an entity hangs on, over prepositions and coordination, and the labels on the way."""
    passage = look.passage
    tokens, heads = passage.tokens, passage.heads
    chain, head = tokens[index].dep, heads[index]
    for _ in range(3):
        over = tokens[head].pos == "ADP" or tokens[index].dep in _LINKS - {"poss"}
        if not over or heads[head] == head:
            break
        index, head = head, heads[head]
        marker = passage.words[index] if tokens[index].pos == "ADP" else ""
        chain += f">{marker}{tokens[index].dep}"
    return head, chain


def _governors(look: _Look) -> None:
    found = []
    for name, index in (("A", look.a), ("B", look.b)):
        head, chain = _governor(look, index)
        word = _word(look, head)
        look.add(f"{name} role|{look.passage.tokens[index].dep}")
        look.add(f"{name} under|{chain}|{word}")
        look.add(f"{name} under|{word}")
        look.add(f"{name} chain|{chain}")
        look.roles[f"{name} under"] = _content(look, [head])
        if look.passage.tokens[index].dep in ("poss", "nsubj", "dobj", "pobj"):
            look.roles[f"{name} under {look.passage.tokens[index].dep}"] = look.roles[f"{name} under"]
        found.append((head, chain, word))
    (head_a, chain_a, word), (head_b, chain_b, _) = found
    look.add(f"roles|{chain_a}|{chain_b}")
    if head_a == head_b:
        look.add(f"same|{chain_a}|{chain_b}|{word}")
        look.add(f"same|{word}")


def _path(look: _Look) -> None:
    """The words and labels on the way through the tree from A to B, and what hangs on them."""
    passage = look.passage
    way = passage.path(look.a, look.b)
    if way is None:
        look.add("no path")
        return
    rising, top, falling = way
    tokens, words = passage.tokens, passage.words
    labels = "<".join(tokens[i].dep for i in rising) + "|" + ">".join(tokens[i].dep for i in falling)
    word = _word(look, top)
    look.add(f"path|{labels}")
    look.add(f"steps{min(_LONGEST_PATH, len(rising) + len(falling))}")
    look.add(f"path|{labels}|{word}")
    look.add(f"top|{tokens[top].pos}|{word}")
    if rising:
        look.add(f"top {'s' if tokens[rising[-1]].dep in SUBJECTS else 'o'}|{word}")
    inner_up, inner_down = rising[1:], falling[:-1]
    inner = [i for i in (*inner_up, top, *inner_down) if i not in (look.a, look.b)]
    for name, part in (("up", inner_up), ("down", inner_down)):
        for i in part:
            look.add(f"{name}|{_word(look, i)}")
            look.add(f"{name}|{tokens[i].dep}|{_word(look, i)}")
        look.roles[name] = _content(look, part)
    for i in inner:
        look.add(f"on path|{_word(look, i)}")
    for low, high in zip(rising, (*inner_up, top), strict=False):
        look.add(f"edge|{_word(look, low)}<{tokens[low].dep}<{_word(look, high)}")
    for high, low in zip((top, *inner_down), falling, strict=False):
        look.add(f"edge|{_word(look, high)}>{tokens[low].dep}>{_word(look, low)}")
    look.roles["path"] = _content(look, inner)
    look.roles["top"] = _content(look, [top])
    _hanging(look, inner, top, frozenset(inner_up))
    negated = sum(tokens[k].dep == "neg" for i in inner for k in passage.below[i])
    look.add(f"negations{min(2, negated)}")
    _deed(look, rising, top, falling)
    if words[top] in SAYING and rising and tokens[rising[-1]].dep in SUBJECTS:
        look.add("A says")


def _deed(look: _Look, rising: Sequence[int], top: int, falling: Sequence[int]) -> None:
    """Who does what the word over both says, and who undergoes it: the same for "A blamed B" and "B was blamed by A"."""
    if not rising or not falling:
        return
    one, two = _part(look.passage, rising[-1]), _part(look.passage, falling[0])
    word = _word(look, top)
    deep = "+" if len(falling) > 1 and two != "doer" else ""
    look.add(f"deed|{one}|{two}{deep}")
    look.add(f"deed|{one}|{two}{deep}|{word}")
    look.add(f"deed|{one}|{two}|{word}")
    if one in ("doer", "undergoer") and two in ("doer", "undergoer", "clause"):
        look.roles[f"deed {one} {two}"] = _content(look, [top])
    if one == "doer":
        look.roles["done to"] = _content(look, falling[:-1])


def _part(passage: Passage, index: int) -> str:
    """The part that a constituent plays under its head, whatever the voice."""
    dep = passage.tokens[index].dep
    if dep in ("nsubj", "agent", "csubj"):
        return "doer"
    if dep in ("nsubjpass", "dobj", "obj", "csubjpass"):
        return "undergoer"
    if dep in _CLAUSES:
        return "clause"
    return f"prep_{passage.words[index]}" if dep == "prep" else dep


def _hanging(look: _Look, inner: Sequence[int], top: int, rising: frozenset[int]) -> None:
    """Negations, auxiliaries, objects and adverbs of the words on the path."""
    tokens = look.passage.tokens
    found = []
    for i in inner:
        side = "top" if i == top else "up" if i in rising else "down"
        for k in look.passage.below[i]:
            dep = tokens[k].dep
            if k in look.own or k in inner or dep in _DULL:
                continue
            word = _word(look, k)
            found.append(k)
            look.add(f"with {side}|{dep}|{word}")
            look.add(f"with|{word}")
            if dep in _FORMS:
                look.add(f"with {side}|{dep}|{word}|{_word(look, i)}")
            if dep in _OBJECTS:
                look.add(f"with|{_word(look, i)}|{dep}|{word}")
    look.roles["with"] = _content(look, found)


def _said(look: _Look, name: str, speaker: int, other: int) -> None:
    """Where one is the subject of a verb of saying and the other stands in what is said."""
    passage = look.passage
    tokens, heads, words = passage.tokens, passage.heads, passage.words
    top = speaker
    for _ in range(4):
        if tokens[top].dep not in _LINKS:
            break
        top = heads[top]
    verb = heads[top]
    if tokens[top].dep not in ("nsubj", "pobj") or words[verb] not in SAYING:
        return
    content = _told(passage, verb)
    if other not in content:
        return
    dep = tokens[other].dep
    look.add(f"{name} says")
    look.add(f"{name} says|{words[verb]}|{dep}")
    look.add(f"{name} says of|{dep}|{_word(look, heads[other])}")
    told = _content(look, sorted(content))
    look.bag(f"{name} said", (words[i] for i in told), 1.0, 1.5)
    near = _content(look, passage.subtree(heads[other]))
    for word in sorted({words[i] for i in near}):
        look.add(f"{name} said near|{word}", 0.7)
    look.roles[f"{name} said"] = told
    look.roles[f"{name} said near"] = near


def _told(passage: Passage, verb: int) -> frozenset[int]:
    """What a verb of saying tells: its clauses, the clause that it hangs in, or all the rest."""
    below = passage.below[verb]
    whole = passage.words[verb] == "accord"
    told = {i for k in below if whole or passage.tokens[k].dep in _CLAUSES for i in passage.subtree(k)}
    if told:
        return frozenset(told)
    own = set(passage.subtree(verb))
    if passage.tokens[verb].dep in (*_CLAUSES, "conj"):
        told = set(passage.subtree(passage.heads[verb])) - own
    return frozenset(told or set(range(len(passage.tokens))) - own)


def _entities(look: _Look) -> None:
    """How each entity stands: in quotation marks, with a possessive, with modifiers."""
    passage = look.passage
    tokens = passage.tokens
    marks = [i for i, t in enumerate(tokens) if t.text in _QUOTES]
    if marks:
        look.add("quotes")
        inside = [sum(mark < i for mark in marks) % 2 for i in (look.a, look.b)]
        look.add(f"quotes|{inside[0]}{inside[1]}")
    for name, i in (("A", look.a), ("B", look.b)):
        look.add(f"{name} form|{tokens[i].tag}|{tokens[i].dep}")
        head = passage.heads[i]
        if any(tokens[k].dep == "case" for k in passage.below[i]):
            look.add(f"{name} owns|{_word(look, head)}")
        if tokens[i].dep == "compound":
            look.add(f"{name} compound|{_word(look, head)}")
        top = head if tokens[i].dep in ("compound", "poss", "nmod", "amod") else i
        for k in passage.below[top]:
            if k not in look.own and tokens[k].dep in _MODIFIERS:
                look.add(f"{name} modified|{tokens[k].dep}|{_word(look, k)}")


def _valences(look: _Look, tables: Tables) -> None:
    """Sum and maximum of blame and praise over the words of each role."""
    for role, indexes in look.roles.items():
        if not indexes or role == "all":
            continue
        found = [tables.valence(look.passage.words[i]) for i in indexes]
        for side, name in enumerate(("blame", "praise")):
            values = [pair[side] for pair in found]
            look.add(f"valence|{role}|{name}", sum(values) / len(values) ** 0.5)
            look.add(f"valence|{role}|most {name}", max(0.0, *values))
