"""The record log: rows are only added, an erasure leaves no byte, one process writes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import ArticleError, DecisionError, LogError
from ingest.article import Article
from ingest.decisions import Mention, correction, judgement
from ingest.log import Log
from ingest.records import Record

ROOT = Path(__file__).parents[2]
SECRET = "Marrowgate Heliotrope"  # stands nowhere but in the text that is erased
ONE = Article(f"{SECRET} spoke to the press.\n", "2031-03-04", "North Wire", source="a/one.txt")
TWO = Article("Kell spoke.\n", "2031-03-05", address="https://n.example/2", source="a/two.txt")


def record_of(article: Article, extractor: str = "v1") -> Record:
    return Record(article.key, extractor, article.text[:9], True)


def bytes_of(folder: Path) -> bytes:
    """All that a folder holds, of whatever name."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.sqlite"


@pytest.fixture
def filled(path: Path) -> Path:
    with Log(path, write=True) as log:
        log.add_articles([ONE, TWO])
        log.add_records([record_of(ONE), record_of(TWO)])
    return path


def test_what_was_added_is_there_for_the_next_process(filled: Path) -> None:
    with Log(filled) as log:
        assert log.keys() == {ONE.key, TWO.key}
        assert {a.key: a.text for a in log.articles()} == {ONE.key: ONE.text, TWO.key: TWO.text}
        assert log.records("v1") == {a.key: record_of(a) for a in (ONE, TWO)}
        assert log.article(TWO.key) == Article(TWO.text, TWO.published, address=TWO.address)
        assert log.article("none") is None
        assert log.sources(ONE.key) == ["a/one.txt"]


def test_the_same_again_adds_nothing(filled: Path) -> None:
    with Log(filled, write=True) as log:
        before = log.identity
        assert log.add_articles([ONE, ONE, TWO]) == 0
        assert log.add_articles([Article("New.\n"), Article("New.\n")]) == 1
        assert log.add_articles([]) == 0
    with Log(filled) as log:
        assert log.identity == before
        assert len(log.keys()) == 3


def test_a_record_is_never_replaced(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.add_records([Record(ONE.key, "v1", "other", False), record_of(ONE, "v2")])
        assert log.records("v1")[ONE.key] == record_of(ONE)
        assert log.records("v2") == {ONE.key: record_of(ONE, "v2")}
        assert [a.key for a in log.unread("v2")] == [TWO.key]
        assert log.unread("v1") == []


def test_an_article_from_two_places_keeps_both(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.add_articles([Article(ONE.text, ONE.published, ONE.outlet, source="b/copy.txt")])
        assert sorted(log.sources(ONE.key)) == ["a/one.txt", "b/copy.txt"]


def test_a_refusal_is_kept_once(path: Path) -> None:
    errors = [ArticleError("empty", "the file is empty", f"{name}.txt") for name in "aba"]
    with Log(path, write=True) as log:
        log.refuse(errors)
        log.refuse(errors)
        log.refuse([])
    with Log(path) as log:
        told = [(r.reason, r.place, r.message) for r in log.refusals()]
    assert told == [("empty", f"{name}.txt", "the file is empty") for name in "ab"]


# ------------------------------------------------------------------ taking back


def test_what_is_taken_back_does_not_stand_and_stays_readable(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.retract(ONE.key, "withdrawn by the outlet")
        log.retract(ONE.key, "again")
        assert log.retracted() == {ONE.key: False}
        assert [a.key for a in log.articles()] == [TWO.key]
        assert log.article(ONE.key) is not None
        assert log.add_articles([ONE]) == 0
        assert [a.key for a in log.articles()] == [TWO.key]
    with sqlite3.connect(filled) as db:
        assert db.execute("SELECT why FROM retractions").fetchall() == [
            ("withdrawn by the outlet",)
        ]


def test_an_erased_text_is_in_no_byte_of_the_folder(filled: Path) -> None:
    assert SECRET.encode() in bytes_of(filled.parent)
    with Log(filled, write=True) as log:
        log.retract(ONE.key, "asked for", erase=True)
        assert SECRET.encode() not in bytes_of(filled.parent)  # the write-ahead file is open still
        assert log.retracted() == {ONE.key: True}
        assert log.article(ONE.key) is None
        assert log.records("v1") == {TWO.key: record_of(TWO)}
        assert log.sources(ONE.key) == []
        assert log.add_articles([ONE]) == 0  # the tombstone keeps it out
        assert log.keys() == {ONE.key, TWO.key}
        assert log.sources(ONE.key) == []
    assert SECRET.encode() not in bytes_of(filled.parent)


def test_an_erasure_after_a_retraction_and_an_interrupted_one_are_finished(filled: Path) -> None:
    child = """
        import sys
        from pathlib import Path
        from ingest.log import Log
        with Log(Path(sys.argv[1]), write=True) as log:
            log.retract(sys.argv[2], "")
            log.retract(sys.argv[2], "", erase=True)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(child), str(filled), ONE.key],
        env={**os.environ, "VERBALE_KILL_AT": "record-commit:2"},
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == -9
    with Log(filled, write=True) as log:
        assert log.retracted() == {ONE.key: True}
        log.retract(ONE.key, "", erase=True)
        assert SECRET.encode() not in bytes_of(filled.parent)
        assert log.retracted() == {ONE.key: True}


def test_a_reader_in_the_way_of_an_erasure_is_said(filled: Path) -> None:
    reader = sqlite3.connect(filled)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    with Log(filled, write=True) as log:
        log._open_db.execute("PRAGMA busy_timeout=100")
        with pytest.raises(LogError, match=r"still in records.sqlite-wal; end that process"):
            log.retract(ONE.key, "", erase=True)
        reader.close()
        log.retract(ONE.key, "", erase=True)
    assert SECRET.encode() not in bytes_of(filled.parent)


def test_articles_are_found_by_key_id_address_and_file(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.add_articles([Article("Third.\n", source="b/two.txt")])
        for name in (TWO.key, f"article/{TWO.key}", TWO.address, "a/two.txt", "./a/two.txt"):
            assert log.find(str(name)) == [TWO.key]
        assert len(log.find("two.txt")) == 2
        assert log.find("wo.txt") == []
        assert log.find("%") == []
        assert log.find_one("a/one.txt") == ONE.key
        with pytest.raises(LogError, match="fits 2 articles"):
            log.find_one("two.txt")
        with pytest.raises(LogError, match="give its key, its address or its file"):
            log.find_one("gone.txt")


# ------------------------------------------------------------------ trouble


def test_a_second_writer_is_refused_and_readers_are_not(filled: Path) -> None:
    with Log(filled, write=True) as first:
        with pytest.raises(LogError, match="another process is writing"):
            Log(filled, write=True)
        with Log(filled) as reader:
            first.add_articles([Article("New.\n")])
            assert len(reader.keys()) == 3
    with Log(filled, write=True) as next_one:
        assert len(next_one.keys()) == 3


def test_no_log_is_said_and_not_made(path: Path) -> None:
    with pytest.raises(LogError, match="read articles first: verbale ingest"):
        Log(path)
    assert not path.parent.exists()


@pytest.mark.parametrize("data", [b"no database at all\n" * 99, b"SQLite format 3\0" + b"\1" * 999])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_log(path: Path, data: bytes, write: bool) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(LogError, match=r"cannot be opened: .*; is it a log"):
        Log(path, write=write)
    assert path.read_bytes() == data


def test_a_log_that_lost_pages_is_said(path: Path) -> None:
    with Log(path, write=True) as log:
        log.add_articles([Article(f"{n} {'Kell spoke. ' * 400}") for n in range(50)])
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + b"\xa5" * 20_000 + data[middle + 20_000 :])
    with Log(path) as log, pytest.raises(LogError, match=r"cannot be read: .*put a copy"):
        list(log.articles())


def test_an_unfinished_and_a_newer_log_are_said(path: Path) -> None:
    path.parent.mkdir()
    sqlite3.connect(path).executescript("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
    with pytest.raises(LogError, match="is not finished"):
        Log(path)
    Log(path, write=True).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    for write in (True, False):
        with pytest.raises(LogError, match="made by a newer version"):
            Log(path, write=write)


def test_a_closed_log_says_so(filled: Path) -> None:
    log = Log(filled)
    log.close()
    log.close()
    with pytest.raises(LogError, match="is closed"):
        log.keys()


FULL = """
    import resource, sys
    from pathlib import Path
    from graph.errors import LogError
    from ingest.article import Article
    from ingest.log import Log
    path = Path(sys.argv[1])
    with Log(path, write=True) as log:
        log.add_articles([Article("Kell spoke.")])
        if sys.argv[2] == "limit":
            limit = path.with_name(path.name + "-wal").stat().st_size + 100_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            for number in range(400):
                log.add_articles([Article(f"{number} " + "Kell spoke. " * 1000)])
                print(number, flush=True)
        except LogError as error:
            print(error)
        else:
            raise SystemExit("the disk never filled up")
"""


@pytest.fixture(params=["limit", "tmpfs"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A place with little room: a limit on the size of files, or a disk that is really small."""
    if request.param == "limit":
        yield tmp_path / "records.sqlite", "limit"
        return
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here; the limit on file size stands for it")
    yield disk / "records.sqlite", "disk"
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_loses_nothing_that_was_reported(small: tuple[Path, str]) -> None:
    path, how = small
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(FULL), str(path), how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    *reported, message = done.stdout.splitlines()
    assert "cannot be written" in message
    assert "make room and run the same command again" in message
    with Log(path) as log:
        kept = {a.text.split()[0] for a in log.articles()}
    assert kept == {*reported, "Kell"}


# ------------------------------------------------------------------ decisions

PAIR = judgement("Person", "same", Mention(ONE.key, SECRET), Mention(TWO.key, "Kell"))
DATED = correction("Event", "date", Mention(str(TWO.address), "Kell spoke"), "2031-03-04")


def test_decisions_are_kept_once_and_taken_back_by_a_later_row(filled: Path) -> None:
    with Log(filled, write=True) as log:
        assert log.decide([PAIR, DATED], "a reader", "seen in print") == 2
        assert log.decide([PAIR], "another") == 0
        assert log.take_back(1, "a reader").decision == PAIR
        with pytest.raises(DecisionError, match="number 1 is taken back already"):
            log.take_back(1)
        for number in (3, 99):  # a row that takes back is no decision
            with pytest.raises(DecisionError, match=f"no decision number {number}"):
                log.take_back(number)
    with Log(filled) as log:
        assert [(k.number, k.decision) for k in log.decisions()] == [(2, DATED)]
        first, second = log.decisions(taken_back=True)
        assert (first.taken_back_by, second.taken_back_by) == (3, None)
        assert (first.who, first.why) == ("a reader", "seen in print")


def test_a_decision_that_opposes_one_that_stands_is_refused(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.decide([PAIR])
        with pytest.raises(DecisionError, match="verbale review --undo 1"):
            log.decide([DATED, replace(PAIR, verdict="different")])
        assert [k.decision for k in log.decisions()] == [PAIR]
        other = replace(DATED, value="2031-03-05")
        with pytest.raises(DecisionError, match="give one of them"):
            log.decide([DATED, other])


def test_an_erasure_takes_the_decisions_that_quote_the_article_along(filled: Path) -> None:
    with Log(filled, write=True) as log:
        log.decide([PAIR, DATED])
        log.take_back(1)
        log.retract(ONE.key, "", erase=True)
        assert [k.number for k in log.decisions(taken_back=True)] == [2]
        log.retract(TWO.key, "", erase=True)
        assert log.decisions(taken_back=True) == []
        assert log.decide([PAIR]) == 1
        assert log.decisions()[0].number > 2
        log.take_back(log.decisions()[0].number)
    assert b"Kell spoke" not in bytes_of(filled.parent)


def test_a_log_of_the_earlier_format_has_no_decisions(filled: Path) -> None:
    with sqlite3.connect(filled) as db:
        db.execute("DROP TABLE decisions")
        db.execute("PRAGMA user_version=1")
    with Log(filled) as log:
        assert log.decisions() == []
    with Log(filled, write=True) as log:
        assert log.decide([PAIR]) == 1
