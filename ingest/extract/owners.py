"""Whose an office is that stands beside a name without its body: "its director NAME", "Foreign
Minister NAME", "Prime Minister NAME of Ravuna".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from ingest.extract.cast import Cast
from ingest.extract.names.name import Name
from ingest.extract.speakers.nouns import GENERIC

_OF_STATES = frozenset(
    """
    minister president premier chancellor king queen emir sultan ambassador parliament government
    presidential opposition
    """.split()
)
_STATE_SECRETARIES = frozenset("foreign defence defense home transport interior treasury".split())
_COUNTRY = frozenset("country nation government state republic kingdom".split())
_BODY_OFFICES = frozenset(
    """
    spokesman spokeswoman spokesperson director chairman chairwoman chair executive ceo head chief
    commander secretary-general general-secretary
    """.split()
)
_OF_LEAGUES = frozenset({"secretary-general", "secretary general"})
_SELVES = frozenset("government side presidency authorities administration leadership".split())
_HEADS = frozenset("president king queen emir amir sultan monarch leader".split())
# How much a state's name tells of whose an office is that stands after it: as the subject of a
# main clause, of another, as an owner ("Ravuna's army"), as anything else; how much of it is
# left a sentence later; what the state's part in all names of states adds; "In CAPITAL, NAME said".
_MAIN, _ACTS, _OWNS, _NAMED, _DECAY, _SHARE, _OPENS = 1.5, 0.8, 1.4, 0.6, 0.7, 0.5, 5.0
_HOME = 0.3
_REACH = 3  # sentences back to what "its" or "the" may mean


class Owners:
    """Finds the bodies that offices of an article belong to."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.a.doc
        self.named = sorted(cast.at)
        self.states = [
            n
            for n in cast.names
            if n.state and n.kind != "media" and not (n.type == "Place" and not n.entry)
        ]
        self.peoples = {  # "seven Ravunans": no body
            n.end - 1
            for n in cast.names
            if n.is_adjective
            and self.doc[n.end - 1].dep_ not in ("amod", "compound", "poss", "nmod")
        }
        self.named_states = Counter(n.state or "" for n in self.states)
        self.home = self._home()  # where the dateline says that the text was written
        self.holders: dict[tuple[str, int], int] = {}  # office and state -> who is said to hold it

    def _home(self) -> str | None:
        place = self.cast.a.layout.dateline_place
        index = None if place is None else self.cast.at.get(self.cast.a.starts.get(place[0], -1))
        return None if index is None else self.cast.members[index].state

    def hold(self, person: int, title: str, of: int) -> None:
        """Remember whose office is told."""
        self.holders.setdefault((_office(title), of), person)

    def of(self, person: int, title: str, start: int, end: int) -> int | None:
        """The body of an office at tokens `start` to `end`."""
        k = start - 1
        before = self.doc[k].lower_ if k >= 0 else ""
        if before in ("its", "their"):
            return self._body_before(k)
        if before == "whose":
            return self._named_before(k)
        if before in ("his", "her"):
            return self._of_person_before(k)
        if before in ("'s", "’s") and k:
            return self._called(self.doc[k - 1].lower_, k - 1)
        called = self._of_noun(end)
        if called is not None:
            return called
        if wants_state(title):
            return self._state(person, title, start)
        if _office(title) in _OF_LEAGUES:
            return self._league_before(k)
        if before == "the" and title.split()[-1].lower() in _BODY_OFFICES:
            return self._body_before(k)
        return None

    def after(self, end: int) -> int | None:
        """ "NAME of Ravuna"."""
        doc = self.doc
        if end >= len(doc) or doc[end].lower_ != "of":
            return None
        k = end + 1
        if k < len(doc) and doc[k].lower_ == "the":
            k += 1
        index = self.cast.at.get(k)
        if index is None or self.cast.members[index].type != "Institution":
            return None
        return index

    def _back(self, before: int) -> Iterator[tuple[int, int]]:
        """(token, member) of the names before a token in the sentences near it, the last first."""
        sentence = self.cast.a.sentence
        for k in reversed(self.named):
            if k < before and k not in self.peoples:
                if sentence[before] - sentence[k] > _REACH:
                    return
                yield k, self.cast.at[k]

    def _body_before(self, before: int) -> int | None:
        """The body that "its" means: in the last sentence that names any, the last that is a
        subject, else the last.
        """
        sentence = self.cast.a.sentence
        found: tuple[int, int] | None = None
        for k, index in self._back(before):
            member = self.cast.members[index]
            if member.type != "Institution" or member.kind == "media":
                continue
            if found is not None and sentence[found[0]] != sentence[k]:
                break
            if self._acts(k) and not self.cast.a.in_quote(k):
                return index
            found = found or (k, index)
        return None if found is None else found[1]

    def _league_before(self, before: int) -> int | None:
        """The body of states that is named last: "Secretary-General NAME"."""
        named = (self.cast.at[k] for k in reversed(self.named) if k < before)
        return next((i for i in named if self.cast.members[i].kind == "igo"), None)

    def _named_before(self, before: int) -> int | None:
        """The body that is named last before a "whose" in its sentence."""
        found = next(self._back(before), None)
        if found is None or self.cast.a.sentence[found[0]] != self.cast.a.sentence[before]:
            return None
        return found[1] if self.cast.members[found[1]].type == "Institution" else None

    def _acts(self, k: int) -> bool:
        """Whether a name is a subject, or tells whose the subject is: "the Ravunan government"."""
        token = self.doc[k]
        if token.dep_ in ("amod", "compound", "nmod", "poss") and token.head.lower_ in _SELVES:
            token = token.head
        return token.dep_ in ("nsubj", "nsubjpass")

    def _of_person_before(self, before: int) -> int | None:
        """The body of the person whom "his" means."""
        for _, index in self._back(before):
            member = self.cast.members[index]
            if member.type == "Person":
                held = [o.of for o in member.offices if o.of is not None]
                return held[0] if held else None
        return None

    def _called(self, noun: str, before: int) -> int | None:
        """The body that a common noun means: "the ministry's spokesman"."""
        if noun in _COUNTRY:
            kinds: Collection[str] = ("state",)
        elif noun in GENERIC:
            kinds = GENERIC[noun]
        else:
            return None
        for k, index in self._back(before):
            member = self.cast.members[index]
            if k < before and member.type == "Institution" and member.kind in kinds:
                return index
        return None

    def _of_noun(self, end: int) -> int | None:
        """The body of "a member of the movement"."""
        doc = self.doc
        if end + 2 < len(doc) and doc[end].lower_ in ("of", "for") and doc[end + 1].lower_ == "the":
            return self._called(doc[end + 2].lower_, end)
        return None

    def _state(self, person: int, title: str, start: int) -> int | None:
        """The state most spoken of before an office whose holder nobody else is said to be."""
        weights: dict[str, float] = {}
        for name in self.states:
            if name.start >= start:
                break  # one that is named only later is as often the other side
            state = name.state or ""
            weights[state] = max(weights.get(state, 0.0), self._weight(name, start))
        if self.home is not None:
            weights[self.home] = weights.get(self.home, 0.0) + _HOME
        for state in weights:
            weights[state] += _SHARE * self.named_states[state] / self.named_states.total()
        for state in sorted(weights, key=lambda s: (self._is_unlikely(s, title), -weights[s])):
            index = self.cast.state_member(state, create=True)
            if index is not None and not self._is_held(index, person, title):
                return index
        return None

    def _is_unlikely(self, state: str, title: str) -> bool:
        """Whether a state is not known to have such an office, or known to have none: "Secretary
        of State NAME" is of one alone.
        """
        known, office = self.cast.knowledge, f" {_office(title)}"
        only = [ids for name, ids in known.only.items() if office.endswith(f" {name}")]
        lacking = [ids for name, ids in known.lacking.items() if office.endswith(f" {name}")]
        return any(state not in ids for ids in only) or any(state in ids for ids in lacking)

    def _weight(self, name: Name, start: int) -> float:
        """How near a state is spoken of, and as what: one that acts or owns before others."""
        doc = self.doc
        sentence = self.cast.a.sentence
        if name.type == "Place":  # "In CAPITAL, Foreign Minister NAME said"
            opens = sentence[name.start] == sentence[start] and start - name.end <= 2
            return _OPENS if opens and name.start and doc[name.start - 1].lower_ == "in" else 0.0
        token = doc[name.end - 1]
        owns = name.is_adjective or token.dep_ == "poss"
        while token.dep_ in ("compound", "amod", "poss", "nmod") and token.head.i != token.i:
            token = token.head
        acts = token.dep_ in ("nsubj", "nsubjpass") and not self.cast.a.in_quote(name.start)
        is_main = acts and token.head.dep_ in ("ROOT", "ccomp", "conj")
        weight = _MAIN if is_main else _ACTS if acts else _OWNS if owns else _NAMED
        return weight * _DECAY ** (sentence[start] - sentence[name.start])

    def _is_held(self, state: int, person: int, title: str) -> bool:
        """Whether another is said to hold an office of a state, or one that excludes it."""
        office = _office(title)
        return any(
            holder != person
            and of == state
            and (held == office or (_is_head(held) and _is_head(office)))
            for (held, of), holder in self.holders.items()
        )


def wants_state(title: str) -> bool:
    """Whether an office is one that states have: "Foreign Minister", "defence secretary"."""
    words = title.lower().split()
    if words[-3:] == ["secretary", "of", "state"]:
        return True
    if words[-1] in ("adviser", "advisor") and "security" in words:
        return True
    return not _OF_STATES.isdisjoint(words) or (
        len(words) > 1
        and words[-1] in ("secretary", "undersecretary")
        and words[-2] in _STATE_SECRETARIES
    )


def _is_head(office: str) -> bool:
    """Whether an office is that of the one head of a state."""
    return office.rpartition(" ")[2] in _HEADS and "vice" not in office


def _office(title: str) -> str:
    words = [w for w in title.lower().split() if w not in ("acting", "interim", "outgoing")]
    return " ".join(words)
