"""Which statement of another article a reply answers: articles of two made-up sides, day by day."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest import knowledge
from ingest.article import Article
from ingest.knowledge import Knowledge
from ingest.records import Agreement, Entity, Record, Statement, Topic
from ingest.resolve.items import Source
from ingest.resolve.resolver import resolve

SPEAKERS = {
    "Duran": Entity("Person", "Selma Duran", ((0, 5),), state="belmora"),
    "Kell": Entity("Person", "Osric Kell", ((6, 10),), state="karvelia"),
}
NAMES = "Duran Kell truce\n\n"  # where everybody is mentioned
OFFER = "a truce of three days so that both sides can collect the drowned sailors"


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge.load()


@dataclass(frozen=True)
class Told:
    """A statement of an article: who says what, as which act; whom it answers; about the truce."""

    speaker: str
    words: str
    act: str = "state"
    answers: str | None = None
    about_truce: bool = False
    in_headline: bool = False


def source(day: str, outlet: str, told: list[Told]) -> Source:
    """An article of these statements, a sentence each, after its headline."""
    heads = [t for t in told if t.in_headline] or [Told("Duran", "Names of the day")]
    text = NAMES + heads[0].words + "\n\n"
    text += " ".join(f"{t.words}." for t in told if not t.in_headline)
    names = list(SPEAKERS)
    statements = []
    for t in told:
        start = text.index(t.words)
        statements.append(
            Statement(
                ((start, start + len(t.words)),), "indirect", t.act, "named", 0.9,
                names.index(t.speaker),
                about=(Topic("agreement", 0),) if t.about_truce else (),
                responds_to_entity=names.index(t.answers) if t.answers else None,
                response_signal="explicit" if t.answers else None,
            )
        )  # fmt: skip
    truce = Agreement("ceasefire", "harbour truce", "proposed", ((11, 16),), parties=(0, 1))
    agreements = (truce,) if any(t.about_truce for t in told) else ()
    article = Article(text, day, outlet)
    record = Record(
        article.key, "test", "en", True, tuple(SPEAKERS.values()), (), agreements, tuple(statements)
    )
    return Source(article, record)


def answered(known: Knowledge, *sources: Source) -> dict[str, str]:
    """By the words of each reply those of what it answers."""
    r = resolve(sources, known)
    words = {}
    for s in sources:
        for k, statement in enumerate(s.record.statements):
            start, end = statement.spans[0]
            words[r.statements[s.article.key, k]] = s.article.text[start:end]
    return {words[a.source]: words[a.target] for a in r.answers}


def offered(day: str, *more: Told) -> Source:
    offer = Told("Kell", OFFER, "propose", about_truce=True)
    return source(day, "North Wire", [offer, *more])


def test_a_proposal_that_is_taken_up_without_its_author_is_that_agreements(
    known: Knowledge,
) -> None:
    reply = "she accepted the proposal at once"
    taken = source("2031-03-20", "Sund Herald", [Told("Duran", reply, about_truce=True)])
    assert answered(known, offered("2031-03-10"), taken) == {reply: OFFER}
    other = source("2031-03-20", "Sund Herald", [Told("Duran", reply)])
    assert answered(known, offered("2031-03-10"), other) == {}
    told = "she would read the proposal at home"
    idle = source("2031-03-20", "Sund Herald", [Told("Duran", told, about_truce=True)])
    assert answered(known, offered("2031-03-10"), idle) == {}


def test_who_goes_on_answers_the_same_where_the_words_are_the_same(known: Knowledge) -> None:
    first = Told("Duran", "no pause for sailors would be given", "reject", answers="Kell")
    goes_on = "They want three days to collect their drowned"
    elsewhere = "The wheat will be sold in April"
    sources = (
        offered("2031-03-10"),
        source(
            "2031-03-11", "Sund Herald", [first, Told("Duran", goes_on), Told("Duran", elsewhere)]
        ),
    )
    found = answered(known, *sources)
    assert found[goes_on] == OFFER
    assert elsewhere not in found


def test_nothing_is_answered_before_it_could_be_read(known: Knowledge) -> None:
    reply = Told("Duran", "a truce of three days was out of the question", "reject", "Kell")
    answer = source("2031-03-10", "Sund Herald", [reply])
    assert answered(known, offered("2031-03-10"), answer) == {reply.words: OFFER}
    assert answered(known, offered("2031-03-11"), answer) == {}


def test_the_text_is_answered_and_not_its_headline(known: Knowledge) -> None:
    head = Told("Kell", "Kell offers truce of three days to collect sailors", "propose",
                in_headline=True)  # fmt: skip
    offers = source("2031-03-10", "North Wire", [head, Told("Kell", OFFER, "propose")])
    reply = Told("Duran", "a truce of three days was out of the question", "reject", "Kell")
    assert answered(known, offers, source("2031-03-11", "Sund Herald", [reply])) == {
        reply.words: OFFER
    }


def test_a_denial_and_the_charge_in_the_same_words_are_two_statements(known: Knowledge) -> None:
    charged = "the harbour guns fired at the ferry first"
    first = source("2031-03-08", "North Wire", [Told("Kell", charged, "accuse")])
    text = NAMES + f"Names\n\nDuran denied that {charged}, as Kell had charged."
    start = text.index(charged)
    spans, end = ((start, start + len(charged)),), start + len(charged)
    denial = Statement(spans, "indirect", "deny", "named", 0.9, 0, responds_to=1,
                       cue=(start - 12, start - 5))  # fmt: skip
    charge = Statement(spans, "indirect", "accuse", "named", 0.9, 1, cue=(end + 10, len(text) - 1))
    article = Article(text, "2031-03-10", "Sund Herald")
    record = Record(
        article.key, "test", "en", True, tuple(SPEAKERS.values()), (), (), (denial, charge)
    )
    r = resolve([first, Source(article, record)], known)
    mine, theirs = (r.statements[article.key, k] for k in (0, 1))
    assert mine != theirs
    assert [r.find(key) for key in (mine, theirs)] == [mine, theirs]
    assert {(a.source, a.target) for a in r.answers} == {(mine, theirs)}
