"""What a user's files know, in resolution: persons, offices with dates, names, parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Edge, Graph, Node
from graph.schema import load as load_schema
from ingest import knowledge, pipeline, user_knowledge
from ingest.article import Article
from ingest.decisions import Kept, Mention, judgement
from ingest.knowledge import Knowledge
from ingest.records import Record
from ingest.resolve.graph_builder import build
from ingest.resolve.items import Source

Read = Callable[[Article], Record]

MINISTER = "The Finnish defence minister said that the talks with Norway would go on.\n"
SOLO = "Finland's defence minister, Ivo Brandt, said that the talks with Norway would go on.\n"
LATER = "Defence Minister Mira Solen of Finland said that the talks with Norway were over.\n"

PEOPLE = """\
[[person]]
id = "ivo-brandt"
name = "Ivo Brandt"
aliases = ["Iwo Brandt", "Yvo Brant"]
wikidata = "Q12345"

[[person]]
id = "mira-solen"
name = "Mira Solen"

[[office]]
holder = "ivo-brandt"
title = "Defence Minister"
institution = "ministry-of-defence-finland"
since = "2029-06"
until = "2031-03-31"

[[office]]
holder = "mira-solen"
title = "minister of defence"
institution = "finland"
since = "2031-04-02"
"""


@pytest.fixture
def known(tmp_path: Path) -> Knowledge:
    (tmp_path / "people.toml").write_text(PEOPLE, encoding="utf-8")
    found = user_knowledge.load([tmp_path / "people.toml"])
    assert found.faults == ()
    return found


@pytest.fixture
def graph_of(read_article: Read) -> Callable[..., Graph]:
    def made(known: Knowledge, *articles: tuple[str, str | None]) -> Graph:
        pairs = [
            (a, read_article(a))
            for a in (Article(text, day, "North Wire") for text, day in articles)
        ]
        graph, again = (
            build(pipeline.resolution_of(pipeline.with_versions(some), known), load_schema())
            for some in (pairs, pairs[::-1])
        )
        assert graph.digest == again.digest
        return graph

    return made


def people(graph: Graph) -> dict[str, Node]:
    return {n.id: n for n in graph.nodes.values() if n.kind == "Person"}


def stated(graph: Graph, day: str) -> Edge:
    """Who said what an article of this day reports."""
    found = [
        e for e in graph.edges.values() if e.kind == "STATED" and e.properties["known_on"] == day
    ]
    assert len(found) == 1
    return found[0]


def test_an_official_without_a_name_is_the_holder_that_a_file_tells_for_that_day(
    known: Knowledge, graph_of: Callable[..., Graph]
) -> None:
    days = ("2030-01-05", "2031-03-31", "2031-04-02", "2035-01-01")
    graph = graph_of(known, *((MINISTER, day) for day in days))
    speakers = [stated(graph, day).source for day in days]
    assert speakers == ["ivo-brandt", "ivo-brandt", "mira-solen", "mira-solen"]
    edge = stated(graph, days[0])
    assert (edge.properties["basis"], edge.properties["rule"]) == ("inferred", "office-holder")
    brandt = people(graph)["ivo-brandt"]
    assert brandt.properties["name"] == "Ivo Brandt"
    assert brandt.properties["wikidata"] == "Q12345"
    assert brandt.properties["is_named"] is True
    held = [e for e in graph.edges.values() if e.kind == "HOLDS_OFFICE" and "since" in e.properties]
    assert {(e.source, e.target, e.properties.get("until")) for e in held} == {
        ("ivo-brandt", "finland", "2031-03-31"),
        ("mira-solen", "finland", None),
    }


def test_where_two_may_hold_the_office_on_a_day_no_one_is_taken(
    tmp_path: Path, graph_of: Callable[..., Graph]
) -> None:
    (tmp_path / "vague.toml").write_text(
        PEOPLE.replace('until = "2031-03-31"', 'until = "2031"'), encoding="utf-8"
    )
    known = user_knowledge.load([tmp_path / "vague.toml"])
    graph = graph_of(known, (MINISTER, "2031-05-01"), (MINISTER, "2030-01-05"), (MINISTER, None))
    assert stated(graph, "2030-01-05").source == "ivo-brandt"
    assert stated(graph, "2031-05-01").source.startswith("person/")
    assert stated(graph, "9999-12-31").source.startswith("person/")


def test_the_records_tell_the_holder_where_exactly_one_is_seen_around_the_day(
    graph_of: Callable[..., Graph],
) -> None:
    known = knowledge.load()
    graph = graph_of(
        known,
        (SOLO, "2031-01-10"),
        (MINISTER, "2031-02-01"),
        (LATER, "2033-01-10"),
        (MINISTER, "2033-01-20"),
        (MINISTER, "2035-01-20"),
    )
    assert stated(graph, "2031-02-01").source == stated(graph, "2031-01-10").source
    assert stated(graph, "2031-02-01").properties["basis"] == "inferred"
    assert stated(graph, "2031-01-10").properties["basis"] == "read"
    assert stated(graph, "2033-01-20").source == stated(graph, "2033-01-10").source
    far = people(graph)[stated(graph, "2035-01-20").source]
    assert far.properties["is_named"] is False


def test_two_holders_seen_around_the_day_decide_nothing(graph_of: Callable[..., Graph]) -> None:
    graph = graph_of(
        knowledge.load(),
        (SOLO, "2031-01-10"),
        (LATER, "2031-03-10"),
        (MINISTER, "2031-02-01"),
    )
    assert people(graph)[stated(graph, "2031-02-01").source].properties["is_named"] is False


def test_name_forms_of_a_file_join_what_spelling_would_not(
    known: Knowledge, graph_of: Callable[..., Graph]
) -> None:
    other = SOLO.replace("Ivo Brandt", "Yvo Brant")
    built_in = graph_of(knowledge.load(), (SOLO, "2031-01-10"), (other, "2031-01-11"))
    assert len(people(built_in)) == 2
    graph = graph_of(known, (SOLO, "2031-01-10"), (other, "2031-01-11"))
    assert list(people(graph)) == ["ivo-brandt"]


def test_a_file_parts_what_names_alone_would_join(
    tmp_path: Path, graph_of: Callable[..., Graph]
) -> None:
    one = "Ivo Brandt said that the talks would go on.\n"
    other = "Iwo Brandt said that the talks were over.\n"
    assert len(people(graph_of(knowledge.load(), (one, "2031-01-10"), (other, "2031-01-11")))) == 1
    (tmp_path / "two.toml").write_text(
        '[[person]]\nid = "ivo"\nname = "Ivo Brandt"\n\n'
        '[[person]]\nid = "iwo"\nname = "Iwo Brandt"\n',
        encoding="utf-8",
    )
    known = user_knowledge.load([tmp_path / "two.toml"])
    graph = graph_of(known, (one, "2031-01-10"), (other, "2031-01-11"))
    assert sorted(people(graph)) == ["ivo", "iwo"]


def test_a_name_that_two_claim_decides_nothing(
    tmp_path: Path, graph_of: Callable[..., Graph]
) -> None:
    (tmp_path / "two.toml").write_text(
        '[[person]]\nid = "ivo"\nname = "Ivo Brandt"\n\n'
        '[[person]]\nid = "iwo"\nname = "Iwo"\naliases = ["Ivo Brandt"]\n',
        encoding="utf-8",
    )
    known = user_knowledge.load([tmp_path / "two.toml"])
    assert [f.reason for f in known.faults] == ["name"]
    assert set(people(graph_of(known, (SOLO, "2031-01-10")))).isdisjoint({"ivo", "iwo"})


def test_a_namesake_who_serves_another_state_is_not_the_known_person(
    known: Knowledge, graph_of: Callable[..., Graph]
) -> None:
    other = SOLO.replace("Finland", "Poland")
    assert "ivo-brandt" not in people(graph_of(known, (other, "2031-01-10")))


def test_a_user_s_body_wins_over_a_built_in_one_and_is_part_of_what_it_says(
    tmp_path: Path, graph_of: Callable[..., Graph]
) -> None:
    text = "Finland and the United Nations rejected the offer. The UN said that talks were over.\n"
    assert "united-nations" in graph_of(knowledge.load(), (text, "2031-01-10")).nodes
    (tmp_path / "union.toml").write_text(
        '[[body]]\nid = "united-norths"\nname = "United Norths"\nkind = "igo"\n'
        'aliases = ["United Nations", "UN"]\npart_of = "finland"\n',
        encoding="utf-8",
    )
    graph = graph_of(user_knowledge.load([tmp_path / "union.toml"]), (text, "2031-01-10"))
    assert graph.nodes["united-norths"].properties["name"] == "United Norths"
    assert "united-nations" not in graph.nodes
    parts = [e for e in graph.edges.values() if e.kind == "PART_OF"]
    assert ("united-norths", "finland", "knowledge") in {
        (e.source, e.target, e.properties["basis"]) for e in parts
    }


def test_the_extractor_never_sees_a_user_s_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: Knowledge, read_article: Read
) -> None:
    from ingest.extract.version import extractor_version

    article = Article(SOLO, "2031-01-10", "North Wire")
    version = extractor_version()
    record = read_article(article)
    monkeypatch.setenv("VERBALE_KNOWLEDGE", str(tmp_path / "people.toml"))
    assert list(pipeline.read_articles([article])) == [record]
    assert extractor_version() == version


def test_a_judgement_wins_over_a_file(known: Knowledge, read_article: Read) -> None:
    other = SOLO.replace("would go on", "were over")
    articles = [Article(SOLO, "2031-01-10", "A"), Article(other, "2031-01-11", "B")]
    sources = pipeline.with_versions([(a, read_article(a)) for a in articles])
    ends = [Mention(a.key, "Ivo Brandt") for a in articles]

    def judged(verdict: str) -> Graph:
        kept = [Kept(1, judgement("Person", verdict, *ends), "", "", "")]
        return build(pipeline.resolution_of(sources, known, kept), load_schema())

    assert list(people(judged("same"))) == ["ivo-brandt"]
    parts = people(judged("different"))
    assert len(parts) == 2
    assert "ivo-brandt" in parts  # one of them stays the known person
    third = Article(LATER, "2031-04-10", "C")
    sources.append(Source(third, read_article(third)))
    ends = [Mention(articles[0].key, "Ivo Brandt"), Mention(third.key, "Mira Solen")]
    one = people(judged("same"))
    assert list(one) == ["ivo-brandt"]
    assert "Mira Solen" in one["ivo-brandt"].properties["aliases"]
