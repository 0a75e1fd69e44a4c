"""Titles of offices beside names: "Ukrainian Foreign Minister X", "X, head of the Y", "the Y's Z
X".
"""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.cast import Cast
from ingest.extract.names.name import Name
from ingest.extract.names.words import LIKEWISE, PORTFOLIO_WORDS
from ingest.extract.owners import Owners, wants_state
from ingest.extract.title_phrases import Title, TitlePhrases
from ingest.extract.title_spans import STOP
from ingest.records import Office

_RELATIVE = 8  # tokens between a name and its "who", and from the verb to the body
_HEADING = {  # what one is who does this to a body
    "heads": "head",
    "headed": "head",
    "heading": "head",
    "leads": "leader",
    "led": "leader",
    "leading": "leader",
    "chairs": "chair",
    "chaired": "chair",
    "commands": "commander",
    "commanded": "commander",
    "runs": "head",
    "speaks": "spokesperson",
    "coordinates": "coordinator",
    "coordinated": "coordinator",
    "directs": "director",
    "represents": "representative",
    "presides": "president",
    "co-chairs": "co-chair",
    "co-chaired": "co-chair",
    "founded": "founder",
}


class Titles:
    """Reads the titles of an article's people into the cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.a.doc
        self.phrases = TitlePhrases(cast)
        self.owners = Owners(cast)

    def read(self) -> None:
        """Give every person the offices that stand beside their name, told bodies first."""
        found: list[tuple[int, Title]] = []
        for name in self.cast.names:
            if name.type != "Person" or name.start not in self.cast.at:
                continue
            index = self.cast.at[name.start]
            for title in self._beside(name):
                last = self.doc[title.end - 1]
                is_plural = (
                    last.tag_ in ("NNS", "NNPS") and last.lower_ not in PORTFOLIO_WORDS
                )  # "Minister of Foreign Affairs" is one
                joined = self._joined(name.end, index) if is_plural else []
                if is_plural and not joined and title.end == name.start:
                    continue  # "in a message to reporters NAME said"
                if title.of is None and title.end <= name.start:
                    title = replace(title, of=self.owners.after(name.end))
                found.append((index, title))
                found += [(other, title) for other in joined]
                if title.of is not None:
                    self.owners.hold(index, title.title, title.of)
        told = {(index, title.title.lower()) for index, title in found if title.of is not None}
        for index, title in found:
            if title.of is None and (index, title.title.lower()) not in told:
                of = self._state_told(index, title, found)
                if of is None:
                    of = self.owners.of(index, title.title, title.start, title.end)
                title = replace(title, of=of)
                told.add((index, title.title.lower()))
            self._give(index, title)

    def _state_told(self, index: int, title: Title, found: list[tuple[int, Title]]) -> int | None:
        """The state of which "Minister NAME, who headed the Ravunan delegation" is a minister."""
        if not wants_state(title.title):
            return None
        states = {
            self.cast.members[other.of].state
            for holder, other in found
            if holder == index and other.of is not None
        } - {None}
        return self.cast.state_member(states.pop() or "", create=True) if len(states) == 1 else None

    def _joined(self, end: int, index: int) -> list[int]:
        """Who is named with "and" after a name: "Presidents NAME and NAME"."""
        k = end
        while k < len(self.doc) and self.doc[k].lower_ in (",", "and"):
            k += 1
        other = self.cast.at.get(k) if k > end else None
        if other in (None, index) or self.cast.members[other or 0].type != "Person":
            return []
        return [other or 0]

    def _beside(self, name: Name) -> list[Title]:
        after = (
            self.phrases.after(name.start, name.end),
            self._who_heads(name.end),
            self._headed_by(name.start),
        )
        return [*self.phrases.before(name.start), *(title for title in after if title is not None)]

    def _who_heads(self, end: int) -> Title | None:
        """ "NAME, who heads the Y", "NAME, the aide who speaks for Y"."""
        doc, cast = self.doc, self.cast
        if end >= len(doc) or doc[end].text != ",":
            return None
        k = end + 1
        while k < len(doc) and k - end < _RELATIVE and doc[k].lower_ not in ("who", ","):
            k += 1
        if k >= len(doc) or doc[k].lower_ != "who":
            return None
        k += 1
        while k < len(doc) and doc[k].lower_ in ("also", "now", "is", "was", "has", "had", "been"):
            k += 1
        title = _HEADING.get(doc[k].lower_) if k < len(doc) else None
        if title is None or doc[k].pos_ not in ("VERB", "NOUN"):
            return None
        for i in range(k + 1, min(k + _RELATIVE, len(doc))):
            if i in cast.at and cast.at.get(i + 1) == cast.at[i]:
                continue
            if i in cast.at:
                member = cast.members[cast.at[i]]
                owned = i + 1 < len(doc) and doc[i + 1].lower_ in ("'s", "’s", "’")
                if owned and i + 2 in cast.at:
                    continue  # "NAME's delegation" has a name of its own
                part = self._part(i + 2) if owned else ""
                if member.type == "Institution" and not member.is_adjective and part is not None:
                    return Title(title + part, cast.at[i], k, k + 1, is_former=False)
                if member.type != "Institution":
                    return None
            elif doc[i].text in STOP or doc[i].text == "," or doc[i].pos_ in ("VERB", "AUX"):
                return None
        return None

    def _headed_by(self, start: int) -> Title | None:
        """ "the Y, headed by (its chief) NAME"."""
        doc, cast = self.doc, self.cast
        k = start - 1
        while k > start - _RELATIVE and k > 1 and doc[k].pos_ in ("NOUN", "PROPN", "ADJ"):
            k -= 1
        verb = doc[k - 1] if k > 1 and doc[k].lower_ == "by" else None
        title = None if verb is None or verb.tag_ != "VBN" else _HEADING.get(verb.lower_)
        if title is None or verb is None:
            return None
        body = verb.i - 1 - (doc[verb.i - 1].text == ",")
        index = cast.at.get(body)
        if index is None or cast.members[index].type != "Institution":
            return None
        return Title(title, index, verb.i, verb.i + 1, is_former=False)

    def _part(self, start: int) -> str | None:
        """What of a body somebody heads: "who heads the Front's media office"."""
        end = start
        while end < len(self.doc) and self.doc[end].pos_ in ("NOUN", "ADJ"):
            end += 1
        return f" of the {self.doc.between(start, end)}" if start < end <= start + 3 else None

    def _give(self, index: int, title: Title) -> None:
        member = self.cast.members[index]
        if not LIKEWISE.isdisjoint(title.title.lower().split()):
            if title.of is None:
                return
            member.state = self.cast.members[title.of].state
            office = self._same_office(title.start)
            if office is None:
                return  # tells the side, not the office
            title = replace(title, title=office)
        title = self._of_ministry(title)
        if any(o.of == title.of and o.title.lower() == title.title.lower() for o in member.offices):
            return
        if title.of is None and any(o.title.lower() == title.title.lower() for o in member.offices):
            return
        if title.of is not None:
            self.cast.members[title.of].is_used = True
        span = self.cast.span(title.start, title.end)
        member.offices.append(Office(title.title, title.of, span, title.is_former))

    def _same_office(self, before: int) -> str | None:
        """What "his counterpart" is: what the person named last before is in his state."""
        sentence = max(0, self.cast.a.sentence[before] - 1)
        for i in range(before - 1, self.cast.a.sentences[sentence][0] - 1, -1):
            member = self.cast.member_at(i)
            if member is not None and member.type == "Person":
                return next((o.title for o in member.offices if wants_state(o.title)), None)
        return None

    def _of_ministry(self, title: Title) -> Title:
        """For "its foreign ministry spokesman" the ministry, in place of its state."""
        words = title.title.split()
        state = None if title.of is None else self.cast.members[title.of].state
        if state is None or self.cast.members[title.of or 0].kind != "state":
            return title
        for k in range(len(words) - 1, 1, -1):
            name = " ".join(words[:k])
            found = next((m for m in self.cast.knowledge.ministries if name in m.names), None)
            if found is not None:
                ministry = self.cast.ministry(found.id, state, name)
                if not self.cast.members[ministry].mentions:
                    at = self.doc[title.start].idx
                    self.cast.members[ministry].mentions.append((at, at + len(name)))
                return replace(title, title=" ".join(words[k:]), of=ministry)
        return title
