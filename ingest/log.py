"""The record log: one SQLite file in which everything that was read is kept.

Rows are only ever added: articles by key, one record per article and extractor version, refusals,
retractions. The one exception is `retract(erase=True)`, which deletes text and record. SQLite
brings crash safety (WAL, synchronous=FULL) and many readers; a lock file beside it, one writer.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from graph.errors import ArticleError, LogError
from graph.ids import digest
from graph.store.durable import reached
from ingest.article import Article
from ingest.records import Record, from_json, to_json

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, body TEXT NOT NULL, arrived TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (article TEXT NOT NULL, source TEXT NOT NULL, arrived TEXT NOT NULL,
    PRIMARY KEY (article, source));
CREATE TABLE IF NOT EXISTS records (article TEXT NOT NULL, extractor TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (article, extractor));
CREATE TABLE IF NOT EXISTS refusals (id TEXT PRIMARY KEY, reason TEXT NOT NULL, place TEXT NOT NULL,
    message TEXT NOT NULL, arrived TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS retractions (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL,
    why TEXT NOT NULL, is_erased INTEGER NOT NULL, arrived TEXT NOT NULL);
"""
_FIELDS = tuple(f.name for f in fields(Article))


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article that could not be used: a fixed reason, where it stands, and the message."""

    reason: str
    place: str
    message: str
    arrived: str


class Log:
    """An open record log. Use it in a `with` block; a writer holds the lock until the end."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._lock: IO[str] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if write:
                self._take_lock()
            if not write and not path.exists():
                raise LogError(f"no record log at {path}; read articles first: verbale ingest SOURCE…")
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA secure_delete=ON")
            if write:
                self._db.executescript(_SCHEMA)
                self._db.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?)", (uuid.uuid4().hex,))
            self.identity = str(self._db.execute("SELECT value FROM meta WHERE name='identity'").fetchone()[0])
        except LogError:
            self._release()
            raise
        except (OSError, sqlite3.Error, TypeError) as error:
            self._release()
            raise LogError(f"the record log {path} cannot be opened: {error}; is it a log, and is there room and permission?") from error

    def _take_lock(self) -> None:
        lock = self.path.with_name(self.path.name + ".lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise LogError(f"another process is writing to {self.path}; wait until it is done, or choose another --data folder") from error
        self._lock = lock

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let go of the lock."""
        self._db.close()
        self._release()

    # ------------------------------------------------------------ adding

    def _write(self, statements: Sequence[tuple[str, tuple[object, ...]]]) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                self._db.execute(sql, values)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise LogError(f"the record log {self.path} cannot be written: {error}; what was reported as read is kept, run the same command again") from error
        reached("record-commit")

    def add_articles(self, articles: Sequence[Article]) -> int:
        """Keep articles and where they came from; how many of them are new."""
        known = self.keys()
        new = {a.key for a in articles} - known
        now = _now()
        rows: list[tuple[str, tuple[object, ...]]] = []
        for article in articles:
            body = json.dumps({k: v for k, v in asdict(article).items() if k != "source"}, ensure_ascii=False, sort_keys=True)
            rows.append(("INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", (article.key, body, now)))
            rows.append(("INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", (article.key, article.source, now)))
        if rows:
            self._write(rows)
        return len(new)

    def add_records(self, records: Sequence[Record]) -> None:
        """Keep records; one for an article and extractor version is never replaced."""
        if records:
            self._write(
                [
                    ("INSERT OR IGNORE INTO records VALUES (?, ?, ?)", (r.article, r.extractor, to_json(r)))
                    for r in records
                ]
            )

    def refuse(self, errors: Sequence[ArticleError]) -> None:
        """Keep what could not be used, each once."""
        now = _now()
        if errors:
            self._write(
                [
                    (
                        "INSERT OR IGNORE INTO refusals VALUES (?, ?, ?, ?, ?)",
                        (digest(e.reason, e.where, e.message), e.reason, e.where, e.message, now),
                    )
                    for e in errors
                ]
            )

    def retract(self, key: str, why: str, *, erase: bool = False) -> None:
        """Take an article back; with `erase` its text and record go too, and a tombstone stays."""
        rows: list[tuple[str, tuple[object, ...]]] = [
            ("INSERT INTO retractions (article, why, is_erased, arrived) VALUES (?, ?, ?, ?)", (key, why, int(erase), _now()))
        ]
        if erase:
            rows += [
                ("DELETE FROM records WHERE article = ?", (key,)),
                ("UPDATE articles SET body = '' WHERE key = ?", (key,)),
                ("DELETE FROM sources WHERE article = ?", (key,)),
            ]
        self._write(rows)
        if erase:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # ------------------------------------------------------------ reading

    def keys(self) -> set[str]:
        """Keys of all articles ever added."""
        return {row[0] for row in self._db.execute("SELECT key FROM articles")}

    def retracted(self) -> dict[str, bool]:
        """Articles taken back, and whether they were erased."""
        return {
            row[0]: bool(row[1])
            for row in self._db.execute("SELECT article, max(is_erased) FROM retractions GROUP BY article")
        }

    def articles(self) -> Iterator[Article]:
        """All articles that stand, by key."""
        gone = self.retracted()
        for key, body in self._db.execute("SELECT key, body FROM articles ORDER BY key"):
            if key not in gone and body:
                yield _article(body)

    def article(self, key: str) -> Article | None:
        """One article by its key, also a retracted one; None where it is not there or erased."""
        row = self._db.execute("SELECT body FROM articles WHERE key = ?", (key,)).fetchone()
        return _article(row[0]) if row and row[0] else None

    def unread(self, extractor: str) -> list[Article]:
        """Articles that stand and have no record by this extractor version."""
        read = {row[0] for row in self._db.execute("SELECT article FROM records WHERE extractor = ?", (extractor,))}
        return [article for article in self.articles() if article.key not in read]

    def records(self, extractor: str) -> dict[str, Record]:
        """The records by this extractor version, by article key."""
        return {
            row[0]: from_json(row[1])
            for row in self._db.execute("SELECT article, body FROM records WHERE extractor = ? ORDER BY article", (extractor,))
        }

    def refusals(self) -> list[Refusal]:
        """All refusals, oldest first."""
        return [
            Refusal(*row)
            for row in self._db.execute("SELECT reason, place, message, arrived FROM refusals ORDER BY arrived, place, id")
        ]

    def sources(self, key: str) -> list[str]:
        """Where an article came from."""
        return [row[0] for row in self._db.execute("SELECT source FROM sources WHERE article = ? ORDER BY arrived", (key,))]

    def find(self, text: str) -> list[str]:
        """Keys of articles by key, node id, address, or file they came from."""
        key = text.removeprefix("article/")
        rows = self._db.execute(
            "SELECT key FROM articles WHERE key = ? OR json_extract(nullif(body, ''), '$.address') = ? "
            "UNION SELECT article FROM sources WHERE source = ? OR source LIKE ?",
            (key, text, text, "%" + os.sep + text),
        )
        return sorted({row[0] for row in rows})


def _article(body: str) -> Article:
    data = json.loads(body)
    return Article(**{name: data[name] for name in _FIELDS if name in data})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
