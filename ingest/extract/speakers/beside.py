"""Who stands just before a cue, where a long sentence misleads the parse."""

from __future__ import annotations

from ingest.extract.candidates import Candidate
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.nouns import may_speak
from ingest.extract.speakers.phrases import speaker_in
from ingest.extract.speakers.speaker import NOBODY, Speaker
from ingest.extract.syntax import is_parted_off, noun_phrase
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule

_APPOSED = 8  # tokens at most between the commas around a name
_INSERTED = 14  # tokens at most between the commas around ", asked whether …,"
_NEAR = 30  # tokens at most between a subject and a participle that hangs on its verb
_OF_SOMEBODY = frozenset("the its his her their whose".split())
_GOVERNING = frozenset("before after at in for with to on from under against".split())
_FINITE = frozenset("VBD VBZ VBP".split())


@by_rule("named")
def holder_before(d: Discourse, candidate: Candidate) -> Speaker | None:
    """ ", its defence minister, NAME, announced", whatever the parse takes for the subject."""
    doc = d.doc
    first, _ = d.a.sentences[d.a.sentence[candidate.head]]
    k = before_cue(d, candidate.head, first)
    if doc[k].text != ",":
        return None
    comma = _comma_before(d, first, k)
    if comma > first and doc[comma + 1].tag_ in ("VBN", "VBG"):  # ", quoted by his office,"
        k, comma = comma, _comma_before(d, first, comma)
    name = k - 1
    index = d.cast.at.get(name)
    if comma <= first or index is None or d.cast.members[index].type != "Person":
        return None
    if name in candidate.source:
        return None
    opening = comma - 1
    while opening > first and doc[opening].text not in (",", ":", ";"):
        if doc[opening].pos_ in ("VERB", "AUX") or d.a.in_quote(opening):
            return None
        opening -= 1
    phrase = doc[opening + (doc[opening].pos_ == "PUNCT") : comma]
    begins = next(iter(phrase), None)
    if begins is None or begins.lower_ not in _OF_SOMEBODY:
        return None
    if not any(t.lower_ in d.cast.knowledge.offices for t in phrase):
        return None
    return d.speaker(index, d.cast.span(begins.i, name + 1))


@by_rule("named")
def named_before(d: Discourse, candidate: Candidate, amiss: Token | None = None) -> Speaker:
    """ "To this NAME replied", "NAME, asked whether …, answered", ", a source close to the talks
    said": what ends just before a cue to which the parse gives no subject, or one that cannot be
    it (`amiss`).
    """
    doc = d.doc
    first, _ = d.a.sentences[d.a.sentence[candidate.head]]
    verb = doc[candidate.head]
    unless = -1 if amiss is None else amiss.i
    if verb.tag_ not in _FINITE or any(c.dep_ == "nsubj" and c.i != unless for c in verb.children):
        return NOBODY
    k = before_cue(d, candidate.head, first)
    if doc[k].text == ",":
        k = _before_insertion(d, first, k)
    if k < first or d.a.in_quote(k) or k in candidate.content:
        return NOBODY
    index = d.cast.at.get(k)
    if index is not None:
        member = d.cast.members[index]
        if member.type == "Person" or (k > first and doc[k].tag_ == "NNP" and _is_bare(d, k)):
            return speaker_in(d, doc[k], [k], candidate.head)
        return NOBODY
    head = _noun_before(d, first, k)
    if head is None:
        return NOBODY
    tokens = list(range(head.left_edge.i, k + 1))
    return speaker_in(d, head, tokens, candidate.head)


def before_cue(d: Discourse, cue: int, first: int = 0) -> int:
    """The token before a cue and its auxiliaries and adverbs."""
    k = cue - 1
    while k > first and d.doc[k].pos_ in ("ADV", "AUX", "PART"):
        k -= 1
    return k


def _is_bare(d: Discourse, k: int) -> bool:
    """Whether a body's name is not the end of a longer phrase: "of Chile", "the army of X"."""
    index = d.cast.at[k]
    while k >= 0 and d.cast.at.get(k) == index:
        k -= 1
    return k < 0 or d.doc[k].lower_ not in ("of", "in", "for", "by", "from", "with")


def _before_insertion(d: Discourse, first: int, comma: int) -> int:
    """The token before ", asked whether …,"; -1 where no such insertion ends at a comma."""
    for i in range(comma - 1, max(first, comma - 1 - _INSERTED), -1):
        if d.doc[i].text == ",":
            opens = d.doc[i + 1]
            return i - 1 if opens.tag_ in ("VBN", "VBG", "VBD") else -1
    return -1


def _noun_before(d: Discourse, first: int, k: int) -> Token | None:
    """The noun for one who may speak of a phrase that a comma opens and token k ends."""
    for i in range(k, max(first - 1, k - _APPOSED), -1):
        token = d.doc[i]
        if token.text == "," or i == first:
            low = i + (token.text == ",")
            nouns = [t for t in d.doc[low : k + 1] if t.pos_ == "NOUN" and may_speak(d, t)]
            opens = d.doc[low]
            return nouns[0] if nouns and opens.lower_ in ("a", "an", "one", "the") else None
        if token.tag_ in _FINITE or token.lower_ in ("and", "but", "or"):
            return None
    return None


@by_rule("named")
def subject_before(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For ", joking that C": the subject of the last clause before it, where the parse hangs it
    on another one.
    """
    doc = d.doc
    cue = candidate.head
    source = candidate.source_head
    is_participle = doc[cue].tag_ == "VBG" and doc[cue].dep_ != "prep"
    if not is_participle or source is None or not cue or doc[cue - 1].text != ",":
        return None
    if source == cue - 2 and doc[source].dep_ == "nsubj":
        return None  # "while NAME, claiming that C, called on X"
    first, _ = d.a.sentences[d.a.sentence[cue]]
    for i in range(cue - 2, max(first, cue - _NEAR), -1):
        verb = doc[i]
        if verb.tag_ not in _FINITE or d.a.in_quote(i) or verb.dep_ in ("aux", "auxpass"):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < i), None)
        if subject is not None and subject.i == source:
            return None
        is_parted = verb.dep_ in ("ccomp", "parataxis") and is_parted_off(verb)
        if verb.dep_ not in ("ROOT", "conj") and not is_parted:
            continue
        if subject is None or not (subject.i in d.cast.at or may_speak(d, subject)):
            return None
        if subject.i < source < i:
            return None
        return speaker_in(d, subject, noun_phrase(subject), cue)
    return None


@by_rule("named")
def before_preposition(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "A lawyer who often appears before the court told": what the sentence opens with, where
    the parse takes for the subject what a preposition governs.
    """
    source = candidate.source_head
    if source is None or source > candidate.head or d.doc[source].head.i != candidate.head:
        return None
    first, _ = d.a.sentences[d.a.sentence[source]]
    low = min(candidate.source)
    if low - 1 <= first or d.doc[low - 1].lower_ not in _GOVERNING:
        return None
    opens = d.doc[first:low]
    relative = next((t for t in opens if t.lower_ == "who"), None)
    noun = relative.i - 1 if relative is not None else -1
    if noun < first or any(t.text == "," for t in opens):
        return None
    head = d.doc[noun]
    if noun not in d.cast.at and not may_speak(d, head):
        return None
    return speaker_in(d, head, list(range(first, noun + 1)), candidate.head)


def _comma_before(d: Discourse, first: int, k: int) -> int:
    """The comma that opens what ends before token k; `first` where there is none near."""
    for i in range(k - 1, max(first, k - 1 - _APPOSED), -1):
        if d.doc[i].text == ",":
            return i
    return first
