"""The graph does not depend on how Python happens to order its sets."""

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "articles"


def _output(seed: int) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "verbale", "read", str(EXAMPLES), "--outlet", "Dnipro Wire"],
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=False,
    )
    assert done.stdout
    return done.stdout


def test_other_seeds_give_the_same_bytes() -> None:
    assert _output(1) == _output(2) == _output(3)
