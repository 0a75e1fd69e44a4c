"""Who holds an office: a person of the article, or one whom it does not name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from ingest.extract.cast import Member
from ingest.extract.speakers.discourse import FAR, Discourse, phrase_text
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Office, Span

_STATE_OFFICES = frozenset(
    {
        "minister",
        "president",
        "premier",
        "leader",
        "head of state",
        "spokesman",
        "spokeswoman",
        "diplomat",
    }
)
_HELD_BY = {  # offices that a word may mean
    "head of state": {"president", "king", "emir", "leader", "sultan"},
    "leader": {
        "president",
        "minister",
        "leader",
        "premier",
        "chairman",
        "king",
        "emir",
        "chief",
    },
    "premier": {"minister", "premier"},
    "spokesperson": {"spokesman", "spokeswoman", "spokesperson", "secretary"},
    "spokesman": {"spokesman", "spokesperson", "secretary"},
    "spokeswoman": {"spokeswoman", "spokesperson", "secretary"},
    "diplomat": {
        "minister",
        "ambassador",
        "envoy",
        "spokeswoman",
        "spokesman",
        "secretary",
        "representative",
        "diplomat",
    },
    "chief": {"chief", "head", "director", "secretary", "general", "commissioner"},
    "official": {
        "official",
        "minister",
        "spokesman",
        "spokeswoman",
        "secretary",
        "head",
        "aide",
        "adviser",
    },
    "negotiator": {"negotiator", "aide", "head", "minister"},
    "aide": {"aide", "adviser", "assistant"},
}


@by_rule("office")
def office_holder(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int | None, span: Span
) -> Speaker | None:
    """ "The minister", "the Ukrainian president": a person of the article with that office."""
    text = d.doc.between(tokens[0], tokens[-1] + 1).lower()
    wanted = "head of state" if "head of state" in text else head.lower_
    state = d.cast.members[inside].state if inside is not None else None
    checked: dict[int, bool] = {}

    def is_meant(index: int) -> bool:
        member = d.cast.members[index]
        if member.type != "Person" or not member.is_named:
            return False
        counterpart = state is not None and member.state == state and not member.offices
        return counterpart or _holds(d, member, wanted, inside)

    k = bisect_left(d.named_at, head.i)
    later = ((i, d.cast.at[i]) for i in d.named_at[k : k + FAR])
    for _, index in chain(d.back(head.i), later):
        if index not in checked:
            checked[index] = is_meant(index)
        if checked[index]:
            return Speaker(index, (), "named", None, span)
    if inside is not None:
        return _title_only(d, head, tokens, inside, span)
    recent = (
        s
        for c, s in d.said_back(head.i)
        if d.cast.members[s.index or 0].type == "Person"
        and d.a.paragraph[head.i] - d.a.paragraph[c] <= 1
    )
    last = next(recent, None)
    if last is not None and head.lower_ not in (
        "father",
        "mother",
        "wife",
        "husband",
        "son",
        "daughter",
    ):
        return Speaker(last.index, (), last.attribution, None, span)
    return None


def _holds(d: Discourse, member: Member, noun: str, of: int | None) -> bool:
    wanted = _HELD_BY.get(noun, {noun})
    for office in member.offices:
        title = set(office.title.lower().replace("-", " ").split())
        if title & wanted and (
            of is None
            or (office.of is None and noun in _STATE_OFFICES)
            or office.of == of
            or _same_state(d, office, of)
        ):
            return True
    return False


def _same_state(d: Discourse, office: Office, of: int) -> bool:
    if office.of is None:
        return False
    first, second = d.cast.members[office.of], d.cast.members[of]
    return first.state is not None and first.state == second.state


@by_rule("title only")
def _title_only(
    d: Discourse, head: Token, tokens: Sequence[int], inside: int, span: Span
) -> Speaker:
    """An office holder whom the article does not name: "the Supreme Leader of Iran"."""
    name = phrase_text(d, tokens)
    low = [
        t.i
        for t in d.doc[tokens[0] : head.i + 1]
        if (t.i not in d.cast.at and t.pos_ in ("NOUN", "PROPN", "ADJ")) or t.i == head.i
    ]
    title = d.a.text[d.doc[low[0]].idx : d.doc[head.i].idx + len(head)] if low else head.text
    title = " ".join(w for w in title.split() if w.lower() != "the")
    known = d.titled.get((inside, title.lower()))
    if known is not None:
        d.cast.members[known].mentions.append(span)
        return Speaker(known, (), "unnamed", title, span)
    d.cast.members[inside].is_used = True
    member = Member("Person", name, is_named=False, state=d.cast.members[inside].state)
    member.mentions.append(span)
    member.offices.append(Office(title, inside, span))
    index = d.cast.add(member)
    d.titled[inside, title.lower()] = index
    d.unnamed_people.append(index)
    return Speaker(index, (), "unnamed", title, span)
