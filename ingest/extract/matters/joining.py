"""Mentions of one event or agreement, joined."""

from __future__ import annotations

import re
from itertools import islice

from ingest.extract.matters.dates import date_in, days_before, lead_date
from ingest.extract.matters.matter import MEETINGS, NAMED, Matter, Matters
from ingest.extract.matters.sides import place_in
from ingest.extract.matters.status import status_at
from ingest.extract.tokens import Token

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
_NEXT = frozenset(
    {
        "next",
        "new",
        "another",
        "further",
        "future",
        "upcoming",
        "coming",
        "possible",
        "fresh",
        "subsequent",
    }
)
_NUMBER = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{2,})\b")
_DAY = re.compile(  # "June 20" counts nothing
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}\b)|(?:\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)
PER_SIDE = re.compile(r"\b(\d[\d,]*)[- ](?:for|to)[- ](\d[\d,]*)\b", re.I)
_BARE_OTHER = frozenset(
    {
        "agreement",
        "agreements",
        "deal",
        "deals",
        "accord",
        "accords",
        "arrangement",
        "arrangements",
        "understanding",
        "pact",
        "protocol",
    }
)
_FIGHTS = frozenset({"clash", "offensive", "invasion", "incursion"})
_TAKEN_UP = 300  # matters back: nobody takes up again what so many others have followed


def take(
    matters: Matters,
    name: str,
    kind: str,
    head: Token,
    start: int,
    end: int,
    around: set[str],
    status: str | None = None,
) -> Matter:
    """The event or agreement that a mention names: one found before, or a new one."""
    doc = matters.doc
    while (
        start < end
        and (
            doc[start].lower_ in ("the", "a", "an", "'s", "’s", "and", "of")
            or doc[start].is_punct
            or doc[start].is_space
        )
        and start < head.i
    ):
        start += 1
    phrase, wording = doc[start:end], doc.between(start, end)
    ordinal = next(
        (_ORDINALS[w] for t in phrase if (w := t.lower_) in _ORDINALS and t.i < head.i), None
    )
    is_next = any(t.lower_ in _NEXT and t.i <= head.i for t in phrase) or bool(
        kind == "meeting" and "again" in around
    )
    quantities = sorted(
        {m.group(0).replace(",", "") for m in _NUMBER.finditer(_DAY.sub("", wording))}
        | {m.group(1).replace(",", "") for m in PER_SIDE.finditer(wording)}
    )
    quantities = [
        q
        for q in quantities
        if not (len(q) == 4 and q.startswith(("19", "20")) and q not in ("2000",))
    ]
    place = place_in(matters, head, start, end)
    told = status or status_at(matters, name, kind, head, is_next)
    date = days_before(matters, start) or date_in(matters, head, start, end, told)
    actors = [
        i
        for i in dict.fromkeys(matters.cast.at[t.i] for t in phrase if t.i in matters.cast.at)
        if matters.cast.members[i].type != "Place"
    ]
    fresh = Matter(
        name,
        kind,
        [(start, end)],
        [head.i],
        ordinal=ordinal,
        is_next=is_next,
        place=place,
        date=date,
        actors=list(actors),
        quantities=list(quantities),
        words=set(around),
    )
    asserted = head.i not in matters.said and not matters.a.in_quote(head.i)
    match = _same(matters, fresh, head, told)
    if name == "event":
        target = match or fresh
        target.lead_date = target.lead_date or lead_date(matters, kind, head, told)
    if match is None:
        fresh.statuses.append((head.i, told, asserted))
        matters.found.append(fresh)
        return fresh
    match.mentions.append((start, end))
    match.heads.append(head.i)
    match.ordinal = match.ordinal or ordinal
    match.place = match.place if match.place is not None else place
    if date and (match.date is None or date.startswith(match.date)):
        match.date = date  # told more exactly
    match.actors += [i for i in actors if i not in match.actors]
    match.quantities += [q for q in quantities if q not in match.quantities]
    match.words |= around
    match.statuses.append((head.i, told, asserted))
    if (
        match.kind == "other"
        or (match.kind == "meeting" and kind in MEETINGS)
        or (match.kind == "framework" and kind == "peace_treaty")
    ):
        match.kind = kind
    return match


def _same(matters: Matters, fresh: Matter, head: Token, status: str) -> Matter | None:
    """The matter of the article that a new mention takes up, if any."""
    indefinite = any(c.lower_ in ("a", "an", "another") for c in head.children if c.dep_ == "det")
    again = any(c.lower_ in ("same", "very") for c in head.children)
    for matter in islice(reversed(matters.found), _TAKEN_UP):
        if matter.sort != fresh.sort or not _kinds_fit(matter, fresh, head):
            continue
        if again and not matter.is_next and (fresh.date is None or matter.date is None):
            return matter
        if fresh.ordinal and not matter.ordinal and matter.date and status != "held":
            continue  # a round to come is not the one that was
        if fresh.ordinal and matter.ordinal and fresh.ordinal != matter.ordinal:
            continue
        if fresh.is_next != matter.is_next and (
            fresh.is_next
            or (matter.is_next and fresh.date is None and status in ("held", "ongoing", NAMED))
        ):
            continue
        if (
            fresh.date
            and matter.date
            and not (fresh.date.startswith(matter.date) or matter.date.startswith(fresh.date))
        ):
            continue
        one_round = fresh.ordinal is not None and fresh.ordinal == matter.ordinal
        if (
            not one_round
            and fresh.place is not None
            and matter.place is not None
            and fresh.place != matter.place
        ):
            continue
        if (
            fresh.quantities
            and matter.quantities
            and not set(fresh.quantities) & set(matter.quantities)
        ):
            continue
        if fresh.kind == "attack" and not _shares(matter, fresh) and indefinite:
            continue
        if fresh.kind == "attack" and _is_fight(matters, matter) != _is_fight(matters, fresh):
            continue
        if (
            indefinite
            and matter.statuses
            and fresh.kind in ("meeting", "call", "visit")
            and not _shares(matter, fresh)
        ):
            continue
        return matter
    return None


def _is_fight(matters: Matters, matter: Matter) -> bool:
    """Whether two sides fight, as against one blow of one of them."""
    return any(matters.doc[head].lemma_.lower() in _FIGHTS for head in matter.heads)


def _shares(one: Matter, other: Matter) -> bool:
    return bool(set(one.actors) & set(other.actors)) or not one.actors or not other.actors


def _kinds_fit(one: Matter, other: Matter, head: Token) -> bool:
    if one.kind == other.kind:
        return True
    if one.sort == "event":
        return (
            {one.kind, other.kind} <= MEETINGS
            and head.lower_ in ("meeting", "talks", "session", "summit")
            and "summit" not in {one.kind, other.kind}
        ) or ({one.kind, other.kind} == {"summit", "meeting"})
    bare = head.lower_ in _BARE_OTHER and other.kind == "other"
    return bare or one.kind == "other"
