"""Which institutions and places of different articles are one: looked up where known, else by
name, in any spelling, of one state; clusters are kept as articles come and go.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from ingest.extract.forms import bare, skeleton
from ingest.extract.spelling import is_typo, loose
from ingest.knowledge import Body as Entry
from ingest.knowledge import Knowledge, State
from ingest.knowledge import Place as Spot
from ingest.records import Entity
from ingest.resolve.components import Components
from ingest.resolve.items import Place, Source, key_of
from ingest.resolve.people import sound
from ingest.resolve.register import NEVER, Order, Register

N = TypeVar("N", bound=Hashable)

# American spellings in the names of bodies, with the British ones.
_AMERICAN = tuple(
    (re.compile(pattern), british)
    for pattern, british in (
        (r"\bdefense\b", "defence"),
        (r"\bcenter\b", "centre"),
        (r"\blabor\b", "labour"),
        (r"\bprogram\b", "programme"),
        (r"(?<=[a-z]{2}i)z(?=ation|ing\b|ed\b)", "s"),
        (r"\s*&\s*", " and "),
    )
)


@dataclass(frozen=True, slots=True)
class Body:
    """The signature of an institution: how it is looked up, and its words or id, and its state.

    `by` is "known" (an id), "delegation" and "media" (a state's), or "name".
    """

    by: str
    words: tuple[str, ...]
    state: str | None = None


def main_army(knowledge: Knowledge, state: str) -> str | None:
    """The known armed forces of a state, where there is exactly one main body."""
    found = [
        body.id
        for body in knowledge.bodies
        if body.kind == "military"
        and body.state == state
        and any(word in body.name for word in ("Armed Forces", "Defense Forces", "Defence Forces"))
        and "General Staff" not in body.name
    ]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Names:
    """How institutions are looked up by name: for records whose reader left one unmatched (a name
    of another language or spelling, or one that a user's own file adds).

    What two entries claim decides nothing, unless one alone is the user's.
    """

    alone: Mapping[str, str]  # folded -> id
    spelt: Mapping[tuple[str, ...], str]  # the words of names of several, in one spelling -> id
    given: Mapping[str, int]  # given names that stand in names of bodies, by their group

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, knowledge: Knowledge) -> Names:
        """The names of the states and bodies of the knowledge files."""
        given = {skeleton(name): number for name, number in knowledge.names.equivalents.items()}
        entries: list[State | Entry] = [*knowledge.states, *knowledge.bodies]
        owners: dict[tuple[str, ...], set[str]] = {}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                words = body_words(name)
                if len(words) > 1:
                    owners.setdefault(_as_given(words, given), set()).add(entry.id)
        return cls(_alone(entries, knowledge.own), _single(owners, knowledge.own), given)

    def find(self, name: str) -> str | None:
        """The id of the one state or body that has a name."""
        return self.alone.get(bare(name)) or self.spelt.get(self.words(name))

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name, spellings of one given name as one."""
        return _as_given(body_words(name), self.given)


def _as_given(words: tuple[str, ...], given: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"given {given[w]}" if w in given else w for w in words)


def _alone(entries: Iterable[State | Entry | Spot], own: Collection[str]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            owners.setdefault(bare(name), set()).add(entry.id)
    return _single(owners, own)


def _single(owners: Mapping[N, set[str]], own: Collection[str]) -> dict[N, str]:
    """The names that one entry alone has, or one alone of the user's own."""
    mine = {name: ids & set(own) if len(ids) > 1 else ids for name, ids in owners.items()}
    return {name: next(iter(ids)) for name, ids in mine.items() if len(ids) == 1}


@lru_cache(maxsize=65536)
def body_words(name: str) -> tuple[str, ...]:
    """The words of an institution's name: no article, one spelling of each word."""
    text = bare(name)
    for pattern, british in _AMERICAN:
        text = pattern.sub(british, text)
    words = tuple(
        loose(skeleton(word)) if len(word) >= 4 and word.isalpha() else word
        for word in text.replace("-", " ").replace(".", "").split()
    )
    if _MINISTRY in words:  # Ministry of Defence, Defence Ministry
        return tuple(sorted(word for word in words if word not in ("of", "the", "for")))
    return words


_MINISTRY = loose(skeleton("ministry"))


def body_signature(entity: Entity, knowledge: Knowledge, names: Names) -> Body:
    """What an institution is joined by: its known id, its kind and state, or its name and state."""
    known = names.find(entity.name)
    if known is not None and (known in knowledge.own or not entity.known):
        body = knowledge.body_by_id.get(known)
        if body is None or body.state is None or entity.state in (None, body.state):
            return Body("known", (known,))
    if entity.known:
        return Body("known", (entity.known,))
    if entity.kind == "military" and entity.state:
        words = set(bare(entity.name).split())
        if words & {"army", "military", "forces"} and not words & {
            "navy",
            "air",
            "staff",
            "command",
            "general",
        }:
            army = main_army(knowledge, entity.state)
            if army is not None:
                return Body("known", (army,))
    if entity.kind == "delegation" and entity.state:
        return Body("delegation", (), entity.state)
    if entity.kind == "media" and entity.state and "media" in bare(entity.name):
        return Body("media", (), entity.state)
    return Body("name", names.words(entity.name), entity.state)


def is_one_body(first: Body, second: Body) -> bool:
    """Whether two names of one state are one: all words alike, one at most in another spelling."""
    if first.state != second.state or len(first.words) != len(second.words):
        return False
    unlike = [(a, b) for a, b in zip(first.words, second.words, strict=True) if a != b]
    return len(unlike) <= 1 and all(_is_one_word(a, b, len(first.words)) for a, b in unlike)


def _is_one_word(first: str, second: str, count: int) -> bool:
    """Whether two words are one in another spelling; a slip is believed beside other words only."""
    if not (first.isalpha() and second.isalpha()) or min(len(first), len(second)) < 6:
        return False
    return sound(first) == sound(second) or (count > 1 and is_typo(first, second))


def _blocks(body: Body) -> Iterable[Hashable]:
    yield (body.state, body.words)
    if len(body.words) == 1:
        yield (body.state, sound(body.words[0]))
    else:
        for k in range(len(body.words)):
            yield (body.state, k, body.words[:k] + body.words[k + 1 :])


class Institutions:
    """The institutions of all articles that stand.

    Names with a state make components; a name without one joins the one component that has it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names = Names.of(knowledge)
        self._named: Components[Body] = Components(_blocks, is_one_body)
        self._by_words: dict[Hashable, set[Body]] = {}
        self._changed: set[Body] = set()
        self.register: Register[Body] = Register(_body_id)

    def add(self, source: Source) -> None:
        """Register the institutions of an article."""
        for order, body in self._signed(source):
            if self.register.add(order, body):
                if body.by == "name":
                    self._named.add(body)
                    for words in _without_state(body):
                        self._by_words.setdefault(words, set()).add(body)
                    self._changed.add(body)
                else:
                    self.register.put(body, body)

    def remove(self, source: Source) -> None:
        """Take the institutions of an article out."""
        for order, body in self._signed(source):
            if self.register.remove(order) is not None and body.by == "name":
                self._named.remove(body)
                for words in _without_state(body):
                    self._by_words[words].discard(body)
                self._changed.add(body)

    def _signed(self, source: Source) -> Iterable[tuple[Order, Body]]:
        for k, entity in enumerate(source.record.entities):
            if entity.type == "Institution":
                order = (source.day or NEVER, source.article.key, min(entity.mentions), k)
                yield order, body_signature(entity, self._knowledge, self._names)

    def settle(self) -> set[Place]:
        """Join anew what has been touched; the places that have another id."""
        touched = set(self._changed)
        for number in self._named.take_touched():
            touched |= self._named.members[number]
        stateless = {
            other
            for body in touched
            for words in _without_state(body)
            for other in self._by_words.get(words, ())
            if other.state is None
        }
        stateless |= {  # a component without a state goes one way
            other for body in stateless for other in self._named.members[self._named.of(body)]
        }
        for body in touched:
            if body.state is not None and body in self._named:
                self.register.put(body, self._named.of(body))
        for number in {self._named.of(body) for body in stateless}:
            members = self._named.members[number]
            homes = {
                self._named.of(other)
                for body in members
                for words in _without_state(body)
                for other in self._by_words.get(words, ())
                if other.state is not None and is_one_body(Body("name", other.words), body)
            }
            for body in members:
                self.register.put(body, homes.copy().pop() if len(homes) == 1 else number)
        self._changed.clear()
        return self.register.settle()

    def id(self, place: Place) -> str | None:
        """The id of the institution at a place."""
        return self.register.id(place)


def _without_state(body: Body) -> Iterable[Hashable]:
    return (block[1:] for block in _blocks(body) if isinstance(block, tuple))


def _body_id(first: Order, bodies: Iterable[Body]) -> str:
    known = next((b.words[0] for b in bodies if b.by == "known"), None)
    return known or key_of("Institution", (first[1], first[3]), [first[2]])


class Places:
    """The places of all articles that stand, by their known id or their name.

    A name that a user's own file gives to one place alone wins over the reader's; one that the
    reader left unmatched is looked up.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        mine = [spot for spot in knowledge.places if spot.id in knowledge.own]
        self._own = _alone(mine, knowledge.own)
        self._names = _alone(knowledge.places, knowledge.own)
        self.register: Register[tuple[str, str]] = Register(_place_id)

    def add(self, source: Source) -> None:
        """Register the places of an article."""
        for order, sign in self._signed(source):
            if self.register.add(order, sign):
                self.register.put(sign, sign)

    def remove(self, source: Source) -> None:
        """Take the places of an article out."""
        for order, _ in self._signed(source):
            self.register.remove(order)

    def _signed(self, source: Source) -> Iterable[tuple[Order, tuple[str, str]]]:
        for k, entity in enumerate(source.record.entities):
            if entity.type == "Place":
                name = bare(entity.name)
                known = self._own.get(name) or entity.known or self._names.get(name)
                sign = ("known", known) if known else ("name", name)
                yield (source.day or NEVER, source.article.key, min(entity.mentions), k), sign

    def settle(self) -> set[Place]:
        """The places that have another id."""
        return self.register.settle()

    def id(self, place: Place) -> str | None:
        """The id of the place that stands there."""
        return self.register.id(place)


def _place_id(first: Order, signs: Iterable[tuple[str, str]]) -> str:
    known = next((name for by, name in signs if by == "known"), None)
    return f"place/{known}" if known else key_of("Place", (first[1], first[3]), [first[2]])
