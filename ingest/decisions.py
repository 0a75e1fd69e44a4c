"""What people decide: judgements on what is one, and corrections of readings.

Both name a thing by article and quotation, never by a node's id, so they outlive rebuilds and
better extractors. They are data: kept in the record log, written to and taken from TOML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast, get_args

from graph.errors import DecisionError
from graph.schema import load as load_schema

Verdict = Literal["same", "different", "unsure"]
Kind = Literal["Person", "Institution", "Place", "Event", "Agreement", "Statement"]
Field = Literal["speaker", "kind", "status", "date", "reading"]

VERDICTS: tuple[str, ...] = get_args(Verdict)
KINDS: tuple[str, ...] = get_args(Kind)
FIELDS: tuple[str, ...] = get_args(Field)
NONE = "none"  # of a corrected field: there is none; of a reading: the thing is none

_FIELDS_OF = {
    "Statement": ("speaker", "date", "reading"),
    "Event": ("kind", "status", "date", "reading"),
    "Agreement": ("kind", "status", "date", "reading"),
}
_VOCABULARIES = {
    ("Event", "kind"): "event_kind",
    ("Event", "status"): "event_status",
    ("Agreement", "kind"): "agreement_kind",
    ("Agreement", "status"): "agreement_status",
}
_CONTESTED = "contested"  # what resolution makes of several claims, never read in one article
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words in an article: its key or address, the quotation, and which occurrence where needed.

    `occurrence` counts from 1; 0 where the quotation tells enough.
    """

    article: str
    quote: str
    occurrence: int = 0

    def __str__(self) -> str:
        which = f" (occurrence {self.occurrence})" if self.occurrence else ""
        return f"{_short(self.quote)!r}{which} in {self.article}"


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Whether two mentions are one thing of this kind. Its two mentions stand in order."""

    kind: Kind
    verdict: Verdict
    first: Mention
    second: Mention

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}: {self.first}; {self.second}"

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The words that it names."""
        return (self.first, self.second)


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """What a thing that was read is instead.

    `field` is what is corrected; "reading" with value "none" takes the thing out. `value` is a
    term, a date, "none", or of a speaker the words in the same article that name it;
    `speaker_occurrence` and `speaker_kind` say more of these where needed (the kind only where the
    reader saw no one there).
    """

    kind: Kind
    field: Field
    mention: Mention
    value: str
    speaker_occurrence: int = 0
    speaker_kind: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.field} = {_short(self.value)!r}: {self.mention}"

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The words that it names."""
        return (self.mention,)

    @property
    def speaker(self) -> Mention | None:
        """Where the right speaker is named; None where there is none."""
        if self.field != "speaker" or self.value == NONE:
            return None
        return Mention(self.mention.article, self.value, self.speaker_occurrence)


Decision = Judgement | Correction


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision in the log: its number, by whom, when and why, and which row took it back."""

    number: int
    decision: Decision
    who: str
    why: str
    arrived: str
    taken_back_by: int | None = None


def judgement(kind: str, verdict: str, first: Mention, second: Mention) -> Judgement:
    """A checked judgement; its mentions put in order, so that A=B is B=A. Raises DecisionError."""
    _term("kind", kind, KINDS)
    _term("verdict", verdict, VERDICTS)
    if first == second:
        raise DecisionError(f"both sides are {first}; give two mentions")
    a, b = sorted((first, second))
    return Judgement(cast(Kind, kind), cast(Verdict, verdict), a, b)


def correction(
    kind: str,
    field: str,
    mention: Mention,
    value: str,
    speaker_occurrence: int = 0,
    speaker_kind: str = "",
) -> Correction:
    """A checked correction. Raises DecisionError, which says what is allowed."""
    _term("kind", kind, tuple(_FIELDS_OF))
    _term(f"field (of kind {kind})", field, _FIELDS_OF[kind])
    if not value.strip():
        raise DecisionError(f"{field}: a value is missing; {NONE!r} where there is none")
    if field == "reading" and value != NONE:
        raise DecisionError(f"reading = {value!r}: {NONE!r} is the one value there is")
    if field == "date" and value != NONE and not _DATE.fullmatch(value):
        raise DecisionError(f"date = {value!r}: such as 2031, 2031-03, 2031-03-04 or {NONE!r}")
    vocabulary = _VOCABULARIES.get((kind, field))
    if vocabulary is not None:
        terms = tuple(t for t in load_schema().terms(vocabulary) if t != _CONTESTED)
        _term(field, value, terms)
    if speaker_kind:
        _term("speaker_kind", speaker_kind, ("Person", "Institution"))
    return Correction(
        cast(Kind, kind), cast(Field, field), mention, value, speaker_occurrence, speaker_kind
    )


def opposes(decision: Decision, other: Decision) -> bool:
    """Whether two decisions on the same words cannot both hold."""
    if isinstance(decision, Judgement) and isinstance(other, Judgement):
        same_pair = decision.kind == other.kind and (decision.first, decision.second) == (
            other.first,
            other.second,
        )
        return same_pair and decision.verdict != other.verdict
    if isinstance(decision, Correction) and isinstance(other, Correction):
        same_field = (decision.kind, decision.field, decision.mention) == (
            other.kind,
            other.field,
            other.mention,
        )
        return same_field and decision != other
    return False


def mention_of(data: Any, where: str) -> Mention:
    """A mention from a table {article, quote, occurrence}. Raises DecisionError with `where`."""
    if not isinstance(data, Mapping):
        raise DecisionError(f"{where}: expected {{article = …, quote = …}}, got {data!r:.60}")
    article, quote = data.get("article"), data.get("quote")
    if not isinstance(article, str) or not article.strip():
        raise DecisionError(f"{where}: article = {article!r:.60}: an article's key or address")
    if not isinstance(quote, str) or not quote.strip():
        raise DecisionError(f"{where}: quote = {quote!r:.60}: words of the article")
    return Mention(
        article.strip().removeprefix("article/"),
        " ".join(quote.split()),
        _count(data.get("occurrence", 0), f"{where}: occurrence"),
    )


def from_table(data: Mapping[str, Any]) -> Decision:
    """A decision from a table of a file or a row of the log. Raises DecisionError."""
    kind = _string(data, "kind")
    if "verdict" in data:
        return judgement(
            kind,
            _string(data, "verdict"),
            mention_of(data.get("first"), "first"),
            mention_of(data.get("second"), "second"),
        )
    return correction(
        kind,
        _string(data, "field"),
        mention_of(data.get("mention"), "mention"),
        " ".join(_string(data, "value").split()),
        _count(data.get("speaker_occurrence", 0), "speaker_occurrence"),
        str(data.get("speaker_kind") or ""),
    )


def to_json(decision: Decision) -> str:
    """A decision as one line, the same for the same decision."""
    return json.dumps(asdict(decision), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(line: str) -> Decision:
    """Read back what `to_json` wrote."""
    return from_table(json.loads(line))


def _string(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise DecisionError(f"{name} = {value!r:.60}: text is expected")
    return value


def _count(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise DecisionError(f"{where} = {value!r:.60}: a whole number from 1 is expected")
    return value


def _term(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise DecisionError(f"{name} = {value!r:.60}: one of {', '.join(allowed)} is expected")


def _short(text: str, room: int = 60) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
