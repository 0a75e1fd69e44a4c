"""An article's events and agreements: noun phrases, joined where they are one, and their ties."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.cast import Cast
from ingest.extract.matters.agreed import add_agreed
from ingest.extract.matters.attendance import add_attendance
from ingest.extract.matters.lexicon import load
from ingest.extract.matters.matter import MEETINGS, Matters
from ingest.extract.matters.mentions import add_noun
from ingest.extract.matters.settling import settle_dates
from ingest.extract.matters.sides import brokers_of, main_sides_of
from ingest.extract.matters.stages import add_ordinal
from ingest.extract.matters.verbs import add_step, add_verb


def find_matters(
    a: Analysis, cast: Cast, published: str | None, said: frozenset[int] = frozenset()
) -> Matters:
    """Find an article's events and agreements; `said` are the tokens inside statements."""
    brokers = brokers_of(cast)
    sides = main_sides_of(cast, brokers)
    matters = Matters(a, cast, published, said, sides, brokers, load())
    _scan(matters)
    add_attendance(matters)
    settle_dates(matters)
    _tie(matters)
    return matters


def _scan(matters: Matters) -> None:
    taken: set[int] = set()
    for token in matters.doc:
        if token.i in taken or matters.a.in_section_head(token.i):
            continue
        if (
            token.pos_ == "VERB"
            and token.lemma_ in ("agree", "undertake")
            and not matters.a.in_quote(token.i)
        ):
            add_agreed(matters, token, taken)
        if token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
            add_noun(matters, token, taken)
        elif token.pos_ == "ADJ":
            add_ordinal(matters, token)
        elif token.pos_ == "VERB" and token.lemma_ in matters.lexicon.event_verbs:
            add_verb(matters, token, taken)
        elif token.pos_ == "VERB":
            add_step(matters, token, taken)


def _tie(matters: Matters) -> None:
    """Tie agreements to the meeting they were reached at, exchanges to the agreement they
    carry out.
    """
    meetings: dict[int, int] = {}  # the first one of a sentence
    agreed: dict[str, int] = {}  # the first one of a kind
    for k, matter in enumerate(matters.found):
        if matter.sort == "agreement":
            agreed.setdefault(matter.kind, k)
        elif matter.kind in MEETINGS and not matter.is_next:
            for head in matter.heads:
                meetings.setdefault(matters.a.sentence[head], k)
    for matter in matters.found:
        if matter.sort == "agreement":
            near = (meetings.get(matters.a.sentence[head]) for head in matter.heads)
            matter.reached_at = next((e for e in near if e is not None), None)
        elif matter.kind in ("prisoner_exchange", "repatriation"):
            matter.implements = agreed.get(matter.kind)
