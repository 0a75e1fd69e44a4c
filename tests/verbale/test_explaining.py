"""`verbale read --explain`: marks in a pipe, colours on a terminal, and the reasons in words."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.extract.why import Why
from verbale.explaining import CUE, SPEAKER, STATEMENT, marked

if TYPE_CHECKING:
    from conftest import Run

TEXT = 'Selma Duran said that the corridor would stay shut. "Nothing was signed," she told us.\n'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_in_a_pipe_marks_stand_in_the_text(run: Run, article: Path) -> None:
    done = run("read", article, "--explain")
    assert done.code == 0
    assert "{Selma Duran} <said> that [1 the corridor would stay shut]." in done.out
    assert "construction clause-right: X said (that) C" in done.out
    assert "speaker Selma Duran: a pronoun" in done.out
    assert "rejected" not in done.out
    assert "\x1b" not in done.out


def test_all_shows_what_was_rejected(run: Run, article: Path) -> None:
    done = run("read", article, "--explain", "--all")
    assert "rejected by the judge, score 0." in done.out or "given up for a better" in done.out


def test_all_needs_explain(run: Run, article: Path) -> None:
    assert run("read", article, "--all").code == 2


def test_what_is_not_read_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le ministre des affaires étrangères a déclaré lundi que les pourparlers reprendraient "
        "la semaine prochaine dans la capitale, selon son porte-parole.\n",
        encoding="utf-8",
    )
    done = run("read", "fr.txt", "--explain")
    assert "kept unread, its language is und" in done.out


@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_gets_colours_unless_it_wants_none(article: Path, colour: bool) -> None:
    master, slave = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"TERM": "xterm-256color"} | ({} if colour else {"NO_COLOR": "1"})
    done = subprocess.Popen(
        [sys.executable, "-m", "verbale", "read", str(article), "--explain"],
        stdout=slave,
        env=environment,
    )
    os.close(slave)
    told = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        told += piece
    assert done.wait(timeout=120) == 0
    assert (b"\x1b[4mthe corridor" in told) == colour
    assert (b"[1 the corridor" in told) != colour


def test_pieces_give_the_text_again() -> None:
    why = Why(
        ((17, 30),), "clause-right", ((12, 16),), "say", (0, 11), 0.9, 0.4, "kept", 0, "S", (0, 11)
    )
    text = "Selma Duran said nothing at all; and more."
    coloured = list(marked(text, [why, why], plain=False))
    assert "".join(p for p, style in coloured if style != "dim") == text
    assert {style for _, style in coloured} == {STATEMENT, CUE, SPEAKER, "dim", ""}
    assert "".join(p for p, _ in marked(text, [why], plain=True)) == (
        "{Selma Duran} <said> [1 nothing at al]l; and more."
    )
