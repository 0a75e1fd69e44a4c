"""Officials without a name ("the Velmoran defence minister"), and who is seen in their office.

An official goes to the one cluster of names that is seen in the office around the day of the
article (`holders.AROUND`); where there is none or more than one, the official stays alone. Kept as
mentions come and go: only the officials of the days that a change can reach are looked at again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from dataclasses import dataclass

from ingest.resolve.days import day_number
from ingest.resolve.holders import AROUND, Title
from ingest.resolve.people import Signature
from ingest.resolve.register import NEVER, Order, Register

_FOREVER = day_number(NEVER)


@dataclass(frozen=True, slots=True)
class Official:
    """The signature of a person without a name: the offices, and the article's day (or NEVER)."""

    titles: frozenset[Title]
    day: str


class Officials:
    """The officials of all articles that stand, and the named signatures that hold offices."""

    def __init__(self, register: Register[Signature | Official]) -> None:
        self._register = register
        self._holders: dict[Title, set[Signature]] = {}
        self._by_day: dict[Title, dict[int, set[Official]]] = {}
        self._touched: dict[Official, None] = {}

    # ------------------------------------------------------------ officials

    def enter(self, official: Official) -> None:
        """Put an official in."""
        self._register.put(official, None)
        for title in official.titles:
            days = self._by_day.setdefault(title, {})
            days.setdefault(day_number(official.day), set()).add(official)
        self._touched[official] = None

    def leave(self, official: Official) -> None:
        """Take an official out."""
        number = day_number(official.day)
        for title in official.titles:
            days = self._by_day[title]
            days[number].discard(official)
            if not days[number]:
                del days[number]
        self._touched.pop(official, None)

    # ------------------------------------------------------------ holders

    def told(self, sign: Signature, order: Order) -> None:
        """A mention of a holder has come or gone: the officials whom it alone may reach."""
        if not sign.held:
            return
        day = order[0]
        if day == NEVER:
            self._touch(sign, 0, _FOREVER)
            return
        shelf = self._register.shelf(sign)
        at = bisect_left(shelf, order)
        after = at + (shelf[at : at + 1] == [order])
        others = [o[0] for o in (*shelf[max(0, at - 1) : at], *shelf[after : after + 1])]
        low, high = day_number(day) - AROUND, day_number(day) + AROUND
        for other in others:
            if other <= day:
                low = max(low, day_number(other) + AROUND + 1)
            if other >= day:
                high = min(high, day_number(other) - AROUND - 1)
        self._touch(sign, low, high)
        if not others:
            self._touch(sign, _FOREVER, _FOREVER)

    def hold(self, sign: Signature) -> None:
        """A signature that holds offices has come, or has another cluster."""
        for title in sign.held:
            self._holders.setdefault(title, set()).add(sign)
        shelf = self._register.shelf(sign)
        if sign.held and shelf:
            if shelf[-1][0] == NEVER:
                self._touch(sign, 0, _FOREVER)
            else:
                low, high = (day_number(shelf[k][0]) for k in (0, -1))
                self._touch(sign, low - AROUND, high + AROUND)
                self._touch(sign, _FOREVER, _FOREVER)

    def drop(self, sign: Signature) -> None:
        """A signature that holds offices has gone."""
        for title in sign.held:
            self._holders.get(title, set()).discard(sign)

    def _touch(self, sign: Signature, low: int, high: int) -> None:
        """Look again at the officials of an office from one day to another."""
        if low > high:
            return
        for title in sign.held:
            days = self._by_day.get(title, {})
            near = range(low, high + 1) if high - low < len(days) else list(days)
            for day in near:
                if low <= day <= high:
                    self._touched.update(dict.fromkeys(days.get(day, ())))

    # ------------------------------------------------------------ who holds

    def settle(self) -> None:
        """Give the touched officials to their holders."""
        for official in self._touched:
            self._register.put(official, self._holder(official))
        self._touched.clear()

    def _holder(self, official: Official) -> Hashable | None:
        holders = {
            holder
            for title in official.titles
            if (holder := self._of(title, official.day)) is not None
        }
        return holders.pop() if len(holders) == 1 else None

    def _of(self, title: Title, day: str) -> Hashable | None:
        """The one cluster that is seen in an office around a day."""
        tokens = {
            self._register.token(sign)
            for sign in self._holders.get(title, ())
            if self._is_around(sign, day)
        }
        return tokens.pop() if len(tokens) == 1 else None

    def _is_around(self, sign: Signature, day: str) -> bool:
        shelf = self._register.shelf(sign)
        if day == NEVER or shelf[-1][0] == NEVER:
            return True
        at = bisect_left(shelf, day, key=lambda order: order[0])
        number = day_number(day)
        return any(abs(day_number(o[0]) - number) <= AROUND for o in shelf[max(0, at - 1) : at + 1])
