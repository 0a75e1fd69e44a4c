"""On whose side an actor stands, and how a statement's content relates to its speaker's side."""

from __future__ import annotations

from ingest.extract.candidates import Analysis, Candidate
from ingest.extract.cast import Cast

_FIRST = frozenset({"i", "we", "us", "our", "my"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DEEDS = frozenset(
    """
    violate breach break attack shell bomb kill target strike block sabotage undermine provoke
    lie manipulate blackmail threaten kidnap abduct torture obstruct derail stall delay
    postpone refuse reject deny invade occupy destroy loot starve besiege arm fund hide fail
    ignore escalate invent fake distort abuse deceive betray steal hinder disrupt drag mislead
    exploit persecute suppress deport plunder
    """.split()
)


def side_of(cast: Cast, index: int | None) -> str | None:
    """The state that an actor belongs to or speaks for; an armed group or body is its own side."""
    if index is None:
        return None
    member = cast.members[index]
    if member.state:
        return member.state
    for office in member.offices:
        if office.of is not None:
            of = cast.members[office.of]
            return of.state or of.known or f"#{office.of}"
    if member.type == "Institution":
        return member.known or f"#{index}"
    return None


def subject_of_content(c: Candidate, a: Analysis, cast: Cast) -> tuple[int | None, str]:
    """The actor that is the subject of what is said, and in what person it stands."""
    for i in sorted(c.content)[:24]:
        token = a.doc[i]
        if token.dep_ not in _SUBJECTS and not (
            token.dep_ == "poss" and token.head.dep_ in _SUBJECTS
        ):
            continue
        if token.lower_ in _FIRST:
            return None, "first"
        index = cast.at.get(i)
        if index is not None and cast.members[index].type != "Place":
            return index, "named"
        if token.lower_ in ("he", "she", "it", "they"):
            return None, "pronoun"
        return None, "other"
    return None, "none"


def relation_of(c: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> tuple[str, ...]:
    """Features of how the content relates to the speaker: whose deed it tells, and of what sort."""
    index, person = subject_of_content(c, a, cast)
    relation = person
    if person == "named":
        mine, theirs = side_of(cast, speaker), side_of(cast, index)
        relation = (
            "unknown" if mine is None or theirs is None else "own" if mine == theirs else "opposed"
        )
    bad = any(a.doc[i].lemma_.lower() in _DEEDS for i in c.content)
    negated = any(
        a.doc[i].dep_ == "neg" or a.doc[i].lower_ in ("no", "never", "nobody") for i in c.content
    )
    return (
        f"subject={relation}",
        f"deed={bad}|{relation}",
        f"negated={negated}|{relation}",
        f"negated+deed={negated}|{bad}|{relation}",
    )
