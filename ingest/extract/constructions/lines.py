"""Headlines and lines that name who speaks, without quotation marks: X: C; C - X."""

from __future__ import annotations

import re

from ingest.extract.candidates import Candidate
from ingest.extract.constructions.blocks import NO_SPEAKERS
from ingest.extract.constructions.proposals import DASHES, SAID, Proposals
from ingest.extract.syntax import is_word, trimmed

_LABEL = re.compile(
    r"^[ \t\"“]*([A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3}):[ \t](.*)$", re.M
)
_NAMING = 6  # words of a speaker at the end of a headline
_ASKING = frozenset({"q", "question", "interviewer"})
_QUESTIONS = 0.5  # share of turns that end in a question, from which a label is who asks


def add_lines(out: Proposals) -> None:
    """Headlines and lines `X: C`, `C - X`, `… - said X`, without quotation marks."""
    doc, a = out.doc, out.a
    labels, asking = _labels(out)
    spans = [*([a.layout.headline] if a.layout.headline else []), *a.layout.body]
    for span in spans:
        first = a.starts.get(span[0])
        if first is None:
            continue
        last = first
        while last + 1 < len(doc) and doc[last + 1].idx < span[1]:
            last += 1
        is_headline = a.layout.headline == span
        _add_colon_line(out, first, last, is_headline, labels, asking)
        _add_dash_line(out, first, last, is_headline)


def _labels(out: Proposals) -> tuple[frozenset[str], frozenset[str]]:
    """The labels of a transcript, names before a colon that begin several lines; and those of its
    labels, one line's among them, that mostly ask: what an interviewer asks is no statement.
    """
    turns: dict[str, list[bool]] = {}
    for m in _LABEL.finditer(out.a.text):
        asks = m.group(2).rstrip(" \t").endswith("?")  # turns in quotation marks are quotations
        turns.setdefault(m.group(1), []).append(asks and m.group(0).lstrip()[0] not in '"“')
    repeated = frozenset(label for label, asked in turns.items() if len(asked) > 1)
    asking = frozenset(
        label for label, asked in turns.items() if sum(asked) >= _QUESTIONS * len(asked)
    )
    return repeated, asking if repeated - asking else frozenset()


def _add_colon_line(
    out: Proposals,
    first: int,
    last: int,
    is_headline: bool,
    labels: frozenset[str],
    asking: frozenset[str],
) -> None:
    doc = out.doc
    for i in range(first + 1, min(first + 12, last)):
        if doc[i].text != ":":
            continue
        names = [t for t in doc[first:i] if is_word(t)]
        while len(names) > 1 and names[0].pos_ == "NUM":  # "14:20 NAME: C"
            names.pop(0)
        if (
            not names
            or names[-1].pos_ not in ("PROPN", "NOUN", "X")
            or any(t.pos_ in ("VERB", "AUX") for t in names)
        ):
            if is_headline:
                _add_colon_end(out, first, last, i)
            return
        label = doc.between(names[0].i, names[-1].i + 1)
        if label.lower() in _ASKING | NO_SPEAKERS or (label in asking and not is_headline):
            return
        head = names[-1]
        content = set(range(i + 1, last + 1))
        kind = "headline-colon" if is_headline else "transcript"
        out.found.append(
            Candidate(
                kind,
                i,
                (i,),
                tuple(t.i for t in doc[first:i]),
                head.i,
                set(trimmed(doc, content)),
                ":",
                {
                    "how": "colon",
                    "proper": head.pos_ == "PROPN",
                    "length": len(names),
                    "repeated": label in labels,
                    "words": sum(is_word(doc[x]) for x in content),
                },
            )
        )
        return


def _add_colon_end(out: Proposals, first: int, last: int, colon: int) -> None:
    """Propose what a headline tells before it names who said it: "C: UN envoy"."""
    doc = out.doc
    tail = [t for t in doc[colon + 1 : last + 1] if is_word(t)]
    if (
        not 0 < len(tail) <= _NAMING
        or any(t.pos_ in ("VERB", "AUX") or out.a.in_quote(t.i) for t in tail)
        or tail[-1].pos_ not in ("PROPN", "NOUN")
    ):
        return
    out.found.append(
        Candidate(
            "headline-dash",
            colon,
            (colon,),
            tuple(t.i for t in tail),
            tail[-1].i,
            set(trimmed(doc, range(first, colon))),
            "-",
            {
                "how": "dash",
                "proper": tail[-1].pos_ == "PROPN",
                "length": len(tail),
                "headline": True,
            },
        )
    )


def _add_dash_line(out: Proposals, first: int, last: int, is_headline: bool) -> None:
    doc, a = out.doc, out.a
    for i in range(last - 1, max(first, last - 25), -1):
        if doc[i].text not in DASHES or (not doc[i - 1].whitespace_ and doc[i].text in ("-",)):
            continue
        tail = [t for t in doc[i + 1 : last + 1] if is_word(t)]
        if not tail or a.in_quote(i):
            return
        verb = next((t for t in tail if t.lemma_ in SAID), None)
        nouns = [t for t in tail if t.pos_ in ("PROPN", "NOUN")]
        if not nouns or (
            verb is None
            and (not is_headline or len(tail) > 6 or any(t.pos_ == "VERB" for t in tail))
        ):
            continue
        if verb is not None and tail.index(verb) > 1 and verb is not tail[-1]:
            continue
        source = [t.i for t in tail if t is not verb]
        head = nouns[-1] if nouns[-1].pos_ == "PROPN" else nouns[0]
        content = set(trimmed(doc, range(first, i)))
        kind = "headline-dash" if verb is None else "line-dash"
        cue = (verb.i,) if verb is not None else (i,)
        out.found.append(
            Candidate(
                kind,
                cue[0],
                cue,
                tuple(source),
                head.i,
                content,
                verb.lemma_ if verb is not None else "-",
                {
                    "how": "dash",
                    "proper": head.pos_ == "PROPN",
                    "length": len(tail),
                    "headline": is_headline,
                },
            )
        )
        return
