"""What resolution works on: the things of all records, each with its key, and unions of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from graph.ids import mention_key
from ingest.article import Article
from ingest.records import Agreement, Entity, Event, Record, Span, Statement

T = TypeVar("T", bound=Hashable)
Place = tuple[str, int]  # (article key, place in the record's list)


@dataclass(frozen=True)
class Source:
    """An article with its record, and the day from which a later version takes its place."""

    article: Article
    record: Record
    superseded_on: str | None = None

    @property
    def day(self) -> str | None:
        """The day of publication, as given or as the text's prefix tells."""
        return self.article.published

    @property
    def known_on(self) -> str | None:
        """The day from which its text could be read: of an edited version, that of the edit."""
        days = [d for d in (self.article.published, self.article.modified) if d]
        return max(days) if self.article.published else None


class Items:
    """The records of all articles, by article key."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self.sources: dict[str, Source] = {
            s.article.key: s for s in sorted(sources, key=lambda s: s.article.key)
        }

    def entity(self, place: Place) -> Entity:
        """An entity by its place."""
        return self.sources[place[0]].record.entities[place[1]]

    def event(self, place: Place) -> Event:
        """An event by its place."""
        return self.sources[place[0]].record.events[place[1]]

    def agreement(self, place: Place) -> Agreement:
        """An agreement by its place."""
        return self.sources[place[0]].record.agreements[place[1]]

    def statement(self, place: Place) -> Statement:
        """A statement by its place."""
        return self.sources[place[0]].record.statements[place[1]]

    def day(self, place: Place) -> str | None:
        """The day of publication of the article that a thing stands in."""
        return self.sources[place[0]].day

    def order(self, place: Place, spans: Sequence[Span]) -> tuple[str, str, Span, int]:
        """What decides which member is the earliest: day, article key, offset, place in the record
        (two things may begin in one place).
        """
        return (self.day(place) or "9999-12-31", place[0], min(spans), place[1])


def key_of(kind: str, place: Place, spans: Sequence[Span]) -> str:
    """The key of a thing: its node kind, its article, and its first mention."""
    start, end = min(spans)
    return mention_key(kind, place[0], start, end)


def hull(statement: Statement) -> Span:
    """From the first to the last character of a statement's content."""
    return min(statement.spans)[0], max(statement.spans)[1]


def statement_span(record: Record, k: int) -> Span:
    """The span in a statement's key: of its content, and of its cue where an earlier statement has
    the same content ("A denied that C, as B had charged").
    """
    me = record.statements[k]
    start, end = hull(me)
    if me.cue is not None and any(hull(s) == (start, end) for s in record.statements[:k]):
        return min(start, me.cue[0]), max(end, me.cue[1])
    return start, end


def superseded_on(versions: Sequence[Article]) -> dict[str, str]:
    """The day from which each version of an address is superseded by the next, by article key.

    Which version is later is told by the modified day, then the published day, then the key.
    """
    ordered = sorted(
        versions, key=lambda a: (a.modified or a.published or "", a.published or "", a.key)
    )
    return {
        earlier.key: later.modified or later.published or "9999-12-31"
        for earlier, later in pairwise(ordered)
    }


class Unions(Generic[T]):
    """Disjoint sets."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parent: dict[T, T] = {m: m for m in members}

    def __contains__(self, member: T) -> bool:
        return member in self._parent

    def find(self, member: T) -> T:
        """The representative of a member's set."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, first: T, second: T) -> None:
        """Make two sets one."""
        a, b = self.find(first), self.find(second)
        if a != b:
            self._parent[b] = a

    def groups(self) -> list[list[T]]:
        """The sets, each in the order in which its members were given."""
        found: dict[T, list[T]] = {}
        for member in self._parent:
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
