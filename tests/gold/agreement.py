"""How far two annotators of the corpus agree: every tenth article was annotated a second time
without sight of the first.

    python tests/gold/agreement.py

The second annotation is measured against the first with the figures of `ingest/evaluation.py`, as
if it were what a reader had found. Ids of the two are not compared: things are aligned by their
mentions, statements by their words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import build  # noqa: E402

from ingest.evaluation import Figure, evaluate, value_of  # noqa: E402

SHOWN = (
    "statement_content", "statement", "statement_exact", "act_accuracy", "form_accuracy",
    "statement_date_accuracy", "about", "addressed_to", "via", "person", "institution", "place",
    "role", "event", "event_status_accuracy", "agreement", "agreement_status_accuracy",
    "response_to_statement", "response_to_actor",
)  # fmt: skip


def _found(text: str, mentions: Sequence[str]) -> Iterator[dict[str, Any]]:
    for mention in mentions:
        at = text.find(mention)
        while at >= 0:
            yield {"start": at, "end": at + len(mention), "text": mention}
            at = text.find(mention, at + 1)


def as_output(name: str, text: str, gold: Mapping[str, Any]) -> dict[str, Any]:
    """An annotation in the form of a reader's output; statements get ids of the article."""
    things = {
        key: [{**x, "mentions": list(_found(text, x["mentions"]))} for x in gold[key]]
        for key in ("entities", "events", "agreements")
    }
    return {
        **things,
        "source": f"{name}.txt",
        "statements": [
            {
                **s,
                "id": f"{name}#{s['id']}",
                "spans": s.get("spans") or [[s["start"], s["end"]]],
                "responds_to": f"{name}#{s['responds_to']}" if s.get("responds_to") else None,
            }
            for s in gold["statements"]
        ],
        "relations": gold.get("relations", []),
    }


def agreement() -> tuple[int, int, dict[str, Figure | float]]:
    """How many articles and statements were annotated twice, and the figures."""
    first = {g.name: g for g in build.read_all(variants=False)}
    second = {p.stem: build.read_source(p) for p in sorted((HERE / "second").glob("*.txt"))}
    gold = {}
    for name in second:
        data = dict(first[name].record)
        data["statements"] = [
            {
                **s,
                "responds_to": s.get("responds_to")
                if "#" not in (s.get("responds_to") or "")
                else None,
            }
            for s in data["statements"]
        ]
        gold[name] = (first[name].text, data)
    output = [as_output(name, g.text, g.record) for name, g in second.items()]
    statements = sum(len(data["statements"]) for _, data in gold.values())
    return len(gold), statements, evaluate(gold, output)


def main() -> int:
    """Print the figures, one a line."""
    articles, statements, figures = agreement()
    print(f"articles annotated twice {articles}, statements in the first annotation {statements}")
    for name in SHOWN:
        print(f"{name:28} {value_of(figures[name]):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
