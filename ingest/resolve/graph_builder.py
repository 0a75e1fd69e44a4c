"""A resolution written as nodes and edges, each edge with what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.ids import article_id
from graph.model import Edge, Graph, Node, Value, graph_of, make_edge, make_node
from graph.schema import Schema
from ingest.extract.dates import first_day, last_day
from ingest.extract.forms import slug
from ingest.records import Span
from ingest.resolve.decided import resting
from ingest.resolve.holders import institution_of
from ingest.resolve.items import Place, key_of
from ingest.resolve.resolution import Resolution, date_of, display_name, topic_id
from ingest.resolve.status import agreement_status, event_status
from ingest.resolve.utterances import independent_sources

ALWAYS = "0001-01-01"
NEVER = "9999-12-31"
_OF_A_STATE = frozenset({"ministry", "government", "military", "parliament", "court", "agency"})
_KEYS = 200
_ARTICLES = 40
_SPANS = 100
_ALIASES = 20


def span_text(span: Span) -> str:
    """A span as the graph keeps it: "start-end"."""
    return f"{span[0]}-{span[1]}"


@dataclass(slots=True)
class _Tie:
    """An edge in the making: its ends, its own properties, the articles it stands on."""

    kind: str
    source: tuple[str, str]
    target: tuple[str, str]
    key: tuple[str, ...]
    properties: dict[str, Value | None]
    articles: set[str]
    basis: str
    rule: str | None


class GraphBuilder:
    """Makes the graph of a resolution."""

    def __init__(self, r: Resolution, schema: Schema) -> None:
        self.r = r
        self.schema = schema
        self.items = r.items
        self.nodes: dict[str, Node] = {}
        self.ties: dict[tuple[str, str, str, tuple[str, ...]], _Tie] = {}
        self._resting = resting(r)
        # what statements say of agreements, written when the statements' nodes are there
        self._pending: list[tuple[Place, str, str, str, str | None, Sequence[Span]]] = []

    def build(self) -> Graph:
        """The whole graph."""
        self._articles()
        self._entities()
        self._matters()
        self._statements()
        self._answers()
        self._derived()
        return graph_of(self.nodes.values(), [self._edge(t) for t in self.ties.values()])

    # ------------------------------------------------------------ helpers

    def _node(self, kind: str, id: str, /, **properties: Value | None) -> None:
        self.nodes[id] = make_node(self.schema, kind, id, **properties)

    def _kind(self, id: str) -> str:
        return self.nodes[id].kind

    def _tie(
        self,
        kind: str,
        source: str,
        target: str,
        articles: Iterable[str],
        key: tuple[str, ...] = (),
        basis: str = "read",
        rule: str | None = None,
        **properties: Value | None,
    ) -> _Tie:
        if source not in self.nodes or target not in self.nodes:
            raise KeyError(source if source not in self.nodes else target)
        name = (kind, source, target, key)
        tie = self.ties.get(name)
        if tie is None:
            tie = self.ties[name] = _Tie(
                kind,
                (self._kind(source), source),
                (self._kind(target), target),
                key,
                dict(properties),
                set(),
                basis,
                rule,
            )
        tie.articles |= set(articles)
        return tie

    def _edge(self, tie: _Tie) -> Edge:
        sources = self.items.sources
        days = sorted(sources[k].known_on or NEVER for k in tie.articles)
        ordered = sorted(tie.articles, key=lambda k: (sources[k].known_on or NEVER, k))
        gone = [sources[k].superseded_on for k in tie.articles]
        until = max((g for g in gone if g), default=None) if gone and all(gone) else None
        known = days[0] if days else ALWAYS
        basis, rule = tie.basis, tie.rule
        if basis == "read":
            basis, rule = self._resting.basis(
                tie.kind, (tie.source[1], tie.target[1]), tie.articles, rule
            )
        return make_edge(
            self.schema,
            tie.kind,
            tie.source,
            tie.target,
            basis=basis,
            rule=rule,
            known_on=known,
            known_until=until,
            articles=tuple(article_id(k) for k in ordered[:_ARTICLES]),
            article_count=len(ordered) or None,
            **tie.properties,
        )

    def _seen(self, articles: Iterable[str]) -> tuple[str | None, str | None]:
        days = sorted(d for k in articles if (d := self.items.sources[k].day))
        return (days[0], days[-1]) if days else (None, None)

    def _keys(
        self, kind: str, places: Sequence[Place], spans: Iterable[Sequence[Span]]
    ) -> tuple[str, ...]:
        return tuple(
            sorted({key_of(kind, p, s) for p, s in zip(places, spans, strict=True)})[:_KEYS]
        )

    # ------------------------------------------------------------ articles and entities

    def _articles(self) -> None:
        for key, source in self.items.sources.items():
            a = source.article
            self._node(
                "Article",
                article_id(key),
                title=a.title,
                text=a.text,
                outlet=a.outlet,
                published=a.published,
                modified=a.modified,
                address=a.address,
                archived=a.archived,
                language=source.record.language,
                text_digest=a.text_digest,
                rights=a.rights,
                is_read=source.record.is_read,
                superseded_on=source.superseded_on,
            )
        for key, (other, share) in sorted(self.r.copies.items()):
            self._tie(
                "COPY_OF",
                article_id(key),
                article_id(other),
                [key],
                similarity=float(share),
                basis="inferred",
                rule="near-copy",
            )

    def _entities(self) -> None:
        r, items = self.r, self.items
        for id, group in r.groups.items():
            if group.kind in ("Person", "Institution", "Place"):
                self._entity_node(id, group.kind, group.places)
        for state in sorted(set(r.side_of.values())):
            self._known_state(state)
        for key, outlet in sorted(r.outlets.items()):
            if outlet not in self.nodes:
                name = items.sources[key].article.outlet or outlet
                body = r.knowledge.body_by_id.get(outlet)
                self._node(
                    "Institution",
                    outlet,
                    name=body.name if body else name,
                    kind="media",
                    keys=(f"outlet/{slug(name)}",),
                )
            self._tie("PUBLISHED_BY", article_id(key), outlet, [key])
        for place, id in sorted(r.entities.items()):
            entity = items.entity(place)
            article = article_id(place[0])
            spans = tuple(span_text(s) for s in entity.mentions[:_SPANS])
            tie = self._tie("MENTIONS", article, id, [place[0]], count=0, spans=())
            tie.properties["count"] = int(str(tie.properties["count"])) + len(entity.mentions)
            old = tie.properties["spans"]
            assert isinstance(old, tuple)
            tie.properties["spans"] = tuple(sorted({*old, *spans}, key=_span_order))[:_SPANS]
            for office in entity.offices:
                of = r.entity(place[0], office.of)
                if of is None or self._kind(of) != "Institution":
                    continue
                title = office.title
                known = self._tie(
                    "HOLDS_OFFICE", id, of, [place[0]], key=(title.lower(),), title=title.lower()
                )
                if office.is_former:
                    known.properties["is_former"] = True
        self._known_offices()
        for tie in list(self.ties.values()):
            if tie.kind == "HOLDS_OFFICE" and tie.articles:
                tie.properties["first_seen"], tie.properties["last_seen"] = self._seen(tie.articles)
        for id, state in r.side_of.items():
            if (
                id in self.nodes
                and state in self.nodes
                and id != state
                and self._kind(id) in ("Person", "Institution")
            ):
                articles = {p[0] for p in r.groups[id].places} if id in r.groups else set()
                tie = self._tie("ACTS_FOR", id, state, articles)
                tie.properties["first_seen"], tie.properties["last_seen"] = self._seen(articles)
        self._known_parts()

    def _entity_node(self, id: str, kind: str, places: Sequence[Place]) -> None:
        r, items = self.r, self.items
        entities = [items.entity(p) for p in places]
        names = [e.name for e in entities]
        surface: set[str] = set(names)
        for place, entity in zip(places, entities, strict=True):
            text = items.sources[place[0]].article.text
            surface |= {" ".join(text[a:b].split()) for a, b in entity.mentions}
        state = r.knowledge.state_by_id.get(id) if kind == "Institution" else None
        body = r.knowledge.body_by_id.get(id) if kind == "Institution" else None
        spot = r.knowledge.place_by_id.get(id.removeprefix("place/")) if kind == "Place" else None
        person = r.knowledge.person_by_id.get(id) if kind == "Person" else None
        known = state or body or spot or person
        name = (
            known.name
            if known
            else display_name(n for n, e in zip(names, entities, strict=True) if e.is_named)
            if any(e.is_named for e in entities)
            else names[0]
        )
        aliases = tuple(sorted(surface - {name}))[:_KEYS]
        keys = self._keys(kind, places, [e.mentions for e in entities])
        common: dict[str, Value | None] = {
            "name": name,
            "aliases": aliases,
            "keys": keys,
            "wikidata": known.wikidata if known else None,
        }
        if kind == "Person":
            self._node(
                kind, id, is_named=bool(person) or any(e.is_named for e in entities), **common
            )
        elif kind == "Place":
            self._node(kind, id, **common)
        else:
            kinds = [e.kind or "other" for e in entities]
            chosen = (
                "state"
                if state
                else body.kind
                if body
                else min(set(kinds), key=lambda k: (-kinds.count(k), k))
            )
            self._node(kind, id, kind=chosen, iso=state.iso if state else None, **common)

    def _known_state(self, id: str) -> None:
        state = self.r.knowledge.state_by_id.get(id)
        if state is not None and id not in self.nodes:
            self._node(
                "Institution",
                id,
                name=state.name,
                kind="state",
                iso=state.iso,
                wikidata=state.wikidata,
                keys=(id,),
            )

    def _known_offices(self) -> None:
        """HOLDS_OFFICE from the knowledge files, of persons who are in the graph."""
        for held in self.r.knowledge.held:
            if held.holder not in self.nodes:
                continue
            of = institution_of(held, self.r.knowledge)
            self._known_state(of)
            if of in self.nodes:
                title = held.title.lower()
                tie = self._tie(
                    "HOLDS_OFFICE",
                    held.holder,
                    of,
                    (),
                    key=(title,),
                    basis="knowledge",
                    rule="offices",
                    title=title,
                )
                tie.properties.update(since=held.since, until=held.until)

    def _known_parts(self) -> None:
        """PART_OF from the knowledge files, and of a state's own bodies to the state."""
        for id in sorted(self.nodes):
            if self.nodes[id].kind != "Institution":
                continue
            body = self.r.knowledge.body_by_id.get(id)
            parent = body.part_of if body else None
            if parent is None and self.nodes[id].properties.get("kind") in _OF_A_STATE:
                parent = self.r.side_of.get(id)
            if parent and parent in self.nodes and parent != id:
                self._tie("PART_OF", id, parent, (), basis="knowledge", rule="bodies")

    # ------------------------------------------------------------ events and agreements

    def _matters(self) -> None:
        r, items = self.r, self.items
        for id, group in r.groups.items():
            if group.kind == "Event":
                told = [items.event(p) for p in group.places]
                date = date_of(told)
                first = min(group.places, key=lambda p: items.order(p, items.event(p).mentions))
                self._node(
                    "Event",
                    id,
                    name=items.event(first).name,
                    aliases=tuple(sorted({e.name for e in told} - {items.event(first).name}))[
                        :_ALIASES
                    ],
                    kind=_most(e.kind for e in told),
                    status=event_status(r, group.places),
                    date=date,
                    first_day=first_day(date) if date else None,
                    last_day=last_day(date) if date else None,
                    ordinal=next((e.ordinal for e in told if e.ordinal), None),
                    quantities=tuple(sorted({q for e in told for q in e.quantities})),
                    keys=self._keys("Event", group.places, [e.mentions for e in told]),
                )
            elif group.kind == "Agreement":
                agreed = [items.agreement(p) for p in group.places]
                date = date_of(agreed)
                first = min(group.places, key=lambda p: items.order(p, items.agreement(p).mentions))
                self._node(
                    "Agreement",
                    id,
                    name=items.agreement(first).name,
                    aliases=tuple(sorted({e.name for e in agreed} - {items.agreement(first).name}))[
                        :_ALIASES
                    ],
                    kind=_most(e.kind for e in agreed),
                    status=agreement_status(r, group.places),
                    date=date,
                    first_day=first_day(date) if date else None,
                    last_day=last_day(date) if date else None,
                    quantities=tuple(sorted({q for e in agreed for q in e.quantities})),
                    keys=self._keys("Agreement", group.places, [e.mentions for e in agreed]),
                )
        for place, id in sorted(r.events.items()):
            event = items.event(place)
            self._mention(place, id, event.mentions)
            for index in event.participants:
                actor = r.entity(place[0], index)
                if actor is not None and self._kind(actor) != "Place":
                    self._tie("PARTICIPATED_IN", actor, id, [place[0]], role="participant")
            spot = r.entity(place[0], event.place)
            if spot is not None:
                self._tie("LOCATED_IN", id, spot, [place[0]])
            if event.is_asserted:
                self._reports(place, id, event.status, "-", event.date, event.mentions)
            if event.implements is not None:
                self._tie(
                    "IMPLEMENTS",
                    id,
                    r.agreements[place[0], event.implements],
                    [place[0]],
                    basis="inferred",
                    rule="same-matter",
                )
        for place, id in sorted(r.agreements.items()):
            agreement = items.agreement(place)
            self._mention(place, id, agreement.mentions)
            for role, indices in (("party", agreement.parties), ("mediator", agreement.mediators)):
                for index in indices:
                    actor = r.entity(place[0], index)
                    if actor is not None and self._kind(actor) != "Place":
                        self._tie("PARTY_TO", actor, id, [place[0]], key=(role,), role=role)
            if agreement.reached_at is not None:
                self._tie("REACHED_AT", id, r.events[place[0], agreement.reached_at], [place[0]])
            if agreement.is_asserted:
                self._reports(place, id, agreement.status, "-", agreement.date, agreement.mentions)
            for j in agreement.statements:
                statement = r.statements.get((place[0], j))
                if statement is not None:
                    self._pending.append(
                        (
                            place,
                            id,
                            agreement.status,
                            statement,
                            agreement.date,
                            items.statement((place[0], j)).spans,
                        )
                    )
        self._follows()

    def _mention(self, place: Place, id: str, mentions: Sequence[Span]) -> None:
        tie = self._tie("MENTIONS", article_id(place[0]), id, [place[0]], count=0, spans=())
        tie.properties["count"] = int(str(tie.properties["count"])) + len(mentions)
        old = tie.properties["spans"]
        assert isinstance(old, tuple)
        tie.properties["spans"] = tuple(
            sorted({*old, *(span_text(s) for s in mentions)}, key=_span_order)
        )[:_SPANS]

    def _reports(
        self,
        place: Place,
        id: str,
        status: str,
        statement: str,
        date: str | None,
        spans: Sequence[Span],
    ) -> None:
        tie = self._tie(
            "REPORTS",
            article_id(place[0]),
            id,
            [place[0]],
            key=(status, statement),
            status=status,
            statement=statement,
            spans=(),
        )
        if date:
            tie.properties["date"] = max(
                filter(None, [str(tie.properties.get("date") or ""), date]),
                key=lambda d: (len(d), d),
            )
        old = tie.properties["spans"]
        assert isinstance(old, tuple)
        tie.properties["spans"] = tuple(
            sorted({*old, *(span_text(s) for s in spans)}, key=_span_order)
        )[:_SPANS]

    def _follows(self) -> None:
        """Rounds of talks of the same sides, one after the other."""
        series: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for id, group in self.r.groups.items():
            if group.kind != "Event" or self.nodes[id].properties["kind"] != "talks":
                continue
            day = self.nodes[id].properties.get("first_day")
            if day is None or len(str(self.nodes[id].properties.get("date"))) != 10:
                continue
            sides = sorted(
                {
                    t.source[1]
                    for t in self.ties.values()
                    if t.kind == "PARTICIPATED_IN"
                    and t.target[1] == id
                    and self.nodes[t.source[1]].properties.get("kind") in ("state", "armed_group")
                }
            )
            if len(sides) >= 2:
                series.setdefault(tuple(sides[:3]), []).append((str(day), id))
        for rounds in series.values():
            rounds.sort()
            for (_, earlier), (_, later) in zip(rounds, rounds[1:], strict=False):
                articles = {p[0] for p in self.r.groups[later].places}
                self._tie("FOLLOWS", later, earlier, articles, basis="inferred", rule="rounds")

    # ------------------------------------------------------------ statements

    def _statements(self) -> None:
        for id, group in self.r.groups.items():
            if group.kind == "Statement":
                self._statement(id, group.places)
        for place, target, status, statement, date, spans in self._pending:
            self._reports(place, target, status, statement, date, spans)

    def _statement(self, id: str, places: Sequence[Place]) -> None:
        r, items = self.r, self.items
        ordered = sorted(places, key=lambda p: items.order(p, items.statement(p).spans))
        first = items.statement(ordered[0])
        text = items.sources[ordered[0][0]].article.text
        said = next((d for p in ordered if (d := items.statement(p).date)), None)
        days = sorted(d for p in places if (d := items.day(p)))
        whole = [
            [(min(items.statement(p).spans)[0], max(items.statement(p).spans)[1])] for p in places
        ]
        self._node(
            "Statement",
            id,
            text=" ".join(text[a:b] for a, b in first.spans),
            act=first.act,
            attribution=first.attribution,
            said=said,
            said_on=first_day(said) if said else None,
            said_until=last_day(said) if said else None,
            reported_on=days[0] if days else None,
            report_count=len(places),
            source_count=independent_sources(list(places), items, r.copies, self._relay),
            is_hedged=any(items.statement(p).is_hedged for p in places),
            keys=self._keys("Statement", list(places), whole),
        )
        for place in ordered:
            self._report(id, place)

    def _relay(self, place: Place) -> tuple[str, ...]:
        return tuple(
            x for i in self.items.statement(place).via if (x := self.r.entity(place[0], i))
        )

    def _report(self, id: str, place: Place) -> None:
        r, items = self.r, self.items
        s = items.statement(place)
        text = items.sources[place[0]].article.text
        article = article_id(place[0])
        relay = self._relay(place)
        start, end = min(s.spans)[0], max(s.spans)[1]

        def words(span: Span | None) -> str | None:
            return text[span[0] : span[1]] if span else None

        self._tie(
            "REPORTED_IN",
            id,
            article,
            [place[0]],
            key=(str(start), str(end)),
            start_offset=start,
            end_offset=end,
            spans=tuple(span_text(x) for x in s.spans),
            words=" ".join(text[a:b] for a, b in s.spans),
            form=s.form,
            act=s.act,
            cue=words(s.cue),
            cue_span=span_text(s.cue) if s.cue else None,
            speaker_words=words(s.speaker_span),
            speaker_span=span_text(s.speaker_span) if s.speaker_span else None,
            is_hedged=s.is_hedged,
            hedge_cue=words(s.hedge_cue),
            hedge_span=span_text(s.hedge_cue) if s.hedge_cue else None,
            relay=relay,
            confidence=float(s.confidence),
        )
        for position, via in enumerate(relay, start=1):
            if self._kind(via) != "Place":
                self._tie(
                    "RELAYED_BY",
                    id,
                    via,
                    [place[0]],
                    key=(article, str(position)),
                    article=article,
                    position=position,
                )
        joint = bool(s.co_speakers)
        for index in (s.speaker, *s.co_speakers):
            actor = r.entity(place[0], index)
            if actor is not None and self._kind(actor) != "Place":
                tie = self._tie(
                    "STATED", actor, id, [place[0]], office=s.office, is_joint=joint or None
                )
                if s.office and not tie.properties.get("office"):
                    tie.properties["office"] = s.office
        for topic in s.about:
            target = topic_id(r, place[0], topic.list, topic.place)
            if target is None or target not in self.nodes:
                continue
            tie = self._tie(
                "ABOUT", id, target, [place[0]], stance=topic.stance, status=topic.status
            )
            if topic.stance not in (None, "none") and tie.properties.get("stance") in (
                None,
                "none",
            ):
                tie.properties["stance"] = topic.stance
        for index in s.addressed_to:
            actor = r.entity(place[0], index)
            if actor is not None and self._kind(actor) != "Place":
                self._tie("ADDRESSED_TO", id, actor, [place[0]])

    # ------------------------------------------------------------ answers, and what derives

    def _answers(self) -> None:
        r, items = self.r, self.items
        answered = {answer.source for answer in r.answers}
        for answer in r.answers:
            across = answer.signal != "explicit"
            tie = self._tie(
                "RESPONDS_TO",
                answer.source,
                answer.target,
                [answer.article],
                basis="inferred" if across else "read",
                cue=answer.cue,
                signal=answer.signal,
                confidence=float(answer.confidence),
            )
            if answer.confidence > float(str(tie.properties["confidence"])):
                tie.properties.update(
                    cue=answer.cue, signal=answer.signal, confidence=float(answer.confidence)
                )
        for id, group in r.groups.items():
            if group.kind != "Statement" or id in answered:
                continue
            for place in group.places:
                s = items.statement(place)
                actor = r.entity(place[0], s.responds_to_entity)
                if actor is not None and self._kind(actor) != "Place":
                    text = items.sources[place[0]].article.text
                    cue = text[slice(*s.response_cue)] if s.response_cue else None
                    self._tie("ANSWERS", id, actor, [place[0]], cue=cue, confidence=0.6)

    def _derived(self) -> None:
        speakers: dict[str, list[str]] = {}
        topics: dict[str, list[str]] = {}
        replies: list[tuple[str, str, set[str]]] = []
        for tie in self.ties.values():
            if tie.kind == "STATED":
                speakers.setdefault(tie.target[1], []).append(tie.source[1])
            elif tie.kind == "ABOUT" and tie.target[0] != "Place":
                topics.setdefault(tie.source[1], []).append(tie.target[1])
        for tie in self.ties.values():
            if tie.kind == "RESPONDS_TO":
                for actor in speakers.get(tie.target[1], ()):
                    replies.append((tie.source[1], actor, tie.articles))
            elif tie.kind == "ANSWERS":
                replies.append((tie.source[1], tie.target[1], tie.articles))
        counted: dict[tuple[str, str, str], set[str]] = {}
        standing: dict[tuple[str, str, str], set[str]] = {}
        for statement, actor, articles in replies:
            for speaker in speakers.get(statement, ()):
                if speaker != actor:
                    counted.setdefault(("RESPONDED_TO", speaker, actor), set()).add(statement)
                    standing.setdefault(("RESPONDED_TO", speaker, actor), set()).update(articles)
        for statement, targets in topics.items():
            for speaker in speakers.get(statement, ()):
                for target in targets:
                    if speaker != target:
                        counted.setdefault(("SPOKE_ABOUT", speaker, target), set()).add(statement)
                        standing.setdefault(("SPOKE_ABOUT", speaker, target), set()).update(
                            p[0] for p in self.r.groups[statement].places
                        )
        for (kind, source, target), statements in counted.items():
            days = sorted(
                str(d)
                for s in statements
                if (
                    d := self.nodes[s].properties.get("said_on")
                    or self.nodes[s].properties.get("reported_on")
                )
            )
            self._tie(
                kind,
                source,
                target,
                standing[kind, source, target],
                basis="inferred",
                rule="derived",
                count=len(statements),
                first_on=days[0] if days else None,
                last_on=days[-1] if days else None,
            )


def _span_order(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def _most(values: Iterable[str]) -> str:
    kept = list(values)
    return min(set(kept), key=lambda v: (v == "other", -kept.count(v), v))
