"""A resolution written as nodes and edges, each edge with what it stands on."""

from __future__ import annotations

from graph.model import Graph
from graph.schema import Schema
from ingest.resolve.drafting import Draft
from ingest.resolve.graph_answers import write_answers, write_derived
from ingest.resolve.graph_entities import write_articles, write_entities
from ingest.resolve.graph_matters import write_claims, write_matters
from ingest.resolve.graph_statements import write_statements
from ingest.resolve.resolution import Resolution


def build(r: Resolution, schema: Schema) -> Graph:
    """The whole graph of a resolution."""
    draft = Draft(r, schema)
    write_articles(draft)
    write_entities(draft)
    write_matters(draft)
    write_statements(draft)
    write_claims(draft)
    write_answers(draft)
    write_derived(draft)
    return draft.graph()
