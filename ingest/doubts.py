"""Days that are hard to believe: kept as they are, and named."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.extract.dates import first_day
from ingest.faults import Fault
from ingest.resolve.items import Source

_NEVER_SET = "1971-01-01"  # a clock or a field that was never set says 1970-01-01
_YEARS = 10  # no report tells a day of an event that lies further ahead


def doubtful_days(sources: Iterable[Source]) -> list[Fault]:
    """Articles dated before 1971, and events told as past, or far ahead, on a day after their
    report.
    """
    found: list[Fault] = []
    for source in sorted(sources, key=lambda s: s.article.key):
        article, day = source.article, source.known_on
        if article.published and article.published < _NEVER_SET:
            found.append(
                Fault(
                    "article",
                    "day",
                    f"article {article.key} ({article.address or article.outlet or 'no outlet'}) "
                    f"is dated {article.published}, which is often a missing day; "
                    f"give the right one, and take this back: verbale retract {article.key}",
                )
            )
            continue
        if day is None:
            continue
        far = f"{int(day[:4]) + _YEARS:04d}{day[4:]}"
        for event in source.record.events:
            if event.date is None or (first := first_day(event.date)) <= day:
                continue
            if event.status in ("held", "ongoing") or first > far:
                found.append(
                    Fault(
                        "event",
                        "day",
                        f"{event.name!r} in article {article.key} of {day} is told as "
                        f"{event.status} on {event.date}, which lies ahead; if it was read wrong, "
                        f"correct it: verbale correct",
                    )
                )
    return found
