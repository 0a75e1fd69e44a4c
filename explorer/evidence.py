"""Where a statement can be read: its reports with the sentence in its article, and an article.

All offsets are code points of the article's text, as in the graph. `context` is the sentence with
two before it and two after it; `sentence` reaches over the content, its cue and its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from explorer.answers import nodes_of
from graph.store import Store
from queries.names import resolve

FOREVER = "9999-12-31"
AROUND = 2
# Values of an article's `rights` under which its text is not shown, only what is quoted from it.
WITHHELD = frozenset({"no text", "none", "metadata", "metadata only", "quotation only"})

_KNOWN = "{0}.known_on <= $as_of AND coalesce({0}.known_until, 'never') > $as_of"
_SOURCE = ("title", "outlet", "published", "modified", "address", "archived", "language", "rights")
_REPORT = (
    "words", "form", "act", "cue", "cue_span", "speaker_words", "speaker_span", "is_hedged",
    "hedge_cue", "hedge_span", "confidence", "basis", "rule", "known_on",
)  # fmt: skip
_STATEMENT = (
    "text", "act", "attribution", "said", "said_on", "said_until", "reported_on", "report_count",
    "source_count", "is_hedged",
)  # fmt: skip

# A sentence ends at a stop before a capital or a figure, at a paragraph's end, at the text's end.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[—–-]*\s?[A-ZÀ-ÞА-ЯЁЇІЄҐ0-9])|\s*\n\s*")
_NO_STOP = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Sgt|Sen|Rep|Gov|Prof|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov"
    r"|Dec)|\b[A-Z](?:\.[A-Z])*)\.\s+$"
)


def statement(store: Store, given: str, as_of: str = FOREVER) -> dict[str, Any]:
    """A statement with all its reports, by its id or the key of one of them. Raises NameProblem."""
    key = resolve(store, given, ["Statement"], many=False)[0]
    asked = {"id": key, "as_of": as_of}
    columns = ", ".join(f"statement.{name}" for name in _STATEMENT)
    told = store.read(
        f"MATCH (statement:Statement) WHERE statement.id = $id RETURN {columns}", asked
    ).rows[0]
    return {
        "id": key,
        **dict(zip(_STATEMENT, told, strict=True)),
        "speakers": _rows(
            store,
            "MATCH (actor:Person|Institution)-[tie:STATED]->(statement:Statement) "
            f"WHERE statement.id = $id AND {_KNOWN.format('tie')} "
            "RETURN actor.id AS id, labels(actor)[0] AS kind, actor.name AS name, "
            "tie.office AS office, tie.is_joint AS is_joint ORDER BY id",
            asked,
        ),
        "about": _rows(
            store,
            "MATCH (statement:Statement)-[tie:ABOUT]->(topic) "
            f"WHERE statement.id = $id AND {_KNOWN.format('tie')} "
            "RETURN topic.id AS id, labels(topic)[0] AS kind, topic.name AS name, "
            "tie.stance AS stance, tie.status AS status ORDER BY kind, id",
            asked,
        ),
        "addressed": _rows(
            store,
            "MATCH (statement:Statement)-[tie:ADDRESSED_TO]->(actor:Person|Institution) "
            f"WHERE statement.id = $id AND {_KNOWN.format('tie')} "
            "RETURN actor.id AS id, labels(actor)[0] AS kind, actor.name AS name ORDER BY id",
            asked,
        ),
        "reports": _reports(store, asked),
        "answers": _answers(store, asked, "(statement)-[tie:RESPONDS_TO]->(other:Statement)"),
        "answers_actors": _rows(
            store,
            "MATCH (statement:Statement)-[tie:ANSWERS]->(actor:Person|Institution) "
            f"WHERE statement.id = $id AND {_KNOWN.format('tie')} "
            "RETURN actor.id AS id, labels(actor)[0] AS kind, actor.name AS name, "
            "tie.cue AS cue, tie.confidence AS confidence ORDER BY id",
            asked,
        ),
        "answered_by": _answers(store, asked, "(statement)<-[tie:RESPONDS_TO]-(other:Statement)"),
    }


def article(store: Store, given: str) -> dict[str, Any]:
    """An article with its text, where it may be shown, and the statements in it."""
    key = resolve(store, given, ["Article"], many=False)[0]
    columns = ", ".join(f"article.{name}" for name in (*_SOURCE, "is_read", "superseded_on"))
    *source, is_read, superseded_on, text = store.read(
        f"MATCH (article:Article) WHERE article.id = $id RETURN {columns}, article.text",
        {"id": key},
    ).rows[0]
    told = dict(zip(_SOURCE, source, strict=True))
    rows = store.read(
        "MATCH (statement:Statement)-[report:REPORTED_IN]->(article:Article) "
        "WHERE article.id = $id "
        "RETURN statement.id, statement.act, report.spans, report.start_offset, "
        "report.end_offset, report.is_hedged ORDER BY report.start_offset, statement.id",
        {"id": key},
    ).rows
    speakers = _speakers(store, [str(row[0]) for row in rows])
    return {
        "id": key,
        **told,
        "is_read": is_read,
        "superseded_on": superseded_on,
        "text": text if may_show(told["rights"]) else None,
        "statements": [
            {
                "id": said,
                "act": act,
                "spans": [span_of(span) for span in _list(spans)],
                "start_offset": start,
                "end_offset": end,
                "is_hedged": hedged,
                "speakers": speakers.get(str(said), []),
            }
            for said, act, spans, start, end, hedged in rows
        ],
    }


def may_show(rights: object) -> bool:
    """Whether an article's text may be shown: unless its rights say that it may not."""
    return str(rights or "").strip().lower() not in WITHHELD


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text by their offsets, without the space between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if "\n" not in match[0] and _NO_STOP.search(text, max(start, end - 24), end):
            continue
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    trimmed = []
    for first, last in found:
        piece = text[first:last]
        begin = first + len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((begin, begin + len(piece.strip())))
    return trimmed


def around(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sentences that start to end lies in, and the same with two more on either side."""
    known = sentences(text)
    touched = [at for at, (first, last) in enumerate(known) if first < end and last > start]
    if not touched:
        return (start, end), (start, end)
    first, last = touched[0], touched[-1]
    before, after = max(0, first - AROUND), min(len(known) - 1, last + AROUND)
    return (
        (min(start, known[first][0]), max(end, known[last][1])),
        (min(start, known[before][0]), max(end, known[after][1])),
    )


def span_of(text: object) -> list[int] | None:
    """A span "start-end" as two numbers; None where there is none."""
    start, dash, end = str(text or "").partition("-")
    return [int(start), int(end)] if dash and start.isdecimal() and end.isdecimal() else None


def _reports(store: Store, asked: dict[str, Any]) -> list[dict[str, Any]]:
    columns = ", ".join(
        [f"report.{name}" for name in _REPORT] + [f"article.{name}" for name in _SOURCE]
    )
    rows = store.read(
        "MATCH (statement:Statement)-[report:REPORTED_IN]->(article:Article) "
        f"WHERE statement.id = $id AND {_KNOWN.format('report')} "
        "RETURN article.id, article.text, report.start_offset, report.end_offset, report.spans, "
        f"coalesce(report.relay, []), {columns} "
        "ORDER BY report.known_on, article.id, report.start_offset",
        asked,
    ).rows
    named = nodes_of(store, [str(one) for row in rows for one in _list(row[5])])
    found = []
    for key, text, start, end, spans, relay, *rest in rows:
        told = dict(zip(_REPORT, rest, strict=False))
        source = dict(zip(_SOURCE, rest[len(_REPORT) :], strict=True))
        marks = {name: span_of(told.pop(name)) for name in ("cue_span", "speaker_span")}
        marks["hedge_span"] = span_of(told.pop("hedge_span"))
        body, first, last = str(text), int(str(start)), int(str(end))
        inside = [span for span in marks.values() if span and _is_near(body, span, first, last)]
        sentence, context = around(
            body,
            min(first, *(span[0] for span in inside)) if inside else first,
            max(last, *(span[1] for span in inside)) if inside else last,
        )
        shown = context if may_show(source["rights"]) else sentence
        found.append(
            {
                "article": {"id": key, **source},
                **told,
                **marks,
                "start_offset": first,
                "end_offset": last,
                "spans": [span_of(span) for span in _list(spans)],
                "relay": [
                    {"id": node.id, "kind": node.kind, "name": node.name}
                    for one in _list(relay)
                    if (node := named.get(str(one)))
                ],
                "sentence": list(sentence),
                "context": {"start": shown[0], "end": shown[1], "text": body[slice(*shown)]},
            }
        )
    return found


def _is_near(text: str, span: Sequence[int], start: int, end: int) -> bool:
    """Whether a mark stands in the same paragraph as the content: only then is it shown with it."""
    between = text[min(span[1], end) : max(span[0], start)]
    return "\n" not in between


def _answers(store: Store, asked: dict[str, Any], pattern: str) -> list[dict[str, Any]]:
    told = _rows(
        store,
        f"MATCH (statement:Statement) WHERE statement.id = $id MATCH {pattern} "
        f"WHERE {_KNOWN.format('tie')} "
        "RETURN other.id AS id, other.text AS text, other.act AS act, "
        "coalesce(other.said_on, other.reported_on, '') AS day, other.is_hedged AS is_hedged, "
        "tie.signal AS signal, tie.cue AS cue, tie.confidence AS confidence ORDER BY day, id",
        asked,
    )
    speakers = _speakers(store, [str(row["id"]) for row in told])
    return [{**row, "speakers": speakers.get(str(row["id"]), [])} for row in told]


def _speakers(store: Store, statements: Sequence[str]) -> dict[str, list[str]]:
    """The names of who said each of these statements."""
    text = (
        "MATCH (actor:Person|Institution)-[:STATED]->(statement:Statement) "
        "WHERE statement.id IN $ids RETURN statement.id, actor.id, actor.name"
    )
    found: dict[str, list[str]] = {}
    rows = store.read(text, {"ids": list(statements)}).rows
    for key, _, name in sorted((str(a), str(b), str(c)) for a, b, c in rows):
        found.setdefault(key, []).append(name)
    return found


def _rows(store: Store, text: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    found = store.read(text, asked)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
