"""Which reports, in several outlets, are of one utterance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.forms import fold
from ingest.records import Statement
from ingest.resolve.agglomeration import Agglomeration
from ingest.resolve.days import day_number, days_apart
from ingest.resolve.items import Items, Place, Source

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SAME_DAYS = 4
_COPIED = 0.8  # likeness of words from which copies tell one utterance, whatever is told beside it
_HEADLINE = 240  # where a headline begins at the latest
_LIGHT = frozenset(
    """
    the a an of to in on for and that is was were be been will would had has have it its he she
    they his her their with by at as from this not but or which who said also
    """.split()
)


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The telling words of a statement, folded and cut to a stem."""
    return frozenset(_stem(w) for w in _WORD.findall(fold(text)) if w not in _LIGHT)


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "edly", "ed", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_SHORT_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_NEGATIONS = frozenset("not no never nobody nothing none neither nor cannot without".split())


def _numbers(text: str) -> frozenset[str]:
    """The numbers that stand in a text in figures, without the marks inside them."""
    return frozenset(re.sub(r"[.,](?=\d)", "", n) for n in _NUMBER.findall(text))


def _is_negated(text: str) -> bool:
    """Whether a text denies something in so many words."""
    return bool(_SHORT_NOT.search(text)) or not _NEGATIONS.isdisjoint(_WORD.findall(fold(text)))


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """How much two statements say the same: common words over those of the shorter and of both."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return 0.5 * common / min(len(first), len(second)) + 0.5 * common / len(first | second)


@dataclass(frozen=True, slots=True)
class Uttered:
    """One report of an utterance: who said it, its telling words, its days, the article's origin.

    `day` is the day that is told, else that of publication; `said` the day where it is told.
    `origin` is the earliest article that the report's article copies, or that article.
    """

    place: Place
    speaker: str | None
    is_open: bool  # whether no name stands behind the speaker
    words: frozenset[str]
    numbers: frozenset[str]
    is_negated: bool | None  # None where the act denies, with or without such words
    said: str | None
    day: str | None
    origin: str
    is_headline: bool


def uttered(source: Source, k: int, speaker: str | None, origin: str) -> Uttered:
    """A statement of an article, ready for comparison."""
    statement = source.record.statements[k]
    text = source.article.text
    said = statement.date if statement.date and len(statement.date) == 10 else None
    who = statement.speaker
    words = " ".join(text[a:b] for a, b in statement.spans)
    return Uttered(
        (source.article.key, k),
        speaker,
        speaker is None or who is None or not source.record.entities[who].is_named,
        content_words(words),
        _numbers(words),
        None if statement.act in ("deny", "reject") else _is_negated(words),
        said,
        said or (None if statement.date else source.day),
        origin,
        is_headline(text, statement),
    )


def is_headline(text: str, statement: Statement) -> bool:
    """Whether a statement stands in the headline of its article."""
    end = text.find("\n\n", 0, _HEADLINE * 4)
    return end > 0 and statement.spans[-1][1] <= end and min(statement.spans)[0] < _HEADLINE


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cluster of reports: the articles with a full statement of it, and the named speakers."""

    articles: frozenset[str]
    speakers: frozenset[str]


def _together(a: _Sum, b: _Sum) -> _Sum:
    return _Sum(a.articles | b.articles, a.speakers | b.speakers)


def _clash(a: _Sum, b: _Sum) -> bool:
    """Whether one article tells both in full, or two named persons say them."""
    is_other = bool(a.speakers) and bool(b.speakers) and a.speakers != b.speakers
    return is_other or not a.articles.isdisjoint(b.articles)


class Utterances:
    """The statements of all articles that stand, and which reports are of one utterance: one
    speaker, days apart, the same words; in copies of one text also where the speaker has no name,
    or was not found in one of them.
    """

    def __init__(self) -> None:
        self._uttered: dict[Place, Uttered] = {}
        self._said: dict[str, dict[int | None, dict[Place, None]]] = {}  # by speaker and days
        self._told: dict[str, dict[Place, None]] = {}  # by origin
        self.clusters: Agglomeration[_Sum] = Agglomeration(
            self._sum, _together, lambda rank, a, b: _clash(a, b)
        )

    def get(self, place: Place) -> Uttered | None:
        """A report by its place."""
        return self._uttered.get(place)

    def add(self, u: Uttered) -> None:
        """Put a report in, with the pairs that it makes."""
        self.clusters.add(u.place)
        self._uttered[u.place] = u
        told = self._told.setdefault(u.origin, {})
        for place in told:
            other = self._uttered[place]
            if (u.is_open or other.is_open) and place[0] != u.place[0]:
                self._pair(u, other)
        told[u.place] = None
        if u.speaker is None:
            return
        parts = self._said.setdefault(u.speaker, {})
        for part in _parts_near(u.day, parts):
            for place in parts[part]:
                self._pair(u, self._uttered[place])
        parts.setdefault(_part(u.day), {})[u.place] = None

    def _pair(self, u: Uttered, other: Uttered) -> None:
        fewest = min(len(u.words), len(other.words))
        if fewest and len(u.words & other.words) >= min(2, fewest):
            value = _same(u, other)
            if value > 0:
                self.clusters.pair(u.place, other.place, 1, value)

    def remove(self, place: Place) -> None:
        """Take a report out."""
        u = self._uttered.pop(place)
        self.clusters.remove(place)
        told = self._told[u.origin]
        del told[place]
        if not told:
            del self._told[u.origin]
        if u.speaker is not None:
            parts, part = self._said[u.speaker], _part(u.day)
            del parts[part][place]
            if not parts[part]:
                del parts[part]

    def _sum(self, place: Place) -> _Sum:
        u = self._uttered[place]
        return _Sum(
            frozenset() if u.is_headline else frozenset({place[0]}),
            frozenset() if u.is_open or u.speaker is None else frozenset({u.speaker}),
        )


def _part(day: str | None) -> int | None:
    return None if day is None else day_number(day)


def _parts_near(day: str | None, parts: Mapping[int | None, object]) -> list[int | None]:
    """The days on which the same may have been said: near ones, and none; or any."""
    part = _part(day)
    if part is None:
        return list(parts)
    near = range(part - _SAME_DAYS, part + _SAME_DAYS + 1)
    return [p for p in (None, *near) if p in parts]


def _same(one: Uttered, other: Uttered) -> float:
    """How surely two reports are of one utterance; 0 where they are not."""
    value = similarity(one.words, other.words)
    if one.place[0] == other.place[0]:
        return value if value >= 0.55 and one.is_headline != other.is_headline else 0.0
    if one.day and other.day and days_apart(one.day, other.day) > _SAME_DAYS:
        return 0.0
    if one.said and other.said and one.said != other.said and value < 0.8:
        return 0.0
    if _differ(one, other):
        return 0.0
    is_copied = one.origin == other.origin
    if one.speaker != other.speaker and not (is_copied and value >= _COPIED):
        return 0.0
    if min(len(one.words), len(other.words)) < 3:
        return value if is_copied and value >= _COPIED else 0.0
    return value if value >= (0.5 if is_copied else 0.62) else 0.0


def _differ(one: Uttered, other: Uttered) -> bool:
    """Whether what is alike in words tells other numbers, or denies in the same words what the
    other says; where more words differ, one may leave out what the other denies.
    """
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    if None in (one.is_negated, other.is_negated) or one.is_negated == other.is_negated:
        return False
    return one.words - _NEGATIONS == other.words - _NEGATIONS


def independent_sources(
    places: list[Place],
    items: Items,
    copies: Mapping[str, tuple[str, float]],
    relay_of: Callable[[Place], tuple[str, ...]],
) -> int:
    """How many independent sources carry a statement: copies and common relays count once."""
    origins: set[str] = set()
    for place in places:
        relays = relay_of(place)
        article = copies[place[0]][0] if place[0] in copies else place[0]
        origins.add(
            f"relay/{relays[-1]}"
            if relays
            else f"article/{items.sources[article].article.outlet or article}"
        )
    return max(1, len(origins))
