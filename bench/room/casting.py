"""Who appears in the made-up reports, how often, and what is said of them: real actors, made-up words.

Holders are drawn from all states and bodies of the registry, a few of them most of the time, as in the news.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from random import Random

from onrecord.case import load_case
from onrecord.registry import Registry, load_registry
from onrecord.vocabulary import ActorKind, Basis, Case, Membership, Stance

VERBS: Mapping[Stance, str] = {
    Stance.SUPPORTS: "supported",
    Stance.THANKS: "thanked",
    Stance.WELCOMES: "welcomed the steps of",
    Stance.RECOGNIZES: "recognized the claim of",
    Stance.PLEDGES: "pledged help to",
    Stance.AIDS: "sent relief to",
    Stance.VOTES_FOR: "voted for the draft of",
    Stance.CALLS_FOR: "called for restraint by",
    Stance.CONCERNED: "was concerned about the acts of",
    Stance.ABSTAINS: "abstained on the draft of",
    Stance.ABSENT: "was absent from the vote on the draft of",
    Stance.DEMANDS: "demanded a reply from",
    Stance.CRITICIZES: "criticized",
    Stance.ACCUSES: "accused",
    Stance.CONDEMNS: "condemned",
    Stance.REJECTS: "rejected the offer of",
    Stance.OPPOSES: "opposed",
    Stance.THREATENS: "threatened",
    Stance.VOTES_AGAINST: "voted against the draft of",
}
"""The words that show each stance."""
CASTING = (Stance.VOTES_FOR, Stance.ABSTAINS, Stance.ABSENT, Stance.VOTES_AGAINST)
"""The stances that are votes."""
_OUTLETS = 60
_BASES = (
    (Basis.REPORTED, 46),
    (Basis.OWN_WORDS, 24),
    (Basis.ASCRIBED, 22),
    (Basis.INSTRUMENT, 5),
    (Basis.VOTE, 3),
)


@dataclass(frozen=True, slots=True)
class Player:
    """An actor with what a row needs of it, written once."""

    id: str
    name: str
    form: str
    """The actor as JSON."""
    quoted: str
    """The name as JSON."""
    rows: str
    """The registry rows of its name, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody and everything that reports may tell of."""

    registry: Registry
    case: Case
    holders: Sequence[Player]
    weights: Sequence[float]
    parties: Sequence[Player]
    forums: Sequence[str]
    outlets: Sequence[str]
    outlet_weights: Sequence[float]
    memberships: Sequence[Membership]

    def holder(self, random: Random) -> Player:
        """A holder, the frequent ones most often."""
        (player,) = random.choices(self.holders, cum_weights=self.weights)
        return player

    def toward(self, random: Random) -> Player | None:
        """A counterpart: mostly a party of the case, sometimes somebody else, sometimes nobody."""
        lot = random.random()
        return random.choice(self.parties) if lot < 0.65 else self.holder(random) if lot < 0.92 else None

    def outlet(self, random: Random) -> str:
        """An outlet, the large ones most often."""
        (name,) = random.choices(self.outlets, cum_weights=self.outlet_weights)
        return name


def make_cast() -> Cast:
    """The cast: states and bodies of the registry, the parties and matters of the bundled case."""
    registry = load_registry()
    case = load_case(files("onrecord.examples") / "karabakh" / "case.toml")
    actors = [a for a in registry.actors.values() if a.kind in (ActorKind.STATE, ActorKind.BODY)]
    Random("holders").shuffle(actors)
    holders = [_player(registry, actor.id) for actor in actors]
    return Cast(
        registry=registry,
        case=case,
        holders=holders,
        weights=_falling(len(holders)),
        parties=[_player(registry, party) for party in case.parties],
        forums=("UNGA", "UNSC", "OIC", "NAM", "OSCE"),
        outlets=[f"{place} {kind}" for place in _PLACES for kind in ("Courier", "Herald", "Post", "Wire")][
            :_OUTLETS
        ],
        outlet_weights=_falling(_OUTLETS),
        memberships=[
            row
            for body in ("OIC", "NAM", "OSCE")
            for row in registry.members_of.get(body, ())
            if row.member in registry.actors
        ],
    )


_PLACES = (
    "Harbour", "Northern", "Valley", "Island", "Coastal", "Evening", "Capital", "River", "Mountain",
    "Lake", "Border", "Morning", "Western", "Eastern", "Central",
)  # fmt: skip


def basis(random: Random) -> Basis:
    """A rung, the frequent ones most often."""
    (drawn,) = random.choices([rung for rung, _ in _BASES], [share for _, share in _BASES])
    return drawn


def _player(registry: Registry, id_: str) -> Player:
    actor = registry.actors[id_]
    quoted = json.dumps(actor.name, ensure_ascii=False)
    form = f'{{"id":"{actor.id}","kind":"{actor.kind}","name":{quoted}}}'
    rows = [name.row for name in registry.names(id_) if name.name == actor.name][:1]
    return Player(id=id_, name=actor.name, form=form, quoted=quoted, rows=json.dumps(rows))


def _falling(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(count)))
