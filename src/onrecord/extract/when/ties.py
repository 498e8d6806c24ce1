"""Which phrase of time dates a verb: the path through the tree from one to the other.

The path may pass what has no time of its own: names, hearers, texts and occasions ("in a statement on Friday"). A
phrase that hangs on what the stance is about dates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.extract.when.phrases import SINCE, TimePhrase
from onrecord.extract.when.tense import is_future, is_perfect, is_present
from onrecord.extract.when.words import TimeWords
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Document, DocumentKind, PartialDate, Token

OWN_KINDS = frozenset({DocumentKind.COMMUNIQUE, DocumentKind.RESOLUTION, DocumentKind.SPEECH})
_PLACE = re.compile(r"[A-Z][A-Z .,'’/-]{1,40}[,(]?\s*")
_DASH = re.compile(r"[\s,)]*(?:\([^)]{1,30}\))?\s*[-–—]")
_LONGEST_DATELINE = 48
_OF_MONTH = frozenset({"prep", "npadvmod", "pobj", "compound", "nmod"})
_NO_TIME = frozenset({"nsubj", "nsubjpass", "attr", "poss", "dative"})
_DAYS_NEAR = 7
"""A phrase of no more days dates all that one sentence tells of one subject."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A phrase that dates a verb; `bounds` where it only tells the earliest day."""

    phrase: TimePhrase
    bounds: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its phrases and what they hang on."""

    document: Document
    tree: Tree
    words: TimeWords
    phrases: tuple[TimePhrase, ...]
    trigger: int
    verb: int
    """The verb of the stance, or the noun that shows it alone."""


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
    inside = [t for t in tree.tokens if phrase.span.start <= t.start and t.end <= phrase.span.end]
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
        if top.text.lower() == "of" and not _is_text(scene, top.head):
            continue  # "the law of 2016"
        bounds = False if _is_of_doer(tree, phrase, top, verb) else _leads(scene, top.head, verb)
        if bounds is None:
            continue
        if verb == scene.verb and _object_of_phrase(scene, phrase, verb):
            # A stance that looks back is no older than what it speaks of; another may speak of what is to come.
            return Hold(phrase, True) if tree.lemma(scene.trigger) in scene.words.looking_back else None
        return Hold(phrase, bounds)
    return None


def _is_year(scene: Scene, token: Token) -> bool:
    """False for four digits that count something; "resolution 62 (1983)" and "the 1983 summit" bear their year."""
    if word(scene.tree, token.head) in scene.words.occasions:
        return True
    return token.dep not in ("nummod", "compound", "appos", "dobj", "attr", "nsubj")


def _is_text(scene: Scene, index: int) -> bool:
    """True for a text or occasion, also where the phrase hangs on its number ("resolution 62/5 of 3 May")."""
    number = scene.tree.tokens[index].pos == "NUM" and index > 0
    return word(scene.tree, index - 1 if number else index) in scene.words.occasions


def _leads(scene: Scene, index: int, verb: int) -> bool | None:
    """Whether a token leads up to the verb (None: no); True where the way goes through "after"."""
    tree, words, bounds = scene.tree, scene.words, False
    for _ in range(12):
        if index == verb:
            return bounds
        token = tree.tokens[index]
        if token.head == index:
            return None
        if index == scene.trigger and token.pos == "NOUN" and verb in tree.ancestors(index):
            return bounds
        if token.pos == "ADP":
            word = token.text.lower()
            bounds = bounds or word in words.bounding_prepositions
        elif not _passes(scene, index, verb):
            return None
        index = token.head
    return None


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


def _passes(scene: Scene, index: int, verb: int) -> bool:
    """True for what has no time of its own: adverbs, names, hearers, texts and occasions, and how these were made."""
    tree, words = scene.tree, scene.words
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    lemma = word(tree, index)
    if token.dep == "nsubjpass" and lemma in words.occasions:
        return False  # "the 1992 treaty was criticized"
    if token.dep in ("nsubj", "nsubjpass"):
        # "The minister on Tuesday said", "the resolution adopted on Tuesday demands"
        return (
            token.head == verb
            and lemma not in words.events - words.occasions
            and not _in_own_clause(scene, verb)
        )
    if token.pos in ("ADV", "PROPN", "PRON", "NUM") or (token.pos == "ADJ" and token.dep == "advmod"):
        return token.dep != "conj" or lemma in words.occasions
    if token.pos == "VERB":
        made = token.dep == "acl" and lemma in words.issuing and word(tree, token.head) in words.occasions
        participle = token.tag == "VBG" or (token.tag == "VBN" and lemma in words.speaking)
        along = token.dep in ("advcl", "acl", "csubj") and participle and token.index < verb
        told = token.dep == "prep" and lemma == "accord"
        return made or told or (along and not tree.children(index, *SUBJECTS, "mark"))
    if token.pos != "NOUN":
        return token.dep in ("aux", "auxpass")
    if lemma in words.occasions:
        allowed = words.occasion_prepositions | words.bounding_prepositions
        return token.dep in ("npadvmod", "compound") or (
            token.dep in ("pobj", "appos")
            and (
                head.pos != "ADP"
                or head.text.lower() in allowed
                or _governor(tree, head.index) == "according"
            )
        )
    if lemma in words.timeless:
        return token.dep in ("dobj", "dative", "pobj", "npadvmod")
    if lemma in words.events:
        return head.text.lower() in words.bounding_prepositions
    # What cannot happen has no day: "rejected the map on Monday".
    return token.dep == "dobj" and not lemma.endswith(tuple(words.eventful_endings))


def _in_own_clause(scene: Scene, verb: int) -> bool:
    """True where the stance stands in an adverbial clause of its own subject below the verb."""
    tree = scene.tree
    return verb != scene.verb and any(
        tree.tokens[i].dep == "advcl" and bool(tree.children(i, *SUBJECTS))
        for i in (scene.verb, *tree.ancestors(scene.verb))
        if i != verb
    )


def opening(tree: Tree, verb: int) -> set[str]:
    """The words that open the clause of a verb."""
    return {tree.tokens[i].text.lower() for i in tree.children(verb, "mark", "advmod", "prep") if i < verb}


def word(tree: Tree, index: int) -> str:
    """The lemma in small letters: a name's is written as the name."""
    return tree.lemma(index).lower()


def _fits(scene: Scene, hold: Hold, verb: int) -> bool:
    """False for a phrase that does not go with the tense of its verb, and so belongs to what is talked about."""
    tree, days, written = scene.tree, hold.phrase.days, scene.document.date
    if is_future(tree, verb) or (written is not None and days is not None and days[0] > written.last):
        return False
    if tree.tokens[verb].tag == "VB" and any(tree.lemma(i) == "to" for i in tree.children(verb, "aux")):
        return False
    if not is_present(tree, verb) or days is None or written is None:
        return True
    if _is_before_verb(scene, hold, verb):
        return True  # also "In 1992 Norway recognizes": told as if it were now
    if hold.bounds or (scene.document.kind in OWN_KINDS and days[1] > days[0] and not hold.phrase.lasting):
        return False  # what the text itself says today of something of this year
    return days[1] >= written.first or (not is_perfect(tree, verb) and _near(days, written))


def _near(days: tuple[date, date], written: PartialDate) -> bool:
    return (written.first - days[0]).days <= _DAYS_NEAR


def _object_of_phrase(scene: Scene, phrase: TimePhrase, verb: int) -> bool:
    """Reads "condemned the attack on Tuesday": the phrase may date what stands between it and the verb."""
    tree = scene.tree
    others = [
        i
        for i in tree.preps(verb)
        if word(tree, i) not in scene.words.occasions or _governor(tree, i) == "for"
    ]
    objects = [*tree.children(verb, "dobj", "nsubjpass", "attr"), *others]
    behind, before = tree.tokens[verb].end, phrase.span.start
    return any(
        tree.lemma(i) in scene.words.events and behind <= tree.tokens[i].start < before for i in objects
    )


def _governor(tree: Tree, index: int) -> str:
    return tree.tokens[tree.tokens[index].head].text.lower()


def _is_dateline(scene: Scene, phrase: TimePhrase) -> bool:
    """True in "OSLO, 26 October (Wire) - ...", which dates the report."""
    text, start = scene.document.text, scene.tree.sentence.span.start
    if phrase.span.start - start > _LONGEST_DATELINE:
        return False
    behind = text[phrase.span.end : phrase.span.end + _LONGEST_DATELINE]
    return bool(_PLACE.fullmatch(text[start : phrase.span.start])) and bool(_DASH.match(behind))
