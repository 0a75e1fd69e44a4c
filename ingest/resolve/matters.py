"""Which events, and which agreements, of different articles are one.

Pairs are proposed inside blocks (one kind, one actor); a pair joins when nothing speaks against it
and something speaks for it. What two members of one cluster may not differ in (day, ordinal, place,
numbers, or standing side by side in one article) is kept while joining, best pairs first, inside
one connected component; ties are broken by the members' keys, never by arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.extract.dates import first_day, last_day
from ingest.extract.forms import fold
from ingest.resolve.agglomeration import Agglomeration, Rank
from ingest.resolve.items import Place, Source

_ALIKE = {"meeting": "talks", "summit": "summit"}
_SPAN = {  # days between a report and the event that it can mean
    "talks": 45,
    "summit": 60,
    "meeting": 10,
    "call": 5,
    "visit": 10,
    "prisoner_exchange": 40,
    "repatriation": 40,
    "attack": 5,
    "vote": 10,
    "signing": 20,
    "sanctions": 20,
}
_AGREEMENT_SPAN = 150
THRESHOLD = 2.4  # the fit from which two tellings are joined
_COMPANY = 2  # whom two articles name alike, for agreements without parties to be compared
_PART = 10  # days of a block
_STAGED = ("prisoner_exchange", "repatriation")
_STAGES = 20  # days within which one exchange is carried out in stages


@dataclass(frozen=True, slots=True)
class Told:
    """An event or agreement as one article tells it, with resolved actors and place."""

    place: Place
    kind: str
    status: str
    actors: frozenset[str]
    where: str | None
    date: str | None
    ordinal: int | None
    quantities: frozenset[str]
    words: frozenset[str]
    published: str | None
    reached_at: str | None = None
    is_guessed: bool = False  # whether the actors are those of the article, as none is told


@lru_cache(maxsize=65536)
def day_number(day: str) -> int:
    """The number of an ISO day, as the calendar counts on."""
    return date.fromisoformat(day).toordinal()


def days_apart(first: str, second: str) -> int:
    """Whole days between two ISO days."""
    return abs(day_number(first) - day_number(second))


@lru_cache(maxsize=65536)
def day_range(told: str) -> tuple[int, int]:
    """The numbers of the first and last day that a date as told allows."""
    return day_number(first_day(told)), day_number(last_day(told))


def _gap(first: str, second: str) -> int:
    """Days between two dates as told; 0 where one may be the other."""
    (a1, a2), (b1, b2) = day_range(first), day_range(second)
    return max(0, b1 - a2, a1 - b2)


def _words(name: str) -> frozenset[str]:
    return frozenset(
        w for w in fold(name).replace("-", " ").split() if len(w) > 3 and w not in _STOP
    )


_STOP = frozenset(
    """
    with that from this their between after before round talks meeting agreement deal accord pact
    """.split()
)


def told_events(source: Source, actor: Callable[[int], str | None]) -> list[Told]:
    """The events of an article as told, actors and places by their ids."""
    key = source.article.key
    return [
        Told(
            (key, k),
            _ALIKE.get(e.kind, e.kind),
            e.status,
            frozenset(x for i in e.participants if (x := actor(i))),
            actor(e.place) if e.place is not None else None,
            e.date,
            e.ordinal,
            frozenset(e.quantities),
            _words(e.name),
            source.day,
        )
        for k, e in enumerate(source.record.events)
    ]


def told_agreements(
    source: Source, actor: Callable[[int], str | None], event: Callable[[int], str | None]
) -> list[Told]:
    """The agreements of an article as told; `event` gives the ids of its events.

    Where no party is told, those whom the article names stand for it: tellings of one agreement
    name somebody in common, and take up its name.
    """
    key, record = source.article.key, source.record
    named = frozenset(
        x
        for k, e in enumerate(record.entities)
        if e.type != "Place" and e.is_named and e.kind != "media" and (x := actor(k))
    )
    out: list[Told] = []
    for k, a in enumerate(record.agreements):
        parties = frozenset(x for i in a.parties if (x := actor(i)))
        out.append(
            Told(
                (key, k),
                a.kind,
                a.status,
                parties or named,
                None,
                a.date,
                None,
                frozenset(a.quantities),
                _words(a.name),
                source.day,
                event(a.reached_at) if a.reached_at is not None else None,
                not parties,
            )
        )
    return out


def _is_staged(a: Told, b: Told) -> bool:
    """Whether two days may be stages of one exchange: the same numbers are told of it."""
    return a.kind in _STAGED and bool(a.quantities & b.quantities)


def event_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where that is not enough to join them."""
    fit = event_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def event_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where something speaks against it."""
    if a.place[0] == b.place[0] or a.kind != b.kind:
        return 0.0
    shared = len(a.actors & b.actors)
    if not shared:
        return 0.0
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return 0.0
    if a.where and b.where and a.where != b.where:
        return 0.0
    if a.quantities and b.quantities and not a.quantities & b.quantities:
        return 0.0
    score = min(2, shared) * 1.0
    span = _SPAN.get(a.kind, 20)
    if a.date and b.date:
        gap = _gap(a.date, b.date)
        if _is_staged(a, b) and gap <= _STAGES:
            gap = 0
        if gap > (1 if len(a.date) == len(b.date) == 10 else 3):
            return 0.0
        score += 2.0 if len(a.date) == len(b.date) == 10 else 1.0
    else:
        if not a.published or not b.published:
            return 0.0
        known, other = (a, b) if a.date else (b, a)
        anchor = first_day(known.date) if known.date else known.published
        assert anchor is not None
        assert other.published is not None
        gap = days_apart(anchor, other.published)
        if gap > span:
            return 0.0
        if (
            known.date
            and len(known.date) == 10
            and other.status in ("planned", "proposed")
            and known.date < other.published
        ):
            return 0.0  # what is still planned is not what was held before
        if (
            known.date
            and len(known.date) == 10
            and other.status in ("held",)
            and known.date > other.published
        ):
            return 0.0
        if (
            not known.date
            and {a.status, b.status} & {"held"}
            and {a.status, b.status} & {"planned", "proposed"}
        ):
            held, planned = (a, b) if a.status == "held" else (b, a)
            if (held.published or "") < (planned.published or ""):
                return 0.0
        score += 1.0 - 0.5 * gap / span
    if a.ordinal and a.ordinal == b.ordinal:
        score += 2.0
    if a.where and a.where == b.where:
        score += 1.0
    if a.quantities & b.quantities:
        score += 2.0
    if a.words & b.words:
        score += 0.5
    return score


def agreement_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where that is not enough to join them."""
    fit = agreement_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def agreement_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where something speaks against it."""
    if a.place[0] == b.place[0] or a.kind != b.kind:
        return 0.0
    shared = len(a.actors & b.actors)
    if not shared:
        return 0.0
    if a.quantities and b.quantities and not a.quantities & b.quantities:
        return 0.0
    if (
        a.reached_at
        and b.reached_at
        and a.reached_at != b.reached_at
        and not a.quantities & b.quantities
    ):
        return 0.0
    if a.date and b.date and _gap(a.date, b.date) > 3:
        return 0.0
    if not a.published or not b.published or days_apart(a.published, b.published) > _AGREEMENT_SPAN:
        return 0.0
    score = min(2, shared) * 1.0 + 1.0 - days_apart(a.published, b.published) / _AGREEMENT_SPAN
    if a.quantities & b.quantities:
        score += 2.0
    if a.reached_at and a.reached_at == b.reached_at:
        score += 1.5
    common = a.words & b.words
    if (a.is_guessed or b.is_guessed) and not (
        shared >= _COMPANY and (common or a.quantities & b.quantities)
    ):
        return 0.0
    score += 0.75 * min(2, len(common))
    distinctive = a.kind in ("memorandum", "framework", "ceasefire", "other", "procedural")
    if (
        distinctive
        and not common
        and not a.quantities & b.quantities
        and not (a.reached_at and a.reached_at == b.reached_at)
    ):
        score -= 1.0
    return score


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cluster of tellings by what two of them may not differ in."""

    articles: frozenset[str]
    ordinals: frozenset[int]
    places: frozenset[str]
    told: frozenset[tuple[str | None, frozenset[str]]]  # dates with quantities
    kind: str


def _sum(t: Told) -> _Sum:
    return _Sum(
        frozenset({t.place[0]}),
        frozenset({t.ordinal} if t.ordinal else ()),
        frozenset({t.where} if t.where else ()),
        frozenset({(t.date, t.quantities)}),
        t.kind,
    )


def _together(a: _Sum, b: _Sum) -> _Sum:
    return _Sum(
        a.articles | b.articles,
        a.ordinals | b.ordinals,
        a.places | b.places,
        a.told | b.told,
        a.kind,
    )


def _clash(a: _Sum, b: _Sum) -> bool:
    """Whether two clusters may not become one."""
    if not a.articles.isdisjoint(b.articles):
        return True
    if a.ordinals and b.ordinals and a.ordinals != b.ordinals:
        return True
    if a.places and b.places and a.places != b.places:
        return True
    staged = a.kind in _STAGED
    for day, numbers in a.told:
        for other, others in b.told:
            shared = bool(numbers & others)
            if numbers and others and not shared:
                return True
            if day and other and _gap(day, other) > (_STAGES if staged and shared else 3):
                return True
    return False


def _may_not_join(rank: Rank, a: _Sum, b: _Sum) -> bool:
    """Whether two clusters clash; what is left at last joins only where no date is told."""
    return (rank[0] == 3 and any(day for day, _ in a.told | b.told)) or _clash(a, b)


class Matters:
    """The events, or the agreements, of all articles that stand, and which of them are one.

    Tellings are compared inside blocks: one kind, one actor, near days. Events with a date come
    first, by their dates; then each one without a date goes to the event that its report can mean:
    what is told as held to the last one before the report, what is told as to come to the next one
    after it; what is left joins its like.
    """

    def __init__(self, *, are_events: bool) -> None:
        self._are_events = are_events
        self._told: dict[Place, Told] = {}
        self._blocks: dict[tuple[str, str, bool, int], dict[Place, None]] = {}
        # a telling without a date -> how well the dated one fits that it means, below 0
        self._anchor: dict[Place, tuple[float, Place]] = {}
        self._anchored: dict[Place, set[Place]] = {}
        self.clusters: Agglomeration[_Sum] = Agglomeration(
            lambda place: _sum(self._told[place]), _together, _may_not_join
        )

    def told(self, place: Place) -> Told | None:
        """A telling by its place."""
        return self._told.get(place)

    def add(self, t: Told) -> None:
        """Put a telling in, with the pairs that it makes."""
        if self._are_events:
            # before it is in its blocks itself; what has a date is compared by dates, close by
            far = _reach(t)
            dated = self._near(t, is_dated=True, reach=_STAGES if t.date else far)
            loose = self._near(t, is_dated=False, reach=far)
        else:
            dated, loose = [], self._near(t, is_dated=False, reach=_AGREEMENT_SPAN)
        self._told[t.place] = t
        for block in self._own_blocks(t):
            self._blocks.setdefault(block, {})[t.place] = None
        self.clusters.add(t.place)
        if not self._are_events:
            for other in loose:
                self._pair(t, other, 1, agreement_score(t, other))
        elif t.date:
            for other in dated:
                self._pair(t, other, 1, event_score(t, other))
            for other in loose:
                self._anchor_to(other, t)
        else:
            for other in dated:
                self._anchor_to(t, other)
            for other in loose:
                self._pair(t, other, 3, event_score(t, other))

    def remove(self, place: Place) -> None:
        """Take a telling out."""
        t = self._told.pop(place)
        for block in self._own_blocks(t):
            del self._blocks[block][place]
        self.clusters.remove(place)
        mine = self._anchor.pop(place, None)
        if mine is not None:
            self._anchored[mine[1]].discard(place)
        for other in self._anchored.pop(place, ()):
            self._anchor.pop(other, None)
            self._anchor_anew(self._told[other])

    def _pair(self, a: Told, b: Told, phase: int, score: float) -> None:
        if score > 0:
            self.clusters.pair(a.place, b.place, phase, score)

    def _anchor_anew(self, t: Told) -> None:
        """Pair a telling without a date with the dated one nearest to its report."""
        for other in self._near(t, is_dated=True, reach=_reach(t)):
            self._anchor_to(t, other)

    def _anchor_to(self, t: Told, dated: Told) -> None:
        """Pair a telling without a date with this dated one where it is nearer than any before."""
        value = _anchor_score(t, dated) if t.published else 0.0
        old = self._anchor.get(t.place)
        if value <= 0 or (old is not None and (-value, dated.place) >= old):
            return
        if old is not None:
            self.clusters.unpair(t.place, old[1])
            self._anchored[old[1]].discard(t.place)
        self._anchor[t.place] = (-value, dated.place)
        self._anchored.setdefault(dated.place, set()).add(t.place)
        self.clusters.pair(t.place, dated.place, 2, value)

    def _days(self, t: Told) -> tuple[int, int] | None:
        """The first and last day by which a telling is found."""
        told = t.date if self._are_events and t.date else t.published
        return None if told is None else day_range(told)

    def _own_blocks(self, t: Told) -> Iterator[tuple[str, str, bool, int]]:
        days = self._days(t)
        is_dated = self._are_events and t.date is not None
        if days is not None:
            for actor in t.actors:
                for part in range(days[0] // _PART, days[1] // _PART + 1):
                    yield (t.kind, actor, is_dated, part)

    def _near(self, t: Told, *, is_dated: bool, reach: int) -> list[Told]:
        """The tellings that may be paired with one: one kind, a common actor, days in reach."""
        days = self._days(t)
        if days is None:
            return []
        found: dict[Place, None] = {}
        for part in range((days[0] - reach) // _PART, (days[1] + reach) // _PART + 1):
            for actor in t.actors:
                found.update(self._blocks.get((t.kind, actor, is_dated, part), {}))
        found.pop(t.place, None)
        return [self._told[p] for p in found]


def _reach(t: Told) -> int:
    """Days in which a telling may be paired with one without a date, or one without with one."""
    span = _SPAN.get(t.kind, 20)
    return 3 * span if t.ordinal or t.quantities else span  # by these it may be sure


def _anchor_score(t: Told, other: Told) -> float:
    """How well a telling without a date fits a dated one; 0 where it cannot mean it."""
    assert other.date is not None
    assert t.published is not None
    if t.place[0] == other.place[0] or len(t.actors & other.actors) < min(
        2, len(t.actors), len(other.actors)
    ):
        return 0.0
    if t.ordinal and other.ordinal and t.ordinal != other.ordinal:
        return 0.0
    if t.where and other.where and t.where != other.where:
        return 0.0
    if t.quantities and other.quantities and not t.quantities & other.quantities:
        return 0.0
    day = first_day(other.date)
    span = _SPAN.get(t.kind, 20)
    gap = days_apart(day, t.published)
    sure = bool(t.ordinal and t.ordinal == other.ordinal) or bool(t.quantities & other.quantities)
    if gap > (3 * span if sure else span):
        return 0.0
    ahead = t.status in ("planned", "proposed", "postponed")
    if (ahead and last_day(other.date) < t.published) or (not ahead and day > t.published):
        return 0.0
    return 3.0 + 2.0 * sure - gap / span + (0.5 if t.words & other.words else 0.0)
