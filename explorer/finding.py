"""Names while they are typed: whose name, alias or one of its words begins like this?

What a name means once it is asked with is decided by `queries.names`; where nothing begins so, its
nearest names are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import NameProblem
from graph.schema import load
from graph.store import Store
from queries.names import fold, resolve


@dataclass(frozen=True, slots=True)
class Found:
    """A node that may be meant; `alias` is the other name that fits, where the name does not."""

    id: str
    kind: str
    name: str
    alias: str = ""

    def told(self) -> dict[str, str]:
        """As the page is told."""
        return {"id": self.id, "kind": self.kind, "name": self.name, "alias": self.alias}


class Finder:
    """Keeps the names of one state of the graph, and reads them anew when it has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of: str | None = None
        self._known: list[tuple[str, str, list[tuple[str, str]]]] = []

    def find(self, text: str, kinds: Sequence[str], limit: int) -> list[dict[str, Any]]:
        """At most `limit` nodes of these kinds that fit, the best first."""
        named = tuple(kind for kind in kinds if "name" in load().nodes[kind].properties)
        wanted = fold(text)
        if not wanted or not named:
            return []
        ranked: list[tuple[int, int, str, Found]] = []
        for key, kind, names in self._names():
            if kind not in named:
                continue
            rank, at = min((_rank(wanted, folded), at) for at, (_, folded) in enumerate(names))
            if rank < 9:
                name = names[0][0]
                found = Found(key, kind, name, names[at][0] if at else "")
                ranked.append((rank, len(name), key, found))
        ranked.sort(key=lambda one: one[:3])
        if ranked:
            return [found.told() for *_, found in ranked[:limit]]
        return [found.told() for found in self._near(text, named)[:limit]]

    def _near(self, text: str, kinds: Sequence[str]) -> list[Found]:
        try:
            meant = set(resolve(self._store, text, kinds, many=True))
        except NameProblem as problem:
            return [Found(key, kind, name) for name, kind, key, _ in problem.candidates]
        return [Found(key, kind, names[0][0]) for key, kind, names in self._names() if key in meant]

    def _names(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Id, kind and names of every node that has a name, each name with its folded form."""
        state = self._store.state()
        if state is None or state.rebuilding or state.fingerprint != self._of:
            known = []
            for kind, node in load().nodes.items():
                if "name" not in node.properties:
                    continue
                text = (
                    f"MATCH (node:{kind}) RETURN node.id, node.name, coalesce(node.aliases, []) "
                    f"ORDER BY node.id"
                )
                for key, name, aliases in self._store.read(text, {}).rows:
                    assert isinstance(aliases, list)
                    names = [str(one) for one in (name, *aliases)]
                    known.append((str(key), kind, [(one, fold(one)) for one in names]))
            self._known, self._of = known, state.fingerprint if state else None
        return self._known


def _rank(wanted: str, name: str) -> int:
    """How well a name fits: 0 whole, 1 begins so, 2 a word begins so, 3 all words do, 9 not."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    return 9
