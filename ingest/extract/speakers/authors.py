"""Who "we" and "I" are in a document: whom its headline names as its author."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_DOCUMENTS = frozenset("statement declaration communique communiqué letter message".split())
_BY = frozenset({"by", "from", "of"})
_BEFORE = 4  # tokens from an owner to the document: "the Seven's leaders' joint statement"


@by_rule("first person")
def author_of(d: Discourse, head: Token, span: Span) -> Speaker:
    """Whom "we" or "I" means outside quotation marks."""
    if d.a.in_quote(head.i):
        return Speaker(None, span=span)
    turn = next(d.said_back(head.i), None)
    if turn is not None and d.doc[turn[0]].text == ":":  # of a transcript
        return replace(turn[1], span=span, rule="")
    for token in d.doc:
        if not d.a.in_headline(token.i):
            break
        if token.lemma_ in _DOCUMENTS:
            found = _named_after(d, token.i) or _named_before(d, token.i)
            if found:
                for index in found:
                    d.cast.members[index].is_used = True
                return Speaker(found[0], tuple(found[1:]), "named", None, span)
    return Speaker(None, span=span)


def _named_after(d: Discourse, document: int) -> list[int]:
    """Whom "statement by A, B and C on …" names: the persons, or else the bodies."""
    if document + 1 >= len(d.doc) or d.doc[document + 1].lower_ not in _BY:
        return []
    found: list[int] = []
    for i in range(document + 2, len(d.doc)):
        token = d.doc[i]
        if not d.a.in_headline(i) or (
            i not in d.cast.at
            and (token.pos_ in ("VERB", "AUX") or token.lower_ in ("on", "to", "about", "at", ":"))
        ):
            break
        index = d.cast.at.get(i)
        if index is not None and index not in found and _may_write(d, index):
            found.append(index)
    persons = [i for i in found if d.cast.members[i].type == "Person"]
    return persons or found


def _named_before(d: Discourse, document: int) -> list[int]:
    """Whose "NAME's statement" is."""
    for i in range(document - 1, max(-1, document - 1 - _BEFORE), -1):
        index = d.cast.at.get(i)
        if index is not None and _may_write(d, index):
            return [index]
    return []


def _may_write(d: Discourse, index: int) -> bool:
    member = d.cast.members[index]
    return member.type != "Place" and not member.is_adjective and member.kind != "media"
