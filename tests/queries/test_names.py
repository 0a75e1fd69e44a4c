from __future__ import annotations

from types import ModuleType

import pytest

from graph.errors import NameProblem
from graph.model import Graph
from graph.store import State, Store, open_store
from queries.names import fold, resolve

ACTORS = ("Person", "Institution")
ALL = ("Event", "Agreement", "Person", "Institution", "Place")


@pytest.fixture(scope="module")
def store(world_graph: Graph) -> Store:
    made = open_store("memory:")
    made.load(world_graph, State("tests", "world"))
    return made


@pytest.mark.parametrize(
    ("given", "constant"),
    [
        ("person/a1/10-20", "BRANDT"),  # id
        ("person/a1/10-209", "BRANDT"),  # key of a member
        ("Ilse Brandt", "BRANDT"),
        ("  ilse   BRANDT ", "BRANDT"),
        ("brandt", "BRANDT"),  # alias
        ("Vasko", "VASKO"),  # no accents
        ("Jorun Vaško", "VASKO"),
        ("Lind", "LIND"),
        ("Ilse Brant", "BRANDT"),  # a slip of the pen
        ("envoy", "ENVOY"),
    ],
)
def test_one_fit_is_the_answer(store: Store, world: ModuleType, given: str, constant: str) -> None:
    assert resolve(store, given, ACTORS, many=False) == [getattr(world, constant)]


def test_an_alias_of_one_beats_the_surname_of_two(store: Store, world: ModuleType) -> None:
    assert resolve(store, "Kell", ACTORS, many=False) == [world.TOMAS]


def test_several_fits_are_listed_with_their_statements(store: Store) -> None:
    with pytest.raises(NameProblem, match="fits 4 of Person, Institution") as caught:
        resolve(store, "velmoran", ACTORS, many=False)
    assert caught.value.candidates[0] == (
        "Velmoran General Staff", "Institution", "velmoran-staff", 2,
    )  # fmt: skip
    assert caught.value.choices[0] == (
        "Velmoran General Staff (Institution, 2 statements): velmoran-staff"
    )
    with pytest.raises(NameProblem):
        resolve(store, "velmoran", ACTORS, many=True)  # people and bodies are never taken together


def test_topics_may_be_many(store: Store, world: ModuleType) -> None:
    rounds = [world.FIRST, world.SECOND, world.THIRD]
    assert resolve(store, "round of talks", ALL, many=True) == sorted(rounds)
    assert resolve(store, "prisoner exchange", ALL, many=True) == sorted(
        [world.EXCHANGE, world.PRISONERS]
    )
    assert resolve(store, "ceasefires", ALL, many=True) == [world.TRUCE]
    with pytest.raises(NameProblem):
        resolve(store, "round of talks", ALL, many=False)


def test_no_fit_tells_the_nearest(store: Store) -> None:
    with pytest.raises(NameProblem, match="nothing is named 'Ostralia'") as caught:
        resolve(store, "Ostralia", ACTORS, many=False)
    assert "Ostrelle" in caught.value.choices[0]
    with pytest.raises(NameProblem, match="nothing is named '!'"):
        resolve(store, "!", ACTORS, many=False)


def test_kinds_are_kept_to(store: Store) -> None:
    with pytest.raises(NameProblem):
        resolve(store, "ardania", ("Event",), many=False)
    with pytest.raises(NameProblem, match="no Statement has the id or key"):
        resolve(store, "statement/nope", ("Statement",), many=False)


def test_an_empty_graph_says_so() -> None:
    with pytest.raises(NameProblem, match="the graph has none"):
        resolve(open_store("memory:"), "x", ACTORS, many=False)


def test_folding() -> None:
    assert fold("  Jorun-VASKÓ, Jr. ") == "jorun vasko jr"
    assert fold("Łódź Straße 6,000") == "lodz strasse 6 000"
