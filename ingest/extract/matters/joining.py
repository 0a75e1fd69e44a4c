"""Mentions of one event or agreement, joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.extract.matters.dates import date_in, day_after, days_before, lead_date
from ingest.extract.matters.matter import MEETINGS, NAMED, TRUCES, Matter, Matters, is_fight
from ingest.extract.matters.naming import (
    BARE_OTHER,
    BODIES,
    LULLS,
    is_bare,
    is_plan,
    may_be_written,
    may_name,
    shares,
)
from ingest.extract.matters.status import status_at
from ingest.extract.matters.telling import after_articles, told_by
from ingest.extract.tokens import Token

_CALLED = frozenset({"known", "dubbed", "called"})
_THE = frozenset({"the", "these", "those", "both", "its", "their"})
_IN_GENERAL = frozenset({"any", "every"})
_DESCRIBING = frozenset({"det", "poss", "amod", "nummod", "compound"})
_TOLD_OF = frozenset({"signed", "suspended", "violated", "rejected", "expired", "implemented"})
_NOT_HELD = frozenset({"planned", "proposed", "cancelled", "postponed"})
_THERE = frozenset({"in_force", "signed", "violated", "expired"})
_SIEGES = frozenset({"siege", "encirclement"})  # no blows either
_POLLS = frozenset({"election", "referendum"})
_TOLD_OF_TWO = frozenset({"visit", "meeting", "call"})
_TAKEN_UP = 300  # matters back: nobody takes up again what so many others have followed


def take(
    matters: Matters,
    name: str,
    kind: str,
    head: Token,
    start: int,
    end: int,
    status: str | None = None,
    is_phase: bool = False,
    actors: Sequence[int] = (),
    parties: Sequence[int] = (),
) -> Matter:
    """The event or agreement that a mention names: one found before, or a new one (kept unless it
    is only spoken of in general). `actors` are named with it in its clause, `parties` as its own.
    """
    start = after_articles(matters, head, start, end)
    fresh = told_by(matters, name, kind, head, start, end)
    fresh.is_phase = is_phase
    fresh.actors = list(dict.fromkeys([*fresh.actors, *actors]))
    fresh.parties = list(parties)
    told = status or status_at(matters, name, kind, head, fresh.is_next)
    fresh.date = (
        days_before(matters, start, end)
        or (name == "event" and day_after(matters, head))
        or date_in(matters, name, head, start, end, "held" if kind == "attack" else told)
    )
    fresh.is_over = fresh.date is not None and matters.is_over(fresh.date)
    match = _taken_up(matters, fresh, head, told)
    if match is None and _is_general(fresh, head, told):
        return fresh  # where none was told of before
    matter = match or fresh
    if name == "event":
        matter.lead_date = matter.lead_date or lead_date(matters, kind, head, told)
    matter.statuses.append(_status(matters, head, told))
    if match is None:
        matters.found.append(fresh)
    else:
        _add(match, fresh)
    return matter


def _is_general(fresh: Matter, head: Token, status: str) -> bool:
    """Whether no event or agreement in particular is spoken of: "any truce", "no deal", "ended
    without agreement", "eight protocols".
    """
    before = {c.lower_ for c in head.children}
    if fresh.sort == "agreement":
        if "no" in before or (head.dep_ == "pobj" and head.head.lower_ == "without"):
            return True
        if head.tag_ == "NNS" and fresh.kind == "other" and not fresh.labels and not before & _THE:
            return True
    if fresh.kind == "attack" and head.tag_ == "NNS" and status == "planned":
        return not any(c.dep_ in _DESCRIBING for c in head.children)  # "whoever attacks civilians"
    if fresh.kind == "aid" and status in ("planned", "proposed") and not fresh.date:
        return True  # "the delivery of relief" is what somebody wants
    if fresh.kind == "other" and not before:
        return True  # "steps towards annexation"
    return not before.isdisjoint(_IN_GENERAL)


def _taken_up(matters: Matters, fresh: Matter, head: Token, status: str) -> Matter | None:
    """The matter told before that a mention takes up, if any."""
    called = _called_so(matters, head)
    if called is not None and called.sort == fresh.sort:
        return called
    for pool in _pools(matters, fresh, head):
        match = _same(fresh, head, status, pool)
        if match is not None:
            return match
    if fresh.sort == "agreement" and is_bare(fresh, head):
        before = [m for m in matters.found[-_TAKEN_UP:] if may_be_written(m, fresh)]
        return max(before, key=lambda m: m.heads[-1], default=None)
    return None


def _called_so(matters: Matters, head: Token) -> Matter | None:
    """What a name is given to: "the 2015 deal, known as the Joint Plan"."""
    if head.dep_ != "pobj" or head.head.lower_ != "as" or head.head.head.lower_ not in _CALLED:
        return None
    whole = head.head.head.head.i
    return next((m for m in reversed(matters.found) if whole in m.heads), None)


def _add(matter: Matter, fresh: Matter) -> None:
    """Add to a matter what a further mention tells of it."""
    matter.mentions += fresh.mentions
    matter.heads += fresh.heads
    matter.nouns |= fresh.nouns
    matter.ordinal = matter.ordinal or fresh.ordinal
    matter.place = matter.place if matter.place is not None else fresh.place
    if fresh.date and (matter.date is None or fresh.date.startswith(matter.date)):
        matter.date = fresh.date  # told more exactly
    matter.actors += [i for i in fresh.actors if i not in matter.actors]
    matter.parties = matter.parties if len(matter.parties) > 1 else fresh.parties
    matter.labels |= fresh.labels
    matter.is_titled = matter.is_titled or fresh.is_titled
    matter.topics |= fresh.topics
    matter.quantities += [q for q in fresh.quantities if q not in matter.quantities]
    matter.scope = matter.scope or fresh.scope
    if (
        (matter.kind == "other" and not _is_a_treaty(fresh))
        or (matter.kind == "meeting" and fresh.kind in MEETINGS)
        or (matter.kind == "ceasefire" and fresh.kind == "humanitarian")
        or (matter.kind == "framework" and (fresh.kind == "peace_treaty" or fresh.is_phase))
    ):
        matter.kind = fresh.kind


def _is_a_treaty(fresh: Matter) -> bool:
    """Whether a mention is only "the treaty", which may be on anything."""
    return fresh.nouns == {"treaty"} and all(end - start == 1 for start, end in fresh.mentions)


def take_up(matters: Matters, sort: str, kinds: frozenset[str], start: int, head: Token) -> bool:
    """Name the event or agreement last told of by a word that any of its kind may bear: "the
    proposal", "this document". False where none was told.
    """
    told = [m for m in matters.found[-_TAKEN_UP:] if m.sort == sort and m.kind in kinds]
    if not told:
        return False
    last = max(told, key=lambda matter: matter.heads[-1])
    last.mentions.append((start, head.i + 1))
    last.heads.append(head.i)
    last.nouns.add(head.lemma_)
    status = status_at(matters, sort, last.kind, head, last.is_next)
    if status in _TOLD_OF:
        last.statuses.append(_status(matters, head, status))
    return True


def _status(matters: Matters, head: Token, status: str) -> tuple[int, str, bool]:
    """A status with the token that tells it, and whether the outlet asserts it."""
    return head.i, status, head.i not in matters.said and not matters.a.in_quote(head.i)


def _pools(matters: Matters, fresh: Matter, head: Token) -> Iterator[Sequence[Matter]]:
    """Where to look for what a mention takes up, the likelier first."""
    found = matters.found[-_TAKEN_UP:]
    if fresh.sort == "agreement" and fresh.date and fresh.date[:4] < (matters.published or "")[:4]:
        # "the ceasefire agreement of 2020" is not the truce that is being made
        found = [m for m in found if m.date or fresh.nouns <= m.nouns | LULLS]
    if fresh.labels:
        yield [m for m in found if m.labels & fresh.labels]
    if fresh.kind == "other" and head.lower_ in BARE_OTHER:
        yield [m for m in found if fresh.nouns <= m.nouns]  # "the accord" was called one before
        yield [m for m in found if not is_plan(m)]
    if fresh.kind in TRUCES:
        yield [m for m in found if fresh.nouns <= m.nouns and m.kind in TRUCES]  # "the truce"
    if _is_such(head):  # "such a meeting" is one that somebody wants
        yield [m for m in found if any(s in ("proposed", "planned") for _, s, _ in m.statuses)]
    yield found


def _is_such(head: Token) -> bool:
    return any(c.lower_ == "such" for c in head.children)


def _same(fresh: Matter, head: Token, status: str, found: Sequence[Matter]) -> Matter | None:
    """The matter of those found that a new mention takes up, if any: the last that fits."""
    indefinite = any(c.lower_ in ("a", "an", "another") for c in head.children if c.dep_ == "det")
    indefinite = indefinite or (fresh.kind in _TOLD_OF_TWO and head.pos_ == "VERB")
    again = any(c.lower_ in ("same", "very") for c in head.children)
    is_none = fresh.sort == "agreement" and any(c.lower_ == "no" for c in head.children)
    for matter in reversed(found):
        if matter.is_phase and fresh.is_phase and matter.ordinal == fresh.ordinal:
            return matter
        if not may_name(matter, fresh, head) or (is_none and matter.labels):
            continue
        if again and not matter.is_next and (fresh.date is None or matter.date is None):
            return matter
        if status == "held" and _is_only_ahead(matter, head):
            continue
        if _is_another_round(matter, fresh, status) or _are_told_apart(matter, fresh):
            continue
        if _is_another_meeting(matter, fresh, head):
            continue
        if not (indefinite and _begins_another(matter, fresh, head, status)):
            return matter
    return None


def _is_only_ahead(matter: Matter, head: Token) -> bool:
    """Whether a matter was only spoken of as one to come, and a mention tells of one that was, both
    without "the": "the deal can open the way to talks … after twelve days of talks".
    """
    told = {status for _, status, _ in matter.statuses}
    if matter.kind != "talks" or not told <= {"planned", "proposed"}:
        return False
    first = head.doc[matter.heads[0]]
    return not any(c.lower_ in _THE for token in (first, head) for c in token.children)


def _is_another_round(matter: Matter, fresh: Matter, status: str) -> bool:
    """Whether a mention tells of a round, before or after, that is not the matter."""
    is_to_come = status in _NOT_HELD
    is_one = is_to_come and {s for _, s, _ in matter.statuses} <= _NOT_HELD
    if (
        fresh.ordinal
        and not (matter.ordinal or is_one)
        and (is_to_come or (matter.date and status != "held"))
    ):
        return not matter.is_next  # a round to come is not the one that was
    if fresh.kind == "signing" and status == "planned":
        return all(s == "held" for _, s, _ in matter.statuses)  # another paper is signed later
    if fresh.ordinal and matter.ordinal and fresh.ordinal != matter.ordinal:
        return True
    if fresh.sort == "event" and fresh.is_previous != matter.is_previous:
        return fresh.is_previous or fresh.ordinal is not None
    if matter.is_next and fresh.is_over:
        return True
    return fresh.is_next != matter.is_next and (
        fresh.is_next
        or (matter.is_next and fresh.date is None and status in ("held", "ongoing", NAMED))
    )


def _bear_other_names(matter: Matter, fresh: Matter) -> bool:
    """Whether two agreements are called by different cities or years."""
    years = [{label for label in m.labels if label.isdigit()} for m in (matter, fresh)]
    cities = [m.labels - told for m, told in zip((matter, fresh), years, strict=True)]
    if all(years) and years[0].isdisjoint(years[1]):
        return True
    if years[1] and not years[0] and fresh.kind != matter.kind:
        return True  # "the 2021 accord" is not the truce spoken of
    if cities[1] and not cities[0] and matter.kind in TRUCES and matter.nouns <= LULLS | BARE_OTHER:
        # "the Minsk accord" is not the truce that is spoken of
        is_there = fresh.place is not None and fresh.place == matter.place
        return fresh.kind != matter.kind and not is_there
    return bool(all(cities) and cities[0].isdisjoint(cities[1]))


def _are_told_apart(matter: Matter, fresh: Matter) -> bool:
    """Whether name, day, place, numbers or scope are told of both and are not the same."""
    if _bear_other_names(matter, fresh):
        return True
    if fresh.is_titled and not matter.is_titled and matter.nouns.isdisjoint(fresh.nouns):
        return True  # "the Non-Proliferation Treaty" is not the deal that is sought
    if fresh.date and matter.date and not _may_be_one_day(matter.date, fresh.date):
        return True
    one_round = fresh.ordinal is not None and fresh.ordinal == matter.ordinal
    places = {fresh.place, matter.place} - {None}
    if len(places) > 1 and not one_round:
        return True
    if fresh.kind == "talks" and fresh.topics and matter.topics:
        if matter.kind == "talks" and matter.topics.isdisjoint(fresh.topics):
            return True
    elif fresh.kind != matter.kind and fresh.topics and matter.topics.isdisjoint(fresh.topics):
        if matter.topics:
            return True
    if fresh.quantities and matter.quantities:
        if not set(fresh.quantities) & set(matter.quantities):
            return True
    if fresh.scope and matter.scope and _differ(fresh.scope, matter.scope):
        return True
    if _POLLS & matter.nouns and _POLLS & fresh.nouns and not matter.nouns & fresh.nouns:
        return True  # an election is no referendum
    return fresh.kind == "attack" and _fights(matter) != _fights(fresh)


def _differ(one: str, other: str) -> bool:
    """Whether two truces go not as far: one at sea is a limited one, and no full one."""
    return one != other and not ("limited" in (one, other) and "full" not in (one, other))


def _is_another_meeting(matter: Matter, fresh: Matter, head: Token) -> bool:
    """Whether a described meeting of another kind has nothing in common with a matter: "peace
    talks", "a Cabinet meeting" are not the meeting with X; "the talks" may be.
    """
    if fresh.kind == matter.kind or not {fresh.kind, matter.kind} <= MEETINGS:
        return False
    if head.pos_ == "VERB" or head.lower_ == "session" or _is_such(head):
        return False
    words = [c for c in head.children if c.dep_ in ("amod", "compound")]
    beside = [c for c in head.children if c.dep_ == "prep" and c.lower_ in ("with", "between")]
    of_a_body = any(c.lower_ in BODIES for c in words)
    if not (of_a_body or ((words or beside) and (matter.actors or matter.place is not None))):
        return False
    one_place = fresh.place is not None and fresh.place == matter.place
    return not (one_place or set(fresh.actors) & set(matter.actors))


def _begins_another(matter: Matter, fresh: Matter, head: Token, status: str) -> bool:
    """Whether "a meeting" or "an accord" begins to tell of another one."""
    told = {s for _, s, _ in matter.statuses}
    if fresh.sort == "agreement":  # what is signed already is not the accord spoken of so far
        if matter.is_titled and not fresh.is_titled and matter.nouns.isdisjoint(fresh.nouns):
            return True  # nor is a deal that is sought a treaty that there is
        if status == "expired" and fresh.scope == "limited" and "expired" not in told:
            return True  # "a 48-hour truce had expired" before the one that is made
        is_other = fresh.nouns <= LULLS and matter.kind == "other"
        if is_other and any(not label.isdigit() for label in matter.labels):
            return True
        if status == "proposed" and head.lower_ not in BARE_OTHER:
            return bool(told & _THERE)  # nor is what is asked for one that there is
        return fresh.date is not None and status in ("signed", "agreed") and told == {"proposed"}
    if (
        len(fresh.actors) > 1
        and fresh.kind in MEETINGS
        and status in ("planned", "proposed")
        and told == {"held"}
    ):
        return True
    if {fresh.kind, matter.kind} == {"talks", "meeting"} and not _is_such(head):
        return True
    if matter.kind == "summit" and fresh.kind == "meeting":  # "held a meeting", at a summit
        if head.lower_ == "conference" or (
            fresh.actors and set(matter.actors).isdisjoint(fresh.actors)
        ):
            return True
        return head.dep_ == "dobj" and head.head.lemma_ == "hold"
    return fresh.kind in ("attack", "meeting", "call", "visit") and not shares(matter, fresh)


def _may_be_one_day(known: str, told: str) -> bool:
    """Whether two dates may be one, told more or less exactly; a month alone may be of that
    year too ("the October coup").
    """
    if known.startswith(told) or told.startswith(known):
        return True
    return len(told) == len("2025-10") and known[4:7] == told[4:7]


def _fights(matter: Matter) -> tuple[bool, bool]:
    """Whether two sides fight, and whether one besieges the other."""
    return is_fight(matter), not _SIEGES.isdisjoint(matter.nouns)
