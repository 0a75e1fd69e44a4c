"""A parsed article with its quotations and paragraphs, by token."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate

from ingest.extract.layout import Layout
from ingest.extract.quotes import Quotation, quotations
from ingest.extract.syntax import is_word
from ingest.extract.tokens import Doc


class Analysis:
    """A parsed article with its quotations and paragraphs, by token."""

    def __init__(self, doc: Doc, layout: Layout) -> None:
        self.doc = doc
        self.layout = layout
        self.text: str = doc.text
        self.quotations: list[Quotation] = quotations(self.text)
        self.quote_of: list[int] = [-1] * len(doc)
        self.regions: list[tuple[int, int]] = []
        self._mark_quotations()
        self.paragraph: list[int] = []
        number = 0
        for token in doc:
            self.paragraph.append(number)
            if "\n" in token.text:
                number += 1
        self.sentence: list[int] = [0] * len(doc)
        self.sentences: list[tuple[int, int]] = doc.sentences
        for k, (start, end) in enumerate(doc.sentences):
            for i in range(start, end):
                self.sentence[i] = k
        head = layout.headline
        self.headline_end = head[1] if head else -1
        self._head_starts = [start for start, _ in layout.heads]

    def _mark_quotations(self) -> None:
        i, n = 0, len(self.doc)
        for k, quotation in enumerate(self.quotations):
            while i < n and self.doc[i].idx < quotation.start:
                i += 1
            first = i
            while i < n and self.doc[i].idx < quotation.end:
                self.quote_of[i] = k
                i += 1
            self.regions.append((first, max(first, i - 1)))

    def in_quote(self, i: int) -> bool:
        """Whether the token stands inside quotation marks."""
        return self.quote_of[i] >= 0

    def in_headline(self, i: int) -> bool:
        """Whether the token stands in the headline."""
        return self.doc[i].idx < self.headline_end

    def in_entry(self, i: int) -> bool:
        """Whether the token stands in an entry of a live page, after its time: "17:15 X met Y"."""
        return any(start <= self.doc[i].idx < end for start, end in self.layout.entries)

    def in_section_head(self, i: int) -> bool:
        """Whether the token stands in a section head."""
        if not self._head_starts:
            return False
        k = bisect_right(self._head_starts, self.doc[i].idx) - 1
        return k >= 0 and self.doc[i].idx < self.layout.heads[k][1]

    @cached_property
    def _counts(self) -> dict[str, list[int]]:
        doc = self.doc
        return {
            "words": [0, *accumulate(is_word(t) for t in doc)],
            "quoted": [0, *accumulate(k >= 0 for k in self.quote_of)],
            "verbs": [0, *accumulate(t.pos_ in ("VERB", "AUX") for t in doc)],
        }

    def counted(self, what: str, ids: Collection[int], low: int, high: int) -> int:
        """How many of some tokens, of which `low` is the first and `high` the last, are words,
        quoted, or verbs. Most stand in one run, which is counted without a look at each.
        """
        counts = self._counts[what]
        if high - low + 1 == len(ids):
            return counts[high + 1] - counts[low]
        return sum([counts[i + 1] - counts[i] for i in ids])

    @cached_property
    def lemmas(self) -> list[frozenset[str]]:
        """The lemmas of each sentence, in lower case."""
        return [frozenset([t.lemma_ for t in self.doc[s:e]]) for s, e in self.sentences]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Tokens by the offset of their first character."""
        return {token.idx: token.i for token in self.doc}

    @cached_property
    def ends(self) -> dict[int, int]:
        """The token after each one, by the offset of its end."""
        return {token.idx + len(token.text): token.i + 1 for token in self.doc}

    @cached_property
    def tokens_of(self) -> dict[str, list[int]]:
        """Where each word stands, as it is written."""
        found: dict[str, list[int]] = {}
        for token in self.doc:
            found.setdefault(token.text, []).append(token.i)
        return found

    @cached_property
    def quoted(self) -> bytearray:
        """For each character whether it stands inside quotation marks."""
        marks = bytearray(len(self.text))
        for quotation in self.quotations:
            marks[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
        return marks
