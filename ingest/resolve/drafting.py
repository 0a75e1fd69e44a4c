"""A graph in the making: nodes by id, and edges that gather the articles they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.ids import article_id
from graph.model import Edge, Graph, Node, Value, graph_of, make_edge, make_node
from graph.schema import Schema
from ingest.decisions import Kind
from ingest.records import Span
from ingest.resolve.decided import resting
from ingest.resolve.items import Place, key_of
from ingest.resolve.register import NEVER
from ingest.resolve.resolution import Resolution

_ALWAYS = "0001-01-01"
_ARTICLES = 40
KEYS = 200  # keys and other names that a node tells
SPANS = 100


@dataclass(slots=True)
class Tie:
    """An edge in the making: its ends, its own properties, the articles it stands on."""

    kind: str
    source: tuple[str, str]
    target: tuple[str, str]
    key: tuple[str, ...]
    properties: dict[str, Value | None]
    articles: set[str]
    basis: str
    rule: str | None

    def add_spans(self, spans: Iterable[Span]) -> None:
        """Add places of the text to those that the edge tells."""
        old = self.properties["spans"]
        assert isinstance(old, tuple)
        told = sorted({*old, *map(span_text, spans)}, key=_span_order)
        self.properties["spans"] = tuple(told)[:SPANS]


class Draft:
    """The nodes and edges of a resolution, as they are written."""

    def __init__(self, r: Resolution, schema: Schema) -> None:
        self.r = r
        self.items = r.items
        self.nodes: dict[str, Node] = {}
        self.ties: dict[tuple[str, str, str, tuple[str, ...]], Tie] = {}
        self._schema = schema
        self._known_on = {k: source.known_on or NEVER for k, source in r.items.sources.items()}
        self._resting = resting(r)
        self._corrected: dict[tuple[Kind, Place], set[str]] = {}
        for article, marks in r.decided.marks.items():
            for mark in marks:
                fields = self._corrected.setdefault((mark.kind, (article, mark.place)), set())
                fields.add(mark.field)

    def graph(self) -> Graph:
        """The graph as far as it is written."""
        return graph_of(self.nodes.values(), [self._edge(t) for t in self.ties.values()])

    def node(self, kind: str, id: str, /, **properties: Value | None) -> None:
        """Write a node."""
        self.nodes[id] = make_node(self._schema, kind, id, **properties)

    def kind(self, id: str) -> str:
        """The kind of a node that is written."""
        return self.nodes[id].kind

    def is_actor(self, id: str) -> bool:
        """Whether a node may act: a person or an institution, and no place."""
        return self.kind(id) != "Place"

    def tie(
        self,
        kind: str,
        source: str,
        target: str,
        articles: Iterable[str],
        key: tuple[str, ...] = (),
        basis: str = "read",
        rule: str | None = None,
        **properties: Value | None,
    ) -> Tie:
        """Write an edge, or add articles to it where it is there; its own properties stay as they
        were written first. Raises KeyError where an end is not written.
        """
        if source not in self.nodes or target not in self.nodes:
            raise KeyError(source if source not in self.nodes else target)
        name = (kind, source, target, key)
        tie = self.ties.get(name)
        if tie is None:
            tie = self.ties[name] = Tie(
                kind,
                (self.kind(source), source),
                (self.kind(target), target),
                key,
                dict(properties),
                set(),
                basis,
                rule,
            )
        tie.articles |= set(articles)
        return tie

    def mention(self, place: Place, id: str, mentions: Sequence[Span]) -> None:
        """Write where an article names a thing."""
        tie = self.tie("MENTIONS", article_id(place[0]), id, [place[0]], count=0, spans=())
        tie.properties["count"] = int(str(tie.properties["count"])) + len(mentions)
        tie.add_spans(mentions)

    def seen(self, articles: Iterable[str]) -> tuple[str | None, str | None]:
        """The first and the last day of articles."""
        days = sorted(d for k in articles if (d := self.items.sources[k].day))
        return (days[0], days[-1]) if days else (None, None)

    def keys(
        self, kind: str, places: Sequence[Place], spans: Iterable[Sequence[Span]]
    ) -> tuple[str, ...]:
        """The keys of a node's members."""
        return tuple(
            sorted({key_of(kind, p, s) for p, s in zip(places, spans, strict=True)})[:KEYS]
        )

    def judged(
        self, kind: Kind, places: Iterable[Place], properties: Mapping[str, tuple[str, object]]
    ) -> tuple[str, ...]:
        """Which properties of a node rest on a person's correction: those that have the value of a
        corrected field of a member. `properties` are, by the field's name, the property's name and
        value.
        """
        if not self._corrected:
            return ()
        table: dict[str, Callable[[Place], object]] = {
            "Statement": self.items.statement,
            "Event": self.items.event,
            "Agreement": self.items.agreement,
        }
        found: set[str] = set()
        for place in places:
            for field in self._corrected.get((kind, place), set()) & properties.keys():
                name, value = properties[field]
                if getattr(table[kind](place), field) == value:
                    found.add(name)
        return tuple(sorted(found))

    def _edge(self, tie: Tie) -> Edge:
        sources = self.items.sources
        ordered = sorted([(self._known_on[k], k) for k in tie.articles])
        gone = [sources[k].superseded_on for k in tie.articles]
        until = max([g for g in gone if g]) if gone and None not in gone else None
        basis, rule = tie.basis, tie.rule
        if basis == "read":
            basis, rule = self._resting.basis(
                tie.kind, (tie.source[1], tie.target[1]), tie.articles, rule
            )
        return make_edge(
            self._schema,
            tie.kind,
            tie.source,
            tie.target,
            basis=basis,
            rule=rule,
            known_on=ordered[0][0] if ordered else _ALWAYS,
            known_until=until,
            articles=tuple(article_id(k) for _, k in ordered[:_ARTICLES]),
            article_count=len(ordered) or None,
            **tie.properties,
        )


def span_text(span: Span) -> str:
    """A span as the graph keeps it: "start-end"."""
    return f"{span[0]}-{span[1]}"


def _span_order(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)
