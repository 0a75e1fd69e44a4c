"""Forms of names: folding, words, and whether two forms may name the same person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_APOSTROPHES = re.compile(r"[’‘'`ʼʻʿʾ´]")
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ə": "a",
    }
)
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(the|a|an)\s+", re.I)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no diacritics, no apostrophes, single blanks."""
    text = _APOSTROPHES.sub("", text.casefold()).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.replace("‑", "-").split())


def bare(text: str) -> str:
    """Folded, without an article in front or a possessive behind."""
    text = _POSSESSIVE.sub("", text.strip())
    return fold(_ARTICLE.sub("", text))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded; the Arabic article and hyphens are set aside."""
    folded = fold(name).replace(".", " ")
    out: list[str] = []
    for word in folded.split():
        for prefix in (
            "al-",
            "el-",
            "ul-",
            "ad-",
            "ud-",
            "as-",
            "ash-",
            "an-",
            "ar-",
            "at-",
            "az-",
        ):
            if word.startswith(prefix) and len(word) > len(prefix) + 1:
                word = word[len(prefix) :]
                break
        if word in ("al", "el", "bin", "bn", "ibn", "ben", "jr", "sr", "ii", "iii"):
            continue
        out.append(word.replace("-", ""))
    return tuple(out)


def same_given(first: str, second: str, equivalents: Mapping[str, int]) -> bool:
    """Whether two given names may be the same: equal, an initial, or known equivalents."""
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    group = equivalents.get(first)
    return group is not None and group == equivalents.get(second)


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in words)


def may_be_same(
    first: tuple[str, ...], second: tuple[str, ...], equivalents: Mapping[str, int]
) -> bool:
    """Whether two names of one article may be one person's: one surname, given names agree."""
    if not first or not second:
        return False
    first, second = _key(first), _key(second)
    short, long = sorted((first, second), key=len)
    if len(short) == 1:
        return short[0] == long[-1] or (short[0] == long[0] and len(short[0]) > 3)
    if short[-1] != long[-1]:
        return set(short) <= set(long)
    return all(
        any(same_given(word, other, equivalents) for other in long[:-1]) for word in short[:-1]
    ) or all(
        any(same_given(word, other, equivalents) for other in short[:-1]) for word in long[:-1]
    )


# Romanisations differ in few, regular ways; each rule makes two published systems agree
# (BGN/PCGN, ISO 9, Ukrainian 2010, press usage). A j at the beginning of a word is a consonant
# (Jiang is not Yang); inside one it may be the German and Polish y.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"([^aeiou])\1+", r"\1"),
        # one sound, щ: English, German, French and Polish; then ch and sh likewise
        (r"schtsch|chtch|shch|szcz", "ŝ"),
        (r"tsch|tch", "ch"),
        (r"sch(?!a)|sz", "sh"),
        # Belarusian has ts and u where Russian has t and v (Tsikhanouskaya, Tikhanovskaya)
        (r"ts(?=i)", "t"),
        (r"[oa]usk", "ovsk"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ts|tz|cz", "c"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"uw(?=[^aeiou]|$)", "u"),  # ISO 233 writes long u so
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"([ae])h$", r"\1"),
        (r"(?:ij|iy|yj|yy|ii|yi|ie|ye|je|ei|ey|ej|ay|ai|aj)$", "i"),
        (r"(?:[iy]|\Bj)+e", "e"),
        (r"(?:[iy]|\Bj)+o", "o"),
        (r"(?:[iy]|\Bj)+u", "u"),
        (r"(?:[iy]|\Bj)+a", "a"),
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


def slug(text: str) -> str:
    """An id from a name: folded, words tied with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
