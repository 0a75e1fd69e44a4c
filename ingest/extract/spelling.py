"""Spellings of one name across scripts and transliterations, brought to one skeleton."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ingest.extract.forms import name_words, skeleton


def romanised(text: str, script: Mapping[str, str]) -> str:
    """A name of another script in Latin letters, by the knowledge file's table."""
    if text.isascii():
        return text
    return "".join(
        script.get(c.lower(), c).capitalize() if c.isupper() else script.get(c, c) for c in text
    )


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name as skeletons, given names first; Abdel and Abu cling to what
    follows.
    """
    words = [skeleton(word) for word in name_words(name)]
    out: list[str] = []
    for word in words:
        if out and out[-1] in ("abdel", "abdul", "abd", "abu", "ben", "bin", "ibn"):
            out[-1] = out[-1] + word
        else:
            out.append(word)
    return tuple(out)


def is_typo(first: str, second: str) -> bool:
    """Whether two longer words differ by one letter (put in, left out, changed or swapped)."""
    if first == second:
        return True
    if min(len(first), len(second)) < 5 or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        wrong = [k for k in range(len(first)) if first[k] != second[k]]
        if len(wrong) == 1:
            return wrong[0] > 0
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and first[wrong[0]] == second[wrong[1]]
            and first[wrong[1]] == second[wrong[0]]
        )
    short, long = sorted((first, second), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(1, len(long)))
