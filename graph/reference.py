"""The reference page of the data model, as Markdown, from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.schema import Property, Schema, Term


def schema_page(schema: Schema) -> str:
    """The whole page; the same schema gives the same text."""
    return "\n".join(_lines(schema)).rstrip() + "\n"


def _lines(schema: Schema) -> Iterable[str]:
    yield "# The data model"
    yield ""
    yield (
        "Generated from `graph/schema.toml` by `make generate`; change that file, not this page. "
        f"Version {schema.version}."
    )
    yield ""
    yield (
        "Every node has an `id`, unique over all kinds; "
        "every edge has one made from its kind, its ends and its key."
    )
    yield ""
    yield "## Nodes"
    for kind, node in schema.nodes.items():
        yield ""
        yield f"### {kind}"
        yield ""
        yield f"{node.definition} RDF: `{node.rdf}`."
        yield ""
        yield from _properties(node.properties)
    yield ""
    yield "## Edges"
    yield ""
    yield "Every edge has these properties:"
    yield ""
    yield from _properties(schema.shared.edge)
    for kind, edge in schema.edges.items():
        yield ""
        yield f"### {kind}"
        yield ""
        direction = ", read from the end to the beginning" if edge.rdf_inverse else ""
        yield (
            f"{', '.join(edge.source)} → {', '.join(edge.target)}. {edge.definition} "
            f"RDF: `{edge.rdf}`{direction}."
        )
        if edge.key:
            keys = ", ".join(f"`{name}`" for name in edge.key)
            yield ""
            yield f"Two of them between the same ends are told apart by {keys}."
        if edge.properties:
            yield ""
            yield from _properties(edge.properties)
    yield ""
    yield "## Vocabularies"
    for name, vocabulary in schema.vocabularies.items():
        yield ""
        yield f"### {name}"
        yield ""
        yield vocabulary.definition
        yield ""
        yield "| Value | Definition | Counterparts |"
        yield "|---|---|---|"
        for value, term in vocabulary.values.items():
            yield f"| `{value}` | {_cell(term.definition)} | {counterparts(term)} |"
    yield ""
    yield "## Full text"
    yield ""
    for name, index in schema.fulltext.items():
        properties = ", ".join(f"`{prop}`" for prop in index.properties)
        yield f"- `{name}`: {index.node}, {properties}"
    yield ""
    yield "## Prefixes"
    yield ""
    for prefix, iri in schema.prefixes.items():
        yield f"- `{prefix}`: <{iri}>"


def _properties(properties: Mapping[str, Property]) -> Iterable[str]:
    yield "| Property | Type | Definition | RDF |"
    yield "|---|---|---|---|"
    for name, prop in properties.items():
        kind: str = prop.type
        if prop.vocabulary is not None:
            kind += f", one of [{prop.vocabulary}](#{prop.vocabulary})"
        if prop.reference:
            kind += ", ids of nodes" if prop.type == "strings" else ", id of a node"
        if prop.required:
            kind += ", required"
        rdf = f"`{prop.rdf}`" if prop.rdf else ""
        yield f"| `{name}` | {kind} | {_cell(prop.definition)} | {rdf} |"


def counterparts(term: Term) -> str:
    """What a value is called in other code books: "PLOVER ACCUSE, CAMEO 112"."""
    known = (
        ("PLOVER", term.plover),
        ("CAMEO", term.cameo),
        ("PA-X", term.pax),
        ("schema.org", term.schema_org),
    )
    return ", ".join(f"{book} {code}" for book, code in known if code is not None)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
