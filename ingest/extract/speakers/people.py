"""The person that a noun phrase names, and who is named alongside."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.cast import Member
from ingest.extract.forms import name_words
from ingest.extract.names.words import PORTFOLIOS, is_trade_name
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_DASHES = frozenset({"-", "–", "—"})


def person_in(d: Discourse, head: Token, tokens: Sequence[int]) -> int | None:
    """The token of the person that a phrase names: its head, else the last not governed by
    "of".
    """
    doc, cast = d.doc, d.cast
    if head.i in cast.at and cast.members[cast.at[head.i]].type == "Person":
        following = head.i + 1
        if not (following < len(doc) and doc[following].lower_ in ("'s", "’s")):
            later = _last_in_agency_order(d, tokens)
            return (
                later
                if later is not None and later > head.i and _agency(d, tokens, head.i)
                else head.i
            )
    best: int | None = None
    seen: set[int] = set()
    for i in tokens:
        if i not in cast.at or cast.members[cast.at[i]].type != "Person" or cast.at[i] in seen:
            continue
        if _governed(d, i, tokens[0]):
            continue
        seen.add(cast.at[i])
        best = i
    return best


def apposed_person(d: Discourse, tokens: Sequence[int]) -> int | None:
    """A person named just after an office: "the head of the delegation, Minister of Defence
    NAME".
    """
    doc, cast = d.doc, d.cast
    if not any(doc[i].lower_ in cast.knowledge.offices for i in tokens):
        return None
    k = tokens[-1] + 1
    if k + 1 >= len(doc) or doc[k].text != ",":
        return None
    for i in range(k + 1, min(len(doc), k + 12)):
        if doc[i].text in (",", ".", ";", "“", '"') or doc[i].pos_ in ("VERB", "AUX"):
            return None
        if i in cast.at and cast.members[cast.at[i]].type == "Person":
            return None if _governed(d, i, k) or _acts(d, doc[i]) else i
    return None


def _acts(d: Discourse, name: Token) -> bool:
    """Whether a name is the subject of a clause of its own: "according to the diplomat, NAME had
    promised it", but not "according to the spokesman, NAME, she had".
    """
    end = name.i
    while d.cast.at.get(end + 1) == d.cast.at[name.i]:
        end += 1
    if end + 1 < len(d.doc) and d.doc[end + 1].text == ",":
        return False
    while name.dep_ in ("compound", "flat"):
        name = name.head
    verb = name.head
    return name.dep_ in ("nsubj", "nsubjpass") and any(
        c.dep_ == "prep" and c.lower_ == "according" for c in verb.children
    )


def _last_in_agency_order(d: Discourse, tokens: Sequence[int]) -> int | None:
    people = [i for i in tokens if i in d.cast.at and d.cast.members[d.cast.at[i]].type == "Person"]
    return people[-1] if people else None


def _agency(d: Discourse, tokens: Sequence[int], head: int) -> bool:
    """Whether a phrase is in agency order: office of the office of X, NAME, NAME."""
    before = [t for t in d.doc[tokens[0] : head] if t.lower_ in d.cast.knowledge.offices]
    between = d.doc[head + 1].text if head + 1 < len(d.doc) else ""
    return len(before) >= 2 and between == ","


def _governed(d: Discourse, i: int, low: int) -> bool:
    """Whether a person's name hangs on "of", "for", "to" or a possessive: not the head."""
    doc, cast = d.doc, d.cast
    index = cast.at[i]
    start, end = i, i
    while start > low and cast.at.get(start - 1) == index:
        start -= 1
    while end + 1 < len(doc) and cast.at.get(end + 1) == index:
        end += 1
    if end + 1 < len(doc) and doc[end + 1].lower_ in ("'s", "’s"):
        return True
    k = start - 1
    while k >= low:
        token = doc[k]
        if k in cast.at:
            return False  # "of the Ministry of Defence NAME"
        if token.lower_ == "of" and doc[k + 1].lower_ in PORTFOLIOS:
            k -= 1  # "Minister of Defence NAME"
            continue
        if token.lower_ in ("of", "for", "to", "with", "by", "from", "close"):
            return True
        if token.text == ",":
            return False
        if (
            token.pos_ in ("DET", "ADJ")
            or token.lower_ in cast.knowledge.offices
            or token.pos_ == "PROPN"
            or token.dep_ == "compound"  # "headed by army chief NAME"
        ):
            k -= 1
            continue
        return False
    return False


@by_rule("name of its own")
def unknown_name(d: Discourse, head: Token, cue: int, span: Span) -> Speaker | None:
    """A person's surname that nothing in the article explains, as the subject of a reporting verb
    or as a label that begins a line or ends a quotation.
    """
    text = head.text
    is_label = (
        d.doc[cue].text in _DASHES or (head.is_sent_start and d.doc[cue].text == ":")
    ) and not d.cast.is_common(text)
    if head.pos_ != "PROPN" or not (head.dep_ in ("nsubj", "agent") or is_label):
        return None
    if len(text) < 3 or not text[:1].isupper() or not text.replace("-", "").isalpha():
        return None
    if d.a.in_quote(head.i):
        return None
    is_body = text.isupper() or any(
        c.dep_ == "det" or (c.dep_ == "compound" and c.pos_ == "PROPN") for c in head.children
    )
    if is_body or is_trade_name(text):
        return None
    index = d.cast.add(Member("Person", text, words=name_words(text)))
    for i in d.a.tokens_of.get(text, ()):
        if i not in d.cast.at and d.doc[i].pos_ == "PROPN":
            d.name_here(i, index)
            d.cast.members[index].mentions.append(d.cast.span(i, i + 1))
    return Speaker(index, (), "named", None, span)


def named_speaker(
    d: Discourse, token: int, head: Token, tokens: Sequence[int], span: Span
) -> Speaker:
    """A person that a phrase names, with the office beside the name."""
    index = d.cast.at[token]
    member = d.cast.members[index]
    office = next(
        (o.title for o in member.offices if span[0] <= o.span[0] and o.span[1] <= span[1] + 80),
        None,
    )
    others = named_alongside(d, d.doc[token], index)
    attribution = "named" if member.is_named else "unnamed"
    return Speaker(index, others, attribution, office, span)


def named_alongside(d: Discourse, head: Token, index: int) -> tuple[int, ...]:
    """Others named alongside: "A, B and C said"; they count as named in the article."""
    found = joined_with(d, head, index)
    for other in found:
        d.cast.members[other].is_used = True
    return tuple(found)


def joined_with(d: Discourse, head: Token, index: int) -> list[int]:
    """Who is joined to a name: "A, B and C", also where the parse takes B for what A is."""
    found: list[int] = []
    kind = d.cast.members[index].type
    for token in _listed(head):
        other = d.cast.at.get(token.i)
        if other is None or other == index or other in found:
            continue
        member = d.cast.members[other]
        if member.type != "Place" and (token.dep_ != "appos" or _is_listed(d, token, kind)):
            found.append(other)
    return found


def _listed(head: Token) -> list[Token]:
    """The words joined to a word, and those joined to what stands in apposition to it."""
    found = list(head.conjuncts)
    for token in (head, *found):
        for child in token.children:
            if child.dep_ == "appos" and child.i > head.i:
                found += [child, *child.conjuncts]
    return found


def _is_listed(d: Discourse, token: Token, kind: str) -> bool:
    """Whether an apposition is the next of a list of states: "A, B and C"."""
    member = d.cast.members[d.cast.at[token.i]]
    return (
        kind == "Institution"
        and member.kind == "state"
        and not member.is_adjective
        and any(c.dep_ == "conj" for c in token.children)
    )
