"""The lexicon of reporting words, read from `cues.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Reporting words by construction: each maps a lemma (or `lemma+preposition`) to its acts.

    The acts stand in the order of the file; the last of several is the more telling one, since
    the first construction, `state`, is the widest. `reporting` are the lemmas of all of them,
    and of verbs that report in phrases only.
    """

    clause: Mapping[str, tuple[str, ...]]
    object: Mapping[str, tuple[str, ...]]
    infinitive: Mapping[str, tuple[str, ...]]
    preposition: Mapping[str, tuple[str, ...]]
    noun: Mapping[str, tuple[str, ...]]
    adjective: Mapping[str, tuple[str, ...]]
    performed: Mapping[str, frozenset[str]]
    hedge_adverbs: frozenset[str]
    hedge_adjectives: frozenset[str]
    hedge_verbs: frozenset[str]
    hedge_phrases: tuple[str, ...]
    not_cues: tuple[str, ...]
    reporting: frozenset[str]
    citing: frozenset[str]
    references: frozenset[str]

    def cites(self, before: str, word: str) -> bool:
        """Whether a word, with the one before it, says who is cited: "citing", "reference to"."""
        return word in self.citing or (word == "to" and before in self.references)


def _acts(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    acts: dict[str, tuple[str, ...]] = {}
    for act, text in table.items():
        for word in text.split():
            acts[word] = (*acts.get(word, ()), act)
    return acts


_TABLES = ("clause", "object", "infinitive", "preposition", "noun", "adjective")


@cache
def load() -> Cues:
    """The lexicon; read once, never changed."""
    data = tomllib.loads(files("ingest.extract").joinpath("cues.toml").read_text(encoding="utf-8"))
    hedges = data["hedges"]
    tables = {name: _acts(data[name]) for name in _TABLES}
    return Cues(
        **tables,
        performed={kind: frozenset(text.split()) for kind, text in data["performed"].items()},
        hedge_adverbs=frozenset(hedges["adverbs"].split()),
        hedge_adjectives=frozenset(hedges["adjectives"].split()),
        hedge_verbs=frozenset(hedges["verbs"].split()),
        hedge_phrases=tuple(hedges["phrases"]),
        not_cues=tuple(data["not_cues"]["phrases"]),
        citing=frozenset(data["citing"]["words"].split()),
        references=frozenset(data["citing"]["references"].split()),
        reporting=frozenset(data["phrases"]["verbs"].split()).union(
            key.partition("+")[0] for table in tables.values() for key in table
        ),
    )


@cache
def construction(kind: str) -> str:
    """The part of the lexicon that speaks for a construction."""
    if kind.startswith(
        ("quote-a", "quote-b", "clause", "aside", "as", "inserted", "line", "anaphora")
    ):
        return "clause"
    if kind.startswith(("object", "passive")):
        return "object"
    return kind.split("-", maxsplit=1)[0]


def holds(cues: Cues, kind: str, key: str) -> bool:
    """Whether the lexicon holds a cue to report speech in a construction."""
    name = construction(kind)
    if name not in _TABLES:
        return True
    table: Mapping[str, tuple[str, ...]] = getattr(cues, name)
    return key in table or (
        key.partition("+")[0] in table and kind.startswith(("noun", "infinitive"))
    )
