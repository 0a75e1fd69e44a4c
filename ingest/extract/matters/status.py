"""Where an event or agreement stands, from the words, tense and mood around its mentions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.dates import find_dates
from ingest.extract.matters.clauses import (
    clause_of,
    governors,
    is_conditional,
    is_denied,
    is_irreal,
    is_unreal,
)
from ingest.extract.matters.course import (
    by_one_side,
    course_of,
    is_accusation,
    is_carried_out,
    is_kept,
    is_set_up,
    may_do_something,
)
from ingest.extract.matters.dates import YEAR
from ingest.extract.matters.happening import event_status, phrasal, staged
from ingest.extract.matters.matter import NAMED, TRUCES, Matter, Matters
from ingest.extract.matters.naming import LULLS
from ingest.extract.tokens import Token

_AGREEING_ON = frozenset("agree sign settle commit consent".split())
_ISSUED = frozenset({"declaration", "communique", "communiqué"})  # what is there once told of


def status_at(matters: Matters, name: str, kind: str, head: Token, is_next: bool) -> str:
    """Where a matter stands, from the words, tense and mood around the mention."""
    doc = matters.doc
    chain = governors(head)
    verbs = [t for t in chain if t.pos_ in ("VERB", "AUX")]
    verb = verbs[0] if verbs else chain[-1]
    lemma = verb.lemma_ if verbs else ""
    near = {t.lemma_ for t in doc[max(0, head.i - 4) : head.i + 3]}
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    table = matters.lexicon.status
    direct = head.dep_ in ("dobj", "nsubjpass", "nsubj") or passive
    if name == "event":
        return event_status(matters, kind, head, chain, verbs, near, is_next)
    if phrasal(head, verbs) == "rejected":
        return "rejected"
    if is_kept(head):
        return "in_force"
    if kind == "procedural" and is_set_up(head):
        return "agreed"
    if lemma == "accept" and direct and by_one_side(verb):
        return "proposed"
    course = course_of(head)
    described = course if course == "expired" else described_status(matters, head) or course
    if described is not None:
        return described
    if lemma in table["violated"] and is_accusation(verb):
        return "in_force"  # that it is broken is what one side says
    if is_carried_out(head) and (is_irreal(verbs[:1]) or lemma not in table["implemented"]):
        return "agreed"
    if lemma in table["implemented"] and direct and is_denied(verbs):
        return "agreed"  # "was never implemented"
    if any(map(is_conditional, verbs[:2])):
        return "proposed"  # what stands under a condition has not come about
    for status in ("suspended", "violated", "rejected", "signed", "expired"):
        if lemma in table[status] and direct and not is_unreal(verbs):
            return status
        if near & {status}:
            return status
    agreed_on = head.dep_ == "pobj" and head.head.lower_ in ("on", "upon", "to")
    if agreed_on and lemma in _AGREEING_ON and not is_unreal(verbs):
        return "agreed"
    drafts = kind in ("memorandum", "security_guarantee", "framework")
    if head.lemma_ in _ISSUED and any(c.lower_ == "the" for c in head.children):
        drafts = False
    if lemma in table["agreed"] and direct and not is_unreal(verbs):
        return "agreed"
    if near & {"agreed"} and not drafts:
        return "agreed"
    if lemma in ("complete", "implement", "fulfil", "fulfill") and verb.tag_ in ("VBD", "VBN"):
        return "implemented"
    words = _lemmas(doc[max(0, head.i - 4) : head.i + 1])
    words |= _lemmas(chain[1:3])
    if any(c.lower_ == "any" for c in head.children):
        return "proposed"
    if _is_of_a_year(matters, head):
        return "in_force"
    if drafts or words & (table["proposed"] | {"full", "unconditional", "proposal", "offer"}):
        return "proposed"
    if {"effect", "force"} & {t.lower_ for t in doc[head.i : head.i + 5]}:
        return "in_force"
    to_be_done = [c for c in verb.children if lemma == "be" and c.dep_ == "xcomp"]
    if may_do_something(head):
        return NAMED
    if is_irreal(verbs[:1]) or is_irreal(to_be_done):
        return "proposed"
    if kind in TRUCES and head.lemma_ in LULLS:
        return NAMED
    return "agreed" if any(c.lower_ == "the" for c in head.children) else NAMED


def _lemmas(tokens: Sequence[Token]) -> set[str]:
    """The lemmas of words above a mention, without "called the deal a step", which wants none."""
    return {
        t.lemma_
        for t in tokens
        if t.lemma_ != "call" or any(c.lower_ in ("for", "on") for c in t.children)
    }


def _is_of_a_year(matters: Matters, head: Token) -> bool:
    """Whether an agreement is told apart by a day, month or year that is over: "the 2028 truce",
    "October's ceasefire", "of November 2028".
    """
    if _is_of_a_day(matters, head):
        return True
    if any(YEAR.fullmatch(c.text) for c in head.children if c.dep_ == "nummod"):
        return True
    of = [t for c in head.children if c.lower_ == "of" for t in c.subtree]
    return any(YEAR.fullmatch(t.text) and matters.is_over(t.text) for t in of)


def _is_of_a_day(matters: Matters, head: Token) -> bool:
    """Whether a day or month that is over stands before an agreement's noun."""
    low, high = matters.doc[head.left_edge.i].idx, head.idx
    dates = find_dates(matters.a.text, low, high, matters.published)
    return any(date.value is not None and matters.is_over(date.value) for date in dates)


def described_status(matters: Matters, head: Token) -> str | None:
    """The status that a participle or a relative clause gives an agreement: "the initialed
    treaty", "a truce brokered by X", "a swap, which was completed".
    """
    table = matters.lexicon.status
    if staged(head) and clause_of(head).lemma_ not in ("agree", "sign"):
        return "in_force"
    if head.dep_ == "pobj":
        above = head.head.head
        if head.head.lower_ == "of" and above.lemma_ in ("breach", "violation"):
            return "violated"
        if head.head.lower_ == "under" and clause_of(above).tag_ in ("VBD", "VBN", "VBZ"):
            if not is_irreal([clause_of(above)]):
                return "in_force"
    told = [c for c in head.children if c.dep_ in ("amod", "acl", "relcl")]
    told = [x for c in told for x in (*reversed(c.conjuncts), c) if x.tag_ in ("VBN", "VBD")]
    for child in told:  # "that was proposed but was rejected": the last counts
        if child.dep_ != "amod" and is_irreal([child]):
            continue
        lemma = child.lemma_
        if lemma == "initial" or child.lower_ in ("initialed", "initialled"):
            return "agreed"
        for status in ("expired", "violated", "suspended", "implemented", "signed", "agreed"):
            if lemma in table[status]:
                return status
        if lemma in table["proposed"] or child.lower_ == "put":
            return "proposed"
    above = head.head
    if above.pos_ == "VERB" and head.dep_ == "dobj" and not is_irreal([above]):
        if above.lemma_ in ("produce", "yield", "bring", "secure", "forge"):
            return "agreed"
    return None


def _lead_of(matters: Matters) -> int:
    """The first sentence of the body: what becomes of an agreement is news there, whoever says it,
    as in the headline.
    """
    body = matters.a.layout.body
    first = next((t.i for t in matters.doc if body and t.idx >= body[0][0]), None)
    return -1 if first is None else matters.a.sentence[first]


def status_of(matters: Matters, matter: Matter) -> str:
    """The status that the article gives as a whole."""
    told = [s for _, s, asserted in matter.statuses if asserted]
    if told and matter.sort == "agreement":
        lead = _lead_of(matters)
        told += [
            s for i, s, _ in matter.statuses if s != "violated" and matters.a.sentence[i] <= lead
        ]
    told = told or [s for _, s, _ in matter.statuses]
    if matter.sort == "agreement" and set(told) == {NAMED, "proposed"}:
        told += [s for _, s, _ in matter.statuses if s in ("agreed", "signed", "in_force")]
    if matter.sort == "agreement" and set(told) == {NAMED}:
        told = [s for _, s, _ in matter.statuses if s != "violated"] or ["in_force"]
    if matter.sort == "event":
        if set(told) == {NAMED}:
            told = [s for _, s, _ in matter.statuses if s != NAMED] or ["held"]
        told = [s for s in told if s != NAMED]
        for status in ("cancelled", "postponed", "ongoing", "alleged"):
            if status in told:
                return status
        if matter.date and matters.published and not matter.is_next:
            if matters.is_over(matter.date):
                return "held"
            is_blow = matter.kind == "attack" and len(matter.date) < 10
            if matter.date > matters.published[: len(matter.date)] and not is_blow:
                is_wish = len(matter.date) < 10 and set(told) == {"proposed"}
                return "proposed" if is_wish else "planned"
        if matter.is_next and "held" in told and "planned" not in told:
            return "planned"
        for status in ("held", "planned", "proposed"):
            if status in told and (status != "held" or not matter.is_next):
                return status
        return told[0]
    if matter.is_titled and set(told) <= {"agreed", "proposed", NAMED}:
        return "in_force"
    if matter.kind in TRUCES and set(told) <= {"agreed", "proposed", NAMED} and "agreed" in told:
        if any(s == "in_force" for _, s, _ in matter.statuses):
            return "in_force"  # what somebody says to hold has begun
    for status in (
        "violated",
        "suspended",
        "implemented",
        "rejected",
        "expired",
        "signed",
        "in_force",
        "agreed",
    ):
        if status in told:
            return status
    is_truce = matter.kind in TRUCES and set(told) == {NAMED} and _is_known(matters, matter)
    return "in_force" if is_truce or _is_of_old(matters, matter) else "proposed"


def _is_of_old(matters: Matters, matter: Matter) -> bool:
    """Whether an agreement is one of a day or year that is over: "the Lima accord of 2029"."""
    if matter.kind == "memorandum":
        return False  # the day tells when the paper was handed over
    dates = [d for d in (matter.date, *matter.labels) if d and d[:1].isdigit()]
    return any(matters.is_over(date) for date in dates)


def _is_known(matters: Matters, matter: Matter) -> bool:
    """Whether a truce is spoken of as one that there is: "the truce in X"."""
    return any(c.lower_ == "the" for h in matter.heads for c in matters.doc[h].children)
