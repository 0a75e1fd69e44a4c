"""Who has been named and who has spoken so far: what pronouns and common nouns look back to."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ingest.extract.analysis import Analysis
from ingest.extract.cast import Cast
from ingest.extract.speakers.speaker import Speaker
from ingest.extract.tokens import Token
from ingest.records import Span

FAR = 1000  # names or statements back: nobody is meant by a word so far from where he is named
_OF_A_STATE = ("delegation", "military", "media")  # a state is taken to have one of each
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


Options = dict[int, list[str]]  # persons that a word may mean, each with its features


class Discourse:
    """Who has been named in an article, and who has spoken up to the statement being read."""

    def __init__(self, a: Analysis, cast: Cast) -> None:
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.history: list[tuple[int, Speaker]] = []  # (cue token, speaker), in order
        self.cues: set[int] = set()
        self.nested: set[int] = set()  # the cues that stand inside another statement
        self._contents: set[int] = set()  # the tokens of the statements so far
        self.content: frozenset[int] = frozenset()  # of the statement being read
        self.addressee: frozenset[int] = frozenset()  # likewise
        self.choices: list[tuple[str, Options]] = []  # that its words left open
        self.meant: dict[int, int | None] = {}  # whom pronouns and offices mean, by token
        self.titled: dict[tuple[int, str], int] = {}  # unnamed holders by body and title
        self.unnamed_people: list[int] = []
        self.bodies: dict[tuple[str, str], int] = {}  # by kind and state, the first named
        for index in range(len(cast.members)):
            self.keep_body(index)
        self.told: list[int] = []  # by sentence, how many up to it are the outlet's own in part
        for start, end in a.sentences:
            own = any(
                t.pos_ not in ("PUNCT", "SPACE") and not a.in_quote(t.i) for t in a.doc[start:end]
            )
            self.told.append((self.told[-1] if self.told else 0) + own)
        self.named_at = sorted(cast.at)  # the tokens that name somebody, in order
        self._subjects = [
            i
            for i in self.named_at
            if (self.doc[i].dep_ in ("nsubj", "nsubjpass", "agent") or _is_agent(self.doc[i]))
            and not a.in_quote(i)
        ]
        self._subject_of = {i: cast.at[i] for i in self._subjects}

    def keep_body(self, index: int) -> None:
        """Remember a member that is a body of which a state has one."""
        member = self.cast.members[index]
        if member.type == "Institution" and member.state and member.kind in _OF_A_STATE:
            self.bodies.setdefault((member.kind, member.state), index)

    def sentences_between(self, first: int, second: int) -> int:
        """How many sentences lie between two tokens, not counting those that are quoted whole."""
        return self.told[self.a.sentence[second]] - self.told[self.a.sentence[first]]

    def back(self, before: int) -> Iterator[tuple[int, int]]:
        """(token, member) for the names before a token, the nearest first."""
        k = bisect_left(self.named_at, before)
        return ((i, self.cast.at[i]) for i in reversed(self.named_at[max(0, k - FAR) : k]))

    def subjects_back(self, before: int) -> Iterator[tuple[int, int]]:
        """The same for the names that are the subject of a clause outside quotation marks."""
        k = bisect_left(self._subjects, before)
        return ((i, self._subject_of[i]) for i in reversed(self._subjects[max(0, k - FAR) : k]))

    def subjects_in(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """(token, member) for the subjects of clauses from token `first` to `last`, in order."""
        k = bisect_left(self._subjects, first)
        j = bisect_left(self._subjects, last)
        return ((i, self._subject_of[i]) for i in self._subjects[k:j])

    def said_back(self, before: int) -> Iterator[tuple[int, Speaker]]:
        """(cue token, speaker) for the statements before a token, the nearest first."""
        near = islice(reversed(self.history), FAR)
        return ((cue, s) for cue, s in near if cue < before and s.index is not None)

    def name_here(self, token: int, index: int) -> None:
        """Let a token name a member."""
        if token not in self.cast.at:
            insort(self.named_at, token)
        self.cast.at[token] = index

    def turn_to(self, content: Iterable[int], addressee: Iterable[int]) -> None:
        """Begin to read a statement with this content, said to these words."""
        self.content = frozenset(content)
        self.addressee = frozenset(addressee)
        self.choices = []

    def speaker(self, index: int, span: Span | None) -> Speaker:
        """A member who speaks, as a stretch of the text tells."""
        attribution = "named" if self.cast.members[index].is_named else "unnamed"
        return Speaker(index, (), attribution, None, span)

    def keep(self, cue: int, speaker: Speaker) -> None:
        """Remember who spoke, for what follows."""
        self.history.append((cue, speaker))
        self.cues.add(cue)
        if cue in self._contents:
            self.nested.add(cue)
        self._contents |= self.content

    def correct(self, index: int | None) -> None:
        """Put another speaker in the place of the last one, or nobody (training)."""
        cue, speaker = self.history[-1]
        self.history[-1] = cue, replace(speaker, index=index)
        if self.choices:  # the last word that was told is the speaker's
            self.meant[next(reversed(self.meant))] = index


def _is_agent(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _core(d: Discourse, tokens: Sequence[int]) -> list[int]:
    kept: list[int] = []
    for i in tokens:
        token = d.doc[i]
        if kept and (token.lower_ in _STOP_IN_NAME or token.text in (",", "(", "—")):
            break
        kept.append(i)
    return kept or list(tokens)


def phrase_span(d: Discourse, tokens: Sequence[int]) -> Span:
    """Where a phrase stands, up to its first comma or clause."""
    core = _core(d, tokens)
    return d.cast.span(core[0], core[-1] + 1)


def phrase_text(d: Discourse, tokens: Sequence[int]) -> str:
    """The words of a phrase, up to its first comma or clause, without its article."""
    start, end = phrase_span(d, tokens)
    text = d.a.text[start:end]
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        if text.startswith(article):
            return text[len(article) :]
    return text
