"""`make bench`: what is measured, as ratios against fixed peers; exit code 1 over a limit.

    ingest   CPU of ingest (log, reading, joining, writing the embedded graph) against spaCy's bare
             tok2vec, tagger and parser on the same texts; both with their model loaded beforehand
    help     CPU of `verbale --help` against `import typer`
    query    CPU of a saved question against importing kglite and loading that store

`benchmarks/run.py FOLDER` measures on the texts (NAME.txt) of another folder.

CPU time, not the clock's, as other processes disturb it least. The two sides take turns, and what
counts is the median of the rounds' ratios: a machine that is slow for a while slows both.
"""

# ruff: noqa: E402 (the environment is set before numpy is imported)
from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before numpy: threads that spin would count as work
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode beside it

import texts

from graph.store import open_store
from ingest import knowledge, pipeline, reading
from ingest.article import Article
from ingest.extract.version import MODEL
from ingest.log import Log

ROUNDS = 7
STARTS = 15
LIMITS = {"ingest": 2.0, "help": 1.5, "query": 2.0}
BARE = ("attribute_ruler", "lemmatizer", "ner", "senter")  # what the peer does without


@dataclass(frozen=True)
class Ratio:
    """Two sides in seconds of CPU, round by round."""

    name: str
    rounds: Sequence[tuple[float, float]]

    @property
    def value(self) -> float:
        return statistics.median(ours / peer for ours, peer in self.rounds)

    @property
    def ours(self) -> float:
        return statistics.median(ours for ours, _ in self.rounds)

    @property
    def peer(self) -> float:
        return statistics.median(peer for _, peer in self.rounds)

    @property
    def is_within(self) -> bool:
        return self.value <= LIMITS[self.name]


def cpu_of(work: Callable[[], object]) -> float:
    """Seconds of CPU that some work takes in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ingest(folder: Path, read: Sequence[Article]) -> Ratio:
    """Reading and joining against the bare parser."""
    import spacy

    bare = spacy.load(MODEL, exclude=list(BARE))
    extractor = reading.loaded()
    known = knowledge.load()
    rounds: list[tuple[float, float]] = []

    def parse() -> None:
        for article in read:
            bare(article.text)

    for number in range(ROUNDS):
        store = open_store(str(folder / f"graph-{number}"))
        with Log(folder / f"log-{number}.sqlite", write=True) as log:

            def fill(log: Log = log, store: object = store) -> None:
                report = pipeline.Report()
                pipeline.keep(read, log, report)
                for article in read:
                    log.add_records([extractor.extract(article)])
                pipeline.refresh(log, store, known, report)  # type: ignore[arg-type]

            before = cpu_of(parse)
            rounds.append((cpu_of(fill), before))
    return Ratio("ingest", rounds)


def starts(name: str, ours: Sequence[str], peer: Sequence[str], folder: Path) -> Ratio:
    """One command against another, each in a process of its own."""

    def cpu(command: Sequence[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    cpu(ours), cpu(peer)  # once for the disk's sake
    return Ratio(name, [(cpu(ours), cpu(peer)) for _ in range(STARTS)])


def main() -> int:
    read = texts.read(sys.argv[1]) if len(sys.argv) > 1 else texts.gold("test")
    verbale = str(Path(sys.executable).with_name("verbale"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ratios = [
            ingest(folder, read),
            starts("help", [verbale, "--help"], [sys.executable, "-c", "import typer"], folder),
        ]
        store = folder / "graph-0"
        [generation] = store.glob("*.kgl")
        ratios.append(
            starts(
                "query",
                [verbale, "query", "sources/hedged", "--limit", "20", "--store", str(store)],
                [sys.executable, "-c", f"import kglite; kglite.load({str(generation)!r})"],
                folder,
            )
        )
    print(f"{'':8} {'ours':>9} {'peer':>9} {'ratio':>7} {'limit':>7}")
    for ratio in ratios:
        verdict = "" if ratio.is_within else "  over the limit"
        print(
            f"{ratio.name:8} {ratio.ours:8.3f}s {ratio.peer:8.3f}s {ratio.value:7.2f} "
            f"{LIMITS[ratio.name]:7.1f}{verdict}"
        )
    return 0 if all(ratio.is_within for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
