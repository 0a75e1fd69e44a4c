"""Known names in a text: states with adjectives and capitals, bodies, ministries, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.extract.tokens import Doc
from ingest.knowledge import Knowledge, State

Role = Literal["state", "adjective", "capital", "body", "ministry", "place", "platform", "office"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for. `kind` is an institution's kind or an office's; `state` its
    state.
    """

    role: Role
    id: str
    name: str
    kind: str | None = None
    state: str | None = None
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a document: tokens `start` to `end` (exclusive) and what it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def of(self, *roles: Role) -> Entry | None:
        """The first entry with one of these roles."""
        return next((entry for role in roles for entry in self.entries if entry.role == role), None)


class _Branch:
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Branch] = {}
        self.entries: list[tuple[str, Entry]] = []


def _names(knowledge: Knowledge) -> Iterator[tuple[str, Entry]]:
    for state in knowledge.states:
        entry = Entry("state", state.id, state.name, "state", state.id)
        for name in (state.name, *state.aliases):
            yield name, entry
        adjective = Entry("adjective", state.id, state.name, "state", state.id)
        for name in state.adjectives:
            yield name, adjective
        for name in (*state.capital, *state.seats, *state.metonyms):
            is_own = name in state.seats or not state.capital
            city = name if is_own else state.capital[0]
            yield name, Entry("capital", state.id, city, "state", state.id)
    for body in knowledge.bodies:
        for name in (body.name, *body.aliases):
            entry = Entry("body", body.id, body.name, body.kind, body.state)
            yield name, entry
            if body.kind == "media":
                continue  # "Israel's Channel 12" is Channel 12
            for owned in _possessives(name, knowledge.state_by_id.get(body.state or "")):
                yield owned, entry
        for name in body.weak:
            yield name, Entry("body", body.id, body.name, body.kind, body.state, is_weak=True)
    for place in knowledge.places:
        for name in (place.name, *place.aliases):
            yield name, Entry("place", place.id, place.name, None, place.state)
    for platform in knowledge.platforms:
        for name in (platform.name, *platform.aliases):
            yield name, Entry("platform", platform.name, platform.name)
    for ministry in knowledge.ministries:
        for name in ministry.names:
            yield name, Entry("ministry", ministry.id, ministry.names[0], "ministry")


def _possessives(name: str, state: State | None) -> Iterator[str]:
    """ "Pakistan's army" for "Pakistani army"."""
    for adjective in state.adjectives if state is not None else ():
        rest = name.removeprefix(adjective + " ")
        if state is not None and rest != name:
            for owner in (state.name, *state.aliases):
                yield f"{owner}'s {rest}"
                yield f"{owner}’s {rest}"


class Gazetteer:
    """A trie over the tokens of known names; longest match wins."""

    def __init__(self, knowledge: Knowledge, words: Callable[[str], list[str]]) -> None:
        self._root = _Branch()
        self._small: set[str] = set()  # first words of names that are written small too
        for name, entry in _names(knowledge):
            if (
                not name[:1].isupper()
                and not name[:1].isdigit()
                and not name.startswith(("al-", "el-"))
            ):
                if entry.role not in ("ministry", "body"):
                    continue
                self._small.add(words(name)[0])
            branch = self._root
            for word in words(name):
                branch = branch.next.setdefault(word, _Branch())
            if (name, entry) not in branch.entries:
                branch.entries.append((name, entry))

    def covered(self, words: Sequence[str]) -> set[int]:
        """Which words of a headline stand in known names, however the names are written."""
        found: set[int] = set()
        lower = [word.lower() for word in words]
        for i in range(len(words)):
            branch, j = self._root, i
            while j < len(words) and (following := branch.next.get(lower[j])) is not None:
                branch, j = following, j + 1
                if branch.entries:
                    found.update(range(i, j))
        return found

    def hits(self, doc: Doc) -> list[Hit]:
        """The known names of a document, left to right, none inside another."""
        found: list[Hit] = []
        i, n = 0, len(doc)
        lower = [token.lower_ for token in doc]
        while i < n:
            if lower[i] not in self._root.next:
                i += 1
                continue
            branch, j, best = self._root, i, None
            first = doc[i].text
            if (
                first[:1].isupper()
                or first[:1].isdigit()
                or first.startswith(("al", "el"))
                or first in self._small
            ):
                while j < n and (following := branch.next.get(lower[j])) is not None:
                    branch, j = following, j + 1
                    if branch.entries:
                        text = doc.between(i, j)
                        entries = tuple(e for name, e in branch.entries if _fits(name, text, e))
                        if entries and not _cut(doc, j):
                            best = Hit(i, j, entries)
            if best is not None:
                found.append(best)
                i = best.end
            else:
                i += 1
        return found


def _cut(doc: Doc, end: int) -> bool:
    """Whether a match would end inside a hyphenated word: "Gaza-based" is fine, "Al-Ar-i" not."""
    return (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end + 1].text[:1].isupper()
        and doc[end + 1].text.lower() not in ("led", "based", "backed")
        and len(doc[end - 1].text) <= 3
    )


def _fits(name: str, text: str, entry: Entry) -> bool:
    """Whether the text writes the name: abbreviations exactly, other names also in capitals, and
    outlets with each of their capitals ("India today" is no magazine).
    """
    if name.isupper() and len(name) <= 6:
        return text == name
    if entry.kind == "media" and not all(
        written[:1].isupper() or not word[:1].isupper()
        for word, written in zip(name.split(), text.split(), strict=False)
    ):
        return False
    return text[:1].isupper() or text == name
