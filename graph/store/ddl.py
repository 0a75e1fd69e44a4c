"""What the schema asks of each engine: uniqueness of ids, indexes, full-text indexes.

Ids are unique without any statement on the embedded engine (its own index of ids), so it gets
none of them; property indexes and full text are the same statements on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.schema import Schema


def constraints(schema: Schema) -> list[str]:
    """Uniqueness of `id` for every node kind and every edge kind (Neo4j)."""
    nodes = [
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS "
        f"FOR (node:{kind}) REQUIRE node.id IS UNIQUE"
        for kind in sorted(schema.nodes)
    ]
    edges = [
        f"CREATE CONSTRAINT {kind.lower()}_edge_id IF NOT EXISTS "
        f"FOR ()-[edge:{kind}]-() REQUIRE edge.id IS UNIQUE"
        for kind in sorted(schema.edges)
    ]
    return nodes + edges


def indexes(schema: Schema) -> list[str]:
    """An index for every node property that the schema marks with `index` (both engines)."""
    return [
        f"CREATE INDEX {kind.lower()}_{name} IF NOT EXISTS FOR (node:{kind}) ON (node.{name})"
        for kind, node in sorted(schema.nodes.items())
        for name, prop in sorted(node.properties.items())
        if prop.index
    ]


def fulltext(schema: Schema) -> list[str]:
    """The full-text indexes (both engines)."""
    return [
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (node:{index.node}) "
        f"ON EACH [{', '.join(f'node.{prop}' for prop in index.properties)}]"
        for name, index in sorted(schema.fulltext.items())
    ]
