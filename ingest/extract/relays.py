"""Through whom a statement reached the outlet: cited media, agencies, press services, other
speakers.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.forms import fold

_TO_MEDIA = frozenset({"tell", "speak", "comment", "say", "write", "explain", "inform"})
_SAYING = frozenset("say tell claim report add write announce state inform".split())
_RELAYS = frozenset("report write quote cite inform publish note announce transmit convey".split())
MEDIA_NOUNS = frozenset(
    "agency channel newspaper broadcaster outlet portal magazine daily station publication".split()
)
_NEAR = 8  # tokens between a medium and the verb by which it relays
_CITING = 25  # the same where it is the subject: "X, citing a source in Y, reported"


def _is_own_outlet(cast: Cast, index: int, outlet: str | None) -> bool:
    """Whether a member is the article's own outlet."""
    if not outlet:
        return False
    member = cast.members[index]
    own = fold(outlet).replace("-", " ").replace(" ", "")
    names = {member.name, member.known or ""} | {cast.a.text[a:b] for a, b in member.mentions}
    words = fold(outlet).replace("-", " ").split()
    initials = "".join(word[0] for word in words)
    if len(words) > 1 and any(name.isupper() and name.lower() == initials for name in names):
        return True  # "(CNA)" in the Coral News Agency's own dateline
    return any(fold(n).replace("-", " ").replace(" ", "") == own for n in names if n)


class Relays:
    """Finds the relay chains of an article's statements."""

    def __init__(self, a: Analysis, cast: Cast, outlet: str | None) -> None:
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.outlet = outlet
        self._media = {
            i: index
            for i, index in cast.at.items()
            if cast.members[index].kind == "media" and cast.at.get(i - 1) != index
        }
        self._media.update(self._introduced())
        self._media.update(self._called())
        self._own: dict[int, bool] = {}
        self._platforms = {k for k, member in enumerate(cast.members) if member.is_platform}

    def _introduced(self) -> dict[int, int]:
        """Where a noun says that a body is a medium: "state broadcaster NAME"."""
        return {
            i: index
            for i, index in self.cast.at.items()
            if i
            and self.doc[i - 1].lower_ in MEDIA_NOUNS
            and self.doc[i - 1].i not in self.cast.at
            and self.cast.members[index].type == "Institution"
            and self.cast.members[index].kind in (None, "other")
        }

    def _called(self) -> dict[int, int]:
        """Where "the agency", "the same channel" means the medium named last."""
        found: dict[int, int] = {}
        last: int | None = None
        for token in self.doc:
            index = self._media.get(token.i)
            if index is not None and not self.cast.members[index].is_platform:
                last = index
            elif last is not None and token.lower_ in MEDIA_NOUNS and token.i not in self.cast.at:
                if any(c.lower_ in ("the", "this", "same") for c in token.children):
                    found[token.i] = last
        return found

    def _is_own(self, index: int) -> bool:
        if index not in self._own:
            self._own[index] = _is_own_outlet(self.cast, index, self.outlet)
        return self._own[index]

    def chains(
        self, candidates: Sequence[Candidate], speakers: Sequence[int | None]
    ) -> list[tuple[int, ...]]:
        """The relay chain of each statement, nearest to the outlet first.

        A relay stands in the statement's own sentence; or it was named for the speaker's words just
        before ("in a comment to Y. He said …"); or for the report as a whole, in its first lines
        ("writes X with reference to Y"): then it holds for the speaker it was named with, or, where
        the lead itself is relayed, for all.
        """
        whole = self._of_the_report()
        out: list[tuple[int, ...]] = []
        running: dict[int, tuple[int, tuple[int, ...]]] = {}
        named: dict[int, tuple[int, ...]] = {}
        for c, speaker in zip(candidates, speakers, strict=True):
            chain, of_report = self._in_sentence(c, speaker)
            tellers = tuple(
                x for x in self._tellers(c, speaker) if x not in chain and not self._is_own(x)
            )
            chain = (*chain, *tellers)
            sentence = self.a.sentence[c.head]
            if chain and of_report and speaker is not None:
                named.setdefault(speaker, chain)
            if not chain and speaker is not None:
                at, earlier = running.get(speaker, (-99, ()))
                between = self._told_between(speaker, at, sentence)
                if between:
                    chain = between
                elif (
                    earlier
                    and self.a.paragraph[c.head] - self.a.paragraph[self.a.sentences[at][0]] <= 1
                ):
                    chain = earlier
                elif speaker in named:
                    chain = named[speaker]
            if whole and not any(x in chain for x in whole) and speaker not in whole:
                chain = (*whole, *chain) if not of_report else chain
            if speaker is not None:
                once = {*whole, *tellers}  # who tells of one statement does not tell of the next
                running = {speaker: (sentence, tuple(x for x in chain if x not in once))}
            for index in chain:
                self.cast.members[index].is_used = True
            out.append(chain)
        return out

    def _of_the_report(self) -> tuple[int, ...]:
        """Who the whole report is from: "…, Reuters reported" or "citing Reuters" in its first
        sentence, or the dateline.
        """
        body = self.a.layout.body
        if not body:
            return ()
        lead = self.a.sentence[self._first_token(body[0][0])]
        found: list[int] = []
        for i, index in sorted(self._media.items()):
            at = self.doc[i].idx
            if (
                at < body[0][0]
                and self.a.layout.dateline_outlet
                and self.doc[i].text in self.a.layout.dateline_outlet
            ):
                if not self._is_own(index) and self.outlet:
                    found.append(index)
            if self.a.sentence[i] != lead or index in self._platforms:
                continue
            if self._is_own(index) or index in found:
                continue
            if (self._relays(i) and not self._is_told_to(i)) and self._closes(i):
                found.append(index)
        return tuple(found)

    def _first_token(self, at: int) -> int:
        return next((t.i for t in self.doc if t.idx >= at), 0)

    def _closes(self, i: int) -> bool:
        """Whether a relay stands at the end of its sentence, after a comma: it speaks of the
        report.
        """
        _, end = self.a.sentences[self.a.sentence[i]]
        start, _ = self.a.sentences[self.a.sentence[i]]
        commas = [k for k in range(start, i) if self.doc[k].text == ","]
        return end - i <= 6 and bool(commas)

    def _is_told_to(self, i: int) -> bool:
        return i > 0 and self.doc[i - 1].lower_ in ("told", "to", "with")

    def _told_between(self, speaker: int, low: int, high: int) -> tuple[int, ...]:
        """A medium to which the speaker spoke in a sentence just before that holds no statement."""
        for s in range(high - 1, max(low, high - 3, -1), -1):
            start, end = self.a.sentences[s]
            names = {self.cast.at[i] for i in range(start, end) if i in self.cast.at}
            if speaker not in names:
                continue
            for i in range(start, end):
                if i in self._media and self._media[i] != speaker and self._is_spoken_to(i):
                    return (self._media[i],)
        return ()

    def _is_spoken_to(self, i: int) -> bool:
        before = [t.lower_ for t in self.doc[max(0, i - 7) : i]]
        return any(
            w in before
            for w in (
                "comment",
                "interview",
                "comments",
                "remarks",
                "told",
                "wrote",
                "posted",
                "statement",
            )
        ) and any(w in before for w in ("to", "with", "told", "on"))

    def _in_sentence(
        self, candidate: Candidate, speaker: int | None
    ) -> tuple[tuple[int, ...], bool]:
        """The relays that the statement's sentence names; and whether they are of the report."""
        first, last = self.a.sentences[self.a.sentence[candidate.head]]
        found: list[int] = []
        of_report = False
        for i in range(first, last):
            if i in candidate.content or i not in self._media:
                continue
            index = self._media[i]
            own = self._is_own(index)
            if index == speaker or index in found or own:
                of_report = of_report or (own and self._relays(i))
                continue
            if index in self._platforms:
                if self.doc[i - 1].lower_ in (
                    "on",
                    "via",
                    "to",
                    "through",
                    "his",
                    "her",
                    "its",
                    "their",
                ) or self._possessed(i):
                    found.append(index)
                continue
            if self._relays(i) or self._is_told(i, candidate):
                found.append(index)
                of_report = of_report or self._is_reference(i)
        return tuple(found), of_report

    def _possessed(self, i: int) -> bool:
        return i > 1 and self.doc[i - 1].lower_ in ("'s", "’s")

    def _is_reference(self, i: int) -> bool:
        before = [t.lower_ for t in self.doc[max(0, i - 6) : i]]
        return "reference" in before or "citing" in before or "referring" in before

    def _relays(self, i: int) -> bool:
        """ "writes UNN", "with reference to X", "citing X", "X reports", "as X reported"."""
        doc = self.doc
        before = [t.lower_ for t in doc[max(0, i - 6) : i]]
        if (
            "reference" in before
            or "citing" in before
            or "referring" in before
            or "quoting" in before
        ):
            return True
        if "by" in before[-3:] and any(
            w in before
            for w in (
                "quoted",
                "cited",
                "reported",
                "carried",
                "published",
                "seen",
                "obtained",
                "relayed",
            )
        ):
            return True
        token = doc[i]
        head = token.head
        while (
            head.pos_ in ("PROPN", "NOUN")
            and head.dep_ in ("compound", "nsubj", "appos", "poss")
            and head.head.i != head.i
        ):
            token, head = head, head.head
        reach = _CITING if token.dep_ == "nsubj" else _NEAR
        if head.pos_ == "VERB" and head.lemma_ in _RELAYS and abs(head.i - i) < reach:
            return True
        return i > 0 and doc[i - 1].pos_ == "VERB" and doc[i - 1].lemma_ in _RELAYS

    def _is_told(self, i: int, candidate: Candidate) -> bool:
        """ "told Reuters", "in an interview with Y", "in a comment to Z"."""
        doc = self.doc
        before = [t.lower_ for t in doc[max(0, i - 7) : i]]
        head = doc[candidate.head]
        if head.lemma_ in ("tell",) and candidate.head < i <= candidate.head + 6:
            return True
        if any(
            w in before for w in ("interview", "comment", "comments", "remarks", "broadcast")
        ) and any(w in before for w in ("with", "to", "for", "by", "on")):
            return True
        if before[-1:] in (["to"], ["on"]) or before[-2:] == ["to", "the"]:
            return True  # "specified to Z", "replied on Z TV"
        if "to" in before[-5:] and "speaking" in before:
            return True  # "speaking to the news site Z"
        return before[-1:] in (["with"], ["by"]) and head.lemma_ in _TO_MEDIA

    def _tellers(self, candidate: Candidate, speaker: int | None) -> tuple[int, ...]:
        """Who told of the statement: whom the outlet cites, else the speaker of the report in
        which it stands ("A said that B had told him …", "according to A, B assured him …").
        """
        cited = self._cited_people(candidate, speaker)
        if cited:
            return cited
        verb = self.doc[candidate.head]
        for _ in range(3):
            if verb.dep_ not in ("ccomp", "xcomp", "pcomp", "dobj") or verb.head.i == verb.i:
                break
            verb = verb.head
            between = sorted((verb.i, candidate.head))
            if any(t.text == ";" for t in self.doc[between[0] : between[1]]):
                break  # "A offers C; B does not say no"
            if verb.pos_ == "VERB" and verb.lemma_ in _SAYING:
                subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
                told = self.cast.at.get(subject.i) if subject is not None else None
                return (told,) if told is not None and told != speaker else ()
        for word in self.doc[candidate.head].children:
            if word.lower_ == "according":
                for i in (t.i for t in word.subtree):
                    told = self.cast.at.get(i)
                    if told is not None and told != speaker:
                        if self.cast.members[told].type != "Place":
                            return (told,)
        return ()

    def _cited_people(self, candidate: Candidate, speaker: int | None) -> tuple[int, ...]:
        """ "referring to Zorin", "citing the president": a person through whom it is told."""
        first, last = self.a.sentences[self.a.sentence[candidate.head]]
        for i in range(first, last):
            if i in candidate.content or i not in self.cast.at:
                continue
            index = self.cast.at[i]
            if self.cast.members[index].type == "Person" and index != speaker and i > 1:
                before = [t.lower_ for t in self.doc[max(0, i - 3) : i]]
                if "citing" in before or ("referring" in before and "to" in before):
                    return (index,)
        return ()


def nesting(candidates: Sequence[Candidate]) -> list[int | None]:
    """For each statement the smallest larger one in whose content its cue stands."""
    heads: dict[int, list[int]] = {}
    for k, c in enumerate(candidates):
        heads.setdefault(c.head, []).append(k)
    best: list[tuple[int, int] | None] = [None] * len(candidates)
    for j, other in enumerate(candidates):
        size = len(other.content)
        for head in other.content & heads.keys():
            for k in heads[head]:
                held = best[k]
                if size > len(candidates[k].content) and (held is None or (size, j) < held):
                    best[k] = size, j
    return [held[1] if held else None for held in best]
