"""Derived files are fresh: `make generate` writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.generate import pages

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", sorted(pages()), ids=str)
def test_page_is_fresh(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == pages()[path], "run: make generate"
