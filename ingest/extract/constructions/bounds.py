"""Where a content ends that its cue opens: before what the outlet tells besides."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.extract.analysis import Analysis
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import FINITE, SPANS, SUBJECTS, is_word, subtree
from ingest.extract.tokens import Token

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
_JUDGES = _ANSWERS | frozenset(
    """
    call brand describe label dub term denounce condemn criticize criticise ridicule mock
    """.split()
)
_TAIL = 9  # words of who passes something on
_NOMINAL = frozenset("NOUN PROPN ADJ DET ADP PART NUM".split())
_RELAYING = frozenset("report write say state show tell reveal quote learn note add".split())
_SINCE = re.compile(r"(?:a|an|one|two|three|four|five|six|\d+|several|some|just)")


def bounded(a: Analysis, kind: str, ids: list[int], cue: int) -> list[int]:
    """The indices of a content after its cue, without the outlet's own words."""
    if kind == "infinitive":
        kept = set(ids) - _relative(a, ids)
        ids = sorted(kept - _contrast(a, sorted(kept)))
    if kind.startswith(("infinitive", "clause-right", "object")):
        ids = _until(ids, _aftermath(a, ids))
    if kind.startswith(("infinitive", "clause", "object", "preposition")):
        ids = _until(ids, _meanwhile(a, ids))
    if kind.startswith(("object", "preposition")):
        ids = _until(ids, _venue(a, ids))
    if kind.startswith(("infinitive", "clause-right", "object", "preposition")):
        ids = _until(ids, _after_stop(a, ids, cue))
    if kind.startswith(("infinitive", "clause", "object", "preposition", "aside")):
        ids = _until(ids, relay_tail(a, ids, cue))
    return ids


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
        if doc[i + 1].tag_ == "VBG" and doc[i + 1].lemma_ in _BESIDES and not a.in_quote(i):
            return i
        if not a.in_quote(i) and _is_later(a, ids, i):
            return i
        if (
            _SINCE.fullmatch(doc[i + 1].lower_)
            and any(
                doc[k].lemma_ in SPANS and doc[k + 1].lower_ in ("after", "before")
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
    if first.lemma_ in SPANS and first.tag_ == "NNS":
        first = a.doc[comma + 2]
    return first.lower_ in ("after", "following") and any(
        a.doc[i].tag_ in FINITE for i in ids if i < comma
    )


def _meanwhile(a: Analysis, ids: list[int]) -> int | None:
    """Where a headline goes on to what happens besides: "X says S as Y opens talks"."""
    doc = a.doc
    for i in ids[1:]:
        if (
            doc[i].lower_ == "as"
            and doc[i].dep_ == "mark"
            and doc[i].head.tag_ in FINITE
            and a.in_headline(i)
            and not a.in_quote(i)
        ):
            return i
    return None


def _venue(a: Analysis, ids: list[int]) -> int | None:
    """Where it begins to tell where an act was done: "condemned the attack in a televised
    address".
    """
    doc = a.doc
    for i in ids[1:]:
        if doc[i].lower_ in ("in", "at", "during", "on") and not a.in_quote(i):
            place = next((c for c in doc[i].children if c.dep_ == "pobj"), None)
            if place is not None and place.lemma_ in _VENUES and place.i - i < 5:
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
        if _tells_of_another(a, i, ids[-1]):
            return i
        if n + 4 < len(ids) and doc[i + 1].lower_ in ("a", "an"):
            if doc[i + 2].pos_ == "NOUN" and doc[i + 3].lower_ in ("that", "which"):
                return i
    return None


def relay_tail(a: Analysis, ids: list[int], cue: int) -> int | None:
    """Where a sentence ends in who passes it on: ", according to Interlat", ", the agency reports",
    ", a readout of the call showed", which the parse takes for a part of the content.
    """
    if not ids:
        return None
    doc = a.doc
    comma = next((i for i in range(ids[-1], cue, -1) if doc[i].text == ","), -1)
    if comma < 0 or comma + 2 >= len(doc) or a.in_quote(comma):
        return None
    end = a.sentences[a.sentence[comma]][1]
    if any(is_word(t) for t in doc[ids[-1] + 1 : end]) or any(map(a.in_quote, range(comma, end))):
        return None
    tail = [t for t in doc[comma + 1 : end] if is_word(t)]
    if len(tail) > 2 and (tail[0].lower_, tail[1].lower_) == ("according", "to"):
        return comma
    if len(tail) > 3 and (tail[0].lower_, tail[1].tag_, tail[2].lower_) == ("as", "VBN", "by"):
        return comma  # "as quoted by Interlat"
    if not 1 < len(tail) <= _TAIL or not all(t.pos_ in _NOMINAL for t in tail[:-1]):
        return None
    is_past = tail[-1].tag_ in ("VBZ", "VBD")
    return comma if is_past and tail[-1].lemma_ in _RELAYING else None


def _answers(a: Analysis, ids: list[int]) -> bool:
    """Whether a relative clause tells that another one answered: ", which his office denied"."""
    verb = next((a.doc[i] for i in ids if a.doc[i].tag_ in ("VBD", "VBZ") or a.in_quote(i)), None)
    return verb is not None and verb.lemma_ in _ANSWERS and not a.in_quote(verb.i)


def _tells_of_another(a: Analysis, comma: int, last: int) -> bool:
    """Whether the outlet tells after a comma what another one said: ", as B had charged", ", which
    B has rejected as baseless", ", while B proposed talks".
    """
    doc, cues = a.doc, load_cues()
    opener = doc[comma + 1]
    if opener.lower_ not in ("as", "which", "while"):
        return False
    verb = opener.head
    lemma = verb.lemma_
    subject = next(
        (c for c in verb.children if c.dep_ in SUBJECTS and opener.i < c.i < verb.i), None
    )
    if (
        subject is None
        or subject.pos_ not in ("NOUN", "PROPN")
        or a.in_quote(verb.i)
        or not _is_finite(verb)
    ):
        return False
    if opener.lower_ == "while":
        return (
            any(t.pos_ == "PROPN" for t in doc[opener.i : verb.i])
            and (lemma in cues.clause or lemma in cues.object or lemma in cues.infinitive)
        )  # fmt: skip
    if opener.lower_ == "as":
        return (
            lemma in cues.clause
            and not any(c.dep_ in ("ccomp", "dobj", "acomp", "attr") for c in verb.children)
            and not any(is_word(doc[i]) for i in range(max(verb.ids) + 1, last + 1))
        )
    return opener.dep_ == "dobj" and lemma in _JUDGES


def _is_finite(verb: Token) -> bool:
    """Whether a verb is in a tense of its own: "rejects", "rejected", "has rejected"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN":
        return bool(helpers & {"has", "have", "had"})
    return verb.tag_ in ("VBD", "VBZ", "VBP")


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
