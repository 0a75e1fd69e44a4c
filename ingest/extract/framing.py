"""Sentences that open a paragraph with what was done on a day: what is said next belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.issued import dates_told
from ingest.extract.tokens import Token

_LASTS = 2  # sentences after it that stand in its frame
_REPORTING = frozenset("publish report air broadcast leak".split())
_OPENING = 3  # words in which a sentence begins with its day


def framed(
    a: Analysis, said: Collection[int], cues: Collection[int], published: str | None
) -> Iterator[tuple[range, str]]:
    """Sentences of a paragraph whose first one tells, of nobody's words, what was done on a day
    before that of publication: "The proposal emerged on March 11 in Jeddah. In a joint statement,
    Kyiv expressed …".
    """
    for s, (low, high) in enumerate(a.sentences):
        paragraph = a.paragraph[low]
        if s and a.paragraph[low - 1] == paragraph:
            continue
        root = next((t for t in a.doc[low:high] if t.head is t), None)
        if root is None or root.i in cues or root.i in said or not _is_past(root):
            continue
        day = _day_of(a, s, root, said, published)
        if day is None:
            continue
        last = s + 1
        while (
            last < len(a.sentences)
            and last - s <= _LASTS
            and a.paragraph[a.sentences[last][0]] == paragraph
            and not dates_told(a, last, published)
        ):
            last += 1
        if last > s + 1:
            yield range(s + 1, last), day


def _is_past(verb: Token) -> bool:
    """Whether a verb tells what came about: "met", "was raised". To what a medium reported, one
    answers later.
    """
    return verb.lemma_ not in _REPORTING and (
        verb.tag_ == "VBD"
        or (
            verb.tag_ == "VBN"
            and any(c.dep_ == "auxpass" and c.lower_ in ("was", "were") for c in verb.children)
        )
    )


def _day_of(
    a: Analysis, sentence: int, root: Token, said: Collection[int], published: str | None
) -> str | None:
    """The day that a sentence opens with, or that hangs on its verb."""
    low, _ = a.sentences[sentence]
    for date in dates_told(a, sentence, published):
        token = a.doc.at(date.start)
        up = token.head.head if token.head.pos_ == "ADP" else token.head
        if token.i in said or not (up is root or token.i - low < _OPENING):
            continue
        if date.day and date.day < (published or ""):
            return date.day
    return None
