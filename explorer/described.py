"""What the page is told before anything is asked: the graph's kinds, and the saved questions.

Kinds, colours, definitions and vocabularies come from the schema, parameters and columns from the
headers of the saved questions; the page names none of them itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.schema import Schema, load
from graph.store import State, Store
from queries.catalog import Parameter, Query

# What a node kind is to an answer: `statement` is what a line stands on, `source` is where it can
# be read, `thing` is what is spoken of and who speaks.
ROLES = {"Statement": "statement", "Article": "source"}


def plain_name(kind: str) -> str:
    """An edge kind in words: RESPONDS_TO is "responds to"."""
    return kind.replace("_", " ").lower()


def meta(store: Store) -> dict[str, Any]:
    """Kinds with names, colours and counts, the span of days, and the state of the graph."""
    schema, state = load(), store.state()
    nodes = {
        kind: {
            "name": kind,
            "definition": node.definition,
            "color": node.color,
            "caption": list(node.caption),
            "role": ROLES.get(kind, "thing"),
            "count": _number(store, f"MATCH (node:{kind}) RETURN count(node)"),
        }
        for kind, node in schema.nodes.items()
    }
    edges = {
        kind: {
            "name": plain_name(kind),
            "definition": edge.definition,
            "from": list(edge.source),
            "to": list(edge.target),
            "color": _edge_color(schema, kind),
            "count": _number(store, f"MATCH ()-[edge:{kind}]->() RETURN count(edge)"),
        }
        for kind, edge in schema.edges.items()
    }
    first, last = store.read(
        "MATCH (article:Article) RETURN min(article.published), max(article.published)", {}
    ).rows[0]
    return {
        "schema": schema.version,
        "nodes": nodes,
        "edges": edges,
        "vocabularies": {
            name: {term: value.definition for term, value in vocabulary.values.items()}
            for name, vocabulary in schema.vocabularies.items()
        },
        "span": {"first": first, "last": last},
        **standing(state),
    }


def standing(state: State | None) -> dict[str, Any]:
    """What every answer says of the graph that it is from."""
    return {
        "snapshot": state.fingerprint if state else None,
        "rebuilding": state.rebuilding if state else False,
    }


def questions(queries: Iterable[Query]) -> list[dict[str, Any]]:
    """All saved questions, as the page lists them and makes their forms."""
    return [question(query) for query in queries]


def question(query: Query, *, with_text: bool = False) -> dict[str, Any]:
    """One saved question: parameters with type, help, default and example, and columns."""
    described: dict[str, Any] = {
        "id": query.name,
        "folder": query.name.partition("/")[0],
        "title": query.title,
        "question": query.question,
        "tags": list(query.tags),
        "parameters": [_parameter(parameter) for parameter in query.parameters.values()],
        "columns": columns(query),
        "view": dict(query.view),
    }
    if with_text:
        described["text"] = query.text
    return described


def columns(query: Query) -> list[dict[str, str]]:
    """The columns of a question's answer, in order."""
    return [
        {"name": column.name, "type": column.type, "help": column.help}
        for column in query.columns.values()
    ]


def _parameter(parameter: Parameter) -> dict[str, Any]:
    terms = load().vocabularies[parameter.vocabulary].values if parameter.vocabulary else {}
    return {
        "name": parameter.name,
        "type": parameter.type,
        "help": parameter.help,
        "required": parameter.is_required,
        "default": parameter.default,
        "example": parameter.example,
        "kinds": list(parameter.kinds),
        "choices": [
            *({"value": value, "help": ""} for value in parameter.choices),
            *({"value": value, "help": term.definition} for value, term in terms.items()),
        ],
    }


def _edge_color(schema: Schema, kind: str) -> str | None:
    """An edge kind has the colour of the one node kind that it leads to, else none of its own."""
    targets = schema.edges[kind].target
    return schema.nodes[targets[0]].color if len(targets) == 1 else None


def _number(store: Store, text: str) -> int:
    return int(str(store.read(text, {}).rows[0][0]))
