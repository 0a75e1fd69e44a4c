"""What joining costs and how right it is, on generated records with known truth (`invented.py`).

resolve   seconds and memory of resolving 1,000, 10,000 and 50,000 records, and B-cubed F1
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from invented import Told, World

from ingest import knowledge
from ingest.knowledge import Knowledge
from ingest.resolve.items import Source
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import Resolver, resolve

STANDING = (100, 1_000, 10_000)
AFTER = 100  # articles that are measured
LIMIT = 1.5
SIZES = (1_000, 10_000, 50_000)
REACH = {"Person": 0.98, "Institution": 0.98}


def b_cubed(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998) of (truth, found) pairs."""
    counted = Counter(pairs)
    by_truth: Counter[str] = Counter()
    by_found: Counter[str] = Counter()
    for (truth, found), count in counted.items():
        by_truth[truth] += count
        by_found[found] += count
    total = sum(counted.values())
    precision = sum(c * c / by_found[f] for (_, f), c in counted.items()) / total
    recall = sum(c * c / by_truth[t] for (t, _), c in counted.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def figures(told: Sequence[Told], r: Resolution) -> dict[str, tuple[float, float, float]]:
    """B-cubed by kind of thing."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for one in told:
        key = one.article.key
        for k, (entity, truth) in enumerate(zip(one.record.entities, one.entities, strict=True)):
            pairs.setdefault(entity.type, []).append((truth, str(r.entity(key, k))))
        for kind, truths, table in (
            ("Event", one.events, r.events),
            ("Agreement", one.agreements, r.agreements),
            ("Statement", one.statements, r.statements),
        ):
            pairs.setdefault(kind, []).extend((t, table[key, k]) for k, t in enumerate(truths))
    return {kind: b_cubed(found) for kind, found in pairs.items()}


def article_costs(known: Knowledge, *, is_everywhere: bool) -> dict[int, float]:
    """Milliseconds that one more article costs, by how many are there."""
    world = World(STANDING[-1] + AFTER, is_everywhere=is_everywhere)
    told = world.articles(STANDING[-1] + AFTER)
    resolver = Resolver(known)
    costs: dict[int, float] = {}
    there = 0
    for standing in STANDING:
        for one in islice(told, standing - there):
            resolver.add(one.article, one.record)
        resolver.settle()
        taken = []
        for one in islice(told, AFTER):
            began = time.process_time()
            resolver.add(one.article, one.record)
            resolver.settle()
            taken.append(1000 * (time.process_time() - began))
        costs[standing] = statistics.median(taken)
        there = standing + AFTER
    return costs


def main(sizes: Sequence[int] = SIZES) -> int:
    known = knowledge.load()
    code = 0
    for is_everywhere in (False, True) if tuple(sizes) == SIZES else ():
        gc.collect()
        gc.freeze()
        costs = article_costs(known, is_everywhere=is_everywhere)
        gc.unfreeze()
        ratio = costs[STANDING[-1]] / costs[STANDING[0]]
        print(
            f"article {'known' if is_everywhere else 'any':5} "
            + "  ".join(f"{n:,}: {cost:.2f} ms" for n, cost in costs.items())
            + f"  ratio {ratio:.2f}, at most {LIMIT}{'  over the limit' if ratio > LIMIT else ''}"
        )
        code |= ratio > LIMIT
    for size in sizes:
        told = list({t.article.key: t for t in World(size).articles(size)}.values())
        sources = [Source(t.article, t.record) for t in told]
        began = time.process_time()
        resolved = resolve(sources, known)
        took = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"resolve {size:6,} records {took:8.2f}s {1000 * took / size:6.2f} ms each, "
              f"peak {peak:6.0f} MiB")  # fmt: skip
        for kind, (p, r, f) in figures(told, resolved).items():
            short = f < REACH.get(kind, 0.0)
            code |= short
            print(f"  {kind:12} P {p:.4f} R {r:.4f} F1 {f:.4f}{'  too low' if short else ''}")
    return code


if __name__ == "__main__":
    sys.exit(main([int(a) for a in sys.argv[1:]] or SIZES))
