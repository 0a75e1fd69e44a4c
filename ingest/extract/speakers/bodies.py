"""Which body a common noun means: one named before, or a body of somebody's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from ingest.extract.cast import Member
from ingest.extract.names.words import PORTFOLIOS
from ingest.extract.speakers.discourse import Discourse, phrase_span, phrase_text
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_STATE_BODIES = {
    "army": "military",
    "military": "military",
    "navy": "military",
    "police": "agency",
    "presidency": "government",
    "parliament": "parliament",
    "ministry": "ministry",
}


def institution_in(d: Discourse, tokens: Iterable[int]) -> int | None:
    """The first institution that a phrase names."""
    for i in tokens:
        index = d.cast.at.get(i)
        if index is not None and d.cast.members[index].type == "Institution":
            return index
    return None


@by_rule("called")
def called(d: Discourse, noun: str, head: Token, tokens: Sequence[int], span: Span) -> Speaker:
    """ "The institute" after "the Open Sea Institute": the last whose name has the word, and no
    other portfolio.
    """
    ours = portfolios(d, head, tokens)
    for _, index in d.back(head.i):
        member = d.cast.members[index]
        is_called = member.is_named and noun in member.name.lower().split()
        if member.type == "Institution" and is_called and _is_of(member, ours):
            member.is_used = True
            return Speaker(index, (), "named", None, span)
    return Speaker(None, span=span)


def portfolios(d: Discourse, head: Token, tokens: Sequence[int]) -> Set[str]:
    """What a ministry is of, where a phrase tells: "the foreign ministry"."""
    return PORTFOLIOS.intersection(d.doc[i].lower_ for i in tokens if i < head.i)


def _is_of(member: Member, portfolios: Set[str]) -> bool:
    """Whether a body's name has one of these portfolios, if there are any."""
    return not portfolios or not portfolios.isdisjoint(member.name.lower().split())


@by_rule("kind")
def last_of(
    d: Discourse, kinds: tuple[str, ...], before: int, span: Span, of: Set[str] = frozenset()
) -> Speaker:
    """The institution of one of these kinds that was named last, of these portfolios if any."""
    for cue, speaker in d.said_back(before):
        if speaker.index is None:
            continue
        if d.a.paragraph[before] - d.a.paragraph[cue] > 3 or before - cue > 250:
            break
        member = d.cast.members[speaker.index]
        if member.kind in kinds and _is_of(member, of):
            return Speaker(speaker.index, (), "named", None, span)
    subjects = ((i, m) for i, m in d.subjects_back(before) if _is_near(d, i, before))
    for _, index in (*subjects, *d.back(before)):
        member = d.cast.members[index]
        is_one = member.kind in kinds and member.type == "Institution" and _is_of(member, of)
        if is_one and not member.is_adjective:
            return Speaker(index, (), "named", None, span)
    return Speaker(None, span=span)


@by_rule("kind")
def next_of(d: Discourse, kinds: tuple[str, ...], span: Span) -> Speaker:
    """A headline's "bloc" or "ministry": the first such body that the article names."""
    for i in d.named_at:
        member = d.cast.members[d.cast.at[i]]
        if member.kind in kinds and member.type == "Institution" and not member.is_adjective:
            return Speaker(d.cast.at[i], (), "named", None, span)
    return Speaker(None, span=span)


@by_rule("unnamed")
def some_bodies(d: Discourse, head: Token, tokens: Sequence[int], kind: str, span: Span) -> Speaker:
    """Bodies that are not told by name: "aid agencies"."""
    member = Member("Institution", phrase_text(d, tokens), kind, is_named=False, is_several=True)
    member.mentions.append(phrase_span(d, tokens))
    index = d.cast.add(member)
    d.name_here(head.i, index)
    return Speaker(index, (), "unnamed", None, span)


def _is_near(d: Discourse, token: int, before: int) -> bool:
    return d.a.paragraph[before] - d.a.paragraph[token] <= 1


@by_rule("state's body")
def state_body(d: Discourse, head: Token, tokens: Sequence[int], span: Span) -> Speaker:
    """A body of which every state has one, named without its state: "the army", "the interior
    ministry", "police".
    """
    kind = _STATE_BODIES.get(head.lower_)
    of = portfolios(d, head, tokens)
    named = [
        index
        for index, member in enumerate(d.cast.members)
        if member.type == "Institution"
        and member.is_named
        and member.kind == kind
        and member.known is None
        and member.name.lower().split()[-1] == head.lower_
        and _is_of(member, of)
        and member.mentions
    ]
    if len(named) == 1 and not any(i in d.cast.at for i in tokens):
        d.cast.members[named[0]].is_used = True
        return Speaker(named[0], (), "named", None, span)
    place = next((d.cast.members[d.cast.at[i]] for i in tokens if i in d.cast.at), None)
    state = place.state if place is not None else d.cast.state_near(d.doc[head.i].idx)
    if kind is None or state is None:
        return Speaker(None, span=span)
    if kind == "ministry":
        portfolio = _portfolio(d, tokens, head)
        if portfolio is None:
            return Speaker(None, span=span)
        index = d.cast.ministry(portfolio, state, phrase_text(d, tokens))
        d.cast.members[index].mentions.append(phrase_span(d, tokens))
        d.name_here(head.i, index)
        return Speaker(index, (), "named", None, span)
    owner = d.cast.state_member(state, create=True)
    return (
        Speaker(None, span=span) if owner is None else own_body(d, head, tokens, owner, kind, span)
    )


def _portfolio(d: Discourse, tokens: Sequence[int], head: Token) -> str | None:
    """The portfolio that a ministry's name tells, in whatever letters: "the interior ministry"."""
    words = [d.doc[i].lower_ for i in tokens if i <= head.i and i not in d.cast.at]
    text = " ".join(w for w in words if w not in ("the", "a", "its", "his", "her", "their"))
    return next(
        (
            ministry.id
            for ministry in d.cast.knowledge.ministries
            if text in {name.lower() for name in ministry.names}
        ),
        None,
    )


@by_rule("own body")
def own_body(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int | None, kind: str, span: Span
) -> Speaker:
    """A body of somebody's own: "the Russian delegation", "Sudan's army", "his office"."""
    name = phrase_text(d, tokens)
    state = d.cast.members[inside].state if inside is not None else None
    known = d.bodies.get((kind, state or ""))
    if known is not None:
        d.cast.members[known].mentions.append(span)
        return Speaker(known, (), "named", None, span)
    member = Member("Institution", name, kind, state=state)
    member.mentions.append(phrase_span(d, tokens))
    index = d.cast.add(member)
    d.keep_body(index)
    d.name_here(head.i, index)
    return Speaker(index, (), "named", None, span)
