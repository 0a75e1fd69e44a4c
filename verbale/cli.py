"""The command line: each verb reads settings, opens what it needs, calls, prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from graph.errors import NameProblem, VerbaleError

app = typer.Typer(
    name="verbale",
    help="A knowledge graph of war diplomacy: who said what, who answered, and what became of what was agreed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Data = Annotated[Optional[Path], typer.Option("--data", help="Folder of the record log and the embedded graph.")]
StoreUri = Annotated[Optional[str], typer.Option("--store", help="A folder, or a Bolt address such as bolt://localhost:7687.")]
Form = Annotated[str, typer.Option("--format", help="table, json, jsonl or csv; auto is a table on a terminal, JSON lines in a pipe.")]
Output = Annotated[Optional[Path], typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
Sources = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")]
ReaderName = Annotated[Optional[str], typer.Option("--reader", help="text, html, jsonl or csv; else by the file's name.")]
Outlet = Annotated[Optional[str], typer.Option("--outlet", help="The outlet of articles that do not tell it.")]
Published = Annotated[Optional[str], typer.Option("--published", help="The day of articles that do not tell it (2025-06-09).")]
Language = Annotated[Optional[str], typer.Option("--language", help="The language of articles that do not tell it (en).")]
Columns = Annotated[Optional[list[str]], typer.Option("--column", help="Which column holds what, such as text=body; may be repeated.")]
Workers = Annotated[Optional[int], typer.Option("--workers", min=1, max=64, help="Processes that read articles.")]


def main() -> None:
    """Run the command line; an expected failure is one clear line and exit code 1."""
    try:
        app()
    except NameProblem as problem:
        _fail(problem, problem.choices)
    except VerbaleError as error:
        _fail(error)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; what was reported as read is kept, the same command goes on from there\n")
        raise SystemExit(1) from None


def _fail(error: Exception, choices: tuple[str, ...] = ()) -> None:
    sys.stderr.write(f"verbale: {error}\n")
    for choice in choices:
        sys.stderr.write(f"    {choice}\n")
    raise SystemExit(1) from error


# ------------------------------------------------------------------ opening things


def _settings(**given: Any) -> Any:
    from verbale.settings import load_settings

    return load_settings(**given)


def _open_store(settings: Any) -> Any:
    from graph.store import open_store

    password = settings.password.get_secret_value() if settings.password else None
    return open_store(settings.uri, user=settings.user, password=password, database=settings.database)


def _options(reader: str | None, outlet: str | None, published: str | None, language: str | None, columns: list[str] | None) -> Any:
    from ingest.readers import Options, load_reader
    from ingest.readers.decode import iso_day

    if reader is not None:
        load_reader(reader)
    if published is not None and iso_day(published) is None:
        raise typer.BadParameter(f"{published!r} is no day; expected such as 2025-06-09", param_hint="--published")
    mapped: dict[str, str] = {}
    for item in columns or ():
        name, equals, column = item.partition("=")
        if not equals or not column:
            raise typer.BadParameter(f"{item!r}; expected NAME=COLUMN such as text=body", param_hint="--column")
        mapped[name] = column
    return Options(reader, outlet, language, published, mapped)


def _knowledge(settings: Any) -> Any:
    from ingest.knowledge import load

    return load(settings.knowledge)


# ------------------------------------------------------------------ reading


@app.command()
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
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite a store that holds another log's graph.")] = False,
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

    settings = _settings(data=data, store=store, workers=workers)
    options = _options(reader, outlet, published, language, column)
    _check_sources(sources, options)
    with Log(settings.log, write=True) as log:
        opened = _open_store(settings)
        try:
            with shown() as progress:
                report = pipeline.ingest(
                    read_sources(sources, options),
                    log,
                    opened,
                    _knowledge(settings),
                    workers=settings.workers,
                    replace=replace,
                    progress=progress,
                )
        finally:
            opened.close()
    print_report(report)
    if report.refused:
        raise typer.Exit(3)


def _check_sources(sources: list[str], options: Any) -> None:
    """Fail before any work where a source is not there at all."""
    from ingest.readers import files_of

    for source in sources:
        if source != "-":
            files_of(source, options)


@app.command()
def read(
    sources: Sources,
    reader: ReaderName = None,
    workers: Workers = None,
    outlet: Outlet = None,
    published: Published = None,
    language: Language = None,
    column: Columns = None,
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

    settings = _settings(workers=workers)
    options = _options(reader, outlet, published, language, column)
    _check_sources(sources, options)
    articles = []
    refused = 0
    for found in read_sources(sources, options):
        if isinstance(found, ArticleError):
            refused += 1
            output.say(f"refused ({found.reason}): {found}")
        else:
            articles.append(found)
    pairs = list(zip(articles, pipeline.read_articles(articles, settings.workers), strict=True))
    unique = {a.key: (a, r) for a, r in pairs}
    resolution = pipeline.resolution_of(pipeline.with_versions(list(unique.values())), _knowledge(settings))
    for line in system_output(resolution):
        output.text(json.dumps(line, ensure_ascii=False))
    if refused:
        raise typer.Exit(3)


@app.command()
def refused(form: Form = "auto", data: Data = None) -> None:
    """List the articles that could not be used, with reason, file and line."""
    from ingest.log import Log
    from verbale import output

    with Log(_settings(data=data).log) as log:
        kept = log.refusals()
    output.rows(
        ["reason", "place", "message", "arrived"],
        [{"reason": r.reason, "place": r.place, "message": r.message, "arrived": r.arrived} for r in kept],
        form,
        title=f"{len(kept)} refused",
    )


@app.command()
def retract(
    article: Annotated[str, typer.Argument(help="An article's key or id, its address, or the file it came from.")],
    erase: Annotated[bool, typer.Option("--erase", help="Delete its text and record too; a tombstone stays.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept in the log.")] = "",
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Take an article back: its facts go, those of others stay."""
    from graph.errors import LogError
    from ingest import pipeline
    from ingest.log import Log
    from verbale import output
    from verbale.progress import shown

    settings = _settings(data=data, store=store)
    with Log(settings.log, write=True) as log:
        keys = log.find(article)
        if not keys:
            raise LogError(f"no article {article!r} in {log.path}; give its key, its address or its file")
        if len(keys) > 1:
            raise LogError(f"{article!r} fits {len(keys)} articles: {', '.join(keys)}; give one of these keys")
        already = log.retracted()
        if keys[0] not in already or (erase and not already[keys[0]]):
            log.retract(keys[0], why, erase=erase)
        report = pipeline.Report()
        opened = _open_store(settings)
        try:
            with shown() as progress:
                pipeline.read_stale(log, report, workers=settings.workers, progress=progress)
                pipeline.refresh(log, opened, _knowledge(settings), report, progress=progress)
            if erase:
                opened.forget()
        finally:
            opened.close()
    output.say(f"article {keys[0]} is {'erased' if erase else 'retracted'}")


@app.command()
def rebuild(
    data: Data = None,
    store: StoreUri = None,
    workers: Workers = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite a store that holds another log's graph.")] = False,
) -> None:
    """Build the graph anew from the log, in this store or in another (--store URI)."""
    from ingest import pipeline
    from ingest.log import Log
    from verbale.progress import shown
    from verbale.report import print_report

    settings = _settings(data=data, store=store, workers=workers)
    report = pipeline.Report()
    if not settings.log.exists():
        Log(settings.log)
    with Log(settings.log, write=True) as log:
        opened = _open_store(settings)
        try:
            with shown() as progress:
                pipeline.read_stale(log, report, workers=settings.workers, progress=progress)
                pipeline.refresh(log, opened, _knowledge(settings), report, replace=replace, progress=progress)
        finally:
            opened.close()
    print_report(report)


# ------------------------------------------------------------------ asking


@app.command()
def queries(form: Form = "auto") -> None:
    """List the saved questions."""
    from queries.catalog import load_all
    from verbale import output

    output.rows(
        ["name", "question", "parameters"],
        [
            {
                "name": q.name,
                "question": q.question,
                "parameters": " ".join(f"--{n.replace('_', '-')}{'' if p.required else '?'}" for n, p in q.parameters.items()),
            }
            for q in load_all()
        ],
        form,
        title="Saved questions: verbale query NAME --parameter value (? may be left out)",
    )


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A saved question; verbale queries lists them.")],
    form: Form = "auto",
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Ask a saved question.

    Example: verbale query statements/about --about "prisoner exchange" --speakers Medinsky --since 2025-06-01
    """
    from verbale.asking import ask_and_print

    settings = _settings(data=data, store=store)
    opened = _open_store(settings)
    try:
        ask_and_print(opened, name, context.args, form, settings.timeout)
    finally:
        opened.close()


# ------------------------------------------------------------------ taking out


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, turtle, nquads or graphml.")],
    output: Output = None,
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Write the whole graph. jsonl is canonical: the same articles give the same bytes."""
    from verbale.exporting import FORMATS, write_export

    if form not in FORMATS:
        raise typer.BadParameter(f"no export format named {form!r}; there are {', '.join(FORMATS)}", param_hint="FORMAT")
    opened = _open_store(_settings(data=data, store=store))
    try:
        graph = opened.graph()
    finally:
        opened.close()
    write_export(graph, form, output)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of NAME.txt and NAME.json.")],
    output: Output = None,
    workers: Workers = None,
    form: Form = "auto",
) -> None:
    """Read a gold folder as one batch into a temporary graph and print the figures.

    Of each NAME.json the reader sees the day of publication and the outlet only.
    """
    from verbale.evaluating import evaluate_and_print

    settings = _settings(workers=workers)
    evaluate_and_print(gold, output, settings.workers, _knowledge(settings), form)


@app.command()
def schema(form: Form = "auto") -> None:
    """Show the data model: node kinds, edge kinds, properties, vocabularies."""
    from graph.schema import load
    from verbale import output

    model = load()
    rows = []
    for kind, node in model.nodes.items():
        rows.append({"kind": kind, "what": "node", "definition": node.definition, "properties": sorted(node.properties)})
    for kind, edge in model.edges.items():
        ends = f"{' | '.join(edge.source)} → {' | '.join(edge.target)}"
        rows.append({"kind": kind, "what": ends, "definition": edge.definition, "properties": sorted(edge.properties)})
    for name, vocabulary in model.vocabularies.items():
        rows.append({"kind": name, "what": "vocabulary", "definition": vocabulary.definition, "properties": list(vocabulary.values)})
    output.rows(["kind", "what", "definition", "properties"], rows, form, title="The data model")


@app.command()
def status(form: Form = "auto", data: Data = None, store: StoreUri = None) -> None:
    """Show versions, engine, settings in force (secrets hidden) and counts."""
    from verbale.report import status_rows
    from verbale import output

    settings = _settings(data=data, store=store)
    output.rows(["what", "value"], status_rows(settings, _open_store), form)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to bind; other than loopback needs a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Open the explorer: the page and its HTTP API."""
    from explorer.serve import serve as run
    from verbale import output

    settings = _settings(data=data, store=store)
    token = settings.token.get_secret_value() if settings.token else None
    opened = _open_store(settings)
    try:
        run(opened, host, port, token, lambda address: output.say(f"the explorer is at {address} (stop it with Ctrl-C)"))
    finally:
        opened.close()


if __name__ == "__main__":
    main()
