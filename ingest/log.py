"""The record log: one SQLite file in which everything that was read is kept.

Rows are only ever added: articles by key, one record per article and extractor version, refusals,
retractions, and what people decide. The one exception is `retract(erase=True)`, which deletes text
and record, and the decisions that quote it. SQLite brings crash safety (WAL, synchronous=FULL) and
many readers; a lock file beside it, one writer.
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

from graph.errors import ArticleError, DecisionError, LogError
from graph.ids import digest
from graph.store.durable import reached
from ingest.article import Article
from ingest.decisions import Decision, Kept, opposes
from ingest.decisions import from_json as from_line
from ingest.decisions import to_json as to_line
from ingest.records import Record, from_json, to_json

FORMAT = 2  # of the tables below; a log with a higher number was made by a newer version
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    key TEXT PRIMARY KEY, body TEXT NOT NULL, arrived TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    article TEXT NOT NULL, source TEXT NOT NULL, arrived TEXT NOT NULL,
    PRIMARY KEY (article, source));
CREATE TABLE IF NOT EXISTS records (
    article TEXT NOT NULL, extractor TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (article, extractor));
CREATE TABLE IF NOT EXISTS refusals (
    id TEXT PRIMARY KEY, reason TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL,
    arrived TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS retractions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, why TEXT NOT NULL,
    is_erased INTEGER NOT NULL, arrived TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, takes_back INTEGER,
    who TEXT NOT NULL, why TEXT NOT NULL, arrived TEXT NOT NULL);
"""
_FIELDS = tuple(f.name for f in fields(Article))
Values = tuple[object, ...]


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
        self._db: sqlite3.Connection | None = None
        try:
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._take_lock()
            elif not path.exists():
                raise LogError(
                    f"no record log at {path}; read articles first: verbale ingest SOURCE…"
                )
            self.identity = self._open(write)
        except LogError:
            self.close()
            raise
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise LogError(
                f"the record log {path} cannot be opened: {error}; "
                f"is it a log, and is there room and permission?"
            ) from error

    def _open(self, write: bool) -> str:
        db = self._db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        made_by = int(db.execute("PRAGMA user_version").fetchone()[0])
        if made_by > FORMAT:
            raise LogError(
                f"the record log {self.path} was made by a newer version (format {made_by}, "
                f"{FORMAT} is known here); update verbale"
            )
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA secure_delete=ON")
        if write:
            db.executescript(_SCHEMA)
            db.execute(f"PRAGMA user_version={FORMAT}")
            db.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?)", (uuid.uuid4().hex,))
        found = db.execute("SELECT value FROM meta WHERE name='identity'").fetchone()
        if found is None:
            raise LogError(
                f"the record log {self.path} is not finished; run verbale ingest SOURCE… again"
            )
        return str(found[0])

    def _take_lock(self) -> None:
        lock = self.path.with_name(self.path.name + ".lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise LogError(
                f"another process is writing to {self.path}; wait until it is done, "
                f"or choose another --data folder"
            ) from error
        self._lock = lock

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let go of the lock."""
        if self._db is not None:
            self._db.close()
            self._db = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def _open_db(self) -> sqlite3.Connection:
        if self._db is None:
            raise LogError(f"the record log {self.path} is closed")
        return self._db

    # ------------------------------------------------------------ adding

    def _write(self, statements: Sequence[tuple[str, Values]]) -> list[int]:
        """Do all of it or nothing; how many rows each statement touched."""
        db = self._open_db
        try:
            db.execute("BEGIN IMMEDIATE")
            touched = [db.execute(sql, values).rowcount for sql, values in statements]
            db.execute("COMMIT")
        except sqlite3.Error as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise LogError(
                f"the record log {self.path} cannot be written: {error}; "
                f"what was reported as read is kept, make room and run the same command again"
            ) from error
        reached("record-commit")
        return touched

    def add_articles(self, articles: Sequence[Article]) -> int:
        """Keep articles and where they came from; how many of them are new."""
        if not articles:
            return 0
        now = _now()
        bodies: list[tuple[str, Values]] = []
        sources: list[tuple[str, Values]] = []
        for article in articles:
            told = {k: v for k, v in asdict(article).items() if k != "source"}
            body = json.dumps(told, ensure_ascii=False, sort_keys=True)
            bodies.append(
                ("INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", (article.key, body, now))
            )
            # Of an erased article the place that it came from is not kept again either.
            sources.append(
                (
                    "INSERT OR IGNORE INTO sources SELECT ?, ?, ? WHERE NOT EXISTS "
                    "(SELECT 1 FROM retractions WHERE article = ? AND is_erased)",
                    (article.key, article.source, now, article.key),
                )
            )
        return sum(self._write([*bodies, *sources])[: len(bodies)])

    def add_records(self, records: Sequence[Record]) -> None:
        """Keep records; one for an article and extractor version is never replaced."""
        if records:
            self._write(
                [
                    (
                        "INSERT OR IGNORE INTO records VALUES (?, ?, ?)",
                        (r.article, r.extractor, to_json(r)),
                    )
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
        """Take an article back; with `erase` its text and record go too, and a tombstone stays.

        May be called again, which finishes an erasure that was interrupted.
        """
        rows: list[tuple[str, Values]] = []
        if self.retracted().get(key) not in ({True} if erase else {True, False}):
            rows.append(
                (
                    "INSERT INTO retractions (article, why, is_erased, arrived) "
                    "VALUES (?, ?, ?, ?)",
                    (key, why, int(erase), _now()),
                )
            )
        if erase:
            rows += [
                ("DELETE FROM records WHERE article = ?", (key,)),
                ("UPDATE articles SET body = '' WHERE key = ?", (key,)),
                ("DELETE FROM sources WHERE article = ?", (key,)),
                *self._quoting(key),
            ]
        if rows:
            self._write(rows)
        if erase:
            self._empty_journal()

    def decide(
        self, decisions: Sequence[Decision], who: str = "", why: str = "", *, check: bool = True
    ) -> int:
        """Keep decisions that do not stand yet; how many. Raises DecisionError, and keeps none,
        where one opposes another or one that stands; `check` switches that off, and resolution
        then finds the contradiction.
        """
        standing = {to_line(kept.decision): kept for kept in self.decisions()}
        new: dict[str, Decision] = {}
        for decision in decisions:
            for kept in standing.values():
                if check and opposes(decision, kept.decision):
                    raise DecisionError(
                        f"{decision} opposes number {kept.number} ({kept.decision}); "
                        f"take that back first: verbale review --undo {kept.number}"
                    )
            for other in new.values():
                if check and opposes(decision, other):
                    raise DecisionError(f"{decision} opposes {other}; give one of them")
            if (line := to_line(decision)) not in standing:
                new[line] = decision
        sql = "INSERT INTO decisions (body, who, why, arrived) VALUES (?, ?, ?, ?)"
        if new:
            self._write([(sql, (line, who, why, _now())) for line in new])
        return len(new)

    def take_back(self, number: int, who: str = "", why: str = "") -> Kept:
        """Take a decision back with a later row; the decision. Raises DecisionError."""
        kept = next((k for k in self.decisions(taken_back=True) if k.number == number), None)
        if kept is None:
            raise DecisionError(f"no decision number {number}; list them: verbale review --list")
        if kept.taken_back_by is not None:
            raise DecisionError(f"decision number {number} is taken back already")
        sql = "INSERT INTO decisions (body, takes_back, who, why, arrived) VALUES ('', ?, ?, ?, ?)"
        self._write([(sql, (number, who, why, _now()))])
        return kept

    def _quoting(self, key: str) -> list[tuple[str, Values]]:
        """What deletes the decisions that quote an article."""
        article = self.article(key)
        text = " ".join(article.text.split()) if article else ""
        numbers = [
            kept.number
            for kept in self.decisions(taken_back=True)
            for mention in kept.decision.mentions
            if mention.article == key
            or (article and mention.article == article.address and mention.quote in text)
        ]
        sql = "DELETE FROM decisions WHERE number = ? OR takes_back = ?"
        return [(sql, (number, number)) for number in numbers]

    def _empty_journal(self) -> None:
        """Take the write-ahead file back into the log and cut it to nothing: it holds old pages."""
        busy = self._rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if busy:
            raise LogError(
                f"the record log {self.path} is being read by another process, so erased text is "
                f"still in {self.path.name}-wal; end that process and run the same command again"
            )

    # ------------------------------------------------------------ reading

    def _rows(self, sql: str, values: Values = ()) -> list[tuple[str, ...]]:
        try:
            return self._open_db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise LogError(
                f"the record log {self.path} cannot be read: {error}; "
                f"it is damaged, so put a copy of it in its place"
            ) from error

    def keys(self) -> set[str]:
        """Keys of all articles ever added."""
        return {row[0] for row in self._rows("SELECT key FROM articles")}

    def retracted(self) -> dict[str, bool]:
        """Articles taken back, and whether they were erased."""
        sql = "SELECT article, max(is_erased) FROM retractions GROUP BY article"
        return {row[0]: bool(row[1]) for row in self._rows(sql)}

    def articles(self) -> Iterator[Article]:
        """All articles that stand, by key."""
        gone = self.retracted()
        for key, body in self._rows("SELECT key, body FROM articles ORDER BY key"):
            if key not in gone and body:
                yield _article(body)

    def article(self, key: str) -> Article | None:
        """One article by its key, also a retracted one; None where it is not there or erased."""
        rows = self._rows("SELECT body FROM articles WHERE key = ?", (key,))
        return _article(rows[0][0]) if rows and rows[0][0] else None

    def unread(self, extractor: str) -> list[Article]:
        """Articles that stand and have no record by this extractor version."""
        sql = "SELECT article FROM records WHERE extractor = ?"
        read = {row[0] for row in self._rows(sql, (extractor,))}
        return [article for article in self.articles() if article.key not in read]

    def records(self, extractor: str) -> dict[str, Record]:
        """The records by this extractor version, by article key."""
        sql = "SELECT article, body FROM records WHERE extractor = ? ORDER BY article"
        return {row[0]: from_json(row[1]) for row in self._rows(sql, (extractor,))}

    def decisions(self, *, taken_back: bool = False) -> list[Kept]:
        """The decisions that stand, oldest first; with `taken_back` the others too."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'decisions'"):
            return []  # a log of an earlier format, open to be read
        rows = self._rows(
            "SELECT d.number, d.body, d.who, d.why, d.arrived, min(later.number) "
            "FROM decisions d LEFT JOIN decisions later ON later.takes_back = d.number "
            "WHERE d.takes_back IS NULL GROUP BY d.number ORDER BY d.number"
        )
        found = [
            Kept(int(number), from_line(body), who, why, arrived, int(later) if later else None)
            for number, body, who, why, arrived, later in rows
        ]
        return [kept for kept in found if taken_back or kept.taken_back_by is None]

    def refusals(self) -> list[Refusal]:
        """All refusals, oldest first."""
        sql = "SELECT reason, place, message, arrived FROM refusals ORDER BY arrived, place, id"
        return [Refusal(*row) for row in self._rows(sql)]

    def sources(self, key: str) -> list[str]:
        """Where an article came from."""
        sql = "SELECT source FROM sources WHERE article = ? ORDER BY arrived, source"
        return [row[0] for row in self._rows(sql, (key,))]

    def find(self, text: str) -> list[str]:
        """Keys of articles by key, node id, address, or file they came from."""
        key = text.removeprefix("article/")
        file = os.path.normpath(text)
        ending = os.sep + file
        rows = self._rows(
            "SELECT key FROM articles "
            "WHERE key = ? OR json_extract(nullif(body, ''), '$.address') = ? "
            "UNION SELECT article FROM sources "
            "WHERE source IN (?, ?) OR substr(source, -length(?)) = ?",
            (key, text, text, file, ending, ending),
        )
        return sorted({row[0] for row in rows})

    def addressed(self, address: str) -> bool:
        """Whether an article that was ever added has this address."""
        sql = "SELECT 1 FROM articles WHERE json_extract(nullif(body, ''), '$.address') = ?"
        return bool(self._rows(sql, (address,)))

    def find_one(self, text: str) -> str:
        """The key of the one article that `text` fits, as `find`. Raises LogError."""
        keys = self.find(text)
        if not keys:
            raise LogError(
                f"no article {text!r} in {self.path}; give its key, its address or its file"
            )
        if len(keys) > 1:
            raise LogError(
                f"{text!r} fits {len(keys)} articles: {', '.join(keys)}; give one of these keys"
            )
        return keys[0]


def _article(body: str) -> Article:
    data = json.loads(body)
    return Article(**{name: data[name] for name in _FIELDS if name in data})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
