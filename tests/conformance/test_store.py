"""What every store does: one body, run on each engine."""

from __future__ import annotations

import dataclasses
import time
from types import ModuleType

import pytest

from graph.errors import StoreError
from graph.model import Graph, graph_of, make_edge, make_node
from graph.schema import Schema
from graph.store import State, Store, Written

STATE = State("tests", "first")
NOTHING = Written(0, 0, 0, 0)


def count(store: Store, pattern: str) -> object:
    return store.read(f"MATCH {pattern} RETURN count(*)", {}).rows[0][0]


def test_loading_twice_equals_once(any_store: Store, world_graph: Graph) -> None:
    first = any_store.load(world_graph, STATE)
    assert first == Written(len(world_graph.nodes), len(world_graph.edges), 0, 0)
    assert any_store.load(world_graph, STATE) == NOTHING
    assert any_store.graph() == world_graph
    assert any_store.graph().digest == world_graph.digest


def test_state_tells_log_and_fingerprint(any_store: Store, world_graph: Graph) -> None:
    any_store.load(world_graph, STATE)
    assert any_store.state() == STATE
    any_store.load(world_graph, State("tests", "second"))
    assert any_store.state() == State("tests", "second")


def test_only_the_difference_is_written(
    any_store: Store, world_graph: Graph, schema: Schema
) -> None:
    any_store.load(world_graph, STATE)
    nodes, edges = dict(world_graph.nodes), dict(world_graph.edges)
    ostrelle = nodes["ostrelle"]
    nodes["ostrelle"] = make_node(
        schema, "Institution", "ostrelle", name="Ostrelle Union", kind="igo", keys=()
    )
    answers = next(edge for edge in edges.values() if edge.kind == "ANSWERS")
    changed = dataclasses.replace(answers, properties={**answers.properties, "confidence": 0.125})
    edges[answers.id] = changed
    mentions = next(edge for edge in edges.values() if edge.kind == "MENTIONS")
    del edges[mentions.id]
    added = make_edge(
        schema, "ACTS_FOR", ("Institution", "ostrelle"), ("Institution", "ardania"),
        basis="judged", known_on="2031-03-02",
    )  # fmt: skip
    edges[added.id] = added
    wanted = graph_of(nodes.values(), edges.values())
    assert any_store.load(wanted, STATE) == Written(1, 2, 0, 1)
    assert any_store.graph() == wanted
    assert ostrelle.properties["name"] == "Ostrelle"


def test_removed_nodes_take_their_edges(any_store: Store, world_graph: Graph) -> None:
    any_store.load(world_graph, STATE)
    gone = "article/a7"
    edges = {
        key: edge
        for key, edge in world_graph.edges.items()
        if gone not in (edge.source, edge.target)
    }
    nodes = {key: node for key, node in world_graph.nodes.items() if key != gone}
    any_store.load(Graph(nodes, edges), STATE)
    assert any_store.graph() == Graph(nodes, edges)


def test_a_node_may_change_its_kind(any_store: Store, schema: Schema) -> None:
    shared = {"basis": "read", "known_on": "2031-01-01"}
    state = make_node(schema, "Institution", "x", name="X", kind="state", keys=())
    body = make_node(schema, "Institution", "y", name="Y", kind="igo", keys=())
    edge = make_edge(
        schema, "RESPONDED_TO", ("Institution", "x"), ("Institution", "y"), count=1, **shared
    )
    any_store.load(graph_of([state, body], [edge]), STATE)
    person = make_node(schema, "Person", "x", name="X", is_named=True, keys=())
    again = make_edge(
        schema, "RESPONDED_TO", ("Person", "x"), ("Institution", "y"), count=1, **shared
    )
    wanted = graph_of([person, body], [again])
    any_store.load(wanted, STATE)
    assert any_store.graph() == wanted


def test_all_value_types_come_back(any_store: Store, schema: Schema) -> None:
    words = "\"it's\" \\ a\ttab,\r\nnaïve — “öß” 🕊 $param {curly} 'q' \u2028 end"
    nodes = [
        make_node(
            schema, "Article", "article/1", text=words, text_digest="ab" * 32, is_read=False,
            published="2031-01-01", title=words,
        ),
        make_node(
            schema, "Event", "event/1", name="e", kind="talks", status="held", date="2031-06",
            ordinal=-3, quantities=(words, "", "2"), keys=("k1", "k0"),
        ),
        make_node(
            schema, "Statement", "statement/1", text="", act="state", attribution="named",
            report_count=2**53 + 1, source_count=0, is_hedged=True, keys=(),
        ),
    ]  # fmt: skip
    report = make_edge(
        schema, "REPORTED_IN", ("Statement", "statement/1"), ("Article", "article/1"), basis="read",
        known_on="2031-01-01", start_offset=0, end_offset=10**12, spans=("0-1", "2-3"), words=words,
        form="direct", act="state", is_hedged=False, confidence=1.0, articles=("article/1",),
    )  # fmt: skip
    other = dataclasses.replace(
        report,
        id="0123456789abcdef",
        properties={**report.properties, "start_offset": 5, "confidence": 0.1 + 0.2},
    )
    graph = graph_of(nodes, [report, other])
    any_store.load(graph, STATE)
    back = any_store.graph()
    assert back == graph
    assert back.digest == graph.digest  # 1.0 stays a float, 3 an integer


def test_another_logs_graph_is_refused(any_store: Store, world_graph: Graph) -> None:
    any_store.load(world_graph, STATE)
    with pytest.raises(StoreError, match=r"another log.*--replace"):
        any_store.load(Graph({}, {}), State("other", "first"))
    assert any_store.graph() == world_graph
    any_store.load(Graph({}, {}), State("other", "first"), replace=True)
    assert any_store.state() == State("other", "first")
    assert count(any_store, "(node:Person)") == 0


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Person {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Person) SET n.name = 'x'",
    ],
)
def test_reading_refuses_to_write(any_store: Store, world_graph: Graph, text: str) -> None:
    any_store.load(world_graph, STATE)
    with pytest.raises(StoreError, match="only reading queries"):
        any_store.read(text, {})
    assert any_store.graph() == world_graph


def test_a_query_that_is_wrong_says_so(any_store: Store) -> None:
    with pytest.raises(StoreError, match="not understood"):
        any_store.read("MATCH (n RETURN n", {})
    with pytest.raises(StoreError, match="missing"):
        any_store.read("RETURN $missing AS x", {})


def test_a_long_query_is_stopped(any_store: Store) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS x"
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"longer than 0\.5 seconds"):
        any_store.read(text, {}, timeout=0.5)
    assert time.monotonic() - began < 15


def test_rows_are_limited(any_store: Store) -> None:
    text = "UNWIND range(1, 50) AS x RETURN x ORDER BY x"
    cut = any_store.read(text, {}, limit=10)
    assert [row[0] for row in cut.rows] == list(range(1, 11))
    assert cut.truncated
    assert not any_store.read(text, {}, limit=50).truncated


def test_nodes_edges_and_paths_have_one_shape(
    any_store: Store, world_graph: Graph, world: ModuleType
) -> None:
    any_store.load(world_graph, STATE)
    ask = any_store.read
    person = ask("MATCH (n:Person {id: $id}) RETURN n", {"id": world.BRANDT}).rows[0][0]
    assert person == {
        "id": world.BRANDT,
        "kind": "Person",
        "properties": {
            "aliases": ["Brandt"], "is_named": True, "keys": [world.BRANDT, f"{world.BRANDT}9"],
            "name": "Ilse Brandt", "wikidata": "Q1",
        },
    }  # fmt: skip
    text = "MATCH (:Event {id: $id})-[e:IMPLEMENTS]->() RETURN e, [e] AS es, {e: e} AS map"
    edge, edges, by_name = ask(text, {"id": world.EXCHANGE}).rows[0]
    assert isinstance(edge, dict)
    assert edges == [edge]
    assert by_name == {"e": edge}
    assert {key: edge[key] for key in ("kind", "from", "to")} == {
        "kind": "IMPLEMENTS", "from": world.EXCHANGE, "to": world.PRISONERS,
    }  # fmt: skip
    assert edge["id"] in world_graph.edges
    assert "_digest" not in edge["properties"]
    text = "MATCH p = (:Event {id: $id})-[:IMPLEMENTS]->()-[:REACHED_AT]->() RETURN p"
    path = ask(text, {"id": world.EXCHANGE}).rows[0][0]
    assert isinstance(path, list)
    assert [step["kind"] for step in path] == [
        "Event", "IMPLEMENTS", "Agreement", "REACHED_AT", "Event",
    ]  # fmt: skip
    assert path[3]["from"] == world.PRISONERS
    values = ask("RETURN date('2031-03-02') AS day, 1.0 AS x, null AS nothing, true AS yes", {})
    assert values.columns == ("day", "x", "nothing", "yes")
    assert values.rows == (("2031-03-02", 1.0, None, True),)


def test_full_text_finds_new_statements(
    any_store: Store, world_graph: Graph, schema: Schema
) -> None:
    any_store.load(world_graph, STATE)
    late = make_node(
        schema, "Statement", "statement/late", text="a zeppelin was seen", act="state",
        attribution="unknown", report_count=1, source_count=1, is_hedged=False, keys=(),
    )  # fmt: skip
    any_store.load(graph_of([*world_graph.nodes.values(), late], world_graph.edges.values()), STATE)
    text = (
        "CALL db.index.fulltext.queryNodes('statement_text', $words) YIELD node, score "
        "RETURN node.id"
    )
    deadline = time.monotonic() + 10  # Neo4j brings its full text up to date a little later
    while time.monotonic() < deadline:
        if any_store.read(text, {"words": "zeppelin"}).rows == (("statement/late",),):
            break
        time.sleep(0.1)
    assert any_store.read(text, {"words": "zeppelin"}).rows == (("statement/late",),)
