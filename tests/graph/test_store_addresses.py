from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.store import open_store


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("mysql://localhost", "no engine of this name"),
        ("kglite:", "a folder is missing"),
        ("", "a folder is missing"),
        ("bolt://127.0.0.1:1", "database is away"),
        ("neo4j://no-such-host.invalid:7687", "database is away"),
    ],
)
def test_a_wrong_address_says_what_to_do(uri: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        open_store(uri, password="swordfish").state()
    assert "swordfish" not in str(caught.value)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError):
        open_store(str(path)).state()


def test_asking_is_light() -> None:
    """What a cold start must not pay for is not imported to ask a saved question."""
    code = (
        "import sys; from graph.store import open_store; from queries.catalog import load_query; "
        "from queries.run import ask; "
        "ask(open_store('memory:'), load_query('sources/hedged'), {}); "
        "print([m for m in ('pydantic', 'neo4j', 'networkx', 'rdflib', 'rapidfuzz', 'numpy') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
