"""Attribution: who is said to have said what, with the chain from the outlet inward.

A first reader: verbs of saying with a clause or a quotation, relayed sayings ("was quoted by his office as
telling"), "according to", and quotations that go on without a cue of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.cues import Cues
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.identity import make_id
from onrecord.syntax import Tree
from onrecord.vocabulary import (
    ActorKind,
    Document,
    DocumentKind,
    Extraction,
    Form,
    Link,
    Party,
    Span,
    Statement,
    Voices,
)

UNKNOWN = "unknown"
"""Name of a link whose source the text does not settle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement before its chain is complete, with the parties behind its links."""

    sentence: int
    cue: Span
    speakers: tuple[tuple[Party | None, Span], ...]
    """Outermost first: (party, source span)."""
    content: tuple[Span, ...]
    rule: str

    def covers(self, place: int) -> bool:
        """True where a character of the document lies in the content."""
        return any(span.start <= place < span.end for span in self.content)

    @property
    def size(self) -> int:
        """Characters of content, by which enclosing sayings are told from enclosed ones."""
        return sum(span.end - span.start for span in self.content)


def attribute(
    document: Document, scenes: Sequence[Scene], *, voices: Voices, cues: Cues
) -> tuple[Extraction[Statement], tuple[Saying, ...]]:
    """Statements with whole chains, and the sayings behind them in the same order."""
    quotes = quotations(document)
    sayings: list[Saying] = []
    for number, scene in enumerate(scenes):
        sayings.extend(_in_sentence(document, number, scene, quotes, cues))
    sayings = _continued(document, scenes, sayings, quotes)
    sayings = [own for s in sayings if (own := _own_voice(s, voices, quotes)) is not None]
    statements = tuple(_statement(document, saying, sayings, quotes, voices) for saying in sayings)
    return Extraction(found=statements), tuple(sayings)


def _own_voice(saying: Saying, voices: Voices, quotes: Sequence[Span]) -> Saying | None:
    """Reads "I said" of a speech is its speaker's; "we believe" in a report without speaker is nobody's we know."""
    if all(party is None or party.actor.id != "self" for party, _ in saying.speakers):
        return saying
    if voices.speaker is None or quoted_at(saying.cue.start, quotes):
        return None
    speakers = tuple(
        (voices.speaker if p is not None and p.actor.id == "self" else p, s) for p, s in saying.speakers
    )
    return Saying(
        sentence=saying.sentence, cue=saying.cue, speakers=speakers, content=saying.content, rule=saying.rule
    )


def base_chain(document: Document, voices: Voices) -> tuple[Link, ...]:
    """The links that hold for the whole document: its outlet or credit, or its speaker."""
    if voices.instrument is not None:
        return (Link(name=voices.instrument, actor=voices.body.id if voices.body else None),)
    if document.kind is DocumentKind.SPEECH and voices.speaker is not None:
        name = voices.speaker.person or voices.speaker.actor.name
        return (Link(name=name, actor=voices.speaker.actor.id),)
    outer = document.credit or document.outlet or document.issuer
    links = (
        [Link(name=outer, actor=voices.body.id if voices.body and voices.body.id == outer else None)]
        if outer
        else []
    )
    if voices.speaker is not None:
        name = voices.speaker.person or voices.speaker.actor.name
        if name != outer:
            links.append(Link(name=name, actor=voices.speaker.actor.id))
    return tuple(links)


def chain_at(place: int, base: tuple[Link, ...], sayings: Sequence[Saying]) -> tuple[Link, ...]:
    """The chain for one character: the document's links, then those of every saying around it."""
    chain = list(base)
    around = sorted((s for s in sayings if s.covers(place)), key=lambda s: (-s.size, s.cue))
    for saying in around:
        for party, source in saying.speakers:
            link = Link(
                name=_name(party, source),
                actor=party.actor.id if party else None,
                source=source,
                cue=saying.cue,
            )
            if not chain or chain[-1].name != link.name:
                chain.append(link)
    return tuple(chain)


def _name(party: Party | None, source: Span) -> str:
    if party is None:
        return UNKNOWN
    if party.actor.kind is ActorKind.INSTRUMENT:
        return party.actor.id
    return party.person or party.actor.name


# --- one sentence ------------------------------------------------------------------------------


def _in_sentence(
    document: Document, number: int, scene: Scene, quotes: Sequence[Span], cues: Cues
) -> list[Saying]:
    found = []
    for token in scene.tree.tokens:
        if token.lemma in cues.according:
            saying = _according(number, scene, token.index)
            if saying is not None:
                found.append(saying)
        elif token.pos == "VERB":
            saying = _relayed(number, scene, token.index, cues) or _said(
                document, number, scene, token.index, quotes, cues
            )
            if saying is not None:
                found.append(saying)
    return found


def _said(
    document: Document, number: int, scene: Scene, verb: int, quotes: Sequence[Span], cues: Cues
) -> Saying | None:
    """Reads "X said that ...", "...", X said, "the document read"."""
    tree = scene.tree
    token = tree.tokens[verb]
    if token.lemma not in cues.clause:
        return None
    here = [q for q in quotes if q.overlaps(tree.sentence.span)]
    if any(q.start <= token.start < q.end for q in here):
        here = []  # a verb inside a quotation does not introduce that quotation
    clauses = [
        tree.span(tree.subtree(i)) for i in tree.children(verb, "ccomp", "parataxis") if _has_verb(scene, i)
    ]
    near = [q for q in here if not any(c.covers(q) for c in clauses)]
    if token.lemma in cues.quoted and not here:
        clauses = []
    content = _merged([*clauses, *([*near] if clauses or near else [])])
    source = scene.subject(verb)
    if not content or source is None:
        return None
    own = tree.span((verb,))
    content = tuple(
        c for c in (_without(c, own, tree.span(tree.phrase(source))) for c in content) if c is not None
    )
    if not content:
        return None
    speakers = ((scene.parties.get(source), _source_span(tree, source)),)
    return Saying(
        sentence=number, cue=own, speakers=speakers, content=content, rule="quotation" if near else "clause"
    )


def _source_span(tree: Tree, source: int) -> Span:
    """A source with its appositions, without the clauses that hang on it."""
    return tree.span(tree.subtree(source, frozenset({"relcl", "advcl", "acl"})))


def _has_verb(scene: Scene, index: int) -> bool:
    return any(scene.tree.tokens[i].pos in ("VERB", "AUX") for i in scene.tree.subtree(index))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _without(content: Span, cue: Span, source: Span) -> Span | None:
    """Cut the cue and the source off a content span that ran over them ("...", he said)."""
    for part in sorted((cue, source), reverse=True):
        if not content.overlaps(part):
            continue
        before, after = part.start - content.start, content.end - part.end
        if max(before, after) <= 0:
            return None  # nothing but cue and source
        content = Span(content.start, part.start) if before >= after else Span(part.end, content.end)
    return content if content.end > content.start else None


def _relayed(number: int, scene: Scene, verb: int, cues: Cues) -> Saying | None:
    """Reads "X was quoted by Y as telling ...", "Y quoted X as calling for ...", "X was reported to ..."."""
    tree = scene.tree
    if tree.lemma(verb) not in cues.relay:
        return None
    content = [
        i
        for prep in tree.children(verb, "prep")
        if tree.tokens[prep].text.lower() == "as"
        for i in tree.children(prep, "pcomp", "pobj")
    ]
    content += tree.children(verb, "xcomp")
    patients = tree.children(verb, "nsubjpass") if tree.is_passive(verb) else tree.children(verb, "dobj")
    if not content or not patients:
        return None
    outer = tree.preps(verb, "by") if tree.is_passive(verb) else tree.children(verb, "nsubj")
    speakers = [(scene.parties.get(i), _source_span(tree, i)) for i in (*outer[:1], patients[0])]
    span = tree.span(tree.subtree(content[0]))
    return Saying(
        sentence=number, cue=tree.span((verb,)), speakers=tuple(speakers), content=(span,), rule="relayed"
    )


def _according(number: int, scene: Scene, index: int) -> Saying | None:
    """Reads "according to X": the rest of the sentence is the content."""
    tree = scene.tree
    targets = tree.preps(index, "to")
    if not targets:
        return None
    source = targets[0]
    party = scene.parties.get(source)
    inner = tree.preps(source, "by", "from", "of")
    if party is None and inner:
        source, party = inner[0], scene.parties.get(inner[0])
    whole = tree.sentence.span
    phrase = tree.span(tree.subtree(index))
    content = (
        Span(whole.start, phrase.start)
        if phrase.start - whole.start > whole.end - phrase.end
        else Span(phrase.end, whole.end)
    )
    if content.end <= content.start:
        return None
    return Saying(
        sentence=number,
        cue=tree.span((index,)),
        speakers=((party, _source_span(tree, source)),),
        content=(content,),
        rule="according to",
    )


# --- quotations over several sentences ----------------------------------------------------------


def _continued(
    document: Document, scenes: Sequence[Scene], sayings: Sequence[Saying], quotes: Sequence[Span]
) -> list[Saying]:
    """A saying that touches a quotation takes the whole of it; a loose quotation goes to the last speaker."""
    grown = []
    claimed: set[Span] = set()
    for saying in sayings:
        touched = [
            q for q in quotes if any(q.overlaps(c) for c in saying.content) and not _inside(saying.cue, q)
        ]
        whole = [q for q in touched if q.end - q.start > 40]
        claimed.update(touched)
        grown.append(_with(saying, whole) if whole else saying)
    for quote in quotes:
        if quote in claimed or len(quote.of(document.text).split()) < 6:
            continue
        previous = _speaker_before(document, scenes, grown, quote)
        if previous is not None:
            place = grown.index(previous)
            grown[place] = _with(previous, [quote])
    return grown


def _inside(cue: Span, quote: Span) -> bool:
    return quote.covers(cue)


def _with(saying: Saying, quotes: Sequence[Span]) -> Saying:
    content = _merged([*saying.content, *quotes])
    return Saying(
        sentence=saying.sentence, cue=saying.cue, speakers=saying.speakers, content=content, rule=saying.rule
    )


def _speaker_before(
    document: Document, scenes: Sequence[Scene], sayings: Sequence[Saying], quote: Span
) -> Saying | None:
    """The saying that ends just before a quotation without a cue, in its own or the previous paragraph."""
    number = next((i for i, p in enumerate(document.paragraphs) if p.span.covers(quote)), None)
    if number is None:
        return None
    near = [
        s
        for s in sayings
        if s.cue.start < quote.start and scenes[s.sentence].tree.sentence.paragraph in (number, number - 1)
    ]
    return max(near, key=lambda s: s.cue) if near else None


# --- chains --------------------------------------------------------------------------------------


def _statement(
    document: Document, saying: Saying, sayings: Sequence[Saying], quotes: Sequence[Span], voices: Voices
) -> Statement:
    outer = [s for s in sayings if s is not saying]
    chain = chain_at(saying.cue.start, base_chain(document, voices), outer)
    for party, source in saying.speakers:
        chain = (
            *chain,
            Link(
                name=_name(party, source),
                actor=party.actor.id if party else None,
                source=source,
                cue=saying.cue,
            ),
        )
    first = saying.content[0]
    return Statement(
        id=make_id("statement", document.id, saying.cue.start, first.start, first.end),
        document=document.id,
        chain=chain,
        source=saying.speakers[-1][1],
        cue=saying.cue,
        content=saying.content,
        form=_form(saying.content, quotes),
        rule=saying.rule,
    )


def _form(content: Sequence[Span], quotes: Sequence[Span]) -> Form:
    """Direct where all of it stands in quotation marks, mixed where some does."""
    size = sum(c.end - c.start for c in content)
    quoted = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in content for q in quotes)
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= 0.9 * size else Form.MIXED


def quoted_at(place: int, quotes: Sequence[Span]) -> bool:
    """True where a character stands in quotation marks."""
    return any(q.start <= place < q.end for q in quotes)
