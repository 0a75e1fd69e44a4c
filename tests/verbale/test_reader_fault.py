"""An article that the reader itself fails on, through the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.extract import extractor
from ingest.extract.layout import Layout, layout

if TYPE_CHECKING:
    from conftest import Run

SAID = "Foreign Minister Mira Kell said that the {} would go on.\n"


def failing(text: str) -> Layout:
    if "quarrel" in text:
        raise ZeroDivisionError("no layout for this")
    return layout(text)


def test_the_article_is_named_the_exit_code_is_3_and_nothing_stored_is_lost(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    for name, matter in (("a", "talks"), ("b", "quarrel"), ("c", "exchange")):
        (tmp_path / "news" / f"{name}.txt").write_text(SAID.format(matter), encoding="utf-8")
    assert run("ingest", "news/a.txt").code == 0
    before = set(run("export", "jsonl").out.splitlines())
    with monkeypatch.context() as patched:
        patched.setattr(extractor, "layout", failing)
        done = run("ingest", "news")
    assert (done.code, done.out) == (3, "")
    assert "3 articles: 2 new, 1 known, 1 refused" in done.err
    assert (
        "refused (reader fault): news/b.txt: the reader failed with ZeroDivisionError" in done.err
    )
    assert "Traceback" not in done.err
    [refused] = run("refused").rows
    assert (refused["reason"], refused["place"]) == ("reader fault", "news/b.txt")

    told = run("export", "jsonl").out
    assert told.count('"node":"Statement"') == 2
    articles = {line for line in before if '"node":"Article"' in line}
    assert articles
    assert articles <= set(told.splitlines())

    assert run("rebuild").code == 0
    assert run("export", "jsonl").out.count('"node":"Statement"') == 3
