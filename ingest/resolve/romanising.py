"""Persons' names in Latin letters, and how Chinese ones sound, beyond what the reader's tables do.

The reader's skeletons (`ingest.extract.spelling`) are made for names of English articles; here are
the writing systems that two articles may spell one name in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from ingest.extract.forms import fold
from ingest.extract.spelling import romanised

# A name with ə is Azerbaijani: its letters, as the press writes them.
_AZERBAIJANI = str.maketrans(
    {"ə": "a", "c": "j", "ç": "ch", "ş": "sh", "x": "kh", "q": "g", "ğ": "gh", "ı": "i"}
)
_SON_OF = re.compile(r"\b(Ben|Bin|Ibn)-(?=\w)", re.IGNORECASE)
# Scripts of syllables whose letters have their sounds for names in Unicode, and signs that change
# the vowel of the letter before.
_LETTER = re.compile(r"(?:[A-Z]+ )(LETTER|SYLLABLE|VOWEL SIGN|SIGN)(?: [A-Z]+)*? ([A-Z]+)$")
_BY_SYLLABLES = frozenset(
    """
    DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA ETHIOPIC
    """.split()
)
_FIRST_LETTER = "\u0900"  # of all these scripts
_SIGNS = {"ANUSVARA": "n", "CANDRABINDU": "n", "BINDI": "n", "TIPPI": "n", "VISARGA": "h"}
_CHINESE = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?:ts|tz)[zu]?u(?![aeiou])|zi(?![aeiou])", "Ci"),
        (r"s[sz]u(?![aeiou])", "si"),
        (r"zh|ch|ts|tz|[qjzc]", "C"),
        (r"hs|sh|x", "s"),
        (r"ong", "ung"),
        (r"ng", "n"),
        (r"(?<=[iy])en", "an"),
        (r"(?<=[iuy]e)h|(?<=i)h", ""),
        (r"uo", "o"),
        (r"iou", "iu"),
        (r"uei", "ui"),
        (r"yi", "i"),
        (r"d", "t"),
        (r"b", "p"),
        (r"g", "k"),
    )
)


def in_latin(name: str, script: Mapping[str, str]) -> str:
    """A person's name in Latin letters; `script` is the knowledge files' table."""
    if "ə" in name.lower():
        name = name.lower().translate(_AZERBAIJANI)
    return _by_syllables(romanised(_SON_OF.sub(r"\1 ", name), script))


def is_by_syllables(name: str) -> bool:
    """Whether a name is written in a script of syllables, whose vowels differ from English use."""
    return any(
        unicodedata.name(c, "").split(" ")[0] in _BY_SYLLABLES for c in name if c >= _FIRST_LETTER
    )


def _by_syllables(text: str) -> str:
    if text.isascii() or not is_by_syllables(text):
        return text
    out = ""
    for c in text:
        told = unicodedata.name(c, "")
        found = _LETTER.match(told) if told.split(" ")[0] in _BY_SYLLABLES else None
        if found is None:
            out += c
            continue
        kind, sound = found[1], found[2].lower()
        if kind in ("VOWEL SIGN", "SIGN") and sound.upper() not in _SIGNS:
            out = out.removesuffix("a") + (sound if kind == "VOWEL SIGN" else "")
        else:
            out += _SIGNS.get(sound.upper(), sound)
    return out


@lru_cache(maxsize=65536)
def chinese_sound(name: str) -> str:
    """A Chinese name in classes that Wade-Giles and pinyin share, the family name first.

    Wade-Giles, which hyphens tell, writes j for the r of pinyin.
    """
    text = fold(name)
    if "-" in text:
        text = text.replace("j", "r")
    text = re.sub(r"[^a-z]", "", text)
    for pattern, to in _CHINESE:
        text = pattern.sub(to, text)
    return text
