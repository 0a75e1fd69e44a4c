"""Tables: one article a row, columns named in the first row and mapped as for JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from graph.errors import ArticleError
from ingest.readers import ARTICLE_LIMIT, Found, Options
from ingest.readers.decode import decode
from ingest.readers.jsonl import from_fields


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The articles of a CSV or TSV file; without a text column the whole file is refused."""
    try:
        text = decode(data, where)
    except ArticleError as error:
        yield error
        return
    csv.field_size_limit(ARTICLE_LIMIT * 4)
    first = text.partition("\n")[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ";" if first.count(";") > first.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = rows.fieldnames or []
        wanted = options.columns.get("text")
        if wanted is not None and wanted not in names or wanted is None and not {"text", "body", "content"} & set(names):
            yield ArticleError("malformed", f"no column {wanted or 'text'!r}; there are {', '.join(names) or 'none'}; name it with --column text=NAME", where)
            return
        for row in rows:
            yield from_fields({k: v for k, v in row.items() if k is not None}, f"{where} line {rows.line_num}", options)
    except csv.Error as error:
        yield ArticleError("malformed", f"the table is broken: {error}", f"{where} line {rows.line_num}")
