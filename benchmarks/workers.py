"""What workers cost: CPU of two against one on the same articles, and the memory of each.

    .venv/bin/python benchmarks/workers.py [ARTICLES]

Reads the first ARTICLES (288, which are all) annotated articles of the tests in one process and in
two, each run in a process of its own, and prints CPU, the larger of the workers' memory, and the
ratio. Loading is part of it, as a user pays for it too. A processor that is shared takes longer
over the same work, so the one process is run twice at the same time, and both sides keep two busy.
Exit code 1 over a limit.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys

import texts

from graph.errors import MissingExtra

try:
    import psutil
except ImportError as error:
    raise SystemExit(str(MissingExtra("the benchmark of workers", "bench"))) from error

RATIO = 1.1
MEGABYTES = 500
ROUNDS = 3
ARTICLES = 288


def _measured(workers: int, count: int) -> None:
    """In a process of its own: read, and tell what it took, all but the making of the texts."""
    from ingest import reading

    articles = [a for part in ("train", "tune", "test") for a in texts.gold(part)][:count]
    used = psutil.Process().cpu_times()
    built = used.children_user + used.children_system
    memory = 0.0
    for number, _ in enumerate(reading.read_all(articles, workers)):
        if number % 20 == 0:
            memory = max(memory, *map(_megabytes, _readers(workers)))
    print(json.dumps({"cpu": _cpu() - built, "memory": memory}))


def _readers(workers: int) -> list[psutil.Process]:
    """The processes that read: this one, or those that the server of workers has forked."""
    here = psutil.Process()
    return here.children(recursive=True) if workers > 1 else [here]


def _megabytes(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        return float(process.memory_info().rss) / 2**20
    return 0.0


def _cpu() -> float:
    """Seconds of CPU of this process and all that it started, ended or not."""
    total = 0.0
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def run(workers: int, count: int, times: int = 1) -> tuple[float, float]:
    """(seconds of CPU, megabytes of the largest worker), the mean of runs at the same time."""
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    command = [sys.executable, __file__, "--measure", str(workers), str(count)]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(times)
    ]
    told = [json.loads(one.communicate()[0]) for one in started]
    return statistics.mean(t["cpu"] for t in told), max(t["memory"] for t in told)


def main() -> int:
    if sys.argv[1:2] == ["--measure"]:
        _measured(int(sys.argv[2]), int(sys.argv[3]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    pairs = [(run(1, count, times=2), run(2, count)) for _ in range(ROUNDS)]
    one = statistics.median(a[0] for a, _ in pairs)
    two = statistics.median(b[0] for _, b in pairs)
    ratio = statistics.median(b[0] / a[0] for a, b in pairs)
    memory = max(m for pair in pairs for _, m in pair)
    print(f"one process {one:.2f}s of CPU, two {two:.2f}s: ratio {ratio:.2f}, limit {RATIO}")
    print(f"memory of a worker {memory:.0f} MB, limit {MEGABYTES}")
    return 0 if ratio <= RATIO and memory <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
