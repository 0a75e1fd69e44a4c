"""Writes the single sentences of `phrases/` as articles, for the model of speech acts to learn
from.

    python tests/gold/sentences.py OUT

`phrases/ACT.txt` holds one content a line, each of which does what its file says where the cue does
not tell ("said", "according to"). This gives each a cue and a speaker of Norvania, in turn, and
writes ACT.txt and ACT.json as `build.py` does. Contents that begin with a small letter, or with a
name, are reported speech; the others are quoted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NAMES = ("Norvania", "Estoria", "Haldor", "President Haldor", "Ralvia")
SPEAKERS = (
    "Foreign Minister Anton Bergholm of Norvania",
    "Mira Castellane, the Norvanian defence minister,",
    "Norvania",
    "President Oskar Lindqvist of Norvania",
    "a spokesman for the Norvanian government",
)
REPORTED = (
    "said", "said", "told reporters", "added", "noted", "wrote", "stated", "said that",
    "told reporters that", "stressed that",
)  # fmt: skip
QUOTED = ("said", "said", "told reporters", "added", "wrote", "stressed", "said on Monday", "noted")
STATES = ("Norvania", "Estoria", "Ralvia")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def framed(content: str, number: int) -> tuple[str, str, str, str]:
    """The words before a content, the content, the words after it, and the cue."""
    speaker = SPEAKERS[number % len(SPEAKERS)]
    bare = speaker.rstrip(",")
    if content[0].isupper() and not content.startswith(NAMES):
        cue = QUOTED[number % len(QUOTED)]
        verb = cue.split()[0]
        return (
            ('"', content, f'," {speaker} {cue}.', verb),
            ('"', content, f'," {verb} {bare}.', verb),
            (f'{_capital(speaker)} said: "', content, '."', "said"),
        )[number % 3]
    cue = REPORTED[number % len(REPORTED)]
    if number % 4 < 2:
        return f"{_capital(speaker)} {cue} ", content, ".", cue.split()[0]
    if number % 4 == 2:
        return "", _capital(content), f", {speaker} said.", "said"
    return f"According to {bare}, ", content, ".", "According to"


def article(act: str, contents: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The contents of one act as a text with its annotation."""
    text, statements = "", []
    for number, line in enumerate(contents):
        before, content, after, cue = framed(line, number)
        start = len(text) + len(before)
        text += f"{before}{content}{after}\n\n"
        statements.append(
            {"id": f"s{number + 1}", "start": start, "end": start + len(content), "cue": cue,
             "content": content, "act": act}
        )  # fmt: skip
    entities = [
        {"id": name.lower(), "type": "Institution", "kind": "state", "name": name,
         "mentions": [name]}
        for name in STATES
    ]  # fmt: skip
    text += "Norvanian Estorian\n"  # adjectives of the states are looked for in the text
    return text, {
        "published": "2030-01-01", "outlet": "sentences", "hand": "sentences",
        "entities": entities, "events": [], "agreements": [], "statements": statements,
        "relations": [],
    }  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python tests/gold/sentences.py OUT\n")
        return 2
    target = Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "phrases").glob("*.txt")):
        text, gold = article(path.stem, path.read_text(encoding="utf-8").splitlines())
        (target / path.name).write_text(text, encoding="utf-8")
        record = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (target / f"{path.stem}.json").write_text(record, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
