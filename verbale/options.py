"""Options that several verbs share, and what they open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from graph.store import Store
    from ingest.knowledge import Knowledge
    from ingest.readers import Options
    from verbale.settings import Settings

# Typer reads these at run time, so they are written as it wants them.
Data = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--data", help="Folder of the record log and the embedded graph."),
]
StoreUri = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--store", help="A folder, or a Bolt address such as bolt://localhost:7687."),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        help="table, json, jsonl or csv; auto is a table on a terminal, JSON lines in a pipe.",
    ),
]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", "-o", help="Write to this file instead of standard output."),
]
Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Files, folders, or - for standard input."),
]
ReaderName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--reader", help="text, html, jsonl or csv; else by the file's name."),
]
Outlet = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--outlet", help="The outlet of articles that do not tell it."),
]
Published = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--published", help="The day of articles that do not tell it (2025-06-09)."),
]
Language = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--language",
        help="The language of articles that do not tell it: two letters of ISO 639-1, such as en.",
    ),
]
Columns = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--column", help="Which column holds what, such as text=body; may be repeated."),
]
Workers = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--workers", min=1, max=64, help="Processes that read articles."),
]
KnowledgeFiles = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option("--knowledge", help="Your own knowledge file (TOML or CSV); may be repeated."),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Overwrite a store that holds another log's graph.")
]


def settings_of(**given: object) -> Settings:
    """The settings in force with these arguments; an empty list was left out."""
    from verbale.settings import load_settings

    settings = load_settings(**{name: value for name, value in given.items() if value != []})
    if settings.log_level != "warning":
        import logging

        logging.basicConfig(level=settings.log_level.upper(), format="%(name)s: %(message)s")
    return settings


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store of these settings, closed at the end of the block."""
    from graph.store import open_store

    store = open_store(
        settings.uri,
        user=settings.user,
        password=settings.password,
        database=settings.database,
    )
    try:
        yield store
    finally:
        store.close()


def knowledge_of(settings: Settings) -> Knowledge:
    """What is known beforehand, with the user's own files."""
    from ingest.user_knowledge import load

    return load(settings.knowledge)


def reading_options(
    reader: str | None,
    outlet: str | None,
    published: str | None,
    language: str | None,
    columns: list[str] | None,
) -> Options:
    """What the user says of all articles of a run. Raises typer.BadParameter."""
    from ingest.readers import FIELDS, READERS, Options
    from ingest.readers.decode import iso_day
    from verbale.languages import CODES

    if reader is not None and reader not in READERS:
        raise typer.BadParameter(
            f"no reader named {reader!r}; there are {', '.join(sorted(READERS))}",
            param_hint="--reader",
        )
    day = iso_day(published)
    if published is not None and day is None:
        raise typer.BadParameter(
            f"{published!r} is no day; expected such as 2025-06-09", param_hint="--published"
        )
    if language is not None and language not in CODES:
        raise typer.BadParameter(
            f"{language!r} is no language code; expected two letters of ISO 639-1, "
            f"such as en, uk or ru",
            param_hint="--language",
        )
    mapped: dict[str, str] = {}
    for item in columns or ():
        name, equals, column = item.partition("=")
        if not equals or not column or name not in FIELDS:
            raise typer.BadParameter(
                f"{item!r}; expected NAME=COLUMN such as text=body, "
                f"with NAME one of {', '.join(FIELDS)}",
                param_hint="--column",
            )
        mapped[name] = column
    return Options(reader=reader, outlet=outlet, language=language, published=day, columns=mapped)
