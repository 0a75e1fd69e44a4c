"""How answers are printed: a table for a person, JSON for a pipe. The one place that prints."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

Format = Literal["auto", "table", "json", "jsonl", "csv"]


def chosen(form: str) -> str:
    """The format in force: a table on a terminal, JSON lines into a pipe."""
    return form if form != "auto" else "table" if sys.stdout.isatty() else "jsonl"


def rows(columns: Sequence[str], data: Iterable[Mapping[str, Any]], form: str, title: str | None = None) -> None:
    """Print rows to standard output."""
    form = chosen(form)
    kept = list(data)
    if form == "table":
        _table(columns, kept, title)
    elif form == "json":
        text(json.dumps(kept, ensure_ascii=False, indent=1, default=str))
    elif form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        for row in kept:
            writer.writerow([_cell(row.get(c)) for c in columns])
        text(out.getvalue().rstrip("\n"))
    else:
        for row in kept:
            text(json.dumps(row, ensure_ascii=False, default=str))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(v) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _table(columns: Sequence[str], data: Sequence[Mapping[str, Any]], title: str | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        wide = column in ("words", "sentence", "text", "definition", "message", "question", "name", "answer", "statement_words")
        table.add_column(column.replace("_", " "), overflow="fold", ratio=4 if wide else None, max_width=None if wide else 28)
    for row in data:
        table.add_row(*(Text(_cell(row.get(c))) for c in columns))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def text(line: str) -> None:
    """Print one line to standard output."""
    sys.stdout.write(line + "\n")


def say(line: str) -> None:
    """Tell the person something: to standard error, so that data stays clean."""
    sys.stderr.write(line + "\n")
