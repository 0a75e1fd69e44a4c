"""Connected components of a changing set: what may join is joined, also over others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


class Components(Generic[S]):
    """The components of a set under a symmetric test, compared only inside shared blocks.

    The partition depends on the set alone. Adding compares the new member with its blocks; removing
    takes the member's component apart and puts the rest together again.
    """

    def __init__(
        self, blocks: Callable[[S], Iterable[Hashable]], joins: Callable[[S, S], bool]
    ) -> None:
        self._blocks_of = blocks
        self._joins = joins
        self._blocks: dict[Hashable, dict[S, None]] = {}
        self._number: dict[S, int] = {}
        self._next = 0
        self.members: dict[int, set[S]] = {}
        self.touched: set[int] = set()  # components made or changed since they were last taken

    def __contains__(self, member: S) -> bool:
        return member in self._number

    def of(self, member: S) -> int:
        """The number of a member's component; numbers mean nothing and change."""
        return self._number[member]

    def add(self, member: S) -> None:
        """Put a member in, which may make components one."""
        number = self._next
        self._next += 1
        self._number[member] = number
        self.members[number] = {member}
        self.touched.add(number)
        for block in dict.fromkeys(self._blocks_of(member)):
            others = self._blocks.setdefault(block, {})
            for other in others:
                if self._number[other] != self._number[member] and self._joins(member, other):
                    self._merge(self._number[other], self._number[member])
            others[member] = None

    def remove(self, member: S) -> None:
        """Take a member out, which may split its component."""
        number = self._number[member]
        rest = self.members.pop(number)
        self.touched.discard(number)
        for one in rest:
            for block in dict.fromkeys(self._blocks_of(one)):
                others = self._blocks[block]
                others.pop(one, None)
                if not others:
                    del self._blocks[block]
            del self._number[one]
        rest.discard(member)
        for one in rest:
            self.add(one)

    def _merge(self, first: int, second: int) -> None:
        small, large = sorted((first, second), key=lambda n: len(self.members[n]))
        moved = self.members.pop(small)
        self.touched.discard(small)
        self.members[large] |= moved
        self.touched.add(large)
        for member in moved:
            self._number[member] = large

    def take_touched(self) -> set[int]:
        """The components made or changed since the last call."""
        touched, self.touched = self.touched, set()
        return touched
