"""The article: what the readers give and the extractor sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.ids import article_key, digest


@dataclass(frozen=True)
class Article:
    """One news article. Offsets everywhere are Unicode code points into `text`.

    `published` and `modified` are ISO days. `source` tells where it came from (a file and, where
    there is one, a line); it lives in the log only and is no part of the key.
    """

    text: str
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    title: str | None = None
    address: str | None = None
    modified: str | None = None
    archived: str | None = None
    rights: str | None = None
    source: str = ""

    @cached_property
    def key(self) -> str:
        """The hash of everything that the extractor sees."""
        return article_key(
            self.text, self.published, self.outlet, self.language, self.title, self.address
        )

    @cached_property
    def text_digest(self) -> str:
        """The hash of the text alone; the same wire text in two outlets shares it."""
        return digest(self.text)
