"""Spellings of one name across scripts and transliterations, brought to one skeleton."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ingest.extract.forms import name_words

# Romanisations differ in few, regular ways; each rule makes two published systems agree
# (BGN/PCGN, ISO 9, Ukrainian 2010, press usage).
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tch", "ch"),
        (r"shch", "sch"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ts|tz|cz", "c"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ah$", "a"),
        (r"(?:ij|iy|yj|yy|ii|yi|ie|ye|je|ei|ey|ay|ai)$", "i"),
        (r"[iyj]e", "e"),
        (r"[iyj]o", "o"),
        (r"[iyj]u", "u"),
        (r"[iyj]a", "a"),
        (r"y", "i"),
        (r"dj", "j"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """One form for the spellings of a folded word: zelensky, zelenskyy, zelenskiy → zelenski."""
    for pattern, to in _RULES:
        word = pattern.sub(to, word)
    return word


def romanised(text: str, script: Mapping[str, str]) -> str:
    """A name of another script in Latin letters, by the knowledge file's table."""
    if text.isascii():
        return text
    return "".join(script.get(c.lower(), c).capitalize() if c.isupper() else script.get(c, c) for c in text)


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name as skeletons, given names first; Abdel and Abu cling to what follows."""
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
        return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and first[wrong[0]] == second[wrong[1]] and first[wrong[1]] == second[wrong[0]]
    short, long = sorted((first, second), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(1, len(long)))
