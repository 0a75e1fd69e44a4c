"""All candidates of an article."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate, with_quotations
from ingest.extract.constructions.anaphora import add_anaphora
from ingest.extract.constructions.blocks import add_blocks
from ingest.extract.constructions.lines import add_lines
from ingest.extract.constructions.nouns import add_according, add_for, add_noun, add_words
from ingest.extract.constructions.proposals import Proposals
from ingest.extract.constructions.quotations import add_quotation
from ingest.extract.constructions.verbs import add_verb

_HELPING = frozenset({"aux", "auxpass"})


def propose(a: Analysis, *, wide: bool = False) -> list[Candidate]:
    """All candidates of an article, quotations completed.

    `wide` are also those that are hardly ever words: the judge learns from them what is none.
    """
    out = Proposals(a, wide)
    for token in a.doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in _HELPING:
            add_verb(out, token)
        elif token.pos_ == "NOUN":
            add_noun(out, token)
        if token.lower_ == "according":
            add_according(out, token)
        elif token.lower_ == "in":
            add_words(out, token)
        elif token.lower_ == "for":
            add_for(out, token)
    for k in range(len(a.regions)):
        add_quotation(out, k)
    add_lines(out)
    add_blocks(out)
    add_anaphora(out)
    for candidate in out.found:
        with_quotations(candidate, a)
    return [c for c in out.found if c.content]
