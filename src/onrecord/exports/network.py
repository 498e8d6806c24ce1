"""Positions as a directed network of actors, in GraphML: who stands how towards whom, in how many independent reports.

GraphML 1.0 with typed attributes, as Gephi, Cytoscape, igraph and NetworkX read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from onrecord.exports.days import days_of, iso
from onrecord.exports.exported import Exported
from onrecord.harmless import xml_text
from onrecord.ledger import PositionRow
from onrecord.vocabulary import Actor, Basis, Position, Stance

GIVEN_UP = "given up by the holder"
NO_COUNTERPART = "towards nobody"
NODE_FIELDS: Mapping[str, str] = {"name": "string", "kind": "string"}
EDGE_FIELDS: Mapping[str, str] = {
    "stance": "string",
    "polarity": "int",
    "basis": "string",
    "declared": "boolean",
    "positions": "int",
    "origins": "int",
    "by_membership": "int",
    "first_day": "string",
    "last_day": "string",
}
"""Attribute to its type in GraphML."""
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NO_ORIGINS: Mapping[str, str] = {}
_Key: TypeAlias = tuple[str, str, Stance, Basis]


@dataclass(slots=True)
class _Edge:
    """What is gathered of one holder, counterpart, stance and rung."""

    positions: int = 0
    by_membership: int = 0
    origins: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None

    def add(self, position: Position, origin: str) -> None:
        self.positions += 1
        self.by_membership += position.by_membership
        self.origins.add(origin)
        first, last = days_of(position)
        if first is not None and last is not None:
            self.first = min(first, self.first or first)
            self.last = max(last, self.last or last)


def network_graphml(rows: Sequence[PositionRow], *, origins: Mapping[str, str] = _NO_ORIGINS) -> Exported:
    """Actors are nodes; one edge for each holder, counterpart, stance and rung: declared never shares one with ascribed.

    `origins` gives the independent report (its id) that a document prints; a document without one is its own.
    Left out, and counted: positions towards nobody, and stances given up.
    """
    actors: dict[str, Actor] = {}
    edges: dict[_Key, _Edge] = {}
    left_out: Counter[str] = Counter()
    for row in rows:
        position = row.position
        if position.ended or position.toward is None:
            left_out[GIVEN_UP if position.ended else NO_COUNTERPART] += 1
            continue
        holder, toward = position.holder.actor, position.toward.actor
        for actor in (holder, toward):
            held = actors.setdefault(actor.id, actor)
            actors[actor.id] = min(held, actor, key=best_named)
        key = (holder.id, toward.id, position.stance, position.basis)
        edges.setdefault(key, _Edge()).add(position, origins.get(position.document, position.document))
    text = _graphml(actors, edges)
    taken = sum(edge.positions for edge in edges.values())
    notes = (f"{len(actors)} actors, {len(edges)} edges",) if edges else ()
    return Exported(text=text, rows=taken, left_out=dict(sorted(left_out.items())), notes=notes)


def best_named(actor: Actor) -> tuple[bool, str, str]:
    """Orders the actors of one id, which may have several names: no bare id first, then by alphabet."""
    return actor.name == actor.id, actor.name, actor.kind.value


# --- As XML -----------------------------------------------------------------------------------


def _graphml(actors: Mapping[str, Actor], edges: Mapping[_Key, _Edge]) -> str:
    target = BytesIO()
    with etree.xmlfile(target, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: _NAMESPACE}):
            for of, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
                for name, kind in fields.items():
                    key = {"id": _key(of, name), "for": of, "attr.name": name, "attr.type": kind}
                    _write(file, etree.Element("key", key))
            with file.element("graph", {"id": "positions", "edgedefault": "directed"}):
                for id_ in sorted(actors):
                    _write(file, _node(actors[id_]))
                for number, key_ in enumerate(sorted(edges, key=_order)):
                    _write(file, _edge(number, key_, edges[key_]))
    return target.getvalue().decode("utf-8") + "\n"


def _node(actor: Actor) -> Any:
    node = etree.Element("node", {"id": xml_text(actor.id)})
    _data(node, "node", {"name": actor.name, "kind": actor.kind.value})
    return node


def _edge(number: int, key: _Key, edge: _Edge) -> Any:
    holder, toward, stance, basis = key
    element = etree.Element(
        "edge", {"id": f"e{number}", "source": xml_text(holder), "target": xml_text(toward)}
    )
    values = {
        "stance": stance.value,
        "polarity": str(stance.polarity),
        "basis": basis.value,
        "declared": "true" if basis.declared else "false",
        "positions": str(edge.positions),
        "origins": str(len(edge.origins)),
        "by_membership": str(edge.by_membership),
        "first_day": iso(edge.first) or "",
        "last_day": iso(edge.last) or "",
    }
    _data(element, "edge", values)
    return element


def _data(element: Any, of: str, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        etree.SubElement(element, "data", {"key": _key(of, name)}).text = xml_text(value)


def _write(file: Any, element: Any) -> None:
    file.write("\n")
    file.write(element)


def _key(of: str, name: str) -> str:
    return f"{of}_{name}"


def _order(key: _Key) -> tuple[str, str, str, int]:
    holder, toward, stance, basis = key
    return holder, toward, stance.value, basis.rung
