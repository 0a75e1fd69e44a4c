"""Records → one graph: who is who, what is what, said by whom, answered by whom.

Defined over the set of records: no order, no clock, no chance. `resolve` is the whole story:
institutions and places, people, events, agreements, copies, statements, answers; then `build`
(in `graph_builder.py`) writes nodes and edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ingest.extract.dates import last_day
from ingest.extract.forms import fold, slug
from ingest.knowledge import Knowledge
from ingest.resolve import matters as matter_rules
from ingest.resolve.answers import Answer, Said, answers_across, telling_words
from ingest.resolve.decided import Decided
from ingest.resolve.institutions import cluster_institutions, cluster_places
from ingest.resolve.items import Items, Place, Source, key_of
from ingest.resolve.judging import Judged
from ingest.resolve.people import cluster_people
from ingest.resolve.utterances import cluster_statements, find_copies


@dataclass(frozen=True, slots=True)
class Group:
    """Things of several articles that are one: its id, its node kind, its members' places."""

    id: str
    kind: str
    places: tuple[Place, ...]


@dataclass
class Resolution:
    """Every thing of every record with the id of the node that it is."""

    items: Items
    knowledge: Knowledge
    entities: dict[Place, str] = field(default_factory=dict)
    events: dict[Place, str] = field(default_factory=dict)
    agreements: dict[Place, str] = field(default_factory=dict)
    statements: dict[Place, str] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    copies: dict[str, tuple[str, float]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    outlets: dict[str, str] = field(default_factory=dict)  # article key -> institution id
    side_of: dict[str, str] = field(default_factory=dict)  # actor id -> state id
    decided: Decided = field(default_factory=Decided)
    judged: Judged = field(default_factory=Judged)

    def entity(self, article: str, index: int | None) -> str | None:
        """The node id of an entity of an article's record."""
        return None if index is None else self.entities.get((article, index))

    def speaker(self, place: Place) -> str | None:
        """The node id of a statement's speaker."""
        return self.entity(place[0], self.items.statement(place).speaker)


def resolve(
    sources: Iterable[Source], knowledge: Knowledge, decided: Decided | None = None
) -> Resolution:
    """Join the records of all articles. The same set gives the same resolution, in any order.

    `decided` is what people decided, as `decided.apply` finds it in these sources.
    """
    items = Items(sources)
    decided = decided or Decided()
    r = Resolution(items, knowledge, decided=decided, judged=Judged(decided.bonds))
    _entities(r)
    _outlets(r)
    _sides(r)
    _matters(r)
    r.copies = find_copies(items)
    _statements(r)
    _answers(r)
    return r


def _earliest(
    items: Items, places: Sequence[Place], spans_of: Mapping[Place, Sequence[tuple[int, int]]]
) -> Place:
    return min(places, key=lambda p: items.order(p, spans_of[p]))


def _register(
    r: Resolution, kind: str, id: str, places: Sequence[Place], table: dict[Place, str]
) -> None:
    known = r.groups.get(id)
    merged = tuple(sorted({*(known.places if known else ()), *places}))
    r.groups[id] = Group(id, kind, merged)
    for place in places:
        table[place] = id


def _entities(r: Resolution) -> None:
    items = r.items
    spans = {p: items.entity(p).mentions for p in items.places("entities")}
    institutions = cluster_institutions(items, r.knowledge)
    for key, places in r.judged.keyed(items, "Institution", institutions):
        id = (
            key[1]
            if key[0] == "known"
            else key_of("Institution", first := _earliest(items, places, spans), spans[first])
        )
        _register(r, "Institution", id, places, r.entities)
    for key, places in r.judged.keyed(items, "Place", cluster_places(items, r.knowledge)):
        id = (
            f"place/{key[1]}"
            if key[0] == "known"
            else key_of("Place", first := _earliest(items, places, spans), spans[first])
        )
        _register(r, "Place", id, places, r.entities)
    for key, places in r.judged.keyed(items, "Person", cluster_people(items, r.knowledge)):
        id = (
            key[1]
            if key[0] == "known"
            else key_of("Person", first := _earliest(items, places, spans), spans[first])
        )
        _register(r, "Person", id, places, r.entities)


def _outlets(r: Resolution) -> None:
    """The institution that is each article's outlet: a known body by name, else one made from its
    name.
    """
    by_name: dict[str, str] = {}
    for body in r.knowledge.bodies:
        if body.kind == "media":
            for name in (body.name, body.id, *body.aliases):
                by_name.setdefault(slug(name), body.id)
    for id, group in sorted(r.groups.items()):
        if group.kind == "Institution":
            entity = r.items.entity(group.places[0])
            if entity.kind == "media":
                by_name.setdefault(slug(entity.name), id)
    for key, source in r.items.sources.items():
        outlet = source.article.outlet
        if outlet and slug(outlet):
            r.outlets[key] = (
                by_name.get(slug(outlet))
                or by_name.get(slug(f"the {outlet}"))
                or f"outlet/{slug(outlet)}"
            )


def _sides(r: Resolution) -> None:
    """For whom an actor speaks: the state of an institution, or of a person's offices."""
    votes: dict[str, dict[str, int]] = {}
    for place, id in r.entities.items():
        entity = r.items.entity(place)
        entities = r.items.sources[place[0]].record.entities
        states = [entity.state if entity.type != "Place" else None]
        states += [entities[o.of].state for o in entity.offices if o.of is not None]
        for state in states:
            if state is not None and id != state:
                votes.setdefault(id, {}).setdefault(state, 0)
                votes[id][state] += 1
    for id, counts in votes.items():
        r.side_of[id] = min(counts, key=lambda s: (-counts[s], s))


def matter_actor(r: Resolution, article: str, index: int) -> str | None:
    """Who or what an entity is to an event or agreement; None for a site."""
    id = r.entities.get((article, index))
    if id is None:
        return None
    entity = r.items.entity((article, index))
    if entity.kind == "delegation" and id in r.side_of:
        return r.side_of[id]
    if entity.type == "Place":
        spot = r.knowledge.place_by_id.get(id.removeprefix("place/"))
        is_site = spot.kind == "site" if spot is not None else entity.known is None
        if is_site:  # a palace and its city are no two places of one meeting
            return None
    return id


def _matters(r: Resolution) -> None:
    items = r.items
    actor = partial(matter_actor, r)
    told = matter_rules.told_events(items, actor)
    spans = {p: items.event(p).mentions for p in items.places("events")}
    for places in r.judged.clusters(items, "Event", matter_rules.cluster_events(told)):
        first = _earliest(items, places, spans)
        _register(r, "Event", key_of("Event", first, spans[first]), places, r.events)
    agreements = matter_rules.told_agreements(items, actor, r.events)
    spans = {p: items.agreement(p).mentions for p in items.places("agreements")}
    agreed = matter_rules.cluster(agreements, matter_rules.agreement_score)
    for places in r.judged.clusters(items, "Agreement", agreed):
        first = _earliest(items, places, spans)
        _register(r, "Agreement", key_of("Agreement", first, spans[first]), places, r.agreements)


def _statements(r: Resolution) -> None:
    items = r.items
    speakers = {p: r.speaker(p) for p in items.places("statements")}
    copied = {key: to for key, (to, _) in r.copies.items()}
    spans = {p: items.statement(p).spans for p in speakers}
    uttered = cluster_statements(items, speakers, copied)
    for places in r.judged.clusters(items, "Statement", uttered):
        first = _earliest(items, places, spans)
        id = key_of("Statement", first, [(min(spans[first])[0], max(spans[first])[1])])
        _register(r, "Statement", id, places, r.statements)


def topic_id(r: Resolution, article: str, kind: str, place: int) -> str | None:
    """The node id of what a statement is about."""
    table = {"entity": r.entities, "event": r.events, "agreement": r.agreements}[kind]
    return table.get((article, place))


def _said(r: Resolution, id: str, places: Sequence[Place]) -> Said:
    items = r.items
    first = min(places, key=lambda p: items.order(p, items.statement(p).spans))
    topics: set[str] = set()
    addressees: set[str] = set()
    words: set[str] = set()
    days: list[str] = []
    for place in places:
        statement = items.statement(place)
        topics |= {
            x
            for t in statement.about
            if t.list != "entity" and (x := topic_id(r, place[0], t.list, t.place))
        }
        addressees |= {x for i in statement.addressed_to if (x := r.entity(place[0], i))}
        text = items.sources[place[0]].article.text
        words |= telling_words(" ".join(text[a:b] for a, b in statement.spans))
        day = statement.date or items.day(place)
        if day:
            days.append(last_day(day))
    speaker = r.speaker(first)
    return Said(
        id,
        speaker,
        r.side_of.get(speaker) if speaker else None,
        min(days) if days else "9999-12-31",
        items.statement(first).act,
        frozenset(topics),
        frozenset(addressees),
        frozenset(words),
        frozenset(p[0] for p in places),
    )


def _answers(r: Resolution) -> None:
    items = r.items
    groups = {g.id: g.places for g in r.groups.values() if g.kind == "Statement"}
    answers: list[Answer] = []
    open_replies: list[tuple[str, Place, str]] = []
    for id, places in sorted(groups.items()):
        for place in places:
            statement = items.statement(place)
            text = items.sources[place[0]].article.text
            if statement.responds_to is not None:
                target = r.statements.get((place[0], statement.responds_to))
                if target is not None and target != id:
                    cue = text[slice(*statement.response_cue)] if statement.response_cue else None
                    answers.append(
                        Answer(
                            id,
                            target,
                            place[0],
                            cue,
                            statement.response_signal or "explicit",
                            0.8 if statement.response_signal == "explicit" else 0.5,
                        )
                    )
            elif statement.responds_to_entity is not None:
                actor = r.entity(place[0], statement.responds_to_entity)
                if actor is not None:
                    open_replies.append((id, place, actor))
    if open_replies:
        said = {
            id: _said(r, id, places)
            for id, places in groups.items()
            if any(r.speaker(p) for p in places)
        }
        open_replies = [reply for reply in open_replies if reply[0] in said]
        answers += answers_across(items, said, open_replies, r.side_of)
    r.answers = sorted(answers, key=lambda a: (a.source, a.target, a.article))


def display_name(names: Iterable[str]) -> str:
    """The name used most often among the fullest forms."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return min(counts, key=lambda n: (-min(len(n.split()), 3), -counts[n], fold(n), n))
