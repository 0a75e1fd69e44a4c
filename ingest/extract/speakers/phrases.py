"""Whom a noun phrase means: a name, a pronoun, a document, a common noun."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.persons import is_person_noun
from ingest.extract.speakers.authors import author_of
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.nouns import DOCUMENTS, GENERIC, is_body_noun, may_speak, noun_speaker
from ingest.extract.speakers.pairs import is_count, who_together
from ingest.extract.speakers.people import (
    apposed_person,
    named_alongside,
    named_speaker,
    person_in,
    unknown_name,
)
from ingest.extract.speakers.pronouns import (
    HE,
    IT,
    SHE,
    THEY,
    in_body,
    who_are_they,
    who_is_he,
    who_is_it,
)
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.speakers.unnamed import unnamed
from ingest.extract.syntax import noun_phrase, subject_of
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ISSUING = frozenset(
    """
    adopt issue release publish sign pass approve send post circulate unveil write present deliver
    """.split()
)
_ADOPTED = frozenset({"resolution"})  # whose it is, only who adopted it tells
_PART = frozenset("one another some several many most two three".split())
_I = frozenset({"i", "we"})


@by_rule("named")
def speaker_in(d: Discourse, head: Token, tokens: Sequence[int], cue: int) -> Speaker:
    """Whom a noun phrase before or after a cue means."""
    lower = head.lower_
    span = d.cast.span(tokens[0], tokens[-1] + 1)
    if lower in _RELATIVE:
        return _relative(d, head, cue, span)
    if lower in HE or lower in SHE:
        return who_is_he(d, head, "f" if lower in SHE else "m", span)
    if lower in IT:
        return _body_before(d, head, cue) or who_is_it(d, head, span)
    if lower in _PART and apposed_person(d, tokens) is None and person_in(d, head, tokens) is None:
        part = _one_of(d, head, tokens, span)
        if part is not None:
            return part
    if is_count(head):
        together = who_together(d, head, span)
        if together is not None:
            return together
    if lower in THEY:
        inside = in_body(d, head)
        return inside if inside is not None else who_are_they(d, head, span)
    if head.i + 1 < len(d.doc) and d.doc[head.i + 1].lower_ in ("'s", "’s"):
        owned = _owned(d, head, cue)
        if owned is not None:
            return owned
    if lower in _I:
        return author_of(d, head, span)
    if head.pos_ == "PRON":
        return Speaker(None, span=span)
    office = d.cast.at.get(head.i) if lower == "office" else None
    if office is not None:  # "the office of Prime Minister NAME" is not he
        d.cast.members[office].is_used = True
        return Speaker(office, (), "named", None, span)
    person = person_in(d, head, tokens)
    if person is not None:
        return named_speaker(d, person, head, tokens, span)
    apposed = apposed_person(d, tokens)
    if apposed is not None:
        return named_speaker(d, apposed, head, tokens, span)
    if lower in DOCUMENTS or head.lemma_ in DOCUMENTS:
        return _document(d, head, tokens, cue, span)
    index = d.cast.at.get(head.i)
    if index is not None:
        member = d.cast.members[index]
        if member.type == "Place" or member.is_platform:
            return Speaker(None, span=span)
        if not member.is_adjective or head.lemma_ not in GENERIC:
            member.is_used = True
            return Speaker(index, named_alongside(d, head, index), "named", None, span)
    found = noun_speaker(d, head, tokens, span)
    if found.index is None:
        return unknown_name(d, head, cue, span) or found
    return found


def _one_of(d: Discourse, head: Token, tokens: Sequence[int], span: Span) -> Speaker | None:
    """ "One of the freed men": somebody without a name."""
    for of in head.children:
        if of.dep_ == "prep" and of.lower_ == "of":
            if any(is_person_noun(c) for c in of.children if c.dep_ == "pobj"):
                return unnamed(d, head, tokens, None, False, span)
    return None


@by_rule("it")
def _body_before(d: Discourse, pronoun: Token, cue: int) -> Speaker | None:
    """For "NAME's office corrected her. …, it said": a body without a name of its own that is the
    last subject.
    """
    first = d.a.sentences[max(0, d.a.sentence[pronoun.i] - 2)][0]
    for i in range(pronoun.i - 1, first - 1, -1):
        token = d.doc[i]
        if token.dep_ != "nsubj" or d.a.in_quote(i) or i in d.content:
            continue
        if d.a.paragraph[i] != d.a.paragraph[pronoun.i] or i in d.cast.at:
            return None
        if is_body_noun(token) and any(c.dep_ == "poss" for c in token.children):
            return speaker_in(d, token, noun_phrase(token), cue)
        if token.pos_ != "PRON":
            return None
    return None


@by_rule("owner")
def _owned(d: Discourse, head: Token, cue: int) -> Speaker | None:
    """A possessor taken for the subject ("Sudan's … coalition"): the body that follows."""
    for i in range(head.i + 2, min(len(d.doc), head.i + 9, cue)):
        token = d.doc[i]
        is_participle = token.tag_ in ("VBN", "VBD") and d.doc[head.i + 1].tag_ == "POS"
        if token.text in (",", ".") or (token.pos_ in ("VERB", "AUX") and not is_participle):
            break
        index = d.cast.at.get(i)
        if (
            index is not None
            and not d.cast.members[index].is_adjective
            and d.cast.members[index].type != "Place"
        ):
            return Speaker(index, (), "named", None, d.cast.span(i, i + 1))
        if token.pos_ == "NOUN" and (
            i + 1 >= len(d.doc) or d.doc[i + 1].pos_ not in ("NOUN", "PROPN")
        ):
            phrase = [*noun_phrase(head), *range(head.i + 1, i + 1)]
            return noun_speaker(d, token, sorted(set(phrase)), d.cast.span(min(phrase), i + 1))
    return None


@by_rule("relative")
def _relative(d: Discourse, head: Token, cue: int, span: Span) -> Speaker:
    verb = head.head
    while verb.dep_ in ("conj", "xcomp", "aux") and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "relcl":
        antecedent = verb.head
        if antecedent.dep_ == "appos" and antecedent.head.i in d.cast.at:
            antecedent = antecedent.head  # "NAME, a nurse, who described"
        return speaker_in(d, antecedent, noun_phrase(antecedent), cue)
    before = head.i - 2 if head.i and d.doc[head.i - 1].text == "," else head.i - 1
    if before >= 0 and before in d.cast.at:  # "NAME, who insisted that …", parsed amiss
        return speaker_in(d, d.doc[before], [before], cue)
    return Speaker(None, span=span)


@by_rule("document")
def _document(d: Discourse, head: Token, tokens: Sequence[int], cue: int, span: Span) -> Speaker:
    """ "The statement said": it speaks for whoever issued it."""
    clauses = {t.i for c in head.children if c.dep_ in ("relcl", "acl", "appos") for t in c.subtree}
    inside = [
        i
        for i in tokens
        if i in d.cast.at and i not in clauses and d.cast.members[d.cast.at[i]].type != "Place"
    ]
    for of in head.children:
        if of.dep_ == "prep" and of.lower_ in ("of", "by", "from") and not inside:
            for noun in of.children:  # "a report of the observer team"
                if noun.dep_ == "pobj" and may_speak(d, noun):
                    found = speaker_in(d, noun, noun_phrase(noun), cue)
                    if found.index is not None:
                        return Speaker(found.index, found.others, found.attribution, None, span)
    owners = [c for c in head.children if c.dep_ == "poss"]
    for owner in owners:
        found = speaker_in(d, owner, noun_phrase(owner), cue)
        if found.index is not None:
            return Speaker(found.index, found.others, found.attribution, None, span)
    if inside:
        index = d.cast.at[inside[0]]
        d.cast.members[index].is_used = True
        return Speaker(index, (), "named", None, span)
    issuing = head.head
    if head.dep_ == "dobj" and issuing.lemma_ in _ISSUING:
        issuer, _ = subject_of(issuing)
        if issuer is not None:
            found = speaker_in(d, issuer, noun_phrase(issuer), cue)
            return Speaker(found.index, found.others, found.attribution, None, span, found.rule)
    if head.lemma_ in _ADOPTED:
        return Speaker(None, span=span)
    here = d.a.paragraph[head.i]
    recent = [
        (here - d.a.paragraph[past], speaker)
        for past, speaker in d.said_back(head.i)
        if here - d.a.paragraph[past] <= 3
    ]
    bodies = [
        (away, s)
        for away, s in recent
        if away <= 1 and d.cast.members[s.index or 0].type == "Institution"
    ]
    for _, speaker in (bodies or recent)[:1]:
        return Speaker(speaker.index, speaker.others, speaker.attribution, None, span)
    author = next(
        (
            index
            for i in d.named_at
            if d.a.in_headline(i)
            and d.cast.members[index := d.cast.at[i]].type == "Institution"
            and d.cast.members[index].kind != "media"
        ),
        None,
    )
    return Speaker(author, (), "named" if author is not None else "unknown", None, span)
