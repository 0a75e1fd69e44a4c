"""Mentions of one event or agreement, joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_HOPED_FOR = frozenset({"possible", "future"})  # of an agreement: the one that is spoken of
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
_TRUCES = frozenset({"ceasefire", "humanitarian"})
_UNITS = frozenset("hour hours day days week weeks month months".split())
_LASTING = ("-hour", "-day", "-week", "-month")
_WRITTEN = frozenset("declaration treaty memorandum communique communiqué charter protocol".split())
_IN_GENERAL = frozenset({"no", "any", "every"})
_PLANS = frozenset("plan roadmap blueprint initiative proposal offer".split())
_DRAFTS = frozenset({"memorandum", "memo", "paper", "draft"})
_TOLD_OF = frozenset({"signed", "suspended", "violated", "rejected", "expired", "implemented"})
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
    is_phase: bool = False,
) -> Matter:
    """The event or agreement that a mention names: one found before, or a new one (kept unless it
    is only spoken of in general).
    """
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
    following = _NEXT if name == "event" else _NEXT - _HOPED_FOR
    is_next = any(t.lower_ in following and t.i <= head.i for t in phrase) or bool(
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
    date = days_before(matters, start, end) or date_in(matters, head, start, end, told)
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
        scope=_scope_of(matters, kind, start, end),
        is_phase=is_phase,
    )
    asserted = head.i not in matters.said and not matters.a.in_quote(head.i)
    match = next(
        (
            m
            for pool in _pools(matters, kind, head)
            if (m := _same(matters, fresh, head, told, pool))
        ),
        None,
    )
    if match is None and name == "agreement" and _is_bare(head, start, end):
        told_before = [m for m in matters.found if m.sort == name and not _is_plan(matters, m)]
        match = max(told_before, key=lambda m: max(m.heads), default=None)
    if match is None and any(c.lower_ in _IN_GENERAL for c in head.children):
        return fresh  # "no talks" and "every truce" are none, where none was told of before
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
    match.scope = match.scope or fresh.scope
    match.statuses.append((head.i, told, asserted))
    if (
        match.kind == "other"
        or (match.kind == "meeting" and kind in MEETINGS)
        or (match.kind == "framework" and (kind == "peace_treaty" or is_phase))
    ):
        match.kind = kind
    return match


def take_up(matters: Matters, sort: str, kinds: frozenset[str], start: int, head: Token) -> bool:
    """Name the event or agreement last told of by a word that any of its kind may bear: "the
    proposal", "this document". False where none was told.
    """
    told = [m for m in matters.found if m.sort == sort and m.kind in kinds]
    if not told:
        return False
    last = max(told, key=lambda matter: max(matter.heads))
    last.mentions.append((start, head.i + 1))
    last.heads.append(head.i)
    status = status_at(matters, sort, last.kind, head, last.is_next)
    if status in _TOLD_OF:
        asserted = head.i not in matters.said and not matters.a.in_quote(head.i)
        last.statuses.append((head.i, status, asserted))
    return True


def _pools(matters: Matters, kind: str, head: Token) -> Iterator[Sequence[Matter]]:
    """Where to look for what a mention takes up, the likelier first."""
    found = matters.found
    if (
        kind == "other" and head.lower_ in _BARE_OTHER
    ):  # what was called "accord" before, sooner than a plan
        yield [m for m in found if head.lemma_.lower() in _nouns(matters, m)]
        yield [m for m in found if not _is_plan(matters, m)]
    if _is_such(head):  # "such a meeting" is one that somebody wants
        yield [m for m in found if any(s in ("proposed", "planned") for _, s, _ in m.statuses)]
    yield found


def _is_such(head: Token) -> bool:
    return any(c.lower_ == "such" for c in head.children)


def _same(
    matters: Matters,
    fresh: Matter,
    head: Token,
    status: str,
    found: Sequence[Matter],
) -> Matter | None:
    """The matter of those found that a new mention takes up, if any: the last that fits."""
    indefinite = any(c.lower_ in ("a", "an", "another") for c in head.children if c.dep_ == "det")
    again = any(c.lower_ in ("same", "very") for c in head.children)
    for matter in islice(reversed(found), _TAKEN_UP):
        if matter.is_phase and fresh.is_phase and matter.ordinal == fresh.ordinal:
            return matter
        if matter.is_phase != fresh.is_phase and _PLANS & {
            head.lemma_.lower(),
            *_nouns(matters, matter),
        }:
            continue
        if head.lower_ in _BARE_OTHER and _nouns(matters, matter) <= _DRAFTS:
            continue  # a draft is not what was agreed
        if matter.sort != fresh.sort or not _kinds_fit(matters, matter, fresh, head):
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
        if fresh.date and matter.date and not _may_be_one_day(matter.date, fresh.date):
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
        if fresh.scope and matter.scope and fresh.scope != matter.scope:
            continue
        if fresh.kind == "attack" and not _shares(matter, fresh) and indefinite:
            continue
        if fresh.kind == "attack" and _is_fight(matters, matter) != _is_fight(matters, fresh):
            continue
        if indefinite and not _is_such(head) and {fresh.kind, matter.kind} == {"talks", "meeting"}:
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


def _may_be_one_day(known: str, told: str) -> bool:
    """Whether two dates may be one, told more or less exactly; a month alone may be of that
    year too ("the October coup").
    """
    if known.startswith(told) or told.startswith(known):
        return True
    return len(told) == len("2025-10") and known[4:7] == told[4:7]


def _scope_of(matters: Matters, kind: str, start: int, end: int) -> str | None:
    """How far a truce goes, by its adjectives or by how long it lasts."""
    if kind not in _TRUCES:
        return None
    words = matters.doc[start:end]
    if any(t.lower_ in _UNITS or t.lower_.endswith(_LASTING) for t in words):
        return "limited"
    told = {t.lower_ for t in words}
    return next((s for s, bag in matters.lexicon.scope.items() if bag & told), None)


def _is_bare(head: Token, start: int, end: int) -> bool:
    """Whether a paper is named by "the" and its noun alone: it was told of before."""
    return (
        head.lower_ in _WRITTEN
        and end - start == 1
        and any(c.lower_ in ("the", "this") for c in head.children)
    )


def _nouns(matters: Matters, matter: Matter) -> set[str]:
    return {matters.doc[head].lemma_.lower() for head in matter.heads}


def _is_plan(matters: Matters, matter: Matter) -> bool:
    """Whether a matter is only named as what somebody plans or proposes."""
    return _nouns(matters, matter) <= _PLANS


def _is_fight(matters: Matters, matter: Matter) -> bool:
    """Whether two sides fight, as against one blow of one of them."""
    return not _FIGHTS.isdisjoint(_nouns(matters, matter))


def _shares(one: Matter, other: Matter) -> bool:
    return bool(set(one.actors) & set(other.actors)) or not one.actors or not other.actors


def _kinds_fit(matters: Matters, one: Matter, other: Matter, head: Token) -> bool:
    if one.sort == "event" and {one.kind, other.kind} == {"other"}:
        return head.lemma_.lower() in _nouns(matters, one)
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
