"""A saved question on the command line: options from its header, the answer printed."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import QueryError
from graph.store import Store
from queries.catalog import Query, load_query
from queries.run import ask
from verbale import output

_IDS = ("article", "start_offset", "end_offset")


def options_of(query: Query, arguments: Sequence[str]) -> dict[str, str | list[str]]:
    """`--since 2025-06-01 --about X --about Y` as the query's parameters. Raises QueryError."""
    given: dict[str, str | list[str]] = {}
    k = 0
    while k < len(arguments):
        argument = arguments[k]
        if not argument.startswith("--"):
            raise QueryError(f"{query.name}: {argument!r} is no option; give parameters as --name value ({_known(query)})")
        name, equals, value = argument[2:].partition("=")
        name = name.replace("-", "_")
        if name not in query.parameters:
            raise QueryError(f"{query.name}: no parameter --{name}; there are {_known(query)}")
        if not equals:
            k += 1
            if k >= len(arguments):
                raise QueryError(f"{query.name}: --{name} needs a value: {query.parameters[name].help}")
            value = arguments[k]
        if query.parameters[name].type == "nodes":
            kept = given.setdefault(name, [])
            assert isinstance(kept, list)
            kept.append(value)
        else:
            given[name] = value
        k += 1
    return given


def _known(query: Query) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in query.parameters)


def ask_and_print(store: Store, name: str, arguments: Sequence[str], form: str, timeout: float) -> None:
    """Ask and print; what limits the answer is told on standard error."""
    query = load_query(name)
    answer = ask(store, query, options_of(query, arguments), timeout=timeout)
    columns = list(answer.columns)
    shown = columns
    if output.chosen(form) == "table":
        names = {c for c in columns if c.endswith("_names") or c.endswith("_name")}
        hidden = {c.removesuffix("_names") for c in names} | {c.removesuffix("_name") for c in names}
        hidden |= {c + "s" for c in hidden} | set(_IDS) | {"statement", "relay"}
        shown = [c for c in columns if c not in hidden or c in names] or columns
    output.rows(shown, answer.rows, form, title=query.question)
    if not answer.rows:
        output.say("no rows: nothing in the graph answers this with these limits")
    if answer.truncated:
        output.say(f"cut at {len(answer.rows)} rows; ask for more with --limit")
    if answer.as_of < "9999-12-31":
        output.say(f"as reported by {answer.as_of}; names and joins are today's knowledge")
    if answer.is_rebuilding:
        output.say("the graph is being rebuilt; ask again when it is done")
