"""The data flow, on one page.

    readers ─► Article ─► extract ─► Record ─► log ─► resolve ─► Graph ─► store

Articles are kept first, then read (in worker processes where asked), each record kept as it comes;
then the graph of all records is made anew and the store is brought to it. A process killed at any
moment is run again with the same command and goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import ArticleError
from graph.ids import digest
from graph.schema import load as load_schema
from graph.store import State, Store, Written
from graph.store.reading import check_owner
from ingest import reading
from ingest.article import Article
from ingest.decisions import Kept
from ingest.doubts import doubtful_days
from ingest.extract.version import extractor_version
from ingest.faults import Fault
from ingest.knowledge import Knowledge
from ingest.log import Log
from ingest.readers import Found
from ingest.records import Record
from ingest.resolve.decided import apply, digest_of
from ingest.resolve.graph_builder import build
from ingest.resolve.items import Source, superseded_on
from ingest.resolve.resolution import Resolution
from ingest.resolve.resolver import resolve

Progress = Callable[[str, int, int], None]  # stage, done, of how many
_BATCH = 64


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass
class Report:
    """What a run did."""

    found: int = 0
    new: int = 0
    known: int = 0
    undated: int = 0
    unread: int = 0
    taken_back: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[ArticleError] = field(default_factory=list)
    records: int = 0
    written: Written | None = None
    nodes: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)
    decisions: int = 0
    faults: tuple[Fault, ...] = ()


def ingest(
    found: Iterable[Found],
    log: Log,
    store: Store,
    knowledge: Knowledge,
    *,
    where: str = "",
    workers: int = 1,
    replace: bool = False,
    progress: Progress = silent,
) -> Report:
    """Read articles into the log and bring the store to the graph of all that the log holds.

    `where` is the store's address, for messages.
    """
    report = Report()
    check_store(log, store, where, replace=replace)
    keep(found, log, report, progress)
    read_stale(log, report, workers=workers, progress=progress)
    refresh(log, store, knowledge, report, replace=replace, progress=progress)
    return report


def check_store(log: Log, store: Store, where: str, *, replace: bool = False) -> None:
    """Find out before hours of reading that the store is away or is another log's. StoreError."""
    check_owner(where, store.state(), State(log.identity, ""), replace=replace)


def keep(found: Iterable[Found], log: Log, report: Report, progress: Progress = silent) -> None:
    """Keep articles in the log, and refusals with their reasons."""
    taken_back = log.retracted()
    batch: list[Article] = []
    refused: list[ArticleError] = []

    def flush() -> None:
        new = log.add_articles(batch)
        log.refuse(refused)
        report.new += new
        report.known += len(batch) - new
        batch.clear()
        refused.clear()

    for item in found:
        report.found += 1
        if isinstance(item, ArticleError):
            report.refused[item.reason] += 1
            report.refusals.append(item)
            refused.append(item)
        else:
            report.undated += item.published is None
            report.taken_back += item.key in taken_back
            batch.append(item)
        if len(batch) + len(refused) >= _BATCH:
            flush()
        progress("articles", report.found, 0)
    flush()


def read_stale(log: Log, report: Report, *, workers: int = 1, progress: Progress = silent) -> None:
    """Read the articles that have no record by this version of the extractor.

    One that the reader fails on is refused and counted, and has no record until it is read.
    """
    stale = log.unread(extractor_version())
    for done, record in enumerate(reading.read_all(stale, workers), start=1):
        if isinstance(record, reading.Fault):
            error = record.refused(next(iter(log.sources(record.article)), ""))
            report.refused[error.reason] += 1
            report.refusals.append(error)
            log.refuse([error])
        else:
            log.add_records([record])
            report.records += 1
            report.unread += not record.is_read
        progress("reading", done, len(stale))


def read_articles(articles: Sequence[Article], workers: int = 1) -> Iterator[Record | ArticleError]:
    """The records of some articles, in their order, read in `workers` processes.

    In place of a record stands the refusal of an article that the reader failed on.
    """
    for read in reading.read_all(articles, workers):
        yield read.refused() if isinstance(read, reading.Fault) else read


def refresh(
    log: Log,
    store: Store,
    knowledge: Knowledge,
    report: Report,
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> None:
    """Bring the store to the graph of all that the log holds."""
    progress("joining", 0, 0)
    sources = sources_of(log)
    kept = log.decisions()
    resolution = resolution_of(sources, knowledge, kept)
    graph = build(resolution, load_schema())
    report.decisions = len(kept)
    report.faults = (
        *knowledge.faults,
        *resolution.decided.faults,
        *doubtful_days(resolution.items.sources.values()),
    )
    report.nodes = Counter(node.kind for node in graph.nodes.values())
    report.edges = Counter(edge.kind for edge in graph.edges.values())
    progress("writing", 0, 0)
    report.written = store.load(
        graph, State(log.identity, fingerprint(sources, knowledge, kept)), replace=replace
    )


def faults_of(log: Log, knowledge: Knowledge) -> list[Fault]:
    """What in knowledge files and decisions could not be used, as a run names it."""
    kept = log.decisions()
    _, decided = apply(sources_of(log) if kept else (), kept)
    return [*knowledge.faults, *decided.faults]


def sources_of(log: Log) -> list[Source]:
    """The articles that stand, with their records and what superseded them."""
    articles = list(log.articles())
    records = log.records(extractor_version())
    return with_versions([(a, records[a.key]) for a in articles if a.key in records])


def with_versions(pairs: Sequence[tuple[Article, Record]]) -> list[Source]:
    """Mark articles that a later version of the same address supersedes, from its own day on."""
    versions: dict[str, list[Article]] = {}
    for article, _ in pairs:
        if article.address:
            versions.setdefault(article.address, []).append(article)
    superseded: dict[str, str] = {}
    for same in versions.values():
        superseded |= superseded_on(same)
    return [Source(a, r, superseded.get(a.key)) for a, r in pairs]


def resolution_of(
    sources: Sequence[Source], knowledge: Knowledge, kept: Sequence[Kept] = ()
) -> Resolution:
    """Join what the articles say, as corrected and judged by people (`kept`, of the log)."""
    right, decided = apply(sources, kept)
    return resolve(right, knowledge, decided)


def fingerprint(sources: Sequence[Source], knowledge: Knowledge, kept: Sequence[Kept] = ()) -> str:
    """What decides the graph: the set of articles, the extractor, the knowledge files, and what
    people decided.
    """
    keys = sorted(f"{s.article.key} {s.superseded_on or ''}" for s in sources)
    return digest(extractor_version(), knowledge.digest, digest_of(kept), *keys)[:16]
