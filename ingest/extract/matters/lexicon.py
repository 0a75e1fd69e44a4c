"""The nouns and verbs of events and agreements, from `matters.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Pattern:
    """Nouns that name events or agreements of a kind: those with a word of `beside` in their phrase
    (any, where it is empty) and none of `without`; `for_number` with "N for M" beside them,
    `numbered` with a number after them,
    `modified` with a word that tells them from others, those with `verbs` as objects of one.
    """

    kind: str
    nouns: frozenset[str]
    beside: frozenset[str]
    without: frozenset[str]
    for_number: bool
    numbered: bool
    modified: bool
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Again:
    """Nouns by which an event or agreement told before is taken up."""

    sort: str  # "event" or "agreement"
    nouns: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """Verbs that are events with one of `objects`, or with a subject that is one of `bodies`, by
    its kind, its id or its name.
    """

    kind: str
    verbs: frozenset[str]
    objects: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The nouns and verbs of events and agreements."""

    events: tuple[Pattern, ...]
    agreements: tuple[Pattern, ...]
    again: tuple[Again, ...]
    nouns: frozenset[str]  # of all these
    event_verbs: Mapping[str, str]
    steps: tuple[Step, ...]
    told: Mapping[str, frozenset[str]]
    agreed: Mapping[str, frozenset[str]]
    status: Mapping[str, frozenset[str]]
    scope: Mapping[str, frozenset[str]]


def _pattern(data: Mapping[str, Any]) -> Pattern:
    return Pattern(
        data["kind"],
        frozenset(data["nouns"].split()),
        frozenset(data.get("with", "").split()),
        frozenset(data.get("without", "").split()),
        bool(data.get("for_number", False)),
        bool(data.get("numbered", False)),
        bool(data.get("modified", False)),
        frozenset(data.get("verbs", "").split()),
    )


@cache
def load() -> Lexicon:
    """The lexicon; read once, never changed."""
    data = tomllib.loads(
        files("ingest.extract").joinpath("matters.toml").read_text(encoding="utf-8")
    )
    events = tuple(_pattern(entry) for entry in data["event"])
    agreements = tuple(_pattern(entry) for entry in data["agreement"])
    again = tuple(
        Again(entry["sort"], frozenset(entry["nouns"].split()), frozenset(entry["kinds"].split()))
        for entry in data["again"]
    )
    return Lexicon(
        events,
        agreements,
        again,
        frozenset[str]().union(
            *(e.nouns for e in (*events, *agreements)), *(e.nouns for e in again)
        ),
        {verb: entry["kind"] for entry in data["event_verb"] for verb in entry["verbs"].split()},
        tuple(
            Step(
                entry["kind"],
                frozenset(entry["verbs"].split()),
                frozenset(entry.get("objects", "").split()),
                frozenset(entry.get("bodies", "").split()),
            )
            for entry in data["event_step"]
        ),
        {kind: frozenset(text.split()) for kind, text in data["told"].items()},
        {kind: frozenset(text.split()) for kind, text in data["agreed"].items()},
        {status: frozenset(text.split()) for status, text in data["status"].items()},
        {scope: frozenset(text.split()) for scope, text in data["scope"].items()},
    )
