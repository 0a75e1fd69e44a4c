"""What stands in a block of its own: X said: ⏎ C; Quote: "C" under Source: X.

Broadcasters and agencies set long quotations below the words that introduce them, and some papers
label their blocks.
"""

from __future__ import annotations

from itertools import groupby

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.proposals import SAID, Proposals
from ingest.extract.constructions.sources import source_of
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import cue_of, is_word, trimmed
from ingest.extract.tokens import Token

_LAST_VERBS = 12  # words before a colon among which the verb stands
_LABEL_WORDS = 4
_BULLETS = frozenset("- – — • * ·".split())
_SPEAKING = frozenset(SAID) | frozenset("continue tell explain conclude tweet post go".split())
_SOURCES = frozenset({"source", "sources"})
_QUOTES = frozenset(
    {"quote", "quotes", "quotation", "direct quote", "direct speech", "literally", "verbatim"}
)
_OWN = frozenset(  # of the outlet's own words
    """
    note correction corrections clarification update updated editorial column opinion analysis
    comment explainer background context media video watch listen live photo photos exclusive
    breaking details detail reference previously earlier reminder summary timeline recap caption
    reading tags topics
    """.split()
) | {
    "editor's note",
    "editor’s note",
    "more details",
    "in detail",
    "for reference",
    "what happened",
    "what we know",
    "why it matters",
    "why this matters",
    "read also",
    "also read",
    "see also",
    "read more",
    "key points",
    "in brief",
    "in short",
    "at a glance",
}
NO_SPEAKERS = _SOURCES | _QUOTES | _OWN


def add_blocks(out: Proposals) -> None:
    """Propose the blocks of an article."""
    doc = out.doc
    paragraphs = _paragraphs(out)
    source: Token | None = None
    labels: set[int] = set()
    for k, (low, high) in enumerate(paragraphs):
        colon = _label_end(out, low, high)
        if colon is None:
            if k + 1 < len(paragraphs) and doc[high - 1].text == ":":
                _add_below(out, low, high - 1, *_block(out, paragraphs[k + 1 :]))
            continue
        labels.update(range(low, colon + 1))
        label = doc.between(low, colon).lower()
        if label in _SOURCES:
            source = _named(doc[colon + 1 : high])
        elif label in _QUOTES and colon + 1 < high:
            _add(out, "quote-colon", doc[colon], (colon,), source, "colon", (colon + 1, high))
    if labels:
        for candidate in out.found:
            candidate.content -= labels


def _paragraphs(out: Proposals) -> list[tuple[int, int]]:
    """The first token of each paragraph that has any, and the one after its last."""
    found = []
    for _, group in groupby(range(len(out.doc)), key=out.a.paragraph.__getitem__):
        ids = [i for i in group if "\n" not in out.doc[i].text]
        if ids:
            found.append((ids[0], ids[-1] + 1))
    return found


def _block(out: Proposals, paragraphs: list[tuple[int, int]]) -> tuple[int, int]:
    """The first of some paragraphs, or all of the list that it begins."""
    start, end = paragraphs[0]
    mark = out.doc[start].text
    if mark in _BULLETS:
        for first, last in paragraphs[1:]:
            if out.doc[first].text != mark:
                break
            end = last
    return start, end


def _label_end(out: Proposals, low: int, high: int) -> int | None:
    """The colon after a paragraph's label ("Quote:", "More details:")."""
    doc = out.doc
    for i in range(low + 1, min(low + _LABEL_WORDS + 1, high)):
        if doc[i].text == ":":
            return i if doc.between(low, i).lower() in NO_SPEAKERS else None
    return None


def _named(tokens: list[Token]) -> Token | None:
    """Who is the source: "Foreign Minister X on Facebook", "the Hart channel, citing X"."""
    befores = ["", *(t.lower_ for t in tokens)]
    after = next(
        (
            k
            for k, (before, t) in enumerate(zip(befores, tokens, strict=False))
            if t.lower_ == "by" or load_cues().cites(before, t.lower_)
        ),
        -1,
    )
    first = next((t for t in tokens[after + 1 :] if t.pos_ in ("PROPN", "NOUN")), None)
    while first is not None and first.dep_ in ("compound", "nmod") and first.head.i > first.i:
        first = first.head
    return first


def _add_below(out: Proposals, low: int, colon: int, start: int, end: int) -> None:
    """Propose the paragraph below "X said:"."""
    cues, doc = load_cues(), out.doc
    verb = next(
        (
            t
            for t in reversed(doc[max(low, colon - _LAST_VERBS) : colon])
            if t.pos_ == "VERB" and t.lemma_ in cues.clause and not out.a.in_quote(t.i)
        ),
        None,
    )
    if verb is None or any(t.text in (".", "?", "!") for t in doc[verb.i : colon]):
        return
    source, how = source_of(verb)
    is_told = out.a.in_quote(start) or verb.lemma_ in _SPEAKING
    if is_told and source is not None and source.i >= low:
        _add(out, "quote-before", verb, cue_of(verb), source, how, (start, end))


def _add(
    out: Proposals,
    kind: str,
    head: Token,
    cue: tuple[int, ...] | list[int],
    source: Token | None,
    how: str,
    block: tuple[int, int],
) -> None:
    a, doc = out.a, out.doc
    inside = range(*block)
    content = set(inside)
    if a.in_quote(block[0]):  # and not what the outlet tells after it
        content = {i for i in inside if a.in_quote(i)}
    kept = set(trimmed(doc, sorted(content)))
    words = sum(is_word(doc[i]) for i in kept)
    if not words:
        return
    out.found.append(
        Candidate(
            kind,
            head.i,
            tuple(cue),
            tuple(out.phrase(source)) if source is not None else (),
            source.i if source is not None else None,
            kept,
            ":" if kind == "quote-colon" else head.lemma_,
            {"how": how, "words": words, "block": True},
        )
    )
