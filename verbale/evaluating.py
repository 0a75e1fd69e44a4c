"""`verbale evaluate`: read a gold folder as one batch, write the system's output, print the figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.errors import ArticleError, SourceError, VerbaleError
from ingest import pipeline
from ingest.article import Article
from ingest.evaluation import Figure, evaluate, read_gold
from ingest.knowledge import Knowledge
from ingest.readers import Options, checked
from ingest.readers.decode import decode, iso_day
from ingest.system_output import system_output
from verbale import output


def gold_articles(folder: Path) -> list[Article]:
    """The articles of a gold folder; of each NAME.json only `published` and `outlet` are looked at."""
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder")
    found: list[Article] = []
    for path in sorted(folder.glob("*.txt")):
        told: dict[str, Any] = {}
        side = path.with_suffix(".json")
        if side.is_file():
            data = json.loads(side.read_text(encoding="utf-8"))
            told = {k: data[k] for k in ("published", "outlet") if isinstance(data, dict) and data.get(k)}
        try:
            article = Article(
                decode(path.read_bytes(), str(path)),
                published=iso_day(told.get("published")),
                outlet=told.get("outlet"),
                source=path.name,
            )
        except ArticleError as error:
            output.say(f"refused ({error.reason}): {error}")
            continue
        kept = checked(article, Options())
        if isinstance(kept, ArticleError):
            output.say(f"refused ({kept.reason}): {kept}")
        else:
            found.append(kept)
    if not found:
        raise SourceError(f"{folder}: the folder holds no articles (NAME.txt)")
    return found


def read_folder(folder: Path, workers: int, knowledge: Knowledge) -> list[dict[str, Any]]:
    """The system's output for a gold folder, read as one batch."""
    articles = gold_articles(folder)
    unique = {a.key: a for a in articles}
    records = pipeline.read_articles(list(unique.values()), workers)
    sources = pipeline.with_versions(list(zip(unique.values(), records, strict=True)))
    return list(system_output(pipeline.resolution_of(sources, knowledge)))


def evaluate_and_print(folder: Path, target: Path | None, workers: int, knowledge: Knowledge, form: str) -> None:
    """Read, write the output where asked, and print the figures of what is annotated."""
    lines = read_folder(folder, workers, knowledge)
    if target is not None:
        try:
            target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise VerbaleError(f"{target}: cannot be written: {error.strerror}") from error
    gold = read_gold(folder)
    if not gold:
        output.say(f"{len(lines)} articles read; none is annotated, so there is nothing to score")
        return
    figures = evaluate(gold, lines)
    output.rows(
        ["figure", "value", "precision", "recall", "right", "system", "gold"],
        [
            {"figure": name, "value": f"{f.value:.3f}", "precision": f"{f.precision:.3f}" if f.system is not None else "", "recall": f"{f.recall:.3f}" if f.system is not None else "", "right": f.right, "system": f.system, "gold": f.gold}
            if isinstance(f, Figure)
            else {"figure": name, "value": f"{f:.3f}"}
            for name, f in figures.items()
        ],
        form,
        title=f"{len(gold)} annotated articles",
    )
