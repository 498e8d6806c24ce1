"""Finds the events of a document, sentence by sentence: from the words that tell them to their two ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.events.codes import role_code
from onrecord.events.event import End, Event, Root
from onrecord.events.lexicon import EventLexicon
from onrecord.events.meaning import Meaning, deontic_of, meaning_of
from onrecord.events.phrases import Cast, Phrase, coordinated, find_cast
from onrecord.events.roles import carrier_of, doer_of_noun, own_subjects, sources_at, subject_of
from onrecord.events.targets import anchor_of, inside, is_other, places_at, targets_anywhere, targets_of
from onrecord.syntax import Tree
from onrecord.vocabulary import ActorKind, Party, Span

_MOST = 6
"""Ends on each side of one event: a longer list is an enumeration."""
_ANSWERS = frozenset({Root.ACCUSE, Root.SUPPORT, Root.REQUEST, Root.REJECT, Root.THREATEN, Root.AGREE})
"""What stands in the content of these is not told as done."""
_STANDS = frozenset({Root.SUPPORT, Root.SANCTION, Root.ACCUSE, Root.REJECT, Root.PROTEST})
_WHERE = ("in", "at", "near", "outside")


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
        for event, used in _at(cast, lexicon, index):
            told |= used
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


def _at(cast: Cast, lexicon: EventLexicon, index: int) -> Iterator[tuple[Event, set[int]]]:
    """The events that a token tells, and the tokens that tell nothing more then."""
    must = deontic_of(cast.tree, index)
    if must is not None:
        yield from _demanded(cast, index, must)
        return
    meaning = meaning_of(cast, lexicon, index)
    if meaning is None:
        return
    used = _told_by(cast, meaning)
    sources = _sources(cast, meaning)
    for source, target, rule in _pairs(cast, meaning, sources):
        yield _event(cast, meaning, source, target, rule), used
    yield from ((event, used) for event in _for_others(cast, meaning, sources))


def _for_others(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> Iterator[Event]:
    """Whoever asks others to support or to punish somebody takes a stand on that one himself (CAMEO 053 and 113)."""
    inner = meaning.inner
    if meaning.frame.kind != "demand" or inner is None or inner.root not in _STANDS:
        return
    root, cameo = (Root.SUPPORT, "053") if inner.root.polarity > 0 else (Root.ACCUSE, "113")
    addressed = targets_of(cast, meaning.frame, meaning.root, meaning.index, sources)
    third = targets_of(cast, inner.frame, inner.root, inner.index, [*sources, *addressed])
    aimed = replace(meaning, root=root, cameo=cameo, rule=f"{meaning.rule}/for others")
    for source in sources:
        for target in third[:_MOST]:
            yield _event(cast, aimed, source, target, "")


def _told_by(cast: Cast, meaning: Meaning) -> set[int]:
    tree = cast.tree
    used = set(meaning.tokens)
    if meaning.root in _ANSWERS or meaning.frame.kind is not None:
        for head in (*meaning.content, *places_at(tree, meaning.index, "obj")):
            used |= set(tree.subtree(head, frozenset({"relcl"})))
        for child in tree.children(meaning.index, "prep"):
            if meaning.root is Root.ACCUSE and tree.tokens[child].text.lower() in ("of", "for", "over", "with"):
                used |= set(tree.subtree(child))
    return used


def _sources(cast: Cast, meaning: Meaning) -> list[Phrase]:
    index = meaning.index
    noun = cast.tree.tokens[index].pos in ("NOUN", "PROPN")
    doer = doer_of_noun(cast, index) if noun else subject_of(cast, index)
    if doer is None and (meaning.frame.word_class == "adjective" or meaning.frame.subjects):
        patients = own_subjects(cast.tree, index)  # "is opposed to", "were deployed in"
        doer = patients[0] if patients else None
    if noun and doer is not None and meaning.frame.word_class == "noun" and not _told_of(cast, index, doer):
        return []
    return sources_at(cast, doer)[:_MOST]


def _told_of(cast: Cast, noun: int, doer: int) -> bool:
    """The verb that carries a noun must say that it is done; an owner or author needs no verb."""
    tree = cast.tree
    noun = anchor_of(tree, noun)
    carrier = carrier_of(tree, noun)
    return carrier is None or doer in tree.subtree(noun) or tree.lemma(carrier) in cast.words.carrying


def _pairs(
    cast: Cast, meaning: Meaning, sources: list[Phrase]
) -> Iterator[tuple[Phrase, Phrase, str]]:
    if not sources and meaning.root is Root.ACCUSE and meaning.frame.kind is None:
        sources = sources_at(cast, _teller(cast, meaning.index))[:_MOST]
    if not sources:
        yield from _without_doer(cast, meaning)
        return
    mutual = meaning.frame.mutual or (
        meaning.frame.kind == "refuse" and meaning.inner is not None and meaning.inner.frame.mutual
    )
    together = _together(cast, sources) if mutual else []
    hostile = meaning.inner is not None and meaning.inner.root.quad > 2  # noqa: PLR2004 - conflict
    if together and not hostile and not targets_of(cast, meaning.frame, meaning.root, meaning.index, sources):
        for i, one in enumerate(together):
            for other in together[i + 1 :]:
                yield one, other, "/each other"
        return
    inner = meaning.inner
    if meaning.frame.kind == "demand" and inner is not None and inner.root in _STANDS and inner.root.polarity < 0:
        if not targets_of(cast, meaning.frame, meaning.root, meaning.index, sources):
            return  # what is asked for is aimed at somebody: see _for_others
    targets, rule = _targets(cast, meaning, sources)
    if not targets or rule:
        received = _receivers(cast, meaning, sources)
        targets, rule = (received, "/received") if received else (targets, rule)
    for source in sources:
        for target in targets[:_MOST]:
            yield source, target, rule


def _together(cast: Cast, sources: list[Phrase]) -> list[Phrase]:
    """Those who do it together: coordinated, or two nationalities of one noun ("Kenyan and Chilean officials")."""
    if len(sources) > 1:
        return sources
    span = sources[0].span
    nations = [
        phrase
        for index, phrase in sorted(cast.phrases.items())
        if index != sources[0].head and span.covers(phrase.span) and _is_nation(phrase)
    ]
    return nations if len({p.party.actor.id for p in nations if p.party is not None}) > 1 else []


def _is_nation(phrase: Phrase) -> bool:
    return phrase.party is not None and phrase.party.actor.kind is ActorKind.STATE


def _targets(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> tuple[list[Phrase], str]:
    frame, index = meaning.frame, meaning.index
    if frame.kind == "tell" and meaning.inner is not None:
        return _doers(cast, meaning.inner, sources), ""
    found = targets_of(cast, frame, meaning.root, index, sources)
    if not found and meaning.root is Root.REJECT:
        found = [p for head in meaning.content for p in _maker(cast, head) if is_other(p, sources)]
    if found:
        return found, ""
    step = meaning.inner
    while step is not None:
        found = targets_of(cast, step.frame, step.root, step.index, sources)
        if not found and not step.frame.strict:
            found = targets_anywhere(cast, step.root, step.index, sources)
        if found:
            return found, ""
        step = step.inner
    for head in meaning.content:
        found = inside(cast, head, meaning.root, sources)
        if found:
            return found, ""
    if frame.strict:
        return [], ""
    return targets_anywhere(cast, meaning.root, index, sources), "/near"


def _receivers(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """Reads "B faces pressure from A", "the aid that B got from A": the subject of the verb is the target."""
    tree = cast.tree
    if meaning.frame.word_class != "noun":
        return []
    carrier = carrier_of(tree, anchor_of(tree, meaning.index))
    if carrier is None or tree.lemma(carrier) not in cast.words.receiving:
        return []
    return [p for p in sources_at(cast, subject_of(cast, carrier)) if is_other(p, sources)]


def _doers(cast: Cast, told: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """Who did what is told, or where it came from ("rockets were fired from B")."""
    doers = _sources(cast, told)
    if not doers:
        doers = [p for i in places_at(cast.tree, told.index, "prep:from") for p in _named(cast, i)]
    return [p for p in doers if is_other(p, sources)]


def _maker(cast: Cast, noun: int) -> list[Phrase]:
    """Whose proposal it is that is refused: "a Kenyan offer", "the appeal by Norway"."""
    if cast.tree.tokens[noun].pos not in ("NOUN", "PROPN") or cast.tree.lemma(noun) not in cast.words.agentive:
        return []
    tree = cast.tree
    for index in (
        *tree.children(noun, "poss"),
        *tree.preps(noun, "by", "from"),
        *tree.children(noun, "amod", "compound", "nmod"),
        *tree.preps(noun, "of"),
    ):
        found = list(coordinated(cast, index))
        if found:
            return found
    return []


def _without_doer(cast: Cast, meaning: Meaning) -> Iterator[tuple[Phrase, Phrase, str]]:
    """A deed told without a doer is put down to the place where it was done; of mutual nouns, to those named."""
    tree, index = cast.tree, meaning.index
    if meaning.frame.mutual:
        both = [p for i in tree.preps(index, "between", "among") for p in _named(cast, i)]
        for i, one in enumerate(both):
            for other in both[i + 1 :]:
                yield one, other, "/each other"
        return
    if meaning.root.quad != 4 or tree.tokens[index].pos not in ("VERB", "AUX"):  # noqa: PLR2004 - material conflict
        return
    targets = targets_of(cast, meaning.frame, meaning.root, index, [])
    subjects = tree.children(index, "nsubj") or tree.preps(index, "by")
    where = [i for at in (index, *subjects) for w in _WHERE for i in places_at(tree, at, f"prep:{w}")]
    for i in where:
        for place in _named(cast, i):
            for target in targets[:_MOST]:
                if not place.span.overlaps(target.span):
                    yield place, target, "/place"


def _named(cast: Cast, index: int) -> list[Phrase]:
    phrase = cast.at(index)
    return [phrase] if phrase is not None else sources_at(cast, index)


def _demanded(cast: Cast, verb: int, must: int) -> Iterator[tuple[Event, set[int]]]:
    """Reads "X said that B must withdraw": a demand on the subject by the one who says it."""
    tree = cast.tree
    teller = _teller(cast, verb)
    sources = sources_at(cast, teller)[:_MOST]
    if not sources or tree.is_passive(verb):
        return
    used = set(tree.subtree(verb, frozenset({"relcl"})))
    targets = [p for i in tree.children(verb, "nsubj") for p in inside(cast, i, Root.REQUEST, sources)]
    for source in sources:
        for target in targets[:_MOST]:
            evidence = _hull(source.span, target.span, tree.span((must, verb)))
            yield (
                Event(
                    source=_end(cast, source),
                    target=_end(cast, target),
                    root=Root.REQUEST,
                    cameo="100",
                    act="100",
                    trigger=tree.span((must,)),
                    evidence=evidence,
                    rule="must",
                ),
                used,
            )


def _teller(cast: Cast, verb: int) -> int | None:
    """Who says the clause of a verb."""
    tree = cast.tree
    index = verb
    while tree.tokens[index].dep in ("ccomp", "conj", "xcomp", "advcl") and tree.tokens[index].head != index:
        index = tree.tokens[index].head
        if tree.lemma(index) in cast.words.saying:
            return subject_of(cast, index)
    return None


def _event(cast: Cast, meaning: Meaning, source: Phrase, target: Phrase, rule: str) -> Event:
    trigger = cast.tree.span((meaning.index,))
    return Event(
        source=_end(cast, source),
        target=_end(cast, target),
        root=meaning.root,
        cameo=meaning.cameo,
        act=meaning.act,
        intended=meaning.intended,
        trigger=trigger,
        evidence=_hull(source.span, target.span, trigger),
        rule=f"{meaning.rule}{rule}",
    )


def _end(cast: Cast, phrase: Phrase) -> End:
    return End(span=phrase.span, party=phrase.party, role=role_code(cast, phrase))


def _hull(*spans: Span) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))
