"""The folder of the embedded store: generations, the lock, damage, sudden death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.model import Graph
from graph.schema import Schema
from graph.store import State, open_store

STATE = State("tests", "first")
WORLD = Path(__file__).parents[1] / "conformance" / "world.py"


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.kgl"))


def smaller(graph: Graph, count: int) -> Graph:
    """The graph without its last `count` edges."""
    keep = sorted(graph.edges)[: len(graph.edges) - count]
    return Graph(graph.nodes, {key: graph.edges[key] for key in keep})


def test_an_empty_folder_is_an_empty_graph(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "none"))
    assert store.state() is None
    assert store.graph() == Graph({}, {})
    assert not (tmp_path / "none").exists()  # reading makes nothing


def test_a_save_is_a_new_generation_and_the_last_two_are_kept(
    tmp_path: Path, world_graph: Graph
) -> None:
    store = open_store(f"kglite:{tmp_path}")
    for count in range(4):
        store.load(smaller(world_graph, count), State("tests", str(count)))
    assert generations(tmp_path) == ["generation-00000003.kgl", "generation-00000004.kgl"]
    store.forget()
    assert generations(tmp_path) == ["generation-00000004.kgl"]
    assert open_store(str(tmp_path)).graph() == smaller(world_graph, 3)


def test_the_same_graph_is_not_saved_again(tmp_path: Path, world_graph: Graph) -> None:
    store = open_store(str(tmp_path))
    store.load(world_graph, STATE)
    store.load(world_graph, State("tests", "second"))
    assert generations(tmp_path) == ["generation-00000001.kgl"]
    assert open_store(str(tmp_path)).state() == State("tests", "second")


def test_a_reader_sees_the_next_save(tmp_path: Path, world_graph: Graph) -> None:
    writer, reader = open_store(str(tmp_path)), open_store(str(tmp_path))
    writer.load(world_graph, STATE)
    assert reader.graph() == world_graph
    writer.load(smaller(world_graph, 5), STATE)
    assert reader.graph() == smaller(world_graph, 5)


def test_a_reader_outlives_the_removal_of_its_generation(
    tmp_path: Path, world_graph: Graph
) -> None:
    writer = open_store(str(tmp_path))
    writer.load(world_graph, STATE)
    reader = open_store(str(tmp_path))
    held = reader._current()  # type: ignore[attr-defined]
    for count in (1, 2, 3):
        writer.load(smaller(world_graph, count), STATE)
    writer.forget()
    rows = held.cypher("MATCH (node:Article) RETURN node.text AS text").to_list()
    assert len(rows) == sum(node.kind == "Article" for node in world_graph.nodes.values())


def test_a_second_writer_is_refused(tmp_path: Path, world_graph: Graph) -> None:
    import fcntl

    store = open_store(str(tmp_path))
    store.load(world_graph, STATE)
    with (tmp_path / "writer.lock").open("r") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match=rf"process {os.getpid()} is writing"):
            store.load(Graph({}, {}), STATE)
    store.load(Graph({}, {}), STATE)


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "gone"])
def test_a_damaged_generation_is_said_and_mended(
    tmp_path: Path, world_graph: Graph, damage: str
) -> None:
    open_store(str(tmp_path)).load(world_graph, STATE)
    path = tmp_path / "generation-00000001.kgl"
    data = bytearray(path.read_bytes())
    if damage == "gone":
        path.unlink()
    else:
        data[len(data) // 2] ^= 0x55
        path.write_bytes(bytes({"cut": data[:-100], "flip": data, "empty": b""}[damage]))
    store = open_store(str(tmp_path))
    with pytest.raises(StoreError, match="verbale rebuild"):
        store.graph()
    assert store.state() == STATE
    store.load(world_graph, STATE)
    assert open_store(str(tmp_path)).graph() == world_graph


def test_a_damaged_pointer_is_said(tmp_path: Path, world_graph: Graph) -> None:
    store = open_store(str(tmp_path))
    store.load(world_graph, STATE)
    (tmp_path / "current.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="verbale rebuild"):
        store.state()
    pointer = {"generation": "../../etc/passwd", "log": "x", "fingerprint": "y"}
    (tmp_path / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    with pytest.raises(StoreError, match="no generation"):
        store.graph()


CHILD = """
    import importlib.util, sys
    spec = importlib.util.spec_from_file_location("world", sys.argv[2])
    world = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(world)
    from graph.schema import load
    from graph.store import State, open_store
    open_store(sys.argv[1]).load(world.world(load()), State("tests", "second"))
"""


@pytest.mark.parametrize(("point", "is_swapped"), [("after-save", False), ("after-pointer", True)])
def test_a_killed_load_leaves_a_whole_graph(
    tmp_path: Path, world_graph: Graph, point: str, is_swapped: bool
) -> None:
    before = smaller(world_graph, 7)
    open_store(str(tmp_path)).load(before, STATE)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD), str(tmp_path), str(WORLD)],
        env={**os.environ, "VERBALE_KILL_AT": point},
        cwd=WORLD.parents[2],
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    store = open_store(str(tmp_path))
    assert store.graph() == (world_graph if is_swapped else before)
    store.load(world_graph, State("tests", "second"))
    assert open_store(str(tmp_path)).graph() == world_graph
    assert open_store(str(tmp_path)).state() == State("tests", "second")


def test_a_full_disk_leaves_the_graph_in_force(
    tmp_path: Path, world_graph: Graph, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(str(tmp_path))
    store.load(world_graph, STATE)
    monkeypatch.setattr(type(store), "_next_name", lambda self: "no/such/folder.kgl")
    with pytest.raises(StoreError, match="is unharmed"):
        store.load(smaller(world_graph, 1), STATE)
    assert open_store(str(tmp_path)).graph() == world_graph
