"""Where the phrase with an office begins that stands before a name, and whose name follows."""

from __future__ import annotations

from ingest.extract.cast import Cast
from ingest.extract.names.words import HONORIFICS
from ingest.extract.tokens import Token

OF = frozenset({"of", "for", "to", "at", "in", "on", "with", "from"})
SKIP = frozenset({"the", "a", "an", "its", "his", "her", "their", "'s", "’s", "-", "and"})
STOP = frozenset({".", ";", ":", "(", ")", '"', "“", "”", "—", "–", "--"})
MAX = 22  # tokens of a title phrase before a name


class TitleSpans:
    """Finds the phrases before the names of an article, and what kind of words are in them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.a.doc
        self.nouns = cast.knowledge.offices

    def phrase_before(self, start: int) -> tuple[int, int, int | None]:
        """Where the phrase before a name begins, and a comma inside it between two titles."""
        doc, cast = self.doc, self.cast
        cut: int | None = None
        low = start
        seen_name = 0
        while low > 0 and start - low < MAX:
            token = doc[low - 1]
            if self._is_short(low - 1):  # "Maj."
                low -= 1
                continue
            if token.text in STOP or token.is_space or ")" in token.text:  # "(EFE).-"
                break
            if token.text == ",":
                # agency order: "the secretary of the head of X, NAME, NAME"
                if low == start and self.apposed(start, start):
                    seen_name += 1
                    low -= 1
                    continue
                if (
                    cut is None
                    and (self.is_rank(low, start) or self._is_title(low, start))
                    and self.apposed(low, start)
                ):
                    # "Its spokesman, Major General NAME, denied …"
                    cut = low - 1
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
                cut = low - 1
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
                or (token.text in ("’", "'") and low - 2 in cast.at)  # "the rebels’ spokesman"
                or token.lower_ in OF
                or token.lower_ in SKIP
                or token.text == "-"
            ):
                low -= 1
                continue
            break
        return low, seen_name, cut

    def _is_title(self, low: int, start: int) -> bool:
        """Whether an office and nothing else stands between: "Chief Adviser NAME"."""
        return (
            low < start
            and self.is_office(self.doc[start - 1])
            and all(
                t.pos_ in ("NOUN", "PROPN", "ADJ") and t.i not in self.cast.at
                for t in self.doc[low:start]
            )
        )

    def is_rank(self, low: int, start: int) -> bool:
        """Whether only ranks and forms of address stand between: "Maj. Gen. NAME"."""
        return low < start and all(
            t.lower_ in HONORIFICS or t.lower_.rstrip(".") in HONORIFICS or self._is_short(t.i)
            for t in self.doc[low:start]
        )

    def _is_short(self, i: int) -> bool:
        """Whether a stop belongs to the rank before it: "Maj" + "."."""
        before = self.doc[i - 1] if i else None
        return (
            self.doc[i].text == "."
            and before is not None
            and not before.whitespace_
            and before.lower_ in HONORIFICS
        )

    def next_named(self, start: int) -> int | None:
        """Who follows in "…, NAME, NAME, said" and "…, NAME, the head of Y, NAME, said": where
        the second name begins.
        """
        doc, cast = self.doc, self.cast
        end = start
        while end < len(doc) and cast.at.get(end) == cast.at.get(start):
            end += 1
        if end + 1 >= len(doc) or doc[end].text != ",":
            return None
        k, is_office = end + 1, False
        while k < len(doc) and k - end < MAX:
            index = cast.at.get(k)
            if index is not None and cast.members[index].type == "Person":
                is_next = k == end + 1 or (is_office and doc[k - 1].text == ",")
                return k if is_next and index != cast.at.get(start) else None
            if doc[k].text in STOP or doc[k].pos_ in ("VERB", "AUX", "SCONJ"):
                return None
            if doc[k].text == "," and (not is_office or cast.at.get(k + 1) is None):
                return None
            is_office = is_office or self.is_office(doc[k])
            k += 1
        return None

    def apposed(self, phrase: int, start: int) -> bool:
        """Whether the phrase before a comma is an office that the name after it explains; the
        phrase ends before token `phrase`, the name begins at `start`.

        "The Minister of Foreign Affairs, NAME, received …": the phrase has a determiner or an
        owner, no verb, and another comma, a stop or the sentence's verb follows the name.
        """
        doc, cast = self.doc, self.cast
        index = cast.at.get(start)
        end = start
        while end < len(doc) and cast.at.get(end) == index:
            end += 1
        if end >= len(doc):
            return False
        is_office = False
        for k in range(phrase - 2, max(-1, phrase - 14), -1):
            token = doc[k]
            if token.text in STOP or token.text == "," or token.is_space:
                return False
            if k in cast.at and cast.members[cast.at[k]].type == "Person":
                return False
            if token.pos_ in ("VERB", "AUX", "SCONJ"):
                return False
            is_office = is_office or self.is_office(token)
            if is_office and token.lower_ in ("the", "its", "his", "her", "their", "'s", "’s"):
                opens = k == 0 or doc[k].is_sent_start or doc[k - 1].is_space
                return doc[end].text in (",", ".", ";") or (
                    bool(opens) and doc[end].pos_ in ("VERB", "AUX", "ADV")
                )
        return False

    def _office_left(self, i: int) -> bool:
        return any(self.is_office(self.doc[k]) for k in range(max(0, i - 8), i))

    def is_plain_person(self, k: int) -> bool:
        member = self.cast.member_at(k)
        return (
            member is not None
            and member.type == "Person"
            and self.doc[k + 1].lower_ not in ("'s", "’s")
        )

    def is_office(self, token: Token) -> bool:
        lower = token.lower_
        if lower in self.nouns:
            return token.pos_ in ("NOUN", "PROPN", "ADJ", "X") or lower in (
                "chair",
                "head",
                "chief",
                "lead",
            )
        return token.lemma_ in self.nouns and token.pos_ == "NOUN"
