"""What our own voice calls actors where there are parties to a dispute: a body whose name speaks of one is called by its id.

Such a name is the body's own word ("contact group on the crisis in ..."), and no word of a page, report or brief.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.registry.registry import Registry


def bodies_naming(registry: Registry, parties: Collection[str]) -> frozenset[str]:
    """Ids of the bodies whose names hold the name of a party (ids), as whole words."""
    names = [registry.actors[id_].name for id_ in parties if id_ in registry.actors]
    if not names:
        return frozenset()
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    held = (id_ for id_ in registry.bodies if id_ not in parties and id_ in registry.actors)
    return frozenset(id_ for id_ in held if named.search(registry.actors[id_].name))


def names_beside(registry: Registry, parties: Collection[str]) -> dict[str, str]:
    """What the registry's actors are called, by id, where these are the parties (ids)."""
    own = bodies_naming(registry, parties)
    return {id_: id_ if id_ in own else actor.name for id_, actor in registry.actors.items()}
