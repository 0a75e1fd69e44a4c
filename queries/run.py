"""Asks a saved question: checks and converts what was given, resolves names, reads, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError
from graph.store import Store
from queries.catalog import Parameter, Query, check_value, expected

MOST_ROWS = 10_000

Given = Mapping[str, str | int | bool | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in an article a row of an answer can be read: code points of its text."""

    article: str
    start_offset: int
    end_offset: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a saved question.

    `parameters` are the values that the query was run with: names resolved, defaults filled in.
    `as_of` is the day by whose reports it answers; names and joins are today's knowledge.
    `truncated` says that there are more rows than `limit`.
    """

    query: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    truncated: bool
    as_of: str
    parameters: Mapping[str, Any]
    is_rebuilding: bool = False

    def evidence(self) -> Iterator[Evidence]:
        """The places to read, in the order of the rows, each once."""
        seen: set[Evidence] = set()
        for row in self.rows:
            place = evidence_of(row)
            if place is not None and place not in seen:
                seen.add(place)
                yield place


def evidence_of(row: Mapping[str, Any]) -> Evidence | None:
    """Where a row can be read; None for a row that has no such place."""
    article, start, end = (row.get(key) for key in ("article", "start_offset", "end_offset"))
    if isinstance(article, str) and isinstance(start, int) and isinstance(end, int):
        return Evidence(article, start, end)
    return None


def gathered(query: Query, pairs: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """Parameters as they were given one by one; one of type `nodes` may come several times.

    Raises QueryError where another comes twice.
    """
    given: dict[str, str | list[str]] = {}
    for name, value in pairs:
        parameter = query.parameters.get(name)
        if parameter is not None and parameter.type == "nodes":
            several = given.setdefault(name, [])
            assert isinstance(several, list)
            several.append(value)
        elif name in given:
            raise QueryError(f"{query.name}: {name} is given twice; it takes one value")
        else:
            given[name] = value
    return given


def ask(store: Store, query: Query, given: Given, *, timeout: float = 30.0) -> Answer:
    """Ask `query` of `store` with the parameters `given`, as text or as values.

    Names are resolved to ids. `timeout` is in seconds. Raises QueryError where a parameter is
    wrong, NameProblem where a name fits several nodes or none, StoreError where the store fails.
    """
    values = convert(query, given)
    for name, parameter in query.parameters.items():
        if parameter.type in ("node", "nodes"):
            values[name] = _resolved(store, query, parameter, values[name])
    limit = values["limit"]
    found = store.read(query.text, {**values, "limit": limit + 1}, timeout=timeout)
    if found.columns != tuple(query.columns):
        raise QueryError(
            f"{query.name}: it returns the columns {', '.join(found.columns)}, "
            f"but declares {', '.join(query.columns)}"
        )
    rows = tuple(dict(zip(found.columns, row, strict=True)) for row in found.rows[:limit])
    state = store.state()
    return Answer(
        query=query.name,
        columns=found.columns,
        rows=rows,
        truncated=found.truncated or len(found.rows) > limit,
        as_of=values["as_of"],
        parameters=values,
        is_rebuilding=state is not None and state.rebuilding,
    )


def convert(query: Query, given: Given) -> dict[str, Any]:
    """The values of all parameters, converted and checked; names are not yet resolved.

    Raises QueryError with the parameter, the value and what is expected.
    """
    for name in given:
        if name not in query.parameters:
            raise QueryError(
                f"{query.name}: no parameter {name!r}; there are {', '.join(query.parameters)}"
            )
    values: dict[str, Any] = {}
    for name, parameter in query.parameters.items():
        if name in given:
            values[name] = _converted(query, parameter, given[name])
        elif parameter.is_required:
            raise QueryError(
                f"{query.name}: {name} is missing: {parameter.help} "
                f"For example: {parameter.example}"
            )
        else:
            values[name] = parameter.default
    if not 1 <= values["limit"] <= MOST_ROWS:
        raise QueryError(f"{query.name}: limit = {values['limit']}: 1 to {MOST_ROWS} is expected")
    return values


def _converted(query: Query, parameter: Parameter, value: Any) -> Any:
    converted = value
    if isinstance(value, str):
        text = value.strip()
        match parameter.type:
            case "integer":
                converted = int(text) if text.lstrip("-").isdecimal() else value
            case "boolean":
                converted = {"true": True, "yes": True, "false": False, "no": False}.get(
                    text.lower(), value
                )
            case "nodes":
                converted = [text] if text else []
            case _:
                converted = text
    elif isinstance(value, Sequence) and parameter.type == "nodes":
        converted = [str(item).strip() for item in value if str(item).strip()]
    problem = check_value(parameter, converted)
    if problem is None and parameter.vocabulary and converted:
        problem = _outside(parameter, converted)
    if problem is None and parameter.is_required and converted in ("", []):
        problem = f"it is empty; {expected(parameter)} is expected"
    if problem is not None:
        raise QueryError(f"{query.name}: {parameter.name}: {problem}")
    return converted


def _outside(parameter: Parameter, value: str) -> str | None:
    """What is wrong where a value is not in the parameter's vocabulary."""
    from graph.schema import load

    terms = load().terms(parameter.vocabulary)
    return None if value in terms else f"{value!r} is none of {', '.join(terms)}"


def _resolved(store: Store, query: Query, parameter: Parameter, value: Any) -> Any:
    if not value:
        return value
    from queries.names import resolve  # not needed where nothing is asked by name

    if parameter.type == "node":
        return resolve(store, value, parameter.kinds, many=False)[0]
    ids = [key for name in value for key in resolve(store, name, parameter.kinds, many=True)]
    return list(dict.fromkeys(ids))
