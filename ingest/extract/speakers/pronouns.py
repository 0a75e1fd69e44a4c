"""Whom a pronoun means: he, she, it, they."""

from __future__ import annotations

from ingest.extract.speakers.antecedents import likeliest, options_of
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.offices import name_subjects
from ingest.extract.speakers.pairs import who_together
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.speakers.unnamed import bystander
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "herself"})
IT = frozenset({"it", "its"})
THEY = frozenset({"they", "them", "their", "both", "each"})


@by_rule("pronoun")
def who_is_he(d: Discourse, head: Token, gender: str, span: Span) -> Speaker:
    """ "He", "she": the likeliest person of a fitting gender."""
    name_subjects(d, head)
    index = likeliest(d, "pronoun", head.i, options_of(d, head.i, gender))
    named = next((i for i, member in d.back(head.i) if member == index), -1)
    somebody = bystander(d, head, gender, named)
    if somebody is not None:
        return somebody
    return Speaker(None, span=span) if index is None else d.speaker(index, span)


@by_rule("it")
def who_is_it(d: Discourse, head: Token, span: Span) -> Speaker:
    """ "It": the body last spoken of, or that spoke last."""
    members = d.cast.members
    said = (
        (cue, s.index)
        for cue, s in d.said_back(head.i)
        if s.index is not None and members[s.index].type == "Institution"
    )
    subjects = (
        (i, index)
        for i, index in d.subjects_back(head.i)
        if i not in d.content  # of whom "C, it added" tells something
        and members[index].type == "Institution"
        and not members[index].is_adjective
    )
    found = [p for p in (next(said, None), next(subjects, None)) if p is not None]
    best = max(found, key=lambda p: p[0], default=None)
    if best is None or d.a.paragraph[head.i] - d.a.paragraph[best[0]] > 2:
        return Speaker(None, span=span)
    return Speaker(best[1], (), "named", None, span)


@by_rule("they")
def who_are_they(d: Discourse, head: Token, span: Span) -> Speaker:
    """ "They": the last speakers where they are several, those last named together, a body."""
    several = body = None
    for cue, speaker in d.said_back(head.i):
        if speaker.index is None or d.a.paragraph[head.i] - d.a.paragraph[cue] > 3:
            break
        member = d.cast.members[speaker.index]
        if several is None and (speaker.others or member.is_several):
            several = speaker
        if body is None and member.type == "Institution":
            body = speaker
    found = several or who_together(d, head, span) or body
    return (
        Speaker(None, span=span)
        if found is None
        else Speaker(found.index, found.others, found.attribution, None, span, found.rule)
    )


@by_rule("in a body")
def in_body(d: Discourse, head: Token) -> Speaker | None:
    """ "In the ministry they said": the ministry."""
    first, _ = d.a.sentences[d.a.sentence[head.i]]
    for i in range(head.i - 1, first, -1):
        index = d.cast.at.get(i)
        if index is not None and d.cast.members[index].type == "Institution":
            k = i
            while k > first and d.cast.at.get(k - 1) == index:
                k -= 1
            while k > first and d.doc[k - 1].pos_ in ("DET", "ADJ"):
                k -= 1
            if d.doc[k - 1].lower_ in ("in", "at"):
                return Speaker(index, (), "named", None, d.cast.span(i, i + 1))
    return None
