"""Exports of the whole graph."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import BinaryIO

from graph.errors import VerbaleError
from graph.model import Graph

FORMATS = ("jsonl", "turtle", "nquads", "graphml")


def write_export(graph: Graph, form: str, path: Path | None) -> None:
    """Write a graph to a file, or to standard output where `path` is None."""
    try:
        if path is None:
            _write(graph, form, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with path.open("wb") as out:
                _write(graph, form, out)
    except BrokenPipeError:
        raise  # whoever reads the pipe has had enough
    except OSError as error:
        raise VerbaleError(
            f"{path or 'standard output'}: cannot be written: {error.strerror}"
        ) from error


def _write(graph: Graph, form: str, binary: BinaryIO) -> None:
    if form == "graphml":
        from graph.analysis.projection import write_graphml

        write_graphml(graph, binary)
        return
    lines = io.TextIOWrapper(binary, encoding="utf-8", newline="\n", write_through=True)
    if form == "jsonl":
        for line in graph.lines():
            lines.write(line + "\n")
    else:
        from graph.rdf.nquads import write_nquads, write_turtle

        (write_nquads if form == "nquads" else write_turtle)(graph, lines)
    lines.flush()
    lines.detach()
