"""Where a text stands inside quotation marks.

Quotation state is reset at every paragraph; the mark that opened a quotation closes it, so that a
curly quotation inside straight marks does not end the outer one. A paragraph that opens a
quotation and does not close it is quoted to its end where the next paragraph opens with a mark
again (the printers' rule for speech over several paragraphs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENERS = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
_PARAGRAPH = re.compile(r"[^\n]+")
_SINGLE = re.compile(
    r"(?<![\w‘’'])[‘'](?=[A-Za-z0-9])([^\n‘“”\"]{2,300}?)(?<=[\w.,!?…])['’](?![\w‘’'])"
)
_MARKS = '"“”«»„‟'
_ANY_MARK = re.compile(r"[\"“”«»„‟'`]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch: `start` and `end` with its marks, `inner_start` and `inner_end` without.

    `is_open` where no closing mark was found.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_open: bool = False


def _is_straight_opener(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-/“‘'")


def _is_doubled_opener(text: str, i: int) -> bool:
    """Whether two single marks open a quotation (''so''), as some papers set them."""
    return text.startswith(("``", "''"), i) and (
        text[i] == "`" or (_is_straight_opener(text, i) and text[i + 2 : i + 3].strip() != "")
    )


def _opens_anew(text: str, i: int, closers: str, is_balanced: bool) -> bool:
    """Whether a mark opens a quotation while one of its kind is open, so that none closed that."""
    if closers == '"':
        return text[i] == '"' and text[i - 1].isspace() and _is_straight_opener(text, i)
    return not is_balanced and _OPENERS.get(text[i]) == closers


def _in_paragraph(text: str, start: int, end: int, opens_next: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    closers = ""
    is_balanced = text.count("“", start, end) == text.count("”", start, end)
    after = start  # the second of two single marks is no mark by itself
    for mark in _ANY_MARK.finditer(text, start, end):
        i, char = mark.start(), mark.group()
        if i < after:
            continue
        if opened is not None and _opens_anew(text, i, closers, is_balanced):
            opened = None  # the mark before has no partner
        if opened is None:
            if char in _OPENERS:
                opened, closers = i, _OPENERS[char]
            elif char == '"' and (_is_straight_opener(text, i) or i == start):
                opened, closers = i, '"'
            elif _is_doubled_opener(text, i):
                opened, closers = i, "''"
                after = i + 2
        elif closers == "''":
            if text.startswith("''", i):
                found.append(Quotation(opened, i + 2, opened + 2, i))
                opened = None
                after = i + 2
        elif char in closers or (
            char == '"' and closers != '"' and not _is_straight_opener(text, i)
        ):
            found.append(Quotation(opened, i + 1, opened + 1, i))
            opened = None
    if opened is not None and (opens_next or opened <= start + 1):
        found.append(Quotation(opened, end, opened + 1, end, is_open=True))
    return found


def quotations(text: str) -> list[Quotation]:
    """The quoted stretches of a text, in order, none inside another."""
    found: list[Quotation] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for k, paragraph in enumerate(paragraphs):
        follows = paragraphs[k + 1].group().lstrip()[:1] if k + 1 < len(paragraphs) else ""
        found += _in_paragraph(
            text, paragraph.start(), paragraph.end(), bool(follows) and follows in _MARKS
        )
    covered = bytearray(len(text))
    for quotation in found:
        covered[quotation.start : quotation.end] = b"\1" * (quotation.end - quotation.start)
    for match in _SINGLE.finditer(text):
        if not covered[match.start()] and " " in match.group(1):
            found.append(Quotation(match.start(), match.end(), match.start(1), match.end(1)))
    return sorted(found, key=lambda quotation: quotation.start)
