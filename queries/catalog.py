"""Finds, reads and checks the saved questions: one `.cypher` file is one question.

Its first comment is a header in TOML:

    /*
    title = "What was said about a topic"
    question = "Who said what about X between two days?"
    tags = ["statements"]

    [parameters]
    about = {type = "nodes", required = true, example = "prisoner exchange", help = "The topic."}
    as_of = {type = "day", default = 9999-12-31, help = "Only what had been reported by this day."}
    limit = {type = "integer", default = 100, help = "At most this many rows."}

    [columns]
    statement = {type = "node", help = "Id of the statement."}

    [view]
    as = "table"
    */
    MATCH ...

From it come the command, the address, the form, the assistant's tool and the page of the docs.
A parameter of type `node` or `nodes` is given by name and reaches the query as an id or as a list
of ids; `kinds` says of which node kinds. A `choice` names a `vocabulary` of the schema or lists its
`choices`; its default may be "" for "any".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import QueryError

FOLDER = Path(__file__).parent

PARAMETER_TYPES = ("string", "integer", "day", "boolean", "node", "nodes", "choice")
COLUMN_TYPES = (
    "string", "text", "integer", "integers", "float", "boolean", "day", "strings", "node", "nodes",
    "edges",
)  # fmt: skip
VIEWS = ("table", "timeline", "lanes", "graph", "paths", "claims")

_HEADER_KEYS = {"title", "question", "tags", "parameters", "columns", "view"}
_PARAMETER_KEYS = {
    "type", "help", "required", "default", "example", "kinds", "vocabulary", "choices",
}  # fmt: skip
_COLUMN_KEYS = {"type", "help"}
_VIEW_KEYS = {"as", "day", "from", "to", "label"}

_COMMENT = re.compile(r"\s*/\*(.*?)\*/", re.DOTALL)
_NOT_CODE = re.compile(
    r"/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL
)
_PLACEHOLDER = re.compile(r"\$(\w+)")
_WORD = re.compile(r"(?<![\w.:$])[A-Za-z_]+")
_PROCEDURE = re.compile(r"(?<![\w.:$])CALL\b(?!\s*\{)(?!\s*\([^()]*\)\s*\{)", re.IGNORECASE)
_WRITES = {
    "CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "LOAD", "FOREACH",
    "INSERT", "ALTER", "GRANT", "DENY", "REVOKE", "TERMINATE", "USE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question has to be told. `default` is None where the parameter is required."""

    name: str
    type: str
    help: str
    is_required: bool = False
    default: Any = None
    example: str = ""
    kinds: tuple[str, ...] = ()
    vocabulary: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    type: str
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A saved question. `name` is its path without the ending: `statements/about`.

    `text` is the Cypher without the header, as the embedded engine takes no such comments.
    """

    name: str
    title: str
    question: str
    text: str
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    view: Mapping[str, str] = field(default_factory=dict)


def names(folder: Path = FOLDER) -> list[str]:
    """The names of all saved questions, sorted."""
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.cypher")
    )


def load_all(folder: Path = FOLDER) -> dict[str, Query]:
    """All saved questions by name. Raises QueryError with the file and what is wrong."""
    return {name: load_query(name, folder) for name in names(folder)}


def load_query(name: str, folder: Path = FOLDER) -> Query:
    """Read one saved question; QueryError where there is none of this name, or it is wrong."""
    path = folder / f"{name}.cypher"
    known = names(folder)
    if name not in known:
        raise QueryError(f"no saved question named {name!r}; there are {', '.join(known)}")
    return parse(path.read_text(encoding="utf-8"), name)


def parse(text: str, name: str) -> Query:
    """Read a saved question from its text and check it. Raises QueryError."""
    found = _COMMENT.match(text)
    if found is None:
        raise QueryError(f"{name}: the file must begin with a header, /* … */ with TOML in it")
    try:
        header = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as error:
        raise QueryError(f"{name}: the header is no valid TOML: {error}") from error
    _refuse_unknown(f"{name}: header", header, _HEADER_KEYS)
    for key in ("title", "question"):
        if not isinstance(header.get(key), str) or not header[key].strip():
            raise QueryError(f"{name}: header: {key} is missing; it is a sentence in plain words")
    query = Query(
        name=name,
        title=header["title"],
        question=header["question"],
        text=text[found.end() :].strip() + "\n",
        tags=tuple(header.get("tags", ())),
        parameters={
            key: _parameter(f"{name}: parameters.{key}", key, value)
            for key, value in _table(name, header, "parameters").items()
        },
        columns={
            key: _column(f"{name}: columns.{key}", key, value)
            for key, value in _table(name, header, "columns").items()
        },
        view=_table(name, header, "view"),
    )
    return _checked(query)


def code_of(text: str) -> str:
    """The query without comments, strings and quoted names, each replaced by a space."""
    return _NOT_CODE.sub(" ", text)


def refuse_writes(text: str, name: str) -> None:
    """Refuse a query that is no pure read: no writing clause, no file, no procedure.

    A read-only session is the defence against writing; this also keeps `LOAD CSV` and procedures
    away, which such a session may allow. Raises QueryError.
    """
    code = code_of(text)
    for word in _WORD.findall(code):
        if word.upper() in _WRITES:
            raise QueryError(f"{name}: {word.upper()} is not allowed; a saved question only reads")
    if _PROCEDURE.search(code):
        raise QueryError(f"{name}: a procedure is called; only CALL {{ … }} is allowed")


def check_value(parameter: Parameter, value: Any) -> str | None:
    """What is wrong with a value of the query's own type, in words; None where nothing is."""
    match parameter.type:
        case "integer":
            is_good = isinstance(value, int) and not isinstance(value, bool)
        case "boolean":
            is_good = isinstance(value, bool)
        case "day":
            is_good = isinstance(value, str) and _is_day(value)
        case "nodes":
            is_good = isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "choice":
            is_good = isinstance(value, str) and (
                not value or not parameter.choices or value in parameter.choices
            )
        case _:
            is_good = isinstance(value, str)
    return None if is_good else f"{value!r} is no {expected(parameter)}"


def expected(parameter: Parameter) -> str:
    """What a parameter takes, in words."""
    return {
        "string": "text",
        "integer": "whole number",
        "day": "day such as 2025-06-09",
        "boolean": "true or false",
        "node": "name or id",
        "nodes": "list of names or ids",
        "choice": f"one of {', '.join(parameter.choices)}" if parameter.choices else "choice",
    }[parameter.type]


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _refuse_unknown(where: str, table: Mapping[str, Any], known: set[str]) -> None:
    for key in table:
        if key not in known:
            raise QueryError(f"{where}: unknown key {key!r}; there are {', '.join(sorted(known))}")


def _table(name: str, header: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = header.get(key, {})
    if not isinstance(value, dict):
        raise QueryError(f"{name}: header: {key} must be a table")
    return value


def _parameter(where: str, name: str, table: Any) -> Parameter:
    if not isinstance(table, dict):
        raise QueryError(f'{where}: must be a table such as {{type = "string", help = "…"}}')
    _refuse_unknown(where, table, _PARAMETER_KEYS)
    if table.get("type") not in PARAMETER_TYPES:
        raise QueryError(
            f"{where}: type is {table.get('type')!r}; there are {', '.join(PARAMETER_TYPES)}"
        )
    if not table.get("help"):
        raise QueryError(f"{where}: help is missing")
    is_required = bool(table.get("required", False))
    if is_required == ("default" in table):
        raise QueryError(f"{where}: it is either required or has a default")
    default = table.get("default")
    if isinstance(default, date):
        default = default.isoformat()
    parameter = Parameter(
        name=name,
        type=table["type"],
        help=table["help"],
        is_required=is_required,
        default=default,
        example=str(table.get("example", "")),
        kinds=tuple(table.get("kinds", ())),
        vocabulary=table.get("vocabulary", ""),
        choices=tuple(table.get("choices", ())),
    )
    if parameter.type == "choice" and bool(parameter.choices) == bool(parameter.vocabulary):
        raise QueryError(f"{where}: a choice has either choices or a vocabulary")
    if parameter.type in ("node", "nodes") and not parameter.kinds:
        raise QueryError(f"{where}: kinds is missing: the node kinds that it may be")
    if is_required and not parameter.example:
        raise QueryError(f"{where}: example is missing")
    if not is_required and (problem := check_value(parameter, default)):
        raise QueryError(f"{where}: default: {problem}")
    return parameter


def _column(where: str, name: str, table: Any) -> Column:
    if not isinstance(table, dict):
        raise QueryError(f'{where}: must be a table such as {{type = "string", help = "…"}}')
    _refuse_unknown(where, table, _COLUMN_KEYS)
    if table.get("type") not in COLUMN_TYPES:
        raise QueryError(
            f"{where}: type is {table.get('type')!r}; there are {', '.join(COLUMN_TYPES)}"
        )
    if not table.get("help"):
        raise QueryError(f"{where}: help is missing")
    return Column(name, table["type"], table["help"])


def _checked(query: Query) -> Query:
    code = code_of(query.text)
    used = set(_PLACEHOLDER.findall(code))
    for name in sorted(used - query.parameters.keys()):
        raise QueryError(f"{query.name}: ${name} is used and not declared under [parameters]")
    for name in sorted(query.parameters.keys() - used):
        raise QueryError(f"{query.name}: parameters.{name} is declared and ${name} is not used")
    for name, kind in (("as_of", "day"), ("limit", "integer")):
        if name not in query.parameters or query.parameters[name].type != kind:
            raise QueryError(f"{query.name}: parameters.{name} is missing; it is of type {kind}")
    if not query.columns:
        raise QueryError(f"{query.name}: header: [columns] is missing")
    refuse_writes(query.text, query.name)
    if not re.search(r"\bORDER BY\b.+\bLIMIT\s+\$limit\s*;?\s*$", code, re.DOTALL):
        raise QueryError(f"{query.name}: the query must end in ORDER BY … LIMIT $limit")
    _refuse_unknown(f"{query.name}: view", query.view, _VIEW_KEYS)
    if query.view and query.view.get("as") not in VIEWS:
        raise QueryError(
            f"{query.name}: view.as is {query.view.get('as')!r}; there are {', '.join(VIEWS)}"
        )
    for key, column in query.view.items():
        if key != "as" and column not in query.columns:
            raise QueryError(f"{query.name}: view.{key}: no column named {column!r}")
    return query


def folders(folder: Path = FOLDER) -> Iterator[tuple[str, list[str]]]:
    """The questions by folder: ("statements", ["statements/about", …]), sorted."""
    by_folder: dict[str, list[str]] = {}
    for name in names(folder):
        by_folder.setdefault(name.partition("/")[0], []).append(name)
    yield from sorted(by_folder.items())
