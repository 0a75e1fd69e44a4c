"""Input that is wrong in itself: named in the run's report, and the graph is built all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.ids import article_id
from graph.store import Store
from ingest import pipeline, user_knowledge
from ingest.article import Article
from ingest.decisions import Decision, Mention, judgement
from ingest.log import Log
from ingest.pipeline import Report
from verbale.report import print_report

TEXT = (
    "Ivo Brandt, Finland's defence minister, said that the talks with Norway would go on. "
    "Mira Solen welcomed the offer.\n"
)
AHEAD = (
    "The talks between Finland and Norway were held in Geneva on May 5, 2099, Foreign Minister "
    "Mira Solen said.\n"
)
GOOD = Article(TEXT, "2031-03-03", "North Wire")

Run = Callable[..., Report]


@pytest.fixture
def run(tmp_path: Path, memory_store: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    """Ingests articles with decisions and a knowledge file, and checks what is named."""

    def runs(
        *articles: Article, decisions: tuple[Decision, ...] = (), known: str = "", named: str
    ) -> Report:
        (tmp_path / "mine.toml").write_text(known, encoding="utf-8")
        with Log(tmp_path / "records.sqlite", write=True) as log:
            log.decide(decisions, check=False)
            report = pipeline.ingest(
                [GOOD, *articles], log, memory_store, user_knowledge.load([tmp_path / "mine.toml"])
            )
        print_report(report)
        told = capsys.readouterr().err
        assert named in told
        assert len(report.faults) >= 1
        nodes = memory_store.graph().nodes
        assert {article_id(a.key) for a in (GOOD, *articles)} <= set(nodes)
        assert any(n.properties.get("name") == "Ivo Brandt" for n in nodes.values())
        return report

    return runs


def test_two_entries_that_claim_one_name(run: Run) -> None:
    known = (
        '[[person]]\nid = "one"\nname = "Ivo Brandt"\n'
        '[[person]]\nid = "other"\nname = "Ivo Brandt"\n'
    )
    report = run(known=known, named="'Ivo Brandt' is claimed by 'one' (")
    assert [(f.what, f.reason) for f in report.faults] == [("knowledge", "name")]


def test_a_judgement_on_what_is_gone(run: Run) -> None:
    gone = judgement(
        "Person", "same", Mention(GOOD.key, "Ivo Brandt"), Mention("https://gone.example", "Orn")
    )
    report = run(decisions=(gone,), named="judgement 1 is left out: no article of this key or addr")
    assert [(f.what, f.reason) for f in report.faults] == [("judgement", "article")]


def test_judgements_that_contradict_each_other(run: Run) -> None:
    pair = (Mention(GOOD.key, "Ivo Brandt"), Mention(GOOD.key, "Mira Solen"))
    both = tuple(judgement("Person", verdict, *pair) for verdict in ("same", "different"))
    report = run(decisions=both, named="judgements 1, 2 contradict each other")
    assert [(f.what, f.reason) for f in report.faults] == [("judgement", "contradiction")]


def test_a_circle_of_parts(run: Run) -> None:
    known = "".join(
        f'[[body]]\nid = "{id}"\nname = "{id} group"\nkind = "ngo"\npart_of = "{of}"\n'
        for id, of in (("red", "blue"), ("blue", "red"))
    )
    report = run(known=known, named="part_of goes in a circle: blue → red → blue")
    assert {(f.what, f.reason) for f in report.faults} == {("knowledge", "circle")}


def test_an_event_in_the_future(run: Run) -> None:
    report = run(Article(AHEAD, "2031-03-04", "North Wire"), named="2099-05-05, which lies ahead")
    assert {(f.what, f.reason) for f in report.faults} == {("event", "day")}


def test_an_article_of_1970(run: Run) -> None:
    old = Article(AHEAD, "1970-01-01", "North Wire")
    report = run(old, named=f"article {old.key} (North Wire) is dated 1970-01-01")
    assert [(f.what, f.reason) for f in report.faults] == [("article", "day")]


def test_all_of_it_at_once(run: Run) -> None:
    pair = (Mention(GOOD.key, "Ivo Brandt"), Mention(GOOD.key, "Mira Solen"))
    both = tuple(judgement("Person", verdict, *pair) for verdict in ("same", "different"))
    report = run(
        Article(AHEAD, "1970-01-01", "North Wire"),
        Article(AHEAD, "2031-03-04", "North Wire"),
        decisions=both,
        known='[[person]]\nid = "one"\n[[office]]\nholder = "one"\n[country]\n',
        named="faults in knowledge files",
    )
    assert {f.what for f in report.faults} == {"knowledge", "judgement", "article", "event"}
