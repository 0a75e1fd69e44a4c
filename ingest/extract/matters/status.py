"""Where an event or agreement stands, from the words, tense and mood around its mentions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.dates import find_dates
from ingest.extract.matters.clauses import (
    clause_of,
    governors,
    is_denied,
    is_irreal,
    is_not_yet,
    is_perfect_infinitive,
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
from ingest.extract.matters.dates import CONDITIONS, YEAR, to_be
from ingest.extract.matters.fate import (
    bears_on_nothing,
    has_fallen_through,
    is_ahead,
    is_broken_off,
    is_in_doubt,
    is_under_way,
)
from ingest.extract.matters.matter import MEETINGS, NAMED, TRUCES, Matter, Matters
from ingest.extract.matters.naming import LULLS
from ingest.extract.matters.occasion import said_at
from ingest.extract.syntax import SPANS
from ingest.extract.tokens import Token

_STAGES = frozenset("stage instalment installment phase part batch group round".split())
_OPENING = frozenset({"first", "initial", "opening"})
_DUE = frozenset({"due", "scheduled", "planned", "slated", "expected", "set"})
_AGREEING = frozenset(
    """
    agree discuss propose announce promise fix negotiate arrange prepare expect demand want plan
    schedule seek coordinate offer
    """.split()
)
_PHRASAL = {
    "call off": "cancelled",
    "break off": "cancelled",
    "put off": "postponed",
    "push back": "postponed",
    "carry out": "held",
    "go ahead": "held",
    "pass off": "held",
    "turn down": "rejected",
    "throw out": "rejected",
    "brush aside": "rejected",
    "shrug off": "rejected",
}
_AGREEING_ON = frozenset("agree sign settle commit consent".split())
_HINGING = frozenset("depend hinge hang".split())
_DENYING = frozenset("deny refute denial accusation allegation".split())
_GOVERNED = frozenset("dobj pobj prep pcomp ccomp acl xcomp nsubjpass".split())
_ISSUED = frozenset({"declaration", "communique", "communiqué"})  # what is there once told of
_SIEGES = frozenset({"siege", "encirclement", "blockade"})
_LIFTED = frozenset("lift end break raise".split())
_ALLEGED = frozenset({"alleged", "purported", "supposed", "claimed", "so-called", "rumoured"})
_CLAIMING = frozenset({"claim", "allege", "say", "believe", "report"})
_AFTER = frozenset({"after", "following", "during", "since", "at"})
_IN = _AFTER | {"in"}
_TIMES = frozenset({"hour", "day", "night", "week", "month", "round"})
_SEEMING = frozenset({"have", "appear", "seem", "need", "remain", "be", "call"})
_CARRYING = frozenset("return deliver receive hand transfer release free bring carry swap".split())


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
        return _event_status(matters, kind, head, chain, verbs, near, is_next)
    if _phrasal(head, verbs) == "rejected":
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
    if verbs and any(
        c.dep_ == "mark" and c.lower_ in CONDITIONS for v in verbs[:2] for c in v.children
    ):
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


def _phrasal(head: Token, verbs: Sequence[Token]) -> str | None:
    """What a verb with a particle tells of its subject or object: "was put off"."""
    if not verbs or head.dep_ not in ("dobj", "nsubjpass", "nsubj") or is_irreal(verbs[:1]):
        return None
    lemma = verbs[0].lemma_
    told = (_PHRASAL.get(f"{lemma} {c.lower_}") for c in verbs[0].children if c.i > verbs[0].i)
    return next((status for status in told if status is not None), None)


def described_status(matters: Matters, head: Token) -> str | None:
    """The status that a participle or a relative clause gives an agreement: "the initialed
    treaty", "a truce brokered by X", "a swap, which was completed".
    """
    table = matters.lexicon.status
    if _staged(head) and clause_of(head).lemma_ not in ("agree", "sign"):
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


def _staged(head: Token, which: frozenset[str] = _OPENING | {"second"}) -> bool:
    """Whether a mention is a first part of more: "the first instalment of a swap"."""
    chain = governors(head)[:3]
    return any(
        t.lemma_ in _STAGES
        and any(c.lower_ in which for c in t.children)
        and (t.i != head.i or any(c.lower_ == "of" for c in t.children))
        for t in chain
    )


def _event_status(
    matters: Matters,
    kind: str,
    head: Token,
    chain: Sequence[Token],
    verbs: Sequence[Token],
    near: set[str],
    is_next: bool,
) -> str:
    table = matters.lexicon.status
    lemmas = {v.lemma_ for v in verbs[:2]} | {t.lemma_ for t in chain[1:3]}
    if head.dep_ == "pobj" and head.head.lower_ in _IN and bears_on_nothing(verbs):
        lemmas = set()  # "in Friday's vote X backed Y" tells nothing of the vote
    told = head.i not in matters.said
    if is_perfect_infinitive(head) and head.head.lemma_ in _CLAIMING:
        return "alleged"
    if head.tag_ == "VBD" and not is_denied([head]):
        return "held"  # "X, who visited Y on Thursday, demanded …"
    if verbs and head.dep_ in ("nsubj", "nsubjpass"):
        if has_fallen_through(verbs[0]):
            return "cancelled"
        if is_not_yet(verbs[0]):
            return "planned"
    phrasal = _phrasal(head, verbs)
    if phrasal is not None and phrasal != "rejected":
        return "ongoing" if phrasal == "held" and _staged(head, _OPENING) else phrasal
    if verbs and verbs[0].lemma_ in _HINGING and head.dep_ == "nsubj":
        return "planned"
    if to_be(matters, head) is not None:
        return "planned"
    if head.lemma_ in _SIEGES and not (
        lemmas & _LIFTED and not is_irreal(verbs[:1]) and not is_denied(verbs)
    ):
        return "ongoing"
    if any(c.dep_ == "amod" and c.lower_ in _ALLEGED for c in head.children):
        return "alleged"
    if is_in_doubt(head):
        return "proposed"
    if kind in MEETINGS and is_ahead(head):
        return "planned"
    if any(c.dep_ in ("acl", "amod") and c.lower_ in _DUE for c in head.children):
        return "planned"
    if kind not in ("attack", "sanctions", "aid") and not is_next and said_at(head) is not None:
        return "held"
    if kind in MEETINGS and is_broken_off(head, verbs):
        return "cancelled"
    for status in ("postponed", "cancelled"):
        if (lemmas & table[status] and head.dep_ in ("dobj", "nsubjpass", "nsubj")) or (
            near & table[status]
        ):
            return status if told else "planned"
    if any(c.lower_ == "no" for c in head.children) or near & {"possible", "potential"}:
        return "proposed"
    if lemmas & table["proposed"] and kind not in ("attack",):
        return "proposed"
    if any(c.lower_ in ("if", "whether", "whenever", "unless") for v in verbs for c in v.children):
        return "proposed" if kind not in ("attack",) else "held"
    if kind == "attack" and _is_disputed(head):
        return "alleged"
    if kind == "signing" and head.dep_ == "pobj" and head.head.head.lemma_ in SPANS:
        return NAMED  # "within days of the signing"
    if kind == "attack" and _is_the_one(head) and not is_next:
        return "held"
    if (
        is_irreal(_of_its_clause(verbs))
        or lemmas & table["planned"]
        or near & {"upcoming", "forthcoming"}
    ):
        return "planned"
    if is_next:
        return "planned"
    if kind == "talks" and verbs and is_under_way(head, verbs[0]):
        return "ongoing"
    if near & {"ongoing", "underway"} or lemmas & {"continue", "proceed"}:
        return "ongoing"
    if kind in ("prisoner_exchange", "repatriation"):
        if _staged(head):
            return "ongoing"
        if not _is_done(matters, head, verbs):
            return "planned"
    if kind in ("summit", "meeting", "call", "visit") and any(
        c.lower_ in ("a", "an", "such") for c in head.children
    ):
        past = verbs and verbs[0].tag_ in ("VBD", "VBN")
        return "held" if past else "proposed"
    return "held" if kind == "attack" or _is_done(matters, head, verbs) else NAMED


def _is_disputed(head: Token) -> bool:
    """Whether an attack is what somebody denies, or is accused of: "denied strikes on X"."""
    token = head
    for _ in range(4):
        if token.dep_ not in _GOVERNED:
            return False
        token = token.head
        if token.lemma_ in _DENYING:
            return True
    return False


def _of_its_clause(verbs: Sequence[Token]) -> Sequence[Token]:
    """The verbs by which an event is told of: of a relative clause only its own ("will study the
    accord that X signed at the ceremony").
    """
    is_told = bool(verbs) and verbs[0].dep_ == "relcl" and verbs[0].tag_ == "VBD"
    return verbs[:1] if is_told else verbs[:2]


def _is_the_one(head: Token) -> bool:
    """Whether an attack is named as one that was: "the attack on the bridge"."""
    return head.pos_ == "NOUN" and any(c.lower_ in ("the", "this", "that") for c in head.children)


def _is_done(matters: Matters, head: Token, verbs: Sequence[Token]) -> bool:
    """Whether a clause tells that an event took place: named alone, it need not have."""
    whole = _duration(head) or head
    if whole.dep_ == "pobj" and whole.head.lower_ in _AFTER:
        return not any(c.lower_ == "only" for c in whole.head.children)  # "only after the vote"
    if not verbs:
        return matters.a.in_headline(head.i)
    verb = verbs[0]
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ in _AGREEING | _SEEMING:
        return matters.a.in_headline(head.i) and verb.lemma_ not in _AGREEING
    near = head.dep_ in ("nsubj", "nsubjpass", "dobj") and head.head.i == verb.i
    return near or matters.a.in_headline(head.i) or verb.lemma_ in _CARRYING


def _duration(head: Token) -> Token | None:
    """The time that an event took: "after twelve days of talks"."""
    above = head.head.head
    took = head.dep_ == "pobj" and head.head.lower_ == "of" and above.lemma_ in _TIMES
    return above if took else None


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
