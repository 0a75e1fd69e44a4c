"""Names in their own scripts, and how published standards write them in Latin letters.

The tables are those of the standards, not of the resolver: KMU 55 (Cabinet of Ministers of Ukraine,
resolution 55 of 2010), BGN/PCGN 1947 (Russian) and 1965 (Ukrainian), ISO 9:1995, ICAO Doc 9303 for
Cyrillic; ISO 233:1984, ALA-LC (Arabic) and BGN/PCGN 1956 for Arabic, from fully vocalised words.
`plain` drops the marks that a newsroom does not print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_KMU = dict(
    zip(
        "абвгґдежзиійклмнопрстуфхцчшщ",
        "a b v h g d e zh z y i i k l m n o p r s t u f kh ts ch sh shch".split(),
        strict=True,
    )
) | {"є": "ie", "ї": "i", "ю": "iu", "я": "ia", "ь": "", "'": "", "’": ""}
_KMU_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_UKRAINIAN = _KMU | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ь": "’", "'": "”"}
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыэю"
_BGN_RUSSIAN = dict(
    zip(
        _CYRILLIC,
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu".split(),
        strict=True,
    )
) | {"я": "ya", "ё": "ë", "ь": "’", "ъ": "”"}
_ICAO_RUSSIAN = _BGN_RUSSIAN | {
    "й": "i", "ё": "e", "ю": "iu", "я": "ia", "ь": "", "ъ": "ie", "щ": "shch", "ы": "y",
}  # fmt: skip
_ISO_9 = dict(
    zip(
        _CYRILLIC,
        "a b v g d e ž z i j k l m n o p r s t u f h c č š ŝ y è û".split(),
        strict=True,
    )
) | {"я": "â", "ё": "ë", "ь": "ʹ", "ъ": "ʺ", "і": "ì", "ї": "ï", "є": "ê", "ґ": "g̀", "'": "’"}

# Vocalised Arabic is written here as the consonants' letters with a, i, u, A, I, U (long) between.
ARABIC_LETTERS = "ءبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ALA_LC = dict(
    zip(
        ARABIC_LETTERS,
        "ʼ b t th j ḥ kh d dh r z s sh ṣ ḍ ṭ ẓ ʻ gh f q k l m n h w y".split(),
        strict=True,
    )
) | {"A": "ā", "I": "ī", "U": "ū"}
_BGN_ARABIC = _ALA_LC | {"ح": "ḩ", "ص": "ş", "ض": "ḑ", "ط": "ţ", "ظ": "z̧", "ء": "’", "ع": "‘"}
_ISO_233 = _ALA_LC | {
    "ث": "ṯ", "ج": "ǧ", "خ": "ẖ", "ذ": "ḏ", "ش": "š", "غ": "ġ", "ء": "ˈ", "ع": "ʿ",
    "A": "aʾ", "I": "iy", "U": "uw",
}  # fmt: skip

SYSTEMS: Mapping[str, tuple[str, ...]] = {
    "ukrainian": ("kmu-55", "bgn-pcgn", "iso-9"),
    "russian": ("bgn-pcgn", "icao-9303", "iso-9"),
    "arabic": ("ala-lc", "bgn-pcgn", "iso-233"),
    "latin": ("own",),
}


def written(name: str, script: str, system: str) -> str:
    """A name in Latin letters by one standard; each word with a capital."""
    return " ".join(_word(word, script, system) for word in name.split())


def plain(text: str) -> str:
    """Without the diacritics and signs that a newsroom leaves out."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c for c in bare if c.isascii() and (c.isalpha() or c in " -"))


def _word(word: str, script: str, system: str) -> str:
    if script == "latin":
        return word[:1].upper() + word[1:]
    if script == "arabic":
        table = {"ala-lc": _ALA_LC, "bgn-pcgn": _BGN_ARABIC, "iso-233": _ISO_233}[system]
        article = "al-" if word.startswith("al-") else ""
        return article + _capital(_doubled(word.removeprefix("al-"), table))
    low = word.lower()
    if script == "ukrainian" and system == "kmu-55":
        low = low.replace("зг", "z\0")  # zgh, as zh is another letter
        out = "".join(_KMU.get(c, c) for c in low[1:])
        return _capital((_KMU_FIRST.get(low[0]) or _KMU.get(low[0], low[0])) + out).replace(
            "\0", "gh"
        )
    if script == "ukrainian" and system == "bgn-pcgn":
        return _capital("".join(_BGN_UKRAINIAN.get(c, c) for c in low))
    if script == "ukrainian":
        return _capital("".join({"и": "i"}.get(c) or _ISO_9.get(c, c) for c in low))
    if system == "bgn-pcgn":
        return _capital(_bgn_russian(low))
    table = {"icao-9303": _ICAO_RUSSIAN, "iso-9": _ISO_9}[system]
    return _capital("".join(table.get(c, c) for c in low))


def _bgn_russian(low: str) -> str:
    """E is ye at the beginning and after vowels, й, ъ, ь."""
    out: list[str] = []
    for place, letter in enumerate(low):
        after = low[place - 1] if place else ""
        is_ye = letter in "её" and (not after or after in "аеёиоуыэюяйъь")
        out.append(("y" if is_ye else "") + _BGN_RUSSIAN.get(letter, letter))
    return "".join(out)


def _doubled(word: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in word)


def _capital(word: str) -> str:
    for place, letter in enumerate(word):
        if letter.isalpha() and unicodedata.category(letter) != "Lm":
            return word[:place] + letter.upper() + word[place + 1 :]
    return word
