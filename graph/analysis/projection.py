"""The graph for networkx, and as GraphML for other tools."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

import networkx as nx

from graph.model import Graph, Value

# Characters that XML 1.0 cannot hold at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """The graph as a MultiDiGraph: nodes by id, edges with their id as key, sorted by id.

    Each node and edge has its `kind` under that name and its properties beside it; an institution's
    own kind, and an event's or agreement's, is `kind_of`.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in sorted(graph.nodes):
        node = graph.nodes[key]
        properties = {("kind_of" if k == "kind" else k): v for k, v in node.properties.items()}
        made.add_node(key, kind=node.kind, **properties)
    for key in sorted(graph.edges):
        edge = graph.edges[key]
        made.add_edge(edge.source, edge.target, key=key, kind=edge.kind, **edge.properties)
    return made


def write_graphml(graph: Graph, out: BinaryIO) -> None:
    """Write GraphML; lists become JSON text, and what XML cannot hold becomes U+FFFD.

    The same graph gives the same bytes.
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made = to_networkx(graph)
    for key, values in made.nodes(data=True):
        plain.add_node(_text(key), **_flat(values))
    for source, target, key, values in made.edges(keys=True, data=True):
        plain.add_edge(_text(source), _text(target), key=_text(key), **_flat(values))
    # The writer of the standard library: the other one gives other bytes where lxml is installed.
    nx.write_graphml_xml(plain, out, named_key_ids=True)


def _flat(values: dict[str, Value]) -> dict[str, str | int | float | bool]:
    flat: dict[str, str | int | float | bool] = {}
    for name, value in sorted(values.items()):
        if isinstance(value, tuple):
            flat[name] = _text(json.dumps(value, ensure_ascii=False))
        else:
            flat[name] = _text(value) if isinstance(value, str) else value
    return flat


def _text(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
