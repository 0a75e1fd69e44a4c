"""Two or more who act together: whom "they", "both" and "the two leaders" look back to."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.people import joined_with
from ingest.extract.speakers.ranks import holders_of, words_of
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_PARAGRAPHS = 3  # back
_COUNTED = 6  # the same for "the two mediators", "the four"
_EITHER = frozenset("mediator guarantor sponsor".split())  # persons or states
_COUNTS = {
    "each": 2, "both": 2, "two": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4,
    "five": 5, "six": 6, "seven": 7,
}  # fmt: skip
_WITH = frozenset({"with"})
_MEETING = frozenset("meet host welcome receive call telephone phone".split())
_PERSONS = frozenset(
    """
    leader president minister official diplomat adviser advisor negotiator chief ally envoy general
    commander counterpart man woman
    """.split()
)
_STATES = frozenset("country side party nation state government party capital delegation".split())


def is_pair_noun(token: Token) -> bool:
    """Whether a noun may mean some who were named together: "the leaders", "both sides"."""
    noun = token.lemma_
    if any(c.lower_ == "each" for c in token.children):
        return noun in _STATES
    if noun in _EITHER:
        return any(c.lower_ in _COUNTS for c in token.children)
    return token.tag_ in ("NNS", "NNPS") and noun in _PERSONS | _STATES


def is_count(token: Token) -> bool:
    """Whether a word means some who were named together by their number: "the four"."""
    return token.lower_ in _COUNTS and token.lower_ not in ("both", "each")


@by_rule("together")
def who_together(d: Discourse, head: Token, span: Span) -> Speaker | None:
    """The persons, or the states or bodies, that were last named as acting together."""
    noun = head.lemma_
    number = next((_COUNTS[t.lower_] for t in (head, *head.children) if t.lower_ in _COUNTS), None)
    kind = "Person" if noun in _PERSONS else "Institution" if noun in _STATES else None
    here = d.a.sentence[head.i]
    for sentence in range(here if number is not None else here - 1, -1, -1):
        first, last = d.a.sentences[sentence]
        last = min(last, head.i)
        if d.a.paragraph[head.i] - d.a.paragraph[first] > (_COUNTED if number else _PARAGRAPHS):
            break
        groups = _groups(d, first, last) if number is None else _lists(d, first, last)
        for group in groups:
            types = {d.cast.members[i].type for i in group}
            if number is not None and len(group) != number:
                continue
            if len(types) == 1 and (kind is None or types == {kind}):
                for index in group:
                    d.cast.members[index].is_used = True
                return Speaker(group[0], group[1:], "named", None, span)
    return _counted_holders(d, head, span)


def _counted_holders(d: Discourse, head: Token, span: Span) -> Speaker | None:
    """For "the two ministers", "both presidents": the last two who hold such an office."""
    if not any(_COUNTS.get(c.lower_) == 2 for c in head.children):
        return None
    titles = holders_of(head.lemma_)
    found: list[int] = []
    for _, index in d.back(head.i):
        member = d.cast.members[index]
        if index not in found and any(titles & words_of(o.title) for o in member.offices):
            found.append(index)
    if len(found) < 2:
        return None
    return Speaker(found[1], (found[0],), "named", None, span)


def _lists(d: Discourse, first: int, last: int) -> Iterator[tuple[int, ...]]:
    """All who act or are named together in a sentence: "from the mediators, A and B"."""
    yield from _groups(d, first, last)
    for i in range(first, last):
        index = d.cast.at.get(i)
        if index is not None and d.doc[i].dep_ != "conj" and not d.a.in_quote(i):
            group = (index, *joined_with(d, d.doc[i], index))
            if len(group) > 1 and d.cast.members[index].type != "Place":
                yield group


def _groups(d: Discourse, first: int, last: int) -> Iterator[tuple[int, ...]]:
    """Who act together in a sentence: "A and B met", "A spoke with B"."""
    for i, index in d.subjects_in(first, last):
        together = [index, *joined_with(d, d.doc[i], index)]
        if len(together) == 1:
            other = _met(d, d.doc[i], last)
            if other is not None and other != index:
                together.append(other)
        if len(together) > 1 and d.cast.members[index].type != "Place":
            yield tuple(together)


def _met(d: Discourse, subject: Token, last: int) -> int | None:
    """Whom a subject met or spoke with, in the same sentence."""
    verb = subject.head
    while verb.dep_ in ("compound", "nmod", "appos", "conj") and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    for i in range(subject.i + 1, last):
        index = d.cast.at.get(i)
        if index is None or d.cast.members[index].type != d.cast.members[d.cast.at[subject.i]].type:
            continue
        if d.a.in_quote(i) or d.cast.members[index].is_adjective:
            continue
        token = d.doc[i]
        while token.dep_ in ("compound", "nmod", "flat", "appos") and token.head.i != token.i:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ in _WITH:
            return index
        if token.dep_ == "dobj" and token.head.lemma_ in _MEETING:
            return index
    return None
