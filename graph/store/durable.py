"""The points at which something becomes durable, so that tests can kill the process there.

`VERBALE_KILL_AT=after-save` kills this process (SIGKILL, nothing is flushed or cleaned up) the
first time that the point `after-save` is reached, `VERBALE_KILL_AT=after-save:3` the third time.
Without the variable a point costs one look at the environment.

    after-save      a new generation of the embedded store is on the disk, nobody sees it yet
    after-pointer   the pointer names the new generation
    neo4j-batch     one batch of a load into Neo4j is committed
"""

from __future__ import annotations

import os
import signal

VARIABLE = "VERBALE_KILL_AT"


def reached(point: str) -> None:
    """Say that `point` was reached; does nothing unless a crash test asks for death there."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    name, _, left = wanted.partition(":")
    if name != point:
        return
    remaining = int(left or "1") - 1
    if remaining > 0:
        os.environ[VARIABLE] = f"{name}:{remaining}"
        return
    os.kill(os.getpid(), signal.SIGKILL)
