"""Days of events that none of their phrases tells: beside them, told elsewhere, or of the news."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.dates import find_dates
from ingest.extract.matters.clauses import CONDITIONS, clause_of, is_past
from ingest.extract.matters.dates import FUTURE, NEWS, REPORTING, to_come
from ingest.extract.matters.matter import MEETINGS, NAMED, Matter, Matters
from ingest.extract.matters.occasion import said_at
from ingest.extract.tokens import Token

_BESIDE = 12  # tokens between an event's noun and a date of the same sentence that is still its own
_LEAD = 3  # sentences
_CAME_ABOUT = frozenset({"held", "ongoing", NAMED})


def settle_dates(matters: Matters) -> None:
    """Dates of events that none of their phrases tells: one in the same clause or sentence
    that belongs to no other event, else the day of the news.
    """
    rivals = sorted(h for m in matters.found if m.sort == "event" for h in m.heads)
    last, days = _lead_end(matters), _days_told(matters)
    for matter in matters.found:
        if matter.sort == "event" and matter.date is None:
            said = _day_of_saying(matters, matter)
            matter.date = (
                (_date_beside(matters, matter, rivals) if said is None else None)
                or matter.lead_date
                or _day_told(matters, matter, last, days)
                or said
            )
        if matter.sort == "event" and _takes_days(matters, matter):
            matter.date = (matter.date or matters.published or "")[:7] or None


def _lead_end(matters: Matters) -> int:
    """The token after the first sentences of the article's body."""
    body = matters.a.layout.body
    if not body:
        return 0
    first = next((t.i for t in matters.doc if t.idx >= body[0][0]), 0)
    last = min(matters.a.sentence[first] + _LEAD, len(matters.a.sentences)) - 1
    return matters.a.sentences[last][1]


def _days_told(matters: Matters) -> list[tuple[int, str, Token]]:
    """The past days on which the article tells that something happened: the token, the day, and
    the verb of its clause.
    """
    doc, days = matters.doc, []
    if matters.published is None:
        return []
    for found in find_dates(matters.a.text, 0, len(matters.a.text), matters.published):
        if found.value is None or len(found.value) != 10 or found.value > matters.published:
            continue
        token = doc.at(found.start)
        verb = clause_of(token)
        if (
            verb.pos_ == "VERB"
            and verb.lemma_ not in REPORTING
            and not any(c.lower_ in FUTURE for c in verb.children)
        ):
            days.append((token.i, found.value, verb))
    return days


def _day_told(
    matters: Matters, matter: Matter, last: int, days: Sequence[tuple[int, str, Token]]
) -> str | None:
    """The day on which a verb tells that something happened: in the lead, or anywhere by a verb of
    its kind ("was shelled on Sunday"); else, of a meeting that the lead names, the day of
    publication.
    """
    told = {status for _, status, _ in matter.statuses}
    if not matters.published or matter.is_next or not told & _CAME_ABOUT:
        return None
    verbs = matters.lexicon.told.get(matter.kind, frozenset())
    is_main = not told - _CAME_ABOUT and any(head < last for head in matter.heads)
    fits = [
        (verb.lemma_ not in verbs, verb.dep_ in ("acl", "relcl"), at, day)
        for at, day, verb in days
        if verb.lemma_ in verbs or (is_main and at < last)
    ]
    if fits and matter.kind in (NEWS | {"vote"}):
        return min(fits)[-1]
    return matters.published if is_main and matter.kind in MEETINGS and "held" in told else None


def _day_of_saying(matters: Matters, matter: Matter) -> str | None:
    """The day of the news, where somebody says something at an event of no other day, or an entry
    of a live page tells of it.
    """
    heads = [matters.doc[head] for head in matter.heads]
    if any(is_past(h) and h.i not in matters.said and matters.a.in_entry(h.i) for h in heads):
        return matters.published
    said = [verb for head in heads if not _is_behind(head) and (verb := said_at(head)) is not None]
    is_told = any(verb.tag_ != "VBN" for verb in said) and not matter.is_next
    return matters.published if is_told else None


def _is_behind(head: Token) -> bool:
    """Whether a known event lies behind what is said: "after the talks"."""
    is_known = any(c.lower_ in ("the", "these", "their") for c in head.children)
    return is_known and head.head.lower_ in ("after", "following")


def _takes_days(matters: Matters, matter: Matter) -> bool:
    """Whether the article tells that an event takes more days than one: "three days of talks"."""
    return any(
        matters.doc.between(max(0, start - 3), start).lower().endswith(("days of", "weeks of"))
        for start, _ in matter.mentions
    )


def _date_beside(matters: Matters, matter: Matter, rivals: Sequence[int]) -> str | None:
    doc = matters.doc
    best: tuple[int, str] | None = None
    told = {status for _, status, _ in matter.statuses}
    is_ahead = bool(told & {"planned", "proposed"}) and not told & _CAME_ABOUT
    for head in matter.heads:
        low, high = matters.a.sentences[matters.a.sentence[head]]
        start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
        for found in find_dates(matters.a.text, start, end, matters.published):
            token = doc.at(found.start)
            distance = abs(token.i - head)
            verb = clause_of(token)
            if (
                found.value is None
                or distance > _BESIDE
                or (token.i in matters.said) != (head in matters.said)
                or verb.lemma_ in REPORTING
                or _is_of_another(token, matter)
                or verb.lemma_ in ("resume", "continue", "extend")
                or _is_aside(verb, head)
                or (best is not None and best[0] <= distance)
                or any(low <= r < high and abs(r - token.i) < distance for r in rivals)
            ):
                continue
            if (
                is_ahead
                or any(c.lower_ in FUTURE for c in verb.children)
                or doc[head].head.lower_ in CONDITIONS
            ):
                again = find_dates(
                    matters.a.text, found.start, found.end, matters.published, is_future=True
                )
                found = again[0] if again else found
            if (
                matter.is_next
                and matters.published
                and (found.value or "") < matters.published[: len(found.value or "")]
            ):
                continue
            best = (distance, (is_ahead and to_come(matters, found)) or found.value or "")
    return best[1] if best else None


def _is_aside(verb: Token, head: int) -> bool:
    """Whether a date stands in what is told of something else: "ties, severed in 2016"."""
    is_beside = verb.dep_ == "acl" or (verb.dep_ == "advcl" and verb.tag_ == "VBN")
    if not is_beside or verb.head.i == head:
        return False
    return not verb.left_edge.i <= head <= verb.right_edge.i


def _is_of_another(token: Token, matter: Matter) -> bool:
    """Whether a date tells when something else was: "the war of 2023"."""
    of = token.head if token.dep_ == "pobj" else token.head.head
    return of.lower_ == "of" and of.head.pos_ in ("NOUN", "PROPN") and of.head.i not in matter.heads
