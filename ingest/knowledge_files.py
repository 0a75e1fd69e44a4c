"""The entries of a user's knowledge files, TOML or CSV, each checked by itself."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.extract.dates import first_day, last_day
from ingest.faults import Fault
from ingest.knowledge import (
    INSTITUTION_KINDS,
    NAME_TABLES,
    SINGULAR,
    TABLES,
)

_LISTS = ";"  # what separates the items of a list in a cell
_PATTERNS = {
    "wikidata": (re.compile(r"Q[1-9]\d*"), "such as Q7747"),
    "iso": (re.compile(r"[A-Z]{2}"), "two capital letters of ISO 3166-1, such as UA"),
    "since": (re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"), "2031-03-04"),
    "until": (re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"), "2031-03-04"),
}
ONE = {table: name for name, table in SINGULAR.items()} | {"platforms": "platform"}
_TABLE_NAMES = ", ".join(sorted(SINGULAR))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a user's file: its table, key, the fields given, and where it stands."""

    table: str
    key: str
    given: Mapping[str, Any]
    where: str


@dataclass
class Reading:
    """What was read so far."""

    entries: list[Entry] = field(default_factory=list)
    sources: list[Mapping[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, reason: str, message: str) -> None:
        """Name something that cannot be used."""
        self.faults.append(Fault("knowledge", reason, message))


def read_file(path: Path, data: bytes, reading: Reading) -> None:
    """Read one file into `reading`; what cannot be used is named there."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reading.fault("file", f"{path} is left out: not UTF-8 at byte {error.start}; save it so")
        return
    if path.suffix.lower() == ".csv":
        found = _csv_entries(path, text, reading)
    else:
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            reading.fault("file", f"{path} is left out: not valid TOML: {error}")
            return
        names = _names(path, told, reading)
        reading.sources.append(names)
        found = _toml_entries(path, told, text, "", reading)
    for table, item, where in found:
        entry = _checked(table, item, where, reading)
        if entry is not None:
            reading.entries.append(entry)
            reading.sources.append({"table": table, **entry.given})


def _toml_entries(
    path: Path, data: Mapping[str, Any], text: str, group: str, reading: Reading
) -> Iterator[tuple[str, Any, str]]:
    for key, value in data.items():
        table = SINGULAR.get(key, key)
        if table in TABLES and isinstance(value, list):
            lines = [
                number
                for number, line in enumerate(text.splitlines(), start=1)
                if re.match(rf"\s*\[\[\s*{re.escape(group + key)}\s*\]\]", line)
            ]
            for k, item in enumerate(value):
                at = f"line {lines[k]}" if k < len(lines) else f"{group}{key} number {k + 1}"
                yield table, item, f"{path}, {at}"
        elif isinstance(value, dict) and key not in NAME_TABLES:
            yield from _toml_entries(path, value, text, f"{group}{key}.", reading)
        elif key not in NAME_TABLES:
            reading.fault(
                "table",
                f"{path}: {group}{key} is left out: no such table; there are {_TABLE_NAMES}",
            )


def _csv_entries(path: Path, text: str, reading: Reading) -> Iterator[tuple[str, Any, str]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reading.fault("row", f"{path}, line {rows.line_num}: row left out: {error}")
            continue
        where = f"{path}, line {rows.line_num}"
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in row]
            if "table" not in header:
                reading.fault(
                    "file",
                    f"{path} is left out: its first line must name the columns, one of them "
                    f"'table' (of {_TABLE_NAMES}); got {', '.join(header)!r:.80}",
                )
                return
        elif len(row) != len(header):
            reading.fault(
                "row", f"{where}: row left out: {len(row)} cells, {len(header)} are expected"
            )
        else:
            cells = {n: c.strip() for n, c in zip(header, row, strict=True) if c.strip()}
            name = cells.pop("table", "")
            table = SINGULAR.get(name, name)
            if table not in TABLES:
                reading.fault(
                    "table", f"{where}: row left out: table {name!r}; there are {_TABLE_NAMES}"
                )
            else:
                yield table, _typed(table, cells), where


def _typed(table: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """Cells as the fields of a table want them; what does not fit is left as it is."""
    types = {f.name: str(f.type) for f in fields(TABLES[table])}
    return {
        name: [part.strip() for part in cell.split(_LISTS) if part.strip()]
        if types.get(name, "").startswith("tuple")
        else cell
        for name, cell in cells.items()
    }


def _names(path: Path, data: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """The tables of name forms that have the right shape."""
    found: dict[str, Any] = {}
    for key in NAME_TABLES:
        if key not in data:
            continue
        if key != "offices" and _fits_names(key, data[key]):
            found[key] = data[key]
        else:
            reading.fault(
                "table",
                f"{path}: {key} is left out: its shape is not that of the built-in names.toml",
            )
    return found


def _fits_names(key: str, value: Any) -> bool:
    def words(many: Any) -> bool:
        return isinstance(many, list) and all(isinstance(one, str) for one in many)

    if key in ("family_first", "family_names"):
        return words(value)
    if not isinstance(value, dict):
        return False
    if key == "given":
        return set(value) <= {"f", "m", "u"} and all(words(forms) for forms in value.values())
    if key == "equivalents":
        groups = value.get("groups")
        return set(value) == {"groups"} and isinstance(groups, list) and all(map(words, groups))
    return all(
        isinstance(table, dict) and all(isinstance(v, str) for v in table.values())
        for table in value.values()
    )


# ------------------------------------------------------------------ one entry


def _checked(table: str, item: Any, where: str, reading: Reading) -> Entry | None:
    """An entry whose fields are right; what is wrong is named."""
    cls = TABLES[table]
    known = {f.name: str(f.type) for f in fields(cls)}
    if not isinstance(item, dict):
        reading.fault("entry", f"{where}: left out: expected a table, got {item!r:.60}")
        return None
    label = item.get("id") or item.get("holder") or item.get("name")
    wrong = [
        f"unknown field {name!r} (there are {', '.join(known)})"
        for name in item
        if name not in known
    ]
    wrong += [
        f"{name} = {value!r:.60}: {expected} is expected"
        for name, value in item.items()
        if name in known and (expected := _misfit(name, known[name], value))
    ]
    if table == "bodies" and "kind" in item and item["kind"] not in INSTITUTION_KINDS:
        wrong.append(f"kind = {item['kind']!r:.40}: one of {', '.join(sorted(INSTITUTION_KINDS))}")
    if table == "held":
        wrong += [
            f"{n!r} is missing" for n in ("holder", "title", "institution") if not item.get(n)
        ]
    elif "id" in known and not item.get("id"):
        wrong.append("'id' is missing")
    since, until = item.get("since"), item.get("until")
    if not wrong and since and until and last_day(until) < first_day(since):
        wrong.append(f"since = {since!r} is after until = {until!r}")
    if wrong:
        reading.fault("entry", f"{where}: {ONE[table]} {label!r} left out: {'; '.join(wrong)}")
        return None
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items()}
    key = "\0".join(str(given.get(f)) for f in known) if table == "held" else ""
    return Entry(table, key or str(given.get("id") or given.get("name")), given, where)


def _misfit(name: str, type_: str, value: Any) -> str | None:
    """What was expected of a field, where its value is something else."""
    if type_.startswith("tuple"):
        fits = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
        return None if fits else "a list of texts"
    if not isinstance(value, str) or not value.strip():
        return "text"
    pattern = _PATTERNS.get(name)
    return None if pattern is None or pattern[0].fullmatch(value) else pattern[1]
