"""`verbale evaluate`: read a gold folder as one batch, print the figures, keep the output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.errors import ArticleError, SourceError, VerbaleError
from ingest import pipeline
from ingest.article import Article
from ingest.evaluation import Figure, evaluate, read_gold
from ingest.knowledge import Knowledge
from ingest.readers import Found, Options, checked
from ingest.readers.text import article_of, told_beside
from ingest.resolve.resolution import Resolution
from ingest.system_output import system_output
from verbale import output

_TOLD = ("published", "outlet")  # what a feed would tell; the rest of a gold file is the answer


def gold_articles(folder: Path) -> list[Article]:
    """The articles of a gold folder; of each NAME.json only `published` and `outlet` are seen."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder")
    found: list[Article] = []
    for path in sorted(folder.glob("*.txt")):
        article = _article(path)
        if isinstance(article, ArticleError):
            output.say(f"refused ({article.reason}): {article}")
        else:
            found.append(article)
    if not found:
        raise SourceError(f"{folder}: the folder holds no articles (NAME.txt)")
    return found


def _article(path: Path) -> Found:
    try:
        article = article_of(path.read_bytes(), path.name, told_beside(path, _TOLD))
    except ArticleError as error:
        return error
    return checked(article, Options())


def read_folder(
    folder: Path, workers: int, knowledge: Knowledge
) -> tuple[list[dict[str, Any]], Resolution]:
    """The system's output for a gold folder, read as one batch, one object a file; and what it was
    made from.
    """
    names: dict[str, list[str]] = {}
    unique: dict[str, Article] = {}
    for article in gold_articles(folder):
        unique.setdefault(article.key, article)
        names.setdefault(article.key, []).append(article.source)
    pairs = []
    for article, record in zip(
        unique.values(), pipeline.read_articles(list(unique.values()), workers), strict=True
    ):
        if isinstance(record, ArticleError):
            output.say(f"refused ({record.reason}): {record}")
        else:
            pairs.append((article, record))
    resolution = pipeline.resolution_of(pipeline.with_versions(pairs), knowledge)
    lines = [
        {**line, "source": name}  # the same article in two files is one article, told twice
        for line in system_output(resolution)
        for name in names[line["article"]]
    ]
    return lines, resolution


def evaluate_and_print(
    folder: Path, target: Path | None, workers: int, knowledge: Knowledge, form: str
) -> None:
    """Read, write the output where asked, and print the figures of what is annotated."""
    output.check(form)
    try:
        gold = read_gold(folder)
    except ValueError as error:
        raise SourceError(f"{folder}: a NAME.json is no JSON: {error}") from error
    lines, _ = read_folder(folder, workers, knowledge)
    if target is not None:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise VerbaleError(f"{target}: cannot be written: {error.strerror}") from error
    if not gold:
        output.say(f"{len(lines)} articles read; none is annotated, so there is nothing to score")
        return
    output.rows(
        ["figure", "value", "precision", "recall", "right", "system", "gold"],
        [_row(name, figure) for name, figure in evaluate(gold, lines).items()],
        form,
        title=f"{len(gold)} annotated articles",
    )


def _row(name: str, figure: Figure | float) -> dict[str, Any]:
    if not isinstance(figure, Figure):
        return {"figure": name, "value": round(figure, 3)}
    row: dict[str, Any] = {"figure": name, "value": round(figure.value, 3)}
    if figure.system is not None:
        row |= {"precision": round(figure.precision, 3), "recall": round(figure.recall, 3)}
    return row | {"right": figure.right, "system": figure.system, "gold": figure.gold}
