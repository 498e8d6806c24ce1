"""What tells whether a sentence of a speech criticises somebody: groups of words, valences, and who acts.

A few features only: there is little annotated speech, and what holds of one debate should hold of the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.extract.scorer.party_features import HARMLESS
from onrecord.extract.scorer.speech import SELF, STATE, Line
from onrecord.extract.scorer.tables import Tables

_NEGATORS = frozenset({"no", "not", "neither", "nor", "never"})
_MOST = 3
Features = dict[str, float]


def line_features(line: Line, parties: Mapping[str, Features], tables: Tables) -> Features:
    """Features of one sentence; `parties` are the candidates of being criticised in it."""
    found: Features = {"*": 1.0}
    _groups(line, found, tables)
    _valences(line, found, tables)
    _parties(parties, found)
    return found


def _groups(line: Line, found: Features, tables: Tables) -> None:
    """Which groups of words occur, how often, denied or not, and with which sort of subject."""
    tree, lemmas, words = line.tree, line.lemmas, line.words
    bad = 0
    for i, lemma in enumerate(lemmas):
        for group in tables.groups.get(lemma, ()):
            bad += group not in HARMLESS
            name = f"g|{group}"
            found[name] = min(_MOST, found.get(name, 0.0) + 1)
            below = tree.children(i)
            if any(tree.tokens[k].dep == "neg" or lemmas[k] in _NEGATORS for k in below):
                found[f"{name}|denied"] = 1.0
            found[f"{name}|subject {_subject(line, i)}"] = 1.0
            if tree.tokens[i].head == i:
                found[f"{name}|root"] = 1.0
            if any(words[k] == STATE for k in tree.subtree(i)):
                found[f"{name}|over a state"] = 1.0
            if line.states:
                found[f"{name}|beside a state"] = 1.0
    found["g|bad words"] = bad / 2
    found[f"g|bad words{min(4, bad)}"] = 1.0
    if STATE in words and len(found) > 3:
        found["g|any, beside a state"] = 1.0


def _subject(line: Line, index: int) -> str:
    sort = line.sort_of_subject(line.verb_over(index))
    if sort in ("none", SELF, STATE, "noun"):
        return sort
    return "noun" if sort in ("NAME", "BODY") else "pronoun"


def _valences(line: Line, found: Features, tables: Tables) -> None:
    """Blame and praise of the words in each part they play."""
    for role, words in line.roles.items():
        pairs = [tables.valence(word) for word in words]
        blame = sorted(b for b, _ in pairs)
        praise = [p for _, p in pairs]
        if not pairs:
            continue
        found[f"valence of {role}|blame"] = sum(blame)
        found[f"valence of {role}|most blame"] = max(0.0, blame[-1])
        found[f"valence of {role}|three most"] = sum(blame[-_MOST:])
        found[f"valence of {role}|mean blame"] = sum(blame) / len(blame)
        found[f"valence of {role}|praise"] = sum(praise)
        found[f"valence of {role}|most praise"] = max(0.0, *praise)


def _parties(parties: Mapping[str, Features], found: Features) -> None:
    """How many parties there are to criticise, and what they do."""
    here: Sequence[Features] = [f for f in parties.values() if "here" in f]
    found["parties|any"] = float(bool(parties))
    found["parties|here"] = float(bool(here))
    found["parties|several"] = float(len(here) > 1)
    found["parties|subject"] = float(any("subject|nsubj" in f for f in here))
    found["parties|subject bad"] = max((f.get("subject bad", 0.0) for f in here), default=0.0)
    found["parties|subject blame"] = max(0.0, *(f.get("subject blame", 0.0) for f in here), 0.0)
    found["parties|owned"] = float(any(k.startswith("owned|") for f in here for k in f))
    found["parties|most named before"] = float(any("context most" in f for f in here))
