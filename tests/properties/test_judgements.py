"""Judgements are a set: any order, any batching, a rebuild and an undo give the same bytes; and the
clusters that they give hold what they say.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store import Store, open_store
from ingest import knowledge, pipeline
from ingest.article import Article
from ingest.decisions import Decision, Mention, correction, judgement
from ingest.log import Log
from ingest.records import Record
from ingest.resolve.correcting import without
from ingest.resolve.judging import decide

pytestmark = pytest.mark.slow

ReadArticle = Callable[[Article], Record]
COUNT = 8
Place = tuple[str, int]


def decisions(samples: ModuleType) -> list[Decision]:
    """Decisions of every sort: at work, gone, and in contradiction."""

    def at(number: int, quote: str) -> Mention:
        return Mention(samples.ARTICLES[number].key, quote)

    made: list[Decision] = [
        judgement("Person", "same", at(5, "Sela Vasko"), at(0, "Mira Kell")),
        judgement("Person", "different", at(0, "Tomas Brandt"), at(3, "Tomas Brandt")),
        judgement("Event", "same", at(0, "prisoner exchange"), at(1, "handover of forty soldiers")),
        judgement("Person", "same", at(7, "Kell"), Mention("gone", "Kell")),
        judgement("Institution", "same", at(4, "General Staff"), at(4, "Amber News")),
        judgement("Institution", "different", at(4, "Amber News"), at(4, "General Staff")),
        correction("Statement", "speaker", at(3, "The accusation is false"), "Mira Kell"),
        correction("Agreement", "reading", at(4, "truce"), "none"),
    ]
    assert len(made) == COUNT
    return made


class Desk:
    """A folder with a log and a store, filled once and decided on in many ways."""

    def __init__(self, folder: Path, articles: Sequence[Article], read: ReadArticle) -> None:
        self.folder = folder
        self.known = knowledge.load()
        with Log(folder / "records.sqlite", write=True) as log:
            log.add_records([read(article) for article in articles])
            pipeline.ingest(articles, log, self.store(), self.known)

    def store(self) -> Store:
        return open_store(str(self.folder / "graph"))

    def bytes(self) -> bytes:
        """The export after a rebuild from the log alone."""
        store = self.store()
        with Log(self.folder / "records.sqlite", write=True) as log:
            pipeline.refresh(log, store, self.known, pipeline.Report())
        state = store.state()
        assert state is not None
        lines = [state.fingerprint, *store.graph().lines()]
        store.close()
        return "\n".join(lines).encode()

    def decide(self, batch: Sequence[Decision]) -> None:
        """Add decisions; two that oppose each other come as from two people who did not look."""
        with Log(self.folder / "records.sqlite", write=True) as log:
            log.decide(batch, check=False)

    def undo_all(self) -> None:
        with Log(self.folder / "records.sqlite", write=True) as log:
            for kept in log.decisions():
                log.take_back(kept.number)


@pytest.fixture(scope="module")
def desk(
    samples: ModuleType, read_article: ReadArticle, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"), samples.ARTICLES, read_article)


@pytest.fixture(scope="module")
def expected(desk: Desk, samples: ModuleType) -> tuple[bytes, bytes]:
    """Without decisions, and with all of them."""
    before = desk.bytes()
    desk.decide(decisions(samples))
    after = desk.bytes()
    desk.undo_all()
    assert desk.bytes() == before
    assert after.count(b'"judged"') >= 4
    return before, after


@given(order=st.permutations(range(COUNT)), cut=st.integers(0, COUNT))
@settings(max_examples=15, deadline=None)
def test_any_order_gives_the_same_bytes_and_undo_brings_the_former_back(
    desk: Desk, samples: ModuleType, expected: tuple[bytes, bytes], order: list[int], cut: int
) -> None:
    before, after = expected
    made = decisions(samples)
    desk.decide([made[k] for k in order[:cut]])
    if cut:
        desk.bytes()
    desk.decide([made[k] for k in order[cut:]])
    assert desk.bytes() == after
    desk.undo_all()
    assert desk.bytes() == before


def test_decisions_before_the_articles_and_after_give_the_same_bytes(
    samples: ModuleType, read_article: ReadArticle, expected: tuple[bytes, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        empty = Desk(Path(folder), (), read_article)
        empty.decide(decisions(samples))
        with Log(empty.folder / "records.sqlite", write=True) as log:
            log.add_records([read_article(article) for article in samples.ARTICLES])
            pipeline.ingest(samples.ARTICLES, log, empty.store(), empty.known)
        assert empty.bytes() == expected[1]


places = [("a", k) for k in range(8)]
groupings = st.lists(st.integers(0, 3), min_size=8, max_size=8)
pairs = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), max_size=6
)


@given(groupings, pairs, pairs, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_clusters_hold_what_judgements_say_in_any_order(
    numbers: list[int],
    same: set[tuple[int, int]],
    different: set[tuple[int, int]],
    random: Callable[..., object],
) -> None:
    groups: dict[int, list[Place]] = {}
    for place, number in zip(places, numbers, strict=True):
        groups.setdefault(number, []).append(place)
    joined = {k: {k} for k in range(8)}
    for a, b in same:
        whole = joined[a] | joined[b]
        for k in whole:
            joined[k] = whole
    apart = {(a, b) for a, b in different if b not in joined[a]}

    def clusters(machine: list[list[Place]]) -> set[frozenset[Place]]:
        found, _ = decide(
            machine,
            [(places[a], places[b]) for a, b in same],
            [(places[a], places[b]) for a, b in apart],
            earliest=lambda p: p,
            like=lambda a, b: 1.0 / (1 + abs(a[1] - b[1])),
        )
        assert sorted(p for part in found for p in part) == places
        return {frozenset(part) for part in found}

    found = clusters(list(groups.values()))
    of = {p: part for part in found for p in part}
    assert all(of[places[a]] == of[places[b]] for a, b in same)
    assert all(of[places[a]] != of[places[b]] for a, b in apart)
    touched = {p for pair in [*same, *apart] for k in pair for p in [places[k]]}
    for group in groups.values():
        if not touched & set(group):
            assert frozenset(group) in found
    shuffled = list(groups.values())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters([list(reversed(g)) for g in shuffled]) == found


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_record_without_some_things_refers_to_nothing_that_is_gone(
    samples: ModuleType, read_article: ReadArticle, data: st.DataObject
) -> None:
    record = read_article(data.draw(st.sampled_from(samples.ARTICLES)))
    lists = {"Statement": "statements", "Event": "events", "Agreement": "agreements"}
    removed = {
        kind: data.draw(st.sets(st.integers(0, max(0, len(getattr(record, name)) - 1))))
        for kind, name in lists.items()
    }
    left, moved = without(record, removed)
    statements, events, agreements = (len(getattr(left, name)) for name in lists.values())
    for kind, name in lists.items():
        assert len(getattr(left, name)) == len(moved[kind])
        for old, new in moved[kind].items():
            before, after = getattr(record, name)[old], getattr(left, name)[new]
            assert old not in removed[kind]
            assert getattr(before, "spans", None) == getattr(after, "spans", None)
            assert getattr(before, "mentions", None) == getattr(after, "mentions", None)
    for matter in (*left.events, *left.agreements):
        assert all(k < statements for k in matter.statements)
    for agreement in left.agreements:
        assert agreement.reached_at is None or agreement.reached_at < events
        assert agreement.part_of is None or agreement.part_of < agreements
    for event in left.events:
        assert event.implements is None or event.implements < agreements
        assert event.follows is None or event.follows < events
    for statement in left.statements:
        assert statement.responds_to is None or statement.responds_to < statements
        for topic in statement.about:
            counts = {"event": events, "agreement": agreements, "entity": len(left.entities)}
            assert topic.place < counts[topic.list]
    assert without(record, {})[0] == record
