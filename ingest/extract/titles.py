"""Titles of offices beside names: "Ukrainian Foreign Minister X", "X, head of the Y", "the Y's Z
X".
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.cast import Cast
from ingest.extract.names.name import capitalised
from ingest.extract.names.words import HONORIFICS
from ingest.extract.tokens import Token
from ingest.records import Office

_FORMER = frozenset({"former", "ex", "then", "late", "ousted", "deposed", "one-time"})
_OF = frozenset({"of", "for", "to", "at", "in", "on", "with", "from"})
_SKIP = frozenset({"the", "a", "an", "its", "his", "her", "their", "'s", "’s", "-", "and"})
_STOP = frozenset({".", ";", ":", "(", ")", '"', "“", "”", "—", "–", "--"})
_MAX = 22  # tokens of a title phrase before a name
_PORTFOLIO = frozenset(
    """
    foreign affairs defense defence interior internal finance economy justice health education
    energy trade culture digital transformation information emergency situations infrastructure
    transport agriculture state war parliament staff government council security intelligence
    board mission office party political bureau committee
    """.split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A parsed title: its words, the member it belongs to, the tokens, and whether it is past."""

    title: str
    of: int | None
    start: int
    end: int
    is_former: bool


class Titles:
    """Reads the titles of an article's people into the cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.a.doc
        self.nouns = cast.knowledge.offices

    def read(self) -> None:
        """Give every person the offices that stand beside their name."""
        for name in self.cast.names:
            if name.type != "Person" or name.start not in self.cast.at:
                continue
            index = self.cast.at[name.start]
            found = self._before(name.start) or None
            titles = [found] if found else []
            after = self._after(name.end)
            if after is not None:
                titles.append(after)
            for title in titles:
                self._give(index, title)

    def _give(self, index: int, title: Title) -> None:
        member = self.cast.members[index]
        if "counterpart" in title.title.lower():  # tells the side, not the office
            if title.of is not None:
                member.state = self.cast.members[title.of].state
            return
        if any(o.of == title.of and o.title.lower() == title.title.lower() for o in member.offices):
            return
        if title.of is None and any(o.title.lower() == title.title.lower() for o in member.offices):
            return
        if title.of is not None:
            self.cast.members[title.of].is_used = True
        span = self.cast.span(title.start, title.end)
        member.offices.append(Office(title.title, title.of, span, title.is_former))

    # ------------------------------------------------------------ the phrase before a name

    def _before(self, start: int) -> Title | None:
        doc, cast = self.doc, self.cast
        low = start
        seen_name = 0
        while low > 0 and start - low < _MAX:
            token = doc[low - 1]
            if token.text in _STOP or token.is_space:
                break
            if token.text == ",":
                # agency order: "the secretary of the head of X, NAME, NAME"
                if low == start and self._apposed(start):
                    seen_name += 1
                    low -= 1
                    continue
                left = cast.at.get(low - 2)
                if left is None or low - 2 < 0:
                    break
                member = cast.members[left]
                if member.type == "Person" and seen_name == 0 and low == start:
                    seen_name += 1
                    low -= 1
                    continue
                if member.type == "Person" or not self._office_left(low - 2):
                    break
                low -= 1
                continue
            if low - 1 in cast.at:
                if cast.members[cast.at[low - 1]].type == "Person" and seen_name != 1:
                    if not (low < len(doc) and doc[low].lower_ in ("'s", "’s")):
                        break
                low -= 1
                continue
            if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") and token.lower_ not in (
                "acting",
                "leading",
                "its",
                "his",
                "her",
                "their",
            ):
                break
            if (
                token.pos_ in ("NOUN", "ADJ", "PROPN", "NUM", "PART", "DET", "ADV")
                or token.lower_ in _OF
                or token.lower_ in _SKIP
                or token.text == "-"
            ):
                low -= 1
                continue
            break
        if low == start:
            return None
        return self._parse(low, start, from_left=seen_name > 0)

    def _apposed(self, start: int) -> bool:
        """Whether the phrase before a comma is an office that the name after it explains.

        "The Minister of Foreign Affairs, NAME, received …": the phrase has a determiner or an
        owner, no verb, and another comma or the sentence's verb follows the name.
        """
        doc, cast = self.doc, self.cast
        index = cast.at.get(start)
        end = start
        while end < len(doc) and cast.at.get(end) == index:
            end += 1
        if end >= len(doc):
            return False
        is_office = False
        for k in range(start - 2, max(-1, start - 14), -1):
            token = doc[k]
            if token.text in _STOP or token.text == "," or token.is_space:
                return False
            if k in cast.at and cast.members[cast.at[k]].type == "Person":
                return False
            if token.pos_ in ("VERB", "AUX", "SCONJ"):
                return False
            is_office = is_office or self._is_office(token)
            if is_office and token.lower_ in ("the", "its", "his", "her", "their", "'s", "’s"):
                opens = k == 0 or doc[k].is_sent_start or doc[k - 1].is_space
                return doc[end].text == "," or (
                    bool(opens) and doc[end].pos_ in ("VERB", "AUX", "ADV")
                )
        return False

    def _office_left(self, i: int) -> bool:
        return any(self._is_office(self.doc[k]) for k in range(max(0, i - 8), i))

    def _after(self, end: int) -> Title | None:
        doc = self.doc
        if end >= len(doc) or doc[end].text not in (",", "(", "—", "–"):
            return None
        high = end + 1
        while high < len(doc) and high - end < _MAX:
            token = doc[high]
            if token.text in (",", ")", ".", ";", ":", "—", "–", '"', "“") or token.is_space:
                break
            if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN"):
                break
            if token.lower_ in ("who", "which", "whose", "that", "as", "while", "after", "before"):
                break
            high += 1
        first = doc[end + 1] if end + 1 < len(doc) else None
        if first is None or high == end + 1:
            return None
        if not (
            first.lower_ in _SKIP
            or self._is_office(first)
            or first.pos_ in ("ADJ", "NOUN", "PROPN")
            or end + 1 in self.cast.at
        ):
            return None
        heads = [
            k for k in range(end + 1, high) if self._is_office(doc[k]) and k not in self.cast.at
        ]
        if not heads or any(self._is_plain_person(k) for k in range(end + 1, heads[0])):
            return None
        return self._parse(end + 1, high, from_left=True)

    def _is_plain_person(self, k: int) -> bool:
        member = self.cast.member_at(k)
        return (
            member is not None
            and member.type == "Person"
            and self.doc[k + 1].lower_ not in ("'s", "’s")
        )

    # ------------------------------------------------------------ parsing a phrase

    def _is_office(self, token: Token) -> bool:
        lower = token.lower_
        if lower in self.nouns:
            return token.pos_ in ("NOUN", "PROPN", "ADJ", "X") or lower in (
                "chair",
                "head",
                "chief",
                "lead",
            )
        return token.lemma_.lower() in self.nouns and token.pos_ == "NOUN"

    def _parse(self, low: int, high: int, *, from_left: bool) -> Title | None:
        """The title in a phrase: of several, the outermost where nested, else the one next to the
        name.
        """
        doc, cast = self.doc, self.cast
        heads = [k for k in range(low, high) if k not in cast.at and self._is_office(doc[k])]
        if not heads:
            return None
        nested = any(doc[k].lower_ in ("of", "for", "to", "at") for k in range(heads[0], high))
        head = heads[0] if (from_left or nested) else heads[-1]
        while head + 1 < high and head + 1 not in cast.at and self._is_office(doc[head + 1]):
            head += 1  # "press secretary general", "deputy minister"
        while head + 2 < high and doc[head + 1].text == "-" and self._is_office(doc[head + 2]):
            head += 2
        start = head
        of: int | None = None
        while start > low:
            k = start - 1
            token = doc[k]
            if (
                k in cast.at
                or token.lower_ in ("the", "a", "an", "'s", "’s", "its", "his", "her", "their", ",")
                or token.lower_ in _OF
            ):
                break
            if token.lower_ in _FORMER or (
                token.lower_.rstrip(".") in HONORIFICS
                and token.lower_ not in ("first", "second", "vice")
            ):
                break
            if token.pos_ not in ("NOUN", "ADJ", "PROPN", "NUM", "VERB") and token.text != "-":
                break
            start = k
        k = start - 1
        while k >= low and (doc[k].lower_ in ("'s", "’s", "the", "’") or doc[k].lower_ in _FORMER):
            k -= 1
        if k >= low and k in cast.at and cast.members[cast.at[k]].type == "Institution":
            of = cast.at[k]
        end = head + 1
        j = head + 1
        if j < high and doc[j].lower_ in ("of", "for"):
            m = j + 1
            words = 0
            while (
                m < high
                and m not in cast.at
                and (
                    doc[m].lower_ in _PORTFOLIO
                    or doc[m].lower_ in ("the", "and", "political", "national")
                )
            ):
                words += doc[m].lower_ in _PORTFOLIO
                m += 1
            if words:
                end = m
        m = j
        while of is None and m < high:
            if m in cast.at:
                member = cast.members[cast.at[m]]
                if member.type == "Institution":
                    of = cast.at[m]
                    # "of the HUR of the Ministry of Defense": the nearest institution
                break
            if doc[m].text == ",":
                break
            m += 1
        if of is None and m < high and m in cast.at and cast.members[cast.at[m]].type == "Person":
            later = [
                cast.at[x]
                for x in range(m, high)
                if x in cast.at and cast.members[cast.at[x]].type == "Institution"
            ]
            of = later[0] if later else None
        title = cast.a.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        former = any(doc[x].lower_ in _FORMER for x in range(max(low - 1, 0), head)) or (
            start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ == "ex"
        )
        if of is None and not from_left and self._wants_state(title) and capitalised(title):
            near = cast.state_near(doc[start].idx)
            of = cast.state_member(near, create=True) if near else None
        if len(title.split()) > 8:
            return None
        return Title(title, of, start, end, former)

    def _wants_state(self, title: str) -> bool:
        lower = title.lower()
        return any(
            word in lower
            for word in (
                "minister",
                "president",
                "premier",
                "chancellor",
                "king",
                "emir",
                "ambassador",
                "parliament",
            )
        )
