"""Whether a text is English: by its commonest words; other languages are kept unread."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """
    the of and to in a is that for on with as was at by from it be has he said are this an not
    have its were will would which but his their they been who or after had over we i you all no
    more than also about
    """.split()
)
_ELSEWHERE = frozenset(  # the commonest words of other languages in this script
    """
    le la les des du une est que qui dans pour sur avec ne pas der die das und ist nicht von mit ein
    eine el los las por para con se del che di il della dei sono het een van voor niet ve bir bu
    için ile da na nie w się jest że z och att som på det är og av til não uma os em um
    """.split()
)
_SAMPLE = 4000
_SHARE = 0.12


def is_english(text: str) -> bool:
    """Whether the text's first words are English; a text of very few words counts as English when
    Latin.
    """
    words = list(map(str.lower, _WORDS.findall(text[:_SAMPLE])))
    if not words:
        return False
    latin = sum(map(str.isascii, words)) / len(words)
    if latin < 0.7:
        return False
    if len(words) < 12:
        elsewhere = sum(word in _ELSEWHERE for word in words)
        return elsewhere < 2 or sum(word in _COMMON - {"a"} for word in words) > elsewhere
    return sum(map(_COMMON.__contains__, words)) / len(words) >= _SHARE
