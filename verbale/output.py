"""How answers are printed: a table for a person, JSON for a pipe. The one place that prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import VerbaleError

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("auto", "table", "json", "jsonl", "csv")
NO_GRAPH = (
    "store {uri}: there is no graph yet; read articles first (verbale ingest SOURCE…), "
    "or name another with --data or --store"
)

Line = tuple[str, str]  # its text, and its style: "bold", "dim" or none

_WIDE = frozenset({"definition", "message", "question"})
_NARROW = 22  # a column that is not for reading, where room is short
_BROKEN = 36  # a word that is longer may be broken
_PIPED = 120  # columns where no terminal says how many it has
# What a terminal would take as an order: control characters, but for tab and line end.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10)}


class Usage(VerbaleError):
    """The command line was used wrongly; exit code 2."""


def check(form: str) -> str:
    """A format's name, as it is. Raises Usage where there is none of this name."""
    if form not in FORMATS:
        raise Usage(f"--format {form!r}: there is no such format; use {', '.join(FORMATS)}")
    return form


def chosen(form: str) -> str:
    """The format in force: a table on a terminal, JSON lines into a pipe."""
    return check(form) if form != "auto" else "table" if sys.stdout.isatty() else "jsonl"


def rows(
    columns: Sequence[str],
    data: Iterable[Mapping[str, Any]],
    form: str,
    title: str | None = None,
    wide: Sequence[str] = (),
) -> None:
    """Print rows to standard output; in a table the columns `wide` get the room that is left."""
    form = chosen(form)
    kept = list(data)
    if form == "table":
        _table(columns, kept, title, {*_WIDE, *wide})
    elif form == "json":
        text(json.dumps(kept, ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in kept:
            writer.writerow([cell(row.get(c)) for c in columns])
    else:
        for row in kept:
            text(json.dumps(row, ensure_ascii=False, default=str))


def width() -> int:
    """How many columns there are: what COLUMNS says, else the terminal, else room for a table."""
    import shutil

    return max(shutil.get_terminal_size((_PIPED, 24)).columns, 40)


def lines(told: Iterable[Line]) -> None:
    """Print lines as they are, on a terminal in their style."""
    from rich.text import Text

    console = _console()
    for line, style in told:
        console.print(Text(harmless(line), style=style), soft_wrap=True)


def pieces(told: Iterable[Line]) -> None:
    """Print pieces of one text, one after the other, on a terminal in their style."""
    from rich.text import Text

    whole = Text()
    for piece, style in told:
        whole.append(harmless(piece), style=style)
    _console().print(whole, soft_wrap=not sys.stdout.isatty(), highlight=False)


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, width=width())


def cell(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(cell(v) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def harmless(line: str) -> str:
    """Text without the control characters by which an article could order a terminal about."""
    return line.translate(_CONTROLS)


def _table(
    columns: Sequence[str],
    data: Sequence[Mapping[str, Any]],
    title: str | None,
    wide: Collection[str],
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    columns = [c for c in columns if not data or any(cell(row.get(c)) for row in data)]
    cells = [[harmless(cell(row.get(c))) for c in columns] for row in data]
    heads = [column.replace("_", " ") for column in columns]
    table = Table(
        title=Text(title, style="bold") if title else None,
        box=SIMPLE_HEAD,
        title_justify="left",
        pad_edge=False,
    )
    for head, width in zip(heads, _widths(columns, [heads, *cells], wide), strict=True):
        table.add_column(head, overflow="fold", width=width)
    for one in cells:
        table.add_row(*map(Text, one))
    _console().print(table)


def _widths(
    columns: Sequence[str], cells: Sequence[Sequence[str]], wide: Collection[str]
) -> list[int]:
    """How wide each column is: as its longest cell where there is room for all.

    Else the columns that are not `wide` are cut to `_NARROW`, then those with most to give, and
    only then are words broken.
    """
    room = width() - 2 - 3 * (len(columns) - 1)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    least = [
        max(len(word) for told in column for word in told.replace("\n", " ").split(" "))
        for column in zip(*cells, strict=True)
    ]
    if sum(widths) > room:
        for at, name in enumerate(columns):
            if name not in wide:
                widths[at] = min(widths[at], max(_NARROW, min(least[at], 2 * _NARROW)))
    while sum(widths) > room and max(widths) > 1:
        spare = [have - min(need, _BROKEN) for have, need in zip(widths, least, strict=True)]
        by = spare if max(spare) > 0 else widths
        widths[by.index(max(by))] -= 1
    return [max(one, 1) for one in widths]


def text(line: str) -> None:
    """Print one line to standard output."""
    sys.stdout.write(line + "\n")


def say(line: str) -> None:
    """Tell the person something: to standard error, so that data stays clean."""
    sys.stderr.write(harmless(line) + "\n")
