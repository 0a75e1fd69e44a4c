"""The data flow: the same article again, a later version, a copy, an article taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import ArticleError, StoreError
from graph.ids import article_id
from graph.model import Graph
from graph.store import State, Store, open_store
from ingest import knowledge, pipeline
from ingest.article import Article
from ingest.knowledge import Knowledge
from ingest.log import Log
from ingest.pipeline import Report
from ingest.records import Record

ReadArticle = Callable[[Article], Record]


class Desk:
    """A log and a store, filled with articles that are read once in the whole run."""

    def __init__(self, folder: Path, store: Store, read: ReadArticle) -> None:
        self.log = Log(folder / "records.sqlite", write=True)
        self.store = store
        self.read = read
        self.knowledge: Knowledge = knowledge.load()

    def ingest(self, found: Sequence[Article | ArticleError]) -> Report:
        self.log.add_records([self.read(item) for item in found if isinstance(item, Article)])
        return pipeline.ingest(found, self.log, self.store, self.knowledge)

    def refresh(self) -> Report:
        report = Report()
        pipeline.refresh(self.log, self.store, self.knowledge, report)
        return report

    def graph(self) -> Graph:
        return self.store.graph()


@pytest.fixture
def desk(tmp_path: Path, memory_store: Store, read_article: ReadArticle) -> Iterator[Desk]:
    made = Desk(tmp_path, memory_store, read_article)
    yield made
    made.log.close()


@pytest.fixture
def talks(samples: ModuleType) -> Article:
    article: Article = samples.ARTICLES[0]
    return article


def articles_of(graph: Graph) -> set[str]:
    return {node.id for node in graph.nodes.values() if node.kind == "Article"}


def test_a_run_is_counted(desk: Desk, samples: ModuleType) -> None:
    error = ArticleError("empty", "the file is empty", "a.txt")
    report = desk.ingest([*samples.ARTICLES, error, error])
    assert (report.found, report.new, report.known) == (14, 12, 0)
    assert (report.undated, report.records, report.refused) == (1, 0, {"empty": 2})
    assert report.nodes["Article"] == 12
    assert report.nodes["Statement"] >= 8
    graph = desk.graph()
    assert sum(report.nodes.values()) == len(graph.nodes)
    assert sum(report.edges.values()) == len(graph.edges)
    assert len(desk.log.refusals()) == 1


def test_what_the_reader_cannot_read_is_kept_and_counted(
    tmp_path: Path, memory_store: Store, samples: ModuleType
) -> None:
    with Log(tmp_path / "records.sqlite", write=True) as log:
        articles = [samples.ARTICLES[5], samples.ARTICLES[11]]
        report = pipeline.ingest(articles, log, memory_store, knowledge.load())
        assert (report.records, report.unread, report.new) == (2, 1, 2)
        assert articles_of(memory_store.graph()) == {article_id(a.key) for a in articles}


def test_the_same_articles_again_change_nothing(desk: Desk, samples: ModuleType) -> None:
    desk.ingest(samples.ARTICLES)
    before, state = desk.graph().digest, desk.store.state()
    report = desk.ingest([replace(a, source="elsewhere") for a in samples.ARTICLES])
    assert (report.new, report.known, report.records) == (0, 12, 0)
    assert report.written is not None
    assert not any((report.written.nodes_written, report.written.edges_written))
    assert (desk.graph().digest, desk.store.state()) == (before, state)


def test_a_later_version_of_an_address_replaces_the_former_facts_from_its_day(
    desk: Desk, samples: ModuleType
) -> None:
    first, edited = samples.ARTICLES[:2]
    desk.ingest([edited, first])  # which is later is told by its day, not by arrival
    edges = desk.graph().edges.values()
    alone = [edge for edge in edges if edge.properties.get("articles") == (article_id(first.key),)]
    later = [
        edge for edge in edges if article_id(edited.key) in edge.properties.get("articles", ())
    ]
    assert {edge.properties.get("known_until") for edge in alone} == {"2031-03-05"}
    assert {edge.properties.get("known_until") for edge in later} == {None}
    assert {edge.kind for edge in alone} >= {"STATED", "REPORTED_IN"}
    reports = {e.properties["known_on"] for e in later if e.kind == "REPORTED_IN"}
    assert reports == {"2031-03-05"}  # the day of the edit, not that of the first version


def test_which_version_is_later(talks: Article) -> None:
    def superseded(*versions: Article) -> list[str | None]:
        pairs = [(a, Record(a.key, "v", "en", True)) for a in versions]
        found = {s.article.key: s.superseded_on for s in pipeline.with_versions(pairs)}
        assert found == {
            s.article.key: s.superseded_on for s in pipeline.with_versions(pairs[::-1])
        }
        return [found[a.key] for a in versions]

    next_day = replace(talks, text="B", published="2031-03-04")
    modified = replace(talks, text="C", modified="2031-03-08")
    undated = replace(talks, text="D", published=None)
    assert superseded(talks) == [None]
    assert superseded(talks, next_day) == ["2031-03-04", None]
    assert superseded(talks, next_day, modified) == ["2031-03-04", "2031-03-08", None]
    assert superseded(undated, talks) == ["2031-03-03", None]
    assert superseded(talks, replace(next_day, address="https://other.example")) == [None, None]
    assert superseded(replace(talks, address=None), replace(next_day, address=None)) == [None, None]


def test_a_copy_in_another_outlet_is_named_as_one(desk: Desk, samples: ModuleType) -> None:
    first, copy = samples.ARTICLES[0], samples.ARTICLES[2]
    assert first.text == copy.text
    assert first.key != copy.key
    desk.ingest([first, copy])
    graph = desk.graph()
    copies = [edge for edge in graph.edges.values() if edge.kind == "COPY_OF"]
    assert len(copies) == 1
    assert {copies[0].source, copies[0].target} == articles_of(graph)
    reports = [edge for edge in graph.edges.values() if edge.kind == "REPORTED_IN"]
    statements = {edge.source for edge in reports}
    assert len(reports) == 2 * len(statements) > 0  # each statement is one, with two reports


def test_what_is_taken_back_goes_and_what_others_say_stays(desk: Desk, samples: ModuleType) -> None:
    kept, gone = samples.ARTICLES[2], samples.ARTICLES[3]
    desk.ingest([kept])
    before = desk.graph().digest
    desk.ingest([gone])
    assert desk.graph().digest != before
    desk.log.retract(gone.key, "withdrawn")
    desk.refresh()
    assert desk.graph().digest == before
    report = desk.ingest([gone])
    assert (report.known, report.taken_back) == (1, 1)
    assert desk.graph().digest == before


def test_a_copy_taken_back_leaves_the_statements_of_the_other(
    desk: Desk, samples: ModuleType
) -> None:
    first, copy = samples.ARTICLES[0], samples.ARTICLES[2]
    desk.ingest([first])
    before = desk.graph().digest
    desk.ingest([copy])
    desk.log.retract(copy.key, "", erase=True)
    desk.refresh()
    assert desk.graph().digest == before


def test_another_log_s_graph_is_refused_before_anything_is_read(
    desk: Desk, samples: ModuleType, tmp_path: Path
) -> None:
    desk.ingest(samples.ARTICLES[:3])
    before = desk.graph().digest
    with Log(tmp_path / "other.sqlite", write=True) as log:
        arguments = (samples.ARTICLES[5:6], log, desk.store, desk.knowledge)
        with pytest.raises(StoreError, match=r"store here: .*another log.*--replace"):
            pipeline.ingest(*arguments, where="here")
        assert log.keys() == set()
        assert desk.graph().digest == before
        log.add_records([desk.read(samples.ARTICLES[5])])
        pipeline.ingest(*arguments, replace=True)
        assert articles_of(desk.graph()) == {article_id(samples.ARTICLES[5].key)}


def test_the_fingerprint_tells_the_set_of_articles(desk: Desk, samples: ModuleType) -> None:
    def told() -> str:
        state = desk.store.state()
        assert isinstance(state, State)
        assert state.log == desk.log.identity
        return state.fingerprint

    desk.ingest(samples.ARTICLES[:2])
    two = told()
    desk.ingest(samples.ARTICLES[:3])
    three = told()
    desk.log.retract(samples.ARTICLES[2].key, "")
    desk.refresh()
    assert (told(), two != three) == (two, True)


def test_progress_is_told(desk: Desk, samples: ModuleType) -> None:
    told: list[tuple[str, int, int]] = []
    desk.log.add_records([desk.read(a) for a in samples.ARTICLES[:2]])
    pipeline.ingest(
        samples.ARTICLES[:2],
        desk.log,
        desk.store,
        desk.knowledge,
        progress=lambda *step: told.append(step),
    )
    assert told == [("articles", 1, 0), ("articles", 2, 0), ("joining", 0, 0), ("writing", 0, 0)]


def test_records_come_in_the_order_of_the_articles(samples: ModuleType) -> None:
    articles = samples.ARTICLES[3:6]
    assert [r.article for r in pipeline.read_articles(articles)] == [a.key for a in articles]
    assert list(pipeline.read_articles([])) == []


def test_a_folder_store_is_written_once_for_the_same_graph(
    tmp_path: Path, read_article: ReadArticle, samples: ModuleType
) -> None:
    made = Desk(tmp_path, open_store(str(tmp_path / "graph")), read_article)
    made.ingest(samples.ARTICLES)
    made.ingest(samples.ARTICLES)
    assert [p.name for p in tmp_path.glob("graph/*.kgl")] == ["generation-00000001.kgl"]
    made.log.close()
