"""`make demo`: read the examples, show the report, answer five questions, say what to try next."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path("data/demo")
PROGRAM = ".venv/bin/verbale"

# What an analyst may ask, what is to be seen in the answer, and the saved question.
QUESTIONS = (
    (
        "Who said what about the exchange of prisoners in June?",
        "Two sides, two accounts of one week; below each the outlet and the place to read.",
        "statements/about --about 'prisoner exchange' --since 2025-06-01 --until 2025-06-30",
    ),
    (
        "Who answered whom in the weeks around the second round of talks?",
        "Inside an article and across outlets: what it answers, and how the report shows that.",
        "responses/who_answered_whom --since 2025-05-20 --until 2025-06-30",
    ),
    (
        "What became of the agreement to return 6,000 bodies, and who says so?",
        "What an outlet reports on its own account, and what only a speaker claims.",
        "agreements/history --agreement '6,000 bodies'",
    ),
    (
        "Which offices did Umerov hold, and since when is it known?",
        "An office has the days between which it was reported, and the articles it stands on.",
        "people/dossier --actor Umerov",
    ),
    (
        "What was known on 8 June that is hedged or comes second hand?",
        "Only what had been reported by that day; the hedging word, and through whom it came.",
        "sources/hedged --as-of 2025-06-08",
    ),
)


def next_steps(data: Path) -> list[tuple[str, str]]:
    """What to try after the demonstration: what it is for, and the command."""
    mine = data.parent / "mine"
    return [
        ("How are Medinsky and Umerov connected?",
         f"{PROGRAM} query networks/connections --start Medinsky --goal Umerov --hops 2 "
         f"--data {data}"),
        ("All saved questions", f"{PROGRAM} queries"),
        ("What is read from one article, as JSON lines; nothing is stored",
         f"{PROGRAM} read examples/articles/2025-06-08-headquarters-answers.txt"),
        ("The graph as RDF", f"{PROGRAM} export turtle --data {data}"),
        ("Another graph; name a folder of your own: text, HTML, JSON lines or CSV",
         f"{PROGRAM} ingest examples/invented --data {mine}"),
        ("The graph in a browser, each line with its evidence",
         "make explore" if data == DATA else f"{PROGRAM} serve --data {data}"),
    ]  # fmt: skip


def verbale(*arguments: str, environment: dict[str, str]) -> int:
    """Run the command line as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "verbale", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


def main() -> int:
    """Run the demonstration; exit code 0 when every question was answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quiet", action="store_true", help="only build the graph")
    parser.add_argument(
        "--data",
        type=Path,
        default=DATA,
        help=f"a new folder for the graph; else {DATA} is made anew",
    )
    given = parser.parse_args()
    data: Path = given.data
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("VERBALE_")},
        "VERBALE_DATA": str(data),
        "VERBALE_KNOWLEDGE": "examples/invented/knowledge.toml",
    }
    if data == DATA:
        shutil.rmtree(ROOT / data, ignore_errors=True)
    elif (ROOT / data).exists():
        parser.error(f"--data {data}: it is there already; name a folder that is not")
    print("Reading examples/ (one file is empty, and must be refused) …\n", flush=True)
    code = verbale("ingest", "examples/articles", "examples/invented", environment=environment)
    if code not in (0, 3):
        return code
    if given.quiet:
        return 0
    for number, (question, seen, command) in enumerate(QUESTIONS, 1):
        print(f"\n\n── {number}. {question}\n   {seen}", flush=True)
        print(f"\n   {PROGRAM} query {command} --data {data}\n", flush=True)
        asked = ["query", *shlex.split(command), "--format", "table"]
        if code := verbale(*asked, environment=environment):
            return code
    print("\n\n── What to try next")
    for what, command in next_steps(data):
        print(f"\n   {what}\n       {command}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
