"""What is known beforehand: states, bodies, ministries, places and name forms, as data.

The built-in files stand beside this one. A user's own files have the same shapes; their entries
win over built-in ones with the same id. A name that two entries of one kind claim is a conflict:
it is named, and the name then decides nothing by itself.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError
from graph.ids import digest

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
    """A state or territory. `capital` lists its seats; each also names the government."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    iso: str | None = None
    wikidata: str | None = None
    is_recognised: bool = True


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
    """A person known by name (users' own files): offices are `title @ institution id @ since @
    until`.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    wikidata: str | None = None


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
    conflicts: tuple[str, ...] = ()

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
    def ministry_by_id(self) -> Mapping[str, Ministry]:
        """Portfolios by id."""
        return {ministry.id: ministry for ministry in self.ministries}


_TABLES: dict[str, type[Any]] = {
    "states": State,
    "bodies": Body,
    "ministries": Ministry,
    "places": Place,
    "platforms": Platform,
    "people": Person,
}
_SINGULAR = {
    "state": "states",
    "body": "bodies",
    "ministry": "ministries",
    "place": "places",
    "person": "people",
}


def _entry(cls: type[Any], data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise KnowledgeError(
            f"{where}: expected a table such as {{id = …, name = …}}, got {data!r:.60}"
        )
    known = {f.name for f in fields(cls)}
    for key in data:
        if key not in known:
            raise KnowledgeError(
                f"{where}: unknown key {key!r}; allowed are {', '.join(sorted(known))}"
            )
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    for needed in ("id", "name") if "id" in known else ("name",):
        if needed in known and not values.get(needed):
            raise KnowledgeError(f"{where}: {needed!r} is missing in {data!r:.80}")
    if cls is Body and values.get("kind") not in INSTITUTION_KINDS:
        raise KnowledgeError(
            f"{where}: kind {values.get('kind')!r} of {values['id']!r}; allowed are "
            f"{', '.join(sorted(INSTITUTION_KINDS))}"
        )
    return cls(**values)


def _entries(data: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    """(table, entry) pairs of a file; lists may stand in groups and be named in the singular."""
    for key, value in data.items():
        table = _SINGULAR.get(key, key)
        if table in _TABLES and isinstance(value, list):
            for k, item in enumerate(value, start=1):
                yield table, _entry(_TABLES[table], item, f"{where}: {key} number {k}")
        elif isinstance(value, dict) and key not in ("given", "equivalents", "script", "offices"):
            yield from _entries(value, f"{where}: [{key}]")
        elif key not in (
            "given",
            "equivalents",
            "script",
            "offices",
            "family_first",
            "family_names",
        ):
            raise KnowledgeError(
                f"{where}: unknown table {key!r}; allowed are "
                f"{', '.join(sorted(_TABLES))} and groups of them"
            )


def parse(text: str, where: str) -> dict[str, Any]:
    """Read one file; KnowledgeError names it where it is not valid TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{where}: not valid TOML: {error}") from error


def _names_of(sources: Iterable[Mapping[str, Any]]) -> Names:
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


def _conflicts(tables: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    found: list[str] = []
    for table, entries in tables.items():
        owners: dict[str, str] = {}
        for entry in entries.values():
            for name in {getattr(entry, "name", ""), *getattr(entry, "aliases", ())} - {""}:
                first = owners.setdefault(name.casefold(), entry.id)
                if first != entry.id:
                    found.append(f"{table}: {name!r} is claimed by {first!r} and {entry.id!r}")
    return tuple(sorted(found))


def load(extra: Sequence[Path] = ()) -> Knowledge:
    """The built-in knowledge with the user's own files over it. Raises KnowledgeError."""
    sources: list[tuple[str, dict[str, Any]]] = []
    for name in FILES:
        text = files("ingest.knowledge").joinpath(name).read_text(encoding="utf-8")
        sources.append((name, parse(text, name)))
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
        sources.append((str(path), parse(text, str(path))))
    tables: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
    for where, data in sources:
        for table, entry in _entries(data, where):
            tables[table][getattr(entry, "id", None) or entry.name] = entry
    _check(tables)
    offices: frozenset[str] = frozenset(
        word for _, data in sources for word in data.get("offices", {}).get("nouns", "").split()
    )
    return Knowledge(
        states=tuple(tables["states"].values()),
        bodies=tuple(tables["bodies"].values()),
        ministries=tuple(tables["ministries"].values()),
        places=tuple(tables["places"].values()),
        platforms=tuple(tables["platforms"].values()),
        people=tuple(tables["people"].values()),
        names=_names_of(data for _, data in sources),
        offices=offices,
        digest=digest(*(f"{json.dumps(data, sort_keys=True, default=str)}" for _, data in sources)),
        conflicts=_conflicts(
            {t: e for t, e in tables.items() if t not in ("platforms", "ministries")}
        ),
    )


def _check(tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that entries refer to what exists, and that PART_OF goes round in no circle."""
    for table in ("bodies", "places"):
        for entry in tables[table].values():
            if entry.state is not None and entry.state not in tables["states"]:
                raise KnowledgeError(
                    f"{table}: {entry.id!r} names an unknown state {entry.state!r}"
                )
    for body in tables["bodies"].values():
        seen, parent = {body.id}, body.part_of
        while parent is not None:
            if parent in seen:
                raise KnowledgeError(f"bodies: {body.id!r} is part of itself through {parent!r}")
            seen.add(parent)
            known = tables["bodies"].get(parent)
            if known is None and parent not in tables["states"]:
                raise KnowledgeError(f"bodies: {body.id!r} is part of an unknown body {parent!r}")
            parent = known.part_of if known is not None else None
