"""Names that look alike stay apart; spellings and scripts of one name join.

Each pair (`apart.toml`, `together.toml`) becomes two articles of one neutral sentence. Both are
read by the real extractor and joined by the real resolver; a name that the reader does not find,
or that is written in another script, gets its entity built here, and is counted.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from ingest import knowledge
from ingest.article import Article
from ingest.knowledge import Knowledge
from ingest.records import Entity, EntityType, Office, Record
from ingest.resolve.items import Source
from ingest.resolve.resolver import resolve

HERE = Path(__file__).parent
Read = Callable[[Article], Record]

SENTENCES = {
    "person": "{office} {name} arrived in Geneva on Monday.",
    "state": "A delegation of {name} arrived in Geneva on Monday.",
    "institution": "The {name} sent a delegation to Geneva on Monday.",
    "place": "The delegation arrived in {name} on Monday.",
}
TYPES: Mapping[str, EntityType] = {
    "person": "Person",
    "state": "Institution",
    "institution": "Institution",
    "place": "Place",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One name of a pair: how it is written, and what the sentence says beside it."""

    type: str
    name: str
    day: str
    office: str = ""
    kind: str | None = None
    state: str | None = None


@dataclass
class Tally:
    """What came of a set of pairs; `unread` are sides whose name the reader did not find."""

    joined: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def _pairs(name: str) -> Iterator[tuple[Side, Side]]:
    data = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    for pair in data["pair"]:
        if "names" in pair:
            first, second = pair["names"]
            shared: dict[str, Any] = {
                key: pair[key] for key in ("office", "kind", "state") if key in pair
            }
            yield (
                Side(pair["type"], first, "2024-06-03", **shared),
                Side(pair["type"], second, "2025-06-02", **shared),
            )
        else:
            a, b = (
                Side(pair["type"], **{k: v for k, v in pair[side].items() if k != "known"})
                for side in ("a", "b")
            )
            yield a, b


def _is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def _state_id(known: Knowledge, name: str | None) -> str | None:
    return next((s.id for s in known.states if name in (s.name, *s.aliases)), None)


def _by_hand(side: Side, article: Article, known: Knowledge) -> Record:
    """The record that a reader of the side's language would give."""
    start = article.text.index(side.name)
    span = (start, start + len(side.name))
    state = _state_id(known, side.state)
    entities = [
        Entity(TYPES[side.type], side.name, (span,), side.kind, None, state),
    ]
    if side.type == "person":
        owner = known.state_by_id[state] if state else None
        words = side.office.split()
        title = " ".join(words[1:]) if owner else side.office
        if owner:
            entities.append(
                Entity("Institution", owner.name, ((0, len(words[0])),), "state", state, state)
            )
        office = Office(title, 1 if owner else None, (0, len(side.office)))
        entities[0] = replace(entities[0], offices=(office,))
    return Record(article.key, "by hand", "en", True, tuple(entities))


def _read(side: Side, number: int, read: Read, known: Knowledge) -> tuple[Source, int, bool]:
    """The side's source, the place of its entity, and whether the reader found it."""
    text = SENTENCES[side.type].format(name=side.name, office=side.office)
    text = re.sub(r"\bThe The\b", "The", text)
    article = Article(text, published=side.day, language="en")
    start = text.index(side.name)
    stop = start + len(side.name)
    if _is_latin(side.name):
        record = read(article)
        for place, entity in enumerate(record.entities):
            if entity.type == TYPES[side.type] and any(
                a <= start and b >= stop for a, b in entity.mentions
            ):
                return Source(_numbered(article, number), record), place, True
    return Source(_numbered(article, number), _by_hand(side, article, known)), 0, False


def _numbered(article: Article, number: int) -> Article:
    """The same article in another outlet, so that both sides of a pair may say the same."""
    return replace(article, outlet=f"Outlet {number}")


def _tally(name: str, read: Read, known: Knowledge) -> Tally:
    tally = Tally()
    for pair in _pairs(name):
        sides = [_read(side, k, read, known) for k, side in enumerate(pair)]
        tally.unread += [
            side.name
            for side, (_, _, is_found) in zip(pair, sides, strict=True)
            if not is_found and _is_latin(side.name)
        ]
        joined = resolve([source for source, _, _ in sides], known)
        ids = {joined.entity(source.article.key, place) for source, place, _ in sides}
        assert None not in ids
        label = " / ".join(f"{side.office} {side.name}".strip() for side in pair)
        (tally.joined if len(ids) == 1 else tally.apart).append(label)
    return tally


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge.load()


def test_look_alikes_stay_apart(read_article: Read, known: Knowledge) -> None:
    tally = _tally("apart.toml", read_article, known)
    print("unread:", tally.unread)
    assert len(tally.joined) + len(tally.apart) >= 200
    assert tally.joined == []


def test_spellings_join(read_article: Read, known: Knowledge) -> None:
    tally = _tally("together.toml", read_article, known)
    print("unread:", tally.unread)
    print("missed:", tally.apart)
    assert len(tally.joined) + len(tally.apart) >= 200
    assert len(tally.apart) <= 4, tally.apart
