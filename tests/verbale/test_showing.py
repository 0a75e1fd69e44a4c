"""Answers as a person reads them: blocks of words, tables without ids, at the terminal's width."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from graph.schema import Schema
from graph.store import State, open_store
from queries.catalog import load_query
from queries.run import Answer
from verbale import showing

if TYPE_CHECKING:
    from conftest import Done, Run

Shown = Callable[..., "Done"]
ROOT = Path(__file__).parents[2]

# Each saved question over the examples; that of a thread takes its statement from another.
ASKED = {
    "statements/about": ("--about", "prisoner exchange"),
    "statements/by": ("--speaker", "Medinsky"),
    "responses/who_answered_whom": (),
    "responses/unanswered": (),
    "events/timeline": ("--event", "talks"),
    "agreements/history": ("--agreement", "6,000 bodies"),
    "agreements/claims": ("--agreement", "grain"),
    "networks/connections": ("--start", "Medinsky", "--goal", "Umerov"),
    "people/dossier": ("--actor", "Umerov"),
    "sources/hedged": (),
    "sources/known_on": ("--as-of", "2025-06-08"),
}


@pytest.fixture
def scene_store(tmp_path: Path, load_helper: Callable[[Path], ModuleType], schema: Schema) -> Path:
    """An embedded store with three articles: a hedged claim through a relay, and its answer."""
    scene = load_helper(ROOT / "tests" / "explorer" / "scene.py")
    folder = tmp_path / "scene"
    store = open_store(str(folder))
    store.load(scene.scene(schema), State("log", "fp"))
    store.close()
    return folder


@pytest.fixture
def shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Asks a saved question as a person whose terminal has `width` columns."""

    def asks(width: int, *arguments: object) -> Done:
        monkeypatch.setenv("COLUMNS", str(width))
        return run("query", *arguments, "--format", "table")

    return asks


def test_a_statement_is_a_block(shown: Shown, scene_store: Path) -> None:
    done = shown(60, "statements/by", "--speaker=Lind", "--limit=1", "--store", scene_store)
    assert done.out == (
        "What somebody said\n"
        "speaker: Dario Lind · limit: 1\n"
        "\n"
        "2031-04-26 · Dario Lind (minister) · accuse · hedged\n"
        "    “Velmora did not bring the fallen to the bridge”\n"
        "    Harbour Courier, 2031-04-26 · via North Wire · 2 reports\n"
        "    about return of the fallen · article/c1:64-122\n"
        "\n"
        "1 row; --format jsonl gives every column\n"
    )
    assert done.err == "only the first 1 shown; ask for more with --limit\n"


def test_an_answer_says_what_it_answers(shown: Shown, scene_store: Path) -> None:
    done = shown(70, "responses/who_answered_whom", "--store", scene_store)
    assert done.out == (
        "Who answered whom\n"
        "\n"
        "2031-04-27 · Tessa Orm (Colonel) · deny\n"
        "    “No day for the handover was ever agreed”\n"
        "    answers Dario Lind (explicit): “Velmora did not bring the fallen\n"
        "    to the bridge”\n"
        "    North Wire, 2031-04-27 · article/c2:1-40\n"
        "\n"
        "1 row; --format jsonl gives every column\n"
    )


def test_a_claim_says_on_which_side_it_is(shown: Shown, scene_store: Path) -> None:
    done = shown(100, "agreements/claims", "--agreement=fallen", "--store", scene_store)
    assert (
        "2031-04-26 · Dario Lind (minister) · accuse · against: reports breach · hedged\n"
        in done.out
    )
    assert "about" not in done.out.partition("\n\n")[2]  # that is the agreement asked for


def test_a_thread_names_the_statements_that_are_answered(shown: Shown, scene_store: Path) -> None:
    done = shown(100, "responses/thread", "--statement=statement/c2/1-40", "--store", scene_store)
    assert "    answers “Velmora did not bring the fallen to the bridge”\n" in done.out
    assert "1 step away" in done.out
    assert "statement/" not in done.out


def test_a_dossier_is_a_table_of_names(shown: Shown, scene_store: Path) -> None:
    done = shown(80, "people/dossier", "--actor=Lind", "--store", scene_store)
    told = " ".join(done.out.split())
    assert told.startswith("The dossier of a person or body actor: Dario Lind what role target")
    assert "holds office minister Ardania" in told
    assert "read, known since 2031-04-26" in told
    assert "person/" not in told


def test_a_path_is_a_line_with_arrows(shown: Shown, scene_store: Path) -> None:
    done = shown(
        100, "networks/connections", "--start=Lind", "--goal=Velmora", "--store", scene_store
    )
    assert "Dario Lind ─spoke about→ return of the fallen ←party to─ Velmora" in done.out
    assert "person/" not in done.out


def test_no_rows_are_said_after_the_head(shown: Shown, scene_store: Path) -> None:
    done = shown(
        80, "statements/by", "--speaker=Lind", "--since=2040-01-01", "--store", scene_store
    )
    assert done.code == 0
    assert done.out == "What somebody said\nspeaker: Dario Lind · since: 2040-01-01\n"
    assert "no rows: nothing in the graph answers this" in done.err


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ASKED)
def test_every_question_fits_the_width_and_says_what_the_rows_say(
    run: Run, shown: Shown, demo: Path, name: str, width: int
) -> None:
    rows = run("query", name, *ASKED[name], "--data", demo).rows
    done = shown(width, name, *ASKED[name], "--data", demo)
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= width
    head = " ".join(done.out.split())
    assert head.startswith(load_query(name).title)
    assert f" {len(rows)} row" in head
    assert head.endswith("; --format jsonl gives every column")
    if "words" not in rows[0]:
        return
    assert "person/" not in done.out
    assert "statement/" not in done.out
    for row in rows:
        assert row["day"] in head
        for told in (*row["speaker_names"], row["words"], row["outlet"]):
            assert " ".join(told.split()) in head
        assert f"{row['article']}:{row['start_offset']}-{row['end_offset']}" in head


def test_what_an_outlet_reports_itself_is_quoted(run: Run, shown: Shown, demo: Path) -> None:
    asked = ("agreements/history", *ASKED["agreements/history"], "--data", demo)
    own = [row for row in run("query", *asked).rows if not row["statement"]]
    done = shown(300, *asked)
    assert own
    for row in own:
        status = row["status"].replace("_", " ")
        head = f"{row['day']} · {row['outlet']} itself · {status}\n    “"
        assert head in done.out
    assert "unknown speaker" not in done.out


def test_programs_get_every_column(run: Run, demo: Path) -> None:
    for name, arguments in ASKED.items():
        done = run("query", name, *arguments, "--data", demo)
        for line in done.out.splitlines():
            assert list(json.loads(line)) == list(load_query(name).columns)


def row_of(**given: Any) -> dict[str, Any]:
    query = load_query("sources/hedged")
    empty: dict[str, Any] = {
        column.name: [] if column.type in ("strings", "nodes") else ""
        for column in query.columns.values()
    }
    said = {"statement": "statement/x/0-4", "is_hedged": False, "source_count": 1}
    return {**empty, **said, **given}


def block(width: int, **given: Any) -> list[str]:
    row = row_of(**given)
    answer = Answer("sources/hedged", tuple(row), (row,), False, "9999-12-31", {})
    lines = showing.block(load_query("sources/hedged"), answer, row, showing.Known(), width)
    return [line for line, _ in lines]


def test_what_is_not_told_is_said_or_left_out() -> None:
    assert block(60, words="yes") == ["no day · unknown speaker", "    “yes”"]
    assert block(60, statement="", words="", outlet="North Wire", day="2031-03-04") == [
        "2031-03-04 · North Wire itself",
        "    North Wire",
    ]


def test_words_are_wrapped_and_keep_their_own_quotation_marks() -> None:
    lines = block(30, words="“the talks\nwould go on until the morning of Monday”")
    assert lines[1:] == ["    “the talks would go on", "    until the morning of", "    Monday”"]
    assert all(len(line) <= 30 for line in block(30, words="x" * 100))


def test_an_article_cannot_order_a_terminal_about() -> None:
    lines = block(60, words="a\x1b[31mred\x9b2J", speaker_names=["\x1b]0;title\x07Kell"])
    assert not {"\x1b", "\x07", "\x9b"} & set("".join(lines))
