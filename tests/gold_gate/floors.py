"""Show the figures beside their floors, or raise the floors to today's figures.

    python tests/gold_gate/floors.py                     figures and floors
    python tests/gold_gate/floors.py --raise             write higher floors
    python tests/gold_gate/floors.py --raise --allow-lower   also lower ones, where that is meant

VERBALE_GOLD names the folder with `dev` and `real-dev`; without it only our own corpus is read.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import gate


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="only these")
    parser.add_argument("--raise", dest="is_raised", action="store_true", help="write floors")
    parser.add_argument("--allow-lower", action="store_true", help="lower a floor where needed")
    parser.add_argument("--margin", type=float, default=0.0, help="how far below the figures")
    given = parser.parse_args()
    floors = gate.read_floors()
    code = 0
    for name in given.folders or (*gate.NAMED, gate.OWN, gate.STORIES):
        measured = measure(name)
        if measured is None:
            code |= name in (gate.OWN, gate.STORIES)
            continue
        figures, gold = measured
        old = floors.get(name, gate.Floors())
        show(name, old, figures, gold)
        if not given.is_raised:
            code |= bool(gate.below(old.figures, figures))
            continue
        try:
            new = gate.raised(old.figures, figures, given.margin, allow_lower=given.allow_lower)
        except ValueError as error:
            sys.stderr.write(f"{name}: its floors stay as they are: {error} (--allow-lower)\n")
            code = 1
            continue
        floors[name] = gate.Floors(gold, new)
    if given.is_raised:
        write(floors)
    return int(code)


def measure(name: str) -> tuple[dict[str, float], str] | None:
    """The figures of a folder and the hash of its annotation; None where it is not there."""
    with tempfile.TemporaryDirectory() as temporary:
        try:
            is_own = name in (gate.OWN, gate.STORIES)
            folder = gate.build_own(Path(temporary), name) if is_own else gate.folder_of(name)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{name}: it cannot be built: {error}\n")
            return None
        if folder is None:
            sys.stderr.write(f"{name}: not on this machine ({gate.VARIABLE})\n")
            return None
        of = gate.given_figures_of if name == gate.STORIES else gate.figures_of
        return of(folder), gate.hash_of(folder)


def show(name: str, floors: gate.Floors, figures: Mapping[str, float], gold: str) -> None:
    changed = "" if floors.gold in ("", gold) else " (the annotation has changed)"
    sys.stdout.write(f"{name} {gold}{changed}\n")
    for figure, value in figures.items():
        floor = floors.figures.get(figure)
        told = f"floor {floor:.3f}  {value - floor:+.3f}" if floor is not None else ""
        sys.stdout.write(f"  {figure:34} {value:.3f}  {told}\n")


def write(floors: Mapping[str, gate.Floors]) -> None:
    lines = [
        "# What a figure must not fall below (of wrong_speaker_rate: must not pass), by folder.",
        "# `gold` is the hash of the annotated articles. Written by floors.py --raise.",
    ]
    for name, one in floors.items():
        lines += ["", f"[{name}]", f'gold = "{one.gold}"', "", f"[{name}.floors]"]
        lines += [f"{figure} = {value:.3f}" for figure, value in one.figures.items()]
    gate.FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
