"""Dates as told in news, resolved against the day of publication, never rounded to a day they
lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = """
    january february march april may june july august september october november december
    """.split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|Jun(?:e|\b\.?)|"
    r"Jul(?:y|\b\.?)|Aug(?:ust|\b\.?)|Sept?(?:ember|\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
# No date goes over one of these marks, but for the stop of a short month.
_MARK = re.compile(r"[.;!?\"“”()\[\]—–]")
_SHORT_MONTHS = tuple("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
# What a stretch must hold for a pattern to match: most hold none of it, and looking for it costs
# far less than trying the patterns.
_DIGIT = re.compile(r"\d")
_MONTH_SIGN = re.compile(r"[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)")
_SIGNS = (
    ("day", ("day", "night", "evening", "tomorrow")),
    ("unit", ("day", "week", "month", "year")),
    ("span", ("week", "month", "year", "summer", "spring", "autumn", "winter")),
    ("clock", ("morning", "evening", "afternoon")),
)
_PATTERNS = tuple(
    (frozenset(signs.split()), re.compile(pattern, flags))
    for signs, pattern, flags in (
        ("digit", r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b", 0),
        ("digit month", rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>(?:19|20)\d{{2}}))?", 0),
        ("digit month", rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d{{2}}))?", 0),
        ("month", rf"\b(?:(?P<way>last|next|this|early|late|mid-?|end of|beginning of)\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d{{2}}))?\b", 0),
        ("day", rf"\b(?<!every )(?<!each )(?:(?P<way>last|next|this|previous|following|coming)\s+)?(?P<weekday>{'|'.join(d.capitalize() for d in _WEEKDAYS)})\b", 0),
        ("day", r"\b(?P<word>today|tonight|last night|yesterday|tomorrow|the day before|the same day|that day|that evening|that night|the same evening|the previous day|the next day|the following day)\b", re.I),
        ("unit", r"\b(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago|earlier|before|later)\b", re.I),
        ("span", r"\b(?P<way>last|next|this|coming|previous|past)\s+(?P<unit>week|month|year|weekend|summer|spring|autumn|winter)\b", re.I),
        ("digit", r"\b(?:in|of|by)\s+(?P<year>(?:19|20)\d{2})\b(?!\s*(?:soldiers|bodies|prisoners))", re.I),
        ("span", r"\b(?:at|over|during) (?P<weekend>the weekend)\b", re.I),
        ("clock", r"\b(?P<clock>(?:this|on)\s+(?:morning|evening|afternoon))\b", re.I),
    )
)  # fmt: skip


MONTHS = frozenset(month.capitalize() for month in _MONTHS)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text: its span and its value as told (2025, 2025-06 or 2025-06-09), or None."""

    start: int
    end: int
    value: str | None

    @property
    def day(self) -> str | None:
        """The value, where it is a whole day and no month or year."""
        return self.value if self.value is not None and len(self.value) == 10 else None


def parse_day(text: str | None) -> date | None:
    """An ISO day as a date; None where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def count_of(word: str) -> int:
    """A count told in digits or as a word up to ten."""
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def month_number(name: str) -> int:
    """1 to 12 from an English month's name or abbreviation."""
    short = name.lower().rstrip(".")[:3]
    return next(k for k, month in enumerate(_MONTHS, start=1) if month.startswith(short))


def _near_year(month: int, day: int, base: date) -> int:
    """The year that puts a month (and day) nearest before, or not long after, the base day."""
    months_ahead = (month - base.month) % 12
    return (
        base.year + (1 if month < base.month else 0)
        if months_ahead <= 4
        else (base.year if month <= base.month else base.year - 1)
    )


def _weekday(name: str, way: str | None, base: date, is_future: bool) -> date:
    wanted = _WEEKDAYS.index(name.lower())
    back = (base.weekday() - wanted) % 7
    ahead = (wanted - base.weekday()) % 7
    if way in ("next", "coming", "following") or (is_future and way not in ("last", "previous")):
        return base + timedelta(days=ahead or 7)
    if way in ("last", "previous") and back == 0:
        back = 7
    return base - timedelta(days=back)


def _resolve(
    match: re.Match[str], base: date | None, previous: str | None, is_future: bool
) -> str | None:
    groups = match.groupdict()
    if groups.get("number"):
        return match.group(0)
    if groups.get("month"):
        month = month_number(groups["month"])
        day = int(groups["day"]) if groups.get("day") else None
        if groups.get("year"):
            year = int(groups["year"])
        elif base is None:
            return None
        else:
            year = _near_year(month, day or 1, base)
            if groups.get("way") == "last" and year >= base.year and month >= base.month:
                year -= 1
        if day is None:
            return f"{year:04}-{month:02}"
        return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year:04}-{month:02}"
    if groups.get("year"):
        return groups["year"]
    if base is None:
        return None
    if groups.get("weekday"):
        return _weekday(groups["weekday"], groups.get("way"), base, is_future).isoformat()
    if groups.get("word"):
        word = groups["word"].lower()
        if word.startswith(("the same", "that")):
            return previous
        anchor = (
            parse_day(previous)
            if word in ("the next day", "the following day", "the previous day")
            else None
        )
        shift = {
            "today": 0,
            "tonight": 0,
            "tomorrow": 1,
            "the next day": 1,
            "the following day": 1,
        }.get(word, -1)
        return ((anchor or base) + timedelta(days=shift)).isoformat()
    if groups.get("unit") and groups.get("ago"):
        count = count_of(groups["count"])
        unit = groups["unit"].lower()
        anchor = base
        if groups["ago"].lower() in ("earlier", "before", "later") and parse_day(previous):
            anchor = parse_day(previous) or base
        sign = 1 if groups["ago"].lower() == "later" else -1
        if unit == "day":
            return (anchor + sign * timedelta(days=count)).isoformat()
        if unit == "week":
            return (anchor + sign * timedelta(weeks=count)).isoformat()[:7]
        if unit == "month":
            total = anchor.year * 12 + anchor.month - 1 + sign * count
            return f"{total // 12:04}-{total % 12 + 1:02}"
        return f"{anchor.year + sign * count:04}"
    if groups.get("unit"):
        way, unit = groups["way"].lower(), groups["unit"].lower()
        step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(way, 0)
        if unit in ("week", "weekend"):
            return (base + timedelta(weeks=step)).isoformat()[:7]
        if unit == "month":
            total = base.year * 12 + base.month - 1 + step
            return f"{total // 12:04}-{total % 12 + 1:02}"
        return f"{base.year + step:04}" if unit == "year" else None
    if groups.get("weekend"):  # the last one, which has no one day
        return _weekday("sunday", None, base, is_future).isoformat()[:7]
    if groups.get("clock"):
        return base.isoformat()
    return None


def may_name_date(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text holds any sign of a date."""
    return bool(_signs(text[start:end]))


def find_dates(text: str, start: int, end: int, published: str | None, *, is_future: bool = False,
               previous: str | None = None) -> list[DateExpression]:  # fmt: skip
    """The date expressions of a stretch of text, in order, none inside another.

    A weekday is the last one up to the day of publication, or the next one where `is_future`.
    `previous` is the date last spoken of, for "the same day".
    """
    if not may_name_date(text, start, end):
        return []  # as most stretches
    base = parse_day(published)
    return [
        DateExpression(*match.span(), _resolve(match, base, previous, is_future))
        for first, last in _stretches(text, start, end)
        for match in _matches(text, first, last)
    ]


@lru_cache(maxsize=512)  # the text as a whole is looked at first, then its sentences
def _matches(text: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    """Where dates stand in a part of a text over whose ends none goes, in order."""
    signs = _signs(text[start:end])
    found: list[re.Match[str]] = []
    for needed, pattern in _PATTERNS:
        if not needed <= signs:
            continue
        for match in pattern.finditer(text, start, end):
            if any(m.start() < match.end() and match.start() < m.end() for m in found):
                continue
            if match.group(0) not in ("May", "March") or is_month(text, *match.span()):
                found.append(match)
    return tuple(sorted(found, key=lambda match: match.start()))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch of text over whose ends no date goes, from their first letter on."""
    first = start
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if text[at] == "." and text.endswith(_SHORT_MONTHS, start, at):
            continue
        yield _letter(text, first, at), at
        first = at + 1
    yield _letter(text, first, end), end


def _letter(text: str, start: int, end: int) -> int:
    """Where a part of a text begins, less blanks."""
    while start < end and text[start].isspace():
        start += 1
    return start


@lru_cache(maxsize=512)  # a sentence is looked at for each of its statements
def _signs(text: str) -> frozenset[str]:
    """Which signs of dates a text holds."""
    found = set()
    if _DIGIT.search(text):
        found.add("digit")
    if _MONTH_SIGN.search(text):
        found.add("month")
    folded = text.casefold()
    for name, words in _SIGNS:
        for word in words:
            if word in folded:
                found.add(name)
                break
    return frozenset(found)


def is_month(text: str, start: int, end: int) -> bool:
    """Whether "May" or "March" in a text is the month: "in May", "May 5"."""
    before = text[max(0, start - 12) : start].lower()
    return bool(
        re.search(r"\b(?:in|of|since|until|by|last|next|this|early|late|mid)\s*-?\s*$", before)
    ) or bool(re.match(r"\s+\d", text[end:]))


def first_day(value: str) -> str:
    """The first day that a date as told allows."""
    return value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value


def last_day(value: str) -> str:
    """The last day that a date as told allows."""
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return (following - timedelta(days=1)).isoformat()
    return value
