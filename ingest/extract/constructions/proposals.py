"""The candidates of an article in the making: one way to add to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.syntax import is_word, noun_phrase, subtree, trimmed
from ingest.extract.tokens import Doc, Token

DASHES = frozenset({"—", "–", "-", "--", "―"})
SAID = frozenset(
    """
    say state report announce note declare write tell stress add emphasize emphasise inform
    """.split()
)
_BESIDES = frozenset(
    """
    call brand label describe term dub add say argue insist claim stress warn accuse note denounce
    """.split()
)
_VENUES = frozenset(
    """
    address statement interview letter post speech message briefing tweet communique conference
    remark comment telegram debate
    """.split()
)
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_SINCE = re.compile(r"(?:a|an|one|two|three|four|five|six|\d+|several|some|just)")


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates proposed so far in an article."""

    a: Analysis
    found: list[Candidate] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The article's tokens."""
        return self.a.doc

    def add(
        self,
        kind: str,
        head: Token,
        cue: Iterable[int],
        source: Token | None,
        content: Iterable[int],
        key: str | None = None,
        addressee: Token | None = None,
        **facts: str | int | bool,
    ) -> None:
        """Propose a content of the cue's paragraph, less cue and source; nothing without a word."""
        a, doc = self.a, self.a.doc
        cues = sorted(set(cue))
        phrase = noun_phrase(source) if source is not None else []
        paragraph = a.paragraph[head.i]
        kept = set(content) - set(cues)
        if kind == "infinitive":
            kept -= _relative(a, kept)
            kept -= _contrast(a, kept)
        if kind.startswith(("infinitive", "clause-right", "object")):
            kept -= _aftermath(a, kept)
        if kind.startswith(("object", "preposition")):
            kept -= _venue(a, kept)
        if kind.startswith(("infinitive", "clause-right", "object", "preposition")):
            kept -= _after_stop(a, kept, max(cues))
        if kind not in ("passive", "passive+", "clause-passive"):
            kept -= set(phrase)
        kept = {i for i in kept if a.paragraph[i] == paragraph}
        ids = trimmed(doc, kept)
        if not any(is_word(doc[i]) for i in ids):
            return
        self.found.append(
            Candidate(
                kind,
                head.i,
                tuple(cues),
                tuple(i for i in phrase if a.paragraph[i] == paragraph),
                source.i if source is not None else None,
                set(ids),
                key or head.lemma_.lower(),
                dict(facts),
                tuple(noun_phrase(addressee)) if addressee is not None else (),
            )
        )


def _aftermath(a: Analysis, content: set[int]) -> set[int]:
    """What follows ", a day after …" (when it was said, in the outlet's own words) or
    ", calling it …" (what the speaker said besides).
    """
    doc = a.doc
    ids = sorted(content)
    for n in range(2, len(ids) - 3):
        i = ids[n]
        if (
            a.in_quote(i - 1)
            and not a.in_quote(i)
            and doc[i].lower_ in ("following", "amid", "after", "ahead")
        ):
            return {k for k in ids if k >= i}
        if (
            doc[i].text == ","
            and doc[i + 1].tag_ == "VBG"
            and doc[i + 1].lemma_.lower() in _BESIDES
            and not a.in_quote(i)
        ):
            return {k for k in ids if k >= i}
        if (
            doc[i].text == ","
            and _SINCE.fullmatch(doc[i + 1].lower_)
            and any(
                doc[k].lemma_.lower() in _SPANS and doc[k + 1].lower_ in ("after", "before")
                for k in (i + 2, i + 3)
                if k + 1 < len(doc)
            )
            and not a.in_quote(i)
        ):
            return {k for k in ids if k >= i}
    return set()


def _venue(a: Analysis, content: set[int]) -> set[int]:
    """Where an act was done: "condemned the attack in a televised address"."""
    doc = a.doc
    ids = sorted(content)
    for i in ids[1:]:
        if doc[i].lower_ in ("in", "at", "during", "on") and not a.in_quote(i):
            place = next((c for c in doc[i].children if c.dep_ == "pobj"), None)
            if place is not None and place.lemma_.lower() in _VENUES and place.i - i < 5:
                return {k for k in ids if k >= i}
    return set()


def _after_stop(a: Analysis, content: set[int], cue: int) -> set[int]:
    """What a content after its cue holds from a colon, a semicolon, or an aside of the outlet
    (", a formula that …") on.
    """
    doc = a.doc
    ids = sorted(content)
    for n, i in enumerate(ids[1:], 1):
        if i < cue or a.in_quote(i):
            continue
        if doc[i].text in (";", ":"):
            return {k for k in ids if k >= i}
        if doc[i].text == "," and n + 4 < len(ids) and doc[i + 1].lower_ in ("a", "an"):
            if doc[i + 2].pos_ == "NOUN" and doc[i + 3].lower_ in ("that", "which"):
                return {k for k in ids if k >= i}
    return set()


def _relative(a: Analysis, content: set[int]) -> set[int]:
    """What ", which …" tells besides of what somebody is urged to do."""
    doc = a.doc
    ids = sorted(content)
    for i in ids[2:]:
        if doc[i].lower_ in ("which", "who", "whose") and doc[i - 1].text == ",":
            if not a.in_quote(i):
                return {k for k in ids if k >= i - 1}
    return set()


def _contrast(a: Analysis, content: set[int]) -> set[int]:
    """What ", while …" sets against an indirect content: the outlet's own words."""
    ids = sorted(content)
    doc = a.doc
    for n, i in enumerate(ids[1:], 1):  # also where the parse hangs it elsewhere
        if doc[i].lower_ == "while" and ids[n - 1] == i - 1 and doc[i - 1].text == ",":
            if not a.in_quote(i):
                return {k for k in ids if k >= i}
    return {
        i
        for k in content
        if a.doc[k].dep_ == "advcl"
        for mark in a.doc[k].children
        if mark.lower_ == "while" and mark.i and a.doc[mark.i - 1].text == ","
        if not a.in_quote(mark.i)
        for i in subtree(a.doc[k])
    }
