"""The texts that the benchmarks run on."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.article import Article

ROOT = Path(__file__).parent.parent


def build(folder: str, part: str) -> None:
    """Write a part of the project's annotated articles into a folder."""
    script = ROOT / "tests" / "gold" / "build.py"
    subprocess.run(
        [sys.executable, script, folder, "--part", part], check=True, stdout=subprocess.DEVNULL
    )


def read(folder: str) -> list[Article]:
    """The texts (NAME.txt) of a folder."""
    return [
        Article(path.read_text(encoding="utf-8"), "2031-03-04", path.stem)
        for path in sorted(Path(folder).glob("*.txt"))
    ]


def gold(part: str) -> list[Article]:
    """A part of the project's annotated articles."""
    with tempfile.TemporaryDirectory() as folder:
        build(folder, part)
        return read(folder)
