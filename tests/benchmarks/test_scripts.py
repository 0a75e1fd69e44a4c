"""The made-up world's spellings are those of the standards: their own published examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = (
    ("алушта", "ukrainian", "kmu-55", "Alushta"),
    ("згурський", "ukrainian", "kmu-55", "Zghurskyi"),
    ("єнакієве", "ukrainian", "kmu-55", "Yenakiieve"),
    ("їжакевич", "ukrainian", "kmu-55", "Yizhakevych"),
    ("йосипівка", "ukrainian", "kmu-55", "Yosypivka"),
    ("щербухи", "ukrainian", "kmu-55", "Shcherbukhy"),
    ("юрій", "ukrainian", "kmu-55", "Yurii"),
    ("костянтин", "ukrainian", "kmu-55", "Kostiantyn"),
    ("елена", "russian", "bgn-pcgn", "Yelena"),
    ("андреев", "russian", "bgn-pcgn", "Andreyev"),
    ("щука", "russian", "iso-9", "Ŝuka"),
    ("юрий", "russian", "iso-9", "Ûrij"),
    ("юрий", "russian", "icao-9303", "Iurii"),
)


@pytest.mark.parametrize(("name", "script", "system", "latin"), EXAMPLES)
def test_published_examples(
    load_helper: Callable[[Path], ModuleType], name: str, script: str, system: str, latin: str
) -> None:
    scripts = load_helper(Path(__file__).parents[2] / "benchmarks" / "scripts.py")
    assert scripts.written(name, script, system) == latin
