"""Clusters kept up to date are those of joining all pairs anew, best first."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.resolve.agglomeration import Agglomeration
from ingest.resolve.items import Place, Unions

COUNT = 6
STEPS = 40


def place(number: int) -> Place:
    return (f"{number:02}", 0)


def anew(
    pairs: dict[tuple[Place, Place], tuple[int, int]],
    there: set[Place],
    colours: dict[Place, frozenset[int]],
) -> set[frozenset[Place]]:
    """The clusters by their definition: two members with a common colour stay apart."""
    unions: Unions[Place] = Unions(sorted(there))
    for _, (a, b) in sorted(((phase, -score), pair) for pair, (phase, score) in pairs.items()):
        groups = {member: group for group in unions.groups() for member in group}
        if groups[a] is groups[b]:
            continue
        one, other = (frozenset().union(*(colours[m] for m in groups[end])) for end in (a, b))
        if one.isdisjoint(other):
            unions.join(a, b)
    return set(map(frozenset, unions.groups()))


@settings(max_examples=1000)
@given(st.integers(0, 2**32))
def test_clusters_are_those_of_all_pairs_best_first(seed: int) -> None:
    rng = random.Random(seed)  # dense sequences, which lists of strategies seldom make
    colours = {place(k): frozenset(rng.sample(range(3), rng.randrange(3))) for k in range(COUNT)}
    clusters: Agglomeration[frozenset[int]] = Agglomeration(
        colours.__getitem__,
        frozenset.union,
        lambda rank, one, other: not one.isdisjoint(other),
    )
    pairs: dict[tuple[Place, Place], tuple[int, int]] = {}
    there: set[Place] = set()
    for _ in range(STEPS):
        kind = rng.choice(("pair", "pair", "pair", "unpair", "remove", "settle", "settle"))
        a, b = sorted(map(place, rng.sample(range(COUNT), 2)))
        if kind == "pair":
            for member in sorted({a, b} - there):
                clusters.add(member)
                there.add(member)
            pairs[a, b] = (rng.randrange(1, 4), rng.randrange(1, 9))
            clusters.pair(a, b, *pairs[a, b])
        elif kind == "unpair" and {a, b} <= there:
            clusters.unpair(a, b)
            pairs.pop((a, b), None)
        elif kind == "remove" and a in there:
            clusters.remove(a)
            there.discard(a)
            pairs = {pair: rank for pair, rank in pairs.items() if a not in pair}
        elif kind == "settle":
            clusters.settle()
            assert {clusters.members(m) for m in there} == anew(pairs, there, colours)
