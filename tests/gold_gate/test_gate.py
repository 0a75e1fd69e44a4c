"""No figure of the reader falls below its floor; and a floor does not come down by accident."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

NAMED = ("dev", "real-dev", "seed")
README = Path(__file__).parents[2] / "README.md"
ROWS = {  # of the README's table of how well it reads
    "statement found": "statement_content",
    "statement with the right speaker": "statement",
    "wrong speaker given (share)": "wrong_speaker_rate",
    "person": "person",
    "institution": "institution",
    "office": "role",
    "event": "event",
    "agreement": "agreement",
    "hedge": "hedge",
    "relay chain": "via",
    "form (share right)": "form_accuracy",
    "speech act (share right)": "act_accuracy",
    "response": "response_to_statement",
    "persons joined (B³)": "resolution_person",
    "events joined (B³)": "resolution_events",
}

LeaveOut = Callable[[str, str], NoReturn]


@pytest.fixture(scope="module")
def gate(load_helper: Callable[[Path], ModuleType]) -> ModuleType:
    return load_helper(Path(__file__).parent / "gate.py")


def check(gate: ModuleType, name: str, folder: Path, *, given: bool = False) -> None:
    floors = gate.read_floors()[name]
    assert gate.hash_of(folder) == floors.gold, (
        f"{name}: the annotated articles have changed; see what the change does to the figures, "
        f"then: python tests/gold_gate/floors.py {name} --raise"
    )
    figures = gate.given_figures_of(folder) if given else gate.figures_of(folder)
    problems = gate.below(floors.figures, figures)
    assert not problems, f"{name}: " + "; ".join(problems)


@pytest.mark.gold
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED)
def test_figures_of_annotated_news(gate: ModuleType, left_out: LeaveOut, name: str) -> None:
    folder = gate.folder_of(name)
    if folder is None:
        left_out("gold", f"{gate.VARIABLE} names no folder with annotated articles")
    check(gate, name, folder)


@pytest.mark.slow
def test_figures_of_our_own_articles(gate: ModuleType, tmp_path: Path) -> None:
    check(gate, gate.OWN, gate.build_own(tmp_path / "gold"))


@pytest.mark.slow
def test_figures_of_joining_our_own_stories(gate: ModuleType, tmp_path: Path) -> None:
    folder = gate.build_own(tmp_path / "gold", gate.STORIES)
    check(gate, gate.STORIES, folder, given=True)


def test_there_are_floors_for_every_folder(gate: ModuleType) -> None:
    floors = gate.read_floors()
    assert set(floors) == {*NAMED, gate.OWN, gate.STORIES}
    for name in ("dev", gate.OWN, gate.STORIES):
        assert {"given_response_across", "given_utterance_precision"} <= set(floors[name].figures)
    for name in (*NAMED, gate.OWN):
        one = floors[name]
        assert {"statement", "statement_content", "person", "wrong_speaker_rate"} <= set(
            one.figures
        )


def test_floors_rise_and_do_not_fall_by_accident(gate: ModuleType) -> None:
    old = {"statement": 0.5, "person": 0.9, "wrong_speaker_rate": 0.1}
    better = {"statement": 0.6, "person": 0.9004, "wrong_speaker_rate": 0.05, "via": 0.2, "x": 0}
    new = gate.raised(old, better, 0.01, allow_lower=False)
    assert new == {"statement": 0.59, "person": 0.9, "wrong_speaker_rate": 0.06, "via": 0.19}
    worse = {"statement": 0.4, "person": 0.95, "wrong_speaker_rate": 0.2}
    with pytest.raises(ValueError, match=r"statement: 0.400.*wrong_speaker_rate: 0.200"):
        gate.raised(old, worse, 0.0, allow_lower=False)
    lowered = gate.raised(old, worse, 0.0, allow_lower=True)
    assert lowered == {"statement": 0.4, "person": 0.95, "wrong_speaker_rate": 0.2}


def test_what_is_below_a_floor(gate: ModuleType) -> None:
    floors = {"statement": 0.5, "wrong_speaker_rate": 0.1}
    assert gate.below(floors, {"statement": 0.4996, "wrong_speaker_rate": 0.1004}) == []
    assert len(gate.below(floors, {"statement": 0.499, "wrong_speaker_rate": 0.102})) == 2
    assert "no figure of this name" in gate.below(floors, {"statement": 0.5})[0]


def test_the_hash_tells_every_change_of_the_annotation(gate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    seen = [gate.hash_of(tmp_path)]
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    assert gate.hash_of(tmp_path) == seen[0]
    (tmp_path / "a.json").write_text("{ }", encoding="utf-8")
    seen.append(gate.hash_of(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    seen.append(gate.hash_of(tmp_path))
    assert len(set(seen)) == 3


def test_the_readme_tells_the_figures_of_the_floors(gate: ModuleType) -> None:
    text = README.read_text(encoding="utf-8")
    told = dict(
        re.findall(r"^\| ([^|]+?) \| (\d?\.\d\d \| \d?\.\d\d \| \d?\.\d\d) \|$", text, re.M)
    )
    floors = gate.read_floors()
    assert told == {
        row: " | ".join(
            f"{floors[name].figures.get(figure, 0.0):.2f}".replace("0.", ".", 1)
            for name in ("dev", "real-dev", gate.OWN)
        )
        for row, figure in ROWS.items()
    }
