"""JSON lines: one object a line, its fields named as an article's or mapped (`--column text=body`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import ArticleError
from ingest.article import Article
from ingest.readers import Found, Options
from ingest.readers.decode import decode, iso_day

_FIELDS = ("outlet", "language", "title", "address", "archived", "rights")
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
        if not line.strip():
            continue
        place = f"{where} line {number}"
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield ArticleError("malformed", f"no valid JSON: {error}", place)
            continue
        if not isinstance(fields, dict):
            yield ArticleError("malformed", f"expected an object such as {{\"text\": …}}, got {line[:40]!r}", place)
            continue
        yield from_fields(fields, place, options)


def from_fields(fields: Mapping[str, Any], where: str, options: Options) -> Found:
    """An article from named fields; a field's column may be given, else the usual names are tried."""

    def value(name: str) -> Any:
        column = options.columns.get(name)
        if column is not None:
            return fields.get(column)
        return next((fields[c] for c in _USUAL.get(name, (name,)) if fields.get(c) not in (None, "")), None)

    text = value("text")
    if not isinstance(text, str) or not text.strip():
        wanted = options.columns.get("text") or " or ".join(_USUAL["text"])
        return ArticleError("malformed", f"no text: the field {wanted} is missing or empty; there are {', '.join(map(str, fields)) or 'none'}", where)
    told = value("published")
    published = iso_day(told)
    if told not in (None, "") and published is None:
        return ArticleError("malformed", f"published = {str(told)[:40]!r} is no day; expected such as 2026-03-01", where)
    return Article(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        published=published,
        modified=iso_day(value("modified")),
        source=where,
        **{name: str(found) for name in _FIELDS if (found := value(name)) not in (None, "")},
    )
