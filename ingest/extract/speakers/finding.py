"""Who speaks: from the noun phrase that may be the source to a member of the cast.

A wrong speaker is worse than none: where it cannot be told the statement is kept without one.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.candidates import Candidate
from ingest.extract.cast import Member
from ingest.extract.cues import load as load_cues
from ingest.extract.speakers.beside import (
    before_cue,
    before_preposition,
    holder_before,
    named_before,
    subject_before,
)
from ingest.extract.speakers.citations import cited_in, interviewee, is_answer
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.nouns import DOCUMENTS, body_meant, may_speak
from ingest.extract.speakers.offices import named_holder
from ingest.extract.speakers.pairs import is_pair_noun
from ingest.extract.speakers.phrases import speaker_in
from ingest.extract.speakers.pronouns import HE, IT, SHE
from ingest.extract.speakers.speaker import NOBODY, Speaker
from ingest.extract.syntax import noun_phrase, subject_of
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule

_OCCASION = frozenset("on at in after before during following to with".split())
_DEMONSTRATIVES = frozenset("this that these those which".split())


def find_speaker(d: Discourse, candidate: Candidate) -> Speaker:
    """The speaker of a candidate; remembers it for what follows."""
    d.turn_to(candidate.content, candidate.addressee)
    speaker = _cited(d, candidate, _speaker_of(d, candidate))
    _name_addressee(d, candidate, speaker)
    d.keep(candidate.head, speaker)
    return speaker


def is_said(d: Discourse, candidate: Candidate, speaker: Speaker) -> bool:
    """Whether anybody may speak: "the exchange of fire threatens C" is nobody's statement."""
    head = candidate.source_head
    if speaker.index is not None or head is None or candidate.kind not in ("object", "object+"):
        return True
    if candidate.facts.get("how") == "conj":
        return True  # "said the ball was in X's court and invited Y": the parse may be wrong
    token = d.doc[head]
    return token.lower_ not in _DEMONSTRATIVES and (token.pos_ != "NOUN" or may_speak(d, token))


def _name_addressee(d: Discourse, candidate: Candidate, speaker: Speaker) -> None:
    """Tie the office that a cue addresses to its holder ("called on the US leader to …"), and a
    common noun to the body named before ("blamed the armed group for …").
    """
    tokens = candidate.addressee
    head = next((d.doc[i] for i in tokens if d.doc[i].head.i not in tokens), None)
    if head is None or head.i in d.cast.at or (head.pos_ == "NOUN" and is_pair_noun(head)):
        return
    of_the_speaker = d.choices
    d.choices = []
    index = None if head.tag_ in ("NNS", "NNPS") else named_holder(d, head, tokens)
    d.choices = of_the_speaker
    if index is None:
        index = body_meant(d, head)
    if index is not None and index != speaker.index:
        d.name_here(head.i, index)


@by_rule("cited")
def _cited(d: Discourse, candidate: Candidate, found: Speaker) -> Speaker:
    """Whom an outlet cites, in its place; the speaker that was found, where it is no outlet."""
    if found.index is not None and not _may_report(d.cast.members[found.index], candidate):
        return found
    noun = cited_in(d, candidate)
    if noun is None:
        return found
    source = speaker_in(d, noun, noun_phrase(noun), candidate.head)
    if source.index is None or d.cast.members[source.index].kind == "media":
        return found
    return source


def _may_report(member: Member, candidate: Candidate) -> bool:
    """Whether it may be an outlet: one by name, or of nothing else known that "reports, citing"."""
    if member.kind == "media":
        return True
    is_known = bool(member.offices) or member.kind not in (None, "other")
    return candidate.key in ("report", "write") and not is_known


@by_rule("interview")
def _interviewed(d: Discourse) -> Speaker:
    """ "A: C" after "Q: …": whom the introduction presents."""
    index = interviewee(d)
    return NOBODY if index is None else Speaker(index, (), "named")


def _speaker_of(d: Discourse, candidate: Candidate) -> Speaker:
    doc = d.doc
    if is_answer(d, candidate):
        return _interviewed(d)
    holder = holder_before(d, candidate) or _quoted(d, candidate)
    if holder is not None:
        return holder
    clause = subject_before(d, candidate) or before_preposition(d, candidate)
    if clause is not None:
        return clause
    if candidate.source_head is not None and candidate.source:
        outer = _coordinated(d, candidate) or _label(d, candidate)
        if outer is not None:
            return outer
        found = speaker_in(d, doc[candidate.source_head], candidate.source, candidate.head)
        if found.index is not None:
            return found
        governing = _governing(d, candidate) or _before_participle(d, candidate)
        if governing is not None:
            return governing
        if _is_beside(d, candidate):
            return _carried(d, candidate)
        if doc[candidate.source_head].lower_ in IT and candidate.kind in (
            "clause-passive",
            "anaphora",
        ):
            return _place_of_speech(d, candidate)
        if candidate.kind == "quote-colon":  # "X refused to assign blame: “C”"
            return _sentence_subject(d, candidate) or found
        return found
    place = named_before(d, candidate)
    if place.index is None:
        place = _place_of_speech(d, candidate)
    if place.index is not None:
        return place
    verb = doc[candidate.head]
    if (
        verb.pos_ in ("VERB", "AUX")
        and not candidate.kind.endswith("passive")
        and not candidate.kind.startswith(("passive", "anaphora"))
    ):
        opener = _sentence_subject(d, candidate)
        if opener is not None:
            return opener
    if candidate.kind == "clause-passive":
        return _carried(d, candidate)
    if candidate.kind.startswith("quote") or candidate.kind in (
        "clause-right",
        "infinitive",
        "object",
        "preposition",
        "object+",
    ):
        verb = doc[candidate.head]
        if verb.tag_ == "VBG" or candidate.kind.startswith("quote"):
            return _carried(d, candidate)
    return place


def _label(d: Discourse, candidate: Candidate) -> Speaker | None:
    """ "NAME at a briefing in X: C", "10:30 NAME after talks with Y: “C”"."""
    if candidate.kind not in ("transcript", "quote-colon"):
        return None
    first, _ = d.a.sentences[d.a.sentence[candidate.head]]
    words = [t for t in d.doc[first : candidate.head] if t.pos_ not in ("NUM", "PUNCT", "SPACE")]
    if any(t.pos_ in ("VERB", "AUX") for t in words):
        return None
    k = next((k for k, t in enumerate(words) if t.pos_ == "ADP"), 0)
    if k == 0 or words[k].lower_ not in _OCCASION:
        return None
    name = words[k - 1]
    found = speaker_in(d, name, [t.i for t in words[:k]], candidate.head)
    return found if found.index is not None else None


@by_rule("named")
def _quoted(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "she was quoted as saying by X", who is quoted, and not X."""
    verb = d.doc[candidate.head]
    if verb.lemma_ not in ("quote", "cite"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or subject.i in candidate.content:
        return None
    found = speaker_in(d, subject, noun_phrase(subject), candidate.head)
    return found if found.index is not None else None


@by_rule("coordinated")
def _coordinated(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "…, and called C", the subject of the sentence's own reporting verb."""
    if candidate.facts.get("how") != "conj":
        return None
    doc = d.doc
    verb = doc[candidate.head]
    above = _not_under_modal(verb)
    if above is not None:  # "X said Y would support it and asked": X asked
        subject, _ = subject_of(above)
        if subject is not None:
            found = speaker_in(d, subject, noun_phrase(subject), candidate.head)
            return found if found.index is not None else None
    near = _last_teller(d, candidate)
    if near is not None:
        return near
    k = before_cue(d, verb.i)
    if k < 1 or doc[k].dep_ != "cc":
        return None
    root = next(
        (t for t in doc[slice(*d.a.sentences[d.a.sentence[verb.i]])] if t.dep_ == "ROOT"),
        None,
    )
    if root is None or root.i == verb.i or root.i not in d.cues:
        return None
    subject, _ = subject_of(root)
    if subject is None or subject.i == candidate.source_head:
        return None
    found = speaker_in(d, subject, noun_phrase(subject), candidate.head)
    if found.index is None:
        return None
    if (
        doc[k - 1].text != ","
    ):  # "said that Russia began … and accused Kyiv": persons accuse, states begin
        inner = (
            d.cast.member_at(candidate.source_head) if candidate.source_head is not None else None
        )
        outer = d.cast.members[found.index]
        if not (
            inner is not None
            and inner.type == "Institution"
            and outer.type == "Person"
            and verb.lemma_ in load_cues().object
        ):
            return None
    return found


def _last_teller(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "…, where X called it C and demanded D", parsed as if the sentence's subject demanded:
    who said the statement just before "and".
    """
    verb = d.doc[candidate.head]
    if d.doc[verb.i - 1].dep_ != "cc" or verb.tag_ not in ("VBD", "VBZ"):
        return None
    cue, speaker = next(d.said_back(verb.i), (-1, NOBODY))
    first, _ = d.a.sentences[d.a.sentence[verb.i]]
    source = candidate.source_head
    if source is None or speaker.index is None or not max(first, source) < cue < verb.i:
        return None
    told = d.doc[cue]
    if cue in d.nested or told.tag_ != verb.tag_ or told.dep_ not in ("relcl", "advcl", "ccomp"):
        return None
    return replace(speaker, span=None, rule="")


def _not_under_modal(verb: Token) -> Token | None:
    """The verb that governs a clause with a modal to which a finite verb is joined amiss."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    is_modal = first.tag_ == "VB" and any(c.tag_ == "MD" for c in first.children)
    return first.head if is_modal and first.dep_ == "ccomp" else None


@by_rule("coordinated")
def _governing(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "X conceded that the base was closed and played down C", where nothing may speak that
    the parse takes for the subject: who says what the clause hangs on.
    """
    verb = d.doc[candidate.head]
    source = d.doc[candidate.source_head or 0]
    if candidate.facts.get("how") != "conj" or source.pos_ != "NOUN" or may_speak(d, source):
        return None
    while verb.dep_ in ("conj", "ccomp") and verb.head.i < verb.i:
        verb = verb.head
        if verb.i in d.cues:
            said = next((s for cue, s in d.said_back(candidate.head) if cue == verb.i), None)
            return None if said is None else replace(said, span=None, rule="")
    return None


def _before_participle(d: Discourse, candidate: Candidate) -> Speaker | None:
    """For "an official, briefing on condition of anonymity, said", where nothing may speak that
    the parse takes for the subject: who stands before it.
    """
    source = d.doc[candidate.source_head or 0]
    verb = d.doc[candidate.head]
    is_subject = source.dep_ == "nsubj" and source.head.i == verb.i and source.i < verb.i
    if not is_subject or source.i in d.cast.at or may_speak(d, source):
        return None
    for other in verb.children:
        if other.dep_ == "nsubj" and other.i < source.i:
            return speaker_in(d, other, noun_phrase(other), candidate.head)
    found = named_before(d, candidate, source)
    return found if found.index is not None else None


@by_rule("opener")
def _sentence_subject(d: Discourse, candidate: Candidate) -> Speaker | None:
    """The actor with whom the sentence opens, where the parse gives a cue no subject."""
    first, _ = d.a.sentences[d.a.sentence[candidate.head]]
    for i in range(candidate.head - 1, first, -1):  # the clause after a semicolon, if it names one
        if d.doc[i].text == ";" and not d.a.in_quote(i):
            subjects = {
                t.i for t in d.doc[i + 1 : candidate.head] if t.dep_ in ("nsubj", "nsubjpass")
            }
            if subjects - set(candidate.content):
                return _opener(d, candidate, i + 1)
    return _opener(d, candidate, first)


def _opener(d: Discourse, candidate: Candidate, first: int) -> Speaker | None:
    options: list[int] = []
    for i in range(first, candidate.head):
        if i in candidate.content or d.a.in_quote(i):
            continue
        if d.doc[i].lower_ in HE | SHE and d.doc[i].dep_ == "nsubj" and not options:
            return speaker_in(d, d.doc[i], [i], candidate.head)
        if i not in d.cast.at:
            continue
        member = d.cast.members[d.cast.at[i]]
        if (
            member.type == "Place"
            or member.is_adjective
            or member.is_platform
            or member.kind == "media"
        ):
            continue
        if i + 1 < len(d.doc) and d.doc[i + 1].lower_ in ("'s", "’s"):
            continue
        if d.doc[i].dep_ == "nsubjpass" and d.doc[i].head.i == candidate.head:
            return None  # "NAME was called upon to": whom somebody asks
        if d.doc[i].dep_ in ("nsubj", "nsubjpass") or (
            d.doc[i].dep_ in ("ROOT", "appos", "compound", "npadvmod") and not options
        ):
            options.append(i)
    if not options:
        opening = [i for i in range(first, min(first + 3, candidate.head)) if i in d.cast.at]
        options = [i for i in opening if d.cast.members[d.cast.at[i]].type == "Person"]
    if not options:
        return None
    i = options[0]
    index = d.cast.at[i]
    member = d.cast.members[index]
    member.is_used = True
    span = next((m for m in member.mentions if m[0] <= d.doc[i].idx < m[1]), None)
    return d.speaker(index, span)


@by_rule("carried")
def _carried(d: Discourse, candidate: Candidate) -> Speaker:
    """The speaker of the statement just before, in the same paragraph."""
    for head, speaker in reversed(d.history):
        if d.a.paragraph[head] != d.a.paragraph[candidate.head]:
            break
        if speaker.index is not None:
            return Speaker(speaker.index, speaker.others, speaker.attribution)
    return NOBODY


def _is_beside(d: Discourse, candidate: Candidate) -> bool:
    """Whether a participle goes on with what its sentence has told: "the siege was over, he said,
    threatening that C", where nothing may speak that the parse takes for the subject.
    """
    verb, source = d.doc[candidate.head], d.doc[candidate.source_head or 0]
    first, _ = d.a.sentences[d.a.sentence[verb.i]]
    return (
        verb.tag_ == "VBG"
        and source.pos_ == "NOUN"
        and not may_speak(d, source)
        and any(first <= cue < verb.i for cue in d.cues)
    )


@by_rule("place of speech")
def _place_of_speech(d: Discourse, candidate: Candidate) -> Speaker:
    """ "It was noted in the headquarters", "the ministry's statement reads"."""
    verb = d.doc[candidate.head]
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "at", "by"):
            for obj in child.children:
                if obj.dep_ == "pobj":
                    if obj.lemma_ in DOCUMENTS:
                        continue
                    found = speaker_in(d, obj, noun_phrase(obj), candidate.head)
                    if found.index is not None and d.cast.members[found.index].type != "Place":
                        return found
    return NOBODY
