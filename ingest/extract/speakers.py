"""Who speaks: from the noun phrase that may be the source to a member of the cast.

A wrong speaker is worse than none: where it cannot be told the statement is kept without one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast, Member
from ingest.extract.cues import load as load_cues
from ingest.extract.names import PORTFOLIOS
from ingest.extract.syntax import noun_phrase, subject_of
from ingest.extract.tokens import Token
from ingest.extract.why import by_rule
from ingest.records import Office, Span

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "herself"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "both"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_DOCUMENTS = frozenset(
    """
    statement communique communiqué document declaration letter post message readout text
    resolution report release comment remark note account press-release tweet video address
    speech interview transcript memo
    """.split()
)
_UNNAMED = frozenset(
    """
    official source diplomat person people analyst expert critic resident witness observer
    insider aide adviser advisor negotiator mediator lawmaker politician activist soldier
    officer commander spokesman spokeswoman spokesperson minister representative interlocutor
    journalist correspondent reporter author expert investigator lawyer doctor survivor relative
    family prosecutor leader opponent supporter protester ally economist researcher delegate
    rebel fighter militant medic rescuer eyewitness villager informant authority
    """.split()
)
_GENERIC: dict[str, tuple[str, ...]] = {
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
    "union": ("igo",),
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
}
_STATE_OFFICES = frozenset(
    {
        "minister",
        "president",
        "premier",
        "leader",
        "head of state",
        "spokesman",
        "spokeswoman",
        "diplomat",
    }
)
_OF_A_STATE = ("delegation", "military", "media")  # a state is taken to have one of each
_HELD_BY = {  # offices that a word may mean
    "head of state": {"president", "king", "emir", "leader", "sultan"},
    "leader": {
        "president",
        "minister",
        "leader",
        "premier",
        "chairman",
        "king",
        "emir",
        "chief",
    },
    "premier": {"minister", "premier"},
    "spokesperson": {"spokesman", "spokeswoman", "spokesperson", "secretary"},
    "spokesman": {"spokesman", "spokesperson", "secretary"},
    "spokeswoman": {"spokeswoman", "spokesperson", "secretary"},
    "diplomat": {
        "minister",
        "ambassador",
        "envoy",
        "spokeswoman",
        "spokesman",
        "secretary",
        "representative",
        "diplomat",
    },
    "chief": {"chief", "head", "director", "secretary", "general", "commissioner"},
    "official": {
        "official",
        "minister",
        "spokesman",
        "spokeswoman",
        "secretary",
        "head",
        "aide",
        "adviser",
    },
    "negotiator": {"negotiator", "aide", "head", "minister"},
    "aide": {"aide", "adviser", "assistant"},
}
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
    "mission": "agency",
    "press": "media",
}
_FAR = 1000  # names or statements back: nobody is meant by a word so far from where he is named
_STOP_IN_NAME = frozenset(
    {
        "who",
        "that",
        "which",
        "speaking",
        "familiar",
        "briefed",
        "quoted",
        "cited",
        "asking",
        "interviewed",
    }
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: members of the cast, how well known, the title given, and where it is said."""

    index: int | None
    others: tuple[int, ...] = ()
    attribution: str = "unknown"
    office: str | None = None
    span: Span | None = None
    rule: str = ""  # a key of why.RULES


NOBODY = Speaker(None)


class Speakers:
    """Resolves the sources of an article's statements, in the order of the text."""

    def __init__(self, a: Analysis, cast: Cast) -> None:
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.history: list[tuple[int, Speaker]] = []  # (cue token, speaker), in order
        self._cues: set[int] = set()
        self._titled: dict[tuple[int, str], int] = {}  # unnamed holders by body and title
        self._unnamed_people: list[int] = []
        self._bodies: dict[tuple[str, str], int] = {}  # by kind and state, the first named
        for index in range(len(cast.members)):
            self._keep_body(index)
        self._named_at = sorted(cast.at)  # the tokens that name somebody, in order
        self._subjects = [
            i
            for i in self._named_at
            if (self.doc[i].dep_ in ("nsubj", "nsubjpass", "agent") or self._is_agent(i))
            and not a.in_quote(i)
        ]
        self._subject_of = {i: cast.at[i] for i in self._subjects}

    def _keep_body(self, index: int) -> None:
        member = self.cast.members[index]
        if member.type == "Institution" and member.state and member.kind in _OF_A_STATE:
            self._bodies.setdefault((member.kind, member.state), index)

    def _back(self, before: int) -> Iterator[tuple[int, int]]:
        """(token, member) for the names before a token, the nearest first."""
        k = bisect_left(self._named_at, before)
        return ((i, self.cast.at[i]) for i in reversed(self._named_at[max(0, k - _FAR) : k]))

    def _subjects_back(self, before: int) -> Iterator[tuple[int, int]]:
        """The same for the names that are the subject of a clause outside quotation marks."""
        k = bisect_left(self._subjects, before)
        return ((i, self._subject_of[i]) for i in reversed(self._subjects[max(0, k - _FAR) : k]))

    def _said_back(self, before: int) -> Iterator[tuple[int, Speaker]]:
        """(cue token, speaker) for the statements before a token, the nearest first."""
        near = islice(reversed(self.history), _FAR)
        return ((cue, s) for cue, s in near if cue < before and s.index is not None)

    def _name_here(self, token: int, index: int) -> None:
        if token not in self.cast.at:
            insort(self._named_at, token)
        self.cast.at[token] = index

    def _is_agent(self, i: int) -> bool:
        token = self.doc[i]
        return token.dep_ == "pobj" and token.head.dep_ == "agent"

    # ------------------------------------------------------------ one statement

    def resolve(self, candidate: Candidate) -> Speaker:
        """The speaker of a candidate; remembers it for what follows."""
        speaker = self._resolve(candidate)
        self.history.append((candidate.head, speaker))
        self._cues.add(candidate.head)
        return speaker

    def _resolve(self, candidate: Candidate) -> Speaker:
        doc = self.doc
        if candidate.source_head is not None and candidate.source:
            outer = self._coordinated(candidate)
            if outer is not None:
                return outer
            found = self._phrase(doc[candidate.source_head], candidate.source, candidate.head)
            if found.index is not None:
                return found
            if doc[candidate.source_head].lower_ in _IT and candidate.kind in (
                "clause-passive",
                "anaphora",
            ):
                return self._place_of_speech(candidate)
            return found
        place = self._place_of_speech(candidate)
        if place.index is not None:
            return place
        verb = doc[candidate.head]
        if (
            verb.pos_ in ("VERB", "AUX")
            and not candidate.kind.endswith("passive")
            and not candidate.kind.startswith(("passive", "anaphora"))
        ):
            opener = self._sentence_subject(candidate)
            if opener is not None:
                return opener
        if candidate.kind == "clause-passive":
            return self._carried(candidate)
        if candidate.kind.startswith("quote") or candidate.kind in (
            "clause-right",
            "infinitive",
            "object",
            "preposition",
            "object+",
        ):
            verb = doc[candidate.head]
            if verb.tag_ == "VBG" or candidate.kind.startswith("quote"):
                return self._carried(candidate)
        return place

    @by_rule("coordinated")
    def _coordinated(self, candidate: Candidate) -> Speaker | None:
        """For "…, and called C", the subject of the sentence's own reporting verb."""
        if candidate.facts.get("how") != "conj":
            return None
        doc = self.doc
        verb = doc[candidate.head]
        k = verb.i - 1
        while k > 0 and doc[k].pos_ in ("ADV", "AUX", "PART"):
            k -= 1
        if k < 1 or doc[k].dep_ != "cc":
            return None
        root = next(
            (t for t in doc[slice(*self.a.sentences[self.a.sentence[verb.i]])] if t.dep_ == "ROOT"),
            None,
        )
        if root is None or root.i == verb.i or not self._reported(root):
            return None
        subject, _ = subject_of(root)
        if subject is None or subject.i == candidate.source_head:
            return None
        found = self._phrase(subject, noun_phrase(subject), candidate.head)
        if found.index is None:
            return None
        if (
            doc[k - 1].text != ","
        ):  # "said that Russia began … and accused Kyiv": persons accuse, states begin
            inner = (
                self.cast.member_at(candidate.source_head)
                if candidate.source_head is not None
                else None
            )
            outer = self.cast.members[found.index]
            if not (
                inner is not None
                and inner.type == "Institution"
                and outer.type == "Person"
                and verb.lemma_.lower() in load_cues().object
            ):
                return None
        return found

    def _reported(self, verb: Token) -> bool:
        return verb.i in self._cues

    @by_rule("opener")
    def _sentence_subject(self, candidate: Candidate) -> Speaker | None:
        """The actor with whom the sentence opens, where the parse gives a cue no subject."""
        first, _ = self.a.sentences[self.a.sentence[candidate.head]]
        options: list[int] = []
        for i in range(first, candidate.head):
            if i in candidate.content or self.a.in_quote(i) or i not in self.cast.at:
                continue
            member = self.cast.members[self.cast.at[i]]
            if (
                member.type == "Place"
                or member.is_adjective
                or member.is_platform
                or member.kind == "media"
            ):
                continue
            if i + 1 < len(self.doc) and self.doc[i + 1].lower_ in ("'s", "’s"):
                continue
            if self.doc[i].dep_ in ("nsubj", "nsubjpass") or (
                self.doc[i].dep_ in ("ROOT", "appos", "compound", "npadvmod") and not options
            ):
                options.append(i)
        if not options:
            opening = [i for i in range(first, min(first + 3, candidate.head)) if i in self.cast.at]
            options = [i for i in opening if self.cast.members[self.cast.at[i]].type == "Person"]
        if not options:
            return None
        i = options[0]
        index = self.cast.at[i]
        member = self.cast.members[index]
        member.is_used = True
        span = next((m for m in member.mentions if m[0] <= self.doc[i].idx < m[1]), None)
        return Speaker(index, (), "named" if member.is_named else "unnamed", None, span)

    @by_rule("carried")
    def _carried(self, candidate: Candidate) -> Speaker:
        """The speaker of the statement just before, in the same paragraph."""
        for head, speaker in reversed(self.history):
            if self.a.paragraph[head] != self.a.paragraph[candidate.head]:
                break
            if speaker.index is not None:
                return Speaker(speaker.index, speaker.others, speaker.attribution)
        return NOBODY

    @by_rule("place of speech")
    def _place_of_speech(self, candidate: Candidate) -> Speaker:
        """ "It was noted in the headquarters", "the ministry's statement reads"."""
        verb = self.doc[candidate.head]
        for child in verb.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "at", "by"):
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        if obj.lemma_.lower() in _DOCUMENTS:
                            continue
                        found = self._phrase(obj, noun_phrase(obj), candidate.head)
                        if (
                            found.index is not None
                            and self.cast.members[found.index].type != "Place"
                        ):
                            return found
        return NOBODY

    # ------------------------------------------------------------ a noun phrase

    @by_rule("named")
    def _phrase(self, head: Token, tokens: Sequence[int], cue: int) -> Speaker:
        lower = head.lower_
        span = self.cast.span(tokens[0], tokens[-1] + 1)
        if lower in _RELATIVE:
            return self._relative(head, cue, span)
        if lower in _HE or lower in _SHE:
            return self._pronoun(head, "f" if lower in _SHE else "m", span)
        if lower in _IT:
            return self._it(head, span)
        if lower in _THEY:
            inside = self._in_body(head)
            return inside if inside is not None else self._they(head, span)
        if head.i + 1 < len(self.doc) and self.doc[head.i + 1].lower_ in ("'s", "’s"):
            owned = self._owned(head, cue)
            if owned is not None:
                return owned
        if head.pos_ == "PRON":
            return Speaker(None, span=span)
        person = self._person_in(head, tokens)
        if person is not None:
            return self._named(person, head, tokens, span)
        apposed = self._apposed(tokens)
        if apposed is not None:
            return self._named(apposed, head, tokens, span)
        if lower in _DOCUMENTS or head.lemma_.lower() in _DOCUMENTS:
            return self._document(head, tokens, cue, span)
        index = self.cast.at.get(head.i)
        if index is not None:
            member = self.cast.members[index]
            if member.type == "Place" or member.is_platform:
                return Speaker(None, span=span)
            if not member.is_adjective or head.lemma_.lower() not in _GENERIC:
                member.is_used = True
                return Speaker(index, self._joint(head, index), "named", None, span)
        return self._noun(head, tokens, cue, span)

    def _person_in(self, head: Token, tokens: Sequence[int]) -> int | None:
        """The token of the person that a phrase names: its head, else the last not governed by
        "of".
        """
        doc, cast = self.doc, self.cast
        if head.i in cast.at and cast.members[cast.at[head.i]].type == "Person":
            following = head.i + 1
            if not (following < len(doc) and doc[following].lower_ in ("'s", "’s")):
                later = self._last_in_agency_order(tokens)
                return (
                    later
                    if later is not None and later > head.i and self._agency(tokens, head.i)
                    else head.i
                )
        best: int | None = None
        seen: set[int] = set()
        for i in tokens:
            if i not in cast.at or cast.members[cast.at[i]].type != "Person" or cast.at[i] in seen:
                continue
            if self._governed(i, tokens[0]):
                continue
            seen.add(cast.at[i])
            best = i
        return best

    def _apposed(self, tokens: Sequence[int]) -> int | None:
        """A person named just after an office: "the head of the delegation, Minister of Defence
        NAME".
        """
        doc, cast = self.doc, self.cast
        if not any(doc[i].lower_ in cast.knowledge.offices for i in tokens):
            return None
        k = tokens[-1] + 1
        if k + 1 >= len(doc) or doc[k].text != ",":
            return None
        for i in range(k + 1, min(len(doc), k + 12)):
            if doc[i].text in (",", ".", ";", "“", '"') or doc[i].pos_ in ("VERB", "AUX"):
                return None
            if i in cast.at and cast.members[cast.at[i]].type == "Person":
                return None if self._governed(i, k) else i
        return None

    def _last_in_agency_order(self, tokens: Sequence[int]) -> int | None:
        people = [
            i
            for i in tokens
            if i in self.cast.at and self.cast.members[self.cast.at[i]].type == "Person"
        ]
        return people[-1] if people else None

    def _agency(self, tokens: Sequence[int], head: int) -> bool:
        """Whether a phrase is in agency order: office of the office of X, NAME, NAME."""
        before = [t for t in self.doc[tokens[0] : head] if t.lower_ in self.cast.knowledge.offices]
        between = self.doc[head + 1].text if head + 1 < len(self.doc) else ""
        return len(before) >= 2 and between == ","

    def _governed(self, i: int, low: int) -> bool:
        """Whether a person's name hangs on "of", "for", "to" or a possessive: not the head."""
        doc, cast = self.doc, self.cast
        index = cast.at[i]
        start, end = i, i
        while start > low and cast.at.get(start - 1) == index:
            start -= 1
        while end + 1 < len(doc) and cast.at.get(end + 1) == index:
            end += 1
        if end + 1 < len(doc) and doc[end + 1].lower_ in ("'s", "’s"):
            return True
        k = start - 1
        while k >= low:
            token = doc[k]
            if k in cast.at:
                return False  # "of the Ministry of Defence NAME"
            if token.lower_ == "of" and doc[k + 1].lower_ in PORTFOLIOS:
                k -= 1  # "Minister of Defence NAME"
                continue
            if token.lower_ in ("of", "for", "to", "with", "by", "from", "close"):
                return True
            if token.text == ",":
                return False
            if (
                token.pos_ in ("DET", "ADJ")
                or token.lower_ in cast.knowledge.offices
                or token.pos_ == "PROPN"
            ):
                k -= 1
                continue
            return False
        return False

    def _named(self, token: int, head: Token, tokens: Sequence[int], span: Span) -> Speaker:
        index = self.cast.at[token]
        member = self.cast.members[index]
        office = next(
            (o.title for o in member.offices if span[0] <= o.span[0] and o.span[1] <= span[1] + 80),
            None,
        )
        others = self._joint(self.doc[token], index)
        attribution = "named" if member.is_named else "unnamed"
        return Speaker(index, others, attribution, office, span)

    def _joint(self, head: Token, index: int) -> tuple[int, ...]:
        """Others named alongside: "A, B and C said"."""
        found: list[int] = []
        for token in head.conjuncts:
            other = self.cast.at.get(token.i)
            if other is not None and other != index and other not in found:
                member = self.cast.members[other]
                if member.type != "Place":
                    member.is_used = True
                    found.append(other)
        return tuple(found)

    # ------------------------------------------------------------ pronouns

    @by_rule("pronoun")
    def _pronoun(self, head: Token, gender: str, span: Span) -> Speaker:
        index = self._last_person(head.i, gender)
        if index is None:
            return Speaker(None, span=span)
        member = self.cast.members[index]
        return Speaker(index, (), "named" if member.is_named else "unnamed", None, span)

    def _last_person(self, before: int, gender: str | None) -> int | None:
        """The person last spoken of as a subject, or who spoke last, of a fitting gender."""
        subjects = (p for p in self._subjects_back(before) if self._is_he(p[1], gender))
        said = (
            (cue, s.index)
            for cue, s in self._said_back(before)
            if s.index is not None and self._is_he(s.index, gender)
        )
        found = [p for p in (next(subjects, None), next(said, None)) if p is not None]
        if not found:
            found = [p for p in self._back(before) if self._is_he(p[1], gender)][:1]
        return max(found)[1] if found else None

    def _is_he(self, index: int, gender: str | None) -> bool:
        member = self.cast.members[index]
        return member.type == "Person" and (gender is None or member.gender in (None, gender))

    @by_rule("it")
    def _it(self, head: Token, span: Span) -> Speaker:
        members = self.cast.members
        said = (
            (cue, s.index)
            for cue, s in self._said_back(head.i)
            if s.index is not None and members[s.index].type == "Institution"
        )
        subjects = (
            (i, index)
            for i, index in self._subjects_back(head.i)
            if members[index].type == "Institution" and not members[index].is_adjective
        )
        found = [p for p in (next(said, None), next(subjects, None)) if p is not None]
        best = max(found, key=lambda p: p[0], default=None)
        if best is None or self.a.paragraph[head.i] - self.a.paragraph[best[0]] > 2:
            return Speaker(None, span=span)
        return Speaker(best[1], (), "named", None, span)

    @by_rule("they")
    def _they(self, head: Token, span: Span) -> Speaker:
        for _, speaker in self._said_back(head.i):
            if speaker.index is not None:
                member = self.cast.members[speaker.index]
                plural = bool(speaker.others) or (
                    not member.is_named and member.name.rstrip().endswith("s")
                )
                if plural or member.type == "Institution":
                    return Speaker(speaker.index, speaker.others, speaker.attribution, None, span)
        return Speaker(None, span=span)

    @by_rule("in a body")
    def _in_body(self, head: Token) -> Speaker | None:
        """ "In the ministry they said": the ministry."""
        first, _ = self.a.sentences[self.a.sentence[head.i]]
        for i in range(head.i - 1, first, -1):
            index = self.cast.at.get(i)
            if index is not None and self.cast.members[index].type == "Institution":
                k = i
                while k > first and self.cast.at.get(k - 1) == index:
                    k -= 1
                while k > first and self.doc[k - 1].pos_ in ("DET", "ADJ"):
                    k -= 1
                if self.doc[k - 1].lower_ in ("in", "at"):
                    return Speaker(index, (), "named", None, self.cast.span(i, i + 1))
        return None

    @by_rule("owner")
    def _owned(self, head: Token, cue: int) -> Speaker | None:
        """A possessor taken for the subject ("Sudan's … coalition"): the body that follows."""
        for i in range(head.i + 2, min(len(self.doc), head.i + 9, cue)):
            token = self.doc[i]
            if token.text in (",", ".") or token.pos_ in ("VERB", "AUX"):
                break
            index = self.cast.at.get(i)
            if (
                index is not None
                and not self.cast.members[index].is_adjective
                and self.cast.members[index].type != "Place"
            ):
                return Speaker(index, (), "named", None, self.cast.span(i, i + 1))
            if token.pos_ == "NOUN" and (
                i + 1 >= len(self.doc) or self.doc[i + 1].pos_ not in ("NOUN", "PROPN")
            ):
                phrase = [*noun_phrase(head), *range(head.i + 1, i + 1)]
                return self._noun(
                    token, sorted(set(phrase)), cue, self.cast.span(min(phrase), i + 1)
                )
        return None

    @by_rule("relative")
    def _relative(self, head: Token, cue: int, span: Span) -> Speaker:
        verb = head.head
        while verb.dep_ in ("conj", "xcomp", "aux") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ == "relcl":
            antecedent = verb.head
            if antecedent.dep_ == "appos" and antecedent.head.i in self.cast.at:
                antecedent = antecedent.head  # "NAME, a nurse, who described"
            return self._phrase(antecedent, noun_phrase(antecedent), cue)
        return Speaker(None, span=span)

    # ------------------------------------------------------------ documents, titles, bodies

    @by_rule("document")
    def _document(self, head: Token, tokens: Sequence[int], cue: int, span: Span) -> Speaker:
        """ "The statement said": it speaks for whoever issued it."""
        inside = [
            i
            for i in tokens
            if i in self.cast.at and self.cast.members[self.cast.at[i]].type != "Place"
        ]
        owners = [c for c in head.children if c.dep_ == "poss"]
        for owner in owners:
            found = self._phrase(owner, noun_phrase(owner), cue)
            if found.index is not None:
                return Speaker(found.index, found.others, found.attribution, None, span)
        if inside:
            index = self.cast.at[inside[0]]
            self.cast.members[index].is_used = True
            return Speaker(index, (), "named", None, span)
        here = self.a.paragraph[head.i]
        recent = [
            (here - self.a.paragraph[past], speaker)
            for past, speaker in self._said_back(head.i)
            if here - self.a.paragraph[past] <= 3
        ]
        bodies = [
            (away, s)
            for away, s in recent
            if away <= 1 and self.cast.members[s.index or 0].type == "Institution"
        ]
        for _, speaker in (bodies or recent)[:1]:
            return Speaker(speaker.index, speaker.others, speaker.attribution, None, span)
        return Speaker(None, span=span)

    def _noun(self, head: Token, tokens: Sequence[int], cue: int, span: Span) -> Speaker:
        lemma = head.lemma_.lower()
        lower = head.lower_
        definite = any(
            c.lower_ in ("the", "that", "this") for c in head.children if c.dep_ == "det"
        )
        possessed = next((c for c in head.children if c.dep_ == "poss"), None)
        inside = self._institution_in(tokens)
        if lower in _STATE_NOUNS or lemma in _STATE_NOUNS:
            if inside is not None:
                self.cast.members[inside].is_used = True
                return Speaker(inside, (), "named", None, span)
            if lemma != "authority":
                return self._last_of(("state", "government"), head.i, span)
        is_office = lemma in self.cast.knowledge.offices or lower in self.cast.knowledge.offices
        if definite and inside is None and (lemma in _UNNAMED or is_office):
            earlier = self._earlier_unnamed(lemma, head.i, span)
            if earlier is not None:
                return earlier
        if (
            is_office
            and (definite or possessed is not None or head.tag_ == "NNP")
            and head.tag_ not in ("NNS", "NNPS")
        ):
            found = self._office_holder(head, tokens, inside, span)
            if found is not None:
                return found
        if lower in _OWN_NOUNS and inside is not None:
            return self._own_body(head, tokens, inside, _OWN_NOUNS[lower], span)
        if definite and inside is None and possessed is None:
            found = self._called(lower, head.i, span)
            if found.index is not None:
                return found
        if lower in _GENERIC:
            lemma = lower  # "headquarters" is its own lemma
        if lemma in _GENERIC and inside is None and possessed is None:
            found = self._last_of(_GENERIC[lemma], head.i, span)
            if found.index is not None:
                return found
        if lemma in _GENERIC or lower in _OWN_NOUNS:
            if inside is not None or possessed is not None:
                return self._own_body(
                    head, tokens, inside, _GENERIC.get(lemma, ("other",))[0], span
                )
            state = (
                self.cast.state_near(head.i and self.doc[head.i].idx)
                if definite and lemma in ("army", "military")
                else None
            )
            owner = self.cast.state_member(state, create=True) if state else None
            if owner is not None:
                return self._own_body(head, tokens, owner, "military", span)
            return Speaker(None, span=span)
        if is_office or lemma in _UNNAMED:
            return self._unnamed(head, tokens, inside, definite, span)
        if inside is not None and head.i in self.cast.at:
            return Speaker(inside, (), "named", None, span)
        return Speaker(None, span=span)

    def _institution_in(self, tokens: Iterable[int]) -> int | None:
        for i in tokens:
            index = self.cast.at.get(i)
            if index is not None and self.cast.members[index].type == "Institution":
                return index
        return None

    @by_rule("called")
    def _called(self, noun: str, before: int, span: Span) -> Speaker:
        """ "The institute" after "the Open Sea Institute": the last whose name has the word."""
        for _, index in self._back(before):
            member = self.cast.members[index]
            if (
                member.type == "Institution"
                and member.is_named
                and noun in member.name.lower().split()
            ):
                member.is_used = True
                return Speaker(index, (), "named", None, span)
        return Speaker(None, span=span)

    @by_rule("kind")
    def _last_of(self, kinds: tuple[str, ...], before: int, span: Span) -> Speaker:
        """The institution of one of these kinds that was named last."""
        for cue, speaker in self._said_back(before):
            if speaker.index is None:
                continue
            if self.a.paragraph[before] - self.a.paragraph[cue] > 3 or before - cue > 250:
                break
            if self.cast.members[speaker.index].kind in kinds:
                return Speaker(speaker.index, (), "named", None, span)
        for _, index in self._back(before):
            member = self.cast.members[index]
            if member.kind in kinds and member.type == "Institution" and not member.is_adjective:
                return Speaker(index, (), "named", None, span)
        return Speaker(None, span=span)

    @by_rule("earlier official")
    def _earlier_unnamed(self, lemma: str, before: int, span: Span) -> Speaker | None:
        """ "The official" after "a senior official": the same, where it was said close by."""
        for cue, speaker in self._said_back(before):
            if speaker.index is None or self.a.paragraph[before] - self.a.paragraph[cue] > 2:
                break
            member = self.cast.members[speaker.index]
            if not member.is_named and member.type == "Person" and lemma in member.name.lower():
                return Speaker(speaker.index, (), "unnamed", None, span)
        return None

    @by_rule("office")
    def _office_holder(
        self, head: Token, tokens: Sequence[int], inside: int | None, span: Span
    ) -> Speaker | None:
        """ "The minister", "the Ukrainian president": a person of the article with that office."""
        text = self.doc.between(tokens[0], tokens[-1] + 1).lower()
        wanted = "head of state" if "head of state" in text else head.lower_
        state = self.cast.members[inside].state if inside is not None else None
        checked: dict[int, bool] = {}

        def is_meant(index: int) -> bool:
            member = self.cast.members[index]
            if member.type != "Person" or not member.is_named:
                return False
            counterpart = state is not None and member.state == state and not member.offices
            return counterpart or self._holds(member, wanted, inside)

        k = bisect_left(self._named_at, head.i)
        later = ((i, self.cast.at[i]) for i in self._named_at[k : k + _FAR])
        for _, index in chain(self._back(head.i), later):
            if index not in checked:
                checked[index] = is_meant(index)
            if checked[index]:
                return Speaker(index, (), "named", None, span)
        if inside is not None:
            return self._title_only(head, tokens, inside, span)
        recent = (
            s
            for c, s in self._said_back(head.i)
            if self.cast.members[s.index or 0].type == "Person"
            and self.a.paragraph[head.i] - self.a.paragraph[c] <= 1
        )
        last = next(recent, None)
        if last is not None and head.lower_ not in (
            "father",
            "mother",
            "wife",
            "husband",
            "son",
            "daughter",
        ):
            return Speaker(last.index, (), last.attribution, None, span)
        return None

    def _holds(self, member: Member, noun: str, of: int | None) -> bool:
        wanted = _HELD_BY.get(noun, {noun})
        for office in member.offices:
            title = set(office.title.lower().replace("-", " ").split())
            if title & wanted and (
                of is None
                or (office.of is None and noun in _STATE_OFFICES)
                or office.of == of
                or self._same_state(office, of)
            ):
                return True
        return False

    def _same_state(self, office: Office, of: int) -> bool:
        if office.of is None:
            return False
        first, second = self.cast.members[office.of], self.cast.members[of]
        return first.state is not None and first.state == second.state

    @by_rule("title only")
    def _title_only(self, head: Token, tokens: Sequence[int], inside: int, span: Span) -> Speaker:
        """An office holder whom the article does not name: "the Supreme Leader of Iran"."""
        name = self._phrase_text(tokens)
        low = [
            t.i
            for t in self.doc[tokens[0] : head.i + 1]
            if (t.i not in self.cast.at and t.pos_ in ("NOUN", "PROPN", "ADJ")) or t.i == head.i
        ]
        title = (
            self.a.text[self.doc[low[0]].idx : self.doc[head.i].idx + len(head)]
            if low
            else head.text
        )
        title = " ".join(w for w in title.split() if w.lower() != "the")
        known = self._titled.get((inside, title.lower()))
        if known is not None:
            self.cast.members[known].mentions.append(span)
            return Speaker(known, (), "unnamed", title, span)
        self.cast.members[inside].is_used = True
        member = Member("Person", name, is_named=False, state=self.cast.members[inside].state)
        member.mentions.append(span)
        member.offices.append(Office(title, inside, span))
        index = self.cast.add(member)
        self._titled[inside, title.lower()] = index
        self._unnamed_people.append(index)
        return Speaker(index, (), "unnamed", title, span)

    @by_rule("own body")
    def _own_body(
        self, head: Token, tokens: Sequence[int], inside: int | None, kind: str, span: Span
    ) -> Speaker:
        """A body of somebody's own: "the Russian delegation", "Sudan's army", "his office"."""
        name = self._phrase_text(tokens)
        state = self.cast.members[inside].state if inside is not None else None
        lemma = head.lemma_.lower()
        if (
            inside is not None
            and self.cast.members[inside].kind not in ("state", None)
            and head.i not in self.cast.at
        ):
            pass
        known = self._bodies.get((kind, state or ""))
        if known is not None:
            self.cast.members[known].mentions.append(span)
            return Speaker(known, (), "named", None, span)
        member = Member("Institution", name, kind, state=state)
        member.mentions.append(self._phrase_span(tokens))
        index = self.cast.add(member)
        self._keep_body(index)
        self._name_here(head.i, index)
        del lemma
        return Speaker(index, (), "named", None, span)

    @by_rule("unnamed")
    def _unnamed(
        self, head: Token, tokens: Sequence[int], inside: int | None, definite: bool, span: Span
    ) -> Speaker:
        lemma = head.lemma_.lower()
        if definite and inside is None:
            for index in islice(reversed(self._unnamed_people), _FAR):
                member = self.cast.members[index]
                if lemma in member.name.lower():
                    member.mentions.append(self._phrase_span(tokens))
                    return Speaker(index, (), "unnamed", None, span)
        member = Member(
            "Person",
            self._phrase_text(tokens),
            is_named=False,
            state=self.cast.members[inside].state if inside is not None else None,
        )
        member.mentions.append(self._phrase_span(tokens))
        if inside is not None:
            self.cast.members[inside].is_used = True
        index = self.cast.add(member)
        self._unnamed_people.append(index)
        if head.i not in self.cast.at:
            self._name_here(head.i, index)
        return Speaker(index, (), "unnamed", None, span)

    def _core(self, tokens: Sequence[int]) -> list[int]:
        kept: list[int] = []
        for i in tokens:
            token = self.doc[i]
            if kept and (token.lower_ in _STOP_IN_NAME or token.text in (",", "(", "—")):
                break
            kept.append(i)
        return kept or list(tokens)

    def _phrase_span(self, tokens: Sequence[int]) -> Span:
        core = self._core(tokens)
        return self.cast.span(core[0], core[-1] + 1)

    def _phrase_text(self, tokens: Sequence[int]) -> str:
        start, end = self._phrase_span(tokens)
        text = self.a.text[start:end]
        for article in ("The ", "the ", "A ", "a ", "An ", "an "):
            if text.startswith(article):
                return text[len(article) :]
        return text


def name_headlines(
    candidates: Sequence[Candidate], who: Sequence[Speaker], a: Analysis, cast: Cast
) -> list[Speaker]:
    """A headline's "minister" or "expert" is whoever says the same in the article."""
    out = list(who)
    for k, (c, speaker) in enumerate(zip(candidates, who, strict=True)):
        if not a.in_headline(c.head):
            continue
        if speaker.index is not None and cast.members[speaker.index].is_named:
            continue
        mine = _content_words(c, a)
        best: tuple[int, int] | None = None
        for j, (other, said) in enumerate(zip(candidates, who, strict=True)):
            if (
                said.index is None
                or a.in_headline(other.head)
                or not cast.members[said.index].is_named
            ):
                continue
            shared = len(mine & _content_words(other, a))
            if shared >= 2 and shared * 3 >= len(mine) and (best is None or shared > best[0]):
                best = (shared, j)
        if best is not None:
            found = who[best[1]]
            out[k] = Speaker(
                found.index, found.others, found.attribution, found.office, speaker.span, "headline"
            )
    return out


def _content_words(c: Candidate, a: Analysis) -> set[str]:
    return {
        a.doc[i].lemma_.lower()
        for i in c.content
        if a.doc[i].pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and len(a.doc[i].text) > 2
    }
