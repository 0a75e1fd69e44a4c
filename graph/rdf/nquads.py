"""Writes a graph as N-Quads or Turtle, one resource after the other, sorted by id.

Each edge is a plain triple, for simple questions, and a resource with the edge's own properties
(`rdf:subject`, `rdf:predicate`, `rdf:object` tell which triple it speaks of). In N-Quads what
stands on one article alone is in the named graph of that article, whose name is the article's IRI.
The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from rdflib import RDF

from graph.model import Edge, Graph, Node
from graph.rdf import terms
from graph.schema import Schema, load

_SUBJECT, _PREDICATE, _OBJECT = str(RDF.subject), str(RDF.predicate), str(RDF.object)


@dataclass(frozen=True, slots=True)
class Resource:
    """A subject with its predicates and objects; `article` names its graph, None the default."""

    subject: str
    article: str | None
    triples: tuple[tuple[str, str], ...]


def write_nquads(graph: Graph, out: TextIO, schema: Schema | None = None) -> None:
    """Write the graph as N-Quads (UTF-8 text, one quad a line)."""
    for resource in resources(graph, schema or load()):
        subject = terms.reference(resource.subject)
        name = f" {terms.reference(resource.article)}" if resource.article else ""
        for predicate, value in resource.triples:
            out.write(f"{subject} {terms.reference(predicate)} {value}{name} .\n")


def write_turtle(graph: Graph, out: TextIO, schema: Schema | None = None) -> None:
    """Write the graph as Turtle; named graphs are left out, the triples are the same."""
    known = schema or load()
    for prefix, iri in sorted(known.prefixes.items()):
        out.write(f"@prefix {prefix}: <{iri}> .\n")
    out.write(f"@prefix rdf: <{RDF}> .\n")
    shorten = {iri: prefix for prefix, iri in (*known.prefixes.items(), ("rdf", str(RDF)))}
    for resource in resources(graph, known):
        lines = [
            f"    {_short(predicate, shorten)} {value}" for predicate, value in resource.triples
        ]
        block = " ;\n".join(lines)
        out.write(f"\n{terms.reference(resource.subject)}\n{block} .\n")


def resources(graph: Graph, schema: Schema) -> Iterator[Resource]:
    """Everything there is to say, in the order in which it is written."""
    for key in sorted(graph.nodes):
        yield _node(schema, graph.nodes[key])
    ordered = sorted(
        graph.edges.values(), key=lambda edge: (edge.source, edge.kind, edge.target, edge.id)
    )
    for (_, _, _), group in groupby(
        ordered, key=lambda edge: (edge.source, edge.kind, edge.target)
    ):
        edges = list(group)
        yield _plain(schema, edges)
        for edge in edges:
            yield _edge(schema, edge)


def _node(schema: Schema, node: Node) -> Resource:
    kind = schema.nodes[node.kind]
    triples = [(terms.TYPE, terms.reference(terms.expand(schema, kind.rdf)))]
    for name, value in sorted(node.properties.items()):
        prop = kind.properties[name]
        if prop.rdf is not None:
            predicate = terms.expand(schema, prop.rdf)
            triples += [(predicate, one) for one in terms.objects(schema, name, prop, value)]
            triples += terms.codes(schema, prop, value)
    return Resource(terms.node_iri(schema, node.id), None, tuple(dict.fromkeys(triples)))


def _ends(schema: Schema, edge: Edge) -> tuple[str, str, str]:
    """Subject, predicate and object of an edge's plain triple; some terms read the other way."""
    kind = schema.edges[edge.kind]
    source, target = terms.node_iri(schema, edge.source), terms.node_iri(schema, edge.target)
    if kind.rdf_inverse:
        source, target = target, source
    return source, terms.expand(schema, kind.rdf), target


def _plain(schema: Schema, edges: list[Edge]) -> Resource:
    """One triple for edges of one kind between the same ends."""
    subject, predicate, target = _ends(schema, edges[0])
    places = {_article(schema, edge) for edge in edges}
    article = places.pop() if len(places) == 1 else None
    return Resource(subject, article, ((predicate, terms.reference(target)),))


def _edge(schema: Schema, edge: Edge) -> Resource:
    subject, predicate, target = _ends(schema, edge)
    triples = [
        (terms.TYPE, terms.reference(terms.class_iri(schema, edge.kind))),
        (_SUBJECT, terms.reference(subject)),
        (_PREDICATE, terms.reference(predicate)),
        (_OBJECT, terms.reference(target)),
    ]
    known = schema.edge_properties(edge.kind)
    for name, value in sorted(edge.properties.items()):
        prop = known[name]
        if prop.rdf is not None:
            term = terms.expand(schema, prop.rdf)
            triples += [(term, one) for one in terms.objects(schema, name, prop, value)]
    return Resource(
        terms.edge_iri(schema, edge.id), _article(schema, edge), tuple(dict.fromkeys(triples))
    )


def _article(schema: Schema, edge: Edge) -> str | None:
    """The named graph of an edge: its article, where it stands on that one alone."""
    articles = edge.properties.get("articles", ())
    count = edge.properties.get(
        "article_count", len(articles) if isinstance(articles, tuple) else 0
    )
    if isinstance(articles, tuple) and len(articles) == 1 and count == 1:
        return terms.node_iri(schema, articles[0])
    return None


def _short(iri: str, prefixes: dict[str, str]) -> str:
    for base, prefix in prefixes.items():
        local = iri.removeprefix(base)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return terms.reference(iri)
