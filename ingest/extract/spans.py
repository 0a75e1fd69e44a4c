"""A content as character spans, drawn in to its words."""

from __future__ import annotations

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.syntax import is_word


def spans_of(candidate: Candidate, a: Analysis) -> list[tuple[int, int]]:
    """The content as character spans: gaps of punctuation only are bridged, marks at ends left
    out.
    """
    doc, text = a.doc, a.text
    runs: list[list[int]] = []
    for i in sorted(candidate.content):
        if runs and (
            i == runs[-1][1] + 1 or all(not is_word(doc[j]) for j in range(runs[-1][1] + 1, i))
        ):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans: list[tuple[int, int]] = []
    for first, last in runs:
        start, end = tidy(text, doc[first].idx, doc[last].idx + len(doc[last]), candidate.kind)
        if start < end and any(char.isalnum() for char in text[start:end]):
            spans.append((start, end))
    return spans


_QUOTE_MARKS = "\"“”«»„‟‘’'`"
_SHUT = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’", "'": "'"}


def tidy(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Draw a span in: no leading "that", no marks or stops at its ends; whole marks inside stay."""
    changed = True
    while changed and start < end:
        changed = False
        if text[start].isspace() or text[start] in ",;:—–-…":
            start += 1
            changed = True
        elif (
            text[end - 1].isspace()
            or text[end - 1] in ",;:—–-"
            or (text[end - 1] == "." and not text[max(start, end - 4) : end].count(".") > 1)
        ):
            end -= 1
            changed = True
        elif text[start] in _SHUT and text[end - 1] in _QUOTE_MARKS and _encloses(text, start, end):
            start, end = start + 1, end - 1
            changed = True
        elif text[start] in '"“«„' and text.count('"', start, end) + sum(
            text.count(m, start, end) for m in "”»"
        ) == (1 if text[start] == '"' else 0):
            start += 1
            changed = True
        elif text[end - 1] in '"”»' and _is_stray_close(text, start, end):
            end -= 1
            changed = True
        elif text[start : start + 4].lower() in ("and ", "but ") and not kind.startswith(
            ("quote", "headline", "anaphora", "transcript")
        ):
            start += 4
            changed = True
        elif text[start : start + 5].lower() == "that " and not kind.startswith(
            ("object", "passive", "quote", "transcript")
        ):
            start += 5
            changed = True
    return start, end


def _encloses(text: str, start: int, end: int) -> bool:
    inner = text[start + 1 : end - 1]
    shut = _SHUT[text[start]]
    if shut == text[start]:
        return shut not in inner or (inner.count(shut) % 2 == 0 and shut in "'")
    return text[end - 1] in (shut, '"', "”") and inner.count(text[start]) == inner.count(shut)


def _is_stray_close(text: str, start: int, end: int) -> bool:
    mark = text[end - 1]
    inside = text[start : end - 1]
    if mark == '"':
        return inside.count('"') % 2 == 0
    opener = {"”": "“", "»": "«"}[mark]
    return inside.count(opener) <= inside.count(mark)
