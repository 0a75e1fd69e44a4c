"""What one mention tells of an event or agreement."""

from __future__ import annotations

import re

from ingest.extract.matters.dates import YEAR
from ingest.extract.matters.matter import MEETINGS, TRUCES, Matter, Matters
from ingest.extract.matters.sides import place_in
from ingest.extract.tokens import Token

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
}  # fmt: skip
ROUNDS = frozenset(
    "last latest next previous final new another further fresh earlier opening".split()
) | frozenset(ORDINALS)
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
_BEFORE = frozenset({"previous", "earlier"})
_HOPED_FOR = frozenset({"possible", "future"})  # of an agreement: the one that is spoken of
_NUMBER = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{2,})\b")
_DAY = re.compile(  # "June 20" counts nothing
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}\b)|(?:\b\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)
PER_SIDE = re.compile(r"\b(\d[\d,]*)[- ](?:for|to)[- ](\d[\d,]*)\b", re.I)
_TREATIES = frozenset("treaty convention charter protocol covenant".split())
_UNITS = frozenset("hour hours day days week weeks month months year years".split())
_SPOTS = frozenset(
    """
    city capital state region province territory town village port coast border airspace soil area
    district resort
    """.split()
)
_EVERYWHERE = frozenset({"land", "everywhere"})
_LASTING = ("-hour", "-day", "-week", "-month", "-year")


def after_articles(matters: Matters, head: Token, start: int, end: int) -> int:
    """Where a phrase begins without its article."""
    doc = matters.doc
    while start < min(end, head.i) and (
        (doc[start].lower_ == "that" and doc[start + 1].lower_ in ("the", "a", "an"))
        or doc[start].lower_ in ("the", "a", "an", "'s", "’s", "and", "of")
        or doc[start].is_punct
        or doc[start].is_space
    ):
        start += 1
    return start


def told_by(matters: Matters, name: str, kind: str, head: Token, start: int, end: int) -> Matter:
    """A matter as one mention tells it."""
    phrase = matters.doc[start:end]
    following = _NEXT if name == "event" else _NEXT - _HOPED_FOR
    named = dict.fromkeys(
        matters.cast.at[t.i]
        for t in phrase
        if t.i in matters.cast.at and _takes_part(t, head, kind)
    )
    return Matter(
        name,
        kind,
        [(start, end)],
        [head.i],
        ordinal=next(
            (ORDINALS[w] for t in phrase if (w := t.lower_) in ORDINALS and t.i <= head.i), None
        ),
        is_next=(
            kind != "sanctions" and any(t.lower_ in following and t.i <= head.i for t in phrase)
        )
        or (kind == "meeting" and any(t.lower_ == "again" for t in phrase)),
        is_previous=any(t.lower_ in _BEFORE and t.i < head.i for t in phrase),
        place=place_in(matters, name, head, start, end),
        actors=[i for i in named if matters.cast.members[i].type != "Place"],
        is_titled=name == "agreement" and _is_titled(matters, head),
        labels=_labels(matters, head, start) if name == "agreement" else set(),
        quantities=_quantities(matters.doc.between(start, end)),
        nouns={head.lemma_},
        topics=_topics(head) if name == "agreement" or kind == "talks" else set(),
        scope=_scope_of(matters, kind, head, start, end),
    )


def _takes_part(token: Token, head: Token, kind: str) -> bool:
    """Whether who is named in a phrase takes part: not who tells where a place is ("the Swiss
    city") nor whom talks are on.
    """
    if token.dep_ in ("amod", "compound", "poss") and token.head.lower_ in _SPOTS:
        return False
    if kind not in MEETINGS or token.i < head.i:
        return True
    up = token
    while up.head.i != up.i and up.i != head.i and up.dep_ != "prep":
        up = up.head
    return up.lower_ not in ("on", "about", "over")


def _is_titled(matters: Matters, head: Token) -> bool:
    """Whether an agreement is called by a title of its own: "the Mutual Defence Treaty"."""
    return (
        head.lemma_ in _TREATIES
        and head.text[:1].isupper()
        and head.i > 0
        and matters.doc[head.i - 1].text[:1].isupper()
        and not matters.a.in_headline(head.i)
    )


def _labels(matters: Matters, head: Token, start: int) -> set[str]:
    """The city and the year by which an agreement is called: "the 2021 Doha accord"."""
    places = matters.cast.knowledge.place_by_id
    found = set()
    for token in matters.doc[start : head.i]:
        member = matters.cast.member_at(token.i)
        place = None if member is None or member.known is None else places.get(member.known)
        if YEAR.fullmatch(token.text):
            found.add(token.text)
        elif token.pos_ == "PROPN" and token.text[:1].isupper():
            if member is None or (
                member.type == "Place" and (place is None or place.kind == "city")
            ):
                found.add(token.lower_)
    return found


def _topics(head: Token) -> set[str]:
    """What an agreement is on: "a moratorium on strikes"."""
    return {
        p.lemma_
        for c in head.children
        if c.dep_ == "prep" and c.lower_ == "on"
        for p in c.children
        if p.dep_ == "pobj"
    }


def _quantities(wording: str) -> list[str]:
    """The numbers of a phrase, without those of days and years."""
    told = {m.group(0).replace(",", "") for m in _NUMBER.finditer(_DAY.sub("", wording))}
    told |= {m.group(1).replace(",", "") for m in PER_SIDE.finditer(wording)}
    years = {q for q in told if len(q) == 4 and q.startswith(("19", "20")) and q != "2000"}
    return sorted(told - years)


def _scope_of(matters: Matters, kind: str, head: Token, start: int, end: int) -> str | None:
    """How far a truce goes, by its adjectives, by how long it lasts, or where: "at sea"."""
    if kind not in TRUCES:
        return None
    words = matters.doc[start:end]
    if any(t.lower_ in _UNITS or t.lower_.endswith(_LASTING) for t in words):
        return "limited"
    told = {t.lower_ for t in words}
    following = matters.doc[head.i + 1 : head.i + 3]
    if len(following) > 1 and following[0].lower_ == "at":
        told.add(following[1].lower_)
    if told & _EVERYWHERE:
        return None  # "on land, in the air and at sea"
    return next((s for s, bag in matters.lexicon.scope.items() if bag & told), None)
