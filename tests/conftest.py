"""What all tests share: the schema, the stores, a real Neo4j where one can be had.

Neo4j is taken from NEO4J_URI and NEO4J_PASSWORD where they are set (its graph is overwritten), else
started from Maven's jars (tests/neo4j/server.py). Where neither is possible the tests that need it
are left out with one line at the end of the run; with VERBALE_REQUIRE=neo4j they fail.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from graph.model import Graph
from graph.schema import Schema, load
from graph.store import State, Store, open_store
from ingest.article import Article
from ingest.records import Record

HERE = Path(__file__).parent
ENGINES = ("memory", "kglite", "neo4j")

_left_out: pytest.StashKey[dict[str, str]] = pytest.StashKey()


def load_module(path: Path) -> ModuleType:
    """Import a helper file of the tests by its path (the tests are no packages)."""
    name = f"verbale_tests_{path.stem}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def require(config: pytest.Config, what: str, reason: str) -> NoReturn:
    """Leave a test out because `what` is not there, or fail where VERBALE_REQUIRE names it."""
    if what in os.environ.get("VERBALE_REQUIRE", "").replace(",", " ").split():
        pytest.fail(f"{what} is required (VERBALE_REQUIRE) and not there: {reason}", pytrace=False)
    config.stash.setdefault(_left_out, {})[what] = reason
    pytest.skip(f"{what}: {reason}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for what, reason in sorted(config.stash.get(_left_out, {}).items()):
        terminalreporter.write_line(f"NOT TESTED: {what}: {reason}", yellow=True, bold=True)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests reaches them."""
    for name in (
        "DATA", "STORE", "USER", "PASSWORD", "DATABASE", "KNOWLEDGE", "WORKERS", "TIMEOUT", "TOKEN",
    ):  # fmt: skip
        monkeypatch.delenv(f"VERBALE_{name}", raising=False)


@pytest.fixture(scope="session")
def load_helper() -> Callable[[Path], ModuleType]:
    """Imports a helper file of the tests by its path."""
    return load_module


@pytest.fixture(scope="session")
def left_out(pytestconfig: pytest.Config) -> Callable[[str, str], NoReturn]:
    """Leaves a test out with one line at the end of the run: what is not there, and why."""
    return partial(require, pytestconfig)


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """The module with short articles."""
    return load_module(HERE / "samples.py")


@pytest.fixture(scope="session")
def read_article() -> Callable[[Article], Record]:
    """Reads an article, each once in the whole run; the pipeline is loaded at the first."""
    from ingest.extract.extractor import Extractor

    extractor = cache(Extractor)
    return cache(lambda article: extractor().extract(article))


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load()


@pytest.fixture(scope="session")
def world() -> ModuleType:
    """The module with the invented world: its ids, and `world(schema)`."""
    return load_module(HERE / "conformance" / "world.py")


@pytest.fixture(scope="session")
def world_graph(schema: Schema, world: ModuleType) -> Graph:
    graph: Graph = world.world(schema)
    return graph


@pytest.fixture
def memory_store() -> Iterator[Store]:
    store = open_store("memory:")
    yield store
    store.close()


@pytest.fixture
def kglite_store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"kglite:{tmp_path / 'graph'}")
    yield store
    store.close()


@pytest.fixture(scope="session")
def neo4j_uri(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Address and password of a real Neo4j; one for the whole run."""
    if uri := os.environ.get("NEO4J_URI"):
        yield uri, os.environ.get("NEO4J_PASSWORD", "")
        return
    server = load_module(HERE / "neo4j" / "server.py")
    if reason := server.missing():
        require(pytestconfig, "neo4j", reason)
    try:
        server.jars()
    except (OSError, server.subprocess.SubprocessError) as error:
        require(pytestconfig, "neo4j", f"its jars could not be fetched: {error}")
    with server.running(tmp_path_factory.mktemp("neo4j")) as running:
        yield running.uri, running.password


@pytest.fixture
def neo4j_store(neo4j_uri: tuple[str, str]) -> Iterator[Store]:
    """A store on the real Neo4j, emptied."""
    uri, password = neo4j_uri
    store = open_store(uri, password=password)
    store.load(Graph({}, {}), State("tests", "empty"), replace=True)
    yield store
    store.close()


@pytest.fixture(params=[pytest.param(name, marks=_marks) for name, _marks in (
    ("memory", ()), ("kglite", ()), ("neo4j", pytest.mark.neo4j)
)])  # fmt: skip
def any_store(request: pytest.FixtureRequest) -> Store:
    """An empty store; the test runs once for each engine."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    return store
