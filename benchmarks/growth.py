"""How the time of reading grows with the length of a text; exit code 1 where faster than linear.

    .venv/bin/python benchmarks/growth.py [CHARACTERS]

Reads the annotated articles of the tests, joined and repeated, at 1, 2, 4, … times 25,000
characters up to CHARACTERS (400,000), in many paragraphs and in one; then texts that no writer
writes: names never seen before, clauses without end, quotation marks without a partner, no stop at
all. Prints microseconds of CPU a character, and each as a ratio to the shortest text's.
"""

# ruff: noqa: E402 (the environment is set before numpy is imported)
from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from texts import gold

from ingest import reading
from ingest.article import Article
from ingest.extract.extractor import Extractor

SHORTEST = 25_000
LONGEST = 400_000
LIMIT = 2.0
SOUNDS = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def repeated(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def fresh_names(length: int) -> str:
    """People and bodies, each named once or twice."""

    def sentences() -> Iterator[str]:
        for k in cycle(range(len(SOUNDS) ** 2)):
            one, two = SOUNDS[k % 70], SOUNDS[k // 70 % 70]
            name = f"{one}{two}n".title()
            yield (
                f"{name} {two.title()}{one}rov said on Monday that the {two.title()}{one} Council "
                f"would meet. The minister denied it, and she said he had not. "
            )

    out: list[str] = []
    size = 0
    for sentence in sentences():
        out.append(sentence)
        size += len(sentence)
        if size >= length:
            return "".join(out)[:length]
    raise AssertionError


def measure(extractor: Extractor, text: str) -> float:
    """Microseconds of CPU a character."""
    began = time.process_time()
    extractor.extract(Article(text, "2031-03-04", language="en"))
    return (time.process_time() - began) / len(text) * 1e6


def main() -> int:
    longest = int(sys.argv[1]) if len(sys.argv) > 1 else LONGEST
    lengths = [SHORTEST]
    while lengths[-1] * 2 <= longest:
        lengths.append(lengths[-1] * 2)
    prose = "\n\n".join(article.text for article in gold("test")) + "\n\n"
    line = " ".join(prose.split()) + " "
    texts: dict[str, Callable[[int], str]] = {
        "many paragraphs": lambda n: repeated(prose, n),
        "one paragraph": lambda n: repeated(line, n),
        "fresh names": fresh_names,
        "clauses": lambda n: repeated("he said that she said that they said that ", n),
        "odd marks": lambda n: repeated('"We will go, he said, ', n),
        "no stops": lambda n: repeated("".join(c for c in line if c.isalnum() or c == " "), n),
    }
    extractor = reading.loaded()
    measure(extractor, prose[:SHORTEST])  # what is made once
    print(f"{'µs a character':16}" + "".join(f"{n:>16,}" for n in lengths))
    worst = 0.0
    for name, make in texts.items():
        figures = [measure(extractor, make(n)) for n in lengths]
        worst = max(worst, *(f / figures[0] for f in figures))
        print(f"{name:16}" + "".join(f"{f:8.1f} ({f / figures[0]:.2f})" for f in figures))
    verdict = "" if worst <= LIMIT else "  over the limit"
    print(f"largest ratio {worst:.2f}, may be at most {LIMIT:.1f}{verdict}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
