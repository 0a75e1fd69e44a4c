"""The outer shape of an article: date prefix, headline, dateline, section heads, body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import Span

_PREFIX = re.compile(r"\A\s*date\s+(\d{4}-\d{2}-\d{2})\s+")
_LINE = re.compile(r"[^\n]+")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"[A-Z][\w’'.\-]*(?:[ /][A-Z(][\w’'.)\-]*){0,4}"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_DASH = r"(?:\.[-–—]|\s*(?:—|–|--|-))\s+"  # also the ".-" of Spanish agencies
_CAPS = r"[A-Z][A-Z’'.\-]+(?:[ /][A-Z][A-Z’'.\-]*){0,3}"
_MORE = rf"(?:,\s*{_PLACE})?(?:,?\s*{_DAY})?"
_BYLINE = r"(?:\s*\((?P<outlet>[^()\n]{2,40})\)|\s*/(?P<slash>[A-Z][\w ]{1,20})/\.?)"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}){_MORE}\.?{_BYLINE}(?:{_DASH}|\.-?\s+|:\s+|\s+)"  # KYIV, June 9 (X) -
    rf"|(?P<place2>{_CAPS}){_MORE}(?:{_DASH}|:\s+)"  # CAIRO — ; DOHA:
    rf"|(?P<place3>{_CAPS})(?:,\s*{_PLACE})?,\s*{_DAY}\.(?:\s*/[A-Z][\w ]{{1,20}}/\.?)?\s+"  # CITY, June 9.
    rf"|(?P<place4>{_PLACE})(?:,\s*{_PLACE})?(?:,\s*{_DAY})?\s+(?:—|–|--)\s+"  # Doha, Qatar –
)
_CITY = re.compile(_CAPS)  # alone on the line after the headline
_SECTIONS = frozenset("BACKGROUND BREAKING UPDATE ANALYSIS SUMMARY EXCLUSIVE OPINION WATCH".split())
_LABEL = re.compile(r"^[ \t]*[A-Z][A-Z.’' \-]{1,40}:[ \t]+\S", re.M)  # who speaks in a transcript
_DOTTED = re.compile(r"^[ \t]*\d{1,2}\.\d{2}[ \t]+\S", re.M)  # 15.41 in a live blog
_TIME = re.compile(
    r"\s*\d{1,2}[:.]\d{2}(?:\s*(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}))?\s*(?:[-–—:|]\s*)?"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Spans of the parts of an article's text.

    `body` are the paragraphs (dateline left out), in order; `headline` and `heads` (section heads)
    are spans; `published` is the day of a ` date YYYY-MM-DD ` prefix; `dateline_place` is a span.
    `breaks` are offsets at which a sentence must begin, `entries` are the paragraphs of the body
    that stand after a time of day, in a live page.
    """

    published: str | None
    headline: Span | None
    heads: tuple[Span, ...]
    body: tuple[Span, ...]
    dateline_place: Span | None
    dateline_outlet: str | None
    breaks: tuple[int, ...]
    entries: tuple[Span, ...]


def _is_head(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 9 and line.rstrip()[-1] not in ".!?,;:…\"”»)'’" and line[0].isupper()


def _is_city(line: str) -> bool:
    """Whether a line after the headline is the dateline of some agencies: "CITY"."""
    return _CITY.fullmatch(line) is not None and _SECTIONS.isdisjoint(line.split())


def layout(text: str) -> Layout:
    """Find the outer parts of an article's text."""
    published, offset = None, 0
    prefix = _PREFIX.match(text)
    if prefix:
        published, offset = prefix.group(1), prefix.end()
    lines = [
        (m.start() + len(m.group()) - len(m.group().lstrip()), m.end())
        for m in _LINE.finditer(text, offset)
        if m.group().strip()
    ]
    is_blog = len(_DOTTED.findall(text)) > 2
    headline: Span | None = None
    heads: list[Span] = []
    body: list[Span] = []
    place: Span | None = None
    outlet: str | None = None
    breaks: list[int] = []
    entries: list[Span] = []
    for k, (start, end) in enumerate(lines):
        line = text[start:end]
        breaks.append(start)
        if (
            k == 0
            and len(lines) > 1
            and not prefix
            and len(line) <= 220
            and line.rstrip()[-1] not in ".,;"
        ):
            if text[end : end + 2] == "\n\n" or len(line.split()) <= 25:
                headline = (start, start + len(line.rstrip()))
                continue
        if 0 < k < len(lines) - 1 and _is_head(line) and "\n\n" in text[max(0, start - 2) : start]:
            heads.append((start, start + len(line.rstrip())))
            if k == 1 and headline is not None and _is_city(line.strip()):
                place = heads[-1]
            continue
        if not body:
            dateline = _DATELINE.match(text, start, end)
            is_label = (
                dateline is not None
                and dateline.group().rstrip().endswith(":")
                and len(_LABEL.findall(text)) > 1
            )
            if dateline and dateline.end() < end and not is_label:
                group = next(
                    (g for g in ("place", "place2", "place3", "place4") if dateline.group(g)), None
                )
                if group:
                    place = dateline.span(group)
                outlet = dateline.group("outlet") or dateline.group("slash")
                start = dateline.end()
                breaks.append(start)
        time = _TIME.match(text, start, end)
        if time and time.end() < end and (":" in time.group() or is_blog):
            start = time.end()
            breaks.append(start)
            entries.append((start, end))
        body.append((start, end))
    return Layout(
        published,
        headline,
        tuple(heads),
        tuple(body),
        place,
        outlet,
        tuple(breaks),
        tuple(entries),
    )
