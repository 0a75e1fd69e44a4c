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
FIELDS = (
    "text", "published", "modified", "outlet", "language", "title", "address", "archived", "rights",
)  # fmt: skip
MAX_BYTES = 200_000_000  # of one file; a single article's limit is ARTICLE_LIMIT
ARTICLE_LIMIT = 1_000_000  # characters; a thick book
STANDARD_INPUT = "standard input"


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


def _suffixes() -> str:
    return ", ".join(suffix for _, suffixes in READERS.values() for suffix in suffixes)


def files_of(source: str, options: Options) -> list[Path]:
    """The files of a source in a fixed order; a folder is read with all its subfolders.

    Files and folders whose name begins with a dot are left out. Raises SourceError where the path
    is not there or a folder holds nothing to read.
    """
    path = Path(source)
    if source.startswith(("http://", "https://")):
        raise SourceError(f"{source}: addresses are not fetched; save the page and give the file")
    try:
        if not path.exists():
            raise SourceError(f"{source}: there is no such file or folder")
    except (OSError, ValueError) as error:
        raise SourceError(f"{source}: no usable path: {error}") from error
    if path.is_file():
        if options.reader is None and reader_for(path) is None:
            raise SourceError(
                f"{source}: no reader for {path.suffix or 'a file without suffix'}; "
                f"known are {_suffixes()}, or say --reader"
            )
        return [path]
    if not path.is_dir():
        raise SourceError(f"{source}: neither a file nor a folder; to read from a pipe, give -")
    found = sorted(
        p
        for p in path.rglob("*")
        if reader_for(p) is not None
        and not any(part.startswith(".") for part in p.relative_to(path).parts)
        and p.is_file()
    )
    if not found:
        raise SourceError(f"{source}: the folder holds no articles ({_suffixes()})")
    return found


def read_sources(sources: Sequence[str], options: Options) -> Iterator[Found]:
    """All articles of some sources, bad ones as the error that names them."""
    for source in sources:
        if source == "-":
            yield from _read_standard_input(options)
            continue
        for path in files_of(source, options):
            yield from _read_file(path, options)


def _read_standard_input(options: Options) -> Iterator[Found]:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield _too_large(f"it has more than {MAX_BYTES:,} bytes", STANDARD_INPUT)
        return
    first = data.lstrip()[:1]
    guessed = "jsonl" if first == b"{" else "html" if first == b"<" else "text"
    yield from _read(load_reader(options.reader or guessed), data, STANDARD_INPUT, options)


def _read_file(path: Path, options: Options) -> Iterator[Found]:
    reader = load_reader(options.reader or reader_for(path) or "text")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            yield _too_large(f"the file has {size:,} bytes", str(path))
            return
        data = path.read_bytes()
    except OSError as error:
        yield ArticleError("unreadable", f"the file cannot be read: {error.strerror}", str(path))
        return
    yield from _read(reader, data, str(path), options)


def _too_large(what: str, where: str) -> ArticleError:
    return ArticleError("too_large", f"{what}; the limit is {MAX_BYTES:,}; split it", where)


def _read(reader: Reader, data: bytes, where: str, options: Options) -> Iterator[Found]:
    for found in reader(data, where, options):
        yield found if isinstance(found, ArticleError) else checked(found, options)


def checked(article: Article, options: Options) -> Found:
    """An article with the run's options applied, or the error that says why it cannot be used."""
    where = article.source
    if not article.text.strip():
        return ArticleError("empty", "there is no text", where)
    if len(article.text) > ARTICLE_LIMIT:
        return ArticleError(
            "too_large",
            f"the text has {len(article.text):,} characters; the limit is {ARTICLE_LIMIT:,}; "
            f"is it one article?",
            where,
        )
    if not any(c.isalpha() for c in article.text):
        return ArticleError("no_text", "there is not one letter in it", where)
    for name in FIELDS:
        if problem := _unusable(getattr(article, name) or ""):
            return ArticleError("encoding", f"its {name} holds {problem}", where)
    return replace(
        article,
        outlet=article.outlet or options.outlet,
        language=article.language or options.language,
        published=article.published or options.published,
    )


def _unusable(text: str) -> str | None:
    """What no store keeps: half a surrogate pair (JSON can spell one), or the character 0."""
    if "\0" in text:
        return "the character U+0000, which no text has"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"half a character ({text[error.start]!r} at {error.start:,}); mend its source"
    return None
