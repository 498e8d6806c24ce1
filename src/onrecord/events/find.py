"""Finds the events of a document, sentence by sentence: from the words that tell them to their two ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.events.codes import role_code
from onrecord.events.event import End, Event, How, Root
from onrecord.events.lexicon import EventLexicon
from onrecord.events.meaning import Meaning, deontic_of, meaning_of
from onrecord.events.pairs import MOST_ENDS, Pair, doers_of, pairs_of, teller_of, third_parties
from onrecord.events.phrases import Cast, Phrase, find_cast
from onrecord.events.roles import sources_at
from onrecord.events.targets import inside, places_at
from onrecord.syntax import Tree
from onrecord.vocabulary import Party, Span

_ANSWERS = frozenset({Root.ACCUSE, Root.SUPPORT, Root.REQUEST, Root.REJECT, Root.THREATEN, Root.AGREE})
"""What stands in the content of these is not told as done."""
_UNDONE = frozenset({"demand", "refuse", "threaten", "accuse"})
"""Operators whose content is not done, whoever their source is."""
_ASIDE = frozenset({"relcl"})
_CHARGES = ("of", "for", "over", "with")


def find_events(
    trees: Sequence[Tree], parties: Sequence[Mapping[int, Party]], *, lexicon: EventLexicon
) -> tuple[Event, ...]:
    """All events of a document in the order of the text. Pure; `parties` are those tied to each tree's tokens."""
    found: list[Event] = []
    for tree, inside_it in zip(trees, parties, strict=True):
        found.extend(_of_sentence(find_cast(_mended(tree, lexicon), inside_it, lexicon), lexicon))
    return tuple(found)


def _mended(tree: Tree, lexicon: EventLexicon) -> Tree:
    """The tree with the lemmas that its verbs should have ("hoped" comes as "hop")."""
    wrong = lexicon.words.lemmas
    if not any(token.pos == "VERB" and token.lemma in wrong for token in tree.tokens):
        return tree
    tokens = tuple(
        replace(token, lemma=wrong.get(token.lemma, token.lemma)) if token.pos == "VERB" else token
        for token in tree.tokens
    )
    return Tree(replace(tree.sentence, tokens=tokens))


def _of_sentence(cast: Cast, lexicon: EventLexicon) -> list[Event]:
    found: dict[tuple[Span, Span], Event] = {}
    told: set[int] = set()
    for index in _from_the_top(cast.tree):
        if index in told:
            continue
        events, used = _at(cast, lexicon, index)
        told |= used
        for event in events:
            ends = (event.source.span, event.target.span)
            if ends not in found or _says_more(event, found[ends]):
                found[ends] = event
    return sorted(found.values(), key=lambda e: (e.trigger, e.source.span, e.target.span))


def _says_more(event: Event, other: Event) -> bool:
    """A protest says more than the demand that it makes."""
    return event.root is Root.PROTEST and other.root in (Root.REQUEST, Root.ACCUSE)


def _from_the_top(tree: Tree) -> list[int]:
    """The tokens, those nearer to the root first: what governs an event is read before it."""
    return sorted(range(len(tree.tokens)), key=lambda i: (sum(1 for _ in tree.ancestors(i)), i))


def _at(cast: Cast, lexicon: EventLexicon, index: int) -> tuple[list[Event], set[int]]:
    """The events that a token tells, and the tokens that tell nothing more then."""
    must = deontic_of(cast.tree, index)
    if must is not None:
        return list(_demanded(cast, index, must)), set(cast.tree.subtree(index, _ASIDE))
    meaning = meaning_of(cast, lexicon, index)
    if meaning is None:
        return [], set()
    sources = doers_of(cast, meaning)
    events = [_event(cast, meaning, pair) for pair in pairs_of(cast, meaning, sources)]
    events += _for_others(cast, meaning, sources)
    # What "I" ask others for is not done, though the asking itself has no source that the sentence names.
    return events, _told_by(cast, meaning) if events or meaning.frame.kind in _UNDONE else set()


def _for_others(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> Iterator[Event]:
    """Whoever asks others to support or to punish somebody takes a stand on that one himself (CAMEO 053 and 113)."""
    for target in third_parties(cast, meaning, sources):
        helps = meaning.inner is not None and meaning.inner.root.polarity > 0
        root, cameo = (Root.SUPPORT, "053") if helps else (Root.ACCUSE, "113")
        aimed = replace(meaning, root=root, cameo=cameo)
        for source in sources:
            yield _event(cast, aimed, Pair(source, target, How.THIRD))


def _told_by(cast: Cast, meaning: Meaning) -> set[int]:
    tree = cast.tree
    used = set(meaning.tokens)
    if meaning.root in _ANSWERS or meaning.frame.kind is not None:
        for head in (*meaning.content, *places_at(tree, meaning.index, "obj")):
            used |= set(tree.subtree(head, _ASIDE))
        for child in tree.children(meaning.index, "prep"):
            if meaning.root is Root.ACCUSE and tree.tokens[child].text.lower() in _CHARGES:
                used |= set(tree.subtree(child))
    return used


def _demanded(cast: Cast, verb: int, must: int) -> Iterator[Event]:
    """Reads "X said that B must withdraw": a demand on the subject by the one who says it."""
    tree = cast.tree
    sources = sources_at(cast, teller_of(cast, verb))[:MOST_ENDS]
    if not sources or tree.is_passive(verb):
        return
    targets = [p for i in tree.children(verb, "nsubj") for p in inside(cast, i, Root.REQUEST, sources)]
    for source in sources:
        for target in targets[:MOST_ENDS]:
            yield Event(
                source=_end(cast, source),
                target=_end(cast, target),
                root=Root.REQUEST,
                cameo="100",
                act="100",
                trigger=tree.span((must,)),
                evidence=_hull(source.span, target.span, tree.span((must, verb))),
                rule="must",
            )


def _event(cast: Cast, meaning: Meaning, pair: Pair) -> Event:
    trigger = cast.tree.span((meaning.index,))
    return Event(
        source=_end(cast, pair.source),
        target=_end(cast, pair.target),
        root=meaning.root,
        cameo=meaning.cameo,
        act=meaning.act,
        intended=meaning.intended,
        trigger=trigger,
        evidence=_hull(pair.source.span, pair.target.span, trigger),
        rule=meaning.rule,
        how=pair.how,
    )


def _end(cast: Cast, phrase: Phrase) -> End:
    return End(span=phrase.span, party=phrase.party, role=role_code(cast, phrase))


def _hull(*spans: Span) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))
