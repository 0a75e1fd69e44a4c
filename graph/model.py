"""Nodes and edges: frozen, and checked against the schema when they are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from graph.errors import SchemaError
from graph.ids import digest, edge_id

if TYPE_CHECKING:  # reading the schema is dear, and a store that is only asked does not need it
    from graph.schema import Property, Schema

Value = str | int | float | bool | tuple[str, ...]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph. `id` is unique over all kinds."""

    kind: str
    id: str
    properties: Mapping[str, Value]

    def line(self) -> str:
        """This node in the canonical export."""
        return _line({"node": self.kind, "id": self.id, "properties": dict(self.properties)})


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, with the kinds of both ends."""

    kind: str
    id: str
    source: str
    target: str
    source_kind: str
    target_kind: str
    properties: Mapping[str, Value]

    def line(self) -> str:
        """This edge in the canonical export."""
        return _line(
            {
                "edge": self.kind,
                "id": self.id,
                "from": self.source,
                "to": self.target,
                "from_kind": self.source_kind,
                "to_kind": self.target_kind,
                "properties": dict(self.properties),
            }
        )


@dataclass(frozen=True)
class Graph:
    """A whole graph: nodes and edges by id."""

    nodes: Mapping[str, Node]
    edges: Mapping[str, Edge]

    def lines(self) -> Iterator[str]:
        """The canonical export: nodes then edges, each sorted by id."""
        for key in sorted(self.nodes):
            yield self.nodes[key].line()
        for key in sorted(self.edges):
            yield self.edges[key].line()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical export."""
        return digest(*self.lines())


def _line(data: Mapping[str, object]) -> str:
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()


def _are_texts(value: Any) -> bool:
    return all([type(item) is str for item in value])


# Every value of a graph is held against its property's type: the class that it must be of, no
# other that derives from it, and what else must hold.
_FITS: Mapping[str, tuple[type, Callable[[Any], object] | None]] = {
    "string": (str, None),
    "text": (str, None),
    "integer": (int, None),
    "float": (float, None),
    "boolean": (bool, None),
    "strings": (tuple, _are_texts),
    "day": (str, _DAY.fullmatch),
    "date": (str, _DATE.fullmatch),
    "digest": (str, _DIGEST.fullmatch),
}


def _checked(
    schema: Schema,
    kind: str,
    what: str,
    allowed: Mapping[str, Property],
    values: Mapping[str, Value | None],
) -> dict[str, Value]:
    kept: dict[str, Value] = {}
    expected = schema.expected(kind)
    for name, value in values.items():
        if name not in expected:
            raise SchemaError(
                f"{what}: no property {name!r}; there are {', '.join(sorted(allowed))}"
            )
        if value is None or value == ():
            continue
        sort, terms = expected[name]
        wanted, holds = _FITS[sort]
        if type(value) is not wanted or not (holds is None or holds(value)):
            raise SchemaError(f"{what}: {name} = {value!r:.60} is no {sort}")
        if terms is not None and value not in terms:
            vocabulary = allowed[name].vocabulary or ""
            raise SchemaError(
                f"{what}: {name} = {value!r:.60} is not in the vocabulary {vocabulary}: "
                f"{', '.join(schema.terms(vocabulary))}"
            )
        kept[name] = value
    for name in schema.required(kind):
        if name not in kept and values.get(name) != ():
            raise SchemaError(f"{what}: {name} is missing ({allowed[name].definition})")
    return kept


def make_node(schema: Schema, kind: str, id: str, /, **properties: Value | None) -> Node:
    """Make a node, checked; properties that are None or empty are left out. Raises SchemaError."""
    allowed = schema.node_properties(kind)
    if not id:
        raise SchemaError(f"{kind}: a node needs an id")
    return Node(kind, id, _checked(schema, kind, f"{kind} {id}", allowed, properties))


def make_edge(
    schema: Schema,
    kind: str,
    source: tuple[str, str],
    target: tuple[str, str],
    /,
    **properties: Value | None,
) -> Edge:
    """Make an edge, checked; `source` and `target` are (node kind, id). Raises SchemaError."""
    allowed = schema.edge_properties(kind)
    described = schema.edges[kind]
    what = f"{kind} {source[1]} -> {target[1]}"
    if source[0] not in described.source or target[0] not in described.target:
        raise SchemaError(
            f"{what}: goes from {source[0]} to {target[0]}; it may go from "
            f"{', '.join(described.source)} to {', '.join(described.target)}"
        )
    kept = _checked(schema, kind, what, allowed, properties)
    key = [str(kept[name]) for name in described.key]
    return Edge(
        kind,
        edge_id(kind, source[1], target[1], key),
        source[1],
        target[1],
        source[0],
        target[0],
        kept,
    )


def graph_of(nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    """Put nodes and edges together; an id that stands for two different things is a SchemaError."""
    by_id: dict[str, Node] = {}
    for node in nodes:
        there = by_id.setdefault(node.id, node)
        if there is not node and there != node:
            raise SchemaError(
                f"two nodes have the id {node.id}: {by_id[node.id].kind}, {node.kind}"
            )
    ties: dict[str, Edge] = {}
    for edge in edges:
        tie = ties.setdefault(edge.id, edge)
        if tie is not edge and tie != edge:
            raise SchemaError(f"two edges have the id {edge.id}: {edge.kind} {edge.source}")
        for end in (edge.source, edge.target):
            if end not in by_id:
                raise SchemaError(f"{edge.kind} {edge.source} -> {edge.target}: no node {end}")
    return Graph(by_id, ties)
