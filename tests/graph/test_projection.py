from __future__ import annotations

import io

import networkx as nx

from graph.analysis.projection import to_networkx, write_graphml
from graph.model import Graph, graph_of, make_node
from graph.schema import Schema


def graphml(graph: Graph) -> bytes:
    out = io.BytesIO()
    write_graphml(graph, out)
    return out.getvalue()


def test_every_node_and_edge_is_there(world_graph: Graph) -> None:
    made = to_networkx(world_graph)
    assert set(made.nodes) == world_graph.nodes.keys()
    assert {key for _, _, key in made.edges(keys=True)} == world_graph.edges.keys()
    assert made.nodes["ardania"]["kind"] == "Institution"
    assert made.nodes["ardania"]["kind_of"] == "state"


def test_graphml_loads_again(world_graph: Graph) -> None:
    back: nx.MultiDiGraph[str] = nx.read_graphml(
        io.BytesIO(graphml(world_graph)), force_multigraph=True
    )  # type: ignore[assignment]
    assert set(back.nodes) == world_graph.nodes.keys()
    assert {key for _, _, key in back.edges(keys=True)} == world_graph.edges.keys()
    for key, node in world_graph.nodes.items():
        assert back.nodes[key]["kind"] == node.kind
    for _, _, key, values in back.edges(keys=True, data=True):
        edge = world_graph.edges[key]
        assert values["kind"] == edge.kind
        assert values.get("confidence") == edge.properties.get("confidence")


def test_the_same_graph_gives_the_same_bytes(world_graph: Graph) -> None:
    turned = Graph(
        dict(reversed(list(world_graph.nodes.items()))),
        dict(reversed(list(world_graph.edges.items()))),
    )
    assert graphml(turned) == graphml(world_graph)


def test_what_xml_cannot_hold_is_replaced(schema: Schema) -> None:
    node = make_node(schema, "Place", "p", name="a\x00b\x0b<&>\"' 🕊", keys=())
    back = nx.read_graphml(io.BytesIO(graphml(graph_of([node], []))))
    assert back.nodes["p"]["name"] == "a\ufffdb\ufffd<&>\"' 🕊"
