"""Positions: holder, stance, counterpart and matter, on one rung of evidence, with the words that show it.

Every trigger word of the lexicon is tried in its sentence. A position needs a holder that the text names;
what cannot be tied is set aside with the reason, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.attribution import Saying, base_chain, chain_at, quoted_at
from onrecord.extract.basis import Setting, basis_of
from onrecord.extract.frames import Frame, Lexicon
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.triggers import Match, match_sentence
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
_OWN_WORDS = 4
_MOST_HOLDERS = 30
_SHORT_NAME = 2
_JOINT_WORDS = frozenset(
    {
        "leaders",
        "ministers",
        "sides",
        "parties",
        "countries",
        "governments",
        "presidents",
        "participants",
        "heads",
    }
)
VOTING_BODIES = frozenset({"UNGA", "UNSC", "UNHRC", "EP", "PACE", "IAEA"})
"""Bodies whose votes news reports tell without naming the text voted on."""


@dataclass(frozen=True)
class _Text:
    """One document as the position reader sees it."""

    document: Document
    scenes: Sequence[Scene]
    voices: Voices
    sayings: Sequence[Saying]
    statements: Sequence[Statement]
    quotes: Sequence[Span]
    base: tuple[Link, ...]
    on_behalf: frozenset[str]
    """Names of those who are said to speak on behalf of others."""

    def speaker_at(self, place: int) -> Party | None:
        """Whose "I" and "we" it is at a character: the quotation's speaker, else the document's."""
        if quoted_at(place, self.quotes):
            around = [s for s in self.sayings if s.covers(place)]
            if around:
                return min(around, key=lambda s: s.size).speakers[-1][0]
            return None
        return self.voices.speaker

    def teller_at(self, place: int) -> Party | None:
        """The innermost speaker whose words these are, quoted or not; None for the outlet's own."""
        around = [s for s in self.sayings if s.covers(place)]
        if around:
            return min(around, key=lambda s: s.size).speakers[-1][0]
        return self.voices.speaker


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
    text = _Text(
        document=document,
        scenes=scenes,
        voices=voices,
        sayings=sayings,
        statements=statements,
        quotes=quotations(document),
        base=base_chain(document, voices),
        on_behalf=_on_behalf(scenes),
    )
    found: dict[str, Position] = {}
    aside: list[SetAside] = []
    earlier: list[Position] = []
    voted_on: Party | None = None
    for scene in scenes:
        for match in match_sentence(scene, lexicon):
            voted_on = _last_instrument(scene, match.trigger[0], voted_on)
            rows, refused = _positions(text, scene, match, earlier, voted_on)
            aside.extend(refused)
            for position in rows:
                if position.id not in found and not _repeats(position, found.values()):
                    found[position.id] = position
                    earlier.append(position)
        voted_on = _last_instrument(scene, len(scene.tree.tokens), voted_on)
    ordered = sorted(found.values(), key=lambda p: (p.evidence, p.trigger, p.id))
    return Extraction(found=tuple(ordered), set_aside=tuple(aside))


def _on_behalf(scenes: Sequence[Scene]) -> frozenset[str]:
    """Names of the people who "spoke on behalf of ..." anywhere in the document."""
    names = set()
    for scene in scenes:
        for token in scene.tree.tokens:
            if token.lemma == "behalf":
                people = [p.person for p in scene.parties.values() if p.person and p.rule != "first person"]
                names.update(people)
    return frozenset(n for n in names if n)


def _governing_speaker(text: _Text, scene: Scene, place: int) -> tuple[Party, Span] | None:
    """The person whose verb of saying stands over a word: "X reiterated its demand", "recalling ..., X said"."""
    tree = scene.tree
    for above in tree.ancestors(place):
        token = tree.tokens[above]
        if token.pos != "VERB" or tree.lemma(above) not in scene.lexicon.carrying | scene.lexicon.pointing:
            continue
        subject = scene.subject(above)
        party = _who(text, scene, subject) if subject is not None else None
        if party is not None and party.person and party.rule != "first person":
            return party, tree.span((above,))
    return None


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


def _last_instrument(scene: Scene, before: int, earlier: Party | None) -> Party | None:
    """The adopted text named last before a token: what "voted against" with nothing after it is about."""
    named = sorted(scene.parties.items())
    texts = [p for i, p in named if p.actor.kind is ActorKind.INSTRUMENT and i < before]
    if texts:
        return texts[-1]
    houses = [p for _, p in named if p.actor.id in VOTING_BODIES]
    no_text = earlier is None or earlier.actor.kind is ActorKind.BODY
    return houses[-1] if houses and no_text else earlier


def _positions(
    text: _Text, scene: Scene, match: Match, earlier: Sequence[Position], voted_on: Party | None
) -> tuple[list[Position], list[SetAside]]:
    reason = match.refusal
    holders = _holders(text, scene, match, earlier)
    if reason is None and not holders:
        reason = "no holder that the text names"
    targets: list[Party | None] = list(_targets(text, scene, match))
    if not targets and match.addressee is not None:
        targets = list(_unregistered(text, scene, match.addressee))
    if not targets and match.frame.act == "vote" and voted_on is not None:
        targets = [voted_on]
    if reason is None and match.frame.act == "vote" and any(_is_elected(t) for t in targets):
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


def _unregistered(text: _Text, scene: Scene, head: int) -> Iterator[Party]:
    """Somebody addressed whom the registry does not know: kept as the text says it."""
    tree = scene.tree
    token = tree.tokens[head]
    plural = token.tag in ("NNS", "NNPS")
    named = token.pos == "PROPN"
    if token.pos not in ("NOUN", "PROPN") or not (plural or named) or not scene.is_human(head):
        return
    words = [i for i in tree.phrase(head) if i <= head and tree.tokens[i].pos not in ("DET", "PRON", "NUM")]
    span = tree.span(tuple(words))
    name = " ".join(span.of(text.document.text).split())[:80]
    actor = Actor(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)
    yield Party(actor=actor, mention=span, rule="as the text says")


def _is_elected(target: Party | None) -> bool:
    return target is not None and target.actor.kind not in (ActorKind.INSTRUMENT, ActorKind.BODY)


def _aside(text: _Text, scene: Scene, match: Match, reason: str) -> SetAside:
    span = scene.tree.span(match.trigger)
    return SetAside(stage=_STAGE, reason=reason, document=text.document.id, span=span, detail=match.frame.id)


# --- holders and counterparts --------------------------------------------------------------------


def _holders(text: _Text, scene: Scene, match: Match, earlier: Sequence[Position]) -> list[Party]:
    if match.frame.id == "must":
        speaker = text.teller_at(scene.tree.tokens[match.trigger[0]].start)
        body = text.voices.body if text.voices.instrument is not None else None
        if speaker is not None:
            return [
                Party(
                    actor=speaker.actor,
                    mention=None,
                    rule="first person",
                    rows=speaker.rows,
                    person=speaker.person,
                )
            ]
        return [Party(actor=body, mention=None, rule="adopted text")] if body is not None else []
    if (
        text.voices.instrument is not None
        and text.voices.body is not None
        and (match.bare or match.operative)
    ):
        return [Party(actor=text.voices.body, mention=None, rule="adopted text")]
    if match.taken_up:
        return [p.holder for p in earlier if p.stance is match.frame.stance][-1:]
    found: list[Party] = []
    if text.voices.signatories and any(_is_joint(text, scene, i) for i in match.holders):
        return list(text.voices.signatories)
    for index in match.holders:
        if scene.tree.children(index, "nummod") and scene.parties[index].actor.kind is ActorKind.COLLECTIVE:
            continue  # "39 states voted": a number of unnamed ones is a claim, not a holder
        party = _who(text, scene, index)
        if party is not None and party.actor.id not in {p.actor.id for p in found}:
            found.append(party)
    return found


def _is_joint(text: _Text, scene: Scene, index: int) -> bool:
    """Reads "we", "the leaders", "both ministers", "they" of a joint statement: those who sign it."""
    party = scene.parties.get(index)
    if party is None or quoted_at(scene.tree.tokens[index].start, text.quotes):
        return False
    if party.actor.id == "self":
        return True
    words = party.actor.name.lower().split()
    return (
        party.actor.kind is ActorKind.COLLECTIVE and len(words) <= _SHORT_NAME and words[-1] in _JOINT_WORDS
    )


def _who(text: _Text, scene: Scene, index: int) -> Party | None:
    """The party at a token, with "I" and "we" given to their speaker, and a text to its issuer."""
    party = scene.parties.get(index)
    if party is None:
        return None
    if party.actor.id == "self":
        named = [scene.parties[i] for i in scene.tree.children(index, "appos") if i in scene.parties]
        if named:
            return named[0]
        speaker = text.speaker_at(scene.tree.tokens[index].start)
        if speaker is None:
            body = text.voices.body
            if body is None or quoted_at(scene.tree.tokens[index].start, text.quotes):
                return None
            return Party(actor=body, mention=party.mention, rule="first person of the document's body")
        return Party(
            actor=speaker.actor,
            mention=party.mention,
            rule="first person",
            rows=speaker.rows,
            person=speaker.person,
        )
    return party


def _targets(text: _Text, scene: Scene, match: Match) -> Iterator[Party]:
    seen: set[str] = set()
    for index in match.targets:
        party = _who(text, scene, index)
        if party is not None and party.actor.id not in seen:
            seen.add(party.actor.id)
            yield party


def _thanked(
    text: _Text, scene: Scene, match: Match, holder: Party, target: Party | None
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
        named = _who(text, scene, index)
        if named is None or named.actor.kind is ActorKind.INSTRUMENT:
            return
        beneficiary = named
        break
    if beneficiary.actor.id == target.actor.id:
        return
    yield _position(text, scene, match, target, beneficiary, ascribed=True)


# --- one row --------------------------------------------------------------------------------------


def _position(
    text: _Text, scene: Scene, match: Match, holder: Party, target: Party | None, *, ascribed: bool = False
) -> Position:
    frame = match.frame
    stance = Stance.SUPPORTS if ascribed else match.stance
    trigger = scene.tree.span(
        (match.thanked_for,) if ascribed and match.thanked_for is not None else match.trigger
    )
    evidence = _evidence(scene, match, holder)
    instrument = None
    if holder.actor.kind is ActorKind.INSTRUMENT:
        instrument, holder = holder.actor.id, _issuer(text, holder)
    elif target is not None and target.actor.kind is ActorKind.INSTRUMENT:
        instrument = target.actor.id
    elif text.voices.instrument is not None:
        instrument = text.voices.instrument
    governor = _governing_speaker(text, scene, match.trigger[0])
    by_instrument = instrument is not None and (target is None or target.actor.id != instrument)
    setting = Setting(
        document=text.document,
        voices=text.voices,
        holder=holder,
        toward=target,
        stance=stance,
        act=frame.act if match.modality is None else "speech" if frame.act == "vote" else frame.act,
        teller=text.teller_at(trigger.start) if governor is None else governor[0],
        quoted=quoted_at(trigger.start, [q for q in text.quotes if _is_sentence(q, text.document)]),
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
        frame,
        instrument if setting.by_instrument else None,
        ascribed=ascribed,
        thanker=match,
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


def _is_sentence(quote: Span, document: Document) -> bool:
    """Two or three quoted words inside somebody else's sentence do not make it the holder's own words."""
    return len(quote.of(document.text).split()) >= _OWN_WORDS


def _issuer(text: _Text, holder: Party) -> Party:
    """An instrument's position is that of the body which adopted it."""
    body = (
        "UNGA" if holder.actor.id.startswith("A/") else "UNSC" if holder.actor.id.startswith("S/") else None
    )
    if body is None:
        return holder
    actor = Actor(id=body, kind=ActorKind.BODY, name=body)
    return Party(actor=actor, mention=holder.mention, rule="adopted text", rows=holder.rows)


def _forum(text: _Text, target: Party | None, instrument: str | None) -> str | None:
    if instrument is not None:
        return "UNGA" if instrument.startswith("A/") else "UNSC" if instrument.startswith("S/") else None
    return text.voices.body.id if text.voices.body is not None else None


def _statement_at(text: _Text, trigger: Span) -> str | None:
    around = [i for i, s in enumerate(text.sayings) if s.covers(trigger.start)]
    return text.statements[min(around, key=lambda i: text.sayings[i].size)].id if around else None


def _chain(
    text: _Text,
    trigger: Span,
    match: Match,
    holder: Party,
    frame: Frame,
    instrument: str | None,
    *,
    ascribed: bool,
    thanker: Match,
) -> tuple[Link, ...]:
    """The chain around the trigger; a person who does it by saying it, and a text that says it, come last."""
    chain = chain_at(trigger.start, text.base, text.sayings)
    governor = _governing_speaker(text, match.scene, match.trigger[0])
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
            found = _who(text, match.scene, index)
            speaker = found or speaker
            break
    if (frame.act == "speech" or ascribed) and speaker.person and speaker.rule != "first person":
        names = {link.name for link in chain}
        if speaker.person not in names:
            chain = (
                *chain,
                Link(name=speaker.person, actor=speaker.actor.id, source=speaker.mention, cue=trigger),
            )
    return chain


def _evidence(scene: Scene, match: Match, holder: Party) -> Span:
    """The clause that shows it: the trigger's governor with all below, and the holder where it stands near."""
    tree = scene.tree
    below = tree.subtree(match.clause, frozenset({"parataxis"}))
    below = tuple(i for i in below if not _in_other_clause(scene, match.clause, i))
    span = tree.span(below or (match.clause,))
    for index in match.holders:
        token = tree.tokens[index]
        if scene.parties.get(index) is not None and -60 < span.start - token.end < 60:
            span = Span(min(span.start, token.start), max(span.end, token.end))
    return span


def _in_other_clause(scene: Scene, clause: int, index: int) -> bool:
    """True below a verb that is coordinated with the clause's own ("condemned ..., and called ...")."""
    tree = scene.tree
    here = index
    while here != clause:
        token = tree.tokens[here]
        if (
            token.head == clause
            and token.dep in ("conj", "cc", "punct")
            and (token.pos in ("VERB", "AUX") or token.dep != "conj")
        ):
            return True
        if token.head == here:
            return False
        here = token.head
    return False
