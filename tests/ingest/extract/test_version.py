"""The extractor's version tells of every file that decides a record."""

from __future__ import annotations

from pathlib import Path

from ingest.extract.version import _parts


def test_files_in_folders_below_count_by_their_path(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    for name in ("acts.py", "acts.json", "training.py", "notes.md", "names/acts.py"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert _parts(tmp_path) == [
        ("acts.json", b"acts.json"),
        ("acts.py", b"acts.py"),
        ("names/acts.py", b"names/acts.py"),
    ]
