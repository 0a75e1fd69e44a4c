"""Which persons of different articles are one: clusters of signatures, kept as articles come, go.

Full names make components (`may_join`). An initial with a surname, then a surname alone, joins the
one bearer that fits; among several the one who holds the same office; else it stays with its like.
Who is told by an office alone joins its holder (`officials.py`), unless a user's file names
persons: then `overrides.py` does it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from ingest.knowledge import Knowledge
from ingest.records import Entity, Record
from ingest.resolve.components import Components
from ingest.resolve.holders import portfolios_of, titles_held
from ingest.resolve.items import Place, Source, Unions, key_of
from ingest.resolve.officials import Official, Officials
from ingest.resolve.people import (
    Given,
    Signature,
    are_rivals,
    blocks_of,
    fits_initial,
    is_near_surname,
    may_join,
    signature,
    sound,
)
from ingest.resolve.register import NEVER, Order, Register

Held = tuple[str, str]  # title, institution
Sign = Signature | Official


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A component of full names, or initials without one, summed up."""

    token: Hashable
    states: frozenset[str]
    offices: frozenset[Held]
    names: frozenset[tuple[str, ...]]
    is_family_first: bool


class People:
    """The persons of all articles that stand."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._given = given = Given.of(knowledge)
        self._ministers = {
            title: ministry.id for ministry in knowledge.ministries for title in ministry.minister
        }
        self._full: Components[Signature] = Components(
            lambda s: blocks_of(s, given), lambda a, b: may_join(a, b, given)
        )
        self._by_key: dict[str, dict[Signature, None]] = {}  # full names by where shorter ones look
        self._short_by_key: dict[str, dict[Signature, None]] = {}
        self._short_by_word: dict[str, dict[Signature, None]] = {}
        self._portfolios = portfolios_of(knowledge)
        self.register: Register[Sign] = Register(_id)
        self._officials = Officials(self.register)
        self._alone: set[Place] = set()  # persons without a name or office to join them by
        self._keys: set[str] = set()  # what has changed since the clusters were last settled

    # ------------------------------------------------------------ articles

    def add(self, source: Source) -> None:
        """Register the persons of an article."""
        for order, sign in self._signed(source):
            if sign is None:
                self._alone.add((order[1], order[3]))
                continue
            if self.register.add(order, sign):
                self._enter(sign)
            elif isinstance(sign, Signature):
                self._officials.told(sign, order)

    def remove(self, source: Source) -> None:
        """Take the persons of an article out."""
        for order, sign in self._signed(source):
            if sign is None:
                self._alone.discard((order[1], order[3]))
                continue
            is_last = self.register.remove(order) is not None
            if isinstance(sign, Signature):
                self._officials.told(sign, order)
            if is_last:
                self._leave(sign)

    def _signed(self, source: Source) -> Iterable[tuple[Order, Sign | None]]:
        record = source.record
        for k, entity in enumerate(record.entities):
            if entity.type != "Person":
                continue
            order = (source.day or NEVER, source.article.key, min(entity.mentions), k)
            yield order, self._sign(entity, record, order[0])

    def _sign(self, entity: Entity, record: Record, day: str) -> Sign | None:
        if entity.is_named:
            sign = signature(entity, record, self._knowledge, self._portfolios, self._given)
            return sign if sign.words else None
        if self._knowledge.people:
            return None
        titles = titles_held(entity, record, self._portfolios)
        return Official(titles, day) if titles else None

    def id(self, place: Place) -> str | None:
        """The id of the person at a place; None where it stands for itself."""
        return None if place in self._alone else self.register.id(place)

    # ------------------------------------------------------------ signatures

    def _enter(self, sign: Sign) -> None:
        if isinstance(sign, Official):
            self._officials.enter(sign)
            return
        self._keys.update(_keys(sign))
        if sign.is_full:
            self._full.add(sign)
            for key in _keys(sign):
                self._by_key.setdefault(key, {})[sign] = None
        else:
            self._short_by_word.setdefault(sign.words[-1], {})[sign] = None
            for key in _keys(sign):
                self._short_by_key.setdefault(key, {})[sign] = None

    def _leave(self, sign: Sign) -> None:
        if isinstance(sign, Official):
            self._officials.leave(sign)
            return
        self._officials.drop(sign)
        self._keys.update(_keys(sign))
        if sign.is_full:
            self._full.remove(sign)
            for key in _keys(sign):
                del self._by_key[key][sign]
        else:
            del self._short_by_word[sign.words[-1]][sign]
            for key in _keys(sign):
                del self._short_by_key[key][sign]

    # ------------------------------------------------------------ clusters

    def settle(self) -> set[Place]:
        """Join anew what has been touched; the places that have another id."""
        for number in self._full.take_touched():
            for sign in self._full.members[number]:
                self._put(sign, number)
                self._keys.update(_keys(sign))
        bearers: dict[int, _Bearer] = {}
        for has_initials in (True, False):
            shorts = self._touched(has_initials=has_initials)
            self._settle_shorts(shorts, bearers)
            if has_initials:
                for sign in shorts:
                    self._keys.update(_keys(sign))
        self._officials.settle()
        self._keys.clear()
        return self.register.settle()

    def _put(self, sign: Signature, token: Hashable) -> None:
        if self.register.token(sign) != token:
            self.register.put(sign, token)
            self._officials.hold(sign)

    def _touched(self, *, has_initials: bool) -> set[Signature]:
        """The short names to settle anew: who looks under a touched key, with all of their name."""
        found = {s for key in self._keys for s in self._short_by_key.get(key, ())}
        words = {s.words[-1] for s in found}
        return {
            s
            for word in words
            for s in self._short_by_word.get(word, ())
            if s.has_initials == has_initials
        }

    def _settle_shorts(self, shorts: set[Signature], bearers: dict[int, _Bearer]) -> None:
        alone: dict[tuple[tuple[str, ...], frozenset[str]], list[Signature]] = {}
        for sign in shorts:
            token = self._bearer(sign, bearers)
            if token is None:
                alone.setdefault((sign.words, sign.states), []).append(sign)
            else:
                self._put(sign, token)
        for signs in alone.values():
            for group in map(frozenset, _alike(signs)):
                for sign in group:
                    self._put(sign, group)

    def _bearer(self, sign: Signature, bearers: dict[int, _Bearer]) -> Hashable | None:
        """The one bearer of a short name, or None."""
        found: dict[Hashable, _Bearer] = {}
        for key in _keys(sign):
            for full in self._by_key.get(key, ()):
                number = self._full.of(full)
                if number not in found:
                    if number not in bearers:
                        bearers[number] = self._sum(number, self._full.members[number])
                    found[number] = bearers[number]
        if not sign.has_initials:
            for other in self._short_by_word.get(sign.words[-1], ()):
                if other.has_initials:
                    token = self.register.token(other)
                    if token is not None and token not in found and not isinstance(token, int):
                        found[token] = self._sum(token, self.register.signatures(other))
        fitting = [b for b in found.values() if self._may_bear(b, sign)]
        for rank in (self._has_name, self._has_first, self._has_near):
            ranked = [b for b in fitting if rank(b, sign)]
            if len(ranked) > 1:
                ranked = [b for b in ranked if b.offices & sign.offices]
                return ranked[0].token if len(ranked) == 1 else None
            if ranked:
                return ranked[0].token
        return None

    def _sum(self, token: Hashable, signs: Iterable[Sign]) -> _Bearer:
        named = [s for s in signs if isinstance(s, Signature) and len(s.words) > 1]
        states = frozenset(state for s in named for state in s.states)
        return _Bearer(
            token,
            states,
            frozenset(office for s in named for office in s.offices),
            frozenset(s.words for s in named),
            bool(states & self._knowledge.names.family_first),
        )

    def _may_bear(self, bearer: _Bearer, sign: Signature) -> bool:
        """Whether nothing speaks against it: states, ministries, initials."""
        if sign.states and bearer.states and not sign.states & bearer.states:
            return False
        if are_rivals(sign.offices, bearer.offices, self._ministers):
            return False
        return not sign.has_initials or any(
            fits_initial(sign.words[0], names[0], self._given) for names in bearer.names
        )

    def _has_name(self, bearer: _Bearer, sign: Signature) -> bool:
        return any(names[-1] == sign.words[-1] for names in bearer.names)

    def _has_first(self, bearer: _Bearer, sign: Signature) -> bool:
        word = sign.words[-1]
        return (len(word) > 3 or bearer.is_family_first) and any(
            names[0] == word for names in bearer.names
        )

    def _has_near(self, bearer: _Bearer, sign: Signature) -> bool:
        """Another spelling, or a slip where the office is the same."""
        word = sign.words[-1]
        is_same_office = bool(bearer.offices & sign.offices)
        return (len(word) >= 6 or is_same_office) and any(
            is_near_surname(names[-1], word)
            if is_same_office
            else sound(names[-1]) == sound(word) and len(word) >= 6
            for names in bearer.names
        )


def _id(first: Order, signs: Iterable[Sign]) -> str:
    return key_of("Person", (first[1], first[3]), [first[2]])


def _keys(sign: Signature) -> Iterable[str]:
    """Where a short name finds its bearers: by surname, by its sound, by first word, by office."""
    last = sign.words[-1]
    yield f"={last}"
    yield f"~{sound(last)}"
    if len(sign.words) > 1 and not sign.has_initials:
        yield f"={sign.words[0]}"
    for title, of in sign.offices:
        yield f"@{title}/{of}"


def _alike(signs: list[Signature]) -> Iterable[list[Signature]]:
    """Short names without a bearer, of one state: one person, unless their offices are told and
    differ.
    """
    links: Unions[Signature] = Unions(signs)
    told = [s for s in signs if s.offices]
    by_title: dict[str, Signature] = {}
    for sign in told:
        for title, _ in sign.offices:
            links.join(by_title.setdefault(title, sign), sign)
    untold = [s for s in signs if not s.offices]
    if len({links.find(s) for s in told}) <= 1:
        untold += told[:1]
    for sign in untold[1:]:
        links.join(untold[0], sign)
    return links.groups()
