"""A saved question on the command line: options from its header, the answer printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import NameProblem, QueryError, StoreError
from graph.store import Store, open_store
from queries.catalog import Query, expected, load_query, names
from queries.run import Answer, ask, convert, gathered
from verbale import output
from verbale.output import Usage
from verbale.settings import load_settings

HELP = """\
Usage: verbale query NAME [--PARAMETER VALUE]...

Ask a saved question; verbale queries lists them, verbale query NAME --help tells its parameters.

Example: verbale query statements/about --about "prisoner exchange" --since 2025-06-01

Options:
  --format  table, json, jsonl or csv; auto is a table on a terminal, JSON lines in a pipe;
            a table is for reading, the others give every column
  --data    folder of the record log and the embedded graph
  --store   a folder, or a Bolt address such as bolt://localhost:7687
  --help    show this message"""

_OWN = ("format", "data", "store")


def command(arguments: Sequence[str]) -> None:
    """The verb `query`: read its arguments, ask, print. Raises Usage and VerbaleError."""
    own, name, rest = split(arguments)
    if name is None:
        if "help" in own:
            output.text(HELP)
            return
        raise Usage(f"the name of a saved question is missing; there are {', '.join(names())}")
    if name not in names():
        raise Usage(f"no saved question named {name!r}; there are {', '.join(names())}")
    query = load_query(name)
    if "help" in own:
        output.text(help_of(query))
        return
    form = output.check(own.get("format", "auto"))
    given = options_of(query, rest)
    settings = load_settings(data=own.get("data"), store=own.get("store"))
    store = open_store(
        settings.uri,
        user=settings.user,
        password=settings.password,
        database=settings.database,
    )
    try:
        answer = _answer(store, settings.uri, query, given, settings.timeout)
        print_answer(store, query, answer, form, settings.timeout)
    finally:
        store.close()


def split(arguments: Sequence[str]) -> tuple[dict[str, str], str | None, list[str]]:
    """The verb's own options, the question's name, and what is left for the question."""
    own: dict[str, str] = {}
    name: str | None = None
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        key, equals, value = argument.removeprefix("--").partition("=")
        if argument in ("--help", "-h"):
            own["help"] = ""
        elif argument.startswith("--") and key in _OWN:
            if not equals and not left:
                raise Usage(f"--{key} needs a value")
            own[key] = value if equals else left.pop(0)
        elif argument.startswith("--"):
            rest.append(argument)
            if not equals and left:
                rest.append(left.pop(0))
        elif name is None:
            name = argument
        else:
            rest.append(argument)
    return own, name, rest


def options_of(query: Query, arguments: Sequence[str]) -> dict[str, str | list[str]]:
    """`--since 2025-06-01 --about X --about Y` as the query's parameters. Raises Usage."""
    pairs: list[tuple[str, str]] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if not argument.startswith("--"):
            raise Usage(
                f"{query.name}: {argument!r} is no option; give parameters as --name value "
                f"({_known(query)})"
            )
        key, equals, value = argument[2:].partition("=")
        name = key.replace("-", "_")
        if name not in query.parameters:
            raise Usage(f"{query.name}: no parameter --{key}; there are {_known(query)}")
        if not equals:
            if not left:
                raise Usage(f"{query.name}: --{key} needs a value: {query.parameters[name].help}")
            value = left.pop(0)
        pairs.append((name, value))
    try:
        return gathered(query, pairs)
    except QueryError as error:
        raise Usage(str(error)) from error


def _known(query: Query) -> str:
    return ", ".join(f"--{name.replace('_', '-')}" for name in query.parameters)


def help_of(query: Query) -> str:
    """What a question answers, and its parameters."""
    lines = [f"Usage: verbale query {query.name} [--PARAMETER VALUE]...", "", query.question, ""]
    for parameter in query.parameters.values():
        told = expected(parameter)
        if parameter.type == "nodes":
            told = "name or id; may be repeated"
        elif parameter.vocabulary:
            told = f"one of the vocabulary {parameter.vocabulary}: verbale schema"
        if parameter.is_required:
            told += f"; required, for example {parameter.example!r}"
        elif parameter.default not in ("", [], None):
            told += f"; default {parameter.default}"
        lines += [f"  --{parameter.name.replace('_', '-')}", f"      {parameter.help} ({told})"]
    lines += ["", "Also --format, --data, --store: see verbale query --help"]
    return "\n".join(lines)


def _answer(
    store: Store,
    uri: str,
    query: Query,
    given: Mapping[str, str | list[str]],
    timeout: float,
) -> Answer:
    try:
        convert(query, given)
    except QueryError as error:  # a value that the question does not take
        raise Usage(str(error)) from error
    try:
        answer = ask(store, query, given, timeout=timeout)
    except NameProblem:
        _refuse_empty(store, uri)
        raise
    if not answer.rows:
        _refuse_empty(store, uri)
    return answer


def _refuse_empty(store: Store, uri: str) -> None:
    if store.state() is None:
        raise StoreError(output.NO_GRAPH.format(uri=uri))


def print_answer(store: Store, query: Query, answer: Answer, form: str, timeout: float) -> None:
    """Print an answer; what limits it is told on standard error. Raises StoreError."""
    if output.chosen(form) == "table":
        from verbale import showing

        showing.print_answer(store, query, answer, timeout)
    else:
        output.rows(answer.columns, answer.rows, form)
    if not answer.rows:
        output.say("no rows: nothing in the graph answers this with these limits")
    if answer.truncated:
        output.say(f"only the first {len(answer.rows)} shown; ask for more with --limit")
    if answer.as_of < "9999-12-31":
        output.say(f"as reported by {answer.as_of}; names and joins are today's knowledge")
    if answer.is_rebuilding:
        output.say("the graph is being rebuilt; ask again when it is done")
