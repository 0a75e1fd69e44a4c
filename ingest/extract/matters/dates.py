"""When an event was or will be: beside its mention, in its sentence, or the day of the news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ingest.extract.dates import (
    MONTHS,
    DateExpression,
    count_of,
    find_dates,
    may_name_date,
    parse_day,
)
from ingest.extract.matters.clauses import clause_of, governors, is_past
from ingest.extract.matters.matter import NAMED, Matters
from ingest.extract.matters.occasion import said_at
from ingest.extract.tokens import Token

_DAYS_AFTER = re.compile(
    r"\b(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|ten) days? (?P<way>after|before) "
    r"(?:the |its |their |an? )?$",
    re.I,
)
_COUNT = re.compile(r"\d{1,2}|a|one|two|three|four|five|six|seven|ten")
_SET_FOR = re.compile(r"\bfor (?:next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
YEAR = re.compile(r"(?:19|20)\d{2}")
NEWS = frozenset(
    """
    talks summit meeting prisoner_exchange repatriation signing attack visit sanctions call vote
    other
    """.split()
)
_BEHIND = 8  # tokens after an event's noun in which its clause may begin
REPORTING = frozenset(
    """
    say tell note state announce report write add stress declare confirm comment discuss propose
    agree accuse welcome condemn urge warn claim deny reject
    """.split()
)
_TELLING = frozenset(  # their date is that of the telling
    "say tell note welcome announce reject discuss comment agree propose call".split()
)
_REACHED = frozenset(  # what tells from when an agreement is
    """
    sign initial ink conclude reach strike seal agree adopt ratify enter come take begin start
    announce declare broker hand submit
    """.split()
)
_GOING_ON = frozenset({"resume", "continue"})
_MAKING = frozenset({"hold", "have", "make", "carry", "conduct", "launch", "impose"})
_WITHIN = frozenset({"in", "during", "at"})
_GATHERINGS = frozenset(
    "call conversation meeting talks session summit conference gathering visit".split()
)
_FAR = 14  # tokens back to "a day after"
_SCOPE = 120  # characters of a phrase in which its date stands
FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})


def days_before(matters: Matters, start: int, end: int) -> str | None:
    """ "Two days after the fourth round", "five days before the election": counted from the day
    that the sentence names, or from the day of publication.
    """
    doc = matters.doc
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    match = _DAYS_AFTER.search(matters.a.text[max(0, first - 24) : first])
    if match is None or find_dates(matters.a.text, first, last, matters.published):
        return None
    low, high = matters.a.sentences[matters.a.sentence[start]]
    days = [
        d.value
        for d in find_dates(matters.a.text, doc[low].idx, doc[high - 1].idx, matters.published)
        if d.value and not d.start < first <= d.end + len(" the ")  # "five days before the vote"
    ]
    base = parse_day(days[0] if days else matters.published)
    way = -1 if match["way"].lower() == "after" else 1
    count = count_of(match["count"].lower())
    return (base + way * timedelta(days=count)).isoformat() if base else None


def day_after(matters: Matters, head: Token) -> str | None:
    """Of what a clause tells, where that counts from it: "a day after X signed the accord"."""
    clause = clause_of(head)
    low = matters.a.sentences[matters.a.sentence[head.i]][0]
    doc = matters.doc
    for i in range(max(low, head.i - _FAR), head.i - 1):
        if doc[i].lower_ not in ("day", "days") or doc[i + 1].lower_ != "after" or i == low:
            continue
        if clause.i not in (doc[i].head.i, doc[i + 1].head.i) or head.head.i == i + 1:
            continue  # "two days after Sunday's talks" tells no day of theirs
        count = doc[i - 1].lower_
        if not _COUNT.fullmatch(count):
            return None
        base = parse_day(_last_named(matters, doc[low].idx, doc[i].idx) or matters.published)
        return (base - timedelta(days=count_of(count))).isoformat() if base else None
    return None


def _last_day(matters: Matters, at: int) -> str | None:
    """The day named last before a place, in its sentence or the one before: for "the same day"."""
    token = matters.doc.at(at)
    low = matters.a.sentences[max(0, matters.a.sentence[token.i] - 1)][0]
    return _last_named(matters, matters.doc[low].idx, at)


def _last_named(matters: Matters, low: int, high: int) -> str | None:
    """The last whole day named in a stretch of text."""
    dates = find_dates(matters.a.text, low, high, matters.published)
    return next((d.day for d in reversed(dates) if d.day), None)


def date_in(
    matters: Matters, sort: str, head: Token, start: int, end: int, status: str
) -> str | None:
    """The date that a mention or its clause names."""
    text = matters.a.text
    verb = head if head.pos_ == "VERB" else head.head
    is_verbal = verb.pos_ in ("VERB", "AUX")
    scopes = [_span(matters, _date_start(matters, start), end - 1)]
    if not is_verbal or verb.lemma_ not in _GOING_ON:  # when it goes on is not when it is
        scopes += _scopes_beside(matters, sort, head, verb, end)
    later = to_be(matters, head)
    if later is not None:
        scopes.append(_span(matters, later, matters.a.sentences[matters.a.sentence[later]][1] - 1))
    is_future = status in ("planned", "proposed") or (
        is_verbal and (verb.tag_ == "VBZ" or any(c.lower_ in FUTURE for c in verb.children))
    )
    for low, high in scopes:
        high = min(high, low + _SCOPE)
        if not may_name_date(text, low, high):
            continue
        ahead = is_future or _SET_FOR.search(text, low, high) is not None
        previous = _last_day(matters, low)
        for found in find_dates(
            text, low, high, matters.published, is_future=ahead, previous=previous
        ):
            if found.value is None:
                continue
            if ahead and found.start < head.idx and status not in ("planned", "proposed"):
                return found.value  # "October's truce is …" has been
            if text[max(0, found.start - 9) : found.start].lower().rstrip().endswith("between"):
                return found.value[:7]  # "between June 20 and 30" is no day
            return to_come(matters, found) if ahead else found.value
    return next((t.text for t in matters.doc[start : head.i] if YEAR.fullmatch(t.text)), None)


def to_be(matters: Matters, head: Token) -> int | None:
    """Where what follows a mention tells of days to come: "a meeting, to be held on Thursday"."""
    doc = matters.doc
    end = min(head.i + _BEHIND, matters.a.sentences[matters.a.sentence[head.i]][1] - 2)
    for i in range(head.i + 1, end):
        if doc[i].text == ",":
            return i + 1 if doc[i + 1].lower_ == "to" and doc[i + 2].lower_ == "be" else None
    return None


def to_come(matters: Matters, found: DateExpression) -> str | None:
    """The date of what is to come: "in October" is that of next year once October is over."""
    value, published = found.value, matters.published
    if value is None or published is None or len(value) != 7 or value >= published[:7]:
        return value
    wording = matters.a.text[found.start : found.end]
    if YEAR.search(wording) or not any(month in wording for month in MONTHS):
        return value
    return f"{int(value[:4]) + 1:04}{value[4:]}"


def _date_start(matters: Matters, start: int) -> int:
    """The token from which a date runs up to a phrase: "the October 25, 2021 coup"."""
    doc, first = matters.doc, start
    while first > max(0, start - 4) and (
        doc[first - 1].text == "," or doc[first - 1].text.isdigit() or doc[first - 1].text in MONTHS
    ):
        first -= 1
    return first


def _scopes_beside(
    matters: Matters, sort: str, head: Token, verb: Token, end: int
) -> Iterator[tuple[int, int]]:
    """Where the date of a mention may stand beside it: after it, under its noun, under its verb."""
    doc = matters.doc
    if end + 1 < len(doc) and doc[end].lower_ in ("on", "of") and doc[end].head.i != head.i:
        high = min(end + 4, matters.a.sentences[matters.a.sentence[end]][1]) - 1
        if high > end:  # "the talks in X on May 16", hung on the verb by the parse
            yield _span(matters, end, high)
    for child in head.children:
        if child.dep_ in ("prep", "npadvmod", "appos", "nmod") and child.i > head.i:
            yield _span(matters, child.left_edge.i, child.right_edge.i)
    if sort == "agreement" and verb.lemma_ not in _REACHED:
        return  # when it was broken or spoken of tells not from when it is
    said = said_at(head)
    if said is not None:
        yield from _days_of(matters, said, head)
    elif head.lower_ in _GATHERINGS and verb.lower_ in _WITHIN and verb.head.pos_ == "VERB":
        # "proposed it on Friday in a call"
        yield from _days_of(matters, verb.head, head)
    is_clause = head.pos_ == "VERB" or head.dep_ in ("nsubj", "nsubjpass", "dobj", "ROOT")
    if verb.pos_ in ("VERB", "AUX") and is_clause and verb.lemma_ not in _TELLING:
        yield from _days_of(matters, verb, head)


def _days_of(matters: Matters, verb: Token, head: Token) -> Iterator[tuple[int, int]]:
    """Where the date of a verb may stand, but for the phrase of a mention."""
    for child in verb.children:
        if child.dep_ not in ("npadvmod", "prep", "advmod") or child.i in (head.i, head.head.i):
            continue
        yield _span(matters, child.left_edge.i, child.right_edge.i)


def _span(matters: Matters, first: int, last: int) -> tuple[int, int]:
    """The characters from one token to another one."""
    return matters.doc[first].idx, matters.doc[last].idx + len(matters.doc[last])


def _is_news(head: Token) -> bool:
    """Whether what a source tells has just come about: "have been returned, the X reports"."""
    verb = next((t for t in governors(head) if t.pos_ == "VERB"), head)
    return verb.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in verb.children
    )


def _is_told_as_done(matters: Matters, kind: str, head: Token) -> bool:
    """Whether a source, or a headline, tells that something has come about."""
    is_step = head.pos_ == "VERB" and matters.a.in_headline(head.i)
    return is_step or _is_news(head) or _is_done_by(matters, kind, head)


def _is_done_by(matters: Matters, kind: str, head: Token) -> bool:
    """Whether a verb tells that an event came about: "adopted a decision"."""
    verbs = matters.lexicon.told.get(kind, frozenset()) | _MAKING
    return head.dep_ == "dobj" and head.head.lemma_ in verbs and is_past(head.head)


def lead_date(matters: Matters, kind: str, head: Token, status: str) -> str | None:
    """The day of publication, for what the first sentence tells as news of the day."""
    body = matters.a.layout.body
    if (
        not body
        or status not in ("held", "ongoing", NAMED)
        or kind not in NEWS
        or (head.i in matters.said and not _is_told_as_done(matters, kind, head))
    ):
        return None
    first = next((t.i for t in matters.doc if t.idx >= body[0][0]), 0)
    lead = matters.a.sentence[head.i] == matters.a.sentence[first]
    subject = (
        _is_done_by(matters, kind, head)
        or head.dep_ in ("nsubj", "nsubjpass")
        or (
            head.dep_ in ("pobj", "dobj")
            and not any(c.lower_ in ("a", "an") for c in head.children)
            and not any(t.dep_ in ("acl", "relcl") for t in governors(head))
        )
    )
    if not (lead and subject) and not (head.pos_ == "VERB" and matters.a.in_headline(head.i)):
        return None
    start, end = matters.a.sentences[matters.a.sentence[first]]
    dates = find_dates(
        matters.a.text, matters.doc[start].idx, matters.doc[end - 1].idx, matters.published
    )
    told = next((d.value for d in dates if d.value), None)
    return told if dates else matters.published
