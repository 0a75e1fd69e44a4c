"""What is joined over articles, and what is not: names cut short, spellings of bodies, agreements
without parties, and an agreement about which the parties' claims differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest import knowledge
from ingest.article import Article
from ingest.knowledge import Knowledge
from ingest.records import Agreement, Entity, Event, Office, Record, Statement, Topic
from ingest.resolve.items import Source
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import resolve
from ingest.resolve.status import agreement_status
from ingest.system_output import system_output


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge.load()


def person(name: str, state: str | None = None, title: str | None = None) -> list[Entity]:
    """A person, and the body in which an office is held where there is one."""
    if title is None:
        return [Entity("Person", name, ((0, 5),), state=state)]
    body = Entity("Institution", "Border Office", ((6, 9),), "agency", state=state)
    return [
        Entity("Person", name, ((0, 5),), state=state, offices=(Office(title, 1, (0, 3)),)),
        body,
    ]


def body(name: str, state: str | None) -> list[Entity]:
    return [Entity("Institution", name, ((0, 5),), "agency", state=state)]


def ids(known: Knowledge, articles: Sequence[list[Entity]]) -> list[str | None]:
    """The node that the first entity of each article is."""
    sources = []
    for number, entities in enumerate(articles):
        article = Article(f"some text {number} ", f"2031-01-{number + 1:02}", f"Outlet {number}")
        sources.append(Source(article, Record(article.key, "test", "en", True, tuple(entities))))
    r = resolve(sources, known)
    return [r.entity(s.article.key, 0) for s in sources]


def test_an_initial_joins_the_one_bearer_and_never_makes_two_bearers_one(known: Knowledge) -> None:
    full, initial = person("Oleksandr Mardenko", "ukraine"), person("O. Mardenko", "ukraine")
    assert len(set(ids(known, [full, initial]))) == 1
    other = person("Olena Mardenko", "ukraine")
    first, second, short = ids(known, [full, other, initial])
    assert first != second
    assert short not in (first, second)


def test_y_stands_for_ye_and_yu_and_ya(known: Knowledge) -> None:
    assert len(set(ids(known, [person("Yevhen Tolmaruk"), person("Y. Tolmaruk")]))) == 1


def test_a_surname_alone_goes_to_the_bearer_of_the_same_office(known: Knowledge) -> None:
    envoy = person("Clara Wousten", "norway", "special envoy")
    head = person("Victor Wousten", "norway", "head")
    alone = person("Wousten", "norway", "special envoy")
    first, second, third = ids(known, [envoy, head, alone])
    assert third == first != second


def test_a_slip_in_a_surname_is_believed_where_the_office_is_the_same(known: Knowledge) -> None:
    full = person("Grace Roferton", "norway", "ambassador")
    assert len(set(ids(known, [full, person("Rofreton", "norway", "ambassador")]))) == 1
    assert len(set(ids(known, [full, person("Rofreton", "norway", "head")]))) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Centre for Defence Programmes", "the Center for Defense Programmes"),
        ("Association of Pugil and Partners", "Association of Pugil & Partners"),
        ("Khoborvyn Border Commission", "Hoborvin Border Commission"),
        ("Stallergen Machine Works", "Stallregen Machine Works"),
    ],
)
def test_spellings_of_one_body_join(known: Knowledge, first: str, second: str) -> None:
    assert len(set(ids(known, [body(first, "norway"), body(second, "norway")]))) == 1


def test_bodies_of_two_states_and_with_other_numbers_stay_apart(known: Knowledge) -> None:
    pairs = (
        (body("Regional Council", "norway"), body("Regional Council", "kenya")),
        (body("33rd Border Brigade", "norway"), body("3rd Border Brigade", "norway")),
        (body("Northern Border Command", "norway"), body("Southern Border Command", "norway")),
    )
    for pair in pairs:
        assert len(set(ids(known, pair))) == 2


def test_a_body_told_without_a_state_joins_the_one_that_has_its_name(known: Knowledge) -> None:
    told, bare = (
        body("Vouvis Reconstruction Agency", "norway"),
        body("Vouvis Reconstruction Agency", None),
    )
    assert len(set(ids(known, [told, bare]))) == 1
    assert len(set(ids(known, [told, body("Vouvis Reconstruction Agency", "kenya"), bare]))) == 3


def story(known: Knowledge, claims: Sequence[tuple[int, str, str]]) -> tuple[Resolution, str]:
    """Two sides speak about one grain agreement on days one after the other; its node's id."""
    people = (
        Entity("Person", "Taras Arenkovich", ((0, 5),), state="karvelia"),
        Entity("Person", "Idris Korkmazli", ((6, 9),), state="belmora"),
    )
    sources = []
    for day, (speaker, act, stance) in enumerate(claims, 1):
        article = Article(f"long enough text number {day} ", f"2031-01-{day:02}", f"Outlet {day}")
        said = Statement(
            ((0, 9),), "indirect", act, "named", 0.9, speaker,
            about=(Topic("agreement", 0, stance),),
        )  # fmt: skip
        told = Agreement(
            "trade", f"grain accord told {day}", "agreed", ((10, 15),), statements=(0,)
        )
        record = Record(article.key, "test", "en", True, people, (), (told,), (said,))
        sources.append(Source(article, record))
    r = resolve(sources, known)
    [node] = {r.agreements[s.article.key, 0] for s in sources}
    return r, node


def reports(
    known: Knowledge,
    told: Sequence[tuple[str, bool, Sequence[tuple[int, str, str]]]],
    names: Sequence[tuple[str, str]] = (),
) -> tuple[Resolution, str]:
    """Reports of one accord, a day apart: its status, whether it is asserted, and what the sides
    say of it; its last report's node.
    """
    people = (
        Entity("Person", "Taras Arenkovich", ((0, 5),), state="karvelia"),
        Entity("Person", "Idris Korkmazli", ((6, 9),), state="belmora"),
    )
    sources = []
    for day, (status, is_asserted, claims) in enumerate(told, 1):
        kind, name = names[day - 1] if names else ("trade", "grain accord of the river")
        article = Article(f"long enough text number {day} ", f"2031-01-{day:02}", f"Outlet {day}")
        said = tuple(
            Statement(
                ((k, 9 + k),), "indirect", act, "named", 0.9, who,
                about=(Topic("agreement", 0, stance),),
            )
            for k, (who, act, stance) in enumerate(claims)
        )  # fmt: skip
        accord = Agreement(
            kind, name, status, ((10, 15),), parties=(0, 1), is_asserted=is_asserted,
            statements=tuple(range(len(said))),
        )  # fmt: skip
        record = Record(article.key, "test", "en", True, people, (), (accord,), said)
        sources.append(Source(article, record))
    r = resolve(sources, known)
    return r, r.agreements[sources[-1].article.key, 0]


def test_agreements_without_parties_join_by_their_names_and_whom_their_articles_name(
    known: Knowledge,
) -> None:
    r, node = story(known, [(0, "announce", "promises"), (1, "confirm", "none")])
    assert len(r.groups[node].places) == 2


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([(0, "announce", "promises"), (1, "confirm", "reports_doing")], "agreed"),
        ([(0, "accuse", "reports_breach"), (1, "deny", "denies")], "contested"),
        ([(0, "accuse", "reports_breach"), (1, "accuse", "none")], "contested"),
        ([(0, "accuse", "none"), (1, "deny", "denies")], "agreed"),  # of what, nobody says
        ([(1, "deny", "denies"), (0, "accuse", "reports_breach")], "agreed"),
        ([(0, "accuse", "reports_breach"), (0, "welcome", "none")], "agreed"),
    ],
)
def test_contested_where_another_party_answers_a_claim_of_breach(
    known: Knowledge, claims: list[tuple[int, str, str]], status: str
) -> None:
    r, node = story(known, claims)
    assert agreement_status(r, r.groups[node].places) == status


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["agreed", "signed", "agreed"], "signed"),
        (["signed", "in_force", "proposed"], "in_force"),
        (["in_force", "suspended", "signed"], "suspended"),
        (["in_force", "suspended", "in_force"], "in_force"),
        (["proposed", "rejected", "proposed"], "proposed"),
    ],
)
def test_how_an_agreement_came_about_is_told_again_and_changes_nothing(
    known: Knowledge, statuses: list[str], status: str
) -> None:
    r, node = reports(known, [(one, True, ()) for one in statuses])
    assert agreement_status(r, r.groups[node].places) == status


def test_a_later_fact_ends_a_dispute(known: Knowledge) -> None:
    breach = [(0, "accuse", "reports_breach"), (1, "deny", "denies")]
    disputed = ("agreed", True, breach)
    r, node = reports(known, [disputed])
    assert agreement_status(r, r.groups[node].places) == "contested"
    r, node = reports(known, [disputed, ("in_force", True, ())])
    assert agreement_status(r, r.groups[node].places) == "in_force"


def test_a_breach_that_no_outlet_asserts_is_somebodys_claim(known: Knowledge) -> None:
    r, node = reports(known, [("signed", True, ()), ("violated", False, [(1, "deny", "denies")])])
    assert agreement_status(r, r.groups[node].places) == "contested"


def test_one_agreement_is_told_as_of_several_kinds_where_its_name_agrees(known: Knowledge) -> None:
    def nodes(*told: tuple[str, str]) -> int:
        r, _ = reports(known, [("proposed", True, ())] * len(told), told)
        return len(set(r.agreements.values()))

    assert nodes(("humanitarian", "humanitarian truce"), ("ceasefire", "humanitarian truce")) == 1
    assert nodes(("humanitarian", "humanitarian corridor"), ("ceasefire", "ceasefire")) == 2
    assert nodes(("prisoner_exchange", "port exchange"), ("framework", "port exchange")) == 2


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("Belmora will attend the harbour talks", "Belmora will attend harbour talks", True),
        ("Belmora will attend the harbour talks", "Belmora will not attend harbour talks", False),
        ("Belmora won’t attend the harbour talks", "Belmora will not attend harbour talks", True),
        ("Belmora freed 300 harbour guards today", "Belmora freed 450 harbour guards today", False),
        ("Belmora freed 1,300 harbour guards", "Belmora freed 1300 harbour guards", True),
        ("Belmora wants the harbour open", "Belmora wants the harbour open and no toll", True),
    ],
)
def test_reports_that_differ_in_a_number_or_a_denial_are_of_two_utterances(
    known: Knowledge, first: str, second: str, are_one: bool
) -> None:
    sources = []
    for number, words in enumerate((first, second)):
        article = Article(words, "2031-01-01", f"Outlet {number}")
        said = Statement(((0, len(words)),), "indirect", "announce", "named", 0.9, 0)
        who = Entity("Person", "Idris Korkmazli", ((0, 7),), state="belmora")
        sources.append(
            Source(article, Record(article.key, "test", "en", True, (who,), (), (), (said,)))
        )
    assert (len(set(resolve(sources, known).statements.values())) == 1) == are_one


def test_in_copies_one_utterance_is_one_without_a_named_speaker(known: Knowledge) -> None:
    words = "The first barges of the harbour convoy could leave on Monday"
    wire = f"{words}. " + " ".join(f"word{k} of the wire" for k in range(40))
    other = "Barge owners met. " + " ".join(f"line{k} of the town" for k in range(40)) + words

    def said(text: str, outlet: str, *who: Entity) -> Source:
        article = Article(text, "2031-01-01", outlet)
        start = text.index(words)
        span = (start, start + len(words))
        speaker = 0 if who else None
        report = Statement((span,), "indirect", "state", "unnamed", 0.9, speaker)
        return Source(article, Record(article.key, "test", "en", True, who, (), (), (report,)))

    official = Entity("Person", "an official", ((0, 3),), is_named=False)
    arenkovich, korkmazli = (
        Entity("Person", name, ((0, 3),)) for name in ("Taras Arenkovich", "Idris Korkmazli")
    )

    def count(*sources: Source) -> int:
        return len(set(resolve(sources, known).statements.values()))

    assert count(said(wire, "One", official), said(wire, "Two", official)) == 1
    assert count(said(wire, "One", arenkovich), said(wire, "Two")) == 1
    assert count(said(wire, "One", official), said(other, "Two", official)) == 2
    assert count(said(wire, "One", arenkovich), said(wire, "Two", korkmazli)) == 2
    assert (
        count(said(wire, "One", arenkovich), said(wire, "Two"), said(wire, "Three", korkmazli)) == 2
    )


def test_what_a_copy_tells_without_a_day_was_said_when_the_first_report_has_it(
    known: Knowledge,
) -> None:
    words = "The first barges of the harbour convoy could leave on Monday"
    text = f"{words}. " + " ".join(f"word{k} of the wire" for k in range(40))
    who = Entity("Person", "Taras Arenkovich", ((0, 3),))

    def said(day: str) -> Source:
        report = Statement(((0, len(words)),), "indirect", "state", "named", 0.9, 0, date=day)
        article = Article(text, day, f"Outlet {day}", source=f"{day}.txt")
        return Source(article, Record(article.key, "test", "en", True, (who,), (), (), (report,)))

    lines = list(system_output(resolve([said("2031-01-01"), said("2031-01-02")], known)))
    assert [s["date"] for line in lines for s in line["statements"]] == ["2031-01-01"] * 2


def test_events_without_actors_join_by_place_and_day_or_by_name_and_company(
    known: Knowledge,
) -> None:
    def count(*told: tuple[str, str | None, tuple[str, ...]]) -> int:
        sources = []
        for number, (name, where, others) in enumerate(told):
            article = Article(f"long enough text {number} ", "2031-01-05", f"Outlet {number}")
            entities = [
                Entity("Institution", other, ((k, 4),), "other") for k, other in enumerate(others)
            ]
            if where:
                entities.append(Entity("Place", where, ((5, 9),), known=where.lower()))
            place = len(others) if where else None
            event = Event("attack", name, "held", ((10, 14),), "2031-01-04", place)
            record = Record(article.key, "test", "en", True, tuple(entities), (event,))
            sources.append(Source(article, record))
        return len(set(resolve(sources, known).events.values()))

    crew = ("Cable Works", "Harbour Board")
    damage = ("damage to the Orlo cable", None, crew)
    assert count(damage, ("cut of the Orlo cable", None, crew)) == 1
    assert count(damage, ("fire at a depot", None, crew)) == 2
    assert count(damage, ("cut of the Orlo cable", None, crew[:1])) == 2
    assert count(("protest", "Geneva", ()), ("clash", "Geneva", ())) == 1
    assert count(("protest", "Geneva", ()), ("protest", "Istanbul", ())) == 2
