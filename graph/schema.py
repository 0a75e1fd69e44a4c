"""Reads and checks `schema.toml`, the one description of the graph."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import SchemaError

PropertyType = Literal[
    "string", "text", "integer", "float", "boolean", "strings", "day", "date", "digest"
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Property(_Part):
    """A property of a node kind or an edge kind; `reference` where its text is ids of nodes."""

    type: PropertyType
    definition: str
    required: bool = False
    index: bool = False
    reference: bool = False
    vocabulary: str | None = None
    rdf: str | None = None


class Term(_Part):
    """A value of a vocabulary, with its counterparts in published codebooks."""

    definition: str
    plover: str | None = None
    cameo: str | None = None
    pax: str | None = None
    schema_org: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"definition": value} if isinstance(value, str) else value


class Vocabulary(_Part):
    """A closed list of values."""

    definition: str
    values: dict[str, Term]


class NodeKind(_Part):
    """A kind of node."""

    definition: str
    rdf: str
    caption: tuple[str, ...]
    color: str
    properties: dict[str, Property]


class EdgeKind(_Part):
    """A kind of edge: the kinds of its ends and the properties that tell two of them apart."""

    definition: str
    rdf: str
    rdf_inverse: bool = False
    source: tuple[str, ...] = Field(alias="from")
    target: tuple[str, ...] = Field(alias="to")
    key: tuple[str, ...]
    properties: dict[str, Property]


class FullText(_Part):
    """A full-text index over one node kind."""

    node: str
    properties: tuple[str, ...]


class Shared(_Part):
    """Properties that every edge has."""

    edge: dict[str, Property]


class Schema(_Part):
    """The whole description, checked."""

    version: int
    namespace: str
    base: str
    prefixes: dict[str, str]
    vocabularies: dict[str, Vocabulary]
    shared: Shared
    nodes: dict[str, NodeKind]
    edges: dict[str, EdgeKind]
    fulltext: dict[str, FullText]

    def node_properties(self, kind: str) -> Mapping[str, Property]:
        """The properties that a node of this kind may have."""
        if kind not in self.nodes:
            raise SchemaError(f"no node kind named {kind!r}; there are {_list(self.nodes)}")
        return self.nodes[kind].properties

    @cached_property
    def _edge_properties(self) -> dict[str, dict[str, Property]]:
        return {kind: {**self.shared.edge, **edge.properties} for kind, edge in self.edges.items()}

    def edge_properties(self, kind: str) -> Mapping[str, Property]:
        """The properties that an edge of this kind may have, the shared ones included."""
        if kind not in self.edges:
            raise SchemaError(f"no edge kind named {kind!r}; there are {_list(self.edges)}")
        return self._edge_properties[kind]

    @cached_property
    def _required(self) -> dict[str, tuple[str, ...]]:
        return {
            kind: tuple(name for name, prop in properties.items() if prop.required)
            for kind, properties in (
                *((kind, node.properties) for kind, node in self.nodes.items()),
                *self._edge_properties.items(),
            )
        }

    def required(self, kind: str) -> tuple[str, ...]:
        """The properties that a node or an edge of this kind must have."""
        return self._required[kind]

    @cached_property
    def _expected(self) -> dict[str, dict[str, tuple[PropertyType, frozenset[str] | None]]]:
        terms = {name: frozenset(v.values) for name, v in self.vocabularies.items()}
        return {
            kind: {
                name: (prop.type, None if prop.vocabulary is None else terms[prop.vocabulary])
                for name, prop in properties.items()
            }
            for kind, properties in (
                *((kind, node.properties) for kind, node in self.nodes.items()),
                *self._edge_properties.items(),
            )
        }

    def expected(self, kind: str) -> Mapping[str, tuple[PropertyType, frozenset[str] | None]]:
        """The type and the vocabulary of each property of a node or an edge of this kind; worked
        out once, as every value of a graph is held against it.
        """
        return self._expected[kind]

    def terms(self, vocabulary: str) -> tuple[str, ...]:
        """The values of a vocabulary, in the order of the file."""
        return tuple(self.vocabularies[vocabulary].values)


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))


def _check_properties(schema: Schema, table: str, properties: Mapping[str, Property]) -> None:
    for name, prop in properties.items():
        where = f"{table}.properties.{name}"
        if prop.vocabulary is not None and prop.vocabulary not in schema.vocabularies:
            raise SchemaError(
                f"{where}: no vocabulary named {prop.vocabulary!r}; "
                f"there are {_list(schema.vocabularies)}"
            )
        if prop.rdf is not None:
            _check_term(schema, where, prop.rdf)


def _check_term(schema: Schema, where: str, term: str) -> None:
    prefix, _, local = term.partition(":")
    if prefix not in schema.prefixes or not local:
        raise SchemaError(
            f"{where}: rdf term {term!r} has no declared prefix; there are {_list(schema.prefixes)}"
        )


def check(schema: Schema) -> Schema:
    """Check what a type alone cannot: that names refer to what exists and agree with each other.

    Raises SchemaError with the table, the key, the value and what is allowed.
    """
    types: dict[str, tuple[str, str]] = {}
    for kind, node in schema.nodes.items():
        table = f"nodes.{kind}"
        _check_term(schema, table, node.rdf)
        for name in node.caption:
            if name not in node.properties and name != "id":
                raise SchemaError(
                    f"{table}.caption: {name!r} is no property of {kind}; "
                    f"there are {_list(node.properties)}"
                )
        _check_properties(schema, table, node.properties)
    for kind, edge in schema.edges.items():
        table = f"edges.{kind}"
        _check_term(schema, table, edge.rdf)
        for side, ends in (("from", edge.source), ("to", edge.target)):
            for end in ends:
                if end not in schema.nodes:
                    raise SchemaError(
                        f"{table}.{side}: no node kind named {end!r}; "
                        f"there are {_list(schema.nodes)}"
                    )
        for name in edge.key:
            if name not in edge.properties or not edge.properties[name].required:
                raise SchemaError(
                    f"{table}.key: {name!r} must be a required property of {kind}; "
                    f"there are {_list(edge.properties)}"
                )
        clash = edge.properties.keys() & schema.shared.edge.keys()
        if clash:
            raise SchemaError(
                f"{table}.properties: {_list(dict.fromkeys(clash))} is shared already"
            )
        _check_properties(schema, table, schema.edge_properties(kind))
    for table, properties in [
        *((f"nodes.{kind}", node.properties) for kind, node in schema.nodes.items()),
        *((f"edges.{kind}", schema.edge_properties(kind)) for kind in schema.edges),
    ]:
        for name, prop in properties.items():
            first = types.setdefault(name, (prop.type, table))
            if first[0] != prop.type:
                raise SchemaError(
                    f"{table}.properties.{name}: type {prop.type!r}, but {first[1]} says "
                    f"{first[0]!r}; a property name has one type everywhere"
                )
    for name, index in schema.fulltext.items():
        known = schema.nodes[index.node].properties if index.node in schema.nodes else {}
        for prop_name in index.properties:
            if prop_name not in known:
                raise SchemaError(
                    f"fulltext.{name}: {index.node}.{prop_name} does not exist; "
                    f"{index.node} has {_list(known) or 'no properties'}"
                )
    return schema


def parse(text: str, where: str = "schema.toml") -> Schema:
    """Read a schema from TOML text; SchemaError names the table, the key and what is allowed."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"{where}: not valid TOML: {error}") from error
    try:
        schema = Schema.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        value = f" (it is {first['input']!r:.60})" if first["type"] != "missing" else ""
        raise SchemaError(f"{where}: {key}: {first['msg']}{value}") from error
    return check(schema)


@cache
def load() -> Schema:
    """The project's own schema; read once, never changed."""
    return parse(files("graph").joinpath("schema.toml").read_text(encoding="utf-8"))
