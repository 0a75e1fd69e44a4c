"""Decisions as a file that a person can edit (TOML, or JSON lines), and read back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import DecisionError
from ingest.decisions import Decision, Mention, from_table
from ingest.resolve.unsure import Unsure
from verbale.evidence import Side
from verbale.output import harmless

HEAD = """\
# Joins to decide, best first. Set verdict to "same", "different" or "unsure"; what stays "" is left
# open. Then: verbale review --apply FILE
"""
_LISTS = ("judgement", "correction")
Pair = tuple[Unsure, Side, Side]


def as_toml(pairs: Sequence[Pair]) -> str:
    """Unsure joins as TOML with the evidence in comments."""
    return "\n".join([HEAD, *(_entry(*pair) for pair in pairs)])


def _entry(one: Unsure, first: Side, second: Side) -> str:
    lines = [
        "[[judgement]]",
        f"kind = {_quoted(one.kind)}",
        f'verdict = ""  # {_state(one)}',
        f"first = {_mention(first.mention)}",
        *_comment(first),
        f"second = {_mention(second.mention)}",
        *_comment(second),
    ]
    return "\n".join(lines) + "\n"


def _state(one: Unsure) -> str:
    state = "joined now" if one.is_joined else "apart now"
    return f"{state}, certainty {one.certainty:.2f}, {one.statements} statements: {one.why}"


def _comment(side: Side) -> Iterator[str]:
    about = f" ({side.about})" if side.about else ""
    yield harmless(f"#   {side.name}{about}; {side.day}, {side.outlet}".replace("\n", " "))
    yield harmless(f"#   {marked(side)}")


def marked(side: Side) -> str:
    """The sentence with the mention between brackets."""
    start, end = side.mark
    return f"{side.sentence[:start]}[{side.sentence[start:end]}]{side.sentence[end:]}"


def _mention(mention: Mention) -> str:
    which = f", occurrence = {mention.occurrence}" if mention.occurrence else ""
    return f"{{article = {_quoted(mention.article)}, quote = {_quoted(mention.quote)}{which}}}"


def _quoted(text: str) -> str:
    """Text as a TOML string; what JSON may hold and TOML may not is written as \\u…."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def as_json_lines(pairs: Sequence[Pair]) -> str:
    """Unsure joins as JSON lines with the evidence beside them."""
    lines = []
    for one, first, second in pairs:
        told = {
            "kind": one.kind,
            "verdict": "",
            "first": asdict(first.mention),
            "second": asdict(second.mention),
            "certainty": one.certainty,
            "is_joined": one.is_joined,
            "statements": one.statements,
            "why": one.why,
            "evidence": [
                {k: v for k, v in asdict(side).items() if k != "mention"}
                for side in (first, second)
            ],
        }
        lines.append(json.dumps(told, ensure_ascii=False) + "\n")
    return "".join(lines)


def read_decisions(path: Path) -> tuple[list[tuple[str, Decision]], int, list[DecisionError]]:
    """The decisions of a file with where each stands, how many are left open, and what is wrong.

    Raises DecisionError where the file cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path} cannot be read: {error}") from error
    found: list[tuple[str, Decision]] = []
    wrong: list[DecisionError] = []
    still_open = 0
    entries = _json_entries if path.suffix == ".jsonl" else _toml_entries
    for where, data in entries(path, text):
        if isinstance(data, DecisionError):
            wrong.append(data)
        elif data.get("verdict") == "":
            still_open += 1
        else:
            try:
                found.append((where, from_table(data)))
            except DecisionError as error:
                wrong.append(DecisionError(f"{where}: {error}"))
    return found, still_open, wrong


Entry = tuple[str, Mapping[str, Any] | DecisionError]


def _checked(where: str, data: Any) -> Entry:
    if isinstance(data, dict):
        return where, data
    return where, DecisionError(f"{where}: expected a table of fields, got {data!r:.60}")


def _json_entries(path: Path, text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"{path}, line {number}"
        if line.strip():
            try:
                yield _checked(where, json.loads(line))
            except json.JSONDecodeError as error:
                yield where, DecisionError(f"{where}: no valid JSON: {error}")


def _toml_entries(path: Path, text: str) -> Iterator[Entry]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionError(f"{path}: not valid TOML: {error}") from error
    for name, entries in told.items():
        if name not in _LISTS or not isinstance(entries, list):
            where = f"{path}: {name}"
            wanted = " or ".join(f"[[{one}]]" for one in _LISTS)
            yield where, DecisionError(f"{where}: entries are {wanted}")
            continue
        for number, entry in enumerate(entries, start=1):
            yield _checked(f"{path}, {name} number {number}", entry)
