"""Where a decision's words stand: from article and quotation to the thing that was read there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.decisions import Kind, Mention
from ingest.records import Record, Span
from ingest.resolve.items import Place, Source


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a mention cannot be used: a fixed word for counting (article, words, reading,
    ambiguous), and what is the matter.
    """

    reason: str
    message: str


def articles_of(sources: Iterable[Source]) -> Mapping[str, list[Source]]:
    """The articles by key and by address; an address has one for each version."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.article.key, []).append(source)
        if source.article.address:
            found.setdefault(source.article.address, []).append(source)
    return found


def occurrences(text: str, quote: str) -> list[Span]:
    """Where words stand in a text, whatever white space is between them."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def spans_of(record: Record, kind: Kind) -> list[tuple[int, Sequence[Sequence[Span]]]]:
    """The things of one kind in a record: place in its list, and the pieces of each mention."""
    if kind == "Statement":
        return [(k, [s.spans]) for k, s in enumerate(record.statements)]
    if kind == "Event":
        return [(k, [[m] for m in e.mentions]) for k, e in enumerate(record.events)]
    if kind == "Agreement":
        return [(k, [[m] for m in a.mentions]) for k, a in enumerate(record.agreements)]
    entities = ((k, e) for k, e in enumerate(record.entities) if e.type == kind)
    return [(k, [[m] for m in e.mentions]) for k, e in entities]


def thing_at(record: Record, kind: Kind, span: Span) -> int | None:
    """The thing of a kind whose mention covers a span best; None where none touches it."""
    best: tuple[float, int] | None = None
    for place, mentions in spans_of(record, kind):
        for pieces in mentions:
            common = sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in pieces)
            if not common:
                continue
            whole = span[1] - span[0] + sum(b - a for a, b in pieces) - common
            rank = (common / whole, -place)
            if best is None or rank > best:
                best = rank
    return None if best is None else -best[1]


def words_at(source: Source, mention: Mention) -> list[Span] | Missing:
    """The spans that a mention can mean in one article."""
    spans = occurrences(source.article.text, mention.quote)
    if not spans:
        return Missing("words", f"the words are not in the article (any more): {mention}")
    if mention.occurrence > len(spans):
        return Missing("words", f"the words stand there {len(spans)} times only: {mention}")
    return [spans[mention.occurrence - 1]] if mention.occurrence else spans


def locate(
    by_name: Mapping[str, Sequence[Source]], kind: Kind, mention: Mention
) -> tuple[Place, ...] | Missing:
    """What a mention names: a place in each version of its article where the words stand."""
    sources = by_name.get(mention.article)
    if not sources:
        return Missing("article", f"no article of this key or address (any more): {mention}")
    places: list[Place] = []
    missing: Missing | None = None
    for source in sources:
        spans = words_at(source, mention)
        if isinstance(spans, Missing):
            missing = missing or spans
            continue
        things = {thing_at(source.record, kind, span) for span in spans} - {None}
        if len(things) > 1:
            return Missing(
                "ambiguous",
                f"the words name {len(things)} things of kind {kind}; say which occurrence "
                f"(1 to {len(spans)}): {mention}",
            )
        if things:
            places.append((source.article.key, next(k for k in things if k is not None)))
        else:
            missing = Missing("reading", f"nothing of kind {kind} is read there: {mention}")
    if places:
        return tuple(sorted(places))
    assert missing is not None
    return missing
