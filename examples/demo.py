"""`make demo`: read the examples, show the report, answer five questions."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path("data/demo")

QUESTIONS = (
    (
        "Who said what about the exchange of prisoners in June, and with what hedges?",
        [
            "statements/about",
            "--about",
            "prisoner exchange",
            "--since",
            "2025-06-01",
            "--until",
            "2025-06-30",
        ],
    ),
    ("Who answered whom?", ["responses/who_answered_whom"]),
    (
        "What became of the return of 6,000 bodies, and who says so?",
        ["agreements/history", "--agreement", "6,000 bodies"],
    ),
    (
        "Which offices did Umerov hold, and when was it reported?",
        ["people/dossier", "--person", "Umerov"],
    ),
    (
        "What was known on 8 June that is hedged or comes second hand?",
        ["sources/hedged", "--as-of", "2025-06-08"],
    ),
)


def verbale(*arguments: str, environment: dict[str, str]) -> int:
    """Run the command line as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "verbale", *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


def main() -> int:
    """Run the demonstration; exit code 0 when every question was answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quiet", action="store_true", help="only build the graph")
    quiet = parser.parse_args().quiet
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("VERBALE_")},
        "VERBALE_DATA": str(DATA),
        "VERBALE_KNOWLEDGE": "examples/invented/knowledge.toml",
    }
    shutil.rmtree(ROOT / DATA, ignore_errors=True)
    print("Reading examples/ (one file is empty, and must be refused) …\n", flush=True)
    code = verbale("ingest", "examples/articles", "examples/invented", environment=environment)
    if code not in (0, 3):
        return code
    if quiet:
        return 0
    for question, arguments in QUESTIONS:
        print(f"\n── {question}", flush=True)
        shown = " ".join(a if " " not in a else repr(a) for a in arguments)
        print(f"   verbale query {shown} --data {DATA}", flush=True)
        code = verbale("query", *arguments, "--format", "table", environment=environment)
        if code:
            return code
    print(
        f"""
Try next:
  make explore                                    the graph in a browser, with its evidence
  .venv/bin/verbale queries                       all saved questions
  .venv/bin/verbale read examples/articles        what is read from each article, as JSON lines
  .venv/bin/verbale export turtle --data {DATA}   the graph as RDF
  .venv/bin/verbale ingest YOUR_FOLDER            your own articles: text, HTML, JSON lines, CSV"""
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
