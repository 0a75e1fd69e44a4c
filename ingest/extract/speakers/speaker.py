"""Who speaks, as far as it can be told."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: members of the cast, how well known, the title given, and where it is said."""

    index: int | None
    others: tuple[int, ...] = ()
    attribution: str = "unknown"
    office: str | None = None
    span: Span | None = None
    rule: str = ""  # a key of why.RULES


NOBODY = Speaker(None)
