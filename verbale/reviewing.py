"""The verbs by which people decide: review (what is one) and correct (what was read wrong)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from verbale.options import Data, Form, KnowledgeFiles, StoreUri, settings_of

Who = Annotated[str, typer.Option("--who", help="Who decides; kept in the log only.")]
Why = Annotated[str, typer.Option("--why", help="The reason; kept in the log only.")]


def review(
    show: Annotated[
        bool, typer.Option("--list", help="List judgements and corrections with their numbers.")
    ] = False,
    undo: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option("--undo", help="Take the decision of this number back; may be repeated."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="Write the joins to this file (TOML or .jsonl)."),
    ] = None,
    apply: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--apply", help="Take the decisions of this file (TOML or .jsonl)."),
    ] = None,
    kind: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--kind", help="Only this kind, such as Person or Event."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many joins.")] = 50,
    who: Who = "",
    why: Why = "",
    form: Form = "auto",
    data: Data = None,
    store: StoreUri = None,
    known: KnowledgeFiles = None,
) -> None:
    """Decide unsure joins: asked one by one, or as a file with --output and --apply.

    Decisions are kept in the log, named by article and quotation, and win over the machine.
    Example: verbale review --output joins.toml; edit it; verbale review --apply joins.toml
    """
    from ingest.decisions import KINDS
    from verbale import deciding

    settings = settings_of(data=data, store=store, knowledge=known)
    ways = [show, bool(undo), output is not None, apply is not None]
    if sum(ways) > 1:
        raise typer.BadParameter("give one of --list, --undo, --output and --apply")
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(
            f"no kind {kind!r}; there are {', '.join(KINDS)}", param_hint="--kind"
        )
    if show:
        deciding.list_all(settings, form)
    elif undo:
        deciding.undo(settings, undo, who, why)
    elif apply is not None:
        if deciding.apply_file(settings, apply, who, why):
            raise typer.Exit(3)
    elif output is not None:
        deciding.write_file(settings, output, kind, limit)
    else:
        deciding.ask_all(settings, kind, limit, who, why)


def correct(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its key or id, its address, or its file.")
    ],
    quote: Annotated[
        str, typer.Argument(metavar="QUOTE", help="Words of what was read wrong, as they stand.")
    ],
    thing: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--as", help="What it was read as: Statement, Event or Agreement."),
    ] = None,
    speaker: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--speaker", help="The right speaker's words in the article, or none."),
    ] = None,
    date: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--date", help="The right date, such as 2031-03, or none."),
    ] = None,
    kind: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--kind", help="The right kind of an event or agreement."),
    ] = None,
    status: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--status", help="The right status of an event or agreement."),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="It is no statement, event or agreement at all.")
    ] = False,
    occurrence: Annotated[
        int, typer.Option(min=0, help="Which occurrence of the words, from 1.")
    ] = 0,
    speaker_occurrence: Annotated[
        int, typer.Option(min=0, help="Which occurrence of the speaker's words, from 1.")
    ] = 0,
    speaker_is: Annotated[
        str, typer.Option(help="Person or Institution, where nobody was read at those words.")
    ] = "",
    who: Who = "",
    why: Why = "",
    data: Data = None,
    store: StoreUri = None,
    known: KnowledgeFiles = None,
) -> None:
    """Correct a reading: its speaker, date, kind or status, or take it out.

    Example: verbale correct article.txt "Nothing was signed" --speaker "Mira Kell"
    """
    from verbale import deciding

    given = {"speaker": speaker, "date": date, "kind": kind, "status": status}
    fields = {name: value for name, value in given.items() if value is not None}
    if remove:
        fields["reading"] = "none"
    if len(fields) != 1:
        raise typer.BadParameter("give one of --speaker, --date, --kind, --status and --remove")
    ((field, value),) = fields.items()
    deciding.correct(
        settings_of(data=data, store=store, knowledge=known),
        deciding.Wish(article, quote, occurrence, thing, field, value),
        (speaker_occurrence, speaker_is) if speaker is not None else (0, ""),
        who,
        why,
    )
