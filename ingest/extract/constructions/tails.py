"""Sentences that end in their attribution, however they are parsed: S, X said; S, said X."""

from __future__ import annotations

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.proposals import SAID, Proposals
from ingest.extract.cues import load as load_cues
from ingest.extract.syntax import FINITE, cue_of, is_word
from ingest.extract.tokens import Token

_REACH = 80
_TAIL = 8  # words that may follow the cue to the end of its sentence
_TELLING = frozenset({"tell", "inform", "remind", "assure", "ask", "urge"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_STARTS = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})
_RELATIVE = frozenset({"which", "who", "that", "whose", "this"})
_SUBORDINATE = frozenset(
    "after as while although though because since if once until before unless whereas".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LEAST = 5  # words of a content that the parse does not give to its cue
_PHRASE = 20  # words of a speaker before the cue
_LEADS = SAID | {"tell", "disclose", "confirm", "warn", "reveal", "claim", "insist", "admit"}


def widened(out: Proposals, v: Token, content: set[int]) -> set[int]:
    """The content before an attribution that ends its sentence, back to where the sentence or its
    part begins: "A, but B, X said" attributes both.
    """
    a = out.a
    start, end = a.sentences[a.sentence[v.i]]
    content = _after_reports(out, v, content)
    first = min(content)
    if end - v.i > _TAIL or max(content) > v.i or first - start > _REACH:
        return content
    low = _opening(out, start, first)
    return content if low is None else content | set(range(low, first))


def _after_reports(out: Proposals, v: Token, content: set[int]) -> set[int]:
    """The content of "C, X said" without what another cue reports before a semicolon or colon: "Y
    rejects the charge: C, X says".
    """
    doc, a, cues = out.doc, out.a, load_cues()
    is_reported = False
    low = min(content)
    for i in sorted(content):
        if a.in_quote(i) or i > v.i:
            continue
        if doc[i].text == ";" or (doc[i].text == ":" and is_reported):
            low, is_reported = i + 1, False
        elif doc[i].tag_ in FINITE:
            lemma = doc[i].lemma_
            is_reported = is_reported or lemma in cues.clause or lemma in cues.object
    kept = {i for i in content if i >= low}
    return kept if any(is_word(doc[i]) for i in kept) else content


def add_tail(out: Proposals, v: Token) -> None:
    """Propose what stands before ", said X" where the parse sees no clause in it."""
    doc, a = out.doc, out.a
    start, end = a.sentences[a.sentence[v.i]]
    if (
        v.tag_ not in ("VBD", "VBZ")
        or v.lemma_ not in load_cues().clause
        or v.i - start > _REACH
        or v.i - start < 3
        or v.i + 1 >= end
        or a.in_quote(v.i)
        or doc[v.i - 1].text != ","
        or a.in_quote(v.i - 2)
    ):
        return
    low = _opening(out, start, v.i - 1)
    source = inverted(v, end)
    if low is None or source is None:
        return
    out.add("clause-left", v, cue_of(v), source, range(low, v.i - 1), how="tail")


def add_lead(out: Proposals, v: Token) -> bool:
    """Propose what stands before ", the X, NAME, said on Monday." where the parse sees no clause in
    it; whether it does.
    """
    doc, a = out.doc, out.a
    start, end = a.sentences[a.sentence[v.i]]
    if (
        v.tag_ not in ("VBD", "VBZ")
        or v.lemma_ not in _LEADS
        or v.i - start > _REACH
        or a.in_quote(v.i)
        or a.in_headline(v.i)
        or not _closes(out, v, end)
    ):
        return False
    comma = _speaker_starts(out, v, start)
    low = None if comma is None else _opening(out, start, comma)
    if comma is None or low is None:
        return False
    content = range(low, comma)
    opener = next(doc[i] for i in content if is_word(doc[i]) and doc[i].tag_ != "CC")
    if (
        _ends_quoted(out, low, comma - 1)
        or opener.tag_ == "WRB"
        or opener.lower_ in _SUBORDINATE
        or sum(is_word(doc[i]) for i in content) < _LEAST
        or not any(doc[i].tag_ in (*FINITE, "VBP") for i in content)
    ):
        return False
    _add_spoken(out, v, comma, set(content))
    return True


def add_swallowed(out: Proposals, v: Token, content: set[int]) -> bool:
    """Propose a clause before its cue whose speaker the parse takes for a part of it: "The port was
    hit across from Lenk, NAME, governor of Y, wrote on X."; whether it does.
    """
    doc, a = out.doc, out.a
    start, _ = a.sentences[a.sentence[v.i]]
    comma = None if a.in_headline(v.i) else _speaker_starts(out, v, start)
    if (
        comma is None
        or v.tag_ not in ("VBD", "VBZ")
        or v.lemma_ not in _LEADS | load_cues().clause.keys()
        or not {comma + 1, comma + 2} & content
        or not any(doc[i].pos_ == "PROPN" for i in range(comma + 1, v.i))
    ):
        return False
    kept = {i for i in content if i < comma}
    if not any(doc[i].tag_ in (*FINITE, "VBP") for i in kept):
        return False
    _add_spoken(out, v, comma, kept)
    return True


def _add_spoken(out: Proposals, v: Token, comma: int, content: set[int]) -> None:
    """Propose a content whose speaker stands between a comma and the cue."""
    doc = out.doc
    phrase = [i for i in range(comma + 1, v.i - (doc[v.i - 1].text == ","))]
    nouns = [i for i in phrase if doc[i].pos_ in _NOUNS]
    named = [i for i in nouns if doc[i].pos_ == "PROPN"] or nouns
    first = [i for i in phrase if i < next((k for k in phrase if doc[k].text == ","), v.i)]
    if len(first) < len(phrase) and all(doc[i].pos_ == "PROPN" for i in first):
        named = first  # "NAME, governor of Y, wrote"
    out.found.append(
        Candidate(
            "clause-left", v.i, tuple(cue_of(v)), tuple(phrase), named[-1], content,
            v.lemma_, {"how": "tail"},
        )
    )  # fmt: skip


def _ends_quoted(out: Proposals, low: int, last: int) -> bool:
    """Whether a content is a quotation at its end, and nothing before it tells anything."""
    k = out.a.quote_of[last]
    if k < 0:
        return False
    first = out.a.regions[k][0]
    return not any(t.tag_ in (*FINITE, "VBP") for t in out.doc[low:first])


def _closes(out: Proposals, v: Token, end: int) -> bool:
    """Whether nothing that a cue could report follows it: to whom and when it was said."""
    doc = out.doc
    after = doc[v.i + 1 : end]
    if not after or after[0].text == ",":
        return False
    if after[0].pos_ in ("DET", "NOUN", "PRON", "ADJ") or (
        after[0].pos_ == "PROPN" and after[0].lower_ not in _DAYS
    ):
        if v.lemma_ != "tell":
            return False
    opens = next((t.i for t in after if t.lower_ in _SUBORDINATE), end)
    return not any(
        (t.tag_ in (*FINITE, "VB") and t.i < opens)
        or t.text in (":", ";")
        or t.lower_ == "that"
        or out.a.in_quote(t.i)
        for t in after
    )


def _speaker_starts(out: Proposals, v: Token, start: int) -> int | None:
    """The comma before the noun phrase that ends in front of a cue, with a name set off in it."""
    doc = out.doc
    is_apposed = doc[v.i - 1].text == ","
    commas = 0
    for i in range(v.i - 1 - is_apposed, max(start, v.i - _PHRASE), -1):
        token = doc[i]
        if token.text == ",":
            commas += 1
            if commas > is_apposed:
                opens = doc[i + 1]
                return i if opens.pos_ in _STARTS and opens.lower_ not in _RELATIVE else None
        elif (
            out.a.in_quote(i)
            or token.pos_ in ("VERB", "AUX")
            or (token.pos_ == "CCONJ" and not doc[i - 1].pos_ == doc[i + 1].pos_ == "PROPN")
            or (token.is_punct and token.text not in ("-", ".", "’", "'"))
        ):
            return None
    return None


def inverted(v: Token, end: int) -> Token | None:
    """The noun that follows a verb: whoever speaks, in ", said X"."""
    words = v.doc[v.i + 1 : end]
    source = next((t for t in words if t.pos_ in _NOUNS), None)
    if v.lemma_ in _TELLING or source is None:
        return None
    is_named = words[0].pos_ in ("DET", "PROPN") or source.dep_ in ("compound", "nmod")
    if words[0].pos_ not in ("DET", "PROPN", "NOUN", "ADJ") or not is_named:
        return None
    while (
        source is not None
        and source.dep_ in ("compound", "amod", "nmod")
        and source.i < source.head.i < end
    ):
        source = source.head
    return source


def _opening(out: Proposals, start: int, stop: int) -> int | None:
    """Where the words up to `stop` begin that no other cue reports; none if another does."""
    doc, a, cues = out.doc, out.a, load_cues()
    low, is_reported = start, False
    for i in range(start, stop):
        if a.in_quote(i):
            continue
        if doc[i].text in (";", ":"):
            low, is_reported = i + 1, False
        elif (doc[i].tag_ in (*FINITE, "VBG") and doc[i].lemma_ in cues.clause) or doc[
            i
        ].lower_ == "according":
            is_reported = True
    return low if not is_reported and any(is_word(doc[i]) for i in range(low, stop)) else None
