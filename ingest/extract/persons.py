"""Common nouns for persons and groups of persons: who may speak without a name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ingest.extract.tokens import Token


@cache
def load() -> Mapping[str, frozenset[str]]:
    """The nouns by what they tell, in the singular; read once, never changed."""
    data = tomllib.loads(
        files("ingest.extract").joinpath("person_nouns.toml").read_text(encoding="utf-8")
    )
    return {name: frozenset(words.split()) for name, words in data.items()}


def is_person_noun(token: Token) -> bool:
    """Whether a common noun stands for a person ("a nurse", "villagers", "a senior figure")."""
    if token.lemma_ == "figure":
        return any(c.lower_ in load()["ranks"] for c in token.children)
    return _is_one(token, "occupations") or _is_one(token, "relations")


def is_group_noun(token: Token) -> bool:
    """Whether a common noun stands for many or for nobody in particular ("critics", "a source")."""
    return _is_one(token, "groups")


def _is_one(token: Token, name: str) -> bool:
    forms = {token.lower_, token.lemma_, _singular(token.lower_)}
    nouns = load()[name]
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and (
        bool(forms & nouns) or any(form[k:] in nouns for form in forms for k in _joints(form))
    )


def _joints(word: str) -> range:
    """Where the second part of a compound may begin: "schoolteacher" is a teacher."""
    return range(3, len(word) - 5)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
