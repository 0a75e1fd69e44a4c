"""What is known beforehand: states, bodies, ministries, places and name forms, as data.

The built-in files stand beside this one; the extractor reads with them. A user's own files have the
same shapes and act in resolution only (`ingest/user_knowledge.py`).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from graph.ids import digest
from ingest.faults import Fault

FILES = (
    "states.toml",
    "bodies.toml",
    "ministries.toml",
    "places.toml",
    "names.toml",
    "offices.toml",
)
INSTITUTION_KINDS = frozenset(
    """
    state government ministry agency military parliament court igo ngo party media delegation
    company armed_group other
    """.split()
)


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. `capital` lists the names of its capital, `seats` other cities of its
    government; each also names the government.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    iso: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An institution known by name; `weak` are abbreviations that need the long form too."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    state: str | None = None
    part_of: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Ministry:
    """A portfolio: a state's ministry has the id `<id>-<state>`; `minister` are titles."""

    id: str
    portfolio: str
    names: tuple[str, ...]
    minister: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or site as a location."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    kind: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that carries words of others: never a speaker, never a relay."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person known by name (users' own files)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An office that a known person holds, with dates as told (2031, 2031-03, 2031-03-04).

    `holder` is a person's id, `institution` that of a state, a body or a ministry; an end that is
    left out is open.
    """

    holder: str
    title: str
    institution: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Names:
    """Forms of persons' names."""

    given: Mapping[str, str] = field(default_factory=dict)  # given name -> f, m or u
    equivalents: Mapping[str, int] = field(default_factory=dict)  # form -> number of its group
    script: Mapping[str, str] = field(default_factory=dict)  # letter of another script -> Latin
    family_first: frozenset[str] = frozenset()  # states whose family names stand first
    family_names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Knowledge:
    """All that is known beforehand."""

    states: tuple[State, ...]
    bodies: tuple[Body, ...]
    ministries: tuple[Ministry, ...]
    places: tuple[Place, ...]
    platforms: tuple[Platform, ...]
    people: tuple[Person, ...]
    names: Names
    offices: frozenset[str]
    digest: str
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)  # office -> who may have it
    lacking: Mapping[str, frozenset[str]] = field(default_factory=dict)  # office -> who has none
    held: tuple[Held, ...] = ()
    own: frozenset[str] = frozenset()  # ids of the entries of a user's own files
    faults: tuple[Fault, ...] = ()

    def __hash__(self) -> int:
        """By the digest, so that what is made of it can be remembered by it."""
        return hash(self.digest)

    @cached_property
    def state_by_id(self) -> Mapping[str, State]:
        """States by id."""
        return {state.id: state for state in self.states}

    @cached_property
    def body_by_id(self) -> Mapping[str, Body]:
        """Bodies by id."""
        return {body.id: body for body in self.bodies}

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """Persons by id."""
        return {person.id: person for person in self.people}


TABLES: dict[str, type[Any]] = {
    "states": State,
    "bodies": Body,
    "ministries": Ministry,
    "places": Place,
    "platforms": Platform,
    "people": Person,
    "held": Held,
}
SINGULAR = {
    "state": "states",
    "body": "bodies",
    "ministry": "ministries",
    "place": "places",
    "person": "people",
    "office": "held",
}
NAME_TABLES = ("given", "equivalents", "script", "offices", "family_first", "family_names")


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """(table, entry) pairs of a built-in file; lists may stand in groups."""
    for key, value in data.items():
        table = SINGULAR.get(key, key)
        if table in TABLES and isinstance(value, list):
            for item in value:
                told = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items()}
                yield table, TABLES[table](**told)
        elif isinstance(value, dict) and key not in NAME_TABLES:
            yield from _entries(value)


def names_of(sources: Iterable[Mapping[str, Any]]) -> Names:
    given: dict[str, str] = {}
    equivalents: dict[str, int] = {}
    script: dict[str, str] = {}
    first: set[str] = set()
    family: set[str] = set()
    number = 0
    for data in sources:
        for gender, forms in data.get("given", {}).items():
            for form in forms:
                given[form.casefold()] = (
                    gender if given.get(form.casefold(), gender) == gender else "u"
                )
        for group in data.get("equivalents", {}).get("groups", ()):
            number += 1
            for form in group:
                equivalents[form.casefold()] = number
        for table in data.get("script", {}).values():
            script.update(table)
        first |= set(data.get("family_first", ()))
        family |= {name.casefold() for name in data.get("family_names", ())}
    return Names(given, equivalents, script, frozenset(first), frozenset(family))


Tables = dict[str, dict[str, Any]]  # table → id → entry


@cache
def builtin_files() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The built-in files as they stand, by name."""
    folder = files("ingest.knowledge")
    return tuple(
        (name, tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))) for name in FILES
    )


def builtin_tables() -> Tables:
    """The entries of the built-in files."""
    tables: Tables = {table: {} for table in TABLES}
    for _, data in builtin_files():
        for table, entry in _entries(data):
            tables[table][getattr(entry, "id", None) or entry.name] = entry
    return tables


def _states_by_office(
    sources: Sequence[Mapping[str, Any]], table: str
) -> dict[str, frozenset[str]]:
    """The ids of states by office, of all files."""
    found: dict[str, frozenset[str]] = {}
    for data in sources:
        for office, ids in data.get("offices", {}).get(table, {}).items():
            found[office] = found.get(office, frozenset()) | frozenset(ids.split())
    return found


def assemble(
    tables: Tables,
    sources: Sequence[Mapping[str, Any]],
    own: Iterable[str] = (),
    faults: Sequence[Fault] = (),
) -> Knowledge:
    """Knowledge from checked tables; `sources` are all files as read, for name forms and digest."""
    nouns = (data.get("offices", {}).get("nouns", "") for data in sources)
    return Knowledge(
        states=tuple(tables["states"].values()),
        bodies=tuple(tables["bodies"].values()),
        ministries=tuple(tables["ministries"].values()),
        places=tuple(tables["places"].values()),
        platforms=tuple(tables["platforms"].values()),
        people=tuple(tables["people"].values()),
        names=names_of(sources),
        offices=frozenset(word for words in nouns for word in words.split()),
        only=_states_by_office(sources, "only"),
        lacking=_states_by_office(sources, "lacking"),
        digest=digest(*(json.dumps(data, sort_keys=True, default=str) for data in sources)),
        held=tuple(tables["held"].values()),
        own=frozenset(own),
        faults=tuple(faults),
    )


def load() -> Knowledge:
    """The built-in knowledge."""
    return assemble(builtin_tables(), [data for _, data in builtin_files()])
