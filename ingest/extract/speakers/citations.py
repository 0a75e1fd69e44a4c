"""Whom an outlet cites, and whom it interviews: they speak, it relays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.extract.candidates import Candidate
from ingest.extract.cues import load as load_cues
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.tokens import Token

_NEAR = 25  # tokens between the citing word and the cue
_ANSWER = frozenset({"a", "answer"})
_QUESTION = frozenset({"q", "question"})


def cited_in(d: Discourse, candidate: Candidate) -> Token | None:
    """The noun of whom an outlet cites for a statement: "the Hart channel, citing a source,
    writes that C"; None where it cites nobody.
    """
    first, last = d.a.sentences[d.a.sentence[candidate.head]]
    for token in _citing(d, first, last):
        if (
            token.i in candidate.content
            or d.a.in_quote(token.i)
            or abs(token.i - candidate.head) > _NEAR
        ):
            continue
        for child in token.children:
            if child.dep_ in ("dobj", "pobj") and child.i > token.i:
                return child
    return None


def _citing(d: Discourse, first: int, last: int) -> Iterator[Token]:
    for i in range(first, last):
        token = d.doc[i]
        if load_cues().cites(d.doc[i - 1].lower_ if i else "", token.lower_):
            yield token


def is_answer(d: Discourse, candidate: Candidate) -> bool:
    """Whether a statement is an answer of an interview that names nobody: "A: C"."""
    if candidate.kind != "transcript" or len(candidate.source) != 1:
        return False
    label = d.doc[candidate.source[0]].lower_.rstrip(".")
    return label in _ANSWER and any(_is_label(d, i, _QUESTION) for i in range(candidate.head))


def _is_label(d: Discourse, i: int, words: frozenset[str]) -> bool:
    return d.doc[i].lower_ in words and i + 1 < len(d.doc) and d.doc[i + 1].text == ":"


def interviewee(d: Discourse) -> int | None:
    """Who answers in an interview: the person whom its introduction names most, else first."""
    asked = next((i for i in range(len(d.doc)) if _is_label(d, i, _QUESTION)), 0)
    named = [
        d.cast.at[i]
        for i in d.named_at
        if i < asked
        and d.cast.members[d.cast.at[i]].type == "Person"
        and d.cast.at.get(i + 1) != d.cast.at[i]
        and d.doc[max(0, i - 3)].lower_ != "by"
    ]
    counts = Counter(named)
    return max(counts, key=lambda index: (counts[index], -named.index(index)), default=None)
