"""Who is registered where: mentions by signature, signatures by cluster, clusters by id.

A signature is all that decides a join, so that work is done on distinct signatures and never on
mentions: the ten-thousandth article that names a person in a known way adds one line to a sorted
list. A cluster's id is the key of its earliest member, or a known id.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from ingest.records import Span
from ingest.resolve.items import Place

S = TypeVar("S", bound=Hashable)
Order = tuple[str, str, Span, int]  # day, article key, first mention, place in the record's list
NEVER = "9999-12-31"


class Register(Generic[S]):
    """Mentions with their signatures, and for each signature its cluster (a token) and id.

    `id_of` makes a cluster's id from its earliest member and its signatures. A signature without a
    cluster (`token` None) makes each of its mentions a thing of its own.
    """

    def __init__(self, id_of: Callable[[Order, Iterable[S]], str]) -> None:
        self._id_of = id_of
        self._shelves: dict[S, list[Order]] = {}
        self._sign_of: dict[Place, S] = {}
        self._token_of: dict[S, Hashable | None] = {}
        self._members: dict[Hashable, set[S]] = {}
        self._ids: dict[S, str] = {}
        self._unsure: set[S] = set()  # signatures whose earliest mention has changed
        self._stirred: set[Hashable] = set()  # clusters whose signatures have changed
        self._set_free: set[S] = set()  # signatures that have lost their cluster

    # ------------------------------------------------------------ mentions

    def add(self, order: Order, sign: S) -> bool:
        """Register a mention; whether its signature is new."""
        self._sign_of[order[1], order[3]] = sign
        shelf = self._shelves.get(sign)
        if shelf is None:
            self._shelves[sign] = [order]
            return True
        insort(shelf, order)
        if shelf[0] == order:
            self._unsure.add(sign)
        return False

    def remove(self, order: Order) -> S | None:
        """Take a mention out; its signature where that was the last one."""
        sign = self._sign_of.pop((order[1], order[3]))
        shelf = self._shelves[sign]
        at = bisect_left(shelf, order)
        del shelf[at]
        if not shelf:
            del self._shelves[sign]
            self._put(sign, None)
            self._token_of.pop(sign, None)
            self._ids.pop(sign, None)
            self._unsure.discard(sign)
            return sign
        if at == 0:
            self._unsure.add(sign)
        return None

    def signature(self, place: Place) -> S:
        """The signature of a mention."""
        return self._sign_of[place]

    def shelf(self, sign: S) -> list[Order]:
        """The mentions with a signature, earliest first."""
        return self._shelves.get(sign, [])

    # ------------------------------------------------------------ clusters

    def put(self, sign: S, token: Hashable | None) -> None:
        """Say which cluster a signature belongs to."""
        if sign not in self._token_of or self._token_of[sign] != token:
            self._put(sign, token)
            self._token_of[sign] = token

    def _put(self, sign: S, token: Hashable | None) -> None:
        old = self._token_of.get(sign)
        if old is not None:
            members = self._members[old]
            members.discard(sign)
            self._stirred.add(old)
            if not members:
                del self._members[old]
                self._stirred.discard(old)
        if token is None:
            self._set_free.add(sign)
        else:
            self._members.setdefault(token, set()).add(sign)
            self._stirred.add(token)

    def token(self, sign: S) -> Hashable | None:
        """The cluster of a signature."""
        return self._token_of.get(sign)

    def signatures(self, sign: S) -> Iterable[S]:
        """All signatures of one's cluster."""
        token = self._token_of.get(sign)
        return (sign,) if token is None else self._members[token]

    def cluster(self, place: Place) -> set[Place]:
        """The places of one's cluster; of what stands for itself, that place alone."""
        sign = self._sign_of.get(place)
        if sign is None or self._token_of.get(sign) is None:
            return {place}
        return {(o[1], o[3]) for s in self.signatures(sign) for o in self._shelves[s]}

    def settle(self) -> set[Place]:
        """Work ids out anew where that is needed; the places that have another id."""
        for sign in self._unsure:
            token = self._token_of.get(sign)
            if token is not None:
                self._stirred.add(token)
        changed: set[S] = set()
        for token in self._stirred:
            members = self._members.get(token, ())
            if not members:
                continue
            id = self._id_of(min(self._shelves[s][0] for s in members), members)
            for sign in members:
                if self._ids.get(sign) != id:
                    self._ids[sign] = id
                    changed.add(sign)
        for sign in self._set_free:
            if sign in self._ids and self._token_of.get(sign) is None:
                del self._ids[sign]
                changed.add(sign)
        self._unsure.clear()
        self._set_free.clear()
        self._stirred.clear()
        return {(key, k) for sign in changed for _, key, _, k in self._shelves[sign]}

    def id(self, place: Place) -> str | None:
        """The id of a mention's cluster; None where the mention stands for itself."""
        return self._ids.get(self._sign_of[place])
