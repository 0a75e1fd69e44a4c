from __future__ import annotations

from typing import Any

import pytest

from graph.errors import NameProblem, QueryError
from graph.model import Graph
from graph.store import State, Store, open_store
from queries.catalog import Query, load_query
from queries.run import Evidence, ask, convert


@pytest.fixture(scope="module")
def store(world_graph: Graph) -> Store:
    made = open_store("memory:")
    made.load(world_graph, State("tests", "world"))
    return made


@pytest.fixture(scope="module")
def about() -> Query:
    return load_query("statements/about")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "about is missing.*For example: prisoner exchange"),
        ({"about": ""}, "it is empty"),
        ({"about": "x", "form": "y"}, "no parameter 'form'; there are about, speakers"),
        ({"about": "x", "since": "2025-02-30"}, "since: '2025-02-30' is no day"),
        ({"about": "x", "since": "9 June"}, "since: '9 June' is no day"),
        ({"about": "x", "limit": "many"}, "limit: 'many' is no whole number"),
        ({"about": "x", "limit": "0"}, "limit = 0: 1 to 10000"),
        ({"about": "x", "limit": -5}, "limit = -5"),
        ({"about": 5}, "about: 5 is no list of names"),
    ],
)
def test_wrong_parameters_are_refused(about: Query, given: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        convert(about, given)


def test_choices_and_vocabularies_are_closed(store: Store) -> None:
    with pytest.raises(QueryError, match="'shout' is none of state, announce"):
        ask(store, load_query("statements/by"), {"speaker": "Brandt", "act": "shout"})
    with pytest.raises(QueryError, match="'maybe' is no one of either, hedged, relayed"):
        ask(store, load_query("sources/hedged"), {"what": "maybe"})


def test_text_is_converted(about: Query) -> None:
    values = convert(about, {"about": ["a", " b "], "limit": "7", "since": " 2031-01-01 "})
    assert values == {
        "about": ["a", "b"], "speakers": [], "since": "2031-01-01", "until": "9999-12-31",
        "as_of": "9999-12-31", "limit": 7,
    }  # fmt: skip


def test_names_are_resolved_and_told(store: Store, about: Query) -> None:
    answer = ask(store, about, {"about": "return of the fallen", "speakers": "LIND"})
    assert answer.parameters["about"] == ["agreement/a3/60-95"]
    assert answer.parameters["speakers"] == ["person/a5/3-15"]
    assert [row["statement"] for row in answer.rows] == ["statement/a5/50-90"]
    assert list(answer.evidence()) == [Evidence("article/a5", 50, 90)]


def test_a_name_that_fits_nothing_stops(store: Store, about: Query) -> None:
    with pytest.raises(NameProblem):
        ask(store, about, {"about": "the moon landing"})


def test_a_limit_cuts_and_says_so(store: Store, about: Query) -> None:
    answer = ask(store, about, {"about": "return of the fallen", "limit": 2})
    assert (len(answer.rows), answer.truncated) == (2, True)
    answer = ask(store, about, {"about": "return of the fallen", "limit": 5})
    assert (len(answer.rows), answer.truncated) == (5, False)


def test_a_parameter_is_never_part_of_the_query(store: Store) -> None:
    answer = ask(store, load_query("sources/hedged"), {"outlet": "x' OR true //"})
    assert answer.rows == ()


def test_the_rows_by_hand(store: Store, about: Query) -> None:
    answer = ask(
        store, about, {"about": "Port Sorrel talks", "since": "2031-04-01", "until": "2031-04-30"}
    )
    assert [(row["day"], row["speaker_names"], row["words"]) for row in answer.rows] == [
        ("2031-04-10", ["Tomas Kell"], "the fallen of both sides will be returned"),
        ("2031-04-10", ["Mira Kell"], "a good day — “at last”, said one"),
    ]
