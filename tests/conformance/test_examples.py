"""Every saved question over the examples: the same rows on every engine, in order, none empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ArticleError
from graph.model import Graph
from graph.schema import load as load_schema
from graph.store import State, Store, open_store
from ingest import pipeline, user_knowledge
from ingest.article import Article
from ingest.readers import Options, read_sources
from ingest.resolve.graph_builder import build
from queries.catalog import load_query, names
from queries.run import ask

ROOT = Path(__file__).parents[2]
GIVEN: dict[str, dict[str, Any]] = {
    "statements/about": {
        "about": "prisoner exchange",
        "since": "2025-06-01",
        "until": "2025-06-30",
    },
    "statements/by": {"speaker": "Medinsky"},
    "responses/who_answered_whom": {},
    "responses/unanswered": {},
    "events/timeline": {"event": "talks"},
    "agreements/history": {"agreement": "6,000 bodies"},
    "agreements/claims": {"agreement": "grain"},
    "networks/connections": {"start": "Medinsky", "goal": "Umerov"},
    "people/dossier": {"actor": "Umerov"},
    "sources/hedged": {},
    "sources/known_on": {"as_of": "2025-06-08"},
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    found = read_sources(
        [str(ROOT / "examples/articles"), str(ROOT / "examples/invented")], Options()
    )
    articles = [a for a in found if isinstance(a, Article)]
    records = list(pipeline.read_articles(articles))
    sources = pipeline.with_versions(list(zip(articles, records, strict=True)))
    knowledge = user_knowledge.load([ROOT / "examples/invented/knowledge.toml"])
    return build(pipeline.resolution_of(sources, knowledge), load_schema())


@pytest.fixture(scope="module")
def reference(graph: Graph) -> Iterator[Store]:
    store = open_store("memory:")
    store.load(graph, State("examples", "examples"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def given(graph: Graph) -> dict[str, dict[str, Any]]:
    answered = sorted(e.target for e in graph.edges.values() if e.kind == "RESPONDS_TO")
    return {**GIVEN, "responses/thread": {"statement": answered[0]}}


def test_the_empty_file_is_refused() -> None:
    found = list(read_sources([str(ROOT / "examples/articles")], Options()))
    refused = [e for e in found if isinstance(e, ArticleError)]
    assert [(e.reason, Path(e.where).name) for e in refused] == [("empty", "empty.txt")]


@pytest.mark.parametrize("name", names())
def test_answer_is_not_empty(reference: Store, given: dict[str, dict[str, Any]], name: str) -> None:
    answer = ask(reference, load_query(name), given[name])
    assert answer.rows
    for row in answer.rows:
        if row.get("article"):
            assert isinstance(row["start_offset"], int)


@pytest.mark.neo4j
def test_neo4j_holds_the_same_graph_and_gives_the_same_rows(
    reference: Store, graph: Graph, given: dict[str, dict[str, Any]], neo4j_uri: tuple[str, str]
) -> None:
    uri, password = neo4j_uri
    store = open_store(uri, password=password)
    try:
        store.load(graph, State("examples", "examples"), replace=True)
        assert list(store.graph().lines()) == list(graph.lines())
        for name in names():
            query = load_query(name)
            mine = [json.dumps(r, sort_keys=True) for r in ask(store, query, given[name]).rows]
            theirs = [
                json.dumps(r, sort_keys=True) for r in ask(reference, query, given[name]).rows
            ]
            assert mine == theirs, name
    finally:
        store.close()
