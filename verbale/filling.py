"""The verbs that fill the graph: ingest, read, refused, retract, rebuild; and evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.options import (
    Columns,
    Data,
    Form,
    KnowledgeFiles,
    Language,
    Outlet,
    Output,
    Published,
    ReaderName,
    Replace,
    Sources,
    StoreUri,
    Workers,
    knowledge_of,
    opened,
    reading_options,
    settings_of,
)

if TYPE_CHECKING:
    from ingest.article import Article
    from ingest.readers import Options


def ingest(
    sources: Sources,
    reader: ReaderName = None,
    workers: Workers = None,
    outlet: Outlet = None,
    published: Published = None,
    language: Language = None,
    column: Columns = None,
    data: Data = None,
    store: StoreUri = None,
    replace: Replace = False,
    known: KnowledgeFiles = None,
) -> None:
    """Read articles into the log and the graph.

    Example: verbale ingest articles/ --outlet "Daily Herald". Exit code 3: done, but some articles
    were refused; verbale refused lists them.
    """
    from ingest import pipeline
    from ingest.log import Log
    from ingest.readers import read_sources
    from verbale.progress import shown
    from verbale.report import print_report

    settings = settings_of(data=data, store=store, workers=workers, knowledge=known)
    options = reading_options(reader, outlet, published, language, column)
    _check_sources(sources, options)
    knowledge = knowledge_of(settings)
    with opened(settings) as graph, Log(settings.log, write=True) as log, shown() as progress:
        report = pipeline.ingest(
            read_sources(sources, options),
            log,
            graph,
            knowledge,
            where=settings.uri,
            workers=settings.workers,
            replace=replace,
            progress=progress,
        )
    print_report(report)
    if report.refused:
        raise typer.Exit(3)


def read(
    sources: Sources,
    reader: ReaderName = None,
    workers: Workers = None,
    outlet: Outlet = None,
    published: Published = None,
    language: Language = None,
    column: Columns = None,
    known: KnowledgeFiles = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show the text with its statements, and why they are so."),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="With --explain: also what was proposed and rejected.")
    ] = False,
) -> None:
    """Read articles and print what was found as JSON lines; nothing is stored.

    Example: verbale read article.txt | python -m json.tool
    """
    import json

    from graph.errors import ArticleError
    from ingest import pipeline
    from ingest.readers import read_sources
    from ingest.system_output import system_output
    from verbale import output
    from verbale.report import print_faults

    if everything and not explain:
        raise typer.BadParameter("it goes with --explain only", param_hint="--all")
    settings = settings_of(workers=workers, knowledge=known)
    options = reading_options(reader, outlet, published, language, column)
    _check_sources(sources, options)
    knowledge = knowledge_of(settings)
    print_faults(knowledge.faults)
    articles: dict[str, Article] = {}
    refusals = 0
    for found in read_sources(sources, options):
        if isinstance(found, ArticleError):
            refusals += 1
            output.say(f"refused ({found.reason}): {found}")
        else:
            articles.setdefault(found.key, found)
    if explain:
        from verbale.explaining import print_explained

        print_explained(list(articles.values()), everything=everything)
        if refusals:
            raise typer.Exit(3)
        return
    records = pipeline.read_articles(list(articles.values()), settings.workers)
    pairs = []
    for article, record in zip(articles.values(), records, strict=True):
        if isinstance(record, ArticleError):
            refusals += 1
            output.say(f"refused ({record.reason}): {record}")
        else:
            pairs.append((article, record))
    resolution = pipeline.resolution_of(pipeline.with_versions(pairs), knowledge)
    for line in system_output(resolution):
        output.text(json.dumps(line, ensure_ascii=False))
    if refusals:
        raise typer.Exit(3)


def _check_sources(sources: list[str], options: Options) -> None:
    """Fail before any work where a source is not there at all."""
    from ingest.readers import files_of

    for source in sources:
        if source != "-":
            files_of(source, options)


def refused(form: Form = "auto", data: Data = None) -> None:
    """List the articles that could not be used, with reason, file and line."""
    from ingest.log import Log
    from verbale import output

    output.check(form)
    with Log(settings_of(data=data).log) as log:
        kept = log.refusals()
    output.rows(
        ["reason", "place", "message", "arrived"],
        [
            {"reason": r.reason, "place": r.place, "message": r.message, "arrived": r.arrived}
            for r in kept
        ],
        form,
        title=f"{len(kept)} refused",
    )


def retract(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="An article's key or id, its address, or the file it came from.",
        ),
    ],
    erase: Annotated[
        bool, typer.Option("--erase", help="Delete its text and record too; a tombstone stays.")
    ] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept in the log.")] = "",
    data: Data = None,
    store: StoreUri = None,
    known: KnowledgeFiles = None,
) -> None:
    """Take an article back: its facts go, those of others stay."""
    from ingest import pipeline
    from ingest.log import Log
    from verbale import output
    from verbale.progress import shown
    from verbale.report import print_faults

    settings = settings_of(data=data, store=store, knowledge=known)
    knowledge = knowledge_of(settings)
    Log(settings.log).close()  # there must be one; a writer would make it
    with opened(settings) as graph, Log(settings.log, write=True) as log, shown() as progress:
        key = log.find_one(article)
        already = log.retracted()
        if key not in already or erase:
            log.retract(key, why, erase=erase)
        report = pipeline.Report()
        pipeline.read_stale(log, report, workers=settings.workers, progress=progress)
        pipeline.refresh(log, graph, knowledge, report, progress=progress)
        if erase:
            graph.forget()
    print_faults(report.faults)
    output.say(f"article {key} is {'erased' if erase else 'retracted'}")


def rebuild(
    data: Data = None,
    store: StoreUri = None,
    workers: Workers = None,
    replace: Replace = False,
    known: KnowledgeFiles = None,
) -> None:
    """Build the graph anew from the log, in this store or in another (--store URI)."""
    from ingest import pipeline
    from ingest.log import Log
    from verbale.progress import shown
    from verbale.report import print_report

    settings = settings_of(data=data, store=store, workers=workers, knowledge=known)
    knowledge = knowledge_of(settings)
    report = pipeline.Report()
    Log(settings.log).close()  # there must be one; a writer would make it
    with opened(settings) as graph, Log(settings.log, write=True) as log, shown() as progress:
        pipeline.check_store(log, graph, settings.uri, replace=replace)
        pipeline.read_stale(log, report, workers=settings.workers, progress=progress)
        pipeline.refresh(log, graph, knowledge, report, replace=replace, progress=progress)
    print_report(report)
    if report.refused:
        raise typer.Exit(3)


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of NAME.txt and NAME.json.")
    ],
    output: Output = None,
    workers: Workers = None,
    form: Form = "auto",
    known: KnowledgeFiles = None,
) -> None:
    """Read a gold folder as one batch into a temporary graph and print the figures.

    Of each NAME.json the reader sees the day of publication and the outlet only.
    """
    from verbale.evaluating import evaluate_and_print

    settings = settings_of(workers=workers, knowledge=known)
    evaluate_and_print(gold, output, settings.workers, knowledge_of(settings), form)
