"""Whom a headline's "minister" or "expert" means."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.speakers.speaker import Speaker


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
        mine = _content_words(c, a)
        best: tuple[int, int] | None = None
        for j, (other, said) in enumerate(zip(candidates, who, strict=True)):
            if (
                said.index is None
                or a.in_headline(other.head)
                or not cast.members[said.index].is_named
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


def _content_words(c: Candidate, a: Analysis) -> set[str]:
    return {
        a.doc[i].lemma_.lower()
        for i in c.content
        if a.doc[i].pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and len(a.doc[i].text) > 2
    }
