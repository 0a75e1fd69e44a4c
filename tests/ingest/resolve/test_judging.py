"""What people decide: judgements join and part, contradictions act not, corrections correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import DecisionError
from graph.ids import article_id
from graph.model import Edge, Graph, Node
from graph.store import State, Store
from ingest import knowledge, pipeline
from ingest.article import Article
from ingest.decisions import Decision, Mention, correction, judgement
from ingest.log import Log
from ingest.pipeline import Report
from ingest.records import Record

ReadArticle = Callable[[Article], Record]


class Desk:
    """A log and a store with the short articles, and people's decisions on them."""

    def __init__(self, folder: Path, store: Store, articles: Sequence[Article], read: ReadArticle):
        self.log = Log(folder / "records.sqlite", write=True)
        self.store = store
        self.articles = articles
        self.known = knowledge.load()
        self.log.add_records([read(article) for article in articles])
        pipeline.ingest(articles, self.log, store, self.known)

    def decide(self, *decisions: Decision) -> Report:
        self.log.decide(decisions, "a reader")
        return self.rebuild()

    def rebuild(self) -> Report:
        report = Report()
        pipeline.refresh(self.log, self.store, self.known, report)
        return report

    @property
    def graph(self) -> Graph:
        return self.store.graph()

    @property
    def fingerprint(self) -> str:
        state = self.store.state()
        assert isinstance(state, State)
        return state.fingerprint

    def at(self, number: int, quote: str, occurrence: int = 0) -> Mention:
        return Mention(self.articles[number].key, quote, occurrence)

    def nodes(self, kind: str, name: str) -> list[Node]:
        label = "text" if kind == "Statement" else "name"
        return [
            n
            for n in self.graph.nodes.values()
            if n.kind == kind and name in str(n.properties[label])
        ]

    def edges(self, kind: str, end: str) -> list[Edge]:
        return [
            e for e in self.graph.edges.values() if e.kind == kind and end in (e.source, e.target)
        ]


@pytest.fixture
def desk(
    tmp_path: Path, memory_store: Store, samples: ModuleType, read_article: ReadArticle
) -> Iterator[Desk]:
    made = Desk(tmp_path, memory_store, samples.ARTICLES, read_article)
    yield made
    made.log.close()


def test_same_joins_two_persons_and_the_edges_say_that_a_person_decided(desk: Desk) -> None:
    assert len(desk.nodes("Person", "Vasko")) == 1
    vasko, kell = desk.at(5, "Sela Vasko"), desk.at(0, "Mira Kell")
    before = len(desk.graph.nodes)
    report = desk.decide(judgement("Person", "same", vasko, kell))
    assert (report.decisions, report.faults) == (1, ())
    assert len(desk.graph.nodes) == before - 1
    joined = desk.nodes("Person", "Kell")
    assert len(joined) == 1
    assert "Sela Vasko" in joined[0].properties["aliases"]
    mentions = {e.source: e for e in desk.edges("MENTIONS", joined[0].id)}
    moved = mentions[article_id(desk.articles[5].key)]
    assert (moved.properties["basis"], moved.properties["rule"]) == ("judged", "judgement")
    unnamed = mentions[article_id(desk.articles[1].key)]
    assert unnamed.properties["basis"] == "read"


def test_different_parts_a_cluster_and_the_rest_goes_to_what_is_most_like_it(desk: Desk) -> None:
    assert len(desk.nodes("Person", "Brandt")) == 1
    desk.decide(
        judgement("Person", "different", desk.at(0, "Tomas Brandt"), desk.at(3, "Tomas Brandt"))
    )
    parts = desk.nodes("Person", "Brandt")
    assert len(parts) == 2
    articles = [{e.source for e in desk.edges("MENTIONS", part.id)} for part in parts]
    assert not articles[0] & articles[1]
    ids = {article_id(a.key) for a in desk.articles}
    assert articles[0] | articles[1] < ids
    # the wire text in two outlets is read alike, so its copy stays with it
    first, copy = (article_id(desk.articles[k].key) for k in (0, 2))
    assert any({first, copy} <= held for held in articles)


def test_same_and_different_act_on_every_kind(desk: Desk) -> None:
    for kind, one, other in (
        ("Event", (0, "prisoner exchange"), (0, "talks")),
        ("Agreement", (0, "to exchange prisoners"), (4, "truce")),
        ("Statement", (0, "Nothing was signed"), (4, "violated the truce near Fenmark")),
        ("Place", (4, "Fenmark"), (0, "VELMORA CITY")),
        ("Institution", (4, "General Staff"), (4, "Amber News")),
    ):
        before = desk.graph
        count = len([n for n in before.nodes.values() if n.kind == kind])
        verdict = judgement(kind, "same", desk.at(*one), desk.at(*other))
        report = desk.decide(verdict)
        assert report.faults == (), kind
        held = [n for n in desk.graph.nodes.values() if n.kind == kind]
        assert len(held) == count - 1, kind
        number = desk.log.decisions()[-1].number
        desk.log.take_back(number)
        desk.rebuild()
        assert desk.graph.digest == before.digest


def test_different_parts_the_statements_of_a_wire_text(desk: Desk) -> None:
    said = desk.nodes("Statement", "Nothing was signed")
    assert [n.properties["report_count"] for n in said] == [2]
    quote = "Nothing was signed"
    report = desk.decide(judgement("Statement", "different", desk.at(0, quote), desk.at(2, quote)))
    assert report.faults == ()
    said = desk.nodes("Statement", "Nothing was signed")
    assert [n.properties["report_count"] for n in said] == [1, 1]


def test_contradictory_judgements_are_named_and_none_of_them_acts(desk: Desk) -> None:
    before = desk.graph.digest
    a, b, c = desk.at(0, "Mira Kell"), desk.at(5, "Sela Vasko"), desk.at(0, "Tomas Brandt")
    d = desk.at(1, "Mira Kell")
    report = desk.decide(
        judgement("Person", "same", a, b),
        judgement("Person", "same", b, c),
        judgement("Person", "different", a, c),
    )
    assert [f.reason for f in report.faults] == ["contradiction"]
    assert "judgements 1, 2, 3 contradict each other" in report.faults[0].message
    for name in ("Mira Kell", "Sela Vasko", "Tomas Brandt"):
        assert name in report.faults[0].message
    assert desk.graph.digest == before
    # one that hangs on them, and is no part of the contradiction, acts
    report = desk.decide(judgement("Person", "different", a, d))
    assert len(desk.nodes("Person", "Kell")) == 2
    assert "4" not in report.faults[0].message.split(" contradict")[0]
    desk.log.take_back(3)
    assert desk.rebuild().faults == ()
    assert len(desk.nodes("Person", "Brandt")) + len(desk.nodes("Person", "Vasko")) <= 1


def test_a_judgement_on_what_is_gone_is_named_and_skipped(desk: Desk) -> None:
    before = desk.graph.digest
    kell = desk.at(0, "Mira Kell")
    report = desk.decide(
        judgement("Person", "same", kell, Mention("0" * 16, "Sela Vasko")),
        judgement("Person", "same", kell, desk.at(5, "Orla Fenn")),
        judgement("Person", "same", kell, desk.at(5, "return to the talks")),
        judgement("Person", "same", kell, desk.at(0, "Kell", 9)),
    )
    assert [f.reason for f in report.faults] == ["article", "words", "reading", "words"]
    assert all("is left out" in f.message for f in report.faults)
    assert desk.graph.digest == before


def test_a_judgement_comes_and_goes_with_its_article(desk: Desk) -> None:
    desk.decide(judgement("Person", "same", desk.at(5, "Sela Vasko"), desk.at(0, "Mira Kell")))
    desk.log.retract(desk.articles[5].key, "")
    assert [f.reason for f in desk.rebuild().faults] == ["article"]


def test_an_address_names_every_version_of_an_article(desk: Desk) -> None:
    address = desk.articles[0].address
    assert address is not None
    report = desk.decide(
        judgement("Person", "same", Mention(address, "Mira Kell"), desk.at(5, "Sela Vasko"))
    )
    assert report.faults == ()
    assert len(desk.nodes("Person", "Kell")) == 1
    report = desk.decide(
        judgement("Statement", "unsure", Mention(address, "nowhere"), desk.at(5, "Vasko"))
    )
    assert report.faults == ()  # unsure acts on nothing


def test_decisions_do_not_change_who_and_when_in_the_graph(desk: Desk) -> None:
    desk.decide(judgement("Person", "same", desk.at(5, "Sela Vasko"), desk.at(0, "Mira Kell")))
    assert not any("a reader" in line for line in desk.graph.lines())


def test_the_fingerprint_tells_decisions_and_forgets_those_taken_back(desk: Desk) -> None:
    before = desk.fingerprint
    pair = (desk.at(5, "Sela Vasko"), desk.at(0, "Mira Kell"))
    desk.decide(judgement("Person", "unsure", *pair))
    assert desk.fingerprint == before
    desk.log.take_back(1)
    desk.decide(judgement("Person", "different", *pair))
    assert desk.fingerprint != before
    desk.log.take_back(3)
    desk.rebuild()
    assert desk.fingerprint == before


# ------------------------------------------------------------------ corrections


def test_another_speaker_and_none(desk: Desk) -> None:
    words = desk.at(0, "Nothing was signed")
    said = desk.nodes("Statement", "Nothing was signed")[0]
    assert desk.edges("STATED", said.id)[0].source == desk.nodes("Person", "Brandt")[0].id
    report = desk.decide(correction("Statement", "speaker", words, "Mira Kell"))
    assert report.faults == ()
    # the wire text is in two outlets: its copy still says the other
    both = [n for n in desk.nodes("Statement", "Nothing was signed")]
    speakers = {e.source: e for n in both for e in desk.edges("STATED", n.id)}
    kell = desk.nodes("Person", "Kell")[0].id
    assert speakers[kell].properties["basis"] == "judged"
    assert speakers[kell].properties["rule"] == "correction"
    desk.log.take_back(1)
    desk.decide(correction("Statement", "speaker", words, "none"))
    assert "unknown" in {
        n.properties["attribution"] for n in desk.nodes("Statement", "Nothing was signed")
    }


def test_a_speaker_whom_the_reader_did_not_see(desk: Desk) -> None:
    words = desk.at(4, "violated the truce near Fenmark")
    gone = desk.decide(correction("Statement", "speaker", words, "army of Ostrelle"))
    assert [f.reason for f in gone.faults] == ["reading"]
    desk.log.take_back(1)
    report = desk.decide(
        correction("Statement", "speaker", words, "army of Ostrelle", 0, "Institution")
    )
    assert report.faults == ()
    army = desk.nodes("Institution", "army of Ostrelle")[0]
    assert desk.edges("STATED", army.id)[0].properties["basis"] == "judged"


def test_what_is_no_statement_no_event_no_agreement_goes(desk: Desk) -> None:
    for kind, number, quote in (
        ("Statement", 4, "violated the truce near Fenmark"),
        ("Agreement", 4, "truce"),
        ("Event", 3, "prisoner exchange"),
    ):
        count = len([e for e in desk.graph.edges.values() if e.target_kind == kind])
        report = desk.decide(correction(kind, "reading", desk.at(number, quote), "none"))
        assert report.faults == (), kind
        left = len([e for e in desk.graph.edges.values() if e.target_kind == kind])
        assert left < count, kind


def test_another_kind_status_and_date(desk: Desk) -> None:
    handover = desk.at(1, "handover of forty soldiers")
    report = desk.decide(
        correction("Event", "kind", handover, "repatriation"),
        correction("Event", "status", handover, "postponed"),
        correction("Event", "date", handover, "2031-03-10"),
        correction("Statement", "date", desk.at(1, "The handover of forty soldiers"), "2031-03-05"),
    )
    assert report.faults == ()
    event = desk.nodes("Event", "handover of forty")[0]
    assert event.properties["kind"] == "repatriation"
    assert event.properties["status"] == "postponed"
    assert event.properties["date"] == "2031-03-10"
    reports = desk.edges("REPORTS", event.id)
    assert {e.properties["basis"] for e in reports} <= {"judged"}
    assert event.properties["judged"] == ("date", "kind", "status")
    [said] = [n for n in desk.nodes("Statement", "handover") if "judged" in n.properties]
    assert said.properties["said"] == "2031-03-05"
    assert said.properties["judged"] == ("said",)


def test_corrections_gone_ambiguous_or_at_odds_are_named(desk: Desk) -> None:
    before = desk.graph.digest
    wrong = correction("Statement", "speaker", desk.at(0, "Nothing was signed"), "Nobody At All")
    a = correction("Event", "status", desk.at(1, "handover of forty soldiers"), "held")
    b = correction("Event", "status", desk.at(1, "handover"), "cancelled")
    gone = correction("Event", "reading", desk.at(1, "no such words"), "none")
    report = desk.decide(wrong, a, b, gone)
    assert sorted(f.reason for f in report.faults) == ["contradiction", "words", "words"]
    assert any("corrections 2, 3 differ" in f.message for f in report.faults)
    assert desk.graph.digest == before


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda m: correction("Person", "speaker", m, "x"), "Statement, Event, Agreement"),
        (lambda m: correction("Event", "speaker", m, "x"), "kind, status, date, reading"),
        (lambda m: correction("Event", "kind", m, "party"), "talks, summit"),
        (lambda m: correction("Agreement", "status", m, "contested"), "proposed, agreed"),
        (lambda m: correction("Event", "date", m, "May"), "2031-03-04"),
        (lambda m: correction("Event", "reading", m, "x"), "none"),
        (lambda m: judgement("Person", "same", m, m), "two mentions"),
        (lambda m: judgement("Person", "maybe", m, Mention("b", "c")), "same, different, unsure"),
        (lambda m: judgement("Article", "same", m, Mention("b", "c")), "Person, Institution"),
    ],
)
def test_a_wrong_decision_says_what_is_allowed(
    make: Callable[[Mention], Decision], told: str
) -> None:
    with pytest.raises(DecisionError, match=told):
        make(Mention("a", "b"))
