"""The statements of an article as those that may answer each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract import response_words
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.sides import side_of
from ingest.extract.speakers.speaker import Speaker

_SHOWN = 3  # letters of a word from which it tells what a content is about
_STEM = 5  # letters by which words are of one family: "violated", "violations"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What responses are found from: the statements of an article with what is known of each."""

    a: Analysis
    cast: Cast
    candidates: Sequence[Candidate]
    speakers: Sequence[Speaker]
    acts: Sequence[str]
    topics: Sequence[frozenset[tuple[str, int]]]
    addressees: Sequence[tuple[int, ...]]
    told: Sequence[Told]
    ruled: Sequence[str]  # the acts that cue and words show by rule

    def beside(self, k: int) -> Iterator[int]:
        """The other statements of a statement's sentence, in order."""
        sentence = self.a.sentence
        here = sentence[self.candidates[k].head]
        first = k
        while first and sentence[self.candidates[first - 1].head] == here:
            first -= 1
        for j in range(first, len(self.candidates)):
            if sentence[self.candidates[j].head] != here:
                return
            if j != k:
                yield j


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement tells by itself; worked out once for all pairs that it is one of."""

    stems: frozenset[str]  # how the telling words of its content begin
    side: str | None  # of its speaker
    named: frozenset[int]  # members that its content names
    named_sides: frozenset[str | None]
    actor_sides: frozenset[str | None]  # of those that are no places
    addressed_sides: frozenset[str | None]
    opening: str | None  # the first word of its sentence, where that may show an answer
    is_question: bool
    is_negated: bool


def told_in(
    c: Candidate, a: Analysis, cast: Cast, speaker: int | None, addressed: Sequence[int]
) -> Told:
    """What a statement tells by itself."""
    doc = a.doc
    tokens = [doc[i] for i in c.content]
    named = frozenset(cast.at[i] for i in c.content if i in cast.at)
    end = doc[max(c.content)].idx
    opening = doc[a.sentences[a.sentence[c.head]][0]].lower_
    return Told(
        stems=frozenset(
            t.lemma_[:_STEM]
            for t in tokens
            if t.pos_ in ("NOUN", "VERB", "ADJ", "NUM") and len(t.text) > _SHOWN
        ),
        side=side_of(cast, speaker),
        named=named,
        named_sides=frozenset(side_of(cast, i) for i in named),
        actor_sides=frozenset(side_of(cast, i) for i in named if cast.members[i].type != "Place"),
        addressed_sides=frozenset(side_of(cast, i) for i in addressed),
        opening=opening if opening in response_words.load().openings else None,
        is_question="?" in a.text[end : end + 3],
        is_negated=any(t.dep_ == "neg" or t.lower_ == "no" for t in tokens),
    )
