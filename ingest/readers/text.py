"""Plain text: one file, one article.

A first line may begin with ` date YYYY-MM-DD `, or be a headline before an empty line, or carry a
dateline; the text is kept as it is. What a feed would tell (day, outlet, address, …) may stand in a
file of the same name with the suffix `.json` beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import ArticleError
from ingest.article import Article
from ingest.readers import Found, Options
from ingest.readers.decode import decode, iso_day

_PREFIX = re.compile(r"\A\s*date\s+(\d{4}-\d{2}-\d{2})\s")
_TOLD = ("outlet", "address", "language", "rights", "archived")


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The article of a text file."""
    try:
        text = decode(data, where)
        told = _beside(Path(where))
    except ArticleError as error:
        yield error
        return
    prefix = _PREFIX.match(text)
    published = iso_day(told.get("published")) or (iso_day(prefix.group(1)) if prefix else None)
    yield Article(
        text=text,
        published=published,
        modified=iso_day(told.get("modified")),
        source=where,
        **{name: str(told[name]) for name in _TOLD if told.get(name)},
    )


def _beside(path: Path) -> dict[str, Any]:
    """What the `.json` file beside a text tells; nothing where there is none."""
    side = path.with_suffix(".json")
    if path.suffix == ".json" or not side.is_file():
        return {}
    try:
        told = json.loads(side.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArticleError("malformed", f"{side.name} beside it is no JSON: {error}", str(path)) from error
    return told if isinstance(told, dict) else {}
