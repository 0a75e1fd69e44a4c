"""A Neo4j server as the store: any Bolt address, through the `neo4j` driver.

Beside the graph it keeps one node `(:Verbale {id: 'state'})`: of which log the graph is, its
fingerprint, and `rebuilding`, true from the first batch of a load to the last, as one database
cannot hide a load. Work is done in managed transactions, which the driver repeats where the server
says that it may; every statement can therefore run twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from graph.errors import StoreError, TooSlow
from graph.store import Rows, State, Written
from graph.store.durable import reached
from graph.store.reading import check_owner, whole

if TYPE_CHECKING:
    from graph.model import Graph
    from graph.store.difference import Difference

BATCH = 2_000
WRITE_SECONDS = 300.0  # one batch
WHOLE_SECONDS = 600.0  # reading the whole graph back, one kind
CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0

_OUT_OF_TIME = "TransactionTimedOut"  # in the server's code

_STATE = (
    "MATCH (state:Verbale {id: 'state'}) "
    "RETURN state.log AS log, state.fingerprint AS fingerprint, state.rebuilding AS rebuilding"
)
_SET_STATE = (
    "MERGE (state:Verbale {id: 'state'}) "
    "SET state.log = $log, state.fingerprint = $fingerprint, state.rebuilding = $rebuilding"
)


class Neo4jStore:
    """A graph in a Neo4j database; see the top of this file."""

    def __init__(self, uri: str, *, user: str, password: str | None, database: str) -> None:
        self._uri = uri
        self._database = database
        auth = (user, password) if password is not None else None
        with self._translated():
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=RETRY_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",
                user_agent="verbale",
            )
        self._is_reached = False

    def state(self) -> State | None:
        """What the store holds; None where it is empty. Raises StoreError."""
        rows = self.read(_STATE, {}).rows
        if not rows:
            return None
        log, fingerprint, rebuilding = rows[0]
        return State(str(log), str(fingerprint), bool(rebuilding))

    def load(self, graph: Graph, state: State, *, replace: bool = False) -> Written:
        """Make the store hold exactly this graph, in batches that each are durable.

        Raises StoreError where the database holds another log's graph, or nodes that no load of
        ours wrote, and `replace` is false; and where the database is away or refuses.
        """
        from graph.store import difference

        held = self.state()
        check_owner(self._uri, held, state, replace=replace)
        if held is None:
            self._clear_foreign(replace=replace)
        self._prepare()
        change = difference.differ(graph, self._node_digests(), self._edge_digests())
        done = {"log": state.log, "fingerprint": state.fingerprint, "rebuilding": False}
        if not change.is_empty():
            before = held.fingerprint if held is not None else ""
            self._run(_SET_STATE, {**done, "fingerprint": before, "rebuilding": True})
            self._write(change)
        self._run(_SET_STATE, done)
        return change.written()

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object],
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Rows:
        """Run a reading query in a read-only session. Raises StoreError."""
        given = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parameters.items()
        }

        @neo4j.unit_of_work(timeout=timeout)
        def work(transaction: neo4j.ManagedTransaction) -> Rows:
            result = transaction.run(cypher, given)
            columns = tuple(result.keys())
            wanted = -1 if limit is None else limit + 1
            found = [record.values() for record in _first(result, wanted)]
            is_cut = limit is not None and len(found) > limit
            found = found[:limit]
            ends = _ends(transaction, found)
            return Rows(
                columns, tuple(tuple(_plain(cell, ends) for cell in row) for row in found), is_cut
            )

        with self._translated(timeout), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def graph(self) -> Graph:
        """The whole graph, as it was loaded. Raises StoreError."""
        return whole(lambda text: self.read(text, {}, timeout=WHOLE_SECONDS))

    def forget(self) -> None:
        """Nothing of an earlier graph is kept by us; the server's own backups are its owner's."""

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def _prepare(self) -> None:
        """Make constraints and indexes, where they are missing, and wait until they serve."""
        from graph.schema import load
        from graph.store import ddl

        schema = load()
        statements = [
            "CREATE CONSTRAINT verbale_id IF NOT EXISTS "
            "FOR (node:Verbale) REQUIRE node.id IS UNIQUE",
            *ddl.constraints(schema),
            *ddl.indexes(schema),
            *ddl.fulltext(schema),
            "CALL db.awaitIndexes(300)",
        ]
        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            for statement in statements:
                session.run(statement).consume()

    def _clear_foreign(self, *, replace: bool) -> None:
        """Nodes of our kinds that no load of ours wrote: refuse the database, or remove them."""
        from graph.schema import load

        labels = "|".join(load().nodes)
        foreign = f"MATCH (node:{labels}) WHERE node._digest IS NULL"
        if not self.read(f"{foreign} RETURN 1 LIMIT 1", {}).rows:
            return
        if not replace:
            raise StoreError(
                f"store {self._uri}, database {self._database}: it holds nodes that are not of a "
                f"graph of ours; use another database, or --replace to remove them"
            )
        self._run(f"{foreign} DETACH DELETE node", {})

    def _node_digests(self) -> dict[tuple[str, str], int | None]:
        from graph.schema import load

        found: dict[tuple[str, str], int | None] = {}
        for kind in load().nodes:
            text = f"MATCH (node:{kind}) RETURN node.id, node._digest"
            for key, number in self.read(text, {}, timeout=WHOLE_SECONDS).rows:
                found[kind, str(key)] = number if isinstance(number, int) else None
        return found

    def _edge_digests(self) -> dict[tuple[str, str], int | None]:
        from graph.schema import load

        found: dict[tuple[str, str], int | None] = {}
        for kind in load().edges:
            text = f"MATCH ()-[edge:{kind}]->() RETURN edge.id, edge._digest"
            for key, number in self.read(text, {}, timeout=WHOLE_SECONDS).rows:
                found[kind, str(key)] = number if isinstance(number, int) else None
        return found

    def _write(self, change: Difference) -> None:
        from graph.store import difference

        for kind, ids in change.edges_out.items():
            text = f"UNWIND $ids AS id MATCH ()-[edge:{kind} {{id: id}}]->() DELETE edge"
            for batch in difference.batches(ids, BATCH):
                self._batch(text, {"ids": batch})
        for kind, ids in change.nodes_out.items():
            for batch in difference.batches(ids, BATCH):
                self._batch(difference.remove_nodes(kind), {"ids": batch})
        for kind, nodes in change.nodes_in.items():
            for some in difference.batches(nodes, BATCH):
                self._batch(difference.merge_nodes(kind), {"rows": difference.node_rows(some)})
        for lists in (change.edges_new, change.edges_changed):
            for ends, edges in lists.items():
                for part in difference.batches(edges, BATCH):
                    rows = difference.edge_rows(part)
                    self._batch(difference.merge_edges(ends), {"rows": rows})

    def _batch(self, cypher: str, parameters: Mapping[str, object]) -> None:
        self._run(cypher, parameters)
        reached("neo4j-batch")

    def _run(self, cypher: str, parameters: Mapping[str, object]) -> None:
        @neo4j.unit_of_work(timeout=WRITE_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> None:
            transaction.run(cypher, dict(parameters)).consume()

        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(work)

    def _session(self, access: str) -> neo4j.Session:
        if not self._is_reached:
            # Transactions are repeated for half a minute where no server answers; this is not.
            self._driver.verify_connectivity()
            self._is_reached = True
        return self._driver.session(database=self._database, default_access_mode=access)

    @contextmanager
    def _translated(self, timeout: float = WRITE_SECONDS) -> Iterator[None]:
        """Turn the driver's errors into StoreError, with the next step; never with the password."""
        where = f"store {self._uri}"
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{where}: the database refused user or password ({error.code}); "
                f"set VERBALE_USER and VERBALE_PASSWORD"
            ) from error
        except Neo4jError as error:
            kind = TooSlow if _OUT_OF_TIME in (error.code or "") else StoreError
            raise kind(f"{where}: {self._reason(error, timeout)}") from error
        except (ConfigurationError, ValueError) as error:
            raise StoreError(
                f"{where}: it cannot be used as an address ({error}); "
                f"for example neo4j://localhost:7687"
            ) from error
        except (DriverError, OSError) as error:
            raise StoreError(
                f"{where}: the database is away ({type(error).__name__}); "
                f"start it, or check host and port, then try again"
            ) from error

    def _reason(self, error: Neo4jError, timeout: float) -> str:
        code = error.code or ""
        message = (error.message or "").strip()
        if code.endswith("Database.DatabaseNotFound"):
            return f"there is no database {self._database!r} there; name another, or create it"
        if _OUT_OF_TIME in code:
            return (
                f"the query took longer than {timeout:g} seconds; "
                f"ask for less, or give it more time"
            )
        if code.endswith("Statement.AccessMode"):
            return "the query writes; only reading queries are run here"
        if ".Statement." in code:
            return f"the query is not understood: {message}"
        return f"the database refused: {message} ({code})"


def _first(result: neo4j.Result, wanted: int) -> Iterator[neo4j.Record]:
    """The first `wanted` records, all where it is negative."""
    for count, record in enumerate(result):
        if count == wanted:
            return
        yield record


def _walk(value: Any, visit: Callable[[Relationship], None]) -> None:
    if isinstance(value, Relationship):
        visit(value)
    elif isinstance(value, list):
        for part in value:
            _walk(part, visit)
    elif isinstance(value, dict):
        for part in value.values():
            _walk(part, visit)


def _ends(transaction: neo4j.ManagedTransaction, found: list[list[Any]]) -> dict[str, str]:
    """Ids of the nodes at the ends of returned edges; the driver gives only the server's own."""
    keys: set[str] = set()

    def collect(edge: Relationship) -> None:
        for node in edge.nodes:
            if node is not None:
                keys.add(node.element_id)

    for row in found:
        _walk(row, collect)
    if not keys:
        return {}
    text = "MATCH (node) WHERE elementId(node) IN $ids RETURN elementId(node), node.id"
    return {record[0]: record[1] for record in transaction.run(text, {"ids": sorted(keys)})}


def _plain(value: Any, ends: Mapping[str, str]) -> Any:
    """The shape that every engine's answers have; see `graph.store.Rows`."""
    if isinstance(value, Node):
        return {
            "id": value.get("id"),
            "kind": min(value.labels, default=""),
            "properties": _visible(value),
        }
    if isinstance(value, Relationship):
        source, target = value.nodes
        return {
            "id": value.get("id"),
            "kind": value.type,
            "from": _end(source, ends),
            "to": _end(target, ends),
            "properties": _visible(value),
        }
    if isinstance(value, Path):
        steps: list[Any] = [_plain(value.nodes[0], ends)]
        for edge, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [_plain_in_path(edge), _plain(node, ends)]
        return steps
    if isinstance(value, list):
        return [_plain(part, ends) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part, ends) for key, part in value.items() if not key.startswith("_")}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _plain_in_path(edge: Relationship) -> dict[str, Any]:
    """In a path the driver gives the ends of an edge with their properties."""
    known = {node.element_id: node.get("id") for node in edge.nodes if node is not None}
    plain: dict[str, Any] = _plain(edge, known)
    return plain


def _end(node: Node | None, ends: Mapping[str, str]) -> str | None:
    return None if node is None else ends.get(node.element_id)


def _visible(thing: Node | Relationship) -> dict[str, Any]:
    return {
        name: value
        for name, value in sorted(thing.items())
        if name != "id" and not name.startswith("_")
    }
