"""What a statement is about: the events and agreements it names or goes on about, and actors."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.matters.matter import Matter, Matters
from ingest.extract.speakers.speaker import Speaker
from ingest.records import Topic

_NEAR = 2  # sentences back to the matter that a statement without one goes on about
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "poss"})
_POINTING = frozenset(
    """
    it this that these those such plan idea step move proposal offer document paper deal
    process decision meeting
    """.split()
)
_EMPTY = frozenset(
    """
    talk negotiation meeting summit agreement deal accord exchange plan side country people
    day week month year time part end first second third next new state war peace
    """.split()
)


class Topics:
    """Finds the topics of an article's statements, in the order of the text."""

    def __init__(self, a: Analysis, cast: Cast, matters: Matters) -> None:
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.matters = matters
        self._place = {id(m): k for k, m in enumerate(matters.found)}
        self._heads = sorted((h, k) for k, m in enumerate(matters.found) for h in m.heads)
        self._at: dict[int, list[int]] = {}  # matters by the tokens that name them
        for head, k in self._heads:
            self._at.setdefault(head, []).append(k)
        self._by_word: dict[str, list[int]] = {}
        for k, m in enumerate(matters.found):
            for word in self._own_words(m):
                self._by_word.setdefault(word, []).append(k)
        self._said: list[tuple[int, int | None, list[Matter]]] = []  # (cue, speaker, matters)

    def _own_words(self, matter: Matter) -> set[str]:
        """The nouns that tell a matter from others: bodies, memorandum, Vatican."""
        words: set[str] = set()
        for start, end in matter.mentions:
            for token in self.doc[start:end]:
                if token.pos_ == "NOUN" and token.lemma_ not in _EMPTY:
                    words.add(token.lemma_)
        return words

    def of(
        self, c: Candidate, speaker: Speaker, act: str, addressed: Sequence[int]
    ) -> tuple[Topic, ...]:
        """The topics of a statement, the main ones first."""
        chosen = self._named(c) or self._alike(c)
        actors = self._actors(c, speaker, act, addressed)
        if not chosen and (not actors or self._points(c)):
            chosen = self._carried(c, speaker)
        self._said.append((c.head, speaker.index, chosen))
        topics = [
            Topic("event" if m.sort == "event" else "agreement", self._place[id(m)])
            for m in chosen[:2]
        ]
        topics += [Topic("entity", index) for index in actors[: (1 if topics else 2)]]
        return tuple(topics)

    def _named(self, c: Candidate) -> list[Matter]:
        first: dict[int, int] = {}
        for head in sorted(c.content & self._at.keys()):
            for k in self._at[head]:
                first.setdefault(k, head)
        return [self.matters.found[k] for k in sorted(first, key=lambda k: (first[k], k))]

    def _alike(self, c: Candidate) -> list[Matter]:
        """Matters whose own nouns the content takes up."""
        nouns = {self.doc[i].lemma_ for i in c.content if self.doc[i].pos_ == "NOUN"} - _EMPTY
        shared = Counter(k for noun in nouns for k in self._by_word.get(noun, ()))
        if not shared:
            return []
        most = max(shared.values())
        best = max(
            (-min(abs(h - c.head) for h in self.matters.found[k].heads), k)
            for k, count in shared.items()
            if count == most
        )
        return [self.matters.found[best[1]]]

    def _between(self, start: int, end: int) -> list[tuple[int, int]]:
        """(token, matter) for the mentions in a stretch of tokens."""
        low = bisect_left(self._heads, (start, 0))
        return self._heads[low : bisect_left(self._heads, (end, 0), low)]

    def _points(self, c: Candidate) -> bool:
        """Whether a content speaks of something named before it."""
        first = [self.doc[i] for i in sorted(c.content)[:12]]
        return any(t.lower_ in _POINTING or t.lemma_ in _POINTING for t in first)

    def _carried(self, c: Candidate, speaker: Speaker) -> list[Matter]:
        """What the sentence, the speaker's last statement, or the text just before is about."""
        sentence = self.a.sentence[c.head]
        start, end = self.a.sentences[sentence]
        near = self._between(start, end)
        if near:
            return [self.matters.found[min(k for _, k in near)]]
        for cue, index, about in reversed(self._said):
            if (
                self.a.paragraph[c.head] - self.a.paragraph[cue] > 1
                or sentence - self.a.sentence[cue] > 4
            ):
                break
            if about and index == speaker.index:
                return about[:1]
        back = self.a.sentences[max(0, sentence - _NEAR)][0]
        before = self._between(back, start)
        if before:
            last = before[-1][0]
            return [self.matters.found[min(k for head, k in before if head == last)]]
        for cue, _, about in reversed(self._said):
            if sentence - self.a.sentence[cue] > 3:
                break
            if about:
                return about[:1]
        return []

    def _actors(
        self, c: Candidate, speaker: Speaker, act: str, addressed: Sequence[int]
    ) -> list[int]:
        """Actors that the content is about: its subject, whom it blames; not the own side."""
        found: list[int] = []
        own = self._side(speaker.index)
        if act in ("accuse", "condemn", "welcome", "reject", "deny", "threaten"):
            found += [i for i in addressed if i != speaker.index]
        for i in sorted(c.content):
            index = self.cast.at.get(i)
            if index is None or index == speaker.index or index in found:
                continue
            member = self.cast.members[index]
            if member.kind == "media" or member.is_platform or not member.is_named:
                continue
            token = self.doc[i]
            if member.is_adjective:
                continue
            if member.type == "Place":
                continue
            if token.dep_ in _SUBJECTS and (
                own is None or self._side(index) != own or member.type == "Person"
            ):
                found.append(index)
        if not found:
            for i in sorted(c.content):
                index = self.cast.at.get(i)
                if index is None or index == speaker.index or index in found:
                    continue
                member = self.cast.members[index]
                if (
                    self.doc[i].dep_ in _OBJECTS
                    and not member.is_adjective
                    and member.kind != "media"
                ):
                    found.append(index)
        return found[:2]

    def _side(self, index: int | None) -> str | None:
        if index is None:
            return None
        member = self.cast.members[index]
        if member.state:
            return member.state
        return next(
            (
                self.cast.members[o.of].state
                for o in member.offices
                if o.of is not None and self.cast.members[o.of].state
            ),
            None,
        )
