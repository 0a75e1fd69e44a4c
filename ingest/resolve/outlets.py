"""The institution that each article's outlet is: a known body by name, else one that articles tell
of under that name, else one made from the name.
"""

from __future__ import annotations

from collections.abc import Callable

from ingest.extract.forms import slug
from ingest.knowledge import Knowledge
from ingest.resolve.items import Place, Source


class Outlets:
    """Outlets by article, kept as articles come and go."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.of: dict[str, str] = {}  # article key -> institution id
        self._known: dict[str, str] = {}
        for body in knowledge.bodies:
            if body.kind == "media":
                for name in (body.name, body.id, *body.aliases):
                    self._known.setdefault(slug(name), body.id)
        self._told: dict[str, set[Place]] = {}  # media that articles tell of, by name
        self._articles: dict[str, set[str]] = {}
        self._ids: dict[str, str] = {}
        self._new: dict[str, set[str]] = {}  # articles that have no outlet yet, by its name
        self._touched: set[str] = set()

    def add(self, source: Source) -> None:
        """Put an article in."""
        for name, place in _media(source):
            self._told.setdefault(name, set()).add(place)
            self._touched.add(name)
        name = slug(source.article.outlet or "")
        if name:
            self._articles.setdefault(name, set()).add(source.article.key)
            self._new.setdefault(name, set()).add(source.article.key)
            self._touched.add(name)

    def remove(self, source: Source) -> None:
        """Take an article out."""
        for name, place in _media(source):
            self._told[name].discard(place)
            self._touched.add(name)
        name = slug(source.article.outlet or "")
        if name:
            self._articles[name].discard(source.article.key)
            self.of.pop(source.article.key, None)

    def touch(self, source: Source, k: int) -> None:
        """Note that an entity is another node now."""
        entity = source.record.entities[k]
        if entity.kind == "media":
            self._touched.add(slug(entity.name))

    def settle(self, id_of: Callable[[Place], str]) -> set[str]:
        """The articles whose outlet is another institution now."""
        stirred: set[str] = set()
        for told in self._touched:
            for name in {told, told.removeprefix("the-")}:
                if self._articles.get(name):
                    id = self._id(name, id_of)
                    changed = self._new.get(name, set())
                    if self._ids.get(name) != id:
                        self._ids[name] = id
                        changed = self._articles[name]
                    for key in changed & self._articles[name]:
                        self.of[key] = id
                        stirred.add(key)
        self._touched.clear()
        self._new.clear()
        return stirred

    def _id(self, name: str, id_of: Callable[[Place], str]) -> str:
        for form in (name, f"the-{name}"):
            if form in self._known:
                return self._known[form]
            if self._told.get(form):
                return min(id_of(place) for place in self._told[form])
        return f"outlet/{name}"


def _media(source: Source) -> list[tuple[str, Place]]:
    return [
        (slug(entity.name), (source.article.key, k))
        for k, entity in enumerate(source.record.entities)
        if entity.type == "Institution" and entity.kind == "media" and slug(entity.name)
    ]
