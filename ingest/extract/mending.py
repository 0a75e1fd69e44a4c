"""Parses mended where agency English misleads the parser.

"The ministry said on Monday talks with the rebels were going on": with no "that" between them, the
parser takes the day into the clause that is told, or makes it a part of the clause's subject.
"""

from __future__ import annotations

from ingest.extract import cues
from ingest.extract.tokens import Doc, Token

_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_TIMES = _DAYS | {"today", "yesterday", "later", "earlier", "afterwards"}
_PARTS = frozenset("night evening morning afternoon".split())
_SUBJECT = frozenset("DT PDT PRP PRP$ EX CD JJ JJR JJS NN NNS NNP NNPS".split())
_BETWEEN = 8  # words at most between a verb and the day: whom it tells


def mend_days(doc: Doc) -> None:
    """Hang a day that stands between a verb of telling and its clause on the verb. The tokens are
    not tied up yet: each knows its head alone.
    """
    for day in [t for t in doc if t.text in _TIMES or _is_part(t)]:
        after = doc[day.i + 1 : day.i + 2]
        if not after or after[0].tag_ not in _SUBJECT or after[0].lower_ in _PARTS:
            continue
        if day.is_sent_start:
            continue
        if doc[_top(day).i - 1].text in _DAYS:
            continue  # "said on Friday Monday talks …"
        verb = _verb_before(day)
        if verb is not None:
            _mend(doc, day, verb)


def _verb_before(day: Token) -> Token | None:
    """The verb of telling before a day, with no more between them than whom it tells."""
    doc = day.doc
    first = day.i - 1
    for i in range(first, max(first - _BETWEEN, -1), -1):
        token = doc[i]
        if token.pos_ == "VERB":
            is_telling = token.tag_ in ("VBD", "VBZ", "VBP") and (
                token.lemma_ in cues.load().clause
            )
            inner = doc[i + 1 : _top(day).i]
            return token if is_telling and all(i <= t.head.i <= day.i for t in inner) else None
        if token.is_punct or token.is_sent_start:
            return None
    return None


def _top(day: Token) -> Token:
    """The preposition of a day or of a part of it, or the word itself."""
    first = day.i - 1 if _is_part(day) else day.i
    before = day.doc[first - 1]
    return before if before.lower_ == "on" else day


def _is_part(token: Token) -> bool:
    """Whether a word tells a part of the day before it: "Monday night"."""
    return token.lower_ in _PARTS and token.i > 0 and token.doc[token.i - 1].text in _DAYS


def _mend(doc: Doc, day: Token, verb: Token) -> None:
    """Hang the day on the verb, and on the clause what the parse took for a part of the day's
    phrase.
    """
    top = _top(day)
    if day.dep_ == "compound":  # "on [Monday talks]"
        noun = day.head
        while noun.dep_ == "compound" and noun.head.i > noun.i:
            noun = noun.head
        clause = _clause_after(doc, noun, verb, top)
        if clause is None:
            return
        if noun.head is top:
            is_passive = any(
                t.dep_ == "auxpass" and t.head is clause for t in doc[noun.i : clause.i]
            )
            noun.head, noun.dep_ = clause, "nsubjpass" if is_passive else "nsubj"
        if clause.head is top:
            clause.head, clause.dep_ = verb, "ccomp"
    elif top.head.i <= day.i or top.head.head is not verb:
        return
    if top is not day:
        day.head, day.dep_ = top, "pobj"
    top.head = verb
    if top is not day or day.text in _DAYS or _is_part(day):
        top.dep_ = "prep" if top is not day else "npadvmod"


def _clause_after(doc: Doc, noun: Token, verb: Token, top: Token) -> Token | None:
    """The verb of the clause whose subject a noun is, told by another verb."""
    if noun.head.i > noun.i:
        return noun.head if noun.head.head in (verb, top) else None
    for token in doc[noun.i + 1 :]:
        if token.is_sent_start:
            return None
        if token.dep_ in ("ccomp", "pcomp") and token.head in (verb, top):
            return token
    return None
