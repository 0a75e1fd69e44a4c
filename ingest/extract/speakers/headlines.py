"""Whom a headline's "minister" or "expert" and a lead's "senior official" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.speakers.ranks import holders_of
from ingest.extract.speakers.speaker import Speaker

_LEAD = 2  # paragraphs from the beginning, headline included
_NEXT = 2  # paragraphs from there to the name
_SECRET = frozenset("anonymity anonymously unnamed authorized authorised familiar briefed".split())


def name_headlines(
    candidates: Sequence[Candidate], who: Sequence[Speaker], a: Analysis, cast: Cast
) -> list[Speaker]:
    """A headline's "minister" or "expert" is whoever says the same in the article."""
    out = list(who)
    for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
        if not a.in_headline(c.head):
            continue
        if speaker.index is not None and cast.members[speaker.index].is_named:
            continue
        is_several = speaker.index is not None and cast.members[speaker.index].is_several
        mine = _content_words(c, a)
        best: tuple[int, int] | None = None
        for j, (other, said) in enumerate(zip(candidates, who, strict=True)):
            if (
                said.index is None
                or a.in_headline(other.head)
                or not cast.members[said.index].is_named
                or (is_several and not said.others)
            ):
                continue
            shared = len(mine & _content_words(other, a))
            if shared >= 2 and shared * 3 >= len(mine) and (best is None or shared > best[0]):
                best = (shared, j)
        if best is not None:
            found = who[best[1]]
            out[k] = Speaker(
                found.index, found.others, found.attribution, found.office, speaker.span, "headline"
            )
    return out


def name_leads(
    candidates: Sequence[Candidate], who: Sequence[Speaker], a: Analysis, cast: Cast
) -> list[Speaker]:
    """The official of a body with whom an article opens is the one of its name who speaks next:
    "a senior official of the palace said", then "palace spokesman NAME said".
    """
    same: dict[int, int] = {}  # officials and who they are
    for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
        if speaker.index is None or a.paragraph[c.head] > _LEAD or speaker.span is None:
            continue
        member = cast.members[speaker.index]
        if member.is_named or member.type != "Person" or _is_secret(a, c):
            continue
        tokens = [t for t in a.doc if speaker.span[0] <= t.idx < speaker.span[1]]
        if any(t.tag_ in ("NNS", "NNPS") for t in tokens if t.i not in cast.at):
            continue
        later = next((j for j in range(k + 1, len(who)) if _is_other(who[j], speaker)), None)
        if later is None or a.paragraph[candidates[later].head] - a.paragraph[c.head] > _NEXT:
            continue
        found = who[later]
        person = cast.members[found.index or 0]
        bodies = {cast.at[t.i] for t in tokens if t.i in cast.at}
        nouns = [t.lower_ for t in tokens if t.lower_ in cast.knowledge.offices]
        if person.type != "Person" or not person.is_named or not nouns or not bodies:
            continue
        is_state = any(cast.members[i].kind == "state" for i in bodies)
        wanted = {nouns[-1]} if is_state else holders_of(nouns[-1])
        if any(o.of in bodies and wanted & set(o.title.lower().split()) for o in person.offices):
            same[speaker.index] = found.index or 0
    for gone, kept in same.items():
        for i in [i for i, index in cast.at.items() if index == gone]:
            cast.at[i] = kept
        cast.merge(gone, kept)
    return [
        replace(s, index=same[s.index], attribution="named", rule="lead") if s.index in same else s
        for s in who
    ]


def _is_other(found: Speaker, speaker: Speaker) -> bool:
    return found.attribution == "named" and found.index not in (None, speaker.index)


def _is_secret(a: Analysis, c: Candidate) -> bool:
    """Whether a speaker's name is kept from the readers."""
    first, last = a.sentences[a.sentence[c.head]]
    return any(t.lower_ in _SECRET for t in a.doc[first:last])


def _content_words(c: Candidate, a: Analysis) -> set[str]:
    return {
        a.doc[i].lemma_
        for i in c.content
        if a.doc[i].pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and len(a.doc[i].text) > 2
    }
