"""One position with all that a reader must know of it: basis, chain, evidence, matter, when, and the rule.

Pure assembly: who holds what towards whom was decided before.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.attribution import quoted_at
from onrecord.extract.basis import Setting, basis_of
from onrecord.extract.chains import chain_at
from onrecord.extract.evidence import evidence_span
from onrecord.extract.keys import position_id, rows_behind
from onrecord.extract.match import Match
from onrecord.extract.matters import matters_of, principle_of
from onrecord.extract.parties import (
    Text,
    governing_speaker,
    party_of,
)
from onrecord.extract.roles import Scene
from onrecord.extract.when import said_when
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Basis,
    Document,
    Link,
    Party,
    Position,
    Span,
    Stance,
)

_RESOLUTIONS = "resolutions of a body"
_LONGEST_MATTER = 200
"""Characters."""


def toward_id(position: Position) -> str | None:
    """Id of the counterpart, if there is one."""
    return position.toward.actor.id if position.toward is not None else None


def copied(text: Text, scene: Scene, do: int, model: Position, holder: Party) -> Position:
    """The same stance, held by somebody else too."""
    trigger = scene.tree.span((do,))
    mention = holder.mention or trigger
    evidence = Span(min(trigger.start, mention.start), max(trigger.end, mention.end))
    own = model.basis is Basis.OWN_WORDS
    return replace(
        model,
        id=position_id(text.document, holder, model.stance, model.toward, evidence),
        statement=statement_at(text, trigger),
        holder=holder,
        basis=Basis.REPORTED if own else model.basis,
        basis_reason="told to have done the same" if own else model.basis_reason,
        chain=chain_at(trigger.start, text.base, text.sayings),
        evidence=evidence,
        trigger=trigger,
        rule=f"{model.rule}/so",
        rows=rows_behind(holder, model.toward),
    )


def state_position(
    text: Text, scene: Scene, match: Match, holder: Party, target: Party | None, *, ascribed: bool = False
) -> Position:
    """The position of one holder towards one counterpart; `ascribed` for the support that somebody is thanked for."""
    frame = match.frame
    stance = Stance.SUPPORTS if ascribed else match.stance
    shown = match.thanked_for if ascribed and match.thanked_for is not None else match.trigger
    trigger = scene.tree.span((shown,))
    evidence = evidence_span(scene, match, holder)
    instrument = None
    if holder.actor.kind is ActorKind.INSTRUMENT:
        instrument, holder = holder.actor.id, _issuer(text, holder)
    elif target is not None and target.actor.kind is ActorKind.INSTRUMENT:
        instrument = target.actor.id
    elif text.voices.instrument is not None:
        instrument = text.voices.instrument
    governor = governing_speaker(text, scene, match.trigger)
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
    statement = statement_at(text, trigger)
    words = match.matter()
    matter = _clip(text.document, scene.tree.span(words)) if words else None
    about = " ".join(matter.of(text.document.text).split()) if matter is not None else None
    if target is not None and target.actor.kind is ActorKind.INSTRUMENT:
        target = _issuer(text, target)  # a text is no actor: the stance is towards those who adopted it
    return Position(
        id=position_id(text.document, holder, stance, target, evidence),
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
        when=said_when(text.document, scene.tree, match.clause, match.trigger),
        forum=_forum(text, target, instrument),
        instrument=instrument,
        modality=match.modality,
        event=stance.plover if ascribed else frame.event or stance.plover,
        ended=match.ended and not ascribed,
        rule=f"{frame.id}{'/thanked' if ascribed else ''}",
        rows=rows_behind(holder, target),
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
    for place in (match.trigger, match.clause):
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
    voiced = match.clause != match.trigger and tree.lemma(match.clause) in words.carrying | words.delivering
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


def statement_at(text: Text, trigger: Span) -> str | None:
    """Id of the innermost statement around a trigger, if it stands in one."""
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
