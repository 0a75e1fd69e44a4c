"""The embedded store: one folder, one writer, any number of readers.

    FOLDER/current.json             names the generation in force and says what graph it holds
    FOLDER/generation-00000012.kgl  a whole graph, never changed once it is written
    FOLDER/writer.lock              held by the one process that loads

A load works on a copy in memory, saves it as a new generation, and swaps `current.json`
atomically; so a reader never sees half a graph and a crash leaves the last whole one. A reader
holds its generation in memory, so the file may go. The engine's own write-ahead log is not used:
only its `load` and `save`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kglite

from graph.errors import StoreError, TooSlow
from graph.store import Rows, State, Written
from graph.store.durable import reached
from graph.store.reading import check_owner, whole
from graph.store.shapes import SIMPLE, node_ids, plain

if TYPE_CHECKING:
    from graph.model import Graph
    from graph.store.difference import Difference

POINTER = "current.json"
LOCK = "writer.lock"
BATCH = 20_000
WHOLE_SECONDS = 600.0  # reading the whole graph back, one kind

_GENERATION = re.compile(r"generation-(\d{8})\.kgl")


class MemoryStore:
    """A graph in this process only: for tests and for evaluation."""

    def __init__(self) -> None:
        _silence()
        self._graph = kglite.KnowledgeGraph()
        self._frozen: Any = self._graph.freeze()
        self._state: State | None = None

    def state(self) -> State | None:
        """What the store holds; None where it is empty."""
        return self._state

    def load(self, graph: Graph, state: State, *, replace: bool = False) -> Written:
        """Make the store hold exactly this graph. Raises StoreError."""
        check_owner("memory:", self._state, state, replace=replace)
        written = apply(self._graph, graph)
        self._frozen = self._graph.freeze()
        self._state = State(state.log, state.fingerprint)
        return written

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Rows:
        """Run a reading query. Raises StoreError."""
        return ask(self._frozen, cypher, parameters, timeout, limit)

    def graph(self) -> Graph:
        """The whole graph, as it was loaded."""
        frozen = self._frozen
        return whole(lambda text: ask(frozen, text, {}, WHOLE_SECONDS, None))

    def forget(self) -> None:
        """Nothing of an earlier graph is kept here."""

    def close(self) -> None:
        """Let go of the graph."""


class FolderStore:
    """A graph in a folder; see the top of this file."""

    def __init__(self, folder: Path) -> None:
        _silence()
        self._folder = folder
        self._loaded: str | None = None
        self._frozen: Any = None

    def state(self) -> State | None:
        """What the store holds; None where it is empty. Raises StoreError."""
        pointer = self._pointer()
        return None if pointer is None else State(pointer["log"], pointer["fingerprint"])

    def load(self, graph: Graph, state: State, *, replace: bool = False) -> Written:
        """Make the store hold exactly this graph; a corrupt old generation counts as empty.

        Raises StoreError where another process loads, where the store holds another log's graph
        and `replace` is false, and where the disk refuses.
        """
        with self._writing():
            pointer = self._pointer()
            check_owner(str(self._folder), self.state(), state, replace=replace)
            held, is_whole = self._base(pointer)
            written = apply(held, graph)
            if pointer and is_whole and written == Written(0, 0, 0, 0):
                name = pointer["generation"]  # the same graph: only what is said of it may change
            else:
                name = self._next_name()
                self._save(held, name)
            self._swap({"generation": name, "log": state.log, "fingerprint": state.fingerprint})
            reached("after-pointer")
            self._frozen, self._loaded = held.freeze(), name
            self._tidy({name, pointer["generation"]} if pointer else {name})
        return written

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Rows:
        """Run a reading query on the generation in force. Raises StoreError."""
        return ask(self._current(), cypher, parameters, timeout, limit)

    def graph(self) -> Graph:
        """The whole graph, as it was loaded. Raises StoreError."""
        frozen = self._current()
        return whole(lambda text: ask(frozen, text, {}, WHOLE_SECONDS, None))

    def forget(self) -> None:
        """Remove all generations but the one in force. Raises StoreError."""
        with self._writing():
            pointer = self._pointer()
            self._tidy({pointer["generation"]} if pointer else set())

    def close(self) -> None:
        """Let go of the graph."""
        self._frozen, self._loaded = None, None

    def _current(self) -> Any:
        """The generation in force; loaded anew where another process has saved one since."""
        for _ in range(3):
            pointer = self._pointer()
            if pointer is None:
                return kglite.KnowledgeGraph().freeze()
            name = pointer["generation"]
            if name == self._loaded:
                return self._frozen
            try:
                self._frozen, self._loaded = _open(self._folder / name), name
            except FileNotFoundError:
                continue  # a writer has swapped the pointer and tidied up in between
            return self._frozen
        raise StoreError(
            f"store {self._folder}: the generation named in {POINTER} is missing; "
            f"`verbale rebuild` makes the graph anew from the log"
        )

    def _pointer(self) -> dict[str, str] | None:
        path = self._folder / POINTER
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"store {self._folder}: {POINTER} cannot be read: {error}") from error
        try:
            pointer = json.loads(text)
            names = {key: pointer[key] for key in ("generation", "log", "fingerprint")}
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"store {self._folder}: {POINTER} is damaged ({text[:40]!r}); remove it, "
                f"then `verbale rebuild` makes the graph anew from the log"
            ) from error
        if not _GENERATION.fullmatch(str(names["generation"])):
            raise StoreError(
                f"store {self._folder}: {POINTER} names {names['generation']!r}, which is no "
                f"generation; remove it, then `verbale rebuild` makes the graph anew from the log"
            )
        return names

    def _base(self, pointer: Mapping[str, str] | None) -> tuple[Any, bool]:
        """The graph to start a load from, and whether it is the one in force, unharmed."""
        if pointer is None:
            return kglite.KnowledgeGraph(), False
        try:
            return kglite.load(str(self._folder / pointer["generation"]), verify="eager"), True
        except kglite.KgError:
            return kglite.KnowledgeGraph(), False  # all is written anew, which mends the store

    def _save(self, held: Any, name: str) -> None:
        try:
            held.save(str(self._folder / name), fsync=True)
        except (kglite.KgError, OSError, ValueError) as error:
            raise StoreError(
                f"store {self._folder}: {name} could not be written ({error}); "
                f"the graph in force is unharmed; make room or mend the folder and try again"
            ) from error
        reached("after-save")

    def _next_name(self) -> str:
        numbers = [int(found[1]) for _, found in self._generations()]
        return f"generation-{max(numbers, default=0) + 1:08d}.kgl"

    def _generations(self) -> Iterator[tuple[Path, re.Match[str]]]:
        for path in sorted(self._folder.iterdir()):
            if found := _GENERATION.fullmatch(path.name):
                yield path, found

    def _swap(self, pointer: Mapping[str, str]) -> None:
        """Put the new pointer in place so that it is there whole, or the old one is.

        Raises StoreError where the disk refuses.
        """
        fresh = self._folder / f"{POINTER}.new"
        try:
            with fresh.open("w", encoding="utf-8") as out:
                json.dump(pointer, out, sort_keys=True)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(self._folder / POINTER)
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise StoreError(
                f"store {self._folder}: {POINTER} could not be written ({error}); "
                f"the graph in force is unharmed; make room or mend the folder and try again"
            ) from error

    def _tidy(self, keep: set[str]) -> None:
        """Remove all generations but those to keep, and unfinished files.

        Raises StoreError where the disk refuses.
        """
        try:
            for path, _ in list(self._generations()):
                if path.name not in keep:
                    path.unlink(missing_ok=True)
            for path in self._folder.glob("*.kgl?*"):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"store {self._folder}: a former generation could not be removed ({error}); "
                f"the graph in force is unharmed; mend the folder and try again"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the writer's lock; the system frees it when the process ends, however it ends."""
        import fcntl

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = (self._folder / LOCK).open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"store {self._folder}: cannot be written: {error}") from error
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                handle.seek(0)
                holder = handle.read().strip() or "unknown"
                raise StoreError(
                    f"store {self._folder}: process {holder} is writing to it; "
                    f"one process writes at a time, so wait for it to end and try again"
                ) from error
            with suppress(OSError):  # who holds it is only told; a full disk is met later, in words
                os.ftruncate(handle.fileno(), 0)
                os.write(handle.fileno(), f"{os.getpid()}\n".encode())
            yield


def apply(held: Any, graph: Graph) -> Written:
    """Write into the engine's graph what differs from the wanted one. Raises StoreError."""
    from graph.store import difference

    try:
        change = difference.differ(graph, _node_digests(held), _edge_digests(held))
        _write(held, change)
        if not change.is_empty():
            _index(held)
    except kglite.KgError as error:
        raise StoreError(f"the embedded engine refused the graph: {error}") from error
    return change.written()


def ask(
    frozen: Any,
    cypher: str,
    parameters: Mapping[str, object],
    timeout: float,
    limit: int | None,
) -> Rows:
    """Run a reading query on a snapshot. Raises StoreError."""
    given = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in parameters.items()
    }
    try:
        view = frozen.cypher(
            cypher, params=given, timeout_ms=max(1, int(timeout * 1000)), row_limit=limit
        )
        columns = tuple(view.columns)
        found = view.to_list()
    except kglite.ReadOnlyError as error:
        raise StoreError("the query writes; only reading queries are run here") from error
    except kglite.CypherTimeoutError as error:
        raise TooSlow(
            f"the query took longer than {timeout:g} seconds; ask for less, or give it more time"
        ) from error
    except kglite.CypherError as error:
        raise StoreError(f"the query is not understood: {error}") from error
    except kglite.FileFormatError as error:
        raise StoreError(
            f"the graph is damaged ({error}); `verbale rebuild` makes it anew from the log"
        ) from error
    except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
        raise StoreError(f"the query failed: {error}") from error
    total = (view.diagnostics or {}).get("total_rows")
    is_cut = limit is not None and total is not None and total > limit
    if any(not isinstance(value, SIMPLE) for row in found for value in row.values()):
        ends = node_ids(frozen, found)
        found = [{name: plain(value, ends) for name, value in row.items()} for row in found]
    return Rows(columns, tuple(tuple(row[name] for name in columns) for row in found), is_cut)


def _open(path: Path) -> Any:
    """Load a generation. Raises FileNotFoundError where it is gone, StoreError where it is bad."""
    try:
        return kglite.load(str(path)).freeze()
    except kglite.FileError as error:
        raise FileNotFoundError(path) from error
    except kglite.KgError as error:
        if not path.exists():
            raise FileNotFoundError(path) from error
        raise StoreError(
            f"store {path.parent}: {path.name} is damaged ({error}); "
            f"`verbale rebuild` makes the graph anew from the log"
        ) from error


def _write(held: Any, change: Difference) -> None:
    from graph.store import difference

    for kind, ids in change.edges_out.items():
        for batch in difference.batches(ids, BATCH):
            # One scan a batch: the engine has no index of edge ids.
            text = f"MATCH ()-[edge:{kind}]->() WHERE edge.id IN $ids DELETE edge"
            held.cypher(text, params={"ids": batch})
    for kind, ids in change.nodes_out.items():
        for batch in difference.batches(ids, BATCH):
            held.cypher(difference.remove_nodes(kind), params={"ids": batch})
    for kind, nodes in change.nodes_in.items():
        for some in difference.batches(nodes, BATCH):
            held.cypher(difference.merge_nodes(kind), params={"rows": difference.node_rows(some)})
    for text_of, lists in (
        (difference.create_edges, change.edges_new),
        (difference.merge_edges, change.edges_changed),
    ):
        for ends, edges in lists.items():
            for part in difference.batches(edges, BATCH):
                rows = difference.edge_rows(part)
                held.cypher(text_of(ends), params={"rows": rows})


def _index(held: Any) -> None:
    """Make the indexes; those of full text do not follow writes, so they are made anew."""
    from graph.schema import load
    from graph.store import ddl

    schema = load()
    for statement in ddl.indexes(schema):
        held.cypher(statement)
    for name in schema.fulltext:
        held.cypher(f"DROP INDEX {name} IF EXISTS")
    for statement in ddl.fulltext(schema):
        held.cypher(statement)


def _node_digests(held: Any) -> dict[tuple[str, str], int | None]:
    found: dict[tuple[str, str], int | None] = {}
    for kind in held.node_types:
        view = held.cypher(f"MATCH (node:`{kind}`) RETURN node.id AS id, node._digest AS digest")
        found.update({(kind, row["id"]): row["digest"] for row in view.to_list()})
    return found


def _edge_digests(held: Any) -> dict[tuple[str, str], int | None]:
    view = held.cypher(
        "MATCH ()-[edge]->() RETURN type(edge) AS kind, edge.id AS id, edge._digest AS digest"
    )
    return {(row["kind"], row["id"]): row["digest"] for row in view.to_list()}


def _silence() -> None:
    """Keep the engine from announcing its advice on stderr, which is the user's."""
    kglite.set_query_warning_policy("silent")
