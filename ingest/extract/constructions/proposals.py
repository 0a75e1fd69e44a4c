"""The candidates of an article in the making: one way to add to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.syntax import noun_phrase, subtree, trimmed
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
_ANSWERS = frozenset("deny confirm reject dispute dismiss refute".split())
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_SINCE = re.compile(r"(?:a|an|one|two|three|four|five|six|\d+|several|some|just)")


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates proposed so far in an article."""

    a: Analysis
    found: list[Candidate] = field(default_factory=list)
    _phrases: dict[int, list[int]] = field(default_factory=dict)

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
        phrase = self._phrase(source) if source is not None else []
        paragraph = a.paragraph[head.i]
        kept = set(content).difference(cues)
        if kind == "infinitive":
            kept -= _relative(a, sorted(kept))
            kept -= _contrast(a, sorted(kept))
        ids = sorted(kept)
        if kind.startswith(("infinitive", "clause-right", "object")):
            ids = _until(ids, _aftermath(a, ids))
        if kind.startswith(("object", "preposition")):
            ids = _until(ids, _venue(a, ids))
        if kind.startswith(("infinitive", "clause-right", "object", "preposition")):
            ids = _until(ids, _after_stop(a, ids, cues[-1]))
        if kind not in ("passive", "passive+", "clause-passive") and phrase:
            own = set(phrase)
            ids = [i for i in ids if i not in own]
        if ids and not a.paragraph[ids[0]] == a.paragraph[ids[-1]] == paragraph:
            ids = [i for i in ids if a.paragraph[i] == paragraph]
        ids = trimmed(doc, ids)
        if not ids or not a.counted("words", ids, ids[0], ids[-1]):
            return
        self.found.append(
            Candidate(
                kind,
                head.i,
                tuple(cues),
                tuple([i for i in phrase if a.paragraph[i] == paragraph]),
                source.i if source is not None else None,
                set(ids),
                key or head.lemma_.lower(),
                facts,
                tuple(self._phrase(addressee)) if addressee is not None else (),
            )
        )

    def _phrase(self, noun: Token) -> list[int]:
        """The noun phrase of a source; one source has many candidates."""
        found = self._phrases.get(noun.i)
        if found is None:
            found = self._phrases[noun.i] = noun_phrase(noun)
        return found


def _until(ids: list[int], end: int | None) -> list[int]:
    """Sorted indices before `end`."""
    return ids if end is None else ids[: bisect_left(ids, end)]


def _aftermath(a: Analysis, ids: list[int]) -> int | None:
    """Where ", a day after …" (when it was said, in the outlet's own words) or ", calling it …"
    (what the speaker said besides) begins.
    """
    doc = a.doc
    for i in ids[2:-3]:
        token = doc[i]
        if (
            token.lower_ in ("following", "amid", "after", "ahead")
            and a.in_quote(i - 1)
            and not a.in_quote(i)
        ):
            return i
        if token.text != ",":
            continue
        if doc[i + 1].tag_ == "VBG" and doc[i + 1].lemma_.lower() in _BESIDES and not a.in_quote(i):
            return i
        if not a.in_quote(i) and _is_later(a, ids, i):
            return i
        if (
            _SINCE.fullmatch(doc[i + 1].lower_)
            and any(
                doc[k].lemma_.lower() in _SPANS and doc[k + 1].lower_ in ("after", "before")
                for k in (i + 2, i + 3)
                if k + 1 < len(doc)
            )
            and not a.in_quote(i)
        ):
            return i
    return None


def _is_later(a: Analysis, ids: list[int], comma: int) -> bool:
    """Whether ", after …" or ", hours after …" follows a whole clause."""
    first = a.doc[comma + 1]
    if first.lemma_.lower() in _SPANS and first.tag_ == "NNS":
        first = a.doc[comma + 2]
    return first.lower_ in ("after", "following") and any(
        a.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in ids if i < comma
    )


def _venue(a: Analysis, ids: list[int]) -> int | None:
    """Where it begins to tell where an act was done: "condemned the attack in a televised
    address".
    """
    doc = a.doc
    for i in ids[1:]:
        if doc[i].lower_ in ("in", "at", "during", "on") and not a.in_quote(i):
            place = next((c for c in doc[i].children if c.dep_ == "pobj"), None)
            if place is not None and place.lemma_.lower() in _VENUES and place.i - i < 5:
                return i
    return None


def _after_stop(a: Analysis, ids: list[int], cue: int) -> int | None:
    """Where a content after its cue meets a colon, a semicolon, or an aside of the outlet (", a
    formula that …").
    """
    doc = a.doc
    for n, i in enumerate(ids[1:], 1):
        text = doc[i].text
        if text not in (";", ":", ",") or i < cue or a.in_quote(i):
            continue
        if text != ",":
            return i
        if doc[i + 1].lower_ == "which" and _answers(a, ids[n + 2 :]):
            return i
        if n + 4 < len(ids) and doc[i + 1].lower_ in ("a", "an"):
            if doc[i + 2].pos_ == "NOUN" and doc[i + 3].lower_ in ("that", "which"):
                return i
    return None


def _answers(a: Analysis, ids: list[int]) -> bool:
    """Whether a relative clause tells that another one answered: ", which his office denied"."""
    verb = next((a.doc[i] for i in ids if a.doc[i].tag_ in ("VBD", "VBZ") or a.in_quote(i)), None)
    return verb is not None and verb.lemma_.lower() in _ANSWERS and not a.in_quote(verb.i)


def _relative(a: Analysis, ids: list[int]) -> set[int]:
    """What ", which …" tells besides of what somebody is urged to do."""
    doc = a.doc
    for i in ids[2:]:
        if doc[i].lower_ in ("which", "who", "whose") and doc[i - 1].text == ",":
            if not a.in_quote(i):
                return {k for k in ids if k >= i - 1}
    return set()


def _contrast(a: Analysis, ids: list[int]) -> set[int]:
    """What ", while …" sets against an indirect content: the outlet's own words."""
    doc = a.doc
    for n, i in enumerate(ids[1:], 1):  # also where the parse hangs it elsewhere
        if doc[i].lower_ == "while" and ids[n - 1] == i - 1 and doc[i - 1].text == ",":
            if not a.in_quote(i):
                return {k for k in ids if k >= i}
    return {
        i
        for k in ids
        if a.doc[k].dep_ == "advcl"
        for mark in a.doc[k].children
        if mark.lower_ == "while" and mark.i and a.doc[mark.i - 1].text == ","
        if not a.in_quote(mark.i)
        for i in subtree(a.doc[k])
    }
