"""The reader's quotations against textacy's quotation finder: how right, and how fast.

    .venv/bin/python benchmarks/quotations.py

On the annotated articles of the tests (part test): F1 of the content of statements, over all and
over those in quotation marks (direct), matched as `verbale evaluate` does; and CPU of each. textacy
runs on the full pipeline of the same model, as it needs lemmas and entities; where it gives an
article up (an odd number of marks) it finds nothing there. Needs the extra `bench`.
"""

# ruff: noqa: E402 (the environment is set before numpy is imported)
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import texts

from graph.errors import MissingExtra
from ingest import reading
from ingest.article import Article
from ingest.evaluation import Figure, evaluate, read_gold
from ingest.extract.version import MODEL

try:
    from textacy.extract import direct_quotations
except ImportError as error:
    raise SystemExit(str(MissingExtra("the benchmark of quotations", "bench"))) from error

Spans = list[list[tuple[int, int]]]


def ours() -> Callable[[str], Spans]:
    extractor = reading.loaded()
    return lambda text: [
        list(s.spans) for s in extractor.extract(Article(text, language="en")).statements
    ]


def theirs() -> Callable[[str], Spans]:
    import spacy

    pipeline = spacy.load(MODEL)

    def find(text: str) -> Spans:
        try:
            found = list(direct_quotations(pipeline(text)))
        except ValueError:  # an odd number of marks: it gives up
            return []
        return [[(q.content.start_char + 1, q.content.end_char - 1)] for q in found]

    return find


def figures(gold: dict[str, tuple[str, dict[str, Any]]], found: dict[str, Spans]) -> list[Figure]:
    """Content over all statements of gold, and over its direct ones."""
    out = []
    for forms in (("direct", "mixed", "indirect"), ("direct",)):
        kept = {
            name: (
                text,
                {**data, "statements": [s for s in data["statements"] if s.get("form") in forms]},
            )
            for name, (text, data) in gold.items()
        }
        lines = [
            {
                "source": f"{name}.txt",
                "statements": [
                    {"id": f"s{k}", "spans": spans} for k, spans in enumerate(found[name])
                ],
            }
            for name in gold
        ]
        figure = evaluate(kept, lines)["statement_content"]
        assert isinstance(figure, Figure)
        out.append(figure)
    return out


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        texts.build(folder, "test")
        gold = read_gold(Path(folder))
    told: list[tuple[str, float, Sequence[Figure]]] = []
    for name, find in (("verbale", ours()), ("textacy", theirs())):
        find(next(iter(gold.values()))[0])  # what is made once
        began = time.process_time()
        found = {article: find(text) for article, (text, _) in gold.items()}
        told.append((name, time.process_time() - began, figures(gold, found)))
    print(f"{'':8} {'CPU':>7} {'content F1':>11} {'recall of direct':>17}")
    for name, seconds, (every, direct) in told:
        print(f"{name:8} {seconds:6.2f}s {every.value:11.3f} {direct.recall:17.3f}")
    return 0 if told[0][2][0].value >= told[1][2][0].value else 1


if __name__ == "__main__":
    sys.exit(main())
