"""What people gave that could not be used: named and counted, and the build goes on without it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that could not be used.

    `what` is knowledge, judgement, correction, article or event; `reason` a fixed word for
    counting; `message` says what, where, and what becomes of it; `numbers` are those of the
    decisions that it is about.
    """

    what: str
    reason: str
    message: str
    numbers: tuple[int, ...] = ()
