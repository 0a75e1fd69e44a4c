"""ingest, read, refused, retract, rebuild, evaluate: exit codes, and what goes where."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Done, Run

KELL = "Foreign Minister Mira Kell said that the talks would go on.\n"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def export(run: Run, *arguments: object) -> str:
    done = run("export", "jsonl", *arguments)
    assert done.code == 0, done.err
    out: str = done.out
    return out


# ------------------------------------------------------------------ ingest


def test_ingest_reports_on_standard_error_and_exits_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    done = run("ingest", "one.txt", "--outlet", "North Wire", "--published", "4 March 2031")
    assert (done.code, done.out) == (0, "")
    assert "1 articles: 1 new, 0 known, 0 refused" in done.err
    assert "graph: " in done.err
    assert '"published":"2031-03-04"' in export(run)
    again = run("ingest", "one.txt", "--outlet", "North Wire", "--published", "2031-03-04")
    assert "1 articles: 0 new, 1 known, 0 refused" in again.err
    assert "(0 written, 0 removed)" in again.err


def test_refused_articles_make_exit_code_3_and_the_rest_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02")
    lines = [json.dumps({"text": KELL, "date": "2031-03-04"}), "{", "[]"]
    (tmp_path / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("ingest", ".")
    assert (done.code, done.out) == (3, "")
    assert "6 articles: 2 new, 0 known, 4 refused" in done.err
    assert "refused (empty): b.txt: the file is empty" in done.err
    assert "refused (malformed): d.jsonl line 2: no valid JSON" in done.err
    assert "1 without a day of publication" in done.err
    listed = run("refused")
    assert listed.code == 0
    assert sorted((row["reason"], row["place"]) for row in listed.rows) == [
        ("binary", "c.txt"),
        ("empty", "b.txt"),
        ("malformed", "d.jsonl line 2"),
        ("malformed", "d.jsonl line 3"),
    ]
    assert "the file is empty" in run("refused", "--format", "table").out


def test_many_refusals_are_cut_in_the_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n" * 14, encoding="utf-8")
    done = run("ingest", "a.jsonl")
    assert done.code == 3
    assert "… and 4 more: verbale refused" in done.err
    assert len(run("refused").rows) == 14


def test_ingest_from_standard_input(run: Run) -> None:
    given = json.dumps({"text": KELL, "date": "2031-03-04"}) + "\n"
    assert run("ingest", "-", given=given).code == 0
    assert "talks would go on" in export(run)
    assert run("ingest", "-", given="").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("gone.txt",), 1, "gone.txt: there is no such file or folder"),
        (("empty",), 1, "empty: the folder holds no articles"),
        (("one.txt", "--store", "mysql://host/db"), 1, "no engine of this name; use a folder"),
        (("one.txt", "--reader", "word"), 2, "there are csv, html, jsonl, text"),
        (("one.txt", "--published", "soon"), 2, "'soon' is no day"),
        (("one.txt", "--language", "English"), 2, "'English' is no language code; expected two"),
        (("one.txt", "--language", "xx"), 2, "such as en, uk or ru"),
        (("one.txt", "--column", "txet=body"), 2, "with NAME one of text, published"),
        (("one.txt", "--column", "text"), 2, "expected NAME=COLUMN"),
        (("one.txt", "--workers", "0"), 2, "--workers"),
        (("one.txt", "--wrokers", "1"), 2, "--wrokers"),
        ((), 2, "SOURCE"),
    ],
)
def test_wrong_use_of_ingest(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    done = run("ingest", *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "data").exists()


def test_a_language_code_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    assert run("ingest", "one.txt", "--language", "uk").code == 0
    assert '"language":"uk"' in export(run)


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ("replace", "current.json could not be written"),
        ("unlink", "a former generation could not be removed"),
    ],
)
def test_a_disk_that_refuses_is_one_clear_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, message: str
) -> None:
    def ingest(number: int) -> Done:
        (tmp_path / "one.txt").write_text(f"{KELL}It was day {number}.\n", encoding="utf-8")
        return run("ingest", "one.txt")

    for number in range(2):  # two generations: with the third there is one to remove
        assert ingest(number).code == 0
    real = getattr(Path, operation)

    def refuses(path: Path, *given: Any, **more: Any) -> Any:
        if path.parent.name == "graph":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, *given, **more)

    monkeypatch.setattr(Path, operation, refuses)
    done = ingest(2)
    assert done.code == 1
    assert f"store data/graph: {message}" in done.err
    assert "No space left on device" in done.err
    assert "the graph in force is unharmed" in done.err
    assert "Traceback" not in done.err
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert run("rebuild").code == 0
    assert "It was day" in export(run)


def test_a_knowledge_file_that_is_wrong_is_said_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    monkeypatch.setenv("VERBALE_KNOWLEDGE", "mine.toml")
    done = run("ingest", "one.txt")
    assert done.code == 1
    assert "mine.toml" in done.err
    assert not (tmp_path / "data").exists()


def test_a_fault_in_a_knowledge_file_is_named_and_the_build_goes_on(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(
        "table,id,name\nperson,mira-kell,Mira Kell\nperson,other\n", encoding="utf-8"
    )
    (tmp_path / "broken.toml").write_text("[[person", encoding="utf-8")
    files = ("--knowledge", "mine.csv", "--knowledge", "broken.toml")
    done = run("ingest", "one.txt", *files)
    assert done.code == 0, done.err
    assert "2 faults in knowledge files:" in done.err
    assert "row: mine.csv, line 3: row left out: 2 cells, 3 are expected" in done.err
    assert "file: broken.toml is left out: not valid TOML" in done.err
    assert '"id":"mira-kell"' in export(run)
    assert run("rebuild").code == 0
    assert '"id":"mira-kell"' not in export(run)
    told = {row["what"]: row["value"] for row in run("status", *files).rows}
    assert told["knowledge (row)"].startswith("mine.csv, line 3")
    assert "broken.toml" in run("read", "one.txt", *files).err


def test_a_database_that_is_away_is_said_before_any_reading(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    done = run("ingest", "one.txt", "--store", "bolt://127.0.0.1:9")
    assert done.code == 1
    assert "store bolt://127.0.0.1:9: the database is away" in done.err
    assert done.err.count("\n") == 1
    assert run("export", "jsonl", "--store", "bolt://127.0.0.1:9").code == 1
    assert run("query", "sources/hedged", "--store", "bolt://127.0.0.1:9").code == 1


@pytest.mark.neo4j
def test_a_wrong_password_is_said_and_not_shown(
    run: Run, tmp_path: Path, neo4j_uri: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    monkeypatch.setenv("VERBALE_PASSWORD", "not-the-password")
    done = run("ingest", "one.txt", "--store", neo4j_uri[0])
    assert (done.code, done.out) == (1, "")
    assert "the database refused user or password" in done.err
    assert "not-the-password" not in done.err


def test_a_second_writer_is_told(run: Run, data: Path, tmp_path: Path) -> None:
    import fcntl

    with (data / "records.sqlite.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for verb in (("ingest", tmp_path), ("rebuild",), ("retract", "x")):
            (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
            done = run(*verb, "--data", data)
            assert done.code == 1
            assert "another process is writing" in done.err
        assert export(run, "--data", data)  # readers are not in its way


def test_a_log_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records.sqlite").write_bytes(b"no log " * 99)
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    for verb in (("ingest", "one.txt"), ("rebuild",), ("retract", "x"), ("refused",)):
        done = run(*verb)
        assert done.code == 1
        assert "records.sqlite cannot be opened" in done.err


def test_verbs_that_need_a_log_do_not_make_one(run: Run, tmp_path: Path) -> None:
    for verb in (("rebuild",), ("retract", "x"), ("refused",)):
        done = run(*verb)
        assert done.code == 1
        assert "no record log at data/records.sqlite; read articles first" in done.err
    assert not (tmp_path / "data").exists()


# ------------------------------------------------------------------ read


def test_read_prints_json_lines_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "same.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = run("read", "a.txt", "same.txt")
    assert (done.code, done.err) == (0, "")
    [line] = done.rows
    assert line["source"] == "a.txt"
    [statement] = line["statements"]
    assert [KELL[a:b] for a, b in statement["spans"]] == ["the talks would go on"]
    bad = run("read", "a.txt", "b.txt")
    assert (bad.code, len(bad.rows)) == (3, 1)
    assert "refused (empty): b.txt" in bad.err
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == []


# ------------------------------------------------------------------ retract


def test_retract_takes_the_facts_of_one_article(run: Run, data: Path, samples: ModuleType) -> None:
    answer = samples.ARTICLES[3]
    before = export(run, "--data", data)
    assert f"statement/{answer.key}/" in before
    done = run("retract", answer.key, "--data", data, "--why", "withdrawn")
    assert (done.code, done.out) == (0, "")
    assert f"article {answer.key} is retracted" in done.err
    after = export(run, "--data", data)
    assert f"statement/{answer.key}/" not in after
    assert f'"article/{answer.key}"' not in after
    assert samples.ARTICLES[8].key in after
    assert run("retract", f"article/{answer.key}", "--data", data).code == 0
    assert export(run, "--data", data) == after
    assert run("rebuild", "--data", data).code == 0
    assert export(run, "--data", data) == after


def test_erase_leaves_no_byte_of_the_text(run: Run, data: Path, samples: ModuleType) -> None:
    gone = samples.ARTICLES[5]  # the only one with the mediator's call
    words = b"called on both sides"
    assert words in bytes_of(data)
    done = run("retract", gone.key, "--erase", "--data", data)
    assert f"article {gone.key} is erased" in done.err
    assert words not in bytes_of(data)
    assert len(list((data / "graph").glob("*.kgl"))) == 1
    assert {row["what"]: row["value"] for row in run("status", "--data", data).rows}[
        "retracted"
    ] == 1
    copy = samples.write(data.parent, (gone,))
    again = run("ingest", copy, "--data", data)
    assert "1 were taken back (verbale retract) and stay out" in again.err
    assert words not in bytes_of(data)


def test_retract_by_address_and_by_what_fits_several_or_none(
    run: Run, data: Path, samples: ModuleType
) -> None:
    done = run("retract", samples.ADDRESS, "--data", data)
    assert done.code == 1
    assert "fits 2 articles" in done.err
    assert samples.ARTICLES[0].key in done.err
    done = run("retract", "articles.jsonl line 4", "--data", data)
    assert f"article {samples.ARTICLES[3].key} is retracted" in done.err
    done = run("retract", "nothing", "--data", data)
    assert done.code == 1
    assert "no article 'nothing'" in done.err


# ------------------------------------------------------------------ rebuild


@pytest.mark.parametrize("damage", ["generation", "pointer", "gone"])
def test_a_damaged_store_is_said_and_rebuild_mends_it(run: Run, data: Path, damage: str) -> None:
    before = export(run, "--data", data)
    [generation] = (data / "graph").glob("*.kgl")
    pointer = data / "graph" / "current.json"
    if damage == "generation":
        generation.write_bytes(generation.read_bytes()[:-500] + b"x" * 100)
    elif damage == "gone":
        generation.unlink()
    else:
        pointer.write_text("{", encoding="utf-8")
    for verb in (("export", "jsonl"), ("query", "sources/hedged")):
        done = run(*verb, "--data", data)
        assert (done.code, done.out) == (1, "")
        assert "verbale rebuild" in done.err
        assert "Traceback" not in done.err
    if damage == "pointer":
        assert "current.json is damaged" in done.err
        assert "remove it" in done.err
        pointer.unlink()
    assert run("rebuild", "--data", data).code == 0
    assert export(run, "--data", data) == before


def test_rebuild_into_another_store(run: Run, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    done = run("rebuild", "--data", data, "--store", other)
    assert (done.code, done.out) == (0, "")
    assert export(run, "--store", other) == export(run, "--data", data)


def test_another_log_s_graph_only_with_replace(run: Run, data: Path, tmp_path: Path) -> None:
    store = data / "graph"
    before = export(run, "--store", store)
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    verbs = (("ingest", "one.txt"), ("rebuild",))
    assert run("ingest", "one.txt", "--data", "mine").code == 0
    for verb in verbs:
        done = run(*verb, "--data", "mine", "--store", store)
        assert done.code == 1
        assert "holds the graph of another log" in done.err
        assert "--replace" in done.err
    assert export(run, "--store", store) == before
    assert run("rebuild", "--data", "mine", "--store", store, "--replace").code == 0
    assert export(run, "--store", store) == export(run, "--data", "mine")


def test_a_store_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(KELL, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for options in (("--store", "file"), ("--data", "file")):
        done = run("ingest", "one.txt", *options)
        assert done.code == 1
        assert "Traceback" not in done.err
        assert "file" in done.err


# ------------------------------------------------------------------ evaluate


def gold(folder: Path) -> Path:
    folder.mkdir()
    words = "the talks would go on"
    start = KELL.index(words)
    statement = {
        "id": "s1", "speaker": "kell", "start": start, "end": start + len(words),
        "content": words, "form": "indirect", "act": "state", "hedged": False, "date": None,
        "about": [], "addressed_to": [], "via": [], "responds_to": None,
    }  # fmt: skip
    kell = {"id": "kell", "type": "Person", "name": "Mira Kell", "mentions": ["Mira Kell"]}
    told = {
        "published": "2031-03-04", "outlet": "North Wire", "entities": [kell], "events": [],
        "agreements": [], "statements": [statement], "relations": [],
    }  # fmt: skip
    (folder / "one.txt").write_text(KELL, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "twin.txt").write_text(KELL, encoding="utf-8")
    (folder / "twin.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_evaluate_prints_figures_and_writes_the_output(run: Run, tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold")
    done = run("evaluate", folder, "--output", "out.jsonl")
    assert done.code == 0
    figures = {row["figure"]: row["value"] for row in done.rows}
    assert (figures["statement"], figures["person"]) == (1.0, 1.0)
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["source"] for line in lines] == ["one.txt", "twin.txt"]
    assert lines[0]["published"] == "2031-03-04"
    assert not (tmp_path / "data").exists()
    assert "2 annotated articles" in run("evaluate", folder, "--format", "table").out


def test_evaluate_without_annotation_reads_and_does_not_score(run: Run, tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold")
    for path in folder.glob("*.json"):
        path.write_text('{"published": "2031-03-04"}', encoding="utf-8")
    done = run("evaluate", folder, "--output", "out.jsonl")
    assert (done.code, done.out) == (0, "")
    assert "none is annotated" in done.err
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_evaluate_of_what_is_no_gold(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "there is no such folder" in run("evaluate", "gone").err
    assert "holds no articles (NAME.txt)" in run("evaluate", "empty").err
    folder = gold(tmp_path / "gold")
    assert run("evaluate", folder, "--output", "no/such/folder").code == 1
    assert run("evaluate", folder, "--format", "xml").code == 2
    (folder / "one.json").write_text("{", encoding="utf-8")
    done = run("evaluate", folder)
    assert done.code == 1
    assert "no JSON" in done.err


# ------------------------------------------------------------------ from outside


def test_the_same_as_a_command_of_its_own(data: Path, tmp_path: Path) -> None:
    """Exit codes and streams of a real process; the others run in this one for speed."""
    script = shutil.which("verbale", path=str(Path(sys.executable).parent))
    for command in ([script] if script else [], [sys.executable, "-m", "verbale"]):
        if not command:
            continue
        done = subprocess.run(
            [*command, "query", "statements/by", "--speaker", "Kell", "--data", data],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert all("words" in json.loads(line) for line in done.stdout.splitlines())
        wrong = subprocess.run([*command, "query", "x"], capture_output=True, cwd=tmp_path)
        assert (wrong.returncode, wrong.stdout) == (2, b"")


@pytest.mark.parametrize(
    "verb", [("export", "jsonl"), ("query", "statements/by", "--speaker=Kell")]
)
def test_a_pipe_that_is_closed_early_is_no_failure_to_tell(data: Path, verb: tuple[str]) -> None:
    source, sink = os.pipe()
    os.close(source)
    process = subprocess.run(
        [sys.executable, "-m", "verbale", *verb, "--data", data],
        stdout=sink,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(sink)
    assert process.stderr == b""
    assert process.returncode == 1


def test_data_is_utf_8_whatever_the_locale(data: Path, samples: ModuleType) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "verbale", "export", "jsonl", "--data", data],
        capture_output=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0
    assert "erklärte" in done.stdout.decode("utf-8")


def test_a_stop_by_hand_is_one_line(tmp_path: Path) -> None:
    import signal

    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", "ingest", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        text=True,
    )
    assert process.stderr
    log = tmp_path / "data" / "records.sqlite"
    for _ in range(400):  # it waits for its input once the log is open
        if log.exists():
            break
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.strip() == "stopped; what was read is kept, and the same command goes on from there"
