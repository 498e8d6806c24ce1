"""Positions: holder, stance, counterpart and matter, on one rung of evidence, with the words that show it.

Every trigger word of the lexicon is tried in its sentence. A position needs a holder that the text names;
what cannot be tied is set aside with the reason, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from onrecord.extract.acts import Acts
from onrecord.extract.attribution import quoted_at
from onrecord.extract.basis import Setting, basis_of
from onrecord.extract.chains import base_chain, chain_at
from onrecord.extract.ellipsis import taken_up_by
from onrecord.extract.evidence import evidence_span, is_whole_clause
from onrecord.extract.frames import Lexicon
from onrecord.extract.instruments import Adopted, FindState, adopted_positions
from onrecord.extract.match import Match
from onrecord.extract.matters import matters_of, principle_of
from onrecord.extract.parties import (
    Remembered,
    Text,
    find_holders,
    find_targets,
    governing_speaker,
    last_instrument,
    party_of,
    speakers_on_behalf,
)
from onrecord.extract.places import places_at
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.triggers import match_sentence
from onrecord.extract.when import said_when
from onrecord.identity import make_id
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Basis,
    Case,
    Document,
    DocumentKind,
    Extraction,
    Link,
    Party,
    Position,
    SetAside,
    Span,
    Stance,
    Statement,
    Voices,
)

_STAGE = "positions"
_MOST_HOLDERS = 30
_RESOLUTIONS = "resolutions of a body"
_LONGEST_MATTER = 200
"""Characters."""


def find_positions(
    document: Document,
    scenes: Sequence[Scene],
    *,
    voices: Voices,
    sayings: Sequence[Saying],
    statements: Sequence[Statement],
    lexicon: Lexicon,
    case: Case | None = None,
    find_state: FindState | None = None,
) -> Extraction[Position]:
    """All positions of one document in the order of the text; one row per holder and counterpart."""
    quotes = quotations(document)
    voiced = [pair for pair in zip(sayings, statements, strict=True) if pair[0].voiced]
    text = Text(
        document=document,
        scenes=scenes,
        voices=voices,
        sayings=[saying for saying, _ in voiced],
        statements=[statement for _, statement in voiced],
        quotes=quotes,
        own_words=tuple(q for q in quotes if is_whole_clause(q, document)),
        base=base_chain(document, voices),
        on_behalf=speakers_on_behalf(scenes),
        case=case,
    )
    adopted = adopted_positions(
        document,
        scenes,
        voices,
        chain_at=lambda place: chain_at(place, text.base, text.sayings),
        statement_at=lambda trigger: _statement_at(text, trigger),
        find_state=find_state,
        case=case,
    )
    reader = _Reader(text, lexicon, adopted, {position.id: position for position in adopted.positions})
    for number, scene in enumerate(scenes):
        reader.read(number, scene)
    ordered = sorted(_without_lesser(reader.found.values()), key=lambda p: (p.evidence, p.trigger, p.id))
    return Extraction(found=tuple(ordered), set_aside=tuple(reader.aside))


@dataclass
class _Reader:
    """Reads a document's sentences in order; what one names, the next may take up."""

    text: Text
    lexicon: Lexicon
    adopted: Adopted
    found: dict[str, Position] = field(default_factory=dict)
    aside: list[SetAside] = field(default_factory=list)
    earlier: list[Position] = field(default_factory=list)
    last: list[Position] = field(default_factory=list)
    """The position told last: what "B did so too" takes up."""
    voted_on: Party | None = None
    acts: Acts = field(default_factory=Acts)

    def read(self, number: int, scene: Scene) -> None:
        """All positions of one sentence."""
        remembered = partial(self.acts.owner_of, number)
        read: list[tuple[Match, list[Position]]] = []
        for matches in match_sentence(scene, self.lexicon):
            self.voted_on = last_instrument(scene, matches[0].trigger[0], self.voted_on)
            refused: list[SetAside] = []
            for match in matches:
                rows, why = _positions(self.text, scene, match, self.earlier, self.voted_on, remembered)
                if rows:
                    read.append((match, rows))
                    self.earlier.extend(rows)
                    break
                refused.extend(why)
            else:
                self.aside.extend(refused[:1])
        for match, rows in read:
            if not _is_part_of_another(match, rows, read):
                self._keep(rows)
        self._take_up(scene, read)
        self.voted_on = last_instrument(scene, len(scene.tree.tokens), self.voted_on)
        self.acts.note(number, scene)

    def _take_up(self, scene: Scene, read: Sequence[tuple[Match, list[Position]]]) -> None:
        """Rows of those who "did so" too."""
        for do, doers in taken_up_by(scene, -1):
            before = [rows for match, rows in read if match.trigger[0] < do]
            if not before and self.last and scene.tree.lemma(do) == "do":
                before = [self.last]  # which stance "this stance" of an earlier sentence is, nobody can tell
            models = before[-1] if before else []
            for index in doers:
                party = party_of(self.text, scene, index)
                for model in models:
                    if party is not None and party.actor.id not in (model.holder.actor.id, _toward_id(model)):
                        self._keep([_copied(self.text, scene, do, model, party)])
        self.last = [row for _, rows in read for row in rows][-1:] or self.last

    def _keep(self, rows: Iterable[Position]) -> None:
        for position in rows:
            if self.adopted.replaces(position):
                continue
            if position.id not in self.found and not _repeats(position, self.found.values()):
                self.found[position.id] = position


def _without_lesser(positions: Collection[Position]) -> Iterator[Position]:
    """Leaves out a row towards nobody where the same words show the same stance towards somebody."""
    fuller = [p for p in positions if p.toward is not None]
    for position in positions:
        said = position.toward is None and any(
            other.holder.actor == position.holder.actor
            and other.stance is position.stance
            and other.evidence.overlaps(position.evidence)
            for other in fuller
        )
        if not said:
            yield position


def _toward_id(position: Position) -> str | None:
    return position.toward.actor.id if position.toward is not None else None


def _copied(text: Text, scene: Scene, do: int, model: Position, holder: Party) -> Position:
    """The same stance, held by somebody else too."""
    trigger = scene.tree.span((do,))
    mention = holder.mention or trigger
    evidence = Span(min(trigger.start, mention.start), max(trigger.end, mention.end))
    own = model.basis is Basis.OWN_WORDS
    return replace(
        model,
        id=make_id(
            "position",
            text.document.id,
            holder.actor.id,
            model.stance,
            _toward_id(model),
            evidence.start,
            evidence.end,
        ),
        statement=_statement_at(text, trigger),
        holder=holder,
        basis=Basis.REPORTED if own else model.basis,
        basis_reason="told to have done the same" if own else model.basis_reason,
        chain=chain_at(trigger.start, text.base, text.sayings),
        evidence=evidence,
        trigger=trigger,
        rule=f"{model.rule}/so",
        rows=tuple(sorted({*holder.rows, *(model.toward.rows if model.toward else ())})),
    )


def _is_part_of_another(
    match: Match, rows: Sequence[Position], read: Sequence[tuple[Match, list[Position]]]
) -> bool:
    """True for the noun of "withdrew its SUPPORT", and for a told act in "condemned the AGGRESSION by B"."""
    trigger = match.trigger[0]
    tree = match.scene.tree
    for other, others in read:
        if other is match:
            continue
        if other.frame.objects and trigger in _objects_of(other):
            return True
        if match.frame.holder != "teller" or (other.frame.holder == "teller" and other.trigger[0] > trigger):
            continue
        below = trigger in tree.subtree(other.clause) and other.stance.polarity <= 0
        same = {(p.holder.actor.id, p.toward and p.toward.actor.id) for p in others}
        told = {(p.holder.actor.id, p.toward and p.toward.actor.id) for p in rows}
        if (told & same and other.stance.polarity * match.stance.polarity >= 0) or (
            below and other.frame.holder != "teller"
        ):
            return True
    return False


def _objects_of(match: Match) -> set[int]:
    places = places_at(match.scene, match.trigger[0], match.frame.object_at)
    return {j for i in places for j in match.scene.tree.conjuncts(i)}


def _repeats(position: Position, others: Iterable[Position]) -> bool:
    """The same holder, polarity and counterpart in the same stretch is one position said with two words."""
    for other in others:
        same = (
            other.holder.actor == position.holder.actor
            and other.stance is position.stance
            and (other.toward and other.toward.actor) == (position.toward and position.toward.actor)
        )
        if same and other.evidence.overlaps(position.evidence) and other.basis == position.basis:
            return True
    return False


def _positions(
    text: Text,
    scene: Scene,
    match: Match,
    earlier: Sequence[Position],
    voted_on: Party | None,
    remembered: Remembered,
) -> tuple[list[Position], list[SetAside]]:
    reason = match.refusal
    holders = find_holders(text, scene, match, earlier)
    if reason is None and not holders:
        reason = "no holder that the text names"
    targets: list[Party | None] = list(find_targets(text, scene, match, remembered))
    if not targets and voted_on is not None and (match.frame.act == "vote" or _is_the_text(scene, match)):
        targets = [voted_on]
    if (
        reason is None
        and match.frame.act == "vote"
        and (_is_something_else(scene, match, targets) or any(_is_elected(t) for t in targets))
    ):
        reason = "an election, not a roll call"
    if reason is None and text.voices.instrument is not None and not match.operative:
        holders = [h for h in holders if h.actor.kind is not ActorKind.COLLECTIVE]
        reason = None if holders else "no actor of its own in an adopted text"
    if reason is None and match.frame.holder == "teller" and text.document.kind is DocumentKind.REPORT:
        targets = [t for t in targets if t is not None and t.actor.kind in (ActorKind.STATE, ActorKind.BODY)]
        reason = None if targets else "told of nobody whom the registry knows"
    if reason is None and not targets and match.frame.needs_target:
        reason = "no counterpart that the text names"
    if reason is not None:
        return [], [_aside(text, scene, match, reason)]
    rows = []
    for holder in holders[:_MOST_HOLDERS]:
        others = [t for t in targets if t is None or t.actor.id != holder.actor.id]
        if not others and targets and (match.frame.needs_target or match.content in match.targets):
            continue
        for target in (others or [None])[:4]:
            rows.append(_position(text, scene, match, holder, target))
            rows.extend(_thanked(text, scene, match, holder, target))
    if not rows:
        return [], [_aside(text, scene, match, "holder and counterpart are one")]
    return rows, []


def _is_something_else(scene: Scene, match: Match, targets: list[Party | None]) -> bool:
    """True for "voted for the Government of their choice": something is voted on, and it is no text we know of."""
    if targets or match.content is None:
        return False
    token = scene.tree.tokens[match.content]
    return token.pos in ("NOUN", "PROPN") and token.lemma not in scene.lexicon.texts | scene.lexicon.voted_on


def _is_the_text(scene: Scene, match: Match) -> bool:
    """Reads "criticized the resolution": the text spoken of before."""
    if match.content is None or scene.tree.lemma(match.content) not in scene.lexicon.texts:
        return False
    if scene.tree.preps(match.content, "of"):
        return False  # "the resolution of the conflict"
    articles = {scene.tree.tokens[i].text.lower() for i in scene.tree.children(match.content, "det")}
    return bool(articles & {"the", "this"})


def _is_elected(target: Party | None) -> bool:
    return target is not None and target.actor.kind not in (ActorKind.INSTRUMENT, ActorKind.BODY)


def _aside(text: Text, scene: Scene, match: Match, reason: str) -> SetAside:
    span = scene.tree.span(match.trigger)
    return SetAside(stage=_STAGE, reason=reason, document=text.document.id, span=span, detail=match.frame.id)


def _thanked(
    text: Text, scene: Scene, match: Match, holder: Party, target: Party | None
) -> Iterator[Position]:
    """Reads "thanked X for supporting us": the support of the thanked one is ascribed by the one who thanks."""
    if (
        match.frame.stance not in (Stance.THANKS, Stance.WELCOMES)
        or target is None
        or match.thanked_for is None
    ):
        return
    if target.actor.kind is ActorKind.INSTRUMENT:
        return
    beneficiary = holder
    for index in match.thanked_targets:
        named = party_of(text, scene, index)
        if named is None or named.actor.kind is ActorKind.INSTRUMENT:
            return
        beneficiary = named
        break
    if beneficiary.actor.id == target.actor.id:
        return
    yield _position(text, scene, match, target, beneficiary, ascribed=True)


def _position(
    text: Text, scene: Scene, match: Match, holder: Party, target: Party | None, *, ascribed: bool = False
) -> Position:
    frame = match.frame
    stance = Stance.SUPPORTS if ascribed else match.stance
    trigger = scene.tree.span(
        (match.thanked_for,) if ascribed and match.thanked_for is not None else match.trigger
    )
    evidence = evidence_span(scene, match, holder)
    instrument = None
    if holder.actor.kind is ActorKind.INSTRUMENT:
        instrument, holder = holder.actor.id, _issuer(text, holder)
    elif target is not None and target.actor.kind is ActorKind.INSTRUMENT:
        instrument = target.actor.id
    elif text.voices.instrument is not None:
        instrument = text.voices.instrument
    governor = governing_speaker(text, scene, match.trigger[0])
    by_instrument = instrument is not None and (target is None or target.actor.id != instrument)
    if by_instrument and instrument == text.voices.instrument:
        by_instrument = text.voices.body is None or holder.actor == text.voices.body
    setting = Setting(
        document=text.document,
        voices=text.voices,
        holder=holder,
        toward=target,
        stance=stance,
        act=_act_of(match),
        teller=text.teller_at(trigger.start) if governor is None else governor[0],
        voice=text.voices.speaker_at(trigger.start),
        quoted=quoted_at(trigger.start, text.own_words),
        by_instrument=by_instrument or holder.rule == _RESOLUTIONS or _of_resolutions(match),
        on_behalf=text.on_behalf,
        joint_words=scene.lexicon.joint_words,
        ascribed=ascribed,
    )
    basis, reason = basis_of(setting)
    chain = _chain(
        text,
        trigger,
        match,
        holder,
        instrument if setting.by_instrument else None,
        governor,
        ascribed=ascribed,
    )
    statement = _statement_at(text, trigger)
    words = match.matter()
    matter = _clip(text.document, scene.tree.span(words)) if words else None
    about = " ".join(matter.of(text.document.text).split()) if matter is not None else None
    if target is not None and target.actor.kind is ActorKind.INSTRUMENT:
        target = _issuer(text, target)  # a text is no actor: the stance is towards those who adopted it
    return Position(
        id=make_id(
            "position",
            text.document.id,
            holder.actor.id,
            stance,
            target.actor.id if target else None,
            evidence.start,
            evidence.end,
        ),
        document=text.document.id,
        statement=statement,
        holder=holder,
        stance=stance,
        toward=target,
        about=about,
        about_at=matter,
        matters=matters_of(about or "", text.case),
        principle=principle_of(about, [scene.tree.lemma(i) for i in words]) if about else None,
        basis=basis,
        basis_reason=reason,
        chain=chain,
        evidence=evidence,
        trigger=trigger,
        date=text.document.date,
        when=said_when(text.document, scene.tree, match.clause, match.trigger[0]),
        forum=_forum(text, target, instrument),
        instrument=instrument,
        modality=match.modality,
        event=stance.plover if ascribed else frame.event or stance.plover,
        ended=match.ended and not ascribed,
        rule=f"{frame.id}{'/thanked' if ascribed else ''}",
        rows=tuple(sorted({*holder.rows, *(target.rows if target else ())})),
    )


def _clip(document: Document, span: Span) -> Span:
    """At most 200 characters, up to a whole word."""
    if span.end - span.start <= _LONGEST_MATTER:
        return span
    cut = document.text.rfind(" ", span.start, span.start + _LONGEST_MATTER)
    return Span(span.start, cut if cut > span.start else span.start + _LONGEST_MATTER)


def _of_resolutions(match: Match) -> bool:
    """Reads "the resolutions of the Council, which demanded", "signed a statement that condemned"."""
    tree = match.scene.tree
    for index in match.holders:
        verb = tree.tokens[tree.tokens[index].head]
        above = match.scene.parties.get(verb.head) if verb.dep == "relcl" else None
        texts = {p.actor.id for p in match.scene.parties.values() if p.rule == _RESOLUTIONS}
        if above is not None and above.actor.id in texts:
            return True
    for place in (match.trigger[0], match.clause):
        token = tree.tokens[place]
        text = tree.tokens[token.head]
        if token.dep in ("relcl", "acl") and text.lemma in match.scene.lexicon.texts:
            return tree.lemma(text.head) in (
                "adopt",
                "sign",
                "pass",
                "approve",
            )  # "signed a statement that ..."
    return False


def _act_of(match: Match) -> str:
    """An attitude that is voiced is speech; a vote announced is none cast."""
    tree = match.scene.tree
    act = match.frame.act
    words = match.scene.lexicon
    voiced = (
        match.clause != match.trigger[0] and tree.lemma(match.clause) in words.carrying | words.delivering
    )
    if (act == "attitude" and voiced) or (act == "vote" and match.modality is not None):
        return "speech"
    return act


def _adopted_by(instrument: str) -> str | None:
    """The UN organ whose symbol an instrument bears."""
    return {"A/": "UNGA", "S/": "UNSC"}.get(instrument[:2])


def _issuer(text: Text, holder: Party) -> Party:
    """An instrument's position is that of the body which adopted it."""
    body = _adopted_by(holder.actor.id)
    if body is None:
        return holder
    actor = Actor(id=body, kind=ActorKind.BODY, name=body)
    return Party(actor=actor, mention=holder.mention, rule="adopted text", rows=holder.rows)


def _forum(text: Text, target: Party | None, instrument: str | None) -> str | None:
    if instrument is not None:
        return _adopted_by(instrument)
    return text.voices.body.id if text.voices.body is not None else None


def _statement_at(text: Text, trigger: Span) -> str | None:
    around = [i for i, s in enumerate(text.sayings) if s.covers(trigger.start)]
    return text.statements[min(around, key=lambda i: text.sayings[i].size)].id if around else None


def _chain(
    text: Text,
    trigger: Span,
    match: Match,
    holder: Party,
    instrument: str | None,
    governor: tuple[Party, Span] | None,
    *,
    ascribed: bool,
) -> tuple[Link, ...]:
    """The chain around the trigger; a person who does it by saying it, and a text that says it, come last."""
    chain = chain_at(trigger.start, text.base, text.sayings)
    signing = {party.actor for party in text.voices.signatories}
    if holder.actor in signing and not ascribed and not quoted_at(trigger.start, text.quotes):
        return text.base  # "President Silva welcomed" in a text that Silva signs
    if governor is not None and governor[0].person not in {link.name for link in chain}:
        party, cue = governor
        chain = (
            *chain,
            Link(name=party.person or party.actor.name, actor=party.actor.id, source=party.mention, cue=cue),
        )
    if instrument is not None and text.voices.instrument is None:
        return (*chain, Link(name=instrument, actor=holder.actor.id, source=holder.mention, cue=trigger))
    speaker = holder
    if ascribed:
        for index in match.holders:
            found = party_of(text, match.scene, index)
            speaker = found or speaker
            break
    if (match.frame.act == "speech" or ascribed) and speaker.person and speaker.rule != "first person":
        names = {link.name for link in chain}
        if speaker.person not in names:
            chain = (
                *chain,
                Link(name=speaker.person, actor=speaker.actor.id, source=speaker.mention, cue=trigger),
            )
    return chain
