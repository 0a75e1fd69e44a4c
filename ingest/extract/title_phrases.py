"""Phrases with an office beside a name, parsed: the title, whose it is, whether it is past."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.extract.cast import Cast
from ingest.extract.names.words import HONORIFICS, PORTFOLIO_WORDS
from ingest.extract.title_spans import MAX, OF, SKIP, TitleSpans

_SENT = frozenset({"ambassador", "consul", "representative"})
_FORMER = frozenset({"former", "ex", "then", "late", "ousted", "deposed", "one-time"})
_GENERAL = frozenset(  # "secretary general"
    """
    secretary director attorney consul inspector governor prosecutor solicitor auditor adjutant
    commissioner surgeon quartermaster undersecretary major lieutenant brigadier colonel
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


class TitlePhrases:
    """Parses the phrases before and after the names of an article."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.a.doc
        self.nouns = cast.knowledge.offices
        self.spans = TitleSpans(cast)

    def before(self, start: int) -> list[Title]:
        """The titles before a name; "head of the delegation, Minister of Defence NAME" has two."""
        low, seen_name, cut = self.spans.phrase_before(start)
        return [*self._nearest(start, low, seen_name, cut), *self._passed_on(low, start)]

    def _nearest(self, start: int, low: int, seen_name: int, cut: int | None) -> list[Title]:
        """The titles in the phrase from `low` to a name."""
        if low == start or self.doc[start - 1].lower_ in OF:  # "an aide to NAME"
            return []
        if cut is not None:
            near = self._parse(cut + 1, start, from_left=False)
            far = self._parse(low, cut, from_left=True)
            if far is not None and (near is not None or self.spans.is_rank(cut + 1, start)):
                if near is not None and near.of is None and self._is_state(far.of):
                    near = replace(near, of=far.of)  # "Ravuna's leader, Chief Adviser NAME"
                return [t for t in (near, far) if t is not None]
        found = self._parse(low, start, from_left=seen_name > 0)
        return [found] if found is not None else []

    def _passed_on(self, low: int, start: int) -> list[Title]:
        """What "the aide to the head of X, NAME, the head of Y," tells of the name after it,
        besides head of Y: the aide.
        """
        doc, at = self.doc, self.cast.at
        inner = low - 2
        if (
            low == start
            or inner < 0
            or doc[low - 1].text != ","
            or not self.spans.is_plain_person(inner)
        ):
            return []
        while at.get(inner - 1) == at[inner]:
            inner -= 1
        first = self.spans.phrase_before(inner)[0]
        offices = [k for k in range(first, inner) if self.spans.is_office(doc[k]) and k not in at]
        if doc[inner - 1].text != "," or len(offices) < 2 or self.spans.next_named(inner) != start:
            return []
        nested = any(doc[k].lower_ in ("of", "for", "to") for k in range(offices[0], offices[-1]))
        outer = self._parse(first, inner, from_left=True, is_inner=False) if nested else None
        return [] if outer is None else [outer]

    def _is_state(self, index: int | None) -> bool:
        return index is not None and self.cast.members[index].kind == "state"

    def after(self, start: int, end: int) -> Title | None:
        """The title after a name; not that of the next one, "the head of X, NAME, the head of Y,
        NAME, said".
        """
        doc = self.doc
        if start and doc[start - 1].text == "," and self.spans.apposed(start, start):
            following = self.spans.next_named(start)
            if following is not None and following > end + 1:
                return None
        if end >= len(doc) or doc[end].text not in (",", "(", "—", "–"):
            return None
        high = end + 1
        while high < len(doc) and high - end < MAX:
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
            first.lower_ in SKIP
            or self.spans.is_office(first)
            or first.pos_ in ("ADJ", "NOUN", "PROPN")
            or end + 1 in self.cast.at
        ):
            return None
        heads = [
            k
            for k in range(end + 1, high)
            if self.spans.is_office(doc[k]) and k not in self.cast.at
        ]
        if not heads or any(self.spans.is_plain_person(k) for k in range(end + 1, heads[0])):
            return None
        last = heads[0]
        while last + 1 in heads:
            last += 1
        if last + 1 < high and self.spans.is_plain_person(last + 1):
            return None  # "NAME, Defence Minister NAME and …" is a list
        return self._parse(end + 1, high, from_left=True)

    def _owned(self, k: int) -> int:
        """From a token of an owner on to the body of its own: "for Ravuna's presidency"."""
        doc, cast = self.doc, self.cast
        owner = cast.at[k]
        while cast.at.get(k + 1) == owner:
            k += 1
        if k + 2 < len(doc) and doc[k + 1].lower_ in ("'s", "’s"):
            for i in range(k + 2, min(k + 5, len(doc))):
                index = cast.at.get(i)
                if index is not None and cast.members[index].type == "Institution":
                    return i
                if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN"):
                    break
        return k

    # ------------------------------------------------------------ parsing a phrase

    def _head_of(self, heads: list[int], high: int, *, from_left: bool, is_inner: bool) -> int:
        """The noun of the title: of nested ones the outermost, but the one next to the name in
        "an envoy of President NAME" and what is the officer's in "the president's adviser".
        """
        doc = self.doc
        nested = any(doc[k].lower_ in ("of", "for", "to", "at") for k in range(heads[0], high))
        near = heads[-1]
        is_own = near + 1 == high and near != heads[0] and self._has_no_article(heads[0], near)
        is_own = is_own or (is_inner and nested and self.spans.next_named(high) is not None)
        head = heads[0] if (from_left or nested) and not is_own else near
        while head + 2 < high and doc[head + 1].lower_ in ("'s", "’s"):
            later = [k for k in heads if k > head]
            if not later:
                break
            head = later[0]
        k = head + 1
        while k < high and k not in self.cast.at and doc[k].pos_ in ("ADJ", "NOUN", "PROPN"):
            head = k if k in heads else head  # "press secretary general", "deputy foreign minister"
            k += 1
        while head + 2 < high and doc[head + 1].text == "-" and self.spans.is_office(doc[head + 2]):
            head += 2
        while head > heads[0] and self._is_form(head):
            head -= 1  # "army chief | General NAME"
        return head

    def _is_sent(self, head: int) -> bool:
        """Whether what follows an office is where one is sent: "a former ambassador to Lima"."""
        following = self.doc[head + 1].lower_ if head + 1 < len(self.doc) else ""
        return following == "to" and self.doc[head].lower_ in _SENT

    def _has_no_article(self, low: int, head: int) -> bool:
        """Whether "of" or "to", a state's name at most, and no article lead to an office."""
        doc = self.doc
        k = head - 1
        while k > low and (k in self.cast.at or doc[k].pos_ in ("ADJ", "PROPN")):
            k -= 1
        return k > low and doc[k].lower_ in ("of", "to") and doc[head].text[:1].isupper()

    def _is_form(self, k: int) -> bool:
        """Whether a word after an office is a rank or form of address, no part of the office."""
        before = self.doc[k - 1]
        return (
            self.doc[k].lower_ in HONORIFICS
            and self.spans.is_office(before)
            and before.lower_ not in _GENERAL
        )

    def _parse(
        self, low: int, high: int, *, from_left: bool, is_inner: bool = True
    ) -> Title | None:
        """The title in a phrase: of several, the outermost where nested, else the one next to the
        name.
        """
        doc, cast = self.doc, self.cast
        heads = [k for k in range(low, high) if k not in cast.at and self.spans.is_office(doc[k])]
        if not heads:
            return None
        head = self._head_of(heads, high, from_left=from_left, is_inner=is_inner)
        start = head
        of: int | None = None
        while start > low:
            k = start - 1
            token = doc[k]
            if (
                k in cast.at
                or token.lower_ in ("the", "a", "an", "'s", "’s", "its", "his", "her", "their", ",")
                or token.lower_ in OF
            ):
                break
            if token.lower_ in _FORMER or (
                token.lower_.rstrip(".") in HONORIFICS
                and token.lower_ not in ("first", "second", "vice", "chief")
            ):
                break
            if token.pos_ not in ("NOUN", "ADJ", "PROPN", "NUM", "VERB") and token.text != "-":
                break
            if token.lower_ == "own" or token.text[:1].isdigit():
                break  # "his own chief of staff", "16:10 Minister"
            start = k
        while doc[start].text == "-" and start + 2 <= head:
            start += 2  # "far-right minister"
        start += doc[start].text == "-"  # "Lieutenant-General"
        k = start - 1
        while k >= low and (
            doc[k].lower_ in ("'s", "’s", "the", "’")
            or doc[k].lower_ in _FORMER
            or (k in heads and doc[k + 1].lower_ in ("'s", "’s"))  # "the US president's adviser"
        ):
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
                    doc[m].lower_ in PORTFOLIO_WORDS
                    or doc[m].lower_ in ("the", "and", "political", "national")
                )
            ):
                words += doc[m].lower_ in PORTFOLIO_WORDS
                m += 1
            if words and not (m < high and m not in cast.at and doc[m].pos_ == "NOUN"):
                end = m  # not "member of the government delegation"
        m = high if self._is_sent(head) else j
        while of is None and m < high:
            if m in cast.at:
                member = cast.members[cast.at[m]]
                if member.type == "Institution":
                    # "of the HUR of the Ministry of Defense": the nearest institution
                    of = cast.at[m if m + 2 >= high else self._owned(m)]
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
        if end == head + 1 and doc[head].tag_ in ("NNS", "NNPS"):  # "Presidents NAME and NAME"
            singular = title.removesuffix("s")
            title = singular if singular.split()[-1].lower() in self.nouns else title
        former = any(doc[x].lower_ in _FORMER for x in range(max(low - 1, 0), head)) or (
            start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ == "ex"
        )
        if len(title.split()) > 8:
            return None
        return Title(title, of, start, end, former)
