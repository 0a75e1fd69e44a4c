"""JSON lines: one object a line, its fields named as an article's or mapped to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import ArticleError
from ingest.article import Article
from ingest.readers import FIELDS, Found, Options
from ingest.readers.decode import day_told, decode

_DAYS = ("published", "modified")
_USUAL = {
    "text": ("text", "body", "content"),
    "published": ("published", "date", "published_on", "published_at"),
    "modified": ("modified", "updated"),
    "outlet": ("outlet", "source", "publisher", "site"),
    "address": ("address", "url", "link"),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
}


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The articles of a file of JSON lines; a bad line is refused by its number."""
    try:
        text = decode(data, where)
    except ArticleError as error:
        yield error
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _article(line, f"{where} line {number}", options)


def _article(line: str, where: str, options: Options) -> Found:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ArticleError("malformed", f"no valid JSON: {error}", where)
    if not isinstance(fields, dict):
        return ArticleError(
            "malformed", f'expected an object such as {{"text": "…"}}, got {line[:40]!r}', where
        )
    return from_fields(fields, where, options)


def usual(name: str) -> tuple[str, ...]:
    """The columns in which a field is looked for where none is named."""
    return _USUAL.get(name, (name,))


def from_fields(fields: Mapping[str, Any], where: str, options: Options) -> Found:
    """An article from named fields; a field's column may be given, else the usual names are tried.

    A column is a name, or a path into objects: `outlet=source.name`.
    """
    try:
        text = _value(fields, "text", options)
        if text is None or not text.strip():
            wanted = options.columns.get("text") or " or ".join(usual("text"))
            there = ", ".join(map(str, fields)) or "none"
            raise ValueError(f"no text: the field {wanted} is missing or empty; there are {there}")
        values = {name: _value(fields, name, options) for name in FIELDS}
    except ValueError as error:
        return ArticleError("malformed", str(error), where)
    try:
        for name in _DAYS:
            values[name] = day_told(values[name], name, where)
    except ArticleError as error:
        return error
    values["text"] = text.replace("\r\n", "\n").replace("\r", "\n")
    return Article(source=where, **values)  # type: ignore[arg-type]


def _value(fields: Mapping[str, Any], name: str, options: Options) -> str | None:
    """A field as text; None where it is missing or empty. ValueError where it is no text."""
    column = options.columns.get(name)
    columns = (column,) if column is not None else usual(name)
    found = next((value for c in columns if (value := _at(fields, c)) not in (None, "")), None)
    if found is None or isinstance(found, str):
        return found
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    shown = json.dumps(found, ensure_ascii=False)[:40]
    raise ValueError(
        f"{name} is no text but {shown}; name where it stands, such as --column {name}=a.b"
    )


def _at(fields: Mapping[str, Any], column: str) -> Any:
    if column in fields:
        return fields[column]
    found: Any = fields
    for part in column.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return found
