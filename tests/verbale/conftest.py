"""The command line, run in this process; a folder with a graph, made once."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from verbale.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


def run_main(arguments: tuple[object, ...]) -> int:
    try:
        main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `verbale …` in an empty folder and tells what came of it."""
    monkeypatch.chdir(tmp_path)

    def runs(*arguments: object, given: str | None = None) -> Done:
        if given is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        capsys.readouterr()
        code = run_main(arguments)
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return runs


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, samples: ModuleType) -> Path:
    """A data folder with the log and the graph of the short articles; only to be read."""
    folder = tmp_path_factory.mktemp("made")
    articles = samples.write(folder)
    before = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stderr(io.StringIO()):
            assert run_main(("ingest", articles.name, "--data", folder / "data")) == 0
    finally:
        os.chdir(before)
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    shutil.copytree(made, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def _demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """`make demo` in a folder of its own: the folder, and all that it printed."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = subprocess.run(
        [sys.executable, "examples/demo.py", "--data", folder],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return folder, done.stdout


@pytest.fixture(scope="session")
def demo(_demonstration: tuple[Path, str]) -> Path:
    """The data folder of the demonstration: the examples' graph; only to be read."""
    return _demonstration[0]


@pytest.fixture(scope="session")
def demo_told(_demonstration: tuple[Path, str]) -> str:
    """What the demonstration printed."""
    return _demonstration[1]
