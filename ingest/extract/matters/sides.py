"""Who takes part in an event or agreement, and where it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from ingest.extract.cast import Cast
from ingest.extract.matters.matter import Matter, Matters, is_fight
from ingest.extract.matters.occasion import is_at_edge, is_led, said_at
from ingest.extract.names.words import LOWER_HEADS
from ingest.extract.speakers.ranks import words_of
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token
from ingest.records import Office

_OF_THEIR_OWN = frozenset({"visit", "call", "meeting", "attack", "vote", "sanctions", "aid"})
PERSONAL = frozenset({"call", "visit", "meeting", "summit"})
_THERE = frozenset({"at", "after", "for", "before"})
_JOURNEYS = frozenset({"travel", "fly"})  # of one, told by a verb
_HOLDING = frozenset("hold have make pay receive conduct place".split())
_STRIKING = frozenset(
    "launch carry conduct resume continue begin start mount stage intensify renew perform".split()
)
_SERIES = frozenset("wave waves series round string barrage dozens hundreds number".split())
_PARTNERS = frozenset({"with", "from", "between"})
_BETWEEN = frozenset("envoy mediator facilitator".split())  # whose state is no side
_IMPOSING = frozenset("impose announce adopt introduce approve slap trigger reimpose".split())
_REACHING = frozenset(
    "sign initial ink conclude reach strike seal clinch ratify negotiate agree".split()
)
_OF_A_STATE = frozenset({"ministry", "government", "military", "agency", "parliament"})
_PARTIES = frozenset({"state", "armed_group", "delegation", "igo", "military"})
_GROUPS = frozenset("rebels fighters forces troops guerrillas insurgents government side".split())
_BROKERING = frozenset("broker mediate facilitate".split())
_ONE = frozenset({"he", "she"})
_OF_ANYBODY = frozenset({"other", "sanctions"})
_FIRST = frozenset("president premier prime chancellor king emir sultan chairman leader".split())
_LESSER = frozenset(
    "vice deputy spokesman spokeswoman spokesperson adviser aide opposition".split()
)
_WHERE = frozenset({"in", "at", "to", "the", ","})
_ADOPTED = frozenset({"vote", "statement_release"})  # what any body may adopt


def main_sides_of(cast: Cast, brokers: Set[int]) -> list[int]:
    """The actors that the article is about: states and armed groups, most named first, without
    those who only bring others together, if two are left.
    """
    counts: Counter[int] = Counter()
    state_of = {m.state: i for i, m in enumerate(cast.members) if m.kind == "state" and m.state}
    for i, index in cast.at.items():
        member = cast.members[index]
        if i > 0 and cast.at.get(i - 1) == index:
            continue
        if member.kind in ("state", "armed_group"):
            counts[index] += 1
        elif member.kind in _OF_A_STATE | {"delegation"} and member.state in state_of:
            counts[state_of[member.state]] += 1
        elif member.type == "Person":
            for office in member.offices:
                words = set(re.findall(r"[a-z]+", office.title.lower()))
                if office.of is not None and not words & _BETWEEN:
                    side = cast.members[office.of]
                    target = state_of.get(side.state) if side.state else None
                    if target is not None:
                        counts[target] += 1
    ranked = sorted(
        counts.items(),
        key=lambda item: (-item[1], min(cast.members[item[0]].mentions or [(0, 0)])),
    )
    sides = [index for index, _ in ranked if index not in brokers]
    return sides if len(sides) > 1 else [index for index, _ in ranked]


def sides_of(matters: Matters, matter: Matter) -> list[int]:
    """Who takes part: the actors named with it, filled up with the article's two main sides."""
    members = matters.cast.members
    if len(matter.parties) > 1:
        return matter.parties[:6]
    if matter.sort == "agreement":  # a person brings in their side: "the Y plan"
        for_whom = [_side_of(matters, i) for i in matter.actors]
        matter.actors = list(dict.fromkeys(i for i in for_whom if i is not None))
    if matter.kind in _ADOPTED:
        bodies = [i for i in matter.actors if members[i].kind != "media"]
        if bodies:
            return bodies[:6]
    actors = [
        i
        for i in matter.actors
        if members[i].kind in ("state", "armed_group", "delegation", "military")
        or members[i].type == "Person"
    ]
    if matter.kind in ("meeting", "summit"):
        bodies = [i for i in matter.actors if members[i].kind == "igo"]
        if bodies:  # "a session of the UN Security Council"
            return [*bodies, *(i for i in actors if members[i].type == "Person")][:6]
    if matter.kind == "signing" and sum(members[i].type == "Person" for i in actors) > 1:
        return _without_offices(matters, actors)[:6]
    if matter.kind in PERSONAL:
        actors = _without_offices(matters, actors)
    if matter.kind in _OF_THEIR_OWN and (actors or _JOURNEYS & matter.nouns):
        return actors[:6]
    states = [i for i in actors if members[i].kind in ("state", "armed_group")]
    if matter.sort == "event" and matter.kind in _OF_ANYBODY:
        return [i for i in matter.actors if members[i].kind != "media"][:6]
    if matter.kind == "attack" and not is_fight(matter):
        return actors[:6]  # whose step or blow it was is told or disputed
    if matter.kind == "vote":
        return [*actors, *matters.main_sides[:1]][:6]
    if matter.kind == "summit" and not actors:
        leaders = {side: _leader_of(matters, side) for side in matters.main_sides[:2]}
        actors = [i for i in leaders.values() if i is not None]
        states = [side for side, i in leaders.items() if i is not None]
    if len(states) < 2 and not (matter.kind == "summit" and len(actors) >= 2):
        main = () if matter.is_titled else matters.main_sides[:2]
        for side in [*_sides_beside(matters, matter), *main]:
            if side not in (*actors, *states) and len(states) < 2:
                actors.append(side)
                states.append(side)
    if matter.kind == "talks":
        actors += [
            i for i in sorted(matters.brokers) if members[i].kind == "state" and i not in actors
        ]
    return actors[:6]


def _leader_of(matters: Matters, side: int) -> int | None:
    """The one person of the article who leads a state."""
    leaders = [
        i
        for i, member in enumerate(matters.cast.members)
        if member.type == "Person" and any(_leads(o, side) for o in member.offices)
    ]
    return leaders[0] if len(leaders) == 1 else None


def _leads(office: Office, side: int) -> bool:
    words = words_of(office.title)
    is_first = bool(words & _FIRST) and not words & _LESSER
    return office.of == side and not office.is_former and is_first


def _without_offices(matters: Matters, actors: Sequence[int]) -> list[int]:
    """Those who meet, without the states that are only named by a person's office: "the US
    envoy X".
    """
    members = matters.cast.members
    held = {
        _side_of(matters, i) for i in actors if members[i].type == "Person" and members[i].offices
    }
    return [i for i in actors if i not in held]


def actors_of(matters: Matters, verb: Token) -> list[int]:
    """Whom the subjects of a verb name; "who" is whom its clause belongs to."""
    subjects = _subjects_of(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and not subjects:
        subjects = [verb.head]
    if verb.dep_ == "relcl":
        subjects = [verb.head if c.lower_ in ("who", "which", "that") else c for c in subjects]
    subjects = [_speaker_above(verb) or s if s.lower_ in _ONE else s for s in subjects]
    named = [_named_by(matters.cast, t) for s in subjects for t in (s, *s.conjuncts)]
    return [index for index in named if index is not None]


def _subjects_of(verb: Token) -> list[Token]:
    """The subjects of a verb, its own or those of the verb that it is joined or added to: "X met Y
    and received Z", "X, receiving Z, announced …".
    """
    for _ in range(3):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own or not (verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")):
            return own
        verb = verb.head
    return []


def _speaker_above(verb: Token) -> Token | None:
    """Who tells a clause of himself: "X said he would visit Y"."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.i == verb.i:
        return None
    return next((c for c in above.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"), None)


def _named_by(cast: Cast, token: Token) -> int | None:
    """The member that a noun names, also as a name before it: "the M23 rebel group"."""
    index = cast.at.get(token.i)
    if index is None and token.lower_ in LOWER_HEADS | _GROUPS:
        before = [cast.at.get(c.i) for c in token.children if c.dep_ in ("compound", "nmod")]
        index = next((i for i in before if i is not None), None)
    return index


def brokers_of(cast: Cast) -> set[int]:
    """Who only brings others together: "brokered by A", "the mediators, A and B"."""
    found: set[int] = set()
    for token in cast.a.doc:
        lemma = token.lemma_
        if token.pos_ == "VERB" and lemma in _BROKERING:
            acting = [c for c in token.children if c.dep_ == "nsubj"]
            named = [x for t in (*agents_of(token), *acting) for x in (t, *t.conjuncts)]
        elif lemma in _BETWEEN and token.pos_ == "NOUN":
            named = [x for c in token.children if c.dep_ == "appos" for x in (c, *c.conjuncts)]
        else:
            continue
        found |= {index for t in named if (index := _named_by(cast, t)) is not None}
    return found


def partners_of(matters: Matters, head: Token) -> list[int]:
    """Who meets, calls or visits, where a noun's clause tells: "X held a meeting with Y"."""
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in _HOLDING:
        return [*actors_of(matters, verb), *with_whom(matters, verb), *with_whom(matters, head)]
    above = verb.head
    if head.dep_ == "pobj" and verb.lower_ in ("in", "during", "at") and above.pos_ == "VERB":
        told = [c for c in above.children if c.dep_ in ("dobj", "dative")]
        return [*actors_of(matters, above), *_named(matters, told)]
    said = said_at(head)
    if is_led(head) or (said is not None and is_at_edge(head)):
        speaking = [] if said is None else actors_of(matters, said)
        return [*speaking, *with_whom(matters, head)]
    beside = with_whom(matters, head)
    if beside and head.dep_ == "pobj" and verb.lower_ in _THERE and above.pos_ == "VERB":
        # "X said at a meeting with Y"
        members = matters.cast.members
        beside += [i for i in actors_of(matters, above) if members[i].type == "Person"]
    return [*beside, *_by(matters, head)]


def talkers_of(matters: Matters, head: Token) -> list[int]:
    """The persons who talk, where one is told to have talked with another: "X said after talks
    with Y", "X held talks with Y".
    """
    members = matters.cast.members
    if not any(members[i].type == "Person" for i in with_whom(matters, head)):
        return []
    met = [i for i in partners_of(matters, head) if members[i].type == "Person"]
    return list(dict.fromkeys(met)) if len(set(met)) > 1 else []


def attackers_of(matters: Matters, head: Token) -> list[int]:
    """Whose blow it is: "X launched a wave of air strikes", "strikes by X"."""
    top = head
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in _SERIES:
        top = top.head.head
    doing = top.dep_ == "dobj" and top.head.lemma_ in _STRIKING
    return [*(actors_of(matters, top.head) if doing else ()), *_by(matters, head)]


def imposers_of(matters: Matters, head: Token) -> list[int]:
    """Who imposes sanctions: "X imposed sanctions", "sanctions imposed by X"."""
    above = head.head
    doing = head.dep_ == "dobj" and above.lemma_ in _IMPOSING
    told = [c for c in head.children if c.dep_ == "acl" and c.lemma_ in _IMPOSING]
    by = _named(matters, [p for c in told for p in agents_of(c)])
    return [*(actors_of(matters, above) if doing else ()), *by, *_by(matters, head)]


def _by(matters: Matters, noun: Token) -> list[int]:
    """Whom a noun names with "by": "a visit by X"."""
    return _named(matters, [p for c in noun.children if c.lower_ == "by" for p in c.children])


def parties_of(matters: Matters, head: Token) -> list[int]:
    """Between whom an agreement is, or who signs or reaches it: "a deal between A and B", "A and B
    signed the accord", "an accord signed by A and B".
    """
    found = with_whom(matters, head)
    verb = head.head
    if verb.lemma_ in _REACHING and head.dep_ == "dobj":
        found += [*actors_of(matters, verb), *with_whom(matters, verb)]
    passive = [verb] if head.dep_ == "nsubjpass" else []
    for told in [*passive, *(c for c in head.children if c.dep_ == "acl")]:
        if told.lemma_ in _REACHING:
            found += [*_named(matters, agents_of(told)), *with_whom(matters, told)]
    sides = [_side_of(matters, index) for index in found]
    return list(dict.fromkeys(side for side in sides if side is not None))


def _side_of(matters: Matters, index: int) -> int | None:
    """The state or other body that a member stands for as a party; None for none."""
    members = matters.cast.members
    member = members[index]
    if member.type == "Person":
        held = [o.of for o in member.offices if o.of is not None and not o.is_former]
        if not held:
            return None
        index, member = held[0], members[held[0]]
    if member.kind in _OF_A_STATE and member.state is not None:
        return matters.cast.state_member(member.state)
    return index if member.kind in _PARTIES else None


def with_whom(matters: Matters, token: Token) -> list[int]:
    """Whom "with", "from" and "between" name after a noun or verb."""
    near = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _PARTNERS]
    return _named(matters, [p for c in near for p in c.children if p.dep_ == "pobj"])


def _named(matters: Matters, tokens: Sequence[Token]) -> list[int]:
    found = [x for t in tokens for x in (t, *t.conjuncts, *_apposed(t))]
    named = [_named_by(matters.cast, t) for t in found]
    members = matters.cast.members
    return [index for index in named if index is not None and members[index].type != "Place"]


def _apposed(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ == "appos"]


def _sides_beside(matters: Matters, matter: Matter) -> list[int]:
    """Of an attack, and of a treaty with a title of its own, the states and armed groups that the
    sentences of its mentions name.
    """
    if matter.kind != "attack" and not matter.is_titled:
        return []
    spans = [matters.a.sentences[matters.a.sentence[head]] for head in matter.heads]
    named = [
        matters.cast.at[i] for low, high in spans for i in range(low, high) if i in matters.cast.at
    ]
    members = matters.cast.members
    return [
        i
        for i in dict.fromkeys(named)
        if members[i].kind in ("state", "armed_group") and i not in matters.brokers
    ]


def place_in(matters: Matters, sort: str, head: Token, start: int, end: int) -> int | None:
    """The place that a mention or its clause names."""
    doc = matters.doc
    scope = list(range(start, end))
    scope += [
        t.i
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in ("in", "at")
        for t in c.subtree
    ]
    verb = head.head
    is_told = sort == "event" or verb.lemma_ in _REACHING  # not where it is spoken of
    if is_told and verb.pos_ in ("VERB", "AUX") and head.dep_ in ("nsubj", "nsubjpass", "dobj"):
        scope += [
            t.i
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ in ("in", "at")
            for t in c.subtree
        ]
    for i in scope:
        index = matters.cast.at.get(i)
        if index is not None and matters.cast.members[index].type == "Place":
            before = doc[i - 1].lower_ if i else ""
            if i < head.i or before in _WHERE or doc[i - 1].i in matters.cast.at:
                return index
    return None
