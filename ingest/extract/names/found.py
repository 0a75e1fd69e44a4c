"""The names found so far in an article."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from ingest.extract.analysis import Analysis
from ingest.extract.names.name import Name
from ingest.extract.names.words import LOWER_HEADS
from ingest.extract.tokens import Doc


class FoundNames:
    """The names found so far, by where they begin and end; the first found comes first."""

    def __init__(self, doc: Doc, names: Iterable[Name]) -> None:
        self._doc = doc
        self._ends: dict[int, list[tuple[int, Name]]] = {}
        self._starts: dict[int, Name] = {}
        self._count = 0
        self._shouted: dict[int, bool] = {}
        for name in names:
            self.add(name)

    def add(self, name: Name) -> None:
        """Add a name."""
        self._ends.setdefault(name.end, []).append((self._count, name))
        self._starts.setdefault(name.start, name)
        self._count += 1

    def ending(self, at: int) -> list[Name]:
        """The names that end before a token."""
        return [name for _, name in self._ends.get(at, ())]

    def before(self, at: int) -> Name | None:
        """The name just before a token, or before a possessive in front of it."""
        found = list(self._ends.get(at, ()))
        if at and self._doc[at - 1].lower_ in ("'s", "’s"):
            found += self._ends.get(at - 1, ())
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def end_at(self, at: int) -> int:
        """Where the name that begins at a token ends; the token itself where there is none."""
        return self._starts[at].end if at in self._starts else at

    def is_shouted(self, a: Analysis, at: int) -> bool:
        """Whether a token's sentence is written in capitals: then they tell of no abbreviation."""
        sentence = a.sentence[at]
        if sentence not in self._shouted:
            words = [t.text for t in self._doc[slice(*a.sentences[sentence])] if len(t.text) > 1]
            words = [word for word in words if word.isalpha()]
            capitals = sum(word.isupper() for word in words)
            self._shouted[sentence] = len(words) >= 4 and capitals >= 0.8 * len(words)
        return self._shouted[sentence]

    @cached_property
    def called_bodies(self) -> frozenset[str]:
        """The words that the article calls a coalition, movement, group or the like."""
        before, after = LOWER_HEADS | {"the"}, LOWER_HEADS
        called = [t.text for t, then in pairwise(self._doc) if then.lower_ in after]
        called += [t.text for first, t in pairwise(self._doc) if first.lower_ in before]
        return frozenset(called)
