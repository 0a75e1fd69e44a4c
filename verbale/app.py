"""The verbs, put together."""

from __future__ import annotations

import typer

from verbale import filling, looking, reviewing

app = typer.Typer(
    name="verbale",
    help="A knowledge graph of war diplomacy: who said what, who answered, and what became of "
    "what was agreed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command()(filling.ingest)
app.command()(filling.read)
app.command()(filling.refused)
app.command()(filling.retract)
app.command()(filling.rebuild)
app.command()(reviewing.review)
app.command()(reviewing.correct)
app.command()(looking.queries)
app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(looking.query)
app.command()(looking.export)
app.command()(filling.evaluate)
app.command()(looking.schema)
app.command()(looking.status)
app.command()(looking.serve)
