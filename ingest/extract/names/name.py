"""Names as stretches of tokens, and the words that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.gazetteer import Entry
from ingest.extract.tokens import Doc

_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚƁƊ]")
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
    is_location: bool = False
    is_adjective: bool = False
    aliases: tuple[tuple[int, int], ...] = ()
    owner: Name | None = None
    key: str | None = None


@dataclass(slots=True)
class Unit:
    """A word, with what a hyphen or apostrophe ties to it."""

    start: int
    end: int
    text: str


def capitalised(text: str) -> bool:
    """Whether a word is written as a name: with a capital, also after a particle (al-Ansari)."""
    if _UPPER.match(text):
        return True
    if "-" not in text:
        return False
    _, hyphen, rest = text.partition("-")
    return bool(hyphen) and bool(_UPPER.match(rest))


def units_of(doc: Doc) -> Iterator[Unit]:
    """The words of a document; tokens tied by a hyphen without blanks are one."""
    i, n = 0, len(doc)
    while i < n:
        j = i + 1
        if j == n or doc[j].text not in ("-", "‑"):
            yield Unit(i, j, doc[i].text)
            i = j
            continue
        while (
            j + 1 < n
            and doc[j].text in ("-", "‑")
            and not doc[j - 1].whitespace_
            and not doc[j].whitespace_
            and doc[j + 1].text[:1].isalpha()
        ):
            j += 2
        yield Unit(i, j, doc.between(i, j))
        i = j


def surname(name: str) -> str:
    """The last word of a name, less a suffix; a particle with a hyphen stays with it."""
    words = [w for w in name.split() if w.lower() not in _SUFFIXES]
    return words[-1] if words else name
