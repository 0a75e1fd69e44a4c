from __future__ import annotations

from graph.reference import schema_page
from graph.schema import Schema


def test_every_kind_property_and_term_is_there(schema: Schema) -> None:
    page = schema_page(schema)
    for kind in (*schema.nodes, *schema.edges, *schema.vocabularies):
        assert f"### {kind}\n" in page
    for vocabulary in schema.vocabularies.values():
        assert all(f"| `{value}` |" in page for value in vocabulary.values)
    for edge in schema.edges:
        assert all(f"| `{name}` |" in page for name in schema.edge_properties(edge))
    assert page == schema_page(schema)
