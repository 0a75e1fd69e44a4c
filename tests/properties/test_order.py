"""The graph is a function of the set of articles: any order, any batching, any number of workers.

Each article is read once in the whole run; what is tried in every way is all that comes after.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store import State, Store, open_store
from ingest import knowledge, pipeline
from ingest.article import Article
from ingest.log import Log
from ingest.records import Record

pytestmark = pytest.mark.slow

ReadArticle = Callable[[Article], Record]
COUNT = 12

batchings = st.permutations(range(COUNT)).flatmap(
    lambda order: st.lists(st.integers(1, COUNT - 1), max_size=3, unique=True).map(
        lambda cuts: [
            order[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), COUNT], strict=True)
        ]
    )
)


def export(store: Store) -> bytes:
    return "".join(line + "\n" for line in store.graph().lines()).encode()


def filled(
    folder: Path,
    batches: Sequence[Sequence[Article]],
    read: ReadArticle,
    gone: Article | None = None,
    when: int = 0,
) -> tuple[bytes, str]:
    """The export and the fingerprint after these batches; `gone` is taken back after one of them.

    The store is opened anew for each batch, as each command does.
    """
    known = knowledge.load()
    for number, batch in enumerate(batches):
        store = open_store(str(folder / "graph"))
        with Log(folder / "records.sqlite", write=True) as log:
            log.add_records([read(article) for article in batch])
            pipeline.ingest(batch, log, store, known)
            if gone is not None and number >= when and gone.key in log.keys():  # noqa: SIM118
                log.retract(gone.key, "")
                pipeline.refresh(log, store, known, pipeline.Report())
        store.close()
    store = open_store(str(folder / "graph"))
    state = store.state()
    assert isinstance(state, State)
    return export(store), state.fingerprint


@pytest.fixture(scope="module")
def articles(samples: ModuleType) -> tuple[Article, ...]:
    chosen: tuple[Article, ...] = samples.ARTICLES
    assert len({article.key for article in chosen}) == COUNT
    return chosen


@pytest.fixture(scope="module")
def reference(
    articles: tuple[Article, ...],
    read_article: ReadArticle,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[bytes, str]:
    return filled(tmp_path_factory.mktemp("reference"), [articles], read_article)


def test_the_reference_is_worth_comparing(reference: tuple[bytes, str]) -> None:
    lines = reference[0].decode()
    for kind in ("COPY_OF", "STATED", "RESPONDS_TO", "known_until", "ABOUT"):
        assert kind in lines


@given(batchings)
@settings(max_examples=25, deadline=None)
def test_any_order_and_any_batching_give_the_same_bytes(
    articles: tuple[Article, ...],
    read_article: ReadArticle,
    reference: tuple[bytes, str],
    batches: list[list[int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        batches_of = [[articles[k] for k in batch] for batch in batches]
        assert filled(Path(folder), batches_of, read_article) == reference


@given(batchings, st.integers(0, COUNT - 1), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_an_article_taken_back_at_any_time_was_never_there(
    articles: tuple[Article, ...],
    read_article: ReadArticle,
    batches: list[list[int]],
    place: int,
    when: int,
) -> None:
    gone = articles[place]
    batches_of = [[articles[k] for k in batch] for batch in batches]
    when = min(when, len(batches) - 1)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        without = [article for article in articles if article is not gone]
        expected = filled(Path(other), [without], read_article)
        last = [*batches_of, []]  # a run without articles, after which it is gone at the latest
        assert filled(Path(one), last, read_article, gone, when) == expected


@given(st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=30))
@settings(max_examples=10, deadline=None)
def test_the_same_article_any_number_of_times_counts_once(
    articles: tuple[Article, ...], read_article: ReadArticle, places: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        again = filled(Path(one), [[articles[k] for k in places]], read_article)
        once = [[articles[k] for k in sorted(set(places))]]
        assert again == filled(Path(other), once, read_article)


def test_one_worker_and_two_give_the_same_bytes(tmp_path: Path, samples: ModuleType) -> None:
    source = samples.write(tmp_path)
    found = set()
    for workers in ("1", "2"):
        store = tmp_path / workers
        command = [sys.executable, "-m", "verbale", "ingest", source, "--data", store]
        subprocess.run(
            [*command, "--workers", workers],
            check=True,
            stderr=subprocess.DEVNULL,
            timeout=120,
            # The order of sets of strings differs from process to process.
            env={**os.environ, "PYTHONHASHSEED": workers},
        )
        found.add(export(open_store(str(store / "graph"))))
    assert len(found) == 1


def test_the_order_of_sets_in_a_process_does_not_show(
    tmp_path: Path, samples: ModuleType, reference: tuple[bytes, str]
) -> None:
    source = samples.write(tmp_path)
    for seed in ("3", "99"):
        command = [sys.executable, "-m", "verbale", "ingest", source, "--data", tmp_path / seed]
        subprocess.run(
            command,
            check=True,
            stderr=subprocess.DEVNULL,
            timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert export(open_store(str(tmp_path / seed / "graph"))) == reference[0]
