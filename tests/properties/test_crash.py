"""`verbale ingest` killed (SIGKILL) at any moment and run again: the bytes of an undisturbed run.

Killed at each named point where something becomes durable, and at seeded random moments: half of
them anywhere in the run, half after the first record, where reading, joining and writing happen.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Graph
from graph.store import State, open_store

pytestmark = pytest.mark.slow

FIRST, SECOND = slice(0, 4), slice(0, 7)  # an ingest on an empty folder, and one more on top
MOMENTS = 20
POINTS = (
    "record-commit",  # the articles are in the log
    "record-commit:2",  # so is the first record
    "record-commit:4",
    "after-save",
    "after-pointer",
)


@dataclass(frozen=True)
class Setting:
    """Two sources, the exports of undisturbed runs, and how long such a run takes."""

    first: Path
    second: Path
    exports: tuple[bytes, bytes]
    seconds: float
    seconds_after_record: float


def command(data: Path, source: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "verbale", "ingest", str(source), "--data", str(data), *more]


def finish(data: Path, source: Path, *more: str, **environment: str) -> int:
    done = subprocess.run(
        command(data, source, *more),
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        timeout=120,
    )
    if done.returncode > 0:
        raise AssertionError(done.stderr.decode())
    return done.returncode


def export(store: str | Path, password: str | None = None) -> bytes:
    opened = open_store(str(store), password=password)
    try:
        return "".join(line + "\n" for line in opened.graph().lines()).encode()
    finally:
        opened.close()


def records(data: Path) -> int:
    """How many records the log holds, as a reader beside the writer sees it."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'records.sqlite'}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM records").fetchone()[0])
    except sqlite3.Error:
        return 0


def wait_for_record(process: subprocess.Popen[bytes], data: Path) -> None:
    while not records(data) and process.poll() is None:
        time.sleep(0.01)


@pytest.fixture(scope="module")
def setting(samples: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Setting:
    folder = tmp_path_factory.mktemp("undisturbed")
    sources = []
    for name, part in (("first", FIRST), ("second", SECOND)):
        (folder / name).mkdir()
        sources.append(samples.write(folder / name, samples.ARTICLES[part]))
    data = folder / "data"
    began = time.monotonic()
    process = subprocess.Popen(command(data, sources[0]), stderr=subprocess.DEVNULL)
    wait_for_record(process, data)
    recorded = time.monotonic()
    assert process.wait(120) == 0
    ended = time.monotonic()
    first = export(data / "graph")
    assert finish(data, sources[1]) == 0
    second = export(data / "graph")
    assert first != second
    return Setting(*sources, (first, second), ended - began, ended - recorded)


def check(setting: Setting, data: Path) -> None:
    """After a death, the first source again, then the second: the same bytes; the log is sound."""
    assert finish(data, setting.first) == 0
    assert export(data / "graph") == setting.exports[0]
    with closing(sqlite3.connect(data / "records.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (4,)


@pytest.mark.parametrize("point", POINTS)
def test_killed_where_something_becomes_durable(
    setting: Setting, tmp_path: Path, point: str
) -> None:
    killed = finish(tmp_path, setting.first, VERBALE_KILL_AT=point)
    assert killed == -signal.SIGKILL
    check(setting, tmp_path)


@pytest.mark.parametrize("point", ["after-save", "after-pointer"])
def test_killed_on_top_of_a_graph_leaves_a_whole_one(
    setting: Setting, tmp_path: Path, point: str
) -> None:
    finish(tmp_path, setting.first)
    assert finish(tmp_path, setting.second, VERBALE_KILL_AT=point) == -signal.SIGKILL
    swapped = point == "after-pointer"
    assert export(tmp_path / "graph") == setting.exports[swapped]  # whoever asks in between
    assert finish(tmp_path, setting.second) == 0
    assert export(tmp_path / "graph") == setting.exports[1]


def test_killed_at_random_moments(setting: Setting, tmp_path: Path) -> None:
    chance = random.Random(20310304)
    moments = [(k % 2 == 1, chance.random()) for k in range(MOMENTS)]

    def die_and_go_on(number: int) -> str | None:
        is_late, share = moments[number]
        data = tmp_path / str(number)
        process = subprocess.Popen(command(data, setting.first), stderr=subprocess.DEVNULL)
        if is_late:
            wait_for_record(process, data)
        length = setting.seconds_after_record if is_late else setting.seconds
        time.sleep(share * length)
        process.kill()
        code = process.wait(60)
        check(setting, data)
        return None if code in (-signal.SIGKILL, 0) else f"moment {number}: exit code {code}"

    with ThreadPoolExecutor(2) as pool:
        problems = [problem for problem in pool.map(die_and_go_on, range(MOMENTS)) if problem]
    assert not problems


def test_killed_while_several_processes_read(setting: Setting, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(tmp_path, setting.first, "--workers", "2"), stderr=subprocess.DEVNULL
    )
    wait_for_record(process, tmp_path)
    process.kill()
    process.wait(60)
    check(setting, tmp_path)


@pytest.fixture
def empty_neo4j(neo4j_uri: tuple[str, str]) -> Iterator[tuple[str, str]]:
    uri, password = neo4j_uri
    store = open_store(uri, password=password)
    store.load(Graph({}, {}), State("tests", "empty"), replace=True)
    yield neo4j_uri
    store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("batch", [1, 5, 12])
def test_killed_between_batches_of_a_load_into_neo4j(
    setting: Setting, tmp_path: Path, empty_neo4j: tuple[str, str], batch: int
) -> None:
    uri, password = empty_neo4j
    more = ("--store", uri, "--replace")
    point = {"VERBALE_KILL_AT": f"neo4j-batch:{batch}", "VERBALE_PASSWORD": password}
    assert finish(tmp_path, setting.first, *more, **point) == -signal.SIGKILL
    store = open_store(uri, password=password)
    state = store.state()
    store.close()
    assert state is not None
    assert state.rebuilding
    assert finish(tmp_path, setting.first, *more, VERBALE_PASSWORD=password) == 0
    assert export(uri, password) == setting.exports[0]
