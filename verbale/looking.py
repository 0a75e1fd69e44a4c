"""The verbs that look at the graph: queries, query, export, schema, status, serve."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.options import Data, Form, KnowledgeFiles, Output, StoreUri, opened, settings_of


def queries(form: Form = "auto") -> None:
    """List the saved questions."""
    from queries.catalog import load_all
    from verbale import output

    output.rows(
        ["name", "question", "parameters"],
        [
            {
                "name": question.name,
                "question": question.question,
                "parameters": " ".join(
                    f"--{name.replace('_', '-')}{'' if parameter.is_required else '?'}"
                    for name, parameter in question.parameters.items()
                ),
            }
            for question in load_all().values()
        ],
        form,
        title="Saved questions: verbale query NAME --parameter value (? may be left out)",
    )


def query(context: typer.Context) -> None:
    """Ask a saved question; verbale query NAME --help tells its parameters.

    Example: verbale query statements/about --about "prisoner exchange" --since 2025-06-01
    """
    from verbale.asking import command

    command(context.args)


def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="jsonl, turtle, nquads or graphml.")
    ],
    output: Output = None,
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Write the whole graph. jsonl is canonical: the same articles give the same bytes."""
    from graph.errors import StoreError
    from verbale.exporting import FORMATS, write_export
    from verbale.output import NO_GRAPH

    if form not in FORMATS:
        raise typer.BadParameter(
            f"no export format named {form!r}; there are {', '.join(FORMATS)}",
            param_hint="FORMAT",
        )
    settings = settings_of(data=data, store=store)
    with opened(settings) as held:
        if held.state() is None:
            raise StoreError(NO_GRAPH.format(uri=settings.uri))
        graph = held.graph()
    write_export(graph, form, output)


def schema(form: Form = "auto") -> None:
    """Show the data model: node kinds, edge kinds, properties, vocabularies."""
    from graph.schema import load
    from verbale import output

    model = load()
    columns = ("kind", "what", "definition", "properties")
    rows = [
        *(
            (kind, "node", node.definition, sorted(node.properties))
            for kind, node in model.nodes.items()
        ),
        *(
            (
                kind,
                f"{' | '.join(edge.source)} → {' | '.join(edge.target)}",
                edge.definition,
                sorted(edge.properties),
            )
            for kind, edge in model.edges.items()
        ),
        *(
            (name, "vocabulary", vocabulary.definition, list(vocabulary.values))
            for name, vocabulary in model.vocabularies.items()
        ),
    ]
    output.rows(
        columns,
        [dict(zip(columns, row, strict=True)) for row in rows],
        form,
        title="The data model",
    )


def status(
    form: Form = "auto", data: Data = None, store: StoreUri = None, known: KnowledgeFiles = None
) -> None:
    """Show versions, engine, settings in force (secrets hidden) and counts."""
    from verbale import output
    from verbale.report import status_rows

    output.check(form)
    output.rows(
        ["what", "value"], status_rows(settings_of(data=data, store=store, knowledge=known)), form
    )


def serve(
    host: Annotated[
        str, typer.Option(help="The address to bind; other than loopback needs a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8000,
    data: Data = None,
    store: StoreUri = None,
) -> None:
    """Open the explorer: the page and its HTTP API."""
    from explorer.serve import serve as run
    from verbale import output

    settings = settings_of(data=data, store=store)
    with opened(settings) as held:
        run(
            held,
            host,
            port,
            settings.token,
            lambda address: output.say(f"the explorer is at {address} (stop it with Ctrl-C)"),
        )
