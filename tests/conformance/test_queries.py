"""Every saved question over the invented world: the same rows in the same order on every engine."""

# ruff: noqa: E501
from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from graph.model import Graph
from graph.store import State, Store, open_store
from queries.catalog import load_all, load_query, names
from queries.run import Given, ask

GIVEN: dict[str, list[dict[str, Any]]] = {
    "statements/about": [
        {"about": "return of the fallen"},
        {"about": ["port sorrel", "fenmark"]},
        {"about": "talks", "since": "2031-04-01", "speakers": "Mira Kell"},
        {"about": "return of the fallen", "as_of": "2031-04-27", "limit": "3"},
    ],
    "statements/by": [{"speaker": "Brandt"}, {"speaker": "Velmoran General Staff", "act": "deny"}],
    "responses/who_answered_whom": [{}, {"responder": "vasko"}, {"answered": "Amber Palace"}],
    "responses/thread": [{"statement": "statement/a6/40-80"}],
    "responses/unanswered": [{}, {"acts": "any", "about": "truce"}, {"addressee": "ostrelle"}],
    "events/timeline": [{"event": "second round"}, {"event": "handover"}],
    "agreements/history": [{"agreement": "return of the fallen"}, {"agreement": "prisoner exchange"}],
    "agreements/claims": [
        {"agreement": "return of the fallen"},
        {"agreement": "return of the fallen", "stance": "reports_breach"},
    ],
    "networks/connections": [
        {"start": "Tomas Kell", "goal": "velmora"},
        {"start": "ardania", "goal": "velmora"},
        {"start": "vasko", "goal": "velmora", "hops": "2"},
    ],
    "people/dossier": [{"actor": "Vasko"}, {"actor": "ardania"}],
    "sources/hedged": [{}, {"outlet": "North Wire"}, {"what": "relayed"}],
    "sources/known_on": [{"as_of": "2031-04-27"}, {"as_of": "2031-03-20", "about": "prisoner exchange"}],
}  # fmt: skip
CASES = [(name, place) for name, many in GIVEN.items() for place in range(len(many))]


@pytest.fixture(scope="module")
def reference(world_graph: Graph) -> Iterator[Store]:
    store = open_store("memory:")
    store.load(world_graph, State("tests", "world"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def neo4j_world(neo4j_uri: tuple[str, str], world_graph: Graph) -> Iterator[Store]:
    uri, password = neo4j_uri
    store = open_store(uri, password=password)
    store.load(world_graph, State("tests", "world"), replace=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def kglite_world(tmp_path_factory: pytest.TempPathFactory, world_graph: Graph) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("world")
    open_store(str(folder)).load(world_graph, State("tests", "world"))
    store = open_store(str(folder))  # what was saved, not what is in memory
    yield store
    store.close()


def _same(first: Store, second: Store, name: str, given: Given) -> None:
    query = load_query(name)
    mine, other = ask(first, query, given), ask(second, query, given)
    assert mine.rows, f"{name} {given}: no rows; the world must give every question an answer"
    dump = [json.dumps(row, ensure_ascii=False) for row in mine.rows]
    assert dump == [json.dumps(row, ensure_ascii=False) for row in other.rows]
    assert (mine.columns, mine.truncated, mine.parameters) == (
        other.columns, other.truncated, other.parameters,
    )  # fmt: skip


def test_every_question_is_asked_here() -> None:
    assert sorted(GIVEN) == names()


@pytest.mark.parametrize(("name", "place"), CASES)
def test_the_folder_answers_like_memory(
    reference: Store, kglite_world: Store, name: str, place: int
) -> None:
    _same(reference, kglite_world, name, GIVEN[name][place])


@pytest.mark.neo4j
@pytest.mark.parametrize(("name", "place"), CASES)
def test_neo4j_answers_like_memory(
    reference: Store, neo4j_world: Store, name: str, place: int
) -> None:
    _same(reference, neo4j_world, name, GIVEN[name][place])


@pytest.mark.parametrize("name", names())
def test_nothing_is_known_before_the_first_report(reference: Store, name: str) -> None:
    query = load_query(name)
    given = {**GIVEN[name][0], "as_of": "2031-01-01"}
    answer = ask(reference, query, given)
    # A tie from a knowledge file is always known.
    assert all(row.get("basis") == "knowledge" for row in answer.rows)


@pytest.mark.parametrize("name", names())
def test_types_are_those_declared(reference: Store, name: str) -> None:
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str, "text": str, "day": str, "node": str, "integer": int, "float": float,
        "boolean": bool, "strings": list, "nodes": list, "edges": (list, str), "integers": list,
    }  # fmt: skip
    query = load_query(name)
    for given in GIVEN[name]:
        for row in ask(reference, query, given).rows:
            for column in query.columns.values():
                value = row[column.name]
                assert value is None or isinstance(value, kinds[column.type]), (column, value)


def test_every_statement_of_an_answer_can_be_read(reference: Store, world: ModuleType) -> None:
    shown = 0
    for name, query in load_all().items():
        if not {"statement", "article"} <= query.columns.keys():
            continue
        answer = ask(reference, query, GIVEN[name][0])
        places = list(answer.evidence())
        assert places
        shown += len(places)
        for place in places:
            key = place.article.removeprefix("article/")
            assert 0 <= place.start_offset < place.end_offset <= len(world.text_of(key))
    assert shown > 20


def test_an_answer_as_of_a_day_knows_no_later_report(reference: Store) -> None:
    answer = ask(reference, load_query("statements/about"), GIVEN["statements/about"][3])
    assert answer.as_of == "2031-04-27"
    assert answer.truncated
    assert all(row["published"] <= "2031-04-27" for row in answer.rows)


def test_a_superseded_report_is_known_until_its_day(reference: Store) -> None:
    query = load_query("sources/known_on")
    event = "exchange of prisoners at Fenmark"
    before = ask(reference, query, {"as_of": "2031-03-20", "about": event})
    after = ask(reference, query, {"as_of": "2031-03-21", "about": event})
    assert [row["status"] for row in before.rows] == ["held"]
    assert after.rows == ()
