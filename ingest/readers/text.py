"""Plain text: one file, one article.

A first line may begin with ` date YYYY-MM-DD `, or be a headline before an empty line, or carry a
dateline; the text is kept as it is. What a feed would tell (day, outlet, address, …) may stand in a
file of the same name with the suffix `.json` beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import ArticleError
from ingest.article import Article
from ingest.readers import Found, Options
from ingest.readers.decode import day_told, decode, iso_day

_PREFIX = re.compile(r"\A\s*date\s+(\d{4}-\d{2}-\d{2})\s")
_DAYS = ("published", "modified")
TOLD = (*_DAYS, "outlet", "title", "address", "language", "rights", "archived")


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The article of a text file."""
    try:
        yield article_of(data, where, told_beside(Path(where)))
    except ArticleError as error:
        yield error


def article_of(data: bytes, where: str, told: Mapping[str, Any]) -> Article:
    """The article of some bytes and of what is told about it. Raises ArticleError."""
    text = decode(data, where)
    prefix = _PREFIX.match(text)
    values = {name: str(told[name]) for name in TOLD if told.get(name) and name not in _DAYS}
    days = {name: day_told(told.get(name), name, where) for name in _DAYS}
    if days["published"] is None and prefix:
        days["published"] = iso_day(prefix[1])
    return Article(text=text, source=where, **values, **days)


def told_beside(path: Path, names: Sequence[str] = TOLD) -> dict[str, Any]:
    """What the `.json` file beside a text tells of these; nothing where there is none.

    Raises ArticleError where it is no JSON.
    """
    side = path.with_suffix(".json")
    if path.suffix == ".json" or not path.is_file() or not side.is_file():
        return {}
    try:
        told = json.loads(side.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ArticleError(
            "malformed", f"{side.name} beside it is no JSON: {error}", str(path)
        ) from error
    return {name: told[name] for name in names if name in told} if isinstance(told, dict) else {}
