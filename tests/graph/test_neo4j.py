"""What only a server can do: refuse the password, lack the database, be killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import neo4j
import pytest

from graph.errors import StoreError
from graph.model import Graph
from graph.store import State, Store, open_store

pytestmark = pytest.mark.neo4j
WORLD = Path(__file__).parents[1] / "conformance" / "world.py"


def test_a_wrong_password_is_said_and_not_shown(neo4j_uri: tuple[str, str]) -> None:
    with pytest.raises(StoreError, match="refused user or password") as caught:
        open_store(neo4j_uri[0], password="swordfish").state()
    assert "swordfish" not in str(caught.value)


def test_a_wrong_database_is_said(neo4j_uri: tuple[str, str]) -> None:
    uri, password = neo4j_uri
    with pytest.raises(StoreError, match="no database 'nowhere'"):
        open_store(uri, password=password, database="nowhere").state()


CHILD = """
    import importlib.util, os, sys
    spec = importlib.util.spec_from_file_location("world", sys.argv[2])
    world = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(world)
    from graph.schema import load
    from graph.store import State, open_store
    store = open_store(sys.argv[1], password=os.environ["PASSWORD"])
    store.load(world.world(load()), State("tests", "second"))
"""


@pytest.mark.parametrize("batch", [1, 4, 12])
def test_a_killed_load_goes_on_where_it_was(
    neo4j_uri: tuple[str, str], neo4j_store: Store, world_graph: Graph, batch: int
) -> None:
    uri, password = neo4j_uri
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD), uri, str(WORLD)],
        env={**os.environ, "PASSWORD": password, "VERBALE_KILL_AT": f"neo4j-batch:{batch}"},
        cwd=WORLD.parents[2],
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    half = neo4j_store.state()
    assert half is not None
    assert half.rebuilding
    written = neo4j_store.load(world_graph, State("tests", "second"))
    assert written.nodes_written + written.edges_written > 0
    assert written.nodes_written < len(world_graph.nodes)
    assert neo4j_store.state() == State("tests", "second")
    assert neo4j_store.graph() == world_graph


def test_somebody_elses_nodes_are_not_overwritten(
    neo4j_uri: tuple[str, str], neo4j_store: Store, world_graph: Graph
) -> None:
    uri, password = neo4j_uri
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        driver.execute_query("CREATE (:Person {name: 'not ours'})")
    with pytest.raises(StoreError, match="--replace"):
        neo4j_store.load(world_graph, State("tests", "x"))
    neo4j_store.load(world_graph, State("tests", "x"), replace=True)
    assert neo4j_store.graph() == world_graph


def test_ids_are_unique_by_constraint(neo4j_uri: tuple[str, str], neo4j_store: Store) -> None:
    uri, password = neo4j_uri
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        names = {row["name"] for row in driver.execute_query("SHOW CONSTRAINTS").records}
    assert {"person_id", "stated_edge_id", "verbale_id"} <= names
