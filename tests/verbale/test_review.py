"""review and correct: the unsure joins on a terminal and as a file, decisions listed and undone."""

from __future__ import annotations

import json
import tomllib
from math import log2
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

# Two spellings that the machine keeps apart, a surname alone, and two reports much alike.
ARTICLES = (
    (
        "2031-03-03",
        "North Wire",
        "Finland's defence minister, Marek Olsen, said that the talks with Norway would go on. "
        '"We will keep to the agreed terms of the border treaty," Olsen said.\n',
    ),
    (
        "2031-03-04",
        "Harbour Post",
        "Marik Olson, the defence minister of Finland, said that Finland would keep to the terms "
        "of the border treaty with Norway.\n",
    ),
    ("2031-03-05", "Amber News", "The talks between Finland and Norway were over, Olsen said.\n"),
)


@pytest.fixture
def data(run: Run, tmp_path: Path) -> Path:
    lines = [
        json.dumps({"text": text, "date": day, "outlet": outlet}) for day, outlet, text in ARTICLES
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run("ingest", "articles.jsonl").code == 0
    return tmp_path


def export(run: Run) -> str:
    done = run("export", "jsonl")
    assert done.code == 0, done.err
    out: str = done.out
    return out


def persons(run: Run) -> list[set[str]]:
    nodes = [json.loads(line) for line in export(run).splitlines()]
    people = [n["properties"] for n in nodes if n.get("node") == "Person"]
    return [{p["name"], *p.get("aliases", ())} for p in people]


def joins(run: Run, *arguments: object) -> list[dict[str, Any]]:
    done = run("review", "--output", "joins.jsonl", *arguments)
    assert done.code == 0, done.err
    return [json.loads(line) for line in Path("joins.jsonl").read_text("utf-8").splitlines()]


def names(join: dict[str, Any]) -> list[str]:
    return [side["name"] for side in join["evidence"]]


def test_the_best_joins_come_first_with_the_evidence_of_both_sides(run: Run, data: Path) -> None:
    found = joins(run, "--kind", "Person")
    worth = [(1 - 2 * abs(f["certainty"] - 0.5)) * log2(2 + f["statements"]) for f in found]
    assert worth == pytest.approx(sorted(worth, reverse=True), abs=0.02)
    spelt = next(one for one in found if {"Marek Olsen", "Marik Olson"} <= set(names(one)))
    assert spelt["is_joined"] is False
    assert spelt["certainty"] < 0.5
    assert spelt["statements"] >= 2
    for side, mention in zip(spelt["evidence"], (spelt["first"], spelt["second"]), strict=True):
        start, end = side["mark"]
        assert side["sentence"][start:end] == mention["quote"]
        assert "defence minister" in side["about"]
        assert side["outlet"] in ("North Wire", "Harbour Post")
        assert side["day"].startswith("2031-03-0")
    assert joins(run, "--kind", "Person", "--limit", "1") == found[:1]


def test_a_join_is_decided_on_the_terminal_and_stays_after_a_rebuild(run: Run, data: Path) -> None:
    before = export(run)
    assert not any({"Marek Olsen", "Marik Olson"} <= known for known in persons(run))
    found = joins(run, "--kind", "Person")
    at = next(k for k, one in enumerate(found) if {"Marek Olsen", "Marik Olson"} <= set(names(one)))
    answers = "\n" * at + "perhaps\nsame\nquit\n"
    done = run("review", "--kind", "Person", "--who", "A. Reader", given=answers)
    assert done.code == 0, done.err
    assert "[Marik Olson]" in done.out
    assert "'perhaps' is none of these" in done.err
    assert "1 decisions kept" in done.err
    decided = export(run)
    assert any({"Marek Olsen", "Marik Olson"} <= known for known in persons(run))
    assert '"basis":"judged"' in decided
    assert "A. Reader" not in decided
    assert run("rebuild").code == 0
    assert export(run) == decided
    assert not any(
        {"Marek Olsen", "Marik Olson"} <= set(names(one)) for one in joins(run, "--kind", "Person")
    )
    listed = run("review", "--list")
    assert [(r["number"], r["decision"], r["state"]) for r in listed.rows] == [
        (1, "same", "stands")
    ]
    assert listed.rows[0]["who"] == "A. Reader"
    done = run("review", "--undo", 1)
    assert "taken back: 1 (Person same: 'Mar" in done.err
    assert export(run) == before
    assert run("review", "--list").rows[0]["state"] == "taken back by 2"


def test_an_answer_is_taken_back_while_asking(run: Run, data: Path) -> None:
    before = export(run)
    done = run("review", given="undo\nd\nb\n\nq\n")
    assert done.code == 0, done.err
    assert "there is no answer to take back" in done.err
    assert "0 decisions kept" in done.err
    assert export(run) == before
    assert [row["state"] for row in run("review", "--list").rows] == ["taken back by 2"]


def test_unsure_is_kept_and_not_asked_again(run: Run, data: Path) -> None:
    before = export(run)
    count = len(joins(run))
    run("review", given="u\n")
    assert len(joins(run)) == count - 1
    assert export(run) == before


def test_a_file_is_edited_and_applied(run: Run, data: Path) -> None:
    done = run("review", "--output", "joins.toml", "--kind", "Person")
    assert done.code == 0, done.err
    text = Path("joins.toml").read_text("utf-8")
    entries = tomllib.loads(text)["judgement"]
    assert "#   Finland's defence minister, [Marek Olsen], said" in text
    edited = text.replace('verdict = ""', 'verdict = "same"', 1)
    edited += (
        '\n[[correction]]\nkind = "Statement"\nfield = "speaker"\nvalue = "none"\n'
        f'mention = {{article = "{entries[0]["first"]["article"]}", quote = "nowhere"}}\n'
    )
    Path("joins.toml").write_text(edited, encoding="utf-8")
    done = run("review", "--apply", "joins.toml", "--why", "seen in print")
    assert done.code == 0, done.err
    open_ = len(entries) - 1
    assert f"{len(entries) + 1} entries: 2 decisions kept, {open_} left open" in done.err
    assert "words: correction 2 is left out: the words are not in the article" in done.err
    states = [row["state"] for row in run("review", "--list").rows]
    assert states[0] == "stands"
    assert "left out" in states[1]
    status = {row["what"]: row["value"] for row in run("status").rows}
    assert status["decisions"] == 2
    assert "correction 2 is left out" in status["correction (words)"]
    again = run("review", "--apply", "joins.toml")
    assert "0 decisions kept" in again.err


def test_what_is_wrong_in_a_file_is_named_and_the_rest_is_kept(run: Run, data: Path) -> None:
    first = joins(run)[0]
    good = json.dumps({**first, "verdict": "same"})
    opposed = json.dumps({**first, "verdict": "different"})
    bad = json.dumps({**first, "verdict": "maybe"})
    lines = [good, bad, "{", "[]", opposed, json.dumps({"kind": "Person", "verdict": "same"})]
    Path("bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("review", "--apply", "bad.jsonl")
    assert done.code == 3
    assert "6 entries: 1 decisions kept, 0 left open, 5 could not be used" in done.err
    for told in (
        "bad.jsonl, line 2: verdict = 'maybe': one of same, different, unsure",
        "bad.jsonl, line 3: no valid JSON",
        "bad.jsonl, line 4: expected a table",
        "bad.jsonl, line 5: ",
        "opposes number 1",
        "bad.jsonl, line 6: first: expected",
    ):
        assert told in done.err
    assert "Traceback" not in done.err
    Path("bad.toml").write_text("[[judgement]\n", encoding="utf-8")
    assert run("review", "--apply", "bad.toml").code == 1
    assert run("review", "--apply", "none.toml").code == 1
    Path("bad.toml").write_text("judgement = 3\n", encoding="utf-8")
    assert run("review", "--apply", "bad.toml").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--list", "--undo", "1"), 2, "give one of"),
        (("--kind", "Human"), 2, "Person, Institution"),
        (("--undo", "7"), 1, "no decision number 7; list them: verbale review --list"),
        (("--output", "no/such/folder.toml"), 1, "cannot be written"),
    ],
)
def test_wrong_use(run: Run, data: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run("review", *arguments)
    assert done.code == code
    assert told in done.err
    assert not (data / "no").exists()


def test_review_without_a_log_makes_none(run: Run, tmp_path: Path) -> None:
    for arguments in ((), ("--list",), ("--undo", "1"), ("--output", "x.toml")):
        done = run("review", *arguments)
        assert done.code == 1
        assert "no record log" in done.err
    assert not (tmp_path / "data").exists()


# ------------------------------------------------------------------ correct


def test_a_speaker_is_corrected_and_the_correction_undone(run: Run, data: Path) -> None:
    before = export(run)
    key = json.loads(next(line for line in before.splitlines() if '"Amber News"' in line))["id"]
    done = run("correct", key, "talks between Finland and Norway were over", "--speaker", "none")
    assert done.code == 0, done.err
    assert "kept as number 1" in done.err
    assert '"attribution":"unknown"' in export(run)
    again = run("correct", key, "talks between Finland and Norway were over", "--speaker", "none")
    assert "decided already" in again.err
    other = run("correct", key, "talks between Finland and Norway were over", "--speaker", "Olsen")
    assert other.code == 1
    assert "opposes number 1" in other.err
    assert run("review", "--undo", 1).code == 0
    assert export(run) == before


def test_a_correction_says_what_it_is_about(run: Run, data: Path, samples: ModuleType) -> None:
    samples.write(data)
    assert run("ingest", "articles.jsonl").code == 0
    address = samples.ADDRESS
    done = run("correct", address, "handover of forty soldiers", "--status", "postponed")
    assert done.code == 0, done.err
    assert '"status":"postponed"' in export(run)
    both = run("correct", address, "handover of forty soldiers", "--remove")
    assert both.code == 1
    assert "is read as Statement and as Event; say which with --as" in both.err
    done = run("correct", address, "handover of forty soldiers", "--remove", "--as", "event")
    assert done.code == 0, done.err
    assert '"handover of forty soldiers"' not in export(run)
    rows = run("review", "--list").rows
    assert [(r["kind"], r["decision"]) for r in rows] == [
        ("Event", "status = postponed"),
        ("Event", "reading = none"),
    ]
    assert rows[0]["of"] == f"'handover of forty soldiers' in {address}"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nothing.txt", "x", "--remove"), 1, "no article 'nothing.txt'"),
        (("KEY", "no such words", "--remove"), 1, "the words are not in the article"),
        (("KEY", "said", "--kind", "party", "--as", "Event"), 1, "one of talks, summit"),
        (("KEY", "said"), 2, "give one of --speaker"),
        (("KEY", "said", "--date", "2031", "--remove"), 2, "give one of --speaker"),
        (("KEY", "were over", "--speaker", "Mira Kell"), 1, "not kept: the words are not in"),
        (("KEY", "were over", "--speaker", "talks between"), 1, "no person or institution is rea"),
        (("KEY", "were over", "--date", "soon", "--as", "Statement"), 1, "such as 2031"),
    ],
)
def test_a_correction_that_cannot_be_applied_is_not_kept(
    run: Run, data: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    line = next(line for line in export(run).splitlines() if '"Amber News"' in line)
    key = json.loads(line)["id"]
    done = run("correct", *(key if a == "KEY" else a for a in arguments))
    assert done.code == code, done.err
    assert told in done.err
    assert run("review", "--list").rows == []
