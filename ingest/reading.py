"""Articles are read here, in this process or in several, and none that fails ends the run.

A fault is a defect of the reader, not of the article: the article is kept, refused by name and
counted, and `verbale rebuild` tries it again.
"""

from __future__ import annotations

import gc
import logging
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.errors import ArticleError, VerbaleError
from ingest.article import Article
from ingest.records import Record

if TYPE_CHECKING:
    from ingest.extract.extractor import Extractor

REASON = "reader fault"
_GARBAGE = 1_000_000  # objects made and not freed, by which the collector of garbage runs
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


def read_all(articles: Sequence[Article], workers: int = 1) -> Iterator[Record | Fault]:
    """What comes of some articles, in their order, read in `workers` processes."""
    if not articles:
        return
    if workers <= 1 or len(articles) == 1:
        extractor = loaded()
        for article in articles:
            yield read(extractor, article)
        return
    size = max(1, min(16, len(articles) // (4 * workers)))
    with ProcessPoolExecutor(workers, mp_context=_processes()) as pool:
        try:
            yield from pool.map(_read_one, articles, chunksize=size)
        except BrokenProcessPool as error:
            raise VerbaleError(
                "a process that reads articles was ended from outside (is there enough memory?); "
                "what was read is kept, run the same command again with fewer --workers"
            ) from error


def loaded() -> Extractor:
    """An extractor for a process that reads many articles.

    What is loaded by now stays for good, so the collector of garbage is told to leave it alone:
    going through it again and again would cost a tenth of the reading. An article leaves next to
    nothing behind that it would find (`Doc.dissolve`), so it runs seldom.
    """
    from ingest.extract.extractor import Extractor

    extractor = Extractor()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    return extractor


def _processes() -> BaseContext:
    """Where processes can be forked: from a server that has loaded the extractor."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["ingest.worker"])
    return context


def _read_one(article: Article) -> Record | Fault:
    from ingest import worker  # loads the extractor: in a worker process only

    return worker.read(article)
