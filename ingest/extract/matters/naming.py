"""By what other nouns a mention may take up an event or agreement."""

from __future__ import annotations

from ingest.extract.matters.matter import MEETINGS, TRUCES, Matter
from ingest.extract.tokens import Token

BARE_OTHER = frozenset(
    {
        "agreement",
        "agreements",
        "deal",
        "deals",
        "accord",
        "accords",
        "arrangement",
        "arrangements",
        "understanding",
        "pact",
        "protocol",
    }
)
_WRITTEN = frozenset("declaration treaty memorandum communique communiqué charter protocol".split())
_PLANS = frozenset("plan roadmap blueprint initiative proposal offer".split())
LULLS = frozenset("truce ceasefire cease-fire pause lull".split())
_BREAKS = frozenset({"truce", "pause", "lull"})
_DRAFTS = frozenset("memorandum memo paper draft communique communiqué".split())
BODIES = frozenset({"cabinet", "council", "government", "board", "committee", "ministerial"})
# By what verbs and nouns one step is told.
_STEPS = (
    frozenset("sever cut break severing rupture".split()),
    frozenset("expel expulsion".split()),
    frozenset("suspend freeze suspension".split()),
    frozenset("quit leave exit abandon denounce withdrawal departure".split()),
)
_MET = frozenset({"meet", "receive"})


def may_name(matter: Matter, fresh: Matter, head: Token) -> bool:
    """Whether a mention's noun may be another one for a matter."""
    if matter.sort != fresh.sort or not _kinds_fit(matter, fresh, head):
        return False
    if matter.is_phase != fresh.is_phase and _PLANS & (matter.nouns | fresh.nouns):
        return False  # a part of a plan is not the plan
    if {"declaration", "treaty"} <= matter.nouns ^ fresh.nouns:
        return False  # a declaration is no treaty
    if fresh.sort == "agreement" and "resolution" in matter.nouns ^ fresh.nouns:
        return False  # nor is a resolution an accord
    return not (head.lower_ in BARE_OTHER and matter.nouns <= _DRAFTS)  # a draft is no deal yet


def _kinds_fit(one: Matter, other: Matter, head: Token) -> bool:
    if one.sort == "event" and {one.kind, other.kind} == {"other"}:
        return any(names >= other.nouns and names & one.nouns for names in (one.nouns, *_STEPS))
    if one.kind == other.kind:
        return True
    if one.sort == "event":
        if one.nouns <= _MET and (one.nouns == {"receive"} or not _is_mere(head)):
            return False  # "talks abroad" are not that X met Y
        return (
            {one.kind, other.kind} <= MEETINGS
            and head.lower_ in ("meeting", "talks", "session", "summit")
            and "summit" not in {one.kind, other.kind}
            and shares(one, other)
        ) or ({one.kind, other.kind} == {"summit", "meeting"} and not _is_of_a_body(one, head))
    if head.lemma_ == "declaration" and "declaration" in one.nouns:
        return True  # "a peace declaration" is "the declaration" later
    if {one.kind, other.kind} == TRUCES:
        # "a humanitarian truce" is "the truce" later, and a "pause"
        return bool(one.nouns & other.nouns) or bool(one.nouns & _BREAKS and other.nouns & _BREAKS)
    bare = head.lower_ in BARE_OTHER and other.kind == "other"
    return bare or (
        one.kind == "other" and (one.nouns <= BARE_OTHER or bool(one.nouns & other.nouns))
    )


def _is_of_a_body(matter: Matter, head: Token) -> bool:
    """Whether a matter was told as "a cabinet meeting"."""
    return any(c.lower_ in BODIES for c in head.doc[matter.heads[0]].children)


def _is_mere(head: Token) -> bool:
    """Whether a noun stands alone but for "the" or "this"."""
    return all(c.dep_ == "det" and c.lower_ not in ("a", "an") for c in head.children)


def is_bare(fresh: Matter, head: Token) -> bool:
    """Whether a paper is named by "the" and its noun alone: it was told of before."""
    return (
        head.lower_ in _WRITTEN
        and fresh.mentions == [(head.i, head.i + 1)]
        and any(c.lower_ in ("the", "this") for c in head.children)
    )


def may_be_written(matter: Matter, fresh: Matter) -> bool:
    """Whether "the declaration" may be a matter told before: no plan, and no mere truce."""
    return matter.sort == fresh.sort and not is_plan(matter) and not matter.nouns <= LULLS


def is_plan(matter: Matter) -> bool:
    """Whether a matter is only named as what somebody plans or proposes."""
    return matter.nouns <= _PLANS


def shares(one: Matter, other: Matter) -> bool:
    return bool(set(one.actors) & set(other.actors)) or not one.actors or not other.actors
