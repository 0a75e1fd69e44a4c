"""The page that follows an agreement from day to day shows what the commands print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


def test_the_page_shows_what_the_commands_print(
    load_helper: Callable[[Path], ModuleType], demo: Path
) -> None:
    story = load_helper(Path(__file__).parent / "story.py")
    shown = story.blocks(story.PAGE.read_text(encoding="utf-8"))
    days = {command.partition("--as-of ")[2] for command, _ in shown}
    assert len(days) == 4
    for command, told in shown:
        assert told == story.answer(command, demo), f"{command}: run python tests/verbale/story.py"
        assert "article/" in told
