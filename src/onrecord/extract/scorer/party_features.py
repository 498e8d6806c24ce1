"""What a sentence, and those before it, say of each party: does it act, own, suffer, and with which sort of words.

The features of a sentence are kept for the sentences that follow, where "it" or nobody at all may be named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.scorer.speech import Line
from onrecord.extract.scorer.tables import Tables
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Party

HARMLESS = frozenset({"good", "procedure", "doubt"})
_SUFFERING = frozenset({"in", "of", "on", "to"})
_AGAINST = frozenset({"against", "with"})
_KEPT = ("subject", "subject bad", "subject blame", "here", "role|pobj", "role|poss", "role|amod")
_FADING = 0.6
_REMEMBERED = 5
_MOST_AFTER = 4
Features = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is kept of a sentence for those that follow it in the same speech."""

    parties: Mapping[str, Party]
    """The parties named, by the id of their actor; the last mention of each."""
    features: Mapping[str, Features]
    mentions: tuple[tuple[str, str], ...]
    """(actor, "suffers" | "against" | "acts") for each mention, in order."""
    criticism: float
    """How likely the sentence criticises somebody."""


def parties_in(line: Line, tables: Tables) -> dict[str, Features]:
    """The features of each party that the sentence names, by the id of its actor."""
    found: dict[str, Features] = {}
    for index, party in line.others.items():
        features = found.setdefault(party.actor.id, {"here": 1.0})
        if "role|" + line.tree.tokens[index].dep in features:
            features["here again"] = 1.0
        _one_mention(line, index, party, features, tables)
    states = len(found)
    for number, features in enumerate(found.values()):
        features[f"here{min(3, states)}"] = 1.0
        if number == 0:
            features["here first"] = 1.0
    return found


def _one_mention(line: Line, index: int, party: Party, found: Features, tables: Tables) -> None:
    tree, tokens, lemmas = line.tree, line.tree.tokens, line.lemmas
    found[f"role|{tokens[index].dep}"] = 1.0
    found[f"rule|{party.rule}"] = 1.0
    *_, top = line.hangs_under(index)
    if top != index:
        found[f"part of|{tokens[top].pos}"] = 1.0
        for group in tables.groups.get(lemmas[top], ()):
            found[f"owned|{group}"] = 1.0
    found[f"phrase|{tokens[top].dep}"] = 1.0
    head = tokens[top].head
    if tokens[top].dep == "pobj":
        above = tokens[head].head
        found[f"after|{lemmas[head]}"] = 1.0
        found[f"after|{lemmas[head]}|{tokens[above].pos}"] = 1.0
        for group in tables.groups.get(lemmas[above], ()):
            found[f"after|{lemmas[head]}|{group}"] = 1.0
    elif tokens[top].dep in SUBJECTS:
        found["subject"] = 1.0
        found[f"subject|{tokens[top].dep}"] = 1.0
        for i in (head, *tree.children(head)):
            for group in tables.groups.get(lemmas[i], ()):
                found[f"subject|{group}"] = 1.0
        clause = tree.subtree(head)
        blame = sum(tables.valence(line.words[i])[0] for i in clause)
        bad = sum(group not in HARMLESS for i in clause for group in tables.groups.get(lemmas[i], ()))
        found["subject blame"] = max(found.get("subject blame", blame / 5), blame / 5)
        found["subject bad"] = max(found.get("subject bad", 0.0), min(3, bad) / 2)
    elif tokens[top].dep == "dobj":
        for group in tables.groups.get(lemmas[head], ()):
            found[f"object|{group}"] = 1.0


def mentions_in(line: Line) -> tuple[tuple[str, str], ...]:
    """Who is named, in order, and whether as one who suffers, is opposed, or acts, by the words before."""
    found = []
    lowered = [token.text.lower() for token in line.tree.tokens]
    for index, party in line.others.items():
        before = lowered[max(0, index - 3) : index]
        how = "suffers" if _SUFFERING & set(before[-1:]) else "acts"
        found.append((party.actor.id, "against" if _AGAINST & set(before) else how))
    return tuple(found)


def candidates(
    line: Line, before: Sequence[Heard], tables: Tables, here: Mapping[str, Features] | None = None
) -> dict[str, Features]:
    """Every party that may be meant, named here or just before, with all its features."""
    own = parties_in(line, tables) if here is None else here
    found = {actor: dict(features) for actor, features in own.items()}
    recent = before[-_REMEMBERED:]
    mentions = [m for heard in recent for m in heard.mentions if m[0] != line.speaker][::-1]
    _from_context(found, own, mentions)
    for actor, features in found.items():
        _from_earlier(actor, features, recent[::-1][:_MOST_AFTER])
        size = min(4, len(found))
        features |= {"*": 1.0, f"of{size}": 1.0, f"of{size}|{_here(actor, own)}": 1.0}
    return found


def _here(actor: str, own: Mapping[str, Features]) -> str:
    return "here" if actor in own else "before"


def _from_context(
    found: dict[str, Features], own: Mapping[str, Features], mentions: Sequence[tuple[str, str]]
) -> None:
    """How lately, how often and in which role the sentences before name each party."""
    counts: dict[str, int] = {}
    for actor, _ in mentions:
        counts[actor] = counts.get(actor, 0) + 1
    for rank, (actor, count) in enumerate(counts.items()):
        features = found.setdefault(actor, {})
        here = _here(actor, own)
        features["context"] = 1.0
        if actor not in own:
            features["context only"] = 1.0
            features[f"context only|{min(2, len(own))}"] = 1.0
        features[f"context rank{min(3, rank)}"] = 1.0
        features[f"context rank{min(3, rank)}|{here}"] = 1.0
        features["context share"] = features[f"context share|{here}"] = count / len(mentions)
        if count == max(counts.values()):
            features["context most"] = features[f"context most|{here}"] = 1.0
    for actor, how in mentions:
        name = f"context {how}"
        found[actor][name] = min(1.5, found[actor].get(name, 0.0) + 0.3)


def _from_earlier(actor: str, features: Features, earlier: Sequence[Heard]) -> None:
    """What the party did in each sentence before, fading, and how critical those sentences were."""
    here = "here" if "here" in features else "before"
    for distance, heard in enumerate(earlier):
        past = heard.features.get(actor)
        if not past:
            continue
        weight = _FADING**distance
        for name in _KEPT:
            if name in past:
                for key in (f"past {name}", f"past {name}|{here}"):
                    features[key] = features.get(key, 0.0) + past[name] * weight
        acted = "subject" in past or any(k.startswith("owned|") for k in past)
        features["past critical"] = features.get("past critical", 0.0) + heard.criticism * weight
        if acted:
            features["past critical, acting"] = (
                features.get("past critical, acting", 0.0) + heard.criticism * weight
            )
        if any(k.startswith(("owned|", "after|by")) for k in past):
            features["past owned"] = features.get("past owned", 0.0) + weight
        if any(k.startswith("object|") for k in past):
            features["past object"] = 1.0
