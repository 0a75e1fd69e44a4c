"""queries, query, export, schema, status, help: what is printed where, and what a slip is told."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from queries.catalog import load_all, names
from verbale import output

if TYPE_CHECKING:
    from conftest import Run

VERBS = (
    "ingest", "read", "refused", "retract", "rebuild", "queries", "query", "export", "evaluate",
    "schema", "status", "serve",
)  # fmt: skip


# ------------------------------------------------------------------ help


def test_help_lists_every_verb(run: Run) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    for verb in VERBS:
        assert f"\n  {verb} " in done.out


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_every_verb(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: verbale {verb} ")


@pytest.mark.parametrize("name", names())
def test_help_of_every_question_names_its_parameters(run: Run, name: str) -> None:
    done = run("query", name, "--help")
    assert (done.code, done.err) == (0, "")
    query = load_all()[name]
    assert query.question in done.out
    for parameter in query.parameters.values():
        assert f"\n  --{parameter.name.replace('_', '-')}\n" in done.out
        assert parameter.help in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ingset",), "No such command 'ingset'"),
        (("export", "xml"), "there are jsonl, turtle, nquads, graphml"),
        (("export",), "FORMAT"),
        (("status", "extra"), "unexpected extra argument"),
        (("queries", "--format", "xml"), "use auto, table, json, jsonl, csv"),
        (("status", "--format", "xml"), "use auto, table, json, jsonl, csv"),
        (("refused", "--format", "xml"), "use auto, table, json, jsonl, csv"),
    ],
)
def test_wrong_use_is_exit_code_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


# ------------------------------------------------------------------ queries and query


def test_queries_lists_all_of_them(run: Run) -> None:
    done = run("queries")
    assert (done.code, done.err) == (0, "")
    assert [row["name"] for row in done.rows] == names()
    by_name = {row["name"]: row["parameters"].split() for row in done.rows}
    assert by_name["statements/by"][:2] == ["--speaker", "--act?"]


def test_an_answer_is_json_lines_in_a_pipe(run: Run, made: Path) -> None:
    done = run("query", "statements/by", "--speaker", "Mira Kell", "--data", made)
    assert (done.code, done.err) == (0, "")
    assert all(row["speaker_names"] == ["Mira Kell"] for row in done.rows)
    assert "The handover of forty soldiers was put off until Monday" in {
        row["words"] for row in done.rows
    }


def test_formats_hold_the_same_rows(run: Run, made: Path) -> None:
    ask = ("query", "statements/by", "--speaker=Mira Kell", "--data", made, "--format")
    rows = run(*ask, "jsonl").rows
    assert json.loads(run(*ask, "json").out) == rows
    table = list(csv.DictReader(io.StringIO(run(*ask, "csv").out)))
    assert [row["words"] for row in table] == [row["words"] for row in rows]
    assert [row["is_hedged"] for row in table] == ["no"] * len(rows)
    shown = run(*ask, "table").out
    assert shown.startswith("What somebody said\nspeaker: Mira Kell\n")
    assert "Mira Kell" in shown
    assert "person/" not in shown  # ids are for programs


def test_a_person_at_a_terminal_gets_a_table(made: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.run(
        [sys.executable, "-m", "verbale", "query", "statements/by", "--speaker=Kell",
         "--data", made],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "100", "TERM": "dumb"},
        timeout=60,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert process.returncode == 0
    assert "speaker" in shown
    assert "{" not in shown


def test_options_of_a_question(run: Run, made: Path) -> None:
    where = ("--data", made)
    said = ("query", "statements/by", "--speaker", "Mira Kell", *where)
    many = run(*said).rows
    two = run(*said, "--limit", "2")
    assert two.rows == many[:2]
    assert "only the first 2 shown; ask for more with --limit" in two.err
    both = ("query", "statements/by", "--speaker=Kell", "--speaker=Brandt", *where)
    found = {name for row in run(*both).rows for name in row["speaker_names"]}
    assert found == {"Mira Kell", "Tomas Brandt"}
    early = run(*said, "--as-of", "2031-03-03")
    assert "as reported by 2031-03-03; names and joins are today's knowledge" in early.err
    assert run(*said, "--as_of=2031-03-03").rows == early.rows
    none = run(*said, "--since", "2040-01-01")
    assert (none.code, none.out) == (0, "")
    assert "no rows" in none.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "the name of a saved question is missing; there are agreements/claims"),
        (("statements",), 2, "no saved question named 'statements'; there are agreements/claims"),
        (("../statements/by",), 2, "no saved question named"),
        (("statements/by",), 2, "speaker is missing"),
        (("statements/by", "--speaker"), 2, "--speaker needs a value: Who said it."),
        (("statements/by", "--speaker="), 2, "it is empty"),
        (("statements/by", "Kell"), 2, "'Kell' is no option; give parameters as --name value"),
        (("statements/by", "--who", "Kell"), 2, "no parameter --who; there are --speaker"),
        (("statements/by", "--speaker=Kell", "--since=soon"), 2, "'soon' is no day"),
        (("statements/by", "--speaker=Kell", "--limit=many"), 2, "'many' is no whole number"),
        (("statements/by", "--speaker=Kell", "--limit=0"), 2, "1 to 10000 is expected"),
        (("statements/by", "--speaker=Kell", "--act=shout"), 2, "'shout' is none of"),
        (("statements/by", "--speaker=a", "--limit=1", "--limit=2"), 2, "is given twice"),
        (("statements/by", "--speaker=Kell", "--format=xml"), 2, "--format 'xml'"),
        (("statements/by", "--speaker=Kell", "--data"), 2, "--data needs a value"),
        (("statements/by", "--speaker=Nobody"), 1, "nothing is named 'Nobody'"),
    ],
)
def test_a_wrong_question(
    run: Run, made: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = run("query", "--data", made, *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert done.err.startswith("verbale: ")


def test_a_name_that_fits_several_gives_the_choice(run: Run, made: Path) -> None:
    done = run("query", "networks/connections", "--start", "Minister", "--goal", "Kell",
               "--data", made)  # fmt: skip
    assert done.code == 1
    first, *choices = done.err.splitlines()
    assert "'Minister'" in first
    assert choices
    assert all(line.startswith("    ") for line in choices)


def test_a_store_that_holds_nothing_is_said(run: Run, tmp_path: Path) -> None:
    for verb in (
        ("query", "sources/hedged"),
        ("query", "statements/by", "--speaker", "Kell"),
        ("export", "jsonl"),
    ):
        done = run(*verb)
        assert (done.code, done.out) == (1, "")
        assert "there is no graph yet; read articles first (verbale ingest SOURCE…)" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_store_address(run: Run) -> None:
    for store, message in (
        ("mysql://host/db", "store mysql://…: no engine of this name"),
        ("kglite:", "a folder is missing"),
        ("bolt://127.0.0.1:9", "the database is away"),
        ("bolt://", "store bolt://"),
    ):
        done = run("query", "sources/hedged", "--store", store)
        assert (done.code, done.out) == (1, "")
        assert message in done.err
        assert "Traceback" not in done.err


def test_a_wrong_setting_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "verbale.toml").write_text("timout = 3", encoding="utf-8")
    for verb in (("query", "sources/hedged"), ("status",)):
        done = run(*verb)
        assert done.code == 1
        assert "there is no setting 'timout'; timeout may be meant" in done.err


# ------------------------------------------------------------------ export, schema, status


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_exports_hold_the_graph(run: Run, made: Path, tmp_path: Path, samples: ModuleType) -> None:
    import rdflib

    lines = run("export", "jsonl", "--data", made)
    assert (lines.code, lines.err) == (0, "")
    nodes = [row for row in lines.rows if "node" in row]
    edges = [row for row in lines.rows if "edge" in row]
    assert lines.rows == sorted(nodes, key=lambda n: n["id"]) + sorted(edges, key=lambda e: e["id"])
    assert sum(row["node"] == "Article" for row in nodes) == len(samples.ARTICLES)
    assert run("export", "jsonl", "--data", made, "-o", tmp_path / "out.jsonl").out == ""
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == lines.out
    quads = rdflib.Dataset()
    quads.parse(data=run("export", "nquads", "--data", made).out, format="nquads")
    turtle = rdflib.Graph()
    turtle.parse(data=run("export", "turtle", "--data", made).out, format="turtle")
    assert len(quads) > len(nodes)
    assert len(turtle) > len(nodes)
    xml = ElementTree.fromstring(run("export", "graphml", "--data", made).out)
    assert len(xml.findall(".//{*}node")) > 0


def test_an_export_that_cannot_be_written(run: Run, made: Path) -> None:
    done = run("export", "jsonl", "--data", made, "-o", "no/such/folder/out")
    assert done.code == 1
    assert "no/such/folder/out: cannot be written: No such file or directory" in done.err
    if Path("/dev/full").exists():
        done = run("export", "jsonl", "--data", made, "-o", "/dev/full")
        assert done.code == 1
        assert "No space left on device" in done.err


def test_schema_shows_kinds_edges_and_vocabularies(run: Run) -> None:
    rows = run("schema").rows
    assert {"Statement", "RESPONDS_TO", "act"} <= {row["kind"] for row in rows}
    assert all(row["definition"] for row in rows)
    assert "vocabulary" in run("schema", "--format", "table").out


def test_status_tells_what_is_in_force_and_no_secret(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch, samples: ModuleType
) -> None:
    monkeypatch.setenv("VERBALE_PASSWORD", "hush")
    done = run("status", "--data", made)
    assert (done.code, done.err) == (0, "")
    told = {row["what"]: row["value"] for row in done.rows}
    assert told["articles"] == told["  Article"] == len(samples.ARTICLES)
    assert told["to be read anew"] == 0
    assert told["graph"].endswith(f"of log {told['log']}")
    assert told["setting password"] == "(hidden)"
    assert "hush" not in done.out


def test_a_port_that_is_taken_is_said_with_what_to_do(run: Run, made: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port, "--data", made)
    assert (done.code, done.out) == (1, "")
    assert f"verbale: host 127.0.0.1, port {port}: it cannot be had" in done.err
    assert "take a free one: verbale serve --port 0, with the same --data or --store" in done.err


def test_status_of_nothing_and_of_what_is_away(run: Run, tmp_path: Path) -> None:
    told = {row["what"]: row["value"] for row in run("status").rows}
    assert told["graph"] == "empty"
    assert "no record log" in told["log"]
    assert list(tmp_path.iterdir()) == []
    away = run("status", "--store", "bolt://127.0.0.1:9")
    assert away.code == 0
    assert "the database is away" in {row["what"]: row["value"] for row in away.rows}["graph"]


# ------------------------------------------------------------------ printing


def test_an_article_cannot_order_a_terminal_about(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b[31mred\x1b]0;title\x07\x9b2J\x7fb"
    output.rows(["text"], [{"text": hostile}], "table")
    output.say(hostile)
    told = capsys.readouterr()
    for stream in (told.out, told.err):
        assert not {"\x1b", "\x07", "\x9b", "\x7f"} & set(stream)
        assert "red" in stream
    output.rows(["text"], [{"text": hostile}], "jsonl")
    line = capsys.readouterr().out
    assert "\x1b" not in line
    assert json.loads(line) == {"text": hostile}  # a program gets what the article says


def test_brackets_in_an_article_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"text": "[red]Kell[/red] [link=x]spoke[/link]"}]
    output.rows(["text"], rows, "table", title="[b]x", wide=["text"])
    shown = capsys.readouterr().out
    assert "[red]Kell[/red] [link=x]spoke[/link]" in shown
    assert "[b]x" in shown


def test_columns_that_say_nothing_are_left_out_of_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [{"day": "2031-03-04", "office": None, "names": [], "is_hedged": False, "count": 0}]
    output.rows(list(rows[0]), rows, "table")
    head = capsys.readouterr().out.split("─")[0].split()
    assert head == ["day", "is", "hedged", "count"]
    output.rows(["a", "b"], [], "table")
    assert capsys.readouterr().out.split()[:2] == ["a", "b"]
