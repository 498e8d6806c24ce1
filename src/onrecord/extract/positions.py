"""Positions: holder, stance, counterpart and matter, on one rung of evidence, with the words that show it.

Every trigger word of the lexicon is tried in its sentence. A position needs a holder that the text names;
what cannot be tied is set aside with the reason, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.attribution import quoted_at
from onrecord.extract.basis import Setting, basis_of
from onrecord.extract.chains import base_chain, chain_at
from onrecord.extract.evidence import evidence_span, is_whole_clause
from onrecord.extract.frames import Lexicon
from onrecord.extract.match import Match
from onrecord.extract.parties import (
    Text,
    find_holders,
    find_targets,
    governing_speaker,
    last_instrument,
    party_of,
    speakers_on_behalf,
    unregistered,
)
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.triggers import match_sentence
from onrecord.identity import make_id
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Document,
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


def find_positions(
    document: Document,
    scenes: Sequence[Scene],
    *,
    voices: Voices,
    sayings: Sequence[Saying],
    statements: Sequence[Statement],
    lexicon: Lexicon,
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
    )
    found: dict[str, Position] = {}
    aside: list[SetAside] = []
    earlier: list[Position] = []
    voted_on: Party | None = None
    for scene in scenes:
        for match in match_sentence(scene, lexicon):
            voted_on = last_instrument(scene, match.trigger[0], voted_on)
            rows, refused = _positions(text, scene, match, earlier, voted_on)
            aside.extend(refused)
            for position in rows:
                if position.id not in found and not _repeats(position, found.values()):
                    found[position.id] = position
                    earlier.append(position)
        voted_on = last_instrument(scene, len(scene.tree.tokens), voted_on)
    ordered = sorted(found.values(), key=lambda p: (p.evidence, p.trigger, p.id))
    return Extraction(found=tuple(ordered), set_aside=tuple(aside))


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
    text: Text, scene: Scene, match: Match, earlier: Sequence[Position], voted_on: Party | None
) -> tuple[list[Position], list[SetAside]]:
    reason = match.refusal
    holders = find_holders(text, scene, match, earlier)
    if reason is None and not holders:
        reason = "no holder that the text names"
    targets: list[Party | None] = list(find_targets(text, scene, match))
    if not targets and match.addressee is not None:
        targets = list(unregistered(text, scene, match.addressee))
    if not targets and match.frame.act == "vote" and voted_on is not None:
        targets = [voted_on]
    if (
        reason is None
        and match.frame.act == "vote"
        and (_is_something_else(scene, match, targets) or any(_is_elected(t) for t in targets))
    ):
        reason = "an election, not a roll call"
    if reason is None and not targets and match.frame.needs_target:
        reason = "no counterpart that the text names"
    if reason is not None:
        return [], [_aside(text, scene, match, reason)]
    rows = []
    for holder in holders[:_MOST_HOLDERS]:
        for target in (targets or [None])[:4]:
            if target is not None and target.actor.id == holder.actor.id:
                continue
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
    setting = Setting(
        document=text.document,
        voices=text.voices,
        holder=holder,
        toward=target,
        stance=stance,
        act=frame.act if match.modality is None else "speech" if frame.act == "vote" else frame.act,
        teller=text.teller_at(trigger.start) if governor is None else governor[0],
        voice=text.voices.speaker_at(trigger.start),
        quoted=quoted_at(trigger.start, text.own_words),
        by_instrument=by_instrument or holder.rule == "resolutions of a body",
        on_behalf=text.on_behalf,
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
        about=match.about(scene, text.document.text),
        basis=basis,
        basis_reason=reason,
        chain=chain,
        evidence=evidence,
        trigger=trigger,
        date=text.document.date,
        forum=_forum(text, target, instrument),
        instrument=instrument,
        modality=match.modality,
        rule=f"{frame.id}{'/thanked' if ascribed else ''}",
        rows=tuple(sorted({*holder.rows, *(target.rows if target else ())})),
    )


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
