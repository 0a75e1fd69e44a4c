"""Web pages: text, title, date, outlet and address as trafilatura finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import ArticleError
from ingest.article import Article
from ingest.readers import Found, Options
from ingest.readers.decode import decode, iso_day

_LIMIT = 20_000_000  # bytes of one page
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)


def read(data: bytes, where: str, options: Options) -> Iterator[Found]:
    """The article of a saved page; the text kept is its title, an empty line, and its body."""
    if len(data) > _LIMIT:
        yield ArticleError(
            "too_large", f"the page has {len(data):,} bytes; the limit is {_LIMIT:,}", where
        )
        return
    declared = _CHARSET.search(data[:4096])
    try:
        page = decode(data, where, declared[1].decode("ascii", "ignore") if declared else None)
    except ArticleError as error:
        yield error
        return
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # A day that is guessed from somewhere in the page is worse than none.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not (body := (found.text or "").strip()):
        yield ArticleError("no_text", "no article was found in the page", where)
        return
    title = (found.title or "").strip() or None
    paragraphs = [line for line in body.split("\n") if line.strip()]
    if title and paragraphs and paragraphs[0].strip() == title:
        paragraphs = paragraphs[1:]
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    yield Article(
        text=text,
        published=iso_day(found.date),
        outlet=found.sitename or found.hostname or None,
        language=found.language or None,
        title=title,
        address=found.url or None,
        source=where,
    )
