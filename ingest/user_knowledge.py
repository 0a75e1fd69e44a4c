"""A user's own knowledge files, TOML or CSV, over the built-in ones.

Every entry is checked. One that is wrong is named with file and line, left out and counted, and so
is a file that cannot be parsed; what is left is used. The extractor never sees these files.

An entry with the id of a built-in one changes the fields that it gives. A name that two of a user's
entries claim decides nothing; one that a user's and a built-in entry claim is the user's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError
from ingest.extract.forms import bare
from ingest.knowledge import (
    TABLES,
    Body,
    Held,
    Knowledge,
    Tables,
    assemble,
    builtin_files,
    builtin_tables,
)
from ingest.knowledge_files import ONE, Entry, Reading, read_file


def load(paths: Sequence[Path] = ()) -> Knowledge:
    """All knowledge, with what is wrong in the user's files as faults.

    Raises KnowledgeError where a file is not there or may not be read.
    """
    reading = Reading()
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KnowledgeError(
                f"knowledge file {path} cannot be read: {error.strerror}; "
                f"mend the setting 'knowledge'"
            ) from error
        read_file(path, data, reading)
    builtin = builtin_tables()
    entries = _distinct(reading, builtin)
    tables = _merged(reading, entries, builtin)
    own = {e.key for e in entries if e.key in tables[e.table]}
    _claims(reading, {e.key: e.where for e in entries if e.key in own}, tables)
    files = [data for _, data in builtin_files()]
    return assemble(tables, [*files, *reading.sources], own, sorted(reading.faults))


def _distinct(reading: Reading, builtin: Tables) -> list[Entry]:
    """The entries of distinct ids: a second one of an id, or one of another table's, is named."""
    tables_of: dict[str, str] = {}
    for table in ("states", "bodies", "people"):
        tables_of.update({id: f"the built-in {table}" for id in builtin[table]})
    first: dict[tuple[str, str], Entry] = {}
    for entry in reading.entries:
        clash = first.get((entry.table, entry.key))
        told = tables_of.get(entry.key)
        if clash is not None:
            if clash.table != "held":
                reading.fault(
                    "id", f"{entry.where}: left out: {entry.key!r} stands in {clash.where} already"
                )
        elif (
            told is not None
            and entry.table in ("states", "bodies", "people")
            and (not told.endswith(f" {entry.table}"))
        ):
            reading.fault("id", f"{entry.where}: left out: {entry.key!r} is an id of {told}")
        else:
            first[entry.table, entry.key] = entry
            if entry.table in ("states", "bodies", "people"):
                tables_of[entry.key] = f"{entry.where} in {entry.table}"
    return list(first.values())


def _merged(reading: Reading, entries: Sequence[Entry], builtin: Tables) -> Tables:
    """The built-in tables with the entries over them; entries that refer to nothing, or go round in
    a circle, are left out, and then those that refer to them.
    """
    kept = list(entries)
    while True:
        tables: Tables = {name: dict(table) for name, table in builtin.items()}
        bad: dict[int, tuple[str, str]] = {}
        for n, entry in enumerate(kept):
            old = builtin[entry.table].get(entry.key)
            values = {**(asdict(old) if old is not None else {}), **entry.given}
            needed = [
                f for f in ("name", "kind") if f in _required(entry.table) and f not in values
            ]
            if needed:
                bad[n] = ("entry", f"{', '.join(map(repr, needed))} is missing")
            else:
                tables[entry.table][entry.key] = TABLES[entry.table](**values)
        for n, entry in enumerate(kept):
            unknown = [] if n in bad else _unknown(tables[entry.table][entry.key], tables)
            if unknown:
                bad[n] = ("reference", "; ".join(unknown))
        if not bad:
            circles = _circles(tables)
            for n, entry in enumerate(kept):
                round_ = circles.get(entry.key) if entry.table == "bodies" else None
                if round_:
                    bad[n] = ("circle", f"part_of goes in a circle: {' → '.join(round_)}")
        if not bad:
            return tables
        for n, (reason, message) in bad.items():
            entry = kept[n]
            label = entry.given.get("holder", entry.key)
            reading.fault(
                reason, f"{entry.where}: {ONE[entry.table]} {label!r} left out: {message}"
            )
        kept = [entry for n, entry in enumerate(kept) if n not in bad]


def _required(table: str) -> tuple[str, ...]:
    return ("name", "kind") if TABLES[table] is Body else ("name",) if table != "held" else ()


def _unknown(entry: Any, tables: Tables) -> list[str]:
    """What an entry refers to and is not there."""
    wrong: list[str] = []
    state = getattr(entry, "state", None)
    if state is not None and state not in tables["states"]:
        wrong.append(f"state = {state!r}: there is no state of this id")
    parent = getattr(entry, "part_of", None)
    if parent is not None and parent not in tables["bodies"] and parent not in tables["states"]:
        wrong.append(f"part_of = {parent!r}: there is no body or state of this id")
    if isinstance(entry, Held):
        if entry.holder not in tables["people"]:
            wrong.append(f"holder = {entry.holder!r}: there is no person of this id")
        if not _is_institution(entry.institution, tables):
            wrong.append(
                f"institution = {entry.institution!r}: there is no body, state or ministry of this "
                f"id"
            )
    return wrong


def _is_institution(id: str, tables: Tables) -> bool:
    return (
        id in tables["bodies"]
        or id in tables["states"]
        or any(
            id == f"{ministry}-{state}"
            for ministry in tables["ministries"]
            if id.startswith(ministry)
            for state in tables["states"]
        )
    )


def _circles(tables: Tables) -> dict[str, list[str]]:
    """Bodies that are part of themselves, each with the way round."""
    found: dict[str, list[str]] = {}
    for id in tables["bodies"]:
        way = [id]
        while (body := tables["bodies"].get(way[-1])) is not None and body.part_of is not None:
            if body.part_of in way:
                round_ = way[way.index(body.part_of) :]
                start = round_.index(min(round_))
                ordered = [*round_[start:], *round_[:start]]
                found.update({key: [*ordered, ordered[0]] for key in round_})
                break
            way.append(body.part_of)
    return found


def _claims(reading: Reading, where: Mapping[str, str], tables: Tables) -> None:
    """Name what several entries claim as their name, one of them at least the user's."""
    for together in (("states", "bodies"), ("places",), ("people",)):
        owners: dict[str, dict[str, str]] = {}
        for table in together:
            for entry in tables[table].values():
                for name in (entry.name, *entry.aliases):
                    owners.setdefault(bare(name), {}).setdefault(entry.id, name)
        for names in owners.values():
            mine = sorted(id for id in names if id in where)
            if len(names) < 2 or not mine:
                continue
            what = f"{names[mine[0]]!r} is claimed by " + " and ".join(
                f"{id!r} ({where.get(id, 'built in')})" for id in sorted(names)
            )
            end = f"it is taken for {mine[0]!r}" if len(mine) == 1 else "it decides nothing"
            reading.fault("name", f"{what}; {end}")
