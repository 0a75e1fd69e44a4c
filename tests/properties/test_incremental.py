"""Joining kept up to date equals joining anew: any order of adding, editing and taking back.

Over generated records (`benchmarks/invented.py`), in which names, offices, events, agreements,
copies and statements of several articles belong together.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema import load as load_schema
from ingest import knowledge
from ingest.article import Article
from ingest.decisions import KINDS, Kind
from ingest.knowledge import Knowledge, Person
from ingest.records import Entity, Office, Record, Statement
from ingest.resolve.decided import Decided
from ingest.resolve.graph_builder import build
from ingest.resolve.items import Place, key_of
from ingest.resolve.judging import Bonds
from ingest.resolve.locating import spans_of
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import Resolver

pytestmark = pytest.mark.slow
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
COUNT = 60
Pair = tuple[Article, Record]
Step = tuple[str, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(("add", "add", "edit", "retract", "settle")), st.integers(0, COUNT - 1)
    ),
    min_size=5,
    max_size=60,
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge.load()


@pytest.fixture(scope="module")
def told(load_helper: Callable[[Path], ModuleType]) -> list[Pair]:
    """Records of a made-up world; replies that name an actor are put in."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        world: Any = load_helper(BENCHMARKS / "invented.py")
    finally:
        sys.path.remove(str(BENCHMARKS))
    return [
        (t.article, with_replies(t.record, number))
        for number, t in enumerate(world.World(COUNT).articles(COUNT))
    ]


def with_replies(record: Record, number: int) -> Record:
    """Every third article's first statement answers another speaker, here or elsewhere."""
    if number % 3 or len(record.statements) < 2:
        return record
    first, second, *rest = record.statements
    answering: Statement = replace(
        first, act="deny", responds_to_entity=second.speaker, response_signal="explicit"
    )
    inside = replace(second, responds_to=0 if number % 2 else None)
    return replace(record, statements=(answering, inside, *rest))


def edited(pair: Pair) -> Pair:
    """A later version of the page that tells one person less."""
    article = replace(pair[0], text=pair[0].text + "mended", modified="2031-02-01")
    record = pair[1]
    return article, replace(record, article=article.key, statements=record.statements[:-1])


def essence(r: Resolution) -> dict[str, object]:
    """All that a resolution says, in an order of its own."""
    return {
        "sources": dict(r.items.sources),
        "entities": r.entities,
        "events": r.events,
        "agreements": r.agreements,
        "statements": r.statements,
        "groups": r.groups,
        "copies": r.copies,
        "answers": r.answers,
        "outlets": r.outlets,
        "sides": r.side_of,
    }


def anew(pairs: Sequence[Pair], known: Knowledge, decided: Decided | None = None) -> Resolution:
    resolver = Resolver(known, decided)
    for article, record in pairs:
        resolver.add(article, record)
    resolver.settle()
    return resolver.whole()


def test_the_world_is_worth_joining(told: list[Pair], known: Knowledge) -> None:
    r = anew(told, known)
    sizes: dict[str, int] = {}
    for group in r.groups.values():
        sizes[group.kind] = max(sizes.get(group.kind, 0), len({p[0] for p in group.places}))
    assert all(sizes[kind] > 1 for kind in ("Person", "Institution", "Event", "Agreement"))
    assert sizes["Statement"] > 1
    assert r.copies
    assert {a.target in r.groups for a in r.answers} == {True}
    assert any(a.article not in {p[0] for p in r.groups[a.target].places} for a in r.answers)


@given(steps)
@settings(max_examples=60, deadline=None)
def test_kept_up_to_date_equals_made_anew(
    told: list[Pair], known: Knowledge, steps: list[Step]
) -> None:
    whole, fresh = kept_up(told, known, steps)
    assert essence(whole) == essence(fresh)
    graph = build(whole, load_schema())
    assert graph.digest == build(fresh, load_schema()).digest


@given(st.permutations(range(20)))
@settings(max_examples=15, deadline=None)
def test_one_by_one_in_any_order(told: list[Pair], known: Knowledge, order: list[int]) -> None:
    resolver = Resolver(known)
    for place in order:
        resolver.add(*told[place])
        resolver.settle()
    assert essence(resolver.whole()) == essence(anew(told[:20], known))


def kept_up(
    told: list[Pair], known: Knowledge, steps: list[Step], decided: Decided | None = None
) -> tuple[Resolution, Resolution]:
    """The resolution after some steps, and that of what stands then, made anew."""
    resolver = Resolver(known, decided)
    for what, place in steps:
        pair = told[place]
        if what == "settle":
            resolver.settle()
        elif what == "retract":
            resolver.retract(pair[0].key)
        else:
            resolver.add(*(edited(pair) if what == "edit" else pair))
    resolver.settle()
    return resolver.whole(), anew(standing(told, steps), known, decided)


def standing(told: list[Pair], steps: list[Step]) -> list[Pair]:
    """The articles that stand after some steps."""
    found: dict[str, Pair] = {}
    for what, place in steps:
        pair = told[place]
        if what == "retract":
            found.pop(pair[0].key, None)
        elif what != "settle":
            chosen = edited(pair) if what == "edit" else pair
            found[chosen[0].key] = chosen
    return sorted(found.values(), key=lambda p: p[0].key)


def things(told: list[Pair], kind: Kind) -> list[Place]:
    """The places of all things of a kind."""
    return [(article.key, k) for article, record in told for k, _ in spans_of(record, kind)]


@given(st.data(), steps)
@settings(max_examples=40, deadline=None)
def test_kept_up_to_date_under_judgements(
    told: list[Pair], known: Knowledge, data: st.DataObject, steps: list[Step]
) -> None:
    kinds = st.sampled_from([kind for kind in KINDS if len(things(told, kind)) > 1])
    bonds: list[tuple[Kind, Place, Place]] = []
    for kind in data.draw(st.lists(kinds, min_size=1, max_size=5)):
        a, b = data.draw(
            st.lists(st.sampled_from(things(told, kind)), min_size=2, max_size=2, unique=True)
        )
        bonds.append((kind, min(a, b), max(a, b)))
    is_same = data.draw(st.booleans())
    said = Bonds(same=frozenset(bonds)) if is_same else Bonds(different=frozenset(bonds))
    whole, fresh = kept_up(told, known, steps, Decided(said))
    assert essence(whole) == essence(fresh)
    assert {k: v for k, v in whole.judged.places.items() if v} == {
        k: v for k, v in fresh.judged.places.items() if v
    }
    at_once = replace(known, people=(Person("nobody", "Nobody Whosoever"),))
    assert anew(standing(told, steps), at_once, Decided(said)).entities == whole.entities
    tables = {"Event": whole.events, "Agreement": whole.agreements, "Statement": whole.statements}
    for kind, a, b in bonds:
        table = tables.get(kind, whole.entities)
        if a in table and b in table:
            assert (table[a] == table[b]) == is_same


# Who is named as the president, and on which day counted from the first one, or undated. Nobody is
# named by the office alone; holders are expected 183 days before and after.
SERVED = [
    (who, day)
    for who in ("Mira Kell", "Tomas Brandt", None)
    for day in (0, 92, 184, 275, 367, 600, None)
]


def served(who: str | None, day: int | None) -> Pair:
    """An article that tells of a president, by name or by office alone."""
    published = None if day is None else (date(2031, 1, 1) + timedelta(days=day)).isoformat()
    name = who or "the president"
    text = f"Finland: {name} spoke.\n"
    article = Article(text, published, "North Wire")
    person = Entity(
        "Person",
        name,
        ((9, 9 + len(name)),),
        is_named=who is not None,
        offices=(Office("President", 0, (9, 9 + len(name))),),
    )
    state = Entity("Institution", "Finland", ((0, 7),), "state", "finland", "finland")
    return article, Record(article.key, "test", "en", True, (state, person))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("add", "add", "add", "retract")), st.integers(0, len(SERVED) - 1)
        ),
        max_size=30,
    )
)
@settings(max_examples=250, deadline=None)
def test_officials_kept_up_to_date_go_to_the_holders_that_all_at_once_tell(
    known: Knowledge, steps: list[Step]
) -> None:
    presidents = [served(who, day) for who, day in SERVED]
    steps = [step for one in steps for step in (one, ("settle", 0))]
    at_once = replace(known, people=(Person("nobody", "Nobody Whosoever"),))
    whole, fresh = kept_up(presidents, known, steps)
    assert whole.entities == fresh.entities == kept_up(presidents, at_once, steps)[0].entities


def test_an_official_is_whoever_is_seen_in_the_office_around_the_day(known: Knowledge) -> None:
    def ids(*told: tuple[str | None, int | None]) -> list[str]:
        pairs = [served(who, day) for who, day in told]
        r = anew(pairs, known)
        return [r.entities[article.key, 1] for article, _ in pairs]

    near, kell, far = ids((None, 0), ("Mira Kell", 183), (None, 367))
    assert near == kell != far
    official, kell, brandt = ids((None, 184), ("Mira Kell", 0), ("Tomas Brandt", 368))
    assert len({official, kell, brandt}) == 3
    official, kell, brandt = ids((None, 184), ("Mira Kell", 1), ("Tomas Brandt", 368))
    assert official == kell != brandt
    assert len(set(ids((None, 90), ("Mira Kell", 1), ("Tomas Brandt", 91)))) == 3


def test_an_id_is_the_key_of_the_earliest_and_every_members_key_finds_it(
    told: list[Pair], known: Knowledge
) -> None:
    r = anew(told, known)
    for group in r.groups.values():
        if group.kind in ("Person", "Event", "Agreement"):
            table = {"Event": r.items.event, "Agreement": r.items.agreement}
            of = table.get(group.kind, r.items.entity)
            spans = {p: of(p).mentions for p in group.places}
            first = min(group.places, key=lambda p: r.items.order(p, spans[p]))
            assert group.id == key_of(group.kind, first, spans[first])
            for place in group.places:
                assert r.find(key_of(group.kind, place, spans[place])) == group.id
