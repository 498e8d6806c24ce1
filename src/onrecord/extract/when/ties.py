"""Which phrase of time dates a verb: it hangs on it, goes with its tense, and dates nothing that stands between.

A phrase that hangs on what the stance is about dates nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from onrecord.extract.when.paths import Scene, governor, is_text, leads_up, word
from onrecord.extract.when.phrases import SINCE, TimePhrase
from onrecord.extract.when.tense import is_future, is_perfect, is_present
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import PartialDate, Token

_PLACE = re.compile(r"[A-Z][A-Z .,'’/-]{1,40}[,(]?\s*")
_DASH = re.compile(r"[\s,)]*(?:\([^)]{1,30}\))?\s*[-–—]")
_LONGEST_DATELINE = 48
_OF_MONTH = frozenset({"prep", "npadvmod", "pobj", "compound", "nmod"})
_NO_TIME = frozenset({"nsubj", "nsubjpass", "attr", "poss", "dative"})
_OPENING = 2
"""Tokens before the verb of an operative clause: a number, an adverb."""
_DAYS_NEAR = 7
"""A phrase of no more days dates all that one sentence tells of one subject."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A phrase that dates a verb; `bounds` where it only tells the earliest day."""

    phrase: TimePhrase
    bounds: bool = False


def find_hold(scene: Scene, verb: int, *, beside: bool) -> Hold | None:
    """The phrase that dates a verb: the nearest to its meaning of those that hang on it."""
    held = [
        hold
        for phrase in scene.phrases
        if (hold := _tie(scene, phrase, verb)) is not None and _fits(scene, hold, verb)
    ]
    if beside:
        held = [hold for hold in held if _is_before_verb(scene, hold, verb) or _is_short(hold)]
    elif not held and verb == scene.verb:
        held = _of_the_next(scene)
    return min(held, key=_rank, default=None)


def _is_before_verb(scene: Scene, hold: Hold, verb: int) -> bool:
    return hold.phrase.span.end <= scene.tree.tokens[verb].start


def _of_the_next(scene: Scene) -> list[Hold]:
    """Reads "condemned it and called for calm on Friday": a near phrase dates both acts of one subject."""
    tree, found = scene.tree, []
    for other in tree.children(scene.verb, "conj"):
        if tree.children(other, *SUBJECTS) or tree.tokens[other].tag != tree.tokens[scene.verb].tag:
            continue
        for phrase in scene.phrases:
            hold = _tie(scene, phrase, other)
            if hold is not None and _is_short(hold) and _fits(scene, hold, other):
                found.append(hold)
    return found


def _is_short(hold: Hold) -> bool:
    days = hold.phrase.days
    return days is not None and not hold.bounds and (days[1] - days[0]).days < _DAYS_NEAR


def _rank(hold: Hold) -> tuple[bool, bool, int, int]:
    """What tells days first, then the fewest days, then the first in the text."""
    days = hold.phrase.days
    length = (days[1] - days[0]).days if days is not None else 0
    return days is None, hold.bounds, length, hold.phrase.span.start


def _tie(scene: Scene, phrase: TimePhrase, verb: int) -> Hold | None:
    """The phrase, where a path of the tree leads from it to the verb that passes nothing with a time of its own."""
    tree = scene.tree
    edges = (bisect_left(tree.tokens, place, key=_start) for place in (phrase.span.start, phrase.span.end))
    inside = tree.tokens[slice(*edges)]
    core = [t for t in inside if phrase.core.start <= t.start]
    if not core or (phrase.bare_year and not _is_year(scene, core[0])):
        return None
    if _is_dateline(scene, phrase):
        return None
    own = {t.index for t in inside}
    if _is_when(tree, phrase, verb):
        # "since 1992, when Norway condemned"
        return Hold(replace(phrase, days=phrase.named, rule=phrase.rule.removeprefix(SINCE)))
    tops = [t for t in inside if t.head not in own and t.dep != "punct"]
    for top in tops:
        if top.dep in _NO_TIME or (phrase.month and top.dep not in _OF_MONTH):
            continue  # "May said", "the prime minister, Theresa May": a name
        if top.text.lower() == "of" and not is_text(scene, top.head):
            continue  # "the law of 2016"
        bounds = False if _is_of_doer(tree, phrase, top, verb) else leads_up(scene, top.head, verb)
        if bounds is None:
            continue
        if verb == scene.verb and _object_of_phrase(scene, phrase, verb):
            # A stance that looks back is no older than what it speaks of; another may speak of what is to come.
            return Hold(phrase, True) if tree.lemma(scene.trigger) in scene.words.looking_back else None
        return Hold(phrase, bounds)
    return None


def _start(token: Token) -> int:
    return token.start


def _is_year(scene: Scene, token: Token) -> bool:
    """False for four digits that count or number something; "resolution 62 (1983)" and "the 1983 summit" bear their year."""
    if word(scene.tree, token.head) in scene.words.occasions:
        return token.index < token.head or scene.document.text[token.start - 1] == "("
    return token.dep not in ("nummod", "compound", "appos", "dobj", "attr", "nsubj")


def _is_when(tree: Tree, phrase: TimePhrase, verb: int) -> bool:
    """True where the clause of the verb begins with "when" behind the phrase."""
    whens = [i for i in tree.children(verb, "advmod", "mark") if tree.tokens[i].text.lower() == "when"]
    return any(0 < tree.tokens[i].start - phrase.span.end <= 2 for i in whens)


def _is_of_doer(tree: Tree, phrase: TimePhrase, top: Token, verb: int) -> bool:
    """Reads "with Norway's envoy on Friday accusing": the phrase stands between the doer and the participle."""
    token = tree.tokens[verb]
    if token.tag != "VBG" or token.head != top.head or top.index >= verb:
        return False
    return token.dep == "acl" or (token.dep == "advcl" and phrase.span.end + 1 == token.start)


def _fits(scene: Scene, hold: Hold, verb: int) -> bool:
    """False for a phrase that does not go with the tense of its verb, and so belongs to what is talked about."""
    tree, phrase, written = scene.tree, hold.phrase, scene.document.date
    if is_future(tree, verb) or (written is not None and phrase.days and phrase.days[0] > written.last):
        return False
    if tree.tokens[verb].tag == "VB" and tree.is_infinitive(verb):
        return False
    own = scene.document.kind.official
    now = is_present(tree, verb) or (own and _is_operative(tree, verb))
    if not now or phrase.days is None or written is None or _is_before_verb(scene, hold, verb):
        return True  # also "In 1992 Norway recognizes": told as if it were now
    if own:  # what the text itself does is done on its day
        return phrase.lasting or phrase.today
    return not hold.bounds and (
        phrase.days[1] >= written.first or (not is_perfect(tree, verb) and _near(phrase.days, written))
    )


def _is_operative(tree: Tree, verb: int) -> bool:
    """True for "Reaffirming its support", which no verb of another tense carries."""
    if verb <= _OPENING and tree.tokens[verb].tag in ("VBG", "VBZ") and not tree.children(verb, *SUBJECTS):
        return True
    while tree.tokens[verb].tag in ("VBG", "VB", "VBP", "VBZ"):
        token = tree.tokens[verb]
        if token.head == verb:
            return True
        verb = token.head
    return False


def _near(days: tuple[date, date], written: PartialDate) -> bool:
    return (written.first - days[0]).days <= _DAYS_NEAR


def _object_of_phrase(scene: Scene, phrase: TimePhrase, verb: int) -> bool:
    """Reads "condemned the attack on Tuesday": the phrase may date what stands between it and the verb."""
    tree = scene.tree
    others = [
        i
        for i in tree.preps(verb)
        if word(tree, i) not in scene.words.occasions or governor(tree, i) == "for"
    ]
    objects = [*tree.children(verb, "dobj", "nsubjpass", "attr"), *others]
    behind, before = tree.tokens[verb].end, phrase.span.start
    return any(
        tree.lemma(i) in scene.words.events and behind <= tree.tokens[i].start < before for i in objects
    )


def _is_dateline(scene: Scene, phrase: TimePhrase) -> bool:
    """True in "OSLO, 26 October (Wire) - ...", which dates the report."""
    text, start = scene.document.text, scene.tree.sentence.span.start
    if phrase.span.start - start > _LONGEST_DATELINE:
        return False
    behind = text[phrase.span.end : phrase.span.end + _LONGEST_DATELINE]
    return bool(_PLACE.fullmatch(text[start : phrase.span.start])) and bool(_DASH.match(behind))
