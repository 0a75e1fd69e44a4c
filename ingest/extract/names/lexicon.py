"""What is known beforehand of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.extract import cues
from ingest.extract.gazetteer import Gazetteer
from ingest.knowledge import Knowledge

# reporting verbs whose subject is as often a thing as a speaker
_WIDE = frozenset("go begin see want expect offer support seek mean table push press".split())


class _Given(dict[str, str]):
    """Given names with their gender, found also with accents: "thérèse" as "therese"."""

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        if not isinstance(name, str) or name.isascii():
            return False
        letters = unicodedata.normalize("NFD", name)
        return super().__contains__("".join(c for c in letters if not unicodedata.combining(c)))


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """What is known beforehand of names: the gazetteer, given names, offices, verbs of speech."""

    gazetteer: Gazetteer
    given: Mapping[str, str]
    offices: frozenset[str]
    speech: frozenset[str]
    family: frozenset[str]
    is_common: Callable[[str], bool]  # whether a word is in the dictionary


def name_lexicon(
    gazetteer: Gazetteer, knowledge: Knowledge, is_common: Callable[[str], bool]
) -> NameLexicon:
    """The lexicon of names of a world."""
    words = cues.load()
    verbs = {*words.clause, *words.object, *words.infinitive, *words.preposition}
    speech = frozenset(verb.partition("+")[0] for verb in verbs) - _WIDE
    return NameLexicon(
        gazetteer,
        _Given(knowledge.names.given),
        knowledge.offices,
        speech,
        frozenset(knowledge.names.family_names),
        is_common,
    )
