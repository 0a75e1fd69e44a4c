"""`make demo`: what it prints, and that each command it prints works when it is pasted."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ".venv/bin/verbale"


def commands(told: str) -> list[list[str]]:
    """The commands that a text shows, each on a line of its own."""
    lines = (line.strip() for line in told.splitlines())
    return [shlex.split(line)[1:] for line in lines if line.startswith(PROGRAM)]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "verbale", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demonstration_reports_asks_five_questions_and_goes_on(demo_told: str) -> None:
    report, *questions = demo_told.split("\n── ")
    assert "1 refused" in report
    assert "refused (empty): examples/articles/empty.txt: the file is empty" in report
    assert [question.partition(".")[0] for question in questions[:5]] == ["1", "2", "3", "4", "5"]
    assert questions[5].startswith("What to try next")
    for question in questions[:5]:
        told = question.split("; --format jsonl gives every column")[0]
        count = int(told.splitlines()[-1].split()[0])
        assert 1 <= count <= 12, question
        assert "article/" in told  # the evidence


def test_every_command_that_is_printed_works(demo_told: str, demo: Path) -> None:
    printed = commands(demo_told)
    assert sum(arguments[0] == "query" for arguments in printed) == 6
    for arguments in printed:
        if arguments[0] == "serve":  # it goes on until it is stopped; tests/explorer serves
            continue
        done = run(*arguments)
        assert done.returncode == 0, (arguments, done.stderr)
        if arguments[0] == "ingest":
            assert "graph: " in done.stderr
        else:
            assert done.stdout.strip(), arguments


def test_a_folder_that_is_there_is_never_removed(tmp_path: Path) -> None:
    kept = tmp_path / "mine"
    kept.mkdir()
    (kept / "records.sqlite").write_text("precious", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "examples/demo.py", "--data", kept],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "it is there already" in done.stderr
    assert (kept / "records.sqlite").read_text(encoding="utf-8") == "precious"
