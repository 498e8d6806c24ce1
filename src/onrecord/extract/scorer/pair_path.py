"""What stands on the way through the tree from one entity to the other, and what hangs on those words.

Voice makes no difference to who does it and who undergoes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.scorer.look import CLAUSES, SAYING, Look
from onrecord.extract.scorer.passage import Passage
from onrecord.syntax import SUBJECTS

_DULL = frozenset({"punct", "det", "cc"})
_FORMS = frozenset({"neg", "aux", "auxpass", "prt"})
_OBJECTS = frozenset({"dobj", "attr", "acomp", "prep", "xcomp"})
_LONGEST_PATH = 7


def add_path(look: Look) -> None:
    """The words and labels on the way through the tree from A to B, and what hangs on them."""
    passage = look.passage
    way = passage.path(look.a, look.b)
    if way is None:
        look.add("no path")
        return
    rising, top, falling = way
    tokens, words = passage.tokens, passage.words
    labels = "<".join(tokens[i].dep for i in rising) + "|" + ">".join(tokens[i].dep for i in falling)
    word = look.word(top)
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
            look.add(f"{name}|{look.word(i)}")
            look.add(f"{name}|{tokens[i].dep}|{look.word(i)}")
        look.roles[name] = look.content(part)
    for i in inner:
        look.add(f"on path|{look.word(i)}")
    for low, high in zip(rising, (*inner_up, top), strict=False):
        look.add(f"edge|{look.word(low)}<{tokens[low].dep}<{look.word(high)}")
    for high, low in zip((top, *inner_down), falling, strict=False):
        look.add(f"edge|{look.word(high)}>{tokens[low].dep}>{look.word(low)}")
    look.roles["path"] = look.content(inner)
    look.roles["top"] = look.content([top])
    _hanging(look, inner, top, frozenset(inner_up))
    negated = sum(tokens[k].dep == "neg" for i in inner for k in passage.below[i])
    look.add(f"negations{min(2, negated)}")
    _deed(look, rising, top, falling)
    if words[top] in SAYING and rising and tokens[rising[-1]].dep in SUBJECTS:
        look.add("A says")


def _deed(look: Look, rising: Sequence[int], top: int, falling: Sequence[int]) -> None:
    """Who does what the word over both says, and who undergoes it: the same for "A blamed B" and "B was blamed by A"."""
    if not rising or not falling:
        return
    one, two = _part(look.passage, rising[-1]), _part(look.passage, falling[0])
    word = look.word(top)
    deep = "+" if len(falling) > 1 and two != "doer" else ""
    look.add(f"deed|{one}|{two}{deep}")
    look.add(f"deed|{one}|{two}{deep}|{word}")
    look.add(f"deed|{one}|{two}|{word}")
    if one in ("doer", "undergoer") and two in ("doer", "undergoer", "clause"):
        look.roles[f"deed {one} {two}"] = look.content([top])
    if one == "doer":
        look.roles["done to"] = look.content(falling[:-1])


def _part(passage: Passage, index: int) -> str:
    """The part that a constituent plays under its head, whatever the voice."""
    dep = passage.tokens[index].dep
    if dep in ("nsubj", "agent", "csubj"):
        return "doer"
    if dep in ("nsubjpass", "dobj", "obj", "csubjpass"):
        return "undergoer"
    if dep in CLAUSES:
        return "clause"
    return f"prep_{passage.words[index]}" if dep == "prep" else dep


def _hanging(look: Look, inner: Sequence[int], top: int, rising: frozenset[int]) -> None:
    """Negations, auxiliaries, objects and adverbs of the words on the path."""
    tokens = look.passage.tokens
    found = []
    for i in inner:
        side = "top" if i == top else "up" if i in rising else "down"
        for k in look.passage.below[i]:
            dep = tokens[k].dep
            if k in look.own or k in inner or dep in _DULL:
                continue
            word = look.word(k)
            found.append(k)
            look.add(f"with {side}|{dep}|{word}")
            look.add(f"with|{word}")
            if dep in _FORMS:
                look.add(f"with {side}|{dep}|{word}|{look.word(i)}")
            if dep in _OBJECTS:
                look.add(f"with|{look.word(i)}|{dep}|{word}")
    look.roles["with"] = look.content(found)
