"""Readers: from a source (a file, a folder, standard input) to articles.

A reader is a function `(data, where, options) -> iterator of Article or ArticleError` in a file of
its own; `READERS` names them. A new format is one file and one line here.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import ArticleError, SourceError
from ingest.article import Article

Found = Article | ArticleError

READERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("ingest.readers.text", (".txt", ".text")),
    "html": ("ingest.readers.html", (".html", ".htm", ".xhtml")),
    "jsonl": ("ingest.readers.jsonl", (".jsonl", ".ndjson")),
    "csv": ("ingest.readers.csv", (".csv", ".tsv")),
}
MAX_BYTES = 200_000_000  # of one file; a single article's limit is ARTICLE_LIMIT
ARTICLE_LIMIT = 5_000_000  # characters


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of all articles of a run, and how columns are named."""

    reader: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[bytes, str, Options], Iterator[Found]]


def load_reader(name: str) -> Reader:
    """The reader of this name; SourceError lists the known ones."""
    if name not in READERS:
        raise SourceError(f"no reader named {name!r}; there are {', '.join(sorted(READERS))}")
    module = importlib.import_module(READERS[name][0])
    reader: Reader = module.read
    return reader


def reader_for(path: Path) -> str | None:
    """The reader that a file's name asks for."""
    suffix = path.suffix.lower()
    return next((name for name, (_, suffixes) in READERS.items() if suffix in suffixes), None)


def files_of(source: str, options: Options) -> list[Path]:
    """The files of a source in a fixed order; a folder is read with all its subfolders.

    Raises SourceError where the path is not there or a folder holds nothing to read.
    """
    path = Path(source)
    if source.startswith(("http://", "https://")):
        raise SourceError(f"{source}: addresses are not fetched; save the page and give the file")
    if not path.exists():
        raise SourceError(f"{source}: there is no such file or folder")
    if path.is_file():
        if options.reader is None and reader_for(path) is None:
            known = ", ".join(suffix for _, suffixes in READERS.values() for suffix in suffixes)
            raise SourceError(f"{source}: no reader for {path.suffix or 'a file without suffix'}; known are {known}, or say --reader")
        return [path]
    found = sorted(
        p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".") and reader_for(p) is not None
    )
    if not found:
        raise SourceError(f"{source}: the folder holds no articles ({', '.join(s for _, suffixes in READERS.values() for s in suffixes)})")
    return found


def read_sources(sources: Sequence[str], options: Options) -> Iterator[Found]:
    """All articles of some sources, bad ones as the error that names them."""
    for source in sources:
        if source == "-":
            data = sys.stdin.buffer.read()
            name = options.reader or ("jsonl" if data.lstrip()[:1] == b"{" else "html" if data.lstrip()[:1] == b"<" else "text")
            yield from _read(load_reader(name), data, "standard input", options)
            continue
        for path in files_of(source, options):
            reader = load_reader(options.reader or reader_for(path) or "text")
            try:
                if path.stat().st_size > MAX_BYTES:
                    yield ArticleError("too_large", f"the file has {path.stat().st_size:,} bytes; the limit is {MAX_BYTES:,}; split it", str(path))
                    continue
                data = path.read_bytes()
            except OSError as error:
                yield ArticleError("unreadable", f"the file cannot be read: {error.strerror}", str(path))
                continue
            yield from _read(reader, data, str(path), options)


def _read(reader: Reader, data: bytes, where: str, options: Options) -> Iterator[Found]:
    for found in reader(data, where, options):
        yield found if isinstance(found, ArticleError) else checked(found, options)


def checked(article: Article, options: Options) -> Found:
    """An article with the run's options applied, or the error that says why it cannot be used."""
    where = article.source
    if not article.text.strip():
        return ArticleError("empty", "there is no text", where)
    if len(article.text) > ARTICLE_LIMIT:
        return ArticleError("too_large", f"the text has {len(article.text):,} characters; the limit is {ARTICLE_LIMIT:,}; is it one article?", where)
    if not any(c.isalpha() for c in article.text):
        return ArticleError("no_text", "there is not one letter in it", where)
    return replace(
        article,
        outlet=article.outlet or options.outlet,
        language=article.language or options.language,
        published=article.published or options.published,
    )
