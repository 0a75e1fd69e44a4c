"""From the answer to a saved question to what the page draws: nodes, edges and rows in columns.

The nodes are those whose ids stand in the answer's columns of type `node` and `nodes`. The edges
are those of its columns of type `edges`; where a question returns none, those which the graph holds
between nodes of one row and which its statements stand on. No other edge is sent: a picture must
not say what the question did not.

The stream is NDJSON, one part a line:

    {"part": "head", …}    question, columns, query text, parameters, as_of, limit, kinds
    {"part": "nodes", …}   columns id, kind (number in head.node_kinds), name, day, note, hedged
    {"part": "names", …}   `names` by id of what edges stand on, where the question returns edges
    {"part": "edges", …}   columns id, kind (number in head.edge_kinds), from and to (numbers of
                           nodes, in the order sent), note, basis, known_on, articles, article_count
    {"part": "rows", …}    `values`: one list for each column of the head
    {"part": "error", …}   the graph could not be read to the end
    {"part": "end", …}     truncated, counts, ms
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from explorer.described import ROLES, columns
from graph.errors import StoreError
from graph.schema import load
from graph.store import Store
from queries.catalog import Query
from queries.run import Answer

BATCH = 2_000

# A node's day and note are the first of these that its kind has.
_DAYS = ("said_on", "reported_on", "published", "first_day")
_NOTES = ("act", "status", "kind")
_EDGE_NOTES = ("title", "office", "role", "stance", "signal", "status")
# What says on its own account where something stands: an article of an event or agreement.
_REPORT = "REPORTS"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node of an answer."""

    id: str
    kind: str
    name: str
    day: str
    note: str
    hedged: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of an answer."""

    id: str
    kind: str
    source: str
    target: str
    note: str
    basis: str
    known_on: str
    articles: list[str]
    article_count: int


@dataclass(slots=True)
class _Ids:
    """The ids in an answer's columns, and in which rows each stands."""

    nodes: dict[str, set[int]] = field(default_factory=dict)
    edges: set[str] = field(default_factory=set)
    has_edges: bool = False


def stream(
    store: Store, query: Query, answer: Answer, standing: Mapping[str, Any], began: float
) -> Iterator[bytes]:
    """The answer as lines of NDJSON. `began` is the clock when it was asked."""
    schema = load()
    node_kinds, edge_kinds = list(schema.nodes), list(schema.edges)
    ids = _ids(query, answer)
    given = [
        key
        for name, parameter in query.parameters.items()
        if parameter.type in ("node", "nodes")
        for key in _listed(answer.parameters[name])
    ]
    counts = {"nodes": 0, "edges": 0, "rows": len(answer.rows)}
    error = ""
    nodes: dict[str, Drawn] = {}
    try:
        nodes = nodes_of(store, [*ids.nodes, *given])
    except StoreError as problem:
        error = str(problem)
    yield _line(
        {
            "part": "head",
            "question": query.name,
            "title": query.title,
            "columns": columns(query),
            "query": query.text,
            "parameters": dict(answer.parameters),
            "names": {key: nodes[key].name for key in given if key in nodes},
            "as_of": answer.as_of,
            "limit": answer.parameters["limit"],
            "view": dict(query.view),
            "node_kinds": node_kinds,
            "edge_kinds": edge_kinds,
            **standing,
        }
    )
    shown = [nodes[key] for key in ids.nodes if key in nodes]
    counts["nodes"] = len(shown)
    for some in _batches(shown):
        yield _line(
            {
                "part": "nodes",
                "id": [node.id for node in some],
                "kind": [node_kinds.index(node.kind) for node in some],
                "name": [node.name for node in some],
                "day": [node.day for node in some],
                "note": [node.note for node in some],
                "hedged": [node.hedged for node in some],
            }
        )
    ties: list[Tie] = []
    try:
        ties = edges_of(store, ids, nodes, answer.as_of) if not error else []
    except StoreError as problem:
        error = str(problem)
    counts["edges"] = len(ties)
    if ids.has_edges and not error:
        try:
            named = nodes_of(store, [key for tie in ties for key in tie.articles])
            yield _line({"part": "names", "names": {key: one.name for key, one in named.items()}})
        except StoreError as problem:
            error = str(problem)
    number = {node.id: at for at, node in enumerate(shown)}
    for some_ties in _batches(ties):
        yield _line(
            {
                "part": "edges",
                "id": [tie.id for tie in some_ties],
                "kind": [edge_kinds.index(tie.kind) for tie in some_ties],
                "from": [number[tie.source] for tie in some_ties],
                "to": [number[tie.target] for tie in some_ties],
                "note": [tie.note for tie in some_ties],
                "basis": [tie.basis for tie in some_ties],
                "known_on": [tie.known_on for tie in some_ties],
                "articles": [tie.articles for tie in some_ties],
                "article_count": [tie.article_count for tie in some_ties],
            }
        )
    for rows in _batches(answer.rows):
        values = [[row[name] for row in rows] for name in answer.columns]
        yield _line({"part": "rows", "count": len(rows), "values": values})
    if error:
        yield _line({"part": "error", "error": error})
    ms = round((time.perf_counter() - began) * 1000)
    yield _line({"part": "end", "truncated": answer.truncated, **counts, "ms": ms})


def as_json(query: Query, answer: Answer, standing: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's rows as one JSON object."""
    return {
        "question": query.name,
        "parameters": dict(answer.parameters),
        "as_of": answer.as_of,
        "truncated": answer.truncated,
        **standing,
        "columns": columns(query),
        "rows": [dict(row) for row in answer.rows],
    }


def as_csv(answer: Answer) -> str:
    """The answer's rows as CSV: lists joined by "; ", text that a sheet would run made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(row[name]) for name in answer.columns] for row in answer.rows)
    return out.getvalue()


def nodes_of(store: Store, ids: Iterable[str]) -> dict[str, Drawn]:
    """The nodes with these ids, with what is shown of each; ids without a node are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Drawn] = {}
    for kind, node in load().nodes.items():
        has = {"id", *node.properties}
        name = ", ".join(f"node.{prop}" for prop in dict.fromkeys((*node.caption, "id")))
        text = (
            f"MATCH (node:{kind}) WHERE node.id IN $ids "
            f"RETURN node.id AS id, coalesce({name}) AS name, "
            f"{_first('node', _DAYS, has)} AS day, {_first('node', _NOTES, has)} AS note, "
            f"{'node.is_hedged' if 'is_hedged' in has else 'false'} AS hedged"
        )
        for some in _batches(wanted):
            for key, told, day, note, hedged in store.read(text, {"ids": some}).rows:
                found[str(key)] = Drawn(
                    str(key), kind, str(told), str(day), str(note), bool(hedged)
                )
    return found


def edges_of(store: Store, ids: _Ids, nodes: Mapping[str, Drawn], as_of: str) -> list[Tie]:
    """The edges of an answer, sorted by id; see the top of this file."""
    kinds = _edge_kinds(ids, nodes)
    by_kind: dict[str, list[str]] = {}
    for key in ids.nodes:
        if key in nodes:
            by_kind.setdefault(nodes[key].kind, []).append(key)
    found: dict[str, Tie] = {}
    for kind in kinds:
        edge = load().edges[kind]
        has = load().edge_properties(kind).keys()
        targets = [key for end in edge.target for key in by_kind.get(end, ())]
        for start in edge.source:
            if not by_kind.get(start) or not targets:
                continue
            text = (
                f"MATCH (source:{start})-[edge:{kind}]->(target:{'|'.join(edge.target)}) "
                f"WHERE source.id IN $sources AND target.id IN $targets "
                f"AND edge.known_on <= $as_of AND coalesce(edge.known_until, 'never') > $as_of "
                f"RETURN edge.id AS id, source.id AS source, target.id AS target, "
                f"{_first('edge', _EDGE_NOTES, has)} AS note, edge.basis AS basis, "
                f"edge.known_on AS known_on, coalesce(edge.articles, []) AS articles, "
                f"coalesce(edge.article_count, 0) AS article_count"
            )
            for some in _batches(by_kind[start]):
                given = {"sources": some, "targets": targets, "as_of": as_of}
                for row in store.read(text, given).rows:
                    tie = _tie(kind, row)
                    if _is_meant(ids, tie):
                        found[tie.id] = tie
    return [found[key] for key in sorted(found)]


def _edge_kinds(ids: _Ids, nodes: Mapping[str, Drawn]) -> list[str]:
    """The kinds of edges that an answer may be drawn with.

    Where it holds statements these are the statements' own, and what an outlet itself reports: that
    a speaker also holds an office in what he speaks of is no part of the answer.
    """
    edges = load().edges
    stated = {kind for kind, role in ROLES.items() if role == "statement"}
    if ids.has_edges or not any(nodes[key].kind in stated for key in ids.nodes if key in nodes):
        return list(edges)
    return [
        kind
        for kind, edge in edges.items()
        if stated & {*edge.source, *edge.target} or kind == _REPORT
    ]


def _is_meant(ids: _Ids, tie: Tie) -> bool:
    if ids.has_edges:
        return tie.id in ids.edges
    return not ids.nodes[tie.source].isdisjoint(ids.nodes[tie.target])


def _tie(kind: str, row: Sequence[Any]) -> Tie:
    key, source, target, note, basis, known_on, articles, count = row
    return Tie(
        str(key), kind, str(source), str(target), str(note).replace("_", " "), str(basis),
        str(known_on), [str(article) for article in articles], int(count),
    )  # fmt: skip


def _ids(query: Query, answer: Answer) -> _Ids:
    ids = _Ids(has_edges=any(column.type == "edges" for column in query.columns.values()))
    for name, column in query.columns.items():
        for at, row in enumerate(answer.rows):
            if column.type in ("node", "nodes"):
                for key in _listed(row[name]):
                    ids.nodes.setdefault(key, set()).add(at)
            elif column.type == "edges":
                ids.edges.update(_listed(row[name]))
    return ids


def _listed(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _first(what: str, wanted: Sequence[str], has: Iterable[str]) -> str:
    known = [f"{what}.{name}" for name in wanted if name in set(has)]
    return f"coalesce({', '.join(known)}, '')" if known else "''"


def _batches(items: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield list(items[start : start + BATCH])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _harmless("; ".join(_cell(one) for one in value))
    return _harmless(value) if isinstance(value, str) else str(value)


def _harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula, marked as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _line(part: Mapping[str, Any]) -> bytes:
    return orjson.dumps(part) + b"\n"
