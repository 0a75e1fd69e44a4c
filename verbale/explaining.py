"""`verbale read --explain`: the article with its statements marked, and why each was read so."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from graph.errors import VerbaleError
from graph.reference import counterparts
from graph.schema import load as load_schema
from ingest.article import Article
from ingest.extract.extractor import Extractor
from ingest.extract.why import CONSTRUCTIONS, RULES, Why
from ingest.records import Record, Span
from verbale import output

STATEMENT, CUE, SPEAKER = "underline", "bold yellow", "bold cyan"
_REJECTED = {
    "judge": "rejected by the judge",
    "selection": "given up for a better one of the same words",
}


def is_plain() -> bool:
    """Whether marks stand in for colours: in a pipe, and where NO_COLOR asks for none."""
    return not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))


def print_explained(articles: Sequence[Article], *, everything: bool) -> None:
    """Print every article with what was read, and why; with `everything` also what was not."""
    extractor = Extractor()
    for number, article in enumerate(articles):
        if number:
            output.lines([("", "")])
        try:
            record, whys = extractor.explain(article)
        except Exception as error:
            raise VerbaleError(
                f"{article.source or article.key}: the reader failed with "
                f"{type(error).__name__}: {error}"
            ) from error
        output.pieces(
            [(f"{article.title or article.source or article.key}\n", "bold")]
            if record.is_read
            else [
                (f"{article.title or article.source or article.key}", "bold"),
                (f": kept unread, its language is {record.language}\n", ""),
            ]
        )
        kept = sorted((w for w in whys if w.statement is not None), key=_place)
        output.pieces(marked(article.text, kept, plain=is_plain()))
        output.lines([("", "")])
        for why in kept:
            output.lines(block(article.text, record, why))
        if everything:
            output.lines(
                line
                for why in whys
                if why.statement is None
                for line in block(article.text, record, why)
            )


def _place(why: Why) -> int:
    return why.statement or 0


def marked(text: str, whys: Sequence[Why], *, plain: bool) -> Iterator[tuple[str, str]]:
    """The text in pieces with their style.

    A statement stands in [number … ], its cue in <…>, its speaker in {…}; with colours only the
    number is written.
    """
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    styles: list[tuple[Span, str]] = []

    def mark(span: Span, style: str, first: str, last: str) -> None:
        if (span, style) not in styles or style == STATEMENT:
            opened.setdefault(span[0], []).append(first)
            closed.setdefault(span[1], []).insert(0, last)
            styles.append((span, style))

    for why in whys:
        for span in why.spans:
            mark(span, STATEMENT, f"[{(why.statement or 0) + 1} ", "]")
        for span in why.cue:
            mark(span, CUE, "<", ">")
        if why.speaker_span is not None:
            mark(why.speaker_span, SPEAKER, "{", "}")
    changes: dict[int, list[tuple[str, int]]] = {}
    for (start, end), style in styles:
        changes.setdefault(start, []).append((style, 1))
        changes.setdefault(end, []).append((style, -1))
    edges = sorted({0, len(text), *changes})
    held: dict[str, int] = {}
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        for mark_ in closed.get(start, ()):
            if plain:
                yield mark_, ""
        for style, step in changes.get(start, ()):
            held[style] = held.get(style, 0) + step
        for mark_ in opened.get(start, ()):
            if plain:
                yield mark_, ""
            elif mark_.startswith("["):
                yield mark_[1:], "dim"
        in_force = [style for style in (STATEMENT, CUE, SPEAKER) if held.get(style)]
        yield text[start:end], "" if plain else " ".join(in_force)


def block(text: str, record: Record, why: Why) -> Iterator[output.Line]:
    """What one proposed statement rests on, as lines."""
    number = f"{why.statement + 1}" if why.statement is not None else "-"
    words = " … ".join(" ".join(text[a:b].split()) for a, b in why.spans)
    yield f"{number:>3}  “{words}”", "" if why.statement is not None else "dim"
    cue = " ".join(text[a:b] for a, b in why.cue)
    score = f"{why.score:.2f}"
    told = [
        f"construction {why.construction}: {CONSTRUCTIONS.get(why.construction, why.construction)}",
        f"cue “{cue}” ({why.key})",
    ]
    if why.statement is None:
        least = f" of at least {why.threshold:.2f}" if why.verdict == "judge" else ""
        told.append(f"{_REJECTED[why.verdict]}, score {score}{least}")
    else:
        statement = record.statements[why.statement]
        codes = counterparts(load_schema().vocabularies["act"].values[statement.act])
        act = f"{statement.act} ({codes})" if codes else statement.act
        told.append(f"score {score}, act {act}, form {statement.form}")
        told.append(
            f"speaker {why.speaker}: {RULES[why.rule]}"
            if why.speaker is not None
            else "speaker unknown: nothing in the text tells without doubt"
        )
    for line in told:
        yield f"     {line}", "dim"
