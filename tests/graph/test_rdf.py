from __future__ import annotations

import io
from types import ModuleType

import pytest
import rdflib
from rdflib import RDF, RDFS, Literal, URIRef

from graph.model import Graph, graph_of, make_edge, make_node
from graph.rdf.nquads import write_nquads, write_turtle
from graph.rdf.terms import edge_iri, id_of, node_iri
from graph.schema import Schema

# rdflib's own readers use what rdflib calls outdated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

ODD = '"it\'s" \\ back\\n\ttab,\r\nnaïve — “öß” 🕊 @en ^^x \u2028 \x0b end'


def nquads(graph: Graph) -> str:
    out = io.StringIO()
    write_nquads(graph, out)
    return out.getvalue()


def turtle(graph: Graph) -> str:
    out = io.StringIO()
    write_turtle(graph, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def dataset(world_graph: Graph) -> rdflib.Dataset:
    parsed = rdflib.Dataset()
    parsed.parse(data=nquads(world_graph), format="nquads")
    return parsed


def test_each_line_is_one_quad(world_graph: Graph, dataset: rdflib.Dataset) -> None:
    lines = nquads(world_graph).splitlines()
    assert len(lines) == len(set(lines)) == sum(1 for _ in dataset.quads())


def test_turtle_says_the_same(world_graph: Graph, dataset: rdflib.Dataset) -> None:
    parsed = rdflib.Graph().parse(data=turtle(world_graph), format="turtle")
    assert set(parsed) == {quad[:3] for quad in dataset.quads()}


def test_every_node_and_edge_is_there(
    schema: Schema, world_graph: Graph, dataset: rdflib.Dataset
) -> None:
    subjects = {str(quad[0]) for quad in dataset.quads((None, RDF.type, None, None))}
    assert subjects == {
        *(node_iri(schema, key) for key in world_graph.nodes),
        *(edge_iri(schema, key) for key in world_graph.edges),
    }
    plain = {quad[:3] for quad in dataset.quads()}
    for key in world_graph.edges:
        resource = URIRef(edge_iri(schema, key))
        parts = {quad[1]: quad[2] for quad in dataset.quads((resource, None, None, None))}
        assert (parts[RDF.subject], parts[RDF.predicate], parts[RDF.object]) in plain


def test_an_inverse_term_is_read_backwards(
    schema: Schema, world: ModuleType, dataset: rdflib.Dataset
) -> None:
    triple = (
        URIRef(node_iri(schema, "statement/a1/100-140")),
        URIRef("https://schema.org/spokenByCharacter"),
        URIRef(node_iri(schema, world.BRANDT)),
    )
    assert list(dataset.quads((*triple, None)))


def test_what_stands_on_one_article_is_in_its_graph(
    schema: Schema, world_graph: Graph, dataset: rdflib.Dataset
) -> None:
    names = {quad[3] for quad in dataset.quads()}
    lists = [
        edge.properties["articles"]
        for edge in world_graph.edges.values()
        if edge.properties["article_count"] == 1
    ]
    wanted = {articles[0] for articles in lists if isinstance(articles, tuple)}
    default = URIRef("urn:x-rdflib:default")
    assert names - {None, default} == {URIRef(node_iri(schema, str(key))) for key in wanted}


def test_an_act_has_its_codes_in_plover_and_cameo(
    schema: Schema, world_graph: Graph, dataset: rdflib.Dataset
) -> None:
    acts = schema.vocabularies["act"].values
    told = {
        key: acts[str(node.properties["act"])]
        for key, node in world_graph.nodes.items()
        if node.kind == "Statement"
    }
    assert any(term.plover and term.cameo for term in told.values())
    for key, term in told.items():
        for name, code in (("plover", term.plover), ("cameo", term.cameo)):
            found = dataset.objects(URIRef(node_iri(schema, key)), URIRef(schema.namespace + name))
            assert [str(one) for one in found] == ([code] if code else [])


def test_odd_text_comes_back(schema: Schema) -> None:
    key = 'person/ä b<>"{}|^`\\/1-2'
    person = make_node(schema, "Person", key, name=ODD, is_named=True, keys=())
    other = make_node(schema, "Person", "q", name="Q", is_named=True, keys=())
    tie = make_edge(
        schema, "RESPONDED_TO", ("Person", key), ("Person", "q"), basis="read",
        known_on="2031-01-01", count=3,
    )  # fmt: skip
    graph = graph_of([person, other], [tie])
    for text, kind in ((nquads(graph), "nquads"), (turtle(graph), "turtle")):
        parsed = rdflib.Dataset()
        parsed.parse(data=text, format=kind)
        found = {quad[0]: quad[2] for quad in parsed.quads((None, RDFS.label, None, None))}
        iri = URIRef(node_iri(schema, key))
        assert found[iri] == Literal(ODD)
        assert id_of(schema, str(iri)) == key


def test_the_same_graph_gives_the_same_bytes(world_graph: Graph) -> None:
    turned = Graph(
        dict(reversed(list(world_graph.nodes.items()))),
        dict(reversed(list(world_graph.edges.items()))),
    )
    assert nquads(turned) == nquads(world_graph)
    assert turtle(turned) == turtle(world_graph)
