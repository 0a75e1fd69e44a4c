"""Where the graph is kept: one small protocol, one file an engine.

Only `kglite.py` and `neo4j.py` in this folder import a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.model import Graph

BOLT = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

Cell = object  # str | int | float | bool | None | list | dict: never an engine's own object


@dataclass(frozen=True, slots=True)
class State:
    """What a store says of the graph that it holds.

    `log` is the identity of the record log that it was built from, `fingerprint` tells the set of
    articles, the extractor, the knowledge and the judgements; `rebuilding` is true while a load is
    under way (one database cannot hide it).
    """

    log: str
    fingerprint: str
    rebuilding: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: column names and rows, and whether a limit cut it short."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a load changed."""

    nodes_written: int
    edges_written: int
    nodes_removed: int
    edges_removed: int


class Store(Protocol):
    """Keeps the graph: four methods, and two for tidying up."""

    def state(self) -> State | None:
        """What the store holds; None where it is empty. Raises StoreError."""

    def load(self, graph: Graph, state: State, *, replace: bool = False) -> Written:
        """Make the store hold exactly this graph; only what differs is written.

        A store that holds the graph of another log is refused unless `replace`. Killed at any
        moment, it can be called again with the same arguments. Raises StoreError.
        """

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Rows:
        """Run a reading query. `timeout` in seconds, `limit` in rows. Raises StoreError."""

    def graph(self) -> Graph:
        """The whole graph, as it was loaded. Raises StoreError."""

    def forget(self) -> None:
        """Remove what is kept of earlier graphs: erased text is nowhere. Raises StoreError."""

    def close(self) -> None:
        """Let go of files and connections."""


def open_store(
    uri: str,
    *,
    user: str = "neo4j",
    password: str | None = None,
    database: str = "neo4j",
) -> Store:
    """Open the store at `uri`; the engine is imported only now.

        memory:                              in this process only, for tests and evaluation
        kglite:FOLDER, or a bare path        the embedded engine
        bolt://HOST:7687, neo4j+s://HOST     any Neo4j (also bolt+s, bolt+ssc, neo4j, neo4j+ssc)

    `user`, `password` and `database` are for Neo4j. Raises StoreError.
    """
    scheme, colon, rest = uri.partition(":")
    if uri == "memory:":
        from graph.store.kglite import MemoryStore

        return MemoryStore()
    if colon and scheme in BOLT:
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(uri, user=user, password=password, database=database)
    if colon and "://" in uri:
        raise StoreError(
            f"store {scheme}://…: no engine of this name; "
            f"use a folder, memory:, or one of {', '.join(f'{name}://' for name in BOLT)}"
        )
    folder = rest if colon and scheme == "kglite" else uri
    if not folder:
        raise StoreError(f"store {uri!r}: a folder is missing; for example kglite:data/graph")
    from graph.store.kglite import FolderStore

    return FolderStore(Path(folder))
