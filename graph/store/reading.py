"""What every engine does alike: who owns a store, and reading the whole graph back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.store import Rows, State

if TYPE_CHECKING:
    from graph.model import Graph


def check_owner(where: str, held: State | None, given: State, *, replace: bool) -> None:
    """Refuse to overwrite another log's graph, unless it was asked for. Raises StoreError."""
    if held is not None and held.log != given.log and not replace:
        raise StoreError(
            f"store {where}: it holds the graph of another log ({held.log[:12]}, not "
            f"{given.log[:12]}); use another store, or --replace to overwrite it"
        )


def whole(read: Callable[[str], Rows]) -> Graph:
    """Everything that was loaded, read kind by kind, property by property."""
    from graph.model import Edge, Graph, Node
    from graph.schema import load

    schema = load()
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for kind, described in schema.nodes.items():
        names = list(described.properties)
        columns = ", ".join(f"node.`{name}`" for name in names)
        for key, *values in read(f"MATCH (node:{kind}) RETURN node.id, {columns}").rows:
            nodes[str(key)] = Node(kind, str(key), _properties(names, values))
    for kind in schema.edges:
        names = list(schema.edge_properties(kind))
        columns = ", ".join(f"edge.`{name}`" for name in names)
        text = (
            f"MATCH (source)-[edge:{kind}]->(target) "
            f"RETURN edge.id, source.id, target.id, {columns}"
        )
        for key, source, target, *values in read(text).rows:
            edges[str(key)] = Edge(
                kind,
                str(key),
                str(source),
                str(target),
                nodes[str(source)].kind,
                nodes[str(target)].kind,
                _properties(names, values),
            )
    return Graph(nodes, edges)


def _properties(names: list[str], values: list[object]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(names, values, strict=True)
        if value is not None
    }
