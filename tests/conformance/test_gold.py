"""The annotated articles, read by `verbale ingest` into both engines: one graph, the same rows."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.store import open_store
from queries.catalog import load_query, names
from queries.run import ask
from verbale.cli import main

ASKED: dict[str, dict[str, Any]] = {
    "statements/about": {"about": "exchange"},
    "statements/by": {"speaker": "Medinsky"},
    "events/timeline": {"event": "talks"},
    "agreements/history": {"agreement": "exchange"},
    "agreements/claims": {"agreement": "exchange"},
    "networks/connections": {"start": "Medinsky", "goal": "Zelenskyy"},
    "people/dossier": {"actor": "Medinsky"},
    "sources/known_on": {"as_of": "2025-06-30"},
}


def verbale(*arguments: object) -> int:
    """Run the command line in this process and give its exit code."""
    try:
        main([str(a) for a in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.gold
@pytest.mark.neo4j
def test_both_engines_hold_and_answer_the_same(
    tmp_path: Path, neo4j_uri: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = os.environ.get("VERBALE_GOLD")
    if not gold:
        pytest.skip("VERBALE_GOLD names no folder with annotated articles")
    uri, password = neo4j_uri
    monkeypatch.setenv("VERBALE_USER", "neo4j")
    monkeypatch.setenv("VERBALE_PASSWORD", password)
    data = tmp_path / "data"
    folders = [Path(gold) / "dev", Path(gold).parent / "seed"]
    assert verbale("ingest", *(f for f in folders if f.is_dir()), "--data", data) == 0
    assert verbale("rebuild", "--store", uri, "--replace", "--data", data) == 0
    embedded, served = open_store(str(data / "graph")), open_store(uri, password=password)
    try:
        lines = list(embedded.graph().lines())
        assert len(lines) > 500
        assert lines == list(served.graph().lines())
        answers = next(e for e in embedded.graph().edges.values() if e.kind == "RESPONDS_TO")
        asked = {**ASKED, "responses/thread": {"statement": answers.source}}
        for name in names():
            query, given = load_query(name), asked.get(name, {})
            mine = [json.dumps(r, sort_keys=True) for r in ask(embedded, query, given).rows]
            theirs = [json.dumps(r, sort_keys=True) for r in ask(served, query, given).rows]
            assert mine, name
            assert mine == theirs, name
    finally:
        embedded.close()
        served.close()
