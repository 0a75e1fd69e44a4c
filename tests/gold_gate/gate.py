"""What the gate and `floors.py` share: the annotated folders, their hash, figures, floors.

A floor is what a figure must not fall below; of a rate of errors it is the height that it must not
pass. Floors hold for one state of the annotation, whose hash stands beside them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import joining

from ingest import knowledge
from ingest.evaluation import evaluate, read_gold, value_of
from verbale.evaluating import read_folder

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
VARIABLE = "VERBALE_GOLD"
NAMED = ("dev", "real-dev", "seed")  # under the folder that VERBALE_GOLD names
BESIDE = frozenset({"seed"})  # or beside it
OWN = "own-test"  # the test part of our own corpus, built when it is needed
STORIES = "own-stories"  # all of it, of which only the joining is measured
ERRORS = frozenset({"wrong_speaker_rate"})  # figures of which less is better
TOLERANCE = 0.0005

Figures = Mapping[str, float]


@dataclass(frozen=True)
class Floors:
    """The floors of one folder, and the hash of the annotation that they were taken on."""

    gold: str = ""
    figures: Figures = field(default_factory=dict)


def folder_of(name: str) -> Path | None:
    """Where the annotated articles of this name are; None where VERBALE_GOLD is not set.

    Raises FileNotFoundError where it is set and they are not there.
    """
    told = os.environ.get(VARIABLE)
    if not told:
        return None
    places = [Path(told) / name, *([Path(told).parent / name] if name in BESIDE else [])]
    for path in places:
        if any(path.glob("*.json")):
            return path
    raise FileNotFoundError(f"{VARIABLE}={told}: there is no folder {name} with annotated articles")


def build_own(target: Path, name: str = OWN) -> Path:
    """Build the test part of our own corpus, or all of it, into a folder."""
    script = HERE.parent / "gold" / "build.py"
    part = ["--part", "test"] if name == OWN else []
    command = [sys.executable, str(script), str(target), *part]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    return target


def hash_of(folder: Path) -> str:
    """A hash over the texts and the annotation of a folder, and over their names."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]


def figures_of(folder: Path) -> dict[str, float]:
    """The figures of today's reader on a folder, and of joining what is read and what is given."""
    known, gold = knowledge.load(), read_gold(folder)
    lines, resolution = read_folder(folder, 1, known)
    figures = {name: value_of(figure) for name, figure in evaluate(gold, lines).items()}
    return (
        figures
        | joining.joining_figures(gold, lines, resolution)
        | joining.given_figures(gold, known)
    )


def given_figures_of(folder: Path) -> dict[str, float]:
    """The figures of joining alone on a folder."""
    return joining.given_figures(read_gold(folder), knowledge.load())


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The floors that are kept, by folder."""
    if not path.exists():
        return {}
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(part["gold"], part["floors"]) for name, part in told.items()}


def below(floors: Figures, figures: Figures) -> list[str]:
    """The figures that are worse than their floors, in words."""
    found = []
    for name, floor in floors.items():
        value = figures.get(name)
        if value is None:
            found.append(f"{name}: no figure of this name any more (floor {floor:.3f})")
        elif name in ERRORS and value > floor + TOLERANCE:
            found.append(f"{name}: {value:.3f}, must not pass {floor:.3f}")
        elif name not in ERRORS and value < floor - TOLERANCE:
            found.append(f"{name}: {value:.3f}, must not fall below {floor:.3f}")
    return found


def raised(old: Figures, figures: Figures, margin: float, *, allow_lower: bool) -> dict[str, float]:
    """New floors: `margin` worse than today's figures, and never worse than the old ones.

    Raises ValueError where a figure is below its floor, unless `allow_lower`; then that floor is
    taken down to the figure.
    """
    problems = below(old, figures)
    if problems and not allow_lower:
        raise ValueError("; ".join(problems))
    new = {}
    for name, value in sorted(figures.items()):
        is_error = name in ERRORS
        wanted = round(value + margin if is_error else max(value - margin, 0.0), 3)
        kept = old.get(name)
        if kept is not None and not any(p.startswith(f"{name}: ") for p in problems):
            wanted = min(kept, wanted) if is_error else max(kept, wanted)
        if value > 0 or is_error or kept is not None:  # nothing stands on a figure of nothing
            new[name] = wanted
    return new
