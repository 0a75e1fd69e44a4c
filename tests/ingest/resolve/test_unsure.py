"""Joins worth a look: near the threshold, best first, what is judged left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest import knowledge, pipeline
from ingest.article import Article
from ingest.decisions import Kept, Mention, judgement
from ingest.records import Entity, Record
from ingest.resolve.items import Source
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import resolve
from ingest.resolve.unsure import Unsure, unsure_joins
from verbale.evidence import mention_of, sides

Read = Callable[[Article], Record]


@pytest.fixture
def sources_of(read_article: Read) -> Callable[..., list[Source]]:
    def made(*texts: tuple[str, str]) -> list[Source]:
        articles = [Article(text, day, f"Outlet {n}") for n, (day, text) in enumerate(texts)]
        return pipeline.with_versions([(a, read_article(a)) for a in articles])

    return made


def told(r: Resolution, found: Sequence[Unsure]) -> list[tuple[str, frozenset[str], bool]]:
    return [
        (one.kind, frozenset(side.name for side in sides(r, one)), one.is_joined) for one in found
    ]


CASES = [
    (
        "Person",
        {"Marek Olsen", "Marik Olson"},
        False,
        ("2031-03-03", "Marek Olsen said that the talks between Finland and Norway were over."),
        ("2031-03-04", "Marik Olson said that the talks between Finland and Norway went on."),
    ),
    (
        "Person",
        {"Marek Olsen", "Olsen"},
        True,
        ("2031-03-03", "Marek Olsen said that the talks between Finland and Norway were over."),
        ("2031-03-04", "The talks went well, Olsen told reporters."),
    ),
    (
        "Institution",
        {"RGF", "Rapid Guard Forces"},
        False,
        ("2031-03-03", "The Rapid Guard Forces said that the truce was over."),
        ("2031-03-04", "The RGF denied the claim."),
    ),
    (
        "Agreement",
        {"agreement on grain transit", "agreement on the transit of wheat"},
        True,
        ("2031-03-03", "Finland and Norway signed the agreement on grain transit."),
        ("2031-03-10", "Finland rejected the agreement on the transit of wheat."),
    ),
    (
        "Statement",
        {
            "Finland would keep to the terms of the border treaty with Norway",
            "Finland will keep to every term of the treaty on the border it shares with Norway",
        },
        True,
        (
            "2031-03-03",
            "Marek Olsen said that Finland would keep to the terms of the border treaty with "
            "Norway.",
        ),
        (
            "2031-03-04",
            "Marek Olsen said that Finland will keep to every term of the treaty on the border it "
            "shares with Norway.",
        ),
    ),
]


@pytest.mark.parametrize(
    ("kind", "names", "is_joined", "one", "other"),
    CASES,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pair_near_the_threshold_is_found_with_what_it_is_now(
    sources_of: Callable[..., list[Source]],
    kind: str,
    names: set[str],
    is_joined: bool,
    one: tuple[str, str],
    other: tuple[str, str],
) -> None:
    sources = sources_of(one, other)
    r = pipeline.resolution_of(sources, knowledge.load())
    found = unsure_joins(r)
    assert (kind, frozenset(names), is_joined) in told(r, found)
    for pair in found:
        assert (pair.certainty >= 0.5) == pair.is_joined
    back = pipeline.resolution_of(sources[::-1], knowledge.load())
    assert unsure_joins(back) == found


def test_names_that_are_far_apart_and_ministries_of_two_states_are_not_asked(
    sources_of: Callable[..., list[Source]],
) -> None:
    r = pipeline.resolution_of(
        sources_of(
            ("2031-03-03", "Marek Olsen said that the talks with Norway were over."),
            ("2031-03-04", "Marek Tarvainen said that the talks with Norway went on."),
            ("2031-03-04", "Finland's Foreign Ministry said that the talks were over."),
            ("2031-03-04", "Norway's Ministry of Defence said that the talks were over."),
            ("2031-03-04", "The Foreign Ministry of Poland said that the talks were over."),
        ),
        knowledge.load(),
    )
    assert [one for one in unsure_joins(r) if one.kind in ("Person", "Institution")] == []


def test_more_statements_behind_a_join_bring_it_to_the_front(
    sources_of: Callable[..., list[Source]],
) -> None:
    few = [("2031-03-03", "Marek Olsen denied it."), ("2031-03-04", "Marik Olson denied it.")]
    many = [
        ("2031-03-05", "Ivar Sandberg said that talks were over. Sandberg said he would go on. "
                       "Sandberg said that nothing was signed."),
        ("2031-03-06", "Ivor Sandborg said that talks went on. Sandborg denied the claim."),
    ]  # fmt: skip
    r = pipeline.resolution_of(sources_of(*few, *many), knowledge.load())
    people = [t for t in told(r, unsure_joins(r)) if t[0] == "Person" and not t[2]]
    assert people[0][1] == {"Ivar Sandberg", "Ivor Sandborg"}
    assert people[1][1] == {"Marek Olsen", "Marik Olson"}


def test_what_is_judged_is_not_asked_again(sources_of: Callable[..., list[Source]]) -> None:
    sources = sources_of(CASES[0][3], CASES[0][4])
    ends = [Mention(sources[n].article.key, name) for n, name in ((0, "Olsen"), (1, "Olson"))]
    for verdict in ("same", "different", "unsure"):
        kept = [Kept(1, judgement("Person", verdict, *ends), "", "", "")]
        r = pipeline.resolution_of(sources, knowledge.load(), kept)
        assert r.decided.faults == ()
        assert [one for one in unsure_joins(r, kept) if one.kind == "Person"] == []


def test_every_thing_can_be_named_by_article_and_quotation(
    samples: object, read_article: Read
) -> None:
    from ingest.resolve.locating import articles_of, locate, spans_of

    articles: tuple[Article, ...] = samples.ARTICLES  # type: ignore[attr-defined]
    sources = pipeline.with_versions([(a, read_article(a)) for a in articles])
    by_name = articles_of(sources)
    named = 0
    for source in sources:
        for kind in ("Person", "Institution", "Place", "Event", "Agreement", "Statement"):
            for place, _ in spans_of(source.record, kind):
                mention, _ = mention_of(source, kind, (source.article.key, place))
                assert locate(by_name, kind, mention) == ((source.article.key, place),)
                named += 1
    assert named > 60


@pytest.mark.parametrize(
    ("first", "second", "most"),
    [
        (("Ministry of Defence", "finland", "ministry"), ("Ministry of Defense", "finland", ""), 0),
        (("Defence Ministry", "finland", "ministry"), ("Ministry of Defense", "finland", ""), 0),
        (("Ministry of Defence", None, "ministry"), ("Brenna's Defence Ministry", None, ""), 0.3),
        (("Orlo", "orlo", "state"), ("Orlo team", "orlo", "delegation"), 0),
    ],
)
def test_one_office_in_two_spellings_is_never_offered(
    first: tuple[str, str | None, str], second: tuple[str, str | None, str], most: float
) -> None:
    sources = []
    for number, (name, state, kind) in enumerate((first, second)):
        day = f"2031-03-0{number + 1}"
        article = Article(f"long enough text number {number} ", day, f"Outlet {number}")
        body = Entity("Institution", name, ((0, 4),), kind or "ministry", state=state)
        sources.append(Source(article, Record(article.key, "test", "en", True, (body,))))
    offered = [one.certainty for one in unsure_joins(resolve(sources, knowledge.load()))]
    assert max(offered, default=0) <= most
