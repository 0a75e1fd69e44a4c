"""Spellings of one name across scripts and transliterations, brought to one skeleton."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from ingest.extract.forms import name_words, skeleton

_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")
# "Abdel", "Abdul", "Abd al-" are one: the servant of what follows.
_SERVANT = re.compile(r"^(?:abd[aeiu]l|abed)(?=[^aeiou]?[a-z]{3})")
# "-uddin", "-eddine", " al-Din": of the faith, tied to what stands before.
_OF_FAITH = re.compile(r"(?<=..)[aeou]l?d[ie]+ne?$")
_CLINGING = frozenset("abdel abdul abdal abd abed abu ben bin ibn".split())
# Titles of descent and piety that stand before a name as part of it (Persian, Arabic, Urdu usage).
_HONOURS = frozenset(
    skeleton(word) for word in "seyed seyyed sayed sayyed sayyid haj hajj sheikh shaikh".split()
)
# Letters that published systems write for one another at the beginning of a word: German S for
# Z, Azerbaijani Ə for A, Turkish C for J, Ukrainian H for G, Armenian and Arabic K for G; ts, tz.
_LIKE = (
    frozenset("sz"),
    frozenset("ct"),
    frozenset("ea"),
    frozenset("cj"),
    frozenset("ghk"),
    frozenset("iy"),
)


# ISO 233 has one letter for the Arabic jim, ISO 9 signs for the soft and hard sign.
_ISO = str.maketrans({"ǧ": "j", "Ǧ": "J", "ʹ": "", "ʺ": ""})


def romanised(text: str, script: Mapping[str, str]) -> str:
    """A name of another script in Latin letters, by the knowledge file's table.

    Letters that stand for one sound together have an entry of their own (Greek ου). The Arabic
    article is set off with a hyphen; a Chinese name's first character is its family name.
    """
    if text.isascii():
        return text
    text = text.translate(_ISO)
    text = _ARABIC_ARTICLE.sub("al-", unicodedata.normalize("NFC", text))
    text = _HAN_NAME.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)
    out: list[str] = []
    k = 0
    while k < len(text):
        size = 2 if text[k : k + 2].lower() in script and k + 1 < len(text) else 1
        piece = text[k : k + size]
        latin = script.get(piece, script.get(piece.lower(), piece))
        out.append(latin.capitalize() if piece[0].isupper() else latin)
        k += size
    return "".join(out)


def is_abjad(text: str) -> bool:
    """Whether a name is written in a script that leaves short vowels out (Arabic, Hebrew)."""
    return _ABJAD.search(text) is not None


def is_latin(text: str) -> bool:
    """Whether all letters of a name are Latin."""
    return all(unicodedata.name(c, "LATIN").startswith("LATIN") for c in text if c.isalpha())


@lru_cache(maxsize=65536)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name as skeletons, given names first.

    Abdel and Abu cling to what follows; an honour in front of a full name is set aside.
    """
    words = [skeleton(word) for word in name_words(name)]
    out: list[str] = []
    for word in words:
        if out and (out[-1] in _CLINGING or word in ("din", "dine", "den")):
            out[-1] = out[-1] + word
        else:
            out.append(word)
    out = [_SERVANT.sub("abd", _OF_FAITH.sub("din", word)) for word in out]
    if len(out) >= 3 and out[0] in _HONOURS:
        out = out[1:]
    return tuple(out)


@lru_cache(maxsize=65536)
def loose(word: str) -> str:
    """A skeleton without the difference between a hiss and a hush: Turkish ç and ş lose their
    mark in the press (Cavusoglu), or are written out (Chavushoglu). French ends -in in -ine.
    """
    word = re.sub(r"(?<=.{3}in)e$", "", re.sub("ch", "c", re.sub("sh|ŝ", "s", word)))
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The consonants of a skeleton, for names whose script writes no short vowels.

    Weak letters go too (h at the end, v and y, which are long vowels as often), and the letters
    qaf, gaf and ghayn are one: each is written q, g, gh and k (Qaddafi, Gaddafi).
    """
    word = re.sub(r"h$", "", word).replace("g", "k")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyv]", "", word))


@lru_cache(maxsize=65536)
def syllables(words: tuple[str, ...], *, with_vowels: bool) -> str:
    """A Chinese or Korean name in classes that its romanisations share.

    Pinyin, Wade-Giles without its apostrophes, Palladius and Kontsevich differ in the voice of
    stops (Deng, Teng), in affricates (Zhou, Chou; Jin, Цзинь) and in the final n, ng.
    """
    text = "".join(words)
    for pattern, to in (
        (r"ng", "n"),
        (r"hs|ks|sh", "s"),
        (r"(?:ch|ts|cz|[cjz])(?:z)?", "c"),
        (r"k(?=i)", "c"),
        (r"on", "un"),
        (r"d", "t"),
        (r"b", "p"),
        (r"g", "k"),
    ):
        text = re.sub(pattern, to, text)
    return text if with_vowels else re.sub(r"[aeiouy]", "", text)


def is_typo(first: str, second: str) -> bool:
    """Whether two longer words differ by one letter: put in, left out, swapped with the next, or a
    vowel or like letter for another. Another consonant makes another name (Dorovsky, Dosovsky).
    """
    if first == second:
        return True
    if min(len(first), len(second)) < 5 or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        wrong = [k for k in range(len(first)) if first[k] != second[k]]
        if len(wrong) == 1:
            changed = {first[wrong[0]], second[wrong[0]]}
            is_vowel = wrong[0] > 0 and changed <= set("aeiouy")
            return is_vowel or any(changed <= like for like in _LIKE)
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and first[wrong[0]] == second[wrong[1]]
            and first[wrong[1]] == second[wrong[0]]
        )
    short, long = sorted((first, second), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(1, len(long)))
