"""The candidates of an article in the making: one way to add to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.constructions.bounds import bounded
from ingest.extract.cues import holds, load
from ingest.extract.syntax import noun_phrase, trimmed
from ingest.extract.tokens import Doc, Token

DASHES = frozenset({"—", "–", "-", "--", "―"})
SAID = frozenset(
    """
    say state report announce note declare write tell stress add emphasize emphasise inform
    """.split()
)

# Constructions that are common without any speech: what the lexicon does not hold is not proposed,
# of some of them only where nobody is there to say it.
_KNOWN = frozenset({"noun-of", "noun-ing", "aside", "passive", "passive+", "adjective"})
_SAID = frozenset({"object", "object+", "preposition", "noun-to"})


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates proposed so far in an article; `wide` proposes what only training needs."""

    a: Analysis
    wide: bool = False
    found: list[Candidate] = field(default_factory=list)
    _phrases: dict[int, list[int]] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        """The article's tokens."""
        return self.a.doc

    def add(
        self,
        kind: str,
        head: Token,
        cue: Iterable[int],
        source: Token | None,
        content: Iterable[int],
        key: str | None = None,
        addressee: Token | None = None,
        **facts: str | int | bool,
    ) -> None:
        """Propose a content of the cue's paragraph, less cue and source; nothing without a word."""
        a, doc = self.a, self.a.doc
        key = key or head.lemma_.lower()
        if (kind in _KNOWN or (source is None and kind in _SAID)) and not holds(load(), kind, key):
            return
        cues = sorted(set(cue))
        phrase = self.phrase(source) if source is not None else []
        paragraph = a.paragraph[head.i]
        kept = set(content).difference(cues)
        ids = bounded(a, kind, sorted(kept), cues[-1])
        if kind not in ("passive", "passive+", "clause-passive") and phrase:
            own = set(phrase)
            ids = [i for i in ids if i not in own]
        if ids and not a.paragraph[ids[0]] == a.paragraph[ids[-1]] == paragraph:
            ids = [i for i in ids if a.paragraph[i] == paragraph]
        ids = trimmed(doc, ids)
        if not ids or not a.counted("words", ids, ids[0], ids[-1]):
            return
        self.found.append(
            Candidate(
                kind,
                head.i,
                tuple(cues),
                tuple([i for i in phrase if a.paragraph[i] == paragraph]),
                source.i if source is not None else None,
                set(ids),
                key,
                facts,
                tuple(self.phrase(addressee)) if addressee is not None else (),
            )
        )

    def phrase(self, noun: Token) -> list[int]:
        """The noun phrase of a source; one source has many candidates."""
        found = self._phrases.get(noun.i)
        if found is None:
            found = self._phrases[noun.i] = noun_phrase(noun)
        return found
