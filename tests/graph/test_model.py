from __future__ import annotations

import hashlib
import json

import pytest

from graph.errors import SchemaError
from graph.ids import digest
from graph.model import Value, graph_of, make_edge, make_node
from graph.schema import Schema

PERSON = {"name": "P", "is_named": True, "keys": ("k",)}
TIE = {"basis": "read", "known_on": "2031-01-01"}


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("Persno", PERSON, "no node kind named 'Persno'"),
        ("Person", {**PERSON, "nmae": "x"}, "no property 'nmae'"),
        ("Person", {"name": "P", "keys": ()}, "is_named is missing"),
        ("Person", {**PERSON, "is_named": "yes"}, "is no boolean"),
        ("Person", {**PERSON, "aliases": ["a"]}, "is no strings"),
        ("Institution", {"name": "I", "kind": "club", "keys": ()}, "not in the vocabulary"),
    ],
)
def test_a_node_that_does_not_fit(
    schema: Schema, kind: str, values: dict[str, Value], message: str
) -> None:
    with pytest.raises(SchemaError, match=message):
        make_node(schema, kind, "x", **values)


@pytest.mark.parametrize(
    ("source", "target", "values", "message"),
    [
        ("Event", "Statement", TIE, "it may go from Person, Institution"),
        ("Person", "Statement", {"basis": "read"}, "known_on is missing"),
        ("Person", "Statement", {**TIE, "known_on": "June"}, "is no day"),
        ("Person", "Statement", {**TIE, "basis": "rumour"}, "not in the vocabulary basis"),
    ],
)
def test_an_edge_that_does_not_fit(
    schema: Schema, source: str, target: str, values: dict[str, Value], message: str
) -> None:
    with pytest.raises(SchemaError, match=message):
        make_edge(schema, "STATED", (source, "a"), (target, "b"), **values)


def test_an_edge_needs_its_ends(schema: Schema) -> None:
    edge = make_edge(schema, "STATED", ("Person", "a"), ("Statement", "b"), **TIE)
    with pytest.raises(SchemaError, match="no node a"):
        graph_of([], [edge])


def test_an_id_stands_for_one_thing(schema: Schema) -> None:
    first = make_node(schema, "Person", "x", **PERSON)  # type: ignore[arg-type]
    other = make_node(schema, "Person", "x", name="Q", is_named=True, keys=())
    assert len(graph_of([first, first], []).nodes) == 1
    with pytest.raises(SchemaError, match="two nodes have the id x"):
        graph_of([first, other], [])


def test_a_line_of_the_export_is_canonical_json(schema: Schema) -> None:
    odd = 'a " \\ \t \x00 \x7f é 日本 \u2028 😀 /'
    node = make_node(schema, "Person", "p/1", name=odd, is_named=True, keys=(odd, "b"))
    data = {"node": "Person", "id": "p/1", "properties": dict(node.properties)}
    wanted = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert node.line() == wanted


def test_a_digest_is_that_of_its_parts_as_json() -> None:
    parts = ("a", None, '" \\ \n é 日本 😀', "")
    told = json.dumps(parts, ensure_ascii=False)
    assert digest(*parts) == hashlib.sha256(told.encode()).hexdigest()
