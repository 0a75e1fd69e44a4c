"""A sentence that tells who said the one before: C. This was stated by X."""

from __future__ import annotations

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.proposals import SAID, Proposals
from ingest.extract.syntax import PASSIVE_SUBJECTS, SUBJECTS, cue_of, is_word, noun_phrase, trimmed
from ingest.extract.tokens import Token

_TOLD = SAID | {
    "express",
    "voice",
    "make",
}  # "this opinion was expressed", "such a statement was made"


def add_anaphora(out: Proposals) -> None:
    """Propose each sentence that the next one says was said."""
    doc, a = out.doc, out.a
    for k, (start, end) in enumerate(a.sentences):
        if k == 0:
            continue
        words = [t for t in doc[start : min(end, start + 8)] if is_word(t)]
        if len(words) < 3 or words[0].lower_ not in (
            "this",
            "it",
            "that",
            "so",
            "about",
            "such",
        ):
            continue
        verb = next((t for t in doc[start:end] if t.pos_ == "VERB" and t.lemma_ in _TOLD), None)
        if verb is None or verb.i - start > 8:
            continue
        children = list(verb.children)
        by = [c for c in children if c.lower_ == "by" and c.dep_ in ("agent", "prep")]
        if not by:  # "announced after the talks in X by the head of …"
            by = [
                t
                for t in doc[verb.i + 1 : min(end, verb.i + 16)]
                if t.lower_ == "by" and t.dep_ in ("agent", "prep")
            ][:1]
        is_passive = any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for c in children)
        if any(c.dep_ == "ccomp" and c.i > verb.i for c in children) and not by:
            continue
        source: Token | None = None
        if is_passive and by:
            source = next((p for p in by[0].children if p.dep_ == "pobj"), None)
        elif not is_passive and words[0].lower_ in ("this", "about", "so", "that"):
            source = next(
                (
                    c
                    for c in children
                    if c.dep_ in SUBJECTS and c.lower_ not in ("this", "that", "it")
                ),
                None,
            )
            if source is None:
                continue
        elif not is_passive:
            continue
        previous_start, previous_end = a.sentences[k - 1]
        content = trimmed(doc, range(previous_start, previous_end))
        if not content or a.in_section_head(content[0]) or a.in_headline(content[0]):
            continue
        if a.paragraph[content[0]] < a.paragraph[start] - 1:
            continue
        phrase = noun_phrase(source) if source is not None else []
        out.found.append(
            Candidate(
                "anaphora", verb.i, tuple(cue_of(verb)), tuple(phrase),
                source.i if source is not None else None, set(content), verb.lemma_,
                {"how": "agent" if by else "subject", "first": words[0].lower_},
            )
        )  # fmt: skip
