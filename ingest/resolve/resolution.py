"""A resolution: who is who, what is what, said by whom, answered by whom, over a set of records.

`resolver.py` makes it and keeps it up to date; `graph_builder.py` writes it as nodes and edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.extract.dates import last_day
from ingest.extract.forms import fold
from ingest.knowledge import Knowledge
from ingest.records import Agreement, Event, Record, Span
from ingest.resolve.answers import Answer, Reply, Said
from ingest.resolve.decided import Decided
from ingest.resolve.items import Items, Place, hull, statement_span
from ingest.resolve.judging import Judged
from ingest.resolve.register import NEVER
from ingest.resolve.utterances import content_words, is_headline

_TAKES_UP = re.compile(  # what a speaker does to a proposal: "it accepted the proposal"
    r"(?:(?:it|he|she|they|we|i) )?(?:(?:has|had|have|would|will) )?"
    r"(?:accept|agree(?:s|d)? (?:to|with)|welcom|endors|reject|declin|turn(?:s|ed) down)\w*"
    r"(?: [\w'’-]+){0,4} (?:proposal|offer|plan|initiative|roadmap|draft|idea|truce|ceasefire)\b",
    re.I,
)
_MARK = 5  # characters of "that "


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

    def find(self, key: str) -> str | None:
        """The node id that a mention's key stands for: of the mention that begins there, else of
        one that overlaps it in the same article; None where its article is gone or has none.
        """
        kind, _, rest = key.partition("/")
        article, _, span = rest.partition("/")
        source = self.items.sources.get(article)
        start, _, end = span.partition("-")
        if source is None or not (start.isdigit() and end.isdigit()):
            return key if key in self.groups else None
        record = source.record
        tables = {"event": self.events, "agreement": self.agreements, "statement": self.statements}
        found = [
            (min(spans) != (int(start), int(end)), k)
            for k, spans in _spans_of(record, kind)
            if any(a < int(end) and int(start) < b for a, b in spans)
        ]
        return tables.get(kind, self.entities)[article, min(found)[1]] if found else None


def _spans_of(record: Record, kind: str) -> Iterator[tuple[int, Sequence[Span]]]:
    """The places and spans of a record's things of one kind, by which their keys are made."""
    if kind == "statement":
        for k in range(len(record.statements)):
            yield k, [statement_span(record, k)]
    elif kind in ("event", "agreement"):
        things: Sequence[Event | Agreement] = (
            record.events if kind == "event" else record.agreements
        )
        for k, thing in enumerate(things):
            yield k, thing.mentions
    else:
        for k, entity in enumerate(record.entities):
            if entity.type.lower() == kind:
                yield k, entity.mentions


def date_of(told: Iterable[Event | Agreement]) -> str | None:
    """The date of what several articles tell of: the first of the most exact ones."""
    return max((e.date for e in told if e.date), key=len, default=None)


def day_said(items: Items, places: Iterable[Place]) -> str | None:
    """When an utterance was said: as the earliest of its reports that tells it has it."""
    ordered = sorted(places, key=lambda p: items.order(p, items.statement(p).spans))
    return next((day for p in ordered if (day := items.statement(p).date)), None)


def matter_actor(r: Resolution, article: str, index: int) -> str | None:
    """Who or what an entity is to an event or agreement: of a delegation its state; no sites, as a
    palace and its city are no two places of one meeting.
    """
    id = r.entities.get((article, index))
    if id is None:
        return None
    entity = r.items.entity((article, index))
    if entity.kind == "delegation" and id in r.side_of:
        return r.side_of[id]
    if entity.type == "Place":
        spot = r.knowledge.place_by_id.get(id.removeprefix("place/"))
        if spot.kind == "site" if spot is not None else entity.known is None:
            return None
    return id


def topic_id(r: Resolution, article: str, kind: str, place: int) -> str | None:
    """The node id of what a statement is about."""
    table = {"entity": r.entities, "event": r.events, "agreement": r.agreements}[kind]
    return table.get((article, place))


def said(r: Resolution, id: str, places: Iterable[Place]) -> Said | None:
    """An utterance for pairing with answers, from all its reports; None without a speaker."""
    items = r.items
    ordered = sorted(places, key=lambda p: items.order(p, items.statement(p).spans))
    speaker = next((x for p in ordered if (x := r.speaker(p))), None)
    if speaker is None:
        return None
    topics: set[str] = set()
    addressees: set[str] = set()
    words: set[str] = set()
    days: list[str] = []
    for place in ordered:
        statement = items.statement(place)
        topics |= {
            x
            for t in statement.about
            if t.list != "entity" and (x := topic_id(r, place[0], t.list, t.place))
        }
        addressees |= {x for i in statement.addressed_to if (x := r.entity(place[0], i))}
        text = items.sources[place[0]].article.text
        told = content_words(" ".join(text[a:b] for a, b in statement.spans))
        words |= told - states_in(r.knowledge, items.sources[place[0]].record)
        day = statement.date or items.day(place)
        if day:
            days.append(last_day(day))
    return Said(
        id,
        speaker,
        r.side_of.get(speaker),
        min(days) if days else NEVER,
        items.statement(ordered[0]).act,
        frozenset(topics),
        frozenset(addressees),
        frozenset(words),
        frozenset(p[0] for p in ordered),
        items.day(ordered[0]) or NEVER,
        all(is_headline(items.sources[p[0]].article.text, items.statement(p)) for p in ordered),
    )


def states_in(knowledge: Knowledge, record: Record) -> frozenset[str]:
    """The words of the names and adjectives of states that an article tells of: that two
    statements name the same states is no sign that one answers the other.
    """
    words: set[str] = set()
    for e in record.entities:
        state = knowledge.state_by_id.get(e.state or "")
        if e.kind == "state":
            words |= content_words(e.name)
        if state is not None:
            words |= content_words(" ".join((state.name, *state.adjectives)))
    return frozenset(words)


def open_reply(r: Resolution, place: Place) -> Reply | None:
    """The reply that a report is to somebody whose words its article does not hold, or None."""
    record = r.items.sources[place[0]].record
    statement = r.items.statement(place)
    if statement.speaker is None:
        return None
    answered, is_carried = statement.responds_to_entity, False
    if statement.responds_to is not None:
        if not answers_retold(record, place[1]):
            return None
        answered = record.statements[statement.responds_to].speaker
    elif answered is None and place[1]:
        before = record.statements[place[1] - 1]  # what a speaker goes on to say
        if before.speaker == statement.speaker and before.responds_to is None:
            answered, is_carried = before.responds_to_entity, True
    actor = r.entity(place[0], answered)
    proposals = _taken_up(r, place) if actor is None else {}
    if actor is None and not proposals:
        return None
    return Reply(
        r.statements[place],
        place,
        actor,
        r.side_of.get(actor) if actor is not None else None,
        _cue(r, place),
        "inferred" if is_carried else statement.response_signal or "explicit",
        r.items.day(place) or NEVER,
        frozenset(proposals),
        content_words(" ".join(proposals.values())) - states_in(r.knowledge, record),
        is_carried,
    )


def answers_retold(record: Record, k: int) -> bool:
    """Whether a statement answers what its article only tells again in the statement's own words:
    "A denied that C, as B had charged".
    """
    me = record.statements[k]
    if me.responds_to is None:
        return False
    (start, end), (first, last) = hull(me), hull(record.statements[me.responds_to])
    return end == last and abs(start - first) <= _MARK


def _taken_up(r: Resolution, place: Place) -> dict[str, str]:
    """The proposals that a report accepts or turns down in so many words ("it accepted the
    proposal"): the agreements that it is about, by id with their names.
    """
    text, statement = r.items.sources[place[0]].article.text, r.items.statement(place)
    start, end = statement.spans[0]
    cue = slice(*statement.cue) if statement.cue is not None and statement.cue[0] < start else None
    if not _TAKES_UP.match(text, start, end) and (
        cue is None or not _TAKES_UP.match(f"{text[cue]} {text[start:end]}")
    ):
        return {}
    return {
        id: r.items.agreement((place[0], t.place)).name
        for t in statement.about
        if t.list == "agreement" and (id := topic_id(r, place[0], t.list, t.place)) is not None
    }


def answers_inside(r: Resolution) -> Iterator[Answer]:
    """The answers to statements of the same article."""
    for place, id in r.statements.items():
        statement = r.items.statement(place)
        if statement.responds_to is None:
            continue
        target = r.statements.get((place[0], statement.responds_to))
        if target is not None and target != id:
            signal = statement.response_signal or "explicit"
            sure = 0.8 if statement.response_signal == "explicit" else 0.5
            yield Answer(id, target, place[0], _cue(r, place), signal, sure)


def _cue(r: Resolution, place: Place) -> str | None:
    span = r.items.statement(place).response_cue
    return r.items.sources[place[0]].article.text[slice(*span)] if span else None


def display_name(names: Iterable[str]) -> str:
    """The name used most often among the fullest forms."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return min(counts, key=lambda n: (-min(len(n.split()), 3), -counts[n], fold(n), n))
