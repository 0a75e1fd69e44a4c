"""Which articles copy which: near-copies by MinHash, each led back to the earliest."""

from __future__ import annotations

import re
from functools import lru_cache

from datasketch import MinHash, MinHashLSH

from ingest.extract.forms import fold
from ingest.resolve.days import days_apart
from ingest.resolve.items import Source
from ingest.resolve.register import NEVER

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 4  # words of a sequence
_FEWEST = 20  # sequences that a text needs to be compared
_PERMUTATIONS = 64
# Bands and rows of a signature by which texts from an estimated Jaccard of .35 are compared.
_BANDS = (21, 3)
_COPY = 0.5  # share of common sequences (of the shorter text) from which it is a copy
_COPY_DAYS = 10


@lru_cache(maxsize=512)
def _sequences(text: str) -> frozenset[str]:
    words = _WORD.findall(fold(text))
    return frozenset(
        " ".join(words[k : k + _SHINGLE]) for k in range(max(0, len(words) - _SHINGLE + 1))
    )


class Copies:
    """The texts of all articles that stand, and which copies which.

    An article copies the earliest one, by day and key, whose text it shares in these days; through
    that one it leads back to the earliest of all.
    """

    def __init__(self) -> None:
        self._empty = MinHash(num_perm=_PERMUTATIONS, seed=1)
        self._lsh = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._sources: dict[str, Source] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._parent: dict[str, str] = {}
        self._children: dict[str, set[str]] = {}
        self._changed: set[str] = set()

    def add(self, source: Source) -> None:
        """Put an article in."""
        key = source.article.key
        grams = _sequences(source.article.text)
        self._near[key] = {}
        self._sources[key] = source
        if len(grams) < _FEWEST:
            return
        signature = self._empty.copy()
        signature.update_batch([gram.encode() for gram in grams])
        for other in self._lsh.query(signature):
            share = self._share(source, self._sources[other])
            if share:
                self._near[key][other] = self._near[other][key] = share
        self._lsh.insert(key, signature)
        for one in (key, *self._near[key]):
            self._choose(one)

    def remove(self, key: str) -> None:
        """Take an article out."""
        if key in self._lsh:
            self._lsh.remove(key)
        self._adopt(key, None)
        del self._sources[key]
        for other in self._near.pop(key):
            del self._near[other][key]
            self._choose(other)
        self._children.pop(key, None)
        self._changed.discard(key)

    def _share(self, source: Source, other: Source) -> float:
        """The share of common sequences of two texts; 0 where neither copies the other."""
        a, b = source.article, other.article
        if a.address and a.address == b.address:
            return 0.0  # versions of one page
        if source.day and other.day and days_apart(source.day, other.day) > _COPY_DAYS:
            return 0.0
        mine, theirs = _sequences(a.text), _sequences(b.text)
        share = len(mine & theirs) / min(len(mine), len(theirs))
        return share if share >= _COPY else 0.0

    def _rank(self, key: str) -> tuple[str, str]:
        return (self._sources[key].day or NEVER, key)

    def _choose(self, key: str) -> None:
        """Find the earliest article that one copies."""
        mine = self._rank(key)
        earlier = [rank for other in self._near[key] if (rank := self._rank(other)) < mine]
        self._adopt(key, min(earlier)[1] if earlier else None)

    def _adopt(self, key: str, parent: str | None) -> None:
        old = self._parent.get(key)
        if old == parent:
            return
        if old is not None:
            self._children[old].discard(key)
            del self._parent[key]
        if parent is not None:
            self._parent[key] = parent
            self._children.setdefault(parent, set()).add(key)
        stack = [key]
        while stack:
            one = stack.pop()
            self._changed.add(one)
            stack += self._children.get(one, ())

    def origin(self, key: str) -> str:
        """The earliest article that an article leads back to; itself where it copies none."""
        while key in self._parent:
            key = self._parent[key]
        return key

    def copied(self, key: str) -> tuple[str, float] | None:
        """The earliest article that an article copies, and its share with the one it came by."""
        parent = self._parent.get(key)
        return None if parent is None else (self.origin(key), round(self._near[key][parent], 3))

    def settle(self) -> set[str]:
        """The articles whose origin may have changed."""
        changed, self._changed = self._changed, set()
        return changed
