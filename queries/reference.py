"""The reference page of the saved questions, as Markdown, from the files themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from queries.catalog import Parameter, Query


def queries_page(queries: Mapping[str, Query]) -> str:
    """The whole page; the same questions give the same text."""
    return "\n".join(_lines(queries)).rstrip() + "\n"


def _lines(queries: Mapping[str, Query]) -> Iterable[str]:
    yield "# The saved questions"
    yield ""
    yield (
        "Generated from the files in `queries/` by `make generate`; change those, not this page. "
        "A name is given as people write it: capitals and accents do not matter, and where it fits "
        "several nodes they are listed."
    )
    yield ""
    yield "| Name | Question |"
    yield "|---|---|"
    for name, query in sorted(queries.items()):
        yield f"| [`{name}`](#{_anchor(name)}) | {_cell(query.question)} |"
    for name, query in sorted(queries.items()):
        yield ""
        yield f"## {name}"
        yield ""
        yield f"**{query.title}.** {query.question}"
        yield ""
        yield "```sh"
        yield f"verbale query {name}{_example(query)}"
        yield "```"
        yield ""
        yield "| Parameter | Takes | Default | Meaning |"
        yield "|---|---|---|---|"
        for parameter in query.parameters.values():
            default = "required" if parameter.is_required else _default(parameter.default)
            yield (
                f"| `{parameter.name}` | {_takes(parameter)} | {default} | "
                f"{_cell(parameter.help)} |"
            )
        yield ""
        yield "| Column | Type | Meaning |"
        yield "|---|---|---|"
        for column in query.columns.values():
            yield f"| `{column.name}` | {column.type} | {_cell(column.help)} |"
        yield ""
        yield "```cypher"
        yield query.text.rstrip()
        yield "```"


def _example(query: Query) -> str:
    return "".join(
        f' --{parameter.name.replace("_", "-")} "{parameter.example}"'
        for parameter in query.parameters.values()
        if parameter.is_required
    )


def _takes(parameter: Parameter) -> str:
    kinds = ", ".join(parameter.kinds)
    match parameter.type:
        case "node":
            return f"a name or id ({kinds})"
        case "nodes":
            return f"names or ids ({kinds})"
        case "choice" if parameter.vocabulary:
            return f"one of [{parameter.vocabulary}](schema.md#{parameter.vocabulary})"
        case "choice":
            return "one of " + "; ".join(f"`{choice}`" for choice in parameter.choices)
        case _:
            return parameter.type


def _default(value: object) -> str:
    if value in ("", []):
        return "any"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _anchor(name: str) -> str:
    return name.replace("/", "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
