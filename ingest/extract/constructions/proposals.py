"""The candidates of an article in the making: one way to add to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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

# What a verb governs is hardly ever words where the lexicon does not hold it so, unless some of it
# is quoted: whom one tells, and what stands behind these.
_GOVERNED = frozenset({"object", "object+", "preposition"})
_ADDRESSING = frozenset("tell ask inform assure remind warn notify".split())
_CIRCUMSTANCES = frozenset(
    """
    on in at by after about before from without since within over into of through until
    """.split()
)


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
        content: Collection[int],
        key: str | None = None,
        addressee: Token | None = None,
        **facts: str | int | bool,
    ) -> None:
        """Propose a content of the cue's paragraph, less cue and source; nothing without a word."""
        a, doc = self.a, self.a.doc
        key = key or head.lemma_
        if not holds(load(), kind, key):
            if kind in _KNOWN or (source is None and kind in _SAID):
                return
            if not self.wide and kind in _GOVERNED and self._is_idle(kind, key, content):
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

    def _is_idle(self, kind: str, key: str, content: Collection[int]) -> bool:
        """Whether a verb governs something that is no words: "crossed the river", "said in X"."""
        verb, _, preposition = key.partition("+")
        return (
            verb not in load().reporting
            or preposition in _CIRCUMSTANCES
            or (kind == "object" and verb in _ADDRESSING)
        ) and not any(self.a.quote_of[i] >= 0 for i in content)

    def phrase(self, noun: Token) -> list[int]:
        """The noun phrase of a source; one source has many candidates."""
        found = self._phrases.get(noun.i)
        if found is None:
            found = self._phrases[noun.i] = noun_phrase(noun)
        return found
