"""How well two tellings fit as one event, or as one agreement."""

from __future__ import annotations

from ingest.extract.dates import first_day, last_day
from ingest.resolve.days import days_apart, days_between
from ingest.resolve.tellings import Told

_SPAN = {  # days between a report and the event that it can mean
    "talks": 45,
    "summit": 60,
    "meeting": 10,
    "call": 5,
    "visit": 10,
    "prisoner_exchange": 40,
    "repatriation": 40,
    "attack": 5,
    "vote": 10,
    "signing": 20,
    "sanctions": 20,
}
AGREEMENT_SPAN = 150
THRESHOLD = 2.4  # the fit from which two tellings are joined
_COMPANY = 2  # whom two articles name alike, for agreements without parties to be compared
_ANY = "other"  # events that only their names tell apart
_TRUCES = frozenset({"ceasefire", "humanitarian"})
_PAPERS = frozenset(
    {"framework", "memorandum", "procedural", "other"}
)  # what it is written down as
_SAME_NAME = 2  # words that two names share where the kinds differ
STAGED = ("prisoner_exchange", "repatriation")
STAGES = 20  # days within which one exchange is carried out in stages


def _is_staged(a: Told, b: Told) -> bool:
    """Whether two days may be stages of one exchange: the same numbers are told of it."""
    return a.kind in STAGED and bool(a.quantities & b.quantities)


def event_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where that is not enough to join them."""
    fit = event_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def event_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where something speaks against it."""
    shared = len(a.actors & b.actors)
    if a.place[0] == b.place[0] or a.kind != b.kind or not shared or _differ(a, b):
        return 0.0
    if a.kind == _ANY and not a.words & b.words:
        return 0.0
    if not _is_company(a, b, shared, len(a.words & b.words) >= _SAME_NAME):
        return 0.0
    time = _dates_fit(a, b) if a.date and b.date else _reports_fit(a, b)
    if time is None:
        return 0.0
    score = min(2, shared) * 1.0 + time
    if a.ordinal and a.ordinal == b.ordinal:
        score += 2.0
    if a.where and a.where == b.where:
        score += 1.0
    if a.quantities & b.quantities:
        score += 2.0
    if a.words & b.words:
        score += 0.5
    return score


def _differ(a: Told, b: Told) -> bool:
    """Whether ordinal, place or numbers are told of both and are not the same."""
    return bool(
        (a.ordinal and b.ordinal and a.ordinal != b.ordinal)
        or (a.where and b.where and a.where != b.where)
        or (a.quantities and b.quantities and not a.quantities & b.quantities)
    )


def _dates_fit(a: Told, b: Told) -> float | None:
    """How well the dates of two tellings fit; None where they are too far apart."""
    assert a.date is not None
    assert b.date is not None
    are_days = len(a.date) == len(b.date) == 10
    gap = days_between(a.date, b.date)
    if _is_staged(a, b) and gap <= STAGES:
        gap = 0
    if gap > (1 if are_days else 3):
        return None
    return 2.0 if are_days else 1.0


def _reports_fit(a: Told, b: Told) -> float | None:
    """How well a telling without a date fits another by the days of the reports; None where they
    are too far apart, or one is still to come when the other is over.
    """
    if not a.published or not b.published:
        return None
    known, other = (a, b) if a.date else (b, a)
    anchor = first_day(known.date) if known.date else known.published
    assert anchor is not None
    assert other.published is not None
    span = _SPAN.get(a.kind, 20)
    gap = days_apart(anchor, other.published)
    if gap > span:
        return None
    if known.date and len(known.date) == 10:
        if other.status in ("planned", "proposed") and known.date < other.published:
            return None  # what is still planned is not what was held before
        if other.status == "held" and known.date > other.published:
            return None
    statuses = {a.status, b.status}
    if not known.date and "held" in statuses and statuses & {"planned", "proposed"}:
        held, planned = (a, b) if a.status == "held" else (b, a)
        if (held.published or "") < (planned.published or ""):
            return None
    return 1.0 - 0.5 * gap / span


def agreement_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where that is not enough to join them."""
    fit = agreement_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def agreement_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where something speaks against it."""
    shared = len(a.actors & b.actors)
    if a.place[0] == b.place[0] or not shared or not _may_be_one_kind(a, b):
        return 0.0
    if a.quantities and b.quantities and not a.quantities & b.quantities:
        return 0.0
    if (
        a.reached_at
        and b.reached_at
        and a.reached_at != b.reached_at
        and not a.quantities & b.quantities
    ):
        return 0.0
    if a.date and b.date and days_between(a.date, b.date) > 3:
        return 0.0
    if not a.published or not b.published or days_apart(a.published, b.published) > AGREEMENT_SPAN:
        return 0.0
    score = min(2, shared) * 1.0 + 1.0 - days_apart(a.published, b.published) / AGREEMENT_SPAN
    if a.quantities & b.quantities:
        score += 2.0
    if a.reached_at and a.reached_at == b.reached_at:
        score += 1.5
    common = a.words & b.words
    if not _is_company(a, b, shared, bool(common)):
        return 0.0
    if shared == 1 and min(len(a.actors), len(b.actors)) > 1:
        score -= 0.3  # each is told with a party of its own
    score += 0.75 * min(2, len(common))
    distinctive = a.kind in ("memorandum", "framework", "ceasefire", "other", "procedural")
    if (
        distinctive
        and not common
        and not a.quantities & b.quantities
        and not (a.reached_at and a.reached_at == b.reached_at)
    ):
        score -= 1.0
    return score


def _is_company(a: Told, b: Told, shared: int, is_name: bool) -> bool:
    """Whether the same names, and the same name or numbers, stand for actors that are not told."""
    if not (a.is_guessed or b.is_guessed):
        return True
    return shared >= _COMPANY and (is_name or bool(a.quantities & b.quantities))


def _may_be_one_kind(a: Told, b: Told) -> bool:
    """Whether two tellings may be of one kind: of one as told, or of kinds that one agreement is
    told as, where their names or numbers agree.
    """
    if a.kind == b.kind:
        return True
    kinds = {a.kind, b.kind}
    if not (kinds <= _TRUCES or (kinds & _PAPERS and kinds.isdisjoint(STAGED))):
        return False
    return bool(a.quantities & b.quantities) or len(a.words & b.words) >= _SAME_NAME


def reach(t: Told) -> int:
    """Days in which a telling may be paired with one without a date, or one without with one."""
    span = _SPAN.get(t.kind, 20)
    return 3 * span if t.ordinal or t.quantities else span  # by these it may be sure


def anchor_score(t: Told, other: Told) -> float:
    """How well a telling without a date fits a dated one; 0 where it cannot mean it."""
    assert other.date is not None
    assert t.published is not None
    if t.place[0] == other.place[0] or len(t.actors & other.actors) < min(
        2, len(t.actors), len(other.actors)
    ):
        return 0.0
    if t.kind == _ANY and not t.words & other.words:
        return 0.0
    if _differ(t, other) or not _is_company(
        t, other, len(t.actors & other.actors), len(t.words & other.words) >= _SAME_NAME
    ):
        return 0.0
    day = first_day(other.date)
    span = _SPAN.get(t.kind, 20)
    gap = days_apart(day, t.published)
    sure = bool(t.ordinal and t.ordinal == other.ordinal) or bool(t.quantities & other.quantities)
    if gap > (3 * span if sure else span):
        return 0.0
    ahead = t.status in ("planned", "proposed", "postponed")
    if (ahead and last_day(other.date) < t.published) or (not ahead and day > t.published):
        return 0.0
    return 3.0 + 2.0 * sure - gap / span + (0.5 if t.words & other.words else 0.0)
