"""The commands of `docs/how-to/follow-an-agreement.md` and what they print.

python tests/verbale/story.py     read the examples and write the answers into the page
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "follow-an-agreement.md"
_BLOCK = re.compile(r"```\n\$ (verbale .*)\n((?:.*\n)*?)```")


def blocks(page: str) -> list[tuple[str, str]]:
    """The commands of a page with the answers that it shows."""
    return [(match[1], match[2]) for match in _BLOCK.finditer(page)]


def answer(command: str, data: Path) -> str:
    """What a command prints on a terminal of 96 columns."""
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command), "--data", str(data), "--format", "table"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "96"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.partition("\n")[2].partition("\n\n")[2].rstrip() + "\n"


def with_answers(page: str, ask: Callable[[str], str]) -> str:
    """The page with every answer as it is today."""
    return _BLOCK.sub(lambda match: f"```\n$ {match[1]}\n{ask(match[1])}```", page)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "demo"
        demo = [sys.executable, "examples/demo.py", "--quiet", "--data", data]
        subprocess.run(demo, cwd=ROOT, check=True)
        text = with_answers(PAGE.read_text(encoding="utf-8"), lambda c: answer(c, data))
        PAGE.write_text(text, encoding="utf-8")
