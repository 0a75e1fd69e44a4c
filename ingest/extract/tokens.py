"""A parsed text as plain objects: a document is a list of its tokens.

spaCy's own tokens are made anew at every `doc[i]` and decode their strings at every look; what an
article is read with looks at them some ten thousand times a page. These hold the same under the
same names, made once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


class Token:
    """A word or mark of a text, with its place in the parse.

    `i` is its place in the document, `idx` the offset of its first character, `whitespace_` the
    blank after it. `pos_`, `tag_` and `dep_` are as in spaCy's English pipelines (UPOS, Penn tags,
    ClearNLP labels), `lemma_` is in lower case, names too. `children` stand in the order of the
    text; `left_edge` and `right_edge` are the first and last token under this one, `size` says how
    many are.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "size",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(
        self,
        doc: Doc,
        i: int,
        idx: int,
        word: tuple[str, str, bool, bool],
        whitespace: str,
        tag: str,
        dep: str,
        sense: tuple[str, str],
        is_sent_start: bool,
    ) -> None:
        """`word` is the text, the text in lower case, whether it is a blank, whether a mark;
        `sense` its part of speech and its lemma.
        """
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text, self.lower_, self.is_space, self.is_punct = word
        self.whitespace_ = whitespace
        self.tag_ = tag
        self.dep_ = dep
        self.pos_, self.lemma_ = sense
        self.is_sent_start = is_sent_start
        self.head: Token = self
        self.children: list[Token] = []
        self.left_edge: Token = self
        self.right_edge: Token = self
        self.size = 1

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"{self.text}[{self.i}]"

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, in the order of the text where nothing crosses."""
        low, high = self.left_edge.i, self.right_edge.i + 1
        if high - low == self.size:
            return self.doc[low:high]
        found: list[Token] = []
        stack: list[tuple[Token, bool]] = [(self, False)]
        while stack:
            token, is_open = stack.pop()
            if is_open or not token.children:
                found.append(token)
                continue
            children = token.children
            k = len(children)
            while k and children[k - 1].i > token.i:
                k -= 1
                stack.append((children[k], False))
            stack.append((token, True))
            while k:
                k -= 1
                stack.append((children[k], False))
        return found

    @property
    def ids(self) -> Sequence[int]:
        """The places of the token and of all that hangs on it."""
        low, high = self.left_edge.i, self.right_edge.i + 1
        return range(low, high) if high - low == self.size else [t.i for t in self.subtree]

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other tokens of its coordination."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        return tuple(token for token in found if token is not self)


@dataclass(slots=True)
class Unit:
    """A word, with what a hyphen or apostrophe ties to it: tokens `start` to `end`."""

    start: int
    end: int
    text: str


class Doc(list[Token]):
    """The tokens of a text, its characters, and the tokens (first, end) of its sentences."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.sentences: list[tuple[int, int]] = []

    def between(self, start: int, end: int) -> str:
        """The characters of tokens `start` to `end` (exclusive)."""
        if start >= end:
            return ""
        last = self[end - 1] if end <= len(self) else self[-1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    @cached_property
    def units(self) -> list[Unit]:
        """The words of the text; tokens tied by a hyphen without blanks are one."""
        found: list[Unit] = []
        i, n = 0, len(self)
        while i < n:
            j = i + 1
            while (
                j + 1 < n
                and self[j].text in ("-", "‑")
                and not self[j - 1].whitespace_
                and not self[j].whitespace_
                and self[j + 1].text[:1].isalpha()
            ):
                j += 2
            found.append(Unit(i, j, self[i].text if j == i + 1 else self.between(i, j)))
            i = j
        return found

    def at(self, offset: int) -> Token:
        """The token that holds a character, or the one before it."""
        return self[max(0, bisect_right(self, offset, key=lambda token: token.idx) - 1)]

    def close(self) -> None:
        """Tie up the tokens once every head is known: children, edges, sentences."""
        for token in self:
            if token.head is not token:
                token.head.children.append(token)
        for token in self._outwards():
            head = token.head
            if token.left_edge.i < head.left_edge.i:
                head.left_edge = token.left_edge
            if token.right_edge.i > head.right_edge.i:
                head.right_edge = token.right_edge
            head.size += token.size
        starts = [token.i for token in self if token.is_sent_start or not token.i]
        self.sentences = list(zip(starts, [*starts[1:], len(self)], strict=True)) if self else []

    def dissolve(self) -> None:
        """Let the tokens go of each other once the text is read: to find out later that nothing
        else holds them would cost ten times as much.
        """
        for token in self:
            del token.doc, token.head, token.children, token.left_edge, token.right_edge
        self.clear()

    def _outwards(self) -> Iterator[Token]:
        """Every token after all that hangs on it."""
        order = [token for token in self if token.head is token]
        for token in order:
            order += token.children
        return (token for token in reversed(order) if token.head is not token)
