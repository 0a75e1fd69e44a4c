"""What a load has to write: the graph that is wanted against the one that the store holds.

Every node and edge in a store carries `_digest`, a number made from its line in the canonical
export. Comparing numbers tells what differs without reading the store's properties, and makes a
load that was killed anywhere continue from what is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from graph.store import Written

if TYPE_CHECKING:
    from graph.model import Edge, Graph, Node

DIGEST = "_digest"  # names that begin with _ are the store's own and never leave it

Ends = tuple[str, str, str]  # edge kind, kind of its source, kind of its target
Item = TypeVar("Item")


def line_digest(line: str) -> int:
    """A number of 63 bits for a line of the canonical export; every engine can keep it."""
    short = hashlib.blake2b(line.encode(), digest_size=8).digest()
    return int.from_bytes(short, "big") >> 1


@dataclass(frozen=True, slots=True)
class Difference:
    """What to remove and what to write, in this order: edges out, nodes out, nodes in, edges in."""

    edges_out: Mapping[str, list[str]] = field(default_factory=dict)
    nodes_out: Mapping[str, list[str]] = field(default_factory=dict)
    nodes_in: Mapping[str, list[Node]] = field(default_factory=dict)
    edges_new: Mapping[Ends, list[Edge]] = field(default_factory=dict)
    edges_changed: Mapping[Ends, list[Edge]] = field(default_factory=dict)

    def written(self) -> Written:
        """The same as counts."""
        return Written(
            nodes_written=_count(self.nodes_in),
            edges_written=_count(self.edges_new) + _count(self.edges_changed),
            nodes_removed=_count(self.nodes_out),
            edges_removed=_count(self.edges_out),
        )

    def is_empty(self) -> bool:
        """Whether the store holds the wanted graph already."""
        return self.written() == Written(0, 0, 0, 0)


def differ(
    graph: Graph,
    nodes: Mapping[tuple[str, str], int | None],
    edges: Mapping[tuple[str, str], int | None],
) -> Difference:
    """Compare `graph` with the digests that a store holds, each by (kind, id)."""
    nodes_in: dict[str, list[Node]] = {}
    edges_new: dict[Ends, list[Edge]] = {}
    edges_changed: dict[Ends, list[Edge]] = {}
    for node in _sorted(graph.nodes):
        held_digest = nodes.get((node.kind, node.id))
        if held_digest is None or held_digest != line_digest(node.line()):
            nodes_in.setdefault(node.kind, []).append(node)
    for edge in _sorted(graph.edges):
        known = edges.get((edge.kind, edge.id))
        if known is None and (edge.kind, edge.id) not in edges:
            lists = edges_new
        elif known is None or known != line_digest(edge.line()):
            lists = edges_changed
        else:
            continue
        ends = (edge.kind, edge.source_kind, edge.target_kind)
        lists.setdefault(ends, []).append(edge)
    nodes_out: dict[str, list[str]] = {}
    for kind, key in sorted(nodes):
        held = graph.nodes.get(key)
        if held is None or held.kind != kind:
            nodes_out.setdefault(kind, []).append(key)
    edges_out: dict[str, list[str]] = {}
    for kind, key in sorted(edges):
        tie = graph.edges.get(key)
        if tie is None or tie.kind != kind:
            edges_out.setdefault(kind, []).append(key)
    return Difference(edges_out, nodes_out, nodes_in, edges_new, edges_changed)


def batches(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def node_rows(nodes: Iterable[Node]) -> list[dict[str, object]]:
    """Parameters of `merge_nodes`."""
    return [{"id": node.id, "properties": _properties(node)} for node in nodes]


def edge_rows(edges: Iterable[Edge]) -> list[dict[str, object]]:
    """Parameters of `merge_edges` and `create_edges`."""
    return [
        {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "properties": _properties(edge),
        }
        for edge in edges
    ]


def merge_nodes(kind: str) -> str:
    """Cypher that writes the nodes of one kind; needs `$rows`."""
    return (
        f"UNWIND $rows AS row MERGE (node:{_name(kind)} {{id: row.id}}) SET node = row.properties"
    )


def merge_edges(ends: Ends) -> str:
    """Cypher that writes edges, each at most once; needs `$rows`."""
    kind, source, target = ends
    return (
        f"UNWIND $rows AS row "
        f"MATCH (source:{_name(source)} {{id: row.source}}) "
        f"MATCH (target:{_name(target)} {{id: row.target}}) "
        f"MERGE (source)-[edge:{_name(kind)} {{id: row.id}}]->(target) "
        f"SET edge = row.properties"
    )


def create_edges(ends: Ends) -> str:
    """Cypher that writes edges known to be absent: no search along a node with many edges."""
    kind, source, target = ends
    return (
        f"UNWIND $rows AS row "
        f"MATCH (source:{_name(source)} {{id: row.source}}) "
        f"MATCH (target:{_name(target)} {{id: row.target}}) "
        f"CREATE (source)-[edge:{_name(kind)}]->(target) "
        f"SET edge = row.properties"
    )


def remove_nodes(kind: str) -> str:
    """Cypher that removes nodes of one kind with their edges; needs `$ids`."""
    return f"UNWIND $ids AS id MATCH (node:{_name(kind)} {{id: id}}) DETACH DELETE node"


def _properties(thing: Node | Edge) -> dict[str, object]:
    plain: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in thing.properties.items()
    }
    plain["id"] = thing.id
    plain[DIGEST] = line_digest(thing.line())
    return plain


def _sorted(things: Mapping[str, Item]) -> Iterator[Item]:
    return (things[key] for key in sorted(things))


def _count(lists: Mapping[str, list[Item]] | Mapping[Ends, list[Item]]) -> int:
    return sum(len(items) for items in lists.values())


def _name(kind: str) -> str:
    """A label or edge type in Cypher; parameters cannot stand there, so only plain names do."""
    if not kind.isidentifier():
        raise ValueError(f"{kind!r} is no name of a kind")
    return f"`{kind}`"
