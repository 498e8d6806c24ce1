"""Our own voice takes over no body's word of a party."""

from __future__ import annotations

from onrecord.registry import load_registry
from onrecord.registry.parties import bodies_naming, names_beside


def test_a_body_whose_name_speaks_of_a_party_is_called_by_its_id() -> None:
    """With the parties of the bundled case it is the contact group; without parties every actor has its name."""
    registry = load_registry()
    own = bodies_naming(registry, ("ARM", "AZE"))
    assert own
    for id_ in own:
        assert id_ in registry.bodies
        assert {"Armenia", "Azerbaijan"} & set(registry.actors[id_].name.replace(",", " ").split())
        assert names_beside(registry, ("ARM", "AZE"))[id_] == id_
    assert names_beside(registry, ("ARM", "AZE"))["ARM"] == "Armenia"
    assert not bodies_naming(registry, ())
    assert not set(names_beside(registry, ())) ^ set(registry.actors)


def test_a_part_of_a_word_is_no_name() -> None:
    """Nigeria's bodies say nothing of Niger."""
    registry = load_registry()
    assert not any("Nigeria" in registry.actors[id_].name for id_ in bodies_naming(registry, ("NER",)))
