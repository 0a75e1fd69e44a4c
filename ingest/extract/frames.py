"""The clauses of a content as a reader grasps them: whose deed, in what tense, with what tone.

"Estoria has broken the truce" is an opposed actor, perfect, of the tone misdeed; "we will not sign"
is the speaker's own, future, negated. The words that decide stand in `acts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract import act_words, tone
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.sides import side_of
from ingest.extract.tokens import Token

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_COMPLEMENTS = frozenset({"acomp", "attr", "dobj", "oprd", "xcomp", "prep"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "xcomp", "parataxis"})
_MAIN = frozenset({"top", "conj", "parataxis"})
_NEVER = frozenset({"never", "no"})
_LONGEST = 70  # tokens of a content that are looked at


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause: `place` is main, content or side, `subject` whose deed it tells."""

    place: str
    subject: str
    tense: str
    is_negated: bool
    tones: tuple[str, ...]
    verb: str
    complements: tuple[str, ...]


def frames_of(c: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> Iterator[Frame]:
    """The clauses of a content, in the order of the text."""
    for i in sorted(c.content)[:_LONGEST]:
        token = a.doc[i]
        if token.pos_ in _VERBAL and (place := _place(token, c)):
            yield _frame(token, place, cast, speaker)


def frame_features(c: Candidate, a: Analysis, cast: Cast, speaker: int | None) -> list[str]:
    """The clauses of a content as features of a model."""
    out: list[str] = []
    for f in frames_of(c, a, cast, speaker):
        sign = "-" if f.is_negated else "+"
        who, when = f"{f.place} {f.subject}", f"{f.place} {f.tense}"
        out += [f"{who} {f.tense}{sign}", f"{who}{sign}", f"{when}{sign}"]
        for name in f.tones:
            out += [f"{who} {name}{sign}", f"{when} {name}{sign}", f"{f.place} {name}{sign}"]
        if f.place != "side":
            out += [f"verb {f.verb}{sign}", f"verb {f.subject} {f.verb}{sign}"]
            for word in f.complements:
                out += [f"object {f.verb} {word}", f"object {word}{sign}"]
    return out or ["no clause"]


def _place(token: Token, c: Candidate) -> str | None:
    if token.head.i not in c.content or token.head is token:
        sort: str | None = "top"
    elif token.dep_ == "conj" and token.head.pos_ in _VERBAL:
        sort = "conj"
    else:
        sort = token.dep_ if token.dep_ in _CLAUSES else None
    if sort is None:
        return None
    return "main" if sort in _MAIN else "content" if sort == "ccomp" else "side"


def _frame(verb: Token, place: str, cast: Cast, speaker: int | None) -> Frame:
    table = tone.load()
    subject = _subject(verb)
    complements = [t for t in verb.children if t.dep_ in _COMPLEMENTS]
    telling = [verb, *complements]
    for t in complements:
        if t.dep_ == "prep":
            telling += t.children
        elif t.dep_ in ("attr", "dobj"):
            telling += [x for x in t.children if x.dep_ == "amod"]
    tones = {name for t in telling for name in table.get((t.lemma_,), ())}
    negators = [*verb.children, *(subject.children if subject is not None else ())]
    negators += [x for t in complements if t.dep_ in ("dobj", "attr") for x in t.children]
    return Frame(
        place=place,
        subject=_whose(subject, cast, speaker),
        tense=_tense(verb),
        is_negated=any(t.dep_ == "neg" or t.lower_ in _NEVER for t in negators),
        tones=tuple(sorted(tones)),
        verb=verb.lemma_,
        complements=tuple(t.lemma_ for t in complements if t.dep_ in ("acomp", "attr", "dobj")),
    )


def _subject(verb: Token) -> Token | None:
    for v in (verb, verb.head) if verb.dep_ == "conj" else (verb,):
        found = next((t for t in v.children if t.dep_ in _SUBJECTS), None)
        if found is not None:
            return found
    return None


def _whose(subject: Token | None, cast: Cast, speaker: int | None) -> str:
    """Whose deed a clause tells: a pronoun's class, own, opposed, a side, a matter, another."""
    if subject is None:
        return "none"
    words = act_words.load()
    if subject.lower_ in words.pronouns:
        return words.pronouns[subject.lower_]
    if any(t.lower_ == "no" for t in subject.children):
        return "nobody"
    owners = (t.i for t in subject.children if t.dep_ in _OWNERS)
    index = next((cast.at[i] for i in (subject.i, *owners) if i in cast.at), None)
    lemma = subject.lemma_
    if lemma in words.matters:
        return "matter"
    if index is not None and cast.members[index].type != "Place":
        mine, theirs = side_of(cast, speaker), side_of(cast, index)
        if index == speaker:
            return "own"
        return "actor" if None in (mine, theirs) else "own" if mine == theirs else "opposed"
    return "side" if lemma in words.sides else "noun"


def _tense(verb: Token) -> str:
    auxiliaries = [t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")]
    modals = act_words.load().modals
    for word in auxiliaries:
        if word in modals:
            return modals[word]
    if {"has", "have", "'ve", "’ve"} & set(auxiliaries):
        return "perfect"
    if "had" in auxiliaries:
        return "past perfect"
    if verb.tag_ in ("VBG", "VBN") and auxiliaries:
        past = {"was", "were"} & set(auxiliaries)
        return ("progressive" if verb.tag_ == "VBG" else "passive") + (" past" if past else "")
    return f"do {auxiliaries[0]}" if verb.tag_ == "VB" and auxiliaries else verb.tag_
