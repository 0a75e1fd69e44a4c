"""Which reports, in several outlets, are of one utterance; and which articles copy which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from datasketch import MinHash, MinHashLSH

from ingest.extract.forms import fold
from ingest.resolve.items import Items, Place, Unions
from ingest.resolve.matters import days_apart

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 4
_PERMUTATIONS = 64
_NEAR = 0.35  # estimated Jaccard from which a pair of texts is compared exactly
_COPY = 0.5  # share of common word sequences (of the shorter text) from which it is a copy
_COPY_DAYS = 10
_SAME_DAYS = 4
_LIGHT = frozenset(
    """
    the a an of to in on for and that is was were be been will would had has have it its he she
    they his her their with by at as from this not but or which who said also
    """.split()
)


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The telling words of a statement, folded and cut to a stem."""
    return frozenset(_stem(w) for w in _WORD.findall(fold(text)) if w not in _LIGHT)


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "edly", "ed", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """How much two statements say the same: common words over those of the shorter and of both."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return 0.5 * common / min(len(first), len(second)) + 0.5 * common / len(first | second)


def cluster_statements(
    items: Items, speaker_of: Mapping[Place, str | None], copies: Mapping[str, str]
) -> list[list[Place]]:
    """Groups of statements that are one utterance: one speaker, days apart, the same words."""
    blocks: dict[str, list[Place]] = {}
    places = items.places("statements")
    words: dict[Place, frozenset[str]] = {}
    for place in places:
        statement = items.statement(place)
        text = items.sources[place[0]].article.text
        words[place] = content_words(" ".join(text[a:b] for a, b in statement.spans))
        speaker = speaker_of.get(place)
        if speaker is not None:
            blocks.setdefault(speaker, []).append(place)
    unions: Unions[Place] = Unions(places)
    members: dict[Place, set[Place]] = {p: {p} for p in places}
    pairs: list[tuple[float, Place, Place]] = []
    for block in blocks.values():
        for other, place, common in with_common_words(block, words):
            if common >= 2 or len(words[place]) <= 2:
                value = _same(items, other, place, words, copies)
                if value > 0:
                    pairs.append((value, min(other, place), max(other, place)))
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        x, y = unions.find(a), unions.find(b)
        if x == y or _both_in_one(items, members[x], members[y]):
            continue
        joined = members.pop(x) | members.pop(y)
        unions.join(x, y)
        members[unions.find(x)] = joined
    return unions.groups()


def with_common_words(
    block: Sequence[Place], words: Mapping[Place, frozenset[str]]
) -> Iterator[tuple[Place, Place, int]]:
    """Pairs of statements that share telling words, an earlier one of the block first, and how
    many they share.
    """
    index: dict[str, list[Place]] = {}
    for place in block:
        common: dict[Place, int] = {}
        for word in words[place]:
            for other in index.get(word, ()):
                common[other] = common.get(other, 0) + 1
            index.setdefault(word, []).append(place)
        for other, count in common.items():
            yield other, place, count


def _both_in_one(items: Items, first: set[Place], second: set[Place]) -> bool:
    """Whether joining would put two full statements of one article together."""
    for a in first:
        for b in second:
            if a[0] == b[0] and not _is_headline(items, a) and not _is_headline(items, b):
                return True
    return False


def _is_headline(items: Items, place: Place) -> bool:
    text = items.sources[place[0]].article.text
    end = text.find("\n\n")
    return (
        end > 0
        and items.statement(place).spans[-1][1] <= end
        and min(items.statement(place).spans)[0] < 240
    )


def _same(
    items: Items,
    a: Place,
    b: Place,
    words: Mapping[Place, frozenset[str]],
    copies: Mapping[str, str],
) -> float:
    """How surely two reports are of one utterance; 0 where they are not."""
    value = similarity(words[a], words[b])
    one, other = items.statement(a), items.statement(b)
    if a[0] == b[0]:
        return (
            value if value >= 0.55 and (_is_headline(items, a) != _is_headline(items, b)) else 0.0
        )
    day_a, day_b = one.date or items.day(a), other.date or items.day(b)
    if day_a and day_b and len(day_a) == len(day_b) == 10 and days_apart(day_a, day_b) > _SAME_DAYS:
        return 0.0
    if (
        one.date
        and other.date
        and len(one.date) == len(other.date) == 10
        and one.date != other.date
        and value < 0.8
    ):
        return 0.0
    copied = copies.get(a[0], a[0]) == copies.get(b[0], b[0])
    fewest = min(len(words[a]), len(words[b]))
    if fewest < 3:
        return value if copied and value >= 0.8 else 0.0
    return value if value >= (0.5 if copied else 0.62) else 0.0


def find_copies(items: Items) -> dict[str, tuple[str, float]]:
    """Article key → (key of the earliest article that it copies, share of common sequences)."""
    shingles: dict[str, frozenset[str]] = {}
    lsh = MinHashLSH(threshold=_NEAR, num_perm=_PERMUTATIONS)
    hashes: dict[str, MinHash] = {}
    for key, source in items.sources.items():
        sequence = _WORD.findall(fold(source.article.text))
        grams = frozenset(
            " ".join(sequence[k : k + _SHINGLE])
            for k in range(max(0, len(sequence) - _SHINGLE + 1))
        )
        if len(grams) < 20:
            continue
        shingles[key] = grams
        signature = MinHash(num_perm=_PERMUTATIONS, seed=1)
        signature.update_batch([gram.encode() for gram in sorted(grams)])
        hashes[key] = signature
        lsh.insert(key, signature)
    found: dict[str, tuple[str, float]] = {}
    for key in sorted(shingles):
        best: tuple[str, str, float] | None = None
        for other in lsh.query(hashes[key]):
            if other == key:
                continue
            share = len(shingles[key] & shingles[other]) / min(
                len(shingles[key]), len(shingles[other])
            )
            mine, theirs = items.sources[key].day, items.sources[other].day
            if share < _COPY or (mine and theirs and days_apart(mine, theirs) > _COPY_DAYS):
                continue
            same_page = (
                items.sources[key].article.address
                and items.sources[key].article.address == items.sources[other].article.address
            )
            if same_page:
                continue
            rank = (theirs or "9999-12-31", other)
            if rank < (mine or "9999-12-31", key) and (best is None or rank < (best[0], best[1])):
                best = (rank[0], other, share)
        if best is not None:
            found[key] = (best[1], round(best[2], 3))
    return _to_the_earliest(found)


def _to_the_earliest(found: Mapping[str, tuple[str, float]]) -> dict[str, tuple[str, float]]:
    out: dict[str, tuple[str, float]] = {}
    for key, (other, share) in found.items():
        while other in found:
            other = found[other][0]
        out[key] = (other, share)
    return out


def independent_sources(
    places: list[Place],
    items: Items,
    copies: Mapping[str, tuple[str, float]],
    relay_of: Callable[[Place], tuple[str, ...]],
) -> int:
    """How many independent sources carry a statement: copies and common relays count once."""
    origins: set[str] = set()
    for place in places:
        relays = relay_of(place)
        article = copies[place[0]][0] if place[0] in copies else place[0]
        origins.add(
            f"relay/{relays[-1]}"
            if relays
            else f"article/{items.sources[article].article.outlet or article}"
        )
    return max(1, len(origins))
