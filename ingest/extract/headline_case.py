"""Headlines In Title Case as a sentence would write them, for the tagger and the parser: they were
trained on text and take capitals for names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from ingest.extract.dates import is_month

_LEAST = 4  # words that a headline must have to be in title case
_SHARE = 0.75
_SHORT = 3  # letters of words that may be small in title case
_MONTHS = frozenset({"may", "march"})

Known = Callable[[Sequence[str]], set[int]]  # which words of a text stand in known names


def is_title_case(words: Sequence[str]) -> bool:
    """Whether words begin with capitals as those of a headline in title case do."""
    long = [word for word in words if word[:1].isalpha() and len(word) > _SHORT]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= _LEAST and capitals >= _SHARE * len(long)


def as_sentence(
    words: Sequence[str], body: str, is_common: Callable[[str], bool], known: Known
) -> list[str]:
    """The words of a headline in title case, small where they are no names.

    A name is one that is known, that English has no word for, or that the article's body writes
    with a capital within a sentence.
    """
    named = known(words)
    out: list[str] = []
    for k, word in enumerate(words):
        is_capital = word[:1].isupper() and word[1:].islower() and k not in named
        is_english = any(w in STOP_WORDS or is_common(w) for w in _forms(word.lower()))
        is_small = (
            is_capital and is_english and not (_is_month(words, k) or _is_name(words, k, body))
        )
        out.append(word.lower() if is_small else word)
    return out


def _is_month(words: Sequence[str], k: int) -> bool:
    if words[k].lower() not in _MONTHS:
        return False
    start = len(" ".join([*words[:k], ""]))
    return is_month(" ".join(words), start, start + len(words[k]))


def _is_name(words: Sequence[str], k: int, body: str) -> bool:
    """Whether the body writes a word with a capital, by itself or beside its neighbour."""
    pairs = (words[max(0, k - 1) : k + 1], words[k : k + 2])
    if any(len(pair) == 2 and " ".join(pair) in body for pair in pairs):
        return True
    word = words[k]
    is_written = re.search(rf"(?<=[a-z,;] ){re.escape(word)}\b", body) is not None
    return is_written and re.search(rf"\b{re.escape(word.lower())}\b", body) is None


def _forms(word: str) -> Iterator[str]:
    """A word and what it may be a form of: "denies" of "deny", "accused" of "accuse"."""
    yield word
    for suffix, stems in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ("", "e")),
    ):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            stem = word.removesuffix(suffix)
            for ending in stems:
                yield stem + ending
            if stem[-1] == stem[-2]:
                yield stem[:-1]  # "planned"
