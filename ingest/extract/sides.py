"""On whose side an actor stands, and how a statement's content relates to its speaker's side."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast

_FIRST = frozenset({"i", "we", "us", "our", "my"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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


def relation_of(c: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> str:
    """Whose deed the content tells: own, opposed, unknown, or in what person its subject stands."""
    index, person = subject_of_content(c, a, cast)
    if person != "named":
        return person
    mine, theirs = side_of(cast, speaker), side_of(cast, index)
    if mine is None or theirs is None:
        return "unknown"
    return "own" if mine == theirs else "opposed"
