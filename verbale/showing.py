"""How an answer is shown to a person: blocks where there are words to read, else a table.

A program gets every column as it is (JSON lines). A person gets names in place of ids, the words
with the width of the terminal to themselves, and below them where they can be read:

    2025-06-08 · Vladimir Medinsky (chief negotiator) · accuse · hedged (allegedly)
        “Kyiv had put off the return of the bodies”
        Dnipro Wire, 2025-06-08 · via Russian media · article/0a1b2c3d4e5f6071:120-161
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.store import Store
from queries.catalog import Parameter, Query
from queries.run import Answer, evidence_of
from verbale import output
from verbale.output import Line

Row = Mapping[str, Any]

WORDS = "words"
INDENT = "    "
EVIDENCE = "evidence"
_DOT = " · "
_IDS = ("node", "nodes", "edges")  # types of columns
_GLUE = "\N{NO-BREAK SPACE}"
_LONGEST = 90  # of a quotation that only reminds
_MOST_NAMES = 3  # of a parameter that stands for many nodes

# What a block says in its own words; every other column that is no id is told as "column: value".
_TOLD = frozenset(
    "day speaker_names office act is_hedged hedge_cue status side stance entry words outlet "
    "published relay_names answered_names answered_words signal cue confidence addressee_names "
    "agreement_name event_name event_date topic_names date report_count source_count steps "
    "start_offset end_offset".split()
)
# What the table's column of evidence says.
_STANDS_ON = (
    "basis", "known_on", "outlet", "published", "statement", "article", "articles",
    "start_offset", "end_offset", "report_count", "source_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph knows beside the answer: captions by id, and texts of articles by id."""

    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def name(self, key: object) -> str:
        """A node's caption; its id where it has none."""
        return self.names.get(str(key), str(key))

    def quoted(self, row: Row) -> str:
        """What stands at the place where a row can be read; empty where that is not known."""
        place = evidence_of(row)
        if place is None:
            return ""
        return self.texts.get(place.article, "")[place.start_offset : place.end_offset]


def print_answer(store: Store, query: Query, answer: Answer, timeout: float) -> None:
    """Show an answer to a person, on standard output. Raises StoreError."""
    known = look_up(store, query, answer, timeout)
    width = output.width()
    output.lines(header(query, answer, known, width))
    if WORDS in query.columns:
        for row in answer.rows:
            output.lines([("", ""), *block(query, answer, row, known, width)])
    elif answer.rows:
        columns, cells = table(query, answer, known)
        output.rows(columns, cells, "table", wide=(EVIDENCE, "path"))
    if answer.rows:
        count = len(answer.rows)
        told = f"{count} row{'' if count == 1 else 's'}; --format jsonl gives every column"
        gap = [("", "")] if WORDS in query.columns else []  # a table ends in an empty line
        output.lines([*gap, *_filled(told, width, "dim")])


def look_up(store: Store, query: Query, answer: Answer, timeout: float) -> Known:
    """The names of nodes that the answer has only ids of, and texts where a row has no words."""
    ids = dict.fromkeys(
        key
        for name, parameter in query.parameters.items()
        if parameter.type in ("node", "nodes")
        for key in _listed(answer.parameters[name])
    )
    for column in _bare_ids(query):
        ids.update((key, None) for row in answer.rows for key in _listed(row[column]))
    names: dict[str, str] = {}
    if ids:
        from graph.schema import load

        kinds = {kind: node for kind, node in load().nodes.items() if kind != "Article"}
        captions = dict.fromkeys(name for node in kinds.values() for name in node.caption)
        text = (
            f"MATCH (node:{'|'.join(kinds)}) WHERE node.id IN $ids "
            f"RETURN node.id, coalesce({', '.join(f'node.{name}' for name in captions)}, node.id)"
        )
        found = store.read(text, {"ids": list(ids)}, timeout=timeout).rows
        names = {str(key): str(name) for key, name in found}
    return Known(names, _texts(store, query, answer, timeout))


def _texts(store: Store, query: Query, answer: Answer, timeout: float) -> dict[str, str]:
    if WORDS not in query.columns:
        return {}
    places = (evidence_of(row) for row in answer.rows if not row[WORDS])
    wanted = dict.fromkeys(place.article for place in places if place is not None)
    if not wanted:
        return {}
    text = "MATCH (article:Article) WHERE article.id IN $ids RETURN article.id, article.text"
    found = store.read(text, {"ids": list(wanted)}, timeout=timeout).rows
    return {str(key): str(told or "") for key, told in found}


# ------------------------------------------------------------------ the head


def header(query: Query, answer: Answer, known: Known, width: int) -> Iterator[Line]:
    """The question's title, and the parameters that were given."""
    yield from _filled(query.title, width, "bold")
    told = [
        f"{name.replace('_', ' ')}: {_parameter(parameter, answer.parameters[name], known)}"
        for name, parameter in query.parameters.items()
        if answer.parameters[name] != parameter.default
    ]
    yield from _joined(told, width, "dim")


def _parameter(parameter: Parameter, value: Any, known: Known) -> str:
    if parameter.type not in ("node", "nodes"):
        return str(value)
    names = [_short(known.name(key)) for key in _listed(value)]
    more = len(names) - _MOST_NAMES
    return "; ".join(names[:_MOST_NAMES]) + (f"; and {more} more" if more > 0 else "")


# ------------------------------------------------------------------ blocks


def block(query: Query, answer: Answer, row: Row, known: Known, width: int) -> Iterator[Line]:
    """A row with words: who, the words, where."""
    inner = max(width - len(INDENT), 20)
    yield from _joined(_head(row), width, "bold")
    words = row[WORDS] or known.quoted(row)
    if words:
        yield from _indented(_filled(_quoted(words), inner, ""))
    if answered := _answered(row, known):
        yield from _indented(_filled(answered, inner, ""))
    yield from _indented(_joined(_details(query, answer, row, known), inner, "dim"))


def _head(row: Row) -> Iterator[str]:
    yield row.get("day") or "no day"
    if "speaker_names" in row:
        yield _speaker(row)
    for name in ("act", "status"):
        if told := row.get(name):
            yield _plain(told)
    if row.get("stance"):
        yield (
            f"{row['side']}: {_plain(row['stance'])}" if row.get("side") else _plain(row["stance"])
        )
    if row.get("is_hedged"):
        yield f"hedged ({row['hedge_cue']})" if row.get("hedge_cue") else "hedged"


def _speaker(row: Row) -> str:
    """Who says so: the speakers, or the outlet itself where the row is no statement."""
    if "statement" in row and not row["statement"]:
        return f"{row.get('outlet') or 'the outlet'} itself"
    names = [str(name) for name in row.get("speaker_names") or ()]
    if not names:
        return "unknown speaker"
    if row.get("office"):
        names[0] += f" ({row['office']})"
    return ", ".join(names)


def _answered(row: Row, known: Known) -> str:
    """Whom and what the row answers, where the question is about answers."""
    if row.get("answered_names") or row.get("answered_words"):
        names = ", ".join(row.get("answered_names") or ()) or "unknown speaker"
        signal = f" ({_plain(row['signal'])})" if row.get("signal") else ""
        words = row.get("answered_words")
        return f"answers {names}{signal}" + (f": {_quoted(words)}" if words else "")
    earlier = [_quoted(_short(known.name(key))) for key in row.get("answers") or ()]
    return f"answers {'; '.join(earlier)}" if earlier else ""


def _details(query: Query, answer: Answer, row: Row, known: Known) -> Iterator[str]:
    """Where the row comes from, whom and what it is about, and where it can be read."""
    if source := ", ".join(str(row[c]) for c in ("outlet", "published") if row.get(c)):
        yield source
    relay = row.get("relay_names") or [known.name(key) for key in row.get("relay") or ()]
    if relay:
        yield f"via {', '.join(relay)}"
    for column, what in (("report_count", "reports"), ("source_count", "independent sources")):
        if (row.get(column) or 0) > 1:
            yield f"{row[column]} {what}"
    if row.get("addressee_names"):
        yield f"to {', '.join(row['addressee_names'])}"
    topics = [row[f"{one}_name"] for one in ("agreement", "event") if _is_news(answer, row, one)]
    if about := "; ".join(_short(topic) for topic in [*topics, *(row.get("topic_names") or ())]):
        dated = row.get("event_date")
        yield f"about {about} ({dated})" if dated else f"about {about}"
    if row.get("date"):
        yield f"dated {row['date']}"
    if row.get("steps"):
        yield f"{row['steps']} step{'' if row['steps'] == 1 else 's'} away"
    for other in query.columns.values():
        if other.name not in _TOLD and other.type not in _IDS and row.get(other.name):
            yield f"{_plain(other.name)}: {output.cell(row[other.name])}"
    if place := _place(row):
        yield place


def _is_news(answer: Answer, row: Row, name: str) -> bool:
    """Whether a row is about another event or agreement than the one that was asked for."""
    return bool(row.get(f"{name}_name")) and _listed(answer.parameters.get(name)) != [row.get(name)]


# ------------------------------------------------------------------ tables


def table(query: Query, answer: Answer, known: Known) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and cells of rows without words: names, days, and the evidence in short."""
    bare = _bare_ids(query)
    cells = [_cells(query, answer, row, known, bare) for row in answer.rows]
    columns = list(dict.fromkeys(name for row in cells for name in row))
    if EVIDENCE in columns:
        columns.append(columns.pop(columns.index(EVIDENCE)))
    return columns, cells


def _cells(
    query: Query, answer: Answer, row: Row, known: Known, bare: Sequence[str]
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, column in query.columns.items():
        if name in _STANDS_ON:
            cells[EVIDENCE] = _evidence(row, known)
        elif column.type in _IDS:
            if name in bare:
                cells[_plain(name)] = "; ".join(_short(known.name(k)) for k in _listed(row[name]))
        elif {"edge_kinds", "node_names"} <= row.keys() and name in ("edge_kinds", "node_names"):
            cells["path"] = _path(row)
        elif name.endswith("_name") and _is_given(query, answer, name.removesuffix("_name")):
            continue  # the head says it
        elif name.endswith("_kind") and name.replace("_kind", "_name") in query.columns:
            continue  # told behind the name
        elif name in ("since", "until"):
            cells["days"] = _days(row)
        elif column.type == "boolean":
            cells[_plain(name.removeprefix("is_"))] = "yes" if row[name] else ""
        else:
            told = output.cell(row[name])
            kind = row.get(name.replace("_name", "_kind")) if name.endswith("_name") else None
            told = _plain(told) if told.isupper() else told
            head = name.removesuffix("_names").removesuffix("_name")
            cells[_plain(head)] = f"{told} ({str(kind).lower()})" if kind else told
    return cells


def _is_given(query: Query, answer: Answer, name: str) -> bool:
    """Whether a column can only hold the one node that a parameter of this name names."""
    return name in query.parameters and len(_listed(answer.parameters[name])) == 1


def _days(row: Row) -> str:
    days = dict.fromkeys(str(row[name]) for name in ("since", "until") if row.get(name))
    return f"{_GLUE}– ".join(days)


def _path(row: Row) -> str:
    """Nodes and edges in their order, each edge as an arrow that points as it does in the graph."""
    names, starts = row["node_names"], row.get("edge_starts") or ()
    told = str(names[0])
    for at, kind in enumerate(row["edge_kinds"]):
        is_forward = at >= len(starts) or starts[at] == row["nodes"][at]
        arrow = f"─{_plain(kind)}→" if is_forward else f"←{_plain(kind)}─"
        told += f" {arrow} {names[at + 1]}"
    return told


def _evidence(row: Row, known: Known) -> str:
    parts = []
    if row.get("basis"):
        parts.append(f"{row['basis']}, known since {row['known_on']}")
    if row.get("outlet"):
        parts.append(str(row["outlet"]))
    if row.get("statement"):
        parts.append(_quoted(_short(known.name(row["statement"]))))
    for column, what in (("report_count", "reports"), ("source_count", "independent sources")):
        if (row.get(column) or 0) > 1:
            parts.append(f"{row[column]} {what}")
    articles = _listed(row.get("articles"))
    if place := _place(row).replace(":", " at ") or next(iter(articles), ""):
        parts.append(place + (f" and {len(articles) - 1} more" if len(articles) > 1 else ""))
    return _DOT.join(parts)


# ------------------------------------------------------------------ small things


def _bare_ids(query: Query) -> list[str]:
    """The columns of node ids that no column of names stands beside; articles are told by id."""
    return [
        name
        for name, column in query.columns.items()
        if column.type in ("node", "nodes")
        and not {f"{name}_name", f"{name}_names", f"{name.removesuffix('s')}_names"}
        & {*query.columns}
        and name not in ("article", "articles", "answered_statement", "edge_starts")
        and not (name == "statement" and WORDS in query.columns)
    ]


def _place(row: Row) -> str:
    place = evidence_of(row)
    return f"{place.article}:{place.start_offset}-{place.end_offset}" if place else ""


def _plain(name: object) -> str:
    return str(name).replace("_", " ").lower()


def _quoted(words: object) -> str:
    told = " ".join(str(words).split())
    return told if told.startswith("“") and told.endswith("”") else f"“{told}”"


def _short(words: object) -> str:
    return textwrap.shorten(str(words), _LONGEST, placeholder=" …")


def _listed(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, (list, tuple)) else [value]) if one]


def _filled(text: str, width: int, style: str) -> Iterator[Line]:
    """The text in lines no longer than `width`."""
    for line in textwrap.wrap(output.harmless(text), width, break_on_hyphens=False):
        yield line, style


def _joined(parts: Iterable[str], width: int, style: str) -> Iterator[Line]:
    """Parts with dots between them, broken between two parts where that is possible."""
    line = ""
    for part in parts:
        longer = f"{line}{_DOT}{part}" if line else part
        if line and len(longer) > width:
            yield from _filled(line, width, style)
            longer = part
        line = longer
    yield from _filled(line, width, style)


def _indented(lines: Iterable[Line]) -> Iterator[Line]:
    for line, style in lines:
        yield INDENT + line, style
