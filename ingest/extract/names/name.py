"""Names as stretches of tokens, and the words that they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.gazetteer import Entry

_CAPITALS = frozenset(filter(re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚƁƊ]").match, map(chr, range(0x250))))
_SUFFIXES = frozenset("jr sr ii iii iv jr. sr.".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the document: tokens `start` to `end`, what it names, and the entry it matched.

    `owner` is the name that stands inside that of a body of its own ("Ravuna's army"), and `key`
    tells which of the owner's bodies it is, however named.
    """

    start: int
    end: int
    type: str  # Person, Institution, Place
    kind: str | None = None
    entry: Entry | None = None
    state: str | None = None
    is_adjective: bool = False
    aliases: tuple[tuple[int, int], ...] = ()
    owner: Name | None = None
    key: str | None = None


def capitalised(text: str) -> bool:
    """Whether a word is written as a name: with a capital, also after a particle (al-Ansari)."""
    if text[:1] in _CAPITALS:
        return True
    return "-" in text and text.partition("-")[2][:1] in _CAPITALS


def surname(name: str) -> str:
    """The last word of a name, less a suffix; a particle with a hyphen stays with it."""
    words = [w for w in name.split() if w.lower() not in _SUFFIXES]
    return words[-1] if words else name
