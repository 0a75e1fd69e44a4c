"""Whether an event took place, is going on, is to come or fell through, by its mention."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.matters.clauses import (
    governors,
    is_denied,
    is_irreal,
    is_not_yet,
    is_perfect_infinitive,
)
from ingest.extract.matters.dates import to_be
from ingest.extract.matters.fate import (
    bears_on_nothing,
    has_fallen_through,
    is_ahead,
    is_broken_off,
    is_in_doubt,
    is_under_way,
)
from ingest.extract.matters.matter import MEETINGS, NAMED, Matters
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
_HINGING = frozenset("depend hinge hang".split())
_DENYING = frozenset("deny refute denial accusation allegation".split())
_GOVERNED = frozenset("dobj pobj prep pcomp ccomp acl xcomp nsubjpass".split())
_SIEGES = frozenset({"siege", "encirclement", "blockade"})
_LIFTED = frozenset("lift end break raise".split())
_ALLEGED = frozenset({"alleged", "purported", "supposed", "claimed", "so-called", "rumoured"})
_CLAIMING = frozenset({"claim", "allege", "say", "believe", "report"})
_AFTER = frozenset({"after", "following", "during", "since", "at"})
_IN = _AFTER | {"in"}
_TIMES = frozenset({"hour", "day", "night", "week", "month", "round"})
_SEEMING = frozenset({"have", "appear", "seem", "need", "remain", "be", "call"})
_CARRYING = frozenset("return deliver receive hand transfer release free bring carry swap".split())


def event_status(
    matters: Matters,
    kind: str,
    head: Token,
    chain: Sequence[Token],
    verbs: Sequence[Token],
    near: set[str],
    is_next: bool,
) -> str:
    """Where an event stands. `chain` is the mention with what governs it, `verbs` are the verbs of
    that, `near` the lemmas around it.
    """
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
    told_so = phrasal(head, verbs)
    if told_so is not None and told_so != "rejected":
        return "ongoing" if told_so == "held" and staged(head, _OPENING) else told_so
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
        if staged(head):
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


def phrasal(head: Token, verbs: Sequence[Token]) -> str | None:
    """What a verb with a particle tells of its subject or object: "was put off"."""
    if not verbs or head.dep_ not in ("dobj", "nsubjpass", "nsubj") or is_irreal(verbs[:1]):
        return None
    lemma = verbs[0].lemma_
    told = (_PHRASAL.get(f"{lemma} {c.lower_}") for c in verbs[0].children if c.i > verbs[0].i)
    return next((status for status in told if status is not None), None)


def staged(head: Token, which: frozenset[str] = _OPENING | {"second"}) -> bool:
    """Whether a mention is a first part of more: "the first instalment of a swap"."""
    chain = governors(head)[:3]
    return any(
        t.lemma_ in _STAGES
        and any(c.lower_ in which for c in t.children)
        and (t.i != head.i or any(c.lower_ == "of" for c in t.children))
        for t in chain
    )
