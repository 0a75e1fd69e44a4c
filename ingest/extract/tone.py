"""The tone of a sentence's words: praise, dismissal, misdeed, refutal, consent, pledge and so on.

Words and phrases stand in `tone.toml`; they are features of the speech-act model, never a verdict.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ingest.extract.tokens import Token


@cache
def load() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The tones of each word or phrase, a phrase as a tuple of lemmas; read once, never changed."""
    data = tomllib.loads(files("ingest.extract").joinpath("tone.toml").read_text(encoding="utf-8"))
    tones: dict[tuple[str, ...], list[str]] = {}
    for tone, entry in data.items():
        phrases = [(word,) for word in entry["words"].split()]
        phrases += [
            tuple(phrase.split()) for phrase in entry.get("phrases", "").split("|") if phrase
        ]
        for phrase in phrases:
            tones.setdefault(phrase, []).append(tone)
    return MappingProxyType(
        {phrase: tuple(dict.fromkeys(names)) for phrase, names in tones.items()}
    )


@cache
def _by_first() -> Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Words and phrases with their tones by their first word, shorter ones first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, tones in sorted(load().items(), key=lambda entry: len(entry[0])):
        found.setdefault(phrase[0], []).append((phrase, tones))
    return MappingProxyType(found)


def tones_of(tokens: Sequence[Token]) -> dict[str, int]:
    """The tones of a stretch of words, each with the index in the stretch where it first shows."""
    table = _by_first()
    lemmas = [t.lemma_ for t in tokens]
    found: dict[str, int] = {}
    for k, lemma in enumerate(lemmas):
        for phrase, tones in table.get(lemma, ()):
            if phrase == tuple(lemmas[k : k + len(phrase)]):
                for tone in tones:
                    found.setdefault(tone, k)
    return found
