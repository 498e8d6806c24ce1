"""The network: what NetworkX reads back is who stands how towards whom, whatever the names hold."""

from __future__ import annotations

import io
from datetime import date

import networkx
from hostile import TEXTS
from hypothesis import given, settings
from made_rows import documents, party, row

from onrecord.exports import network_graphml
from onrecord.exports.network import EDGE_FIELDS, NODE_FIELDS
from onrecord.vocabulary import Basis, SaidWhen


def read(text: str) -> networkx.MultiDiGraph:
    """The graph as another library reads it."""
    return networkx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def test_edges_count_independent_reports() -> None:
    """Copies of one report are one; days span all of them; ascribed never shares an edge with declared."""
    later = SaidWhen(first=date(2020, 1, 1), last=date(2020, 1, 31), words=None, rule="r")
    rows = [
        row(),
        row(id="pos-2", document=documents()[1].id, when=later),
        row(id="pos-3", basis=Basis.ASCRIBED),
    ]
    made = network_graphml(rows, origins={one.id: "org-1" for one in documents()})
    graph = read(made.text)
    edges = sorted(graph.edges(data=True), key=lambda edge: edge[2]["declared"])
    assert [(source, target) for source, target, _ in edges] == [("NOR", "CHL")] * 2
    assert (edges[0][2]["basis"], edges[0][2]["declared"]) == ("ascribed", False)
    declared = edges[1][2]
    assert (declared["positions"], declared["origins"], declared["polarity"]) == (2, 1, -1)
    assert (declared["first_day"], declared["last_day"]) == ("2019-05-01", "2020-01-31")
    assert graph.nodes["NOR"] == {"name": "Norway", "kind": "state"}
    assert made.rows == 3


def test_what_has_no_place_is_counted() -> None:
    """Positions towards nobody, and stances given up, are told."""
    made = network_graphml([row(toward=None), row(ended=True), row()])
    assert (made.rows, dict(made.left_out)) == (1, {"given up by the holder": 1, "towards nobody": 1})


def test_every_field_is_declared_with_its_type() -> None:
    """Programs know numbers from words."""
    graph = read(network_graphml([row()]).text)
    (edge,) = (data for _, _, data in graph.edges(data=True))
    assert set(edge) - {"id"} == set(EDGE_FIELDS)
    assert set(graph.nodes["CHL"]) == set(NODE_FIELDS)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
def test_any_name_can_be_read_back(holder: str, toward: str) -> None:
    """No name breaks the file or adds to it."""
    made = network_graphml(
        [row(holder=party(f"group:{holder}", holder), toward=party(f"to:{toward}", toward))]
    )
    graph = read(made.text)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (2, 1)


def test_the_order_of_the_rows_does_not_matter() -> None:
    """The same positions give the same bytes."""
    rows = [row(), row(holder=party("NOR", "Kingdom of Norway")), row(basis=Basis.ASCRIBED)]
    assert network_graphml(rows).text == network_graphml(rows[::-1]).text


def test_nothing_is_a_graph_too() -> None:
    """A file without a position is read as an empty graph."""
    assert read(network_graphml([]).text).number_of_nodes() == 0
