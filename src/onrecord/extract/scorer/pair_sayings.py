"""Where one entity says something in which the other stands, and how each entity is named."""

from __future__ import annotations

from onrecord.extract.scorer.look import CLAUSES, LINKS, SAYING, Look
from onrecord.extract.scorer.passage import Passage

_MODIFIERS = frozenset({"amod", "compound", "appos", "relcl", "acl"})
_QUOTES = frozenset({'"', "“", "”"})


def add_said(look: Look, name: str, speaker: int, other: int) -> None:
    """Where one is the subject of a verb of saying and the other stands in what is said."""
    passage = look.passage
    tokens, heads, words = passage.tokens, passage.heads, passage.words
    top = speaker
    for _ in range(4):
        if tokens[top].dep not in LINKS:
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
    look.add(f"{name} says of|{dep}|{look.word(heads[other])}")
    told = look.content(sorted(content))
    look.bag(f"{name} said", (words[i] for i in told), 1.0, 1.5)
    near = look.content(passage.subtree(heads[other]))
    for word in sorted({words[i] for i in near}):
        look.add(f"{name} said near|{word}", 0.7)
    look.roles[f"{name} said"] = told
    look.roles[f"{name} said near"] = near


def _told(passage: Passage, verb: int) -> frozenset[int]:
    """What a verb of saying tells: its clauses, the clause that it hangs in, or all the rest."""
    below = passage.below[verb]
    whole = passage.words[verb] == "accord"
    told = {i for k in below if whole or passage.tokens[k].dep in CLAUSES for i in passage.subtree(k)}
    if told:
        return frozenset(told)
    own = set(passage.subtree(verb))
    if passage.tokens[verb].dep in (*CLAUSES, "conj"):
        told = set(passage.subtree(passage.heads[verb])) - own
    return frozenset(told or set(range(len(passage.tokens))) - own)


def add_entities(look: Look) -> None:
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
            look.add(f"{name} owns|{look.word(head)}")
        if tokens[i].dep == "compound":
            look.add(f"{name} compound|{look.word(head)}")
        top = head if tokens[i].dep in ("compound", "poss", "nmod", "amod") else i
        for k in passage.below[top]:
            if k not in look.own and tokens[k].dep in _MODIFIERS:
                look.add(f"{name} modified|{tokens[k].dep}|{look.word(k)}")
