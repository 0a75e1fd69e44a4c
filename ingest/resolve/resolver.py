"""Resolution kept up to date: articles are added and taken out, only what they touch is done again.

The result is a function of the set of articles that stand, not of the way to it: each step is
defined over the set and redone where its input has changed, in this order:

    versions of an address ─► persons, institutions, places ─► outlets, sides ─► events ─►
    agreements ─► copies ─► statements ─► answers

Known persons of a user's file and people's judgements win over each of these (`overrides.py`). An
article is stirred where a node id or a side that it refers to has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from ingest.article import Article
from ingest.decisions import Kind
from ingest.knowledge import Knowledge
from ingest.records import Record
from ingest.resolve.agglomeration import Agglomeration, X
from ingest.resolve.answers import Answers
from ingest.resolve.bearers import People
from ingest.resolve.copies import Copies
from ingest.resolve.decided import Decided
from ingest.resolve.entities import Entities
from ingest.resolve.identified import Identified
from ingest.resolve.institutions import Institutions, Places
from ingest.resolve.items import Items, Place, Source, key_of, statement_span, superseded_on
from ingest.resolve.judging import Judged
from ingest.resolve.matters import Matters
from ingest.resolve.outlets import Outlets
from ingest.resolve.overrides import entity_ids, final_clusters
from ingest.resolve.resolution import (
    Group,
    Resolution,
    answers_inside,
    matter_actor,
    open_reply,
    said,
)
from ingest.resolve.tellings import Told, told_agreements, told_events
from ingest.resolve.utterances import Utterances, uttered


class _Clusters(Protocol):
    def cluster(self, place: Place) -> set[Place]: ...


class _Register(Protocol):
    @property
    def register(self) -> _Clusters: ...
    def add(self, source: Source) -> None: ...
    def remove(self, source: Source) -> None: ...
    def settle(self) -> set[Place]: ...
    def id(self, place: Place) -> str | None: ...


class Resolver:
    """Joins the records of all articles that stand, as they come and go.

    `add` and `retract` only note what is to be done; `settle` does it and gives the keys of the
    articles that are stirred. `resolution` then is that of the whole set. `decided` is what people
    decided, as `decided.apply` finds it in these articles.
    """

    def __init__(self, knowledge: Knowledge, decided: Decided | None = None) -> None:
        decided = decided or Decided()
        self.knowledge = knowledge
        self._people = People(knowledge)
        self._institutions = Institutions(knowledge)
        self._places = Places(knowledge)
        self._registers: dict[Kind, _Register] = {
            "Person": self._people,
            "Institution": self._institutions,
            "Place": self._places,
        }
        self._entities = Entities()
        self._outlets = Outlets(knowledge)
        self._events = Matters(are_events=True)
        self._agreements = Matters(are_events=False)
        self._copies = Copies()
        self._utterances = Utterances()
        self._answers = Answers()
        self._event_ids = Identified(self._event_id)
        self._agreement_ids = Identified(self._agreement_id)
        self._statement_ids = Identified(self._statement_id)
        self._by_address: dict[str, set[str]] = {}
        self._to_add: dict[str, tuple[Article, Record]] = {}
        self._to_remove: set[str] = set()
        self._touched_statements: set[str] = set()
        self._won: set[Place] = set()  # entities whose clusters something may win over
        self._judged: dict[Kind, set[Place]] = {}  # things whose clusters judgements name
        self.resolution = Resolution(
            Items(),
            knowledge,
            entities=self._entities.ids,
            events=self._event_ids.ids,
            agreements=self._agreement_ids.ids,
            statements=self._statement_ids.ids,
            outlets=self._outlets.of,
            side_of=self._entities.side_of,
            decided=decided,
            judged=Judged(decided.bonds),
        )

    # ------------------------------------------------------------ what comes and goes

    def add(self, article: Article, record: Record) -> None:
        """Add an article with its record; one that is there already stays as it is."""
        self._to_remove.discard(article.key)
        if article.key not in self.resolution.items.sources:
            self._to_add[article.key] = (article, record)

    def retract(self, key: str) -> None:
        """Take an article out; one that is not there is passed over."""
        self._to_add.pop(key, None)
        if key in self.resolution.items.sources:
            self._to_remove.add(key)

    def settle(self) -> set[str]:
        """Join anew what has been touched; the keys of the articles that are stirred."""
        gone = [self.resolution.items.sources[key] for key in sorted(self._to_remove)]
        stirred = self._versions()
        new = [self.resolution.items.sources[key] for key in sorted(self._to_add)]
        stirred |= self._settle_entities(gone, new)
        stirred |= self._settle_matters(gone, stirred)
        stirred |= self._settle_statements(gone, new, stirred)
        stirred |= self._settle_answers(gone, stirred)
        self._to_add.clear()
        self._to_remove.clear()
        return stirred

    # ------------------------------------------------------------ versions

    def _versions(self) -> set[str]:
        """Put sources in and out, each with the day from which a later version of its address
        supersedes it; the keys of those that are new or differ.
        """
        sources = self.resolution.items.sources
        addresses: set[str] = set()
        for key in self._to_remove:
            article = sources.pop(key).article
            if article.address:
                self._by_address[article.address].discard(key)
                addresses.add(article.address)
        changed = set(self._to_add)
        for key, (article, record) in self._to_add.items():
            sources[key] = Source(article, record)
            if article.address:
                self._by_address.setdefault(article.address, set()).add(key)
                addresses.add(article.address)
        for address in addresses:
            superseded = superseded_on([sources[k].article for k in self._by_address[address]])
            for key in self._by_address[address]:
                if sources[key].superseded_on != superseded.get(key):
                    changed.add(key)
                    sources[key] = replace(sources[key], superseded_on=superseded.get(key))
        return changed

    # ------------------------------------------------------------ entities

    def _settle_entities(self, gone: list[Source], new: list[Source]) -> set[str]:
        """Take entities out and put entities in; the articles that refer to another node now."""
        for source in gone:
            self._outlets.remove(source)
            for register in self._registers.values():
                register.remove(source)
            for k in range(len(source.record.entities)):
                self._entities.put(source, k, None)
        for source in new:
            self._outlets.add(source)
            for register in self._registers.values():
                register.add(source)
        places = {(s.article.key, k) for s in new for k in range(len(s.record.entities))}
        for register in self._registers.values():
            places |= register.settle()
        won: dict[Place, str] = {}
        for kind, register in self._registers.items():
            cluster = register.register.cluster
            won |= entity_ids(self.resolution, kind, self._machine_id, cluster)
        places |= {place for place, id in won.items() if self._entities.ids.get(place) != id}
        places |= {p for p in self._won - won.keys() if p in self._entities.ids}
        self._won = set(won)
        stirred: set[str] = set()
        sources = self.resolution.items.sources
        for key, k in places:
            source = sources[key]
            id = won.get((key, k)) or self._machine_id((key, k))
            if self._entities.put(source, k, id):
                stirred.add(key)
                self._outlets.touch(source, k)
        stirred |= self._outlets.settle(self._entities.ids.__getitem__)
        for id in self._entities.settle():
            stirred |= {key for key, _ in self._entities.places.get(id, ())}
        return stirred

    def _machine_id(self, place: Place) -> str:
        """The id of an entity by the registers; what is in no cluster stands for itself."""
        entity = self.resolution.items.entity(place)
        id = self._registers[entity.type].id(place)
        return id or key_of(entity.type, place, entity.mentions)

    # ------------------------------------------------------------ events and agreements

    def _settle_matters(self, gone: list[Source], stirred: set[str]) -> set[str]:
        """Compare the events and agreements of stirred articles anew; the articles whose event or
        agreement is another node now.
        """
        r = self.resolution
        found: set[str] = set()
        found_in: tuple[tuple[Matters, Identified, Kind, str], ...] = (
            (self._events, self._event_ids, "Event", "events"),
            (self._agreements, self._agreement_ids, "Agreement", "agreements"),
        )
        for matters, table, kind, name in found_in:
            out = [(s.article.key, k) for s in gone for k in range(len(getattr(s.record, name)))]
            for place in out:
                matters.remove(place)
            for key in stirred | found:
                for told in self._told(r.items.sources[key], kind):
                    old = matters.told(told.place)
                    if old != told:
                        if old is not None:
                            matters.remove(told.place)
                        matters.add(told)
            changed, _ = table.update(self._settled(kind, matters.clusters), out)
            found |= {key for key, _ in changed}
        return found

    def _told(self, source: Source, kind: Kind) -> list[Told]:
        r, key = self.resolution, source.article.key
        if kind == "Event":
            return told_events(source, lambda k: matter_actor(r, key, k))
        return told_agreements(
            source, lambda k: matter_actor(r, key, k), lambda k: r.events.get((key, k))
        )

    def _settled(self, kind: Kind, machine: Agglomeration[X]) -> list[frozenset[Place]]:
        """The clusters of a kind that have changed."""
        changed = machine.settle()
        if not self.resolution.judged.acts(kind):
            return changed
        region = self._judged.get(kind, set())
        found, self._judged[kind] = final_clusters(self.resolution, kind, machine, changed, region)
        return found

    def _event_id(self, places: frozenset[Place]) -> str:
        items = self.resolution.items
        first = min(places, key=lambda p: items.order(p, items.event(p).mentions))
        return key_of("Event", first, items.event(first).mentions)

    def _agreement_id(self, places: frozenset[Place]) -> str:
        items = self.resolution.items
        first = min(places, key=lambda p: items.order(p, items.agreement(p).mentions))
        return key_of("Agreement", first, items.agreement(first).mentions)

    # ------------------------------------------------------------ statements

    def _settle_statements(
        self, gone: list[Source], new: list[Source], stirred: set[str]
    ) -> set[str]:
        """Compare the statements of stirred articles anew; the articles with another statement or
        origin now. What is said in touched utterances goes to the answers.
        """
        r = self.resolution
        for source in gone:
            self._copies.remove(source.article.key)
            r.copies.pop(source.article.key, None)
        for source in new:
            self._copies.add(source)
        recopied = self._copies.settle()
        for key in recopied:
            copied = self._copies.copied(key)
            if copied is None:
                r.copies.pop(key, None)
            else:
                r.copies[key] = copied
        out = [(s.article.key, k) for s in gone for k in range(len(s.record.statements))]
        for place in out:
            self._utterances.remove(place)
        for key in stirred | recopied:
            source, origin = r.items.sources[key], self._copies.origin(key)
            for k in range(len(source.record.statements)):
                speaker = r.speaker((key, k))
                old = self._utterances.get((key, k))
                if old is None or (old.speaker, old.origin) != (speaker, origin):
                    if old is not None:
                        self._utterances.remove((key, k))
                    self._utterances.add(uttered(source, k, speaker, origin))
        changed, touched = self._statement_ids.update(
            self._settled("Statement", self._utterances.clusters), out
        )
        self._touched_statements = touched
        return recopied | {key for key, _ in changed}

    def _statement_id(self, places: frozenset[Place]) -> str:
        items = self.resolution.items
        first = min(places, key=lambda p: items.order(p, items.statement(p).spans))
        record = items.sources[first[0]].record
        return key_of("Statement", first, [statement_span(record, first[1])])

    # ------------------------------------------------------------ answers

    def _settle_answers(self, gone: list[Source], stirred: set[str]) -> set[str]:
        """Look for what stirred statements answer, and who answers them."""
        r, ids = self.resolution, self._statement_ids
        touched = self._touched_statements | {
            ids.ids[key, k]
            for key in stirred
            for k in range(len(r.items.sources[key].record.statements))
        }
        for id in touched:
            places = ids.places.get(id)
            self._answers.say(id, said(r, id, places) if places else None)
        for source in gone:
            for k in range(len(source.record.statements)):
                self._answers.reply((source.article.key, k), None)
        for key in stirred:
            for k in range(len(r.items.sources[key].record.statements)):
                self._answers.reply((key, k), open_reply(r, (key, k)))
        return {key for key, _ in self._answers.settle() if key in r.items.sources}

    # ------------------------------------------------------------ the whole

    def whole(self) -> Resolution:
        """The resolution of all articles that stand, with its groups and answers in order."""
        r = self.resolution
        r.items.sources = {key: r.items.sources[key] for key in sorted(r.items.sources)}
        r.groups = {}
        for kind, tables in (
            (None, self._entities.places),
            ("Event", self._event_ids.places),
            ("Agreement", self._agreement_ids.places),
            ("Statement", self._statement_ids.places),
        ):
            for id, places in tables.items():
                ordered = tuple(sorted(places))
                r.groups[id] = Group(id, kind or r.items.entity(ordered[0]).type, ordered)
        r.groups = {id: r.groups[id] for id in sorted(r.groups)}
        r.answers = sorted(
            {*answers_inside(r), *self._answers.found.values()},
            key=lambda a: (a.source, a.target, a.article, -a.confidence, a.cue or "", a.signal),
        )
        return r


def resolve(
    sources: Iterable[Source], knowledge: Knowledge, decided: Decided | None = None
) -> Resolution:
    """Join the records of all articles: the resolver's one path, from nothing.

    `decided` is what people decided, as `decided.apply` finds it in these sources.
    """
    resolver = Resolver(knowledge, decided)
    for source in sources:
        resolver.add(source.article, source.record)
    resolver.settle()
    return resolver.whole()
