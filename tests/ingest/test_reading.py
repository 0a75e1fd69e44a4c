"""An article that the reader fails on is refused by name; the others are read; it is tried again.

No article is known on which the reader fails, so one step of it is made to fail on a word.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import open_store
from ingest import knowledge, pipeline, reading
from ingest.article import Article
from ingest.extract import extractor
from ingest.extract.layout import Layout, layout
from ingest.log import Log
from ingest.records import Record

GOOD = Article("Foreign Minister Mira Kell said that the talks would go on.", "2031-03-04")
BAD = Article("Mira Kell said that the UNREADABLE talks would go on.", "2031-03-04", source="b.txt")


def failing(text: str) -> Layout:
    if "UNREADABLE" in text:
        raise ZeroDivisionError("no layout\nfor this")
    return layout(text)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with Log(tmp_path / "log.sqlite", write=True) as opened:
        yield opened


def ingest(log: Log, folder: Path, articles: list[Article]) -> pipeline.Report:
    return pipeline.ingest(articles, log, open_store(str(folder / "graph")), knowledge.load())


def test_the_run_goes_on_and_the_article_is_tried_again(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched, caplog.at_level(logging.DEBUG, "ingest.reading"):
        patched.setattr(extractor, "layout", failing)
        report = ingest(log, tmp_path, [BAD, GOOD])
    assert (report.new, report.records, dict(report.refused)) == (2, 1, {"reader fault": 1})
    assert report.nodes["Article"] == 1
    [error] = report.refusals
    assert error.where == "b.txt"
    assert "ZeroDivisionError: no layout for this (in test_reading.py, line" in error.message
    assert BAD.key in error.message
    assert "Traceback" in caplog.text
    assert [r.reason for r in log.refusals()] == ["reader fault"]

    mended = pipeline.Report()
    pipeline.read_stale(log, mended)
    assert (mended.records, mended.refusals) == (1, [])
    assert {r.article for r in pipeline_records(log)} == {GOOD.key, BAD.key}


def pipeline_records(log: Log) -> list[Record]:
    return [source.record for source in pipeline.sources_of(log)]


def test_read_articles_gives_the_refusal_in_the_articles_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extractor, "layout", failing)
    first, second, third = pipeline.read_articles([GOOD, BAD, GOOD])
    assert isinstance(first, Record)
    assert first == third
    assert getattr(second, "reason", "") == reading.REASON


def test_without_debug_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(extractor, "layout", failing)
    list(pipeline.read_articles([BAD, GOOD]))
    assert "Traceback" not in caplog.text
