"""Statements whose day others tell: of one sentence, of one event, of one body and its officers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from datetime import timedelta

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.dates import parse_day
from ingest.extract.framing import framed
from ingest.extract.issued import dates_told, days_told
from ingest.extract.matters.matter import MEETINGS, Matter, Matters
from ingest.extract.occasions import outside, tells_before
from ingest.extract.sides import side_of
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.syntax import agents_of, subtree
from ingest.extract.tokens import Token

Day = tuple[str | None, bool]  # the day of a statement, and whether its own sentence tells it

_SAME = re.compile(
    r"\b(?:at|during|in) the same (?:event|forum|conference|meeting|ceremony|session|briefing"
    r"|hearing|gathering|rally|summit|debate|occasion|press conference|news conference)\b"
)
_VENUE = re.compile(
    r"\b(?:on (?:x|twitter|facebook|telegram|instagram|truth social|social media)|interview"
    r"|told (?!reporters|journalists|members|delegates|parliament|lawmakers"
    r"|(?:a|an|the|his|her|its|their) (?:[\w-]+ ){0,3}?(?:briefing|conference|meeting|ceremony"
    r"|session|rally|summit|gathering|council|assembly|parliament|forum|hearing|audience|crowd|chamber))"
    r"|quoted|television|tv|radio)\b"
)
# Who speaks for their side at talks and in a council.
_DELEGATES = re.compile(r"\b(?:negotiator|permanent representative)s?\b")
_GATHERINGS = MEETINGS | {"signing", "vote"}
_MEETING = frozenset("sign meet initial gather convene".split())
_LEADING = frozenset("lead head chair mediate sign attend represent co-chair".split())
_FRESH = 3  # days before publication at most that a report is still of an event
_OPENING = 3  # paragraphs in which a report tells what it is of
_STEPS = 4
_AT = ("after", "at", "during", "following")
_PRESENT = ("VBZ", "VBP")


def share_days(
    candidates: Sequence[Candidate],
    who: Sequence[Speaker],
    days: Sequence[Day],
    a: Analysis,
    cast: Cast,
    matters: Matters,
) -> list[Day]:
    """The days of statements, with those of others for statements of which nothing is told."""
    s = _Sharing(candidates, who, list(days), a, cast, matters)
    for share in (
        s.at_named_event,
        s.within_sentence,
        s.of_deed,
        s.in_frame,
        s.at_same_event,
        s.with_company,
        s.of_body,
        s.at_gathering,
    ):
        share()
    s.of_lead()
    return s.days


class _Sharing:
    """The days of an article's statements while they are shared out."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        who: Sequence[Speaker],
        days: list[Day],
        a: Analysis,
        cast: Cast,
        matters: Matters,
    ) -> None:
        self.candidates = candidates
        self.who = who
        self.days = days
        self.a = a
        self.cast = cast
        self.matters = matters
        self.published = matters.published
        self._cues = {c.head: k for k, c in enumerate(candidates)}
        self._officers: dict[int, set[int]] = {}  # who of the speakers holds an office of a body
        for index in {s.index for s in who if s.index is not None}:
            for office in cast.members[index].offices:
                if office.of is not None:
                    self._officers.setdefault(office.of, set()).add(index)

    def _is_open(self, k: int) -> bool:
        """Whether nothing is told of a statement's day, nor that it is of today ("says")."""
        day, is_told = self.days[k]
        tag = self.a.doc[self.candidates[k].head].tag_
        return not is_told and day == self.published and tag not in _PRESENT

    def _is_other(self, k: int) -> bool:
        """Whether a statement is of a day other than that of publication."""
        day, _ = self.days[k]
        return day is not None and len(day) == 10 and day != self.published

    def _give(self, k: int, day: str | None) -> None:
        self.days[k] = (day, False)

    def _paragraph(self, k: int) -> int:
        return self.a.paragraph[self.candidates[k].head]

    def _outside(self, k: int) -> str:
        return outside(self.candidates[k], self.a)

    def within_sentence(self) -> None:
        """What is added by a participle ("said A, threatening B") was said with the rest."""
        for k, c in enumerate(self.candidates):
            if not self._is_open(k) or self.a.doc[c.head].tag_ != "VBG" or c.kind == "according":
                continue
            j = self._above(k)
            if j is not None and self._is_other(j):
                self._give(k, self.days[j][0])

    def _above(self, k: int) -> int | None:
        """The statement to whose cue a participle hangs, or else the one before in its sentence."""
        c = self.candidates[k]
        up = self.a.doc[c.head]
        for _ in range(_STEPS):
            up = up.head
            if up.i in self._cues and self._cues[up.i] != k:
                return self._cues[up.i]
        is_after = k and self.a.sentence[self.candidates[k - 1].head] == self.a.sentence[c.head]
        return k - 1 if is_after else None

    def of_deed(self) -> None:
        """ "X recalled its envoy on 6 April. In a statement it said": of the day of the deed."""
        doc, a = self.a.doc, self.a
        for k, c in enumerate(self.candidates):
            s = a.sentence[c.head]
            if not self._is_open(k) or not s or a.in_quote(c.head):
                continue
            low, high = a.sentences[s - 1]
            if a.paragraph[low] != a.paragraph[c.head] or not any(
                t.dep_ == "nsubj" and t.pos_ == "PRON" for t in doc[c.head].children
            ):
                continue
            day = self._day_of_deed(low, high, self.who[k].index)
            if day is not None:
                self._give(k, day)

    def _day_of_deed(self, low: int, high: int, index: int | None) -> str | None:
        """The day on which a sentence tells that somebody did something."""
        doc = self.a.doc
        root = next((t for t in doc[low:high] if t.dep_ == "ROOT" and t.tag_ == "VBD"), None)
        if root is None or index is None or root.i in self.matters.said or root.i in self._cues:
            return None
        subjects = [t for t in root.children if t.dep_ == "nsubj"]
        named = {self.cast.at.get(i.i) for t in subjects for i in (t, *t.conjuncts)}
        if index not in named and len(named) < 2:
            return None
        day = self._day_of(self.a.sentence[low], root)
        return day if day is not None and day < (self.published or "") else None

    def _day_of(self, sentence: int, verb: Token) -> str | None:
        """The day that a sentence tells of a verb."""
        for found in dates_told(self.a, sentence, self.published):
            token = self.a.doc.at(found.start)
            hangs = {token.head.i, token.head.head.i, token.head.head.head.i}
            if token.i in self.matters.said:
                continue
            if found.day and verb.i in hangs:
                return found.day
        return None

    def in_frame(self) -> None:
        """What is said in a paragraph that begins with what was done on a day."""
        by_sentence: dict[int, list[int]] = {}
        for k, c in enumerate(self.candidates):
            by_sentence.setdefault(self.a.sentence[c.head], []).append(k)
        for sentences, day in framed(self.a, self.matters.said, self._cues, self.published):
            for k in (k for s in sentences for k in by_sentence.get(s, ())):
                if self._is_open(k):
                    self._give(k, day)

    def at_named_event(self) -> None:
        """ "Said after the talks in Geneva": of the day of those talks."""
        doc = self.a.doc
        for m in self.matters.found:
            for h in m.heads:
                day = m.date or self._last_meeting(h)
                if day is None or len(day) < 10 or day >= (self.published or ""):
                    continue
                up = doc[h].head
                is_told = up.lemma_ in ("tell", "address") and doc[h].dep_ == "dobj"
                is_there = doc[h].dep_ == "pobj" and up.lower_ in _AT
                k = self._cues.get(up.i if is_told else up.head.i)
                if (
                    k is not None
                    and (is_told or is_there)
                    and self._is_open(k)
                    and h not in self.candidates[k].content
                ):
                    self._give(k, day)

    def _last_meeting(self, head: int) -> str | None:
        """The day of the meeting told last, no more than a paragraph before "the talks"."""
        doc, paragraph = self.a.doc, self.a.paragraph
        if not any(c.lower_ == "the" for c in doc[head].children):
            return None
        before = [
            (h, m.date)
            for m in self.matters.found
            if m.kind in MEETINGS and m.date is not None
            for h in m.heads
            if h < head and paragraph[head] - paragraph[h] <= 1
        ]
        return max(before)[1] if before else None

    def at_same_event(self) -> None:
        """ "At the same event": the day of the statement before, for the rest of the paragraph."""
        day: str | None = None
        paragraph = -1
        for k in range(1, len(self.candidates)):
            if _SAME.search(self._outside(k)):
                day, paragraph = self._day_above(k), self._paragraph(k)
            if self._paragraph(k) != paragraph or self.days[k][1]:
                day = None
            if day is not None and day != self.published and self._is_open(k):
                self._give(k, day)

    def _day_above(self, k: int) -> str | None:
        """The last day told in the sentence before that of a statement."""
        s = self.a.sentence[self.candidates[k].head]
        days = days_told(self.a, max(s - 1, 0), self.published)
        return days[-1] if days else self.days[k - 1][0]

    def with_company(self) -> None:
        """ "Told a news conference on Sunday with NAME": what NAME says next was said there."""
        doc = self.a.doc
        for j, c in enumerate(self.candidates):
            if not self._is_other(j) or not self.days[j][1]:
                continue
            low, high = self.a.sentences[self.a.sentence[c.head]]
            beside = {
                self.cast.at[t.i]
                for t in doc[low:high]
                if t.i in self.cast.at
                and t.i not in c.content
                and t.dep_ == "pobj"
                and t.head.lower_ in ("with", "alongside")
            }
            self._spread(j, beside)

    def of_body(self) -> None:
        """What a body said on a day, its officer said on that day, and the other way round."""
        for j, speaker in enumerate(self.who):
            is_before = tells_before(self.a.doc[self.candidates[j].head])
            if speaker.index is not None and self._is_other(j) and not is_before:
                self._spread(j, self._kin(speaker.index))

    def _kin(self, index: int) -> set[int]:
        """The bodies that a member holds an office of, and those who hold one of its."""
        bodies = {o.of for o in self.cast.members[index].offices if o.of is not None}
        return bodies | self._officers.get(index, set())

    def _spread(self, j: int, members: Set[int]) -> None:
        """Give the day of a statement to later ones of some members in its paragraph, that of the
        lead also to those in the next.
        """
        last = self._paragraph(j) + self._is_lead(j)
        for k in range(j + 1, len(self.candidates)):
            if self._paragraph(k) > last:
                break
            if (
                self.who[k].index in members
                and self._is_open(k)
                and not _VENUE.search(self._outside(k))
            ):
                self._give(k, self.days[j][0])

    def at_gathering(self) -> None:
        """What those who took part in the meeting that a report is of said there."""
        days: dict[int, set[str | None]] = {}
        for m in self.matters.found:
            if self._is_gathering(m):
                for index in self._present(m):
                    days.setdefault(index, set()).add(m.date)
        for day, persons in self._meetings():
            for index in persons:
                days.setdefault(index, set()).add(day)
        for k, speaker in enumerate(self.who):
            of = days.get(speaker.index, set()) if speaker.index is not None else set()
            if len(of) == 1 and self._is_open(k) and not _VENUE.search(self._outside(k)):
                self._give(k, *of)

    def _meetings(self) -> list[tuple[str, set[int]]]:
        """Sentences that tell on what day persons signed or met: the day, the persons."""
        doc, out = self.a.doc, []
        for low, high in self.a.sentences:
            verbs = [t for t in doc[low:high] if t.lemma_ in _MEETING and t.tag_ == "VBD"]
            if not verbs or verbs[0].i in self.matters.said:
                continue
            day = self._day_of(self.a.sentence[low], verbs[0])
            if day is None or not self._is_fresh(day):
                continue
            subjects = (t for t in doc[low:high] if t.dep_ == "nsubj" and t.head.tag_ == "VBD")
            members = {self.cast.at.get(t.i) for s in subjects for t in (s, *s.conjuncts)}
            out.append((day, self._persons(members)))
        return out

    def _persons(self, members: Iterable[int | None]) -> set[int]:
        return {i for i in members if i is not None and self.cast.members[i].type == "Person"}

    def _is_fresh(self, day: str | None) -> bool:
        """Whether a report can still be of a day: one just before that of publication."""
        base, told = parse_day(self.published), parse_day(day)
        return (
            base is not None
            and told is not None
            and timedelta(0) < base - told <= timedelta(_FRESH)
        )

    def _is_gathering(self, m: Matter) -> bool:
        if (m.sort == "event" and m.kind not in _GATHERINGS) or not self._is_fresh(m.date):
            return False
        opening = self.a.layout.body[:_OPENING]
        return any(
            self.a.doc[h].idx < opening[-1][1] and h not in self.matters.said for h in m.heads
        )

    def _present(self, m: Matter) -> set[int]:
        """The persons who are told to have taken part in a meeting."""
        doc, at = self.a.doc, self.cast.at
        out = set(m.actors)
        if m.kind in MEETINGS | {"vote"}:
            out |= {
                i
                for i, member in enumerate(self.cast.members)
                if any(_DELEGATES.search(o.title.lower()) for o in member.offices)
            }
        sentences = {self.a.sentence[h] for h in m.heads}
        for s in sentences | {s + 1 for s in sentences if s + 1 < len(self.a.sentences)}:
            low, high = self.a.sentences[s]
            for verb in doc[low:high]:
                if verb.lemma_ not in _LEADING or verb.i in self.matters.said:
                    continue
                subjects = [t for t in verb.children if t.dep_ == "nsubj"] + agents_of(verb)
                out |= {at[i] for t in subjects for i in subtree(t) if i in at}
        return self._persons(out)

    def _is_lead(self, k: int) -> bool:
        """Whether a statement is told in the lead."""
        body = self.a.layout.body
        at = self.a.doc[self.candidates[k].head].idx
        return len(body) > 1 and body[0][0] <= at < body[0][1]

    def of_lead(self) -> None:
        """A lead in the perfect ("has accused") tells ahead what somebody of that side said."""
        first: dict[str, str | None] = {}
        if not self.a.layout.body:
            return
        body = self.a.layout.body
        for k, speaker in enumerate(self.who):
            side = side_of(self.cast, speaker.index)
            if side is not None and self.a.doc[self.candidates[k].head].idx > body[0][1]:
                first.setdefault(side, self.days[k][0])
        for k, speaker in enumerate(self.who):
            side = side_of(self.cast, speaker.index)
            if side in first and self._opens(k) and self._is_open(k):
                self._give(k, first[side])

    def _opens(self, k: int) -> bool:
        """Whether a statement is told in the perfect in the lead."""
        head = self.a.doc[self.candidates[k].head]
        return self._is_lead(k) and any(
            c.dep_ == "aux" and c.lower_ in ("has", "have") for c in head.children
        )
