"""What a sentence says of one entity's stance towards another, as features without names.

`A` is the one who may praise or blame, `B` the other; the same function with both exchanged looks the other way.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from onrecord.extract.scorer.look import LINKS, Look
from onrecord.extract.scorer.pair_path import add_path
from onrecord.extract.scorer.pair_sayings import add_entities, add_said
from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.tables import Tables
from onrecord.vocabulary import Span


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


def look_at(passage: Passage, first: Span, second: Span) -> Look | None:
    """The features without valences, and the words by role."""
    one, two = passage.inside(first), passage.inside(second)
    if not one or not two:
        return None
    look = Look(passage, passage.head_of(one), passage.head_of(two), frozenset((*one, *two)))
    _order(look, one, two)
    _around(look, one, two)
    _governors(look)
    add_path(look)
    add_said(look, "A", look.a, look.b)
    add_said(look, "B", look.b, look.a)
    add_entities(look)
    look.roles["all"] = look.content(range(len(passage.tokens)))
    return look


def _order(look: Look, one: Sequence[int], two: Sequence[int]) -> None:
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
    look.roles["between"] = look.content(range(low, high))
    if first:
        look.roles["between<"] = look.roles["between"]
        look.roles["after"] = look.content(range(two[-1] + 1, len(words)))
    look.roles["before"] = look.content(range(min(one[0], two[0])))
    everything = look.content(range(len(words)))
    for word in sorted({words[i] for i in everything}):
        look.add(f"sentence|{word}", 1 / len(everything) ** 0.5)


def _around(look: Look, one: Sequence[int], two: Sequence[int]) -> None:
    """The one and two words on each side of each entity."""
    last = len(look.passage.words) - 1
    for name, place in (("A", one), ("B", two)):
        left, right = place[0] - 1, place[-1] + 1
        look.add(f"{name} left|{look.word(left) if left >= 0 else '^'}")
        look.add(f"{name} right|{look.word(right) if right <= last else '$'}")
        if left >= 1:
            look.add(f"{name} left2|{look.word(left - 1)}_{look.word(left)}")
        if right < last:
            look.add(f"{name} right2|{look.word(right)}_{look.word(right + 1)}")


def _governor(look: Look, index: int) -> tuple[int, str]:
    """The word that an entity hangs on, over prepositions and coordination, and the labels on the way."""
    passage = look.passage
    tokens, heads = passage.tokens, passage.heads
    chain, head = tokens[index].dep, heads[index]
    for _ in range(3):
        over = tokens[head].pos == "ADP" or tokens[index].dep in LINKS - {"poss"}
        if not over or heads[head] == head:
            break
        index, head = head, heads[head]
        marker = passage.words[index] if tokens[index].pos == "ADP" else ""
        chain += f">{marker}{tokens[index].dep}"
    return head, chain


def _governors(look: Look) -> None:
    found = []
    for name, index in (("A", look.a), ("B", look.b)):
        head, chain = _governor(look, index)
        word = look.word(head)
        look.add(f"{name} role|{look.passage.tokens[index].dep}")
        look.add(f"{name} under|{chain}|{word}")
        look.add(f"{name} under|{word}")
        look.add(f"{name} chain|{chain}")
        look.roles[f"{name} under"] = look.content([head])
        if look.passage.tokens[index].dep in ("poss", "nsubj", "dobj", "pobj"):
            look.roles[f"{name} under {look.passage.tokens[index].dep}"] = look.roles[f"{name} under"]
        found.append((head, chain, word))
    (head_a, chain_a, word), (head_b, chain_b, _) = found
    look.add(f"roles|{chain_a}|{chain_b}")
    if head_a == head_b:
        look.add(f"same|{chain_a}|{chain_b}|{word}")
        look.add(f"same|{word}")


def _valences(look: Look, tables: Tables) -> None:
    """Sum and maximum of blame and praise over the words of each role."""
    for role, indexes in look.roles.items():
        if not indexes or role == "all":
            continue
        found = [tables.valence(look.passage.words[i]) for i in indexes]
        for side, name in enumerate(("blame", "praise")):
            values = [pair[side] for pair in found]
            look.add(f"valence|{role}|{name}", sum(values) / len(values) ** 0.5)
            look.add(f"valence|{role}|most {name}", max(0.0, *values))
