"""IRIs and literals: how ids, kinds, properties and values are written in RDF.

Every term comes from the schema. Ids become IRIs under the schema's base, with whatever an IRI may
not hold written as %XX, so that an id can be read back from its IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from rdflib import RDF, XSD, URIRef

from graph.model import Value
from graph.schema import Property, Schema

WIKIDATA = "http://www.wikidata.org/entity/"
TYPE = str(RDF.type)

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What N-Triples asks to escape, and the signs that some readers take for the end of a line.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def expand(schema: Schema, term: str) -> str:
    """The IRI of a prefixed term of the schema, such as schema:Person."""
    prefix, _, local = term.partition(":")
    return schema.prefixes[prefix] + local


def node_iri(schema: Schema, key: str) -> str:
    """The IRI of a node."""
    return schema.base + quote(key, safe="/-._~")


def edge_iri(schema: Schema, key: str) -> str:
    """The IRI of the resource that carries an edge's properties."""
    return f"{schema.base}edge/{quote(key, safe='-._~')}"


def id_of(schema: Schema, iri: str) -> str:
    """The id of the node with this IRI."""
    return unquote(iri.removeprefix(schema.base))


def class_iri(schema: Schema, edge_kind: str) -> str:
    """The class of the resources of an edge kind."""
    return schema.namespace + edge_kind


def reference(iri: str) -> str:
    """An IRI as N-Triples and Turtle write it."""
    return f"<{URIRef(iri)}>"


def objects(schema: Schema, name: str, prop: Property, value: Value) -> Iterator[str]:
    """A property's values as N-Triples and Turtle write them: literals, or references to nodes."""
    for one in value if isinstance(value, tuple) else (value,):
        if prop.reference:
            if one != "-":
                yield reference(node_iri(schema, str(one)))
        elif name == "wikidata":
            yield reference(WIKIDATA + quote(str(one), safe=""))
        else:
            yield literal(prop, one)


def codes(schema: Schema, prop: Property, value: Value) -> Iterator[tuple[str, str]]:
    """The counterparts of a vocabulary's value in PLOVER and CAMEO, as predicates and literals."""
    if prop.vocabulary is None:
        return
    term = schema.vocabularies[prop.vocabulary].values.get(str(value))
    for name, code in (("plover", term and term.plover), ("cameo", term and term.cameo)):
        if code:
            yield schema.namespace + name, literal(prop, code)


def literal(prop: Property, value: str | int | float | bool) -> str:
    """One value as a literal of N-Triples, which is one of Turtle too."""
    match prop.type:
        case "integer":
            return _typed(str(value), XSD.integer)
        case "float":
            return _typed(repr(value), XSD.double)
        case "boolean":
            return _typed("true" if value else "false", XSD.boolean)
        case "day" | "date":
            return _typed(str(value), _DATES[len(str(value))])
        case _:
            return f'"{_ESCAPED.sub(_escape, str(value))}"'


def _typed(text: str, datatype: URIRef) -> str:
    return f'"{text}"^^<{datatype}>'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
