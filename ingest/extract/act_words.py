"""The words and patterns by which a content shows its speech act, read from `acts.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a content must show for an act: all of `has`, and one of `lemmas` as its cue if given.

    A pattern of `has` that begins with `^` holds only for the content's first words.
    """

    act: str
    has: tuple[re.Pattern[str], ...]
    lemmas: frozenset[str]

    def fits(self, content: str, lemma: str) -> bool:
        """Whether a content in lower case, under a cue of this lemma, shows the act."""
        return (not self.lemmas or lemma in self.lemmas) and all(
            p.search(content) for p in self.has
        )


@dataclass(frozen=True, slots=True)
class Correction:
    """The act of a content that shows all of `has`, under one of `lemmas` as its cue and of a
    `subject`, if any are named, where the model gives one of `instead`.
    """

    act: str
    instead: frozenset[str]
    subject: str | None
    has: tuple[re.Pattern[str], ...]
    lemmas: frozenset[str]

    def fits(self, content: str, lemma: str) -> bool:
        """Whether a content in lower case, under a cue of this lemma, shows the act."""
        return (not self.lemmas or lemma in self.lemmas) and all(
            p.search(content) for p in self.has
        )


@dataclass(frozen=True, slots=True)
class ActWords:
    """The lexicon of `acts.toml`."""

    neutral: frozenset[str]  # cues that leave the act to the content
    neutral_kinds: frozenset[str]  # constructions that do
    naming: frozenset[str]
    patterns: tuple[Pattern, ...]  # the first that fits holds
    corrections: tuple[Correction, ...]
    pronouns: Mapping[str, str]  # subject pronoun -> its class
    modals: Mapping[str, str]
    sides: frozenset[str]
    matters: frozenset[str]
    accusations: frozenset[str]  # nouns for what somebody is said to have done
    empty: frozenset[str]  # words that tell nothing of an act


@cache
def load() -> ActWords:
    """The lexicon; read once, never changed."""
    data = tomllib.loads(files("ingest.extract").joinpath("acts.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}

    def by_word(table: Mapping[str, str]) -> Mapping[str, str]:
        return MappingProxyType({w: name for name, text in table.items() for w in text.split()})

    return ActWords(
        neutral=words["neutral"],
        neutral_kinds=words["neutral_kinds"],
        naming=words["naming"],
        patterns=tuple(
            Pattern(
                p["act"],
                tuple(re.compile(x) for x in p["has"]),
                frozenset(p.get("lemmas", "").split()),
            )
            for p in data["pattern"]
        ),
        corrections=tuple(
            Correction(
                c["act"],
                frozenset(c["instead"].split()),
                c.get("subject"),
                tuple(re.compile(x) for x in c.get("has", ())),
                frozenset(c.get("lemmas", "").split()),
            )
            for c in data["correction"]
        ),
        pronouns=by_word(data["pronouns"]),
        modals=by_word(data["modals"]),
        sides=words["sides"],
        matters=words["matters"],
        accusations=words["accusations"],
        empty=words["empty"],
    )
