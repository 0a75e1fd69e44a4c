"""Reading that does not end with an article that the reader fails on.

A fault is a defect of the reader, not of the article: the article is kept, refused by name and
counted, and `verbale rebuild` tries it again.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import ArticleError
from ingest.article import Article
from ingest.records import Record

REASON = "reader fault"
_LOG = logging.getLogger(__name__)


class Reads(Protocol):
    """What reads an article: the extractor."""

    def extract(self, article: Article) -> Record:
        """Read one article."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What an extractor failed with: the exception's kind and words, where, and the whole trace.

    Plain text, so that it passes from a worker process as it is.
    """

    article: str
    source: str
    kind: str
    message: str
    place: str
    trace: str

    def refused(self, where: str = "") -> ArticleError:
        """The refusal of the article, which came from `where`; the trace goes to the log."""
        _LOG.debug("article %s: %s", self.article, self.trace)
        told = f"{self.kind}: {self.message}" if self.message else self.kind
        return ArticleError(
            REASON,
            f"the reader failed with {told} (in {self.place}); the article is kept as "
            f"{self.article}, and `verbale rebuild` tries it again",
            where or self.source or f"article {self.article}",
        )


def read(extractor: Reads, article: Article) -> Record | Fault:
    """An article's record, or what the extractor failed with."""
    try:
        return extractor.extract(article)
    except Exception as error:  # noqa: BLE001 (whatever it is, the next article is read)
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Fault(
            article.key,
            article.source,
            type(error).__name__,
            " ".join(str(error).split())[:200],
            f"{Path(last.filename).name}, line {last.lineno}, {last.name}",
            "".join(traceback.format_exception(error)),
        )
