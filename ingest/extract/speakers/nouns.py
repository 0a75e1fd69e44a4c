"""Whom a common noun means: "the minister", "the ministry", "a senior official"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.names.words import INSTITUTION_HEADS, LOWER_HEADS
from ingest.extract.persons import is_group_noun, is_person_noun
from ingest.extract.speakers.bodies import (
    called,
    institution_in,
    last_of,
    next_of,
    own_body,
    portfolios,
    some_bodies,
    state_body,
)
from ingest.extract.speakers.discourse import Discourse
from ingest.extract.speakers.offices import office_holder
from ingest.extract.speakers.pairs import is_pair_noun, who_together
from ingest.extract.speakers.pronouns import IT, who_is_it
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.speakers.unnamed import earlier_unnamed, unnamed
from ingest.extract.syntax import noun_phrase
from ingest.extract.tokens import Token
from ingest.records import Span

GENERIC: dict[str, tuple[str, ...]] = {
    "ministry": ("ministry",),
    "department": ("ministry",),
    "army": ("military",),
    "military": ("military",),
    "force": ("military", "armed_group"),
    "headquarters": ("agency",),
    "agency": ("agency", "media", "igo"),
    "service": ("agency",),
    "office": ("agency", "government"),
    "group": ("armed_group", "party", "ngo", "igo", "other", "company"),
    "movement": ("armed_group", "party", "other"),
    "militia": ("armed_group",),
    "organisation": ("igo", "ngo", "armed_group", "other"),
    "organization": ("igo", "ngo", "armed_group", "other"),
    "coalition": ("party", "other", "armed_group"),
    "alliance": ("igo", "party", "other"),
    "bloc": ("igo", "party", "other"),
    "council": ("agency", "igo", "parliament", "other"),
    "commission": ("agency", "igo"),
    "committee": ("agency", "igo", "parliament", "other"),
    "party": ("party",),
    "court": ("court",),
    "parliament": ("parliament",),
    "outlet": ("media",),
    "newspaper": ("media",),
    "channel": ("media",),
    "broadcaster": ("media",),
    "portal": ("media",),
    "delegation": ("delegation",),
    "team": ("delegation",),
    "company": ("company",),
    "body": ("igo", "agency", "other"),
    "watchdog": ("igo", "ngo", "agency"),
    "authority": ("agency", "government"),
    "kremlin": ("government",),
    "mission": ("agency", "igo"),
    "faction": ("armed_group", "party", "other"),
    "junta": ("government", "military"),
    "board": ("company", "agency"),
    "command": ("military",),
    "tribunal": ("court",),
    "assembly": ("parliament", "igo"),
    "federation": ("ngo", "igo"),
    "firm": ("company",),
    "operator": ("company",),
    "charity": ("ngo",),
    "foundation": ("ngo",),
    "hospital": ("other",),
    "university": ("other",),
    "airline": ("company",),
    "bank": ("company", "agency"),
    "union": ("igo", "ngo"),
    "network": ("media", "ngo"),
}
_FIGHTERS = frozenset("guerrilla rebel insurgent militant separatist jihadist paramilitary".split())
_STATE_NOUNS = frozenset(
    """
    side government authorities authority administration cabinet country capital leadership
    republic regime state kingdom nation
    """.split()
)
_OWN_NOUNS = {
    "delegation": "delegation",
    "team": "delegation",
    "negotiators": "delegation",
    "army": "military",
    "military": "military",
    "media": "media",
    "police": "agency",
    "navy": "military",
    "guard": "military",
    "presidency": "government",
    "commission": "agency",
    "junta": "government",
    "parliament": "parliament",
    "intelligence": "agency",
    "office": "government",
    "embassy": "ministry",
    "treasury": "ministry",
    "cabinet": "government",
    "palace": "government",
    "mission": "agency",
    "press": "media",
}

DOCUMENTS = frozenset(
    """
    statement communique communiqué document declaration letter post message readout text
    resolution report release comment remark note account press-release tweet video address
    speech interview transcript memo reply response answer
    """.split()
)
_COLLECTIVE = frozenset("head leader minister member ally chief ambassador".split())
_NO_ONE = frozenset("a an any every no each some another which what".split())


def noun_speaker(d: Discourse, head: Token, tokens: Sequence[int], span: Span) -> Speaker:
    """Whom a phrase with a common noun as its head means."""
    lemma = head.lemma_
    lower = head.lower_
    definite = any(c.lower_ in ("the", "that", "this") for c in head.children if c.dep_ == "det")
    possessed = next((c for c in head.children if c.dep_ == "poss"), None)
    inside = institution_in(d, tokens)
    several = inside is None and possessed is None and is_pair_noun(head)
    if several and (definite or _is_counted(head)):
        together = who_together(d, head, span)
        if together is not None:
            return together
    if possessed is not None and inside is None:
        inside = _owner(d, possessed, span)
    if lower in _STATE_NOUNS or lemma in _STATE_NOUNS:
        if inside is not None:
            d.cast.members[inside].is_used = True
            return Speaker(inside, (), "named", None, span)
        if lower == "authorities" and any(c.dep_ == "prep" for c in head.children):
            return some_bodies(d, head, tokens, "government", span)  # "the authorities in X"
        if lemma != "authority":
            if several or _is_indefinite(head):
                return Speaker(None, span=span)
            return last_of(d, ("state", "government"), head.i, span)
    beside = _named_beside(d, head)
    if beside is not None:
        d.cast.members[beside].is_used = True
        return Speaker(beside, (), "named", None, span)
    if inside is not None and lemma in _COLLECTIVE and head.tag_ in ("NNS", "NNPS"):
        if d.cast.members[inside].kind in ("igo", "delegation"):
            d.cast.members[inside].is_used = True
            return Speaker(inside, (), "named", None, span)  # "the bloc's leaders"
    is_office = lemma in d.cast.knowledge.offices or lower in d.cast.knowledge.offices
    is_person = is_office or is_person_noun(head)
    is_group = not is_person and is_group_noun(head)
    if definite and inside is None and (is_person or is_group):
        earlier = earlier_unnamed(d, head, tokens, span)
        if earlier is not None:
            return earlier
    if (
        is_person
        and (definite or possessed is not None or head.tag_ == "NNP")
        and head.tag_ not in ("NNS", "NNPS")
    ):
        found = office_holder(d, head, tokens, inside, span)
        if found is not None:
            return found
    if lower in _OWN_NOUNS and inside is not None:
        return own_body(d, head, tokens, inside, _OWN_NOUNS[lower], span)
    if lemma in _FIGHTERS and head.tag_ == "NNS":
        group = _fighting(d, inside, head, span) if definite else None
        if group is not None:
            return group
    if definite and inside is None and possessed is None:
        found = called(d, lower, head, tokens, span)
        if found.index is not None:
            return found
    if lower in GENERIC:
        lemma = lower  # "headquarters" is its own lemma
    if lemma in GENERIC and inside is None and possessed is None:
        if head.tag_ == "NNS" and lower not in GENERIC and not definite:
            return some_bodies(d, head, tokens, GENERIC[lemma][0], span)  # "aid agencies"
        found = last_of(d, GENERIC[lemma], head.i, span, portfolios(d, head, tokens))
        if found.index is None and d.a.in_headline(head.i):
            found = next_of(d, GENERIC[lemma], span)
        if found.index is not None:
            return found
    if lemma in GENERIC or lower in _OWN_NOUNS:
        if inside is not None or possessed is not None:
            return own_body(d, head, tokens, inside, GENERIC.get(lemma, ("other",))[0], span)
        return state_body(d, head, tokens, span)
    if lower == "police":
        return state_body(d, head, tokens, span)
    if is_person or is_group:
        return unnamed(d, head, tokens, inside, definite, span)
    if inside is not None and head.i in d.cast.at:
        return Speaker(inside, (), "named", None, span)
    return Speaker(None, span=span)


def _fighting(d: Discourse, inside: int | None, head: Token, span: Span) -> Speaker | None:
    """The group that "the guerrillas" and "the rebels of the Front" mean."""
    if inside is None:
        found = last_of(d, ("armed_group",), head.i, span)
        return found if found.index is not None else None
    if d.cast.members[inside].kind != "armed_group":
        return None
    return Speaker(inside, (), "named", None, span)


def body_meant(d: Discourse, head: Token) -> int | None:
    """The body named before that "the bloc" or "the armed group" means; none where it is told
    whose it is.
    """
    lower = head.lower_
    own = (c.dep_ == "poss" or c.i in d.cast.at for c in head.children)
    if not any(c.lower_ == "the" for c in head.children) or any(own):
        return None
    span = d.cast.span(head.i, head.i + 1)
    tokens = noun_phrase(head)
    found = called(d, lower, head, tokens, span)
    kinds = GENERIC.get(lower) or GENERIC.get(head.lemma_)
    if found.index is None and kinds is not None:
        found = last_of(d, kinds, head.i, span, portfolios(d, head, tokens))
    index = found.index
    return None if index is None or d.cast.members[index].kind == "media" else index


def _named_beside(d: Discourse, head: Token) -> int | None:
    """The body that stands after the noun for it: "the company NordGrid", "the junior partner,
    the Labour League,".
    """
    apposed = next((c.i for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    k = head.i + 1 if head.lemma_ in GENERIC else apposed
    index = d.cast.at.get(k) if k is not None else None
    if index is None or d.cast.members[index].is_adjective:
        return None
    return index if d.cast.members[index].type == "Institution" else None


def is_body_noun(head: Token) -> bool:
    """Whether a common noun stands for a body: "the office", "the ministry"."""
    return head.lemma_ in GENERIC or head.lower_ in _OWN_NOUNS


def may_speak(d: Discourse, head: Token) -> bool:
    """Whether a common noun may stand for one who speaks, as a person, a body or a document."""
    forms = {head.lower_, head.lemma_}
    return (
        is_person_noun(head)
        or is_group_noun(head)
        or is_pair_noun(head)
        or not forms.isdisjoint(DOCUMENTS)
        or not forms.isdisjoint(d.cast.knowledge.offices)
        or any(form in GENERIC or form in _OWN_NOUNS or form in _STATE_NOUNS for form in forms)
        or not forms.isdisjoint(LOWER_HEADS)
        or any(form in INSTITUTION_HEADS for form in forms)
    )


def _is_counted(head: Token) -> bool:
    """ "Both sides", "two leaders"."""
    return any(c.pos_ == "NUM" or c.lower_ in ("both", "all", "each") for c in head.children)


def _owner(d: Discourse, possessor: Token, span: Span) -> int | None:
    """The body that owns what follows: "its army", "the country's army", "the group's leader"."""
    if possessor.lower_ in IT:
        return who_is_it(d, possessor, span).index
    lemma = possessor.lemma_
    if not any(c.lower_ in ("the", "that", "this") for c in possessor.children):
        return None
    kinds = ("state",) if lemma in _STATE_NOUNS else GENERIC.get(lemma, ())
    if not kinds or kinds == ("media",):  # "the channel's source" holds no office there
        return None
    return last_of(d, kinds, possessor.i, span).index


def _is_indefinite(head: Token) -> bool:
    """ "A government", "no country": none of those spoken of."""
    return any(c.lower_ in _NO_ONE for c in head.children if c.dep_ in ("det", "neg"))
