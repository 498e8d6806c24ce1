"""When a position was taken: the time phrase that dates the verb of the stance, or the date of the document.

The phrase hangs on the verb itself, on the verb of saying above it, or on the text or occasion that either names ("in a
statement on Friday"). A phrase inside what the stance is about dates nothing; unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.when.dating import Way, dating, verb_at
from onrecord.extract.when.paths import Scene, word
from onrecord.extract.when.phrases import time_phrases
from onrecord.extract.when.tense import VERBS, is_before, is_past, is_perfect, is_present
from onrecord.extract.when.ties import Hold, find_hold
from onrecord.extract.when.words import load_time_words
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, DocumentKind, PartialDate, SaidWhen

_ADOPTED = frozenset({DocumentKind.COMMUNIQUE, DocumentKind.RESOLUTION})
_MARKS = ("“", "”", '"')


def said_when(document: Document, tree: Tree, clause: int, trigger: int) -> SaidWhen | None:
    """The days on which the stance at token `trigger` may have been taken; None where that cannot be told.

    `clause` is the token of the verb that carries the trigger, or the trigger itself.
    """
    phrases = time_phrases(document.text, tree.sentence.span, document.date)
    verb = verb_at(tree, clause)
    scene = Scene(document, tree, load_time_words(), phrases, trigger, verb)
    for index, way in dating(scene):
        hold = None if way is Way.THROUGH else find_hold(scene, index, beside=way is Way.BESIDE)
        if hold is not None:
            return _from_phrase(hold, document.date)
    if is_before(tree, verb):
        return None  # "had condemned": before what the sentence tells
    return _without_phrase(scene)


def when_adopted(document: Document) -> SaidWhen | None:
    """The days on which a text takes the stances of its own clauses: its date; None where it bears none."""
    written = document.date
    if written is None:
        return None
    rule = f"the date of the {document.kind.value}"
    return SaidWhen(first=written.first, last=written.last, words=None, rule=rule)


def _from_phrase(hold: Hold, written: PartialDate | None) -> SaidWhen | None:
    phrase = hold.phrase
    if phrase.days is None or (hold.bounds and written is None):
        return None
    first, last = phrase.days
    rule = phrase.rule
    if hold.bounds:
        assert written is not None
        last, rule = written.last, f"no earlier than the event, up to the document's date: {rule}"
    if written is not None:
        last = min(last, written.last)
    return SaidWhen(first=first, last=max(first, last), words=phrase.span, rule=rule)


def _without_phrase(scene: Scene) -> SaidWhen | None:
    """The document's date, where the document itself takes the stance or reports it as present."""
    written = scene.document.date
    rule = None if written is None else _date_rule(scene, _telling(scene))
    if written is None or rule is None:
        return None
    return SaidWhen(first=written.first, last=written.last, words=None, rule=rule)


def _telling(scene: Scene) -> list[int]:
    """The verb that shows the tense of the stance, and the verbs above that tell of it."""
    tree, index, told_by = scene.tree, scene.verb, True
    found: list[int] = []
    while True:
        token = tree.tokens[index]
        if token.pos in VERBS and told_by:
            found.append(index)
        if token.head == index:
            return found
        finite = any(is_present(tree, i) or is_past(tree, i) for i in found)
        told_by = not finite or token.dep in ("ccomp", "parataxis", "csubj")
        index = token.head


def _date_rule(scene: Scene, telling: Sequence[int]) -> str | None:
    """Why the document's date is the position's; None where it is not."""
    tree, kind = scene.tree, scene.document.kind
    if _is_of_a_text(scene, telling):
        return None
    if kind in _ADOPTED:
        return f"the date of the {kind.value}"
    if any(is_past(tree, i) for i in telling) or _is_in_quotes(scene):
        return None
    if kind is DocumentKind.SPEECH:
        return "the date of the speech"
    told = next((i for i in telling if is_present(tree, i)), None)
    if told is None or is_perfect(tree, told):
        return None
    return "told in the present: the document's date"


def _is_of_a_text(scene: Scene, telling: Sequence[int]) -> bool:
    """True in "the resolution in which the Council called on": that text has a day of its own."""
    tree = scene.tree
    return any(
        tree.tokens[i].dep == "relcl" and word(tree, tree.tokens[i].head) in scene.words.occasions
        for i in telling
    )


def _is_in_quotes(scene: Scene) -> bool:
    """True where marks of quotation stand open before the trigger: printed words have a day of their own."""
    document = scene.document
    paragraph = document.paragraphs[scene.tree.sentence.paragraph].span
    before = document.text[paragraph.start : scene.tree.tokens[scene.trigger].start]
    return sum(before.count(mark) for mark in _MARKS) % 2 == 1  # an opening mark may close with another
