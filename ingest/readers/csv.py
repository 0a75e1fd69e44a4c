"""Tables: one article a row, columns named in the first row and mapped as for JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from graph.errors import ArticleError
from ingest.readers import ARTICLE_LIMIT, Found, Options
from ingest.readers.decode import decode
from ingest.readers.jsonl import from_fields, usual

_TOO_MANY = "more cells"  # what csv.DictReader calls the cells that no column names


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The articles of a CSV or TSV file; without a needed column the whole file is refused."""
    try:
        text = decode(data, where)
    except ArticleError as error:
        yield error
        return
    csv.field_size_limit(ARTICLE_LIMIT * 4)
    delimiter = _delimiter(text.partition("\n")[0])
    table = io.StringIO(text, newline="")
    rows = csv.DictReader(table, delimiter=delimiter, strict=True, restkey=_TOO_MANY)
    try:
        names = rows.fieldnames or []
        if problem := _missing(names, options):
            there = ", ".join(names) or "none"
            yield ArticleError("malformed", f"{problem}; there are {there}", where)
            return
        for row in rows:
            place = f"{where} line {rows.line_num}"
            if _TOO_MANY in row:
                yield ArticleError(
                    "malformed",
                    f"the row has more than {len(names)} cells; is a text with {delimiter!r} "
                    f"in it without quotation marks?",
                    place,
                )
            else:
                yield from_fields(row, place, options)
    except csv.Error as error:
        place = f"{where} line {rows.line_num}"
        yield ArticleError("malformed", f"the table is broken from here on: {error}", place)


def _delimiter(first: str) -> str:
    return max(",\t;", key=first.count)


def _missing(names: Sequence[str], options: Options) -> str | None:
    """What column is not there, and what to do."""
    for name, column in options.columns.items():
        if column not in names:
            return f"no column {column!r} for {name}"
    if "text" not in options.columns and not set(usual("text")) & set(names):
        return "no column 'text'; name the one with --column text=NAME"
    return None
