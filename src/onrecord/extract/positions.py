"""Positions: holder, stance, counterpart and matter, on one rung of evidence, with the words that show it.

Every trigger word of the lexicon is tried in its sentence. A position needs a holder that the text names;
what cannot be tied is set aside with the reason, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from onrecord.extract.acts import Acts
from onrecord.extract.chains import base_chain, chain_at
from onrecord.extract.ellipsis import taken_up_by
from onrecord.extract.evidence import is_whole_clause
from onrecord.extract.frames import Lexicon
from onrecord.extract.holding import positions_of
from onrecord.extract.instruments import Adopted, FindState, adopted_positions
from onrecord.extract.match import Match
from onrecord.extract.parties import (
    Text,
    last_instrument,
    party_of,
    speakers_on_behalf,
)
from onrecord.extract.places import places_at
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.stating import copied, statement_at, toward_id
from onrecord.extract.triggers import match_sentence
from onrecord.vocabulary import (
    Case,
    Document,
    Extraction,
    Party,
    Position,
    SetAside,
    Statement,
    Voices,
)


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
        statement_at=lambda trigger: statement_at(text, trigger),
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
            self.voted_on = last_instrument(scene, matches[0].trigger, self.voted_on)
            refused: list[SetAside] = []
            for match in matches:
                rows, why = positions_of(self.text, scene, match, self.earlier, self.voted_on, remembered)
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
        for do, doers in taken_up_by(scene):
            before = [rows for match, rows in read if match.trigger < do]
            if not before and self.last and scene.tree.lemma(do) == "do":
                before = [self.last]  # which stance "this stance" of an earlier sentence is, nobody can tell
            models = before[-1] if before else []
            for index in doers:
                party = party_of(self.text, scene, index)
                for model in models:
                    if party is not None and party.actor.id not in (model.holder.actor.id, toward_id(model)):
                        self._keep([copied(self.text, scene, do, model, party)])
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


def _is_part_of_another(
    match: Match, rows: Sequence[Position], read: Sequence[tuple[Match, list[Position]]]
) -> bool:
    """True for the noun of "withdrew its SUPPORT", and for a told act in "condemned the AGGRESSION by B"."""
    trigger = match.trigger
    tree = match.scene.tree
    for other, others in read:
        if other is match:
            continue
        if other.frame.objects and trigger in _objects_of(other):
            return True
        if match.frame.holder != "teller" or (other.frame.holder == "teller" and other.trigger > trigger):
            continue
        below = trigger in tree.subtree(other.clause) and other.stance.polarity <= 0
        same = {(p.holder.actor.id, toward_id(p)) for p in others}
        told = {(p.holder.actor.id, toward_id(p)) for p in rows}
        if (told & same and other.stance.polarity * match.stance.polarity >= 0) or (
            below and other.frame.holder != "teller"
        ):
            return True
    return False


def _objects_of(match: Match) -> set[int]:
    places = places_at(match.scene, match.trigger, match.frame.object_at)
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
