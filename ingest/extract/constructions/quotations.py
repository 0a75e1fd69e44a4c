"""Quotations with the words before and after them: "C," said X; X: "C"."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.proposals import DASHES, Proposals
from ingest.extract.constructions.sources import source_of
from ingest.extract.cues import load
from ingest.extract.syntax import cue_of, is_word

_AFTER_WINDOW = 40
_QUOTE_WORDS = 2
_CUES = 3  # verbs on one side of a quotation that may be its cue
_NEXT = 6  # tokens up to a verb that the lexicon does not hold: "C," X thundered


def add_quotation(out: Proposals, k: int) -> None:
    """Propose a quotation with the cues after and before it."""
    doc, a = out.doc, out.a
    first, last = a.regions[k]
    if first >= len(doc):
        return
    count = a.counted("words", range(first, last + 1), first, last)
    if count < _QUOTE_WORDS:
        return
    content = set(range(first, last + 1))
    _add_side(out, k, first, last, count, content, "after")
    _add_side(out, k, first, last, count, content, "before")
    j = last + 1
    while j < len(doc) and doc[j].is_space and j < last + 3:
        j += 1
    if (
        j + 1 < len(doc)
        and doc[j].text in DASHES
        and doc[j + 1].pos_ in ("PROPN", "NOUN")
        and a.paragraph[j] == a.paragraph[j + 1]
    ):
        e = j + 1
        while (
            e + 1 < len(doc) and doc[e + 1].pos_ == "PROPN" and a.paragraph[e + 1] == a.paragraph[j]
        ):
            e += 1
        out.found.append(
            Candidate(
                "quote-dash",
                j,
                (j,),
                tuple(range(j + 1, e + 1)),
                e,
                content,
                "-",
                {"words": count, "how": "dash"},
            )
        )
    if first >= 2 and doc[first - 1].text == ":" and doc[first - 2].pos_ in ("PROPN", "NOUN", "X"):
        head = doc[first - 2]
        while (
            head.dep_ in ("compound", "flat")
            and head.i - 4 < head.head.i < first
            and head.head.i != head.i
        ):
            head = head.head
        out.add(
            "quote-colon",
            doc[first - 1],
            [first - 1],
            head,
            content,
            key=":",
            how="colon",
            words=count,
        )


def _add_side(
    out: Proposals, k: int, first: int, last: int, count: int, content: set[int], side: str
) -> None:
    doc, a = out.doc, out.a
    paragraph = a.paragraph[first]
    after = side == "after"
    indices: Iterator[int] = iter(
        range(last + 1, min(len(doc), last + _AFTER_WINDOW))
        if after
        else range(first - 1, max(-1, first - _AFTER_WINDOW), -1)
    )
    rank = 0
    for i in indices:
        token = doc[i]
        if a.paragraph[i] != paragraph or a.in_quote(i):
            break
        if after and i > last + 1 and token.is_sent_start and doc[i - 1].text in (".", "?", "!"):
            break
        if not after and token.text in (".", "?", "!") and i != first - 1:
            break
        if token.pos_ not in ("VERB", "AUX") or token.lemma_ in (
            "be",
            "have",
            "do",
            "will",
            "would",
            "can",
            "could",
            "may",
            "might",
            "should",
            "must",
        ):
            continue
        distance = abs(i - (last if after else first))
        if distance > _NEXT and not out.wide and token.lemma_ not in load().reporting:
            rank += 1
            if rank >= _CUES:
                break
            continue
        source, how = source_of(token)
        if source is not None and a.quote_of[source.i] == k:
            source = None
        if source is None and after:
            nearby = next(
                (t for t in doc[i + 1 : i + 6] if t.pos_ in ("NOUN", "PROPN", "PRON")), None
            )
            if nearby is not None and nearby.dep_ == "compound":
                nearby = nearby.head
            source = nearby
        between = "".join(
            doc[x].text
            for x in (range(last + 1, i) if after else range(i + 1, first))
            if not is_word(doc[x])
        )
        out.add(
            f"quote-{side}",
            token,
            cue_of(token),
            source,
            content,
            how=how,
            distance=distance,
            between=between[:3],
            words=count,
            rank=rank,
            last=doc[last - 1].text if last > first else "",
            capital=doc[min(first + 1, last)].text[:1].isupper(),
        )
        rank += 1
        if rank >= _CUES:
            break
