"""The words and phrases that show a statement to be an answer, read from `responses.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ResponseWords:
    """The lexicon of `responses.toml`: phrases in lower case, words as lemmas."""

    phrases: tuple[str, ...]  # the first that stands beside a content counts
    weak: frozenset[str]  # phrases that alone do not say that it is an answer
    to_actor: frozenset[str]  # phrases after which it may answer whoever is named
    judged: tuple[str, ...]  # phrases of a content that judges what another one said
    verbs: frozenset[str]
    words: frozenset[str]  # nouns for what somebody said
    openings: frozenset[str]  # first words of a sentence
    sorts: Mapping[str, str]  # verb -> what sort of answer it tells, or none
    meant: Mapping[
        str, tuple[str, ...]
    ]  # noun for what another one said -> acts, the main one first


@cache
def load() -> ResponseWords:
    """The lexicon; read once, never changed."""
    text = files("ingest.extract").joinpath("responses.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return ResponseWords(
        phrases=tuple(data["phrases"].splitlines()),
        weak=frozenset(data["weak"].splitlines()),
        to_actor=frozenset(data["to_actor"].splitlines()),
        judged=tuple(data["judged"].splitlines()),
        verbs=frozenset(data["verbs"].split()),
        words=frozenset(data["words"].split()),
        openings=frozenset(data["openings"].split()),
        sorts=MappingProxyType(
            {v: sort for sort, verbs in data["sorts"].items() for v in verbs.split()}
        ),
        meant=MappingProxyType({n: tuple(acts.split()) for n, acts in data["meant"].items()}),
    )
