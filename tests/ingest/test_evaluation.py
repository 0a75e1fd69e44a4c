"""The figures of an evaluation, on an article small enough to count by hand."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation import Figure, b_cubed, evaluate, read_gold, value_of

TEXT = "Mira Kell of Velmora said the talks failed. Tomas Brandt denied the talks failed at all."


def spot(words: str, start: int = 0) -> dict[str, Any]:
    at = TEXT.index(words, start)
    return {"start": at, "end": at + len(words), "text": words}


SAID, DENIED = spot("the talks failed"), spot("the talks failed at all")
GOLD: dict[str, Any] = {
    "published": "2031-03-04",
    "outlet": "North Wire",
    "entities": [
        {
            "id": "kell",
            "type": "Person",
            "name": "Mira Kell",
            "mentions": ["Mira Kell"],
            "roles": [{"title": "foreign minister", "of": "velmora"}],
        },
        {"id": "brandt", "type": "Person", "name": "Tomas Brandt", "mentions": ["Tomas Brandt"]},
        {"id": "velmora", "type": "Institution", "name": "Velmora", "mentions": ["Velmora"]},
    ],
    "events": [
        {
            "id": "talks",
            "kind": "talks",
            "name": "talks",
            "date": "2031-03",
            "status": "held",
            "participants": ["velmora"],
            "mentions": ["the talks"],
        }
    ],
    "agreements": [],
    "statements": [
        {
            "id": "s1",
            "speaker": "kell",
            "start": SAID["start"],
            "end": SAID["end"],
            "content": SAID["text"],
            "form": "indirect",
            "act": "state",
            "hedged": False,
            "date": "2031-03-03",
            "about": ["talks"],
            "addressed_to": [],
            "via": [],
            "responds_to": None,
        },
        {
            "id": "s2",
            "speaker": "brandt",
            "start": DENIED["start"],
            "end": DENIED["end"],
            "content": DENIED["text"],
            "form": "indirect",
            "act": "deny",
            "hedged": True,
            "date": None,
            "about": ["talks"],
            "addressed_to": ["kell"],
            "via": [],
            "responds_to": "s1",
        },
    ],
    "relations": [{"type": "PART_OF", "from": "kell", "to": "velmora"}],
}


def perfect() -> dict[str, Any]:
    """What a system would print that finds all of it, under ids of its own."""
    ids = {"kell": "p1", "brandt": "p2", "velmora": "i1", "talks": "e1", "s1": "x", "s2": "y"}
    line: dict[str, Any] = {"source": "one.txt", **copy.deepcopy(GOLD)}
    for kind in ("entities", "events"):
        for thing in line[kind]:
            thing["mentions"] = [spot(words) for words in thing["mentions"]]
            thing["id"] = ids[thing["id"]]
    for entity in line["entities"]:
        for role in entity.setdefault("roles", []):
            role["of"] = ids[role["of"]]
    line["events"][0]["participants"] = ["i1"]
    for statement in line["statements"]:
        for key in ("id", "speaker", "responds_to"):
            statement[key] = ids.get(statement[key])
        for key in ("about", "addressed_to"):
            statement[key] = [ids[one] for one in statement[key]]
        statement["spans"] = [[statement.pop("start"), statement.pop("end")]]
    line["relations"] = [{"type": "PART_OF", "from": "p1", "to": "i1"}]
    return line


def values(line: dict[str, Any] | None) -> dict[str, float]:
    figures = evaluate({"one": (TEXT, GOLD)}, [] if line is None else [line])
    return {name: round(value_of(figure), 3) for name, figure in figures.items()}


NOTHING_TO_FIND = {"statement_recall_direct", "statement_recall_mixed", "via", "place",
                   "agreement", "party", "agreement_status_accuracy"}  # fmt: skip


def test_all_right_is_one_everywhere() -> None:
    found = values(perfect())
    wrong = {k: v for k, v in found.items() if v != 1 and k not in NOTHING_TO_FIND}
    assert wrong == {"wrong_speaker_rate": 0}
    assert {found[name] for name in NOTHING_TO_FIND} == {0}


def test_nothing_found_is_nought_everywhere() -> None:
    assert set(values(None).values()) == {0}
    assert set(values({"source": "one.txt"}).values()) == {0}


def changed(**how: Any) -> dict[str, float]:
    line = perfect()
    line["statements"][1].update(how)
    return values(line)


@pytest.mark.parametrize(
    ("how", "figures"),
    [
        ({"speaker": "p1"}, {"statement": 0.5, "speaker_accuracy": 0.5, "wrong_speaker_rate": 0.5}),
        ({"speaker": None}, {"statement": 0.5, "speaker_accuracy": 0.5, "wrong_speaker_rate": 0}),
        ({"act": "state", "form": "direct"}, {"act_accuracy": 0.5, "form_accuracy": 0.5}),
        ({"hedged": False}, {"hedge": 0}),
        ({"about": ["e1", "p1"]}, {"about": 0.8}),
        ({"addressed_to": []}, {"addressed_to": 0}),
        ({"responds_to": None}, {"response_to_statement": 0, "response_to_actor": 0}),
        (
            {"responds_to": None, "responds_to_entity": "p1"},
            {"response_to_statement": 0, "response_to_actor": 1},
        ),
        ({"spans": [[0, 9]]}, {"statement_content": 0.5, "response_to_statement": 0}),
        (
            {"spans": [[DENIED["start"], DENIED["end"] - 3]]},
            {"statement_content": 1, "statement": 1, "statement_exact": 0.5},
        ),
    ],
)
def test_one_thing_wrong_moves_its_figures(how: dict[str, Any], figures: dict[str, float]) -> None:
    found = changed(**how)
    assert {name: found[name] for name in figures} == figures


def test_days_other_than_that_of_publication_are_told_apart() -> None:
    line = perfect()
    line["statements"][0]["date"] = "2031-03-04"
    found = values(line)
    assert (found["statement_date_accuracy"], found["statement_date_otherday_accuracy"]) == (0, 0)
    gold = copy.deepcopy(GOLD)
    gold["published"] = "2031-03-03"
    figures = evaluate({"one": (TEXT, gold)}, [perfect()])
    assert figures["statement_date_accuracy"] == Figure(1, None, 1)
    assert figures["statement_date_otherday_accuracy"] == Figure(0, None, 0)


def test_an_event_marked_by_whole_sentences_is_not_found() -> None:
    line = perfect()
    line["events"][0]["mentions"] = [{"start": 0, "end": len(TEXT), "text": TEXT}]
    assert values(line)["event"] == 0


def test_a_role_counts_with_the_institution_and_its_title_apart() -> None:
    line = perfect()
    line["entities"][0]["roles"] = [{"title": "spokeswoman", "of": "i1"}]
    found = values(line)
    assert (found["role"], found["role_title_accuracy"]) == (1, 0)


def test_an_answer_across_articles_counts_with_either_report() -> None:
    second = copy.deepcopy(GOLD)
    second["statements"] = [GOLD["statements"][1] | {"responds_to": "one#s1"}]
    first = copy.deepcopy(GOLD)
    first["statements"] = [GOLD["statements"][0]]
    lines = [perfect(), perfect() | {"source": "two.txt"}]
    lines[0]["statements"].pop(1)
    lines[1]["statements"].pop(0)
    gold = {"one": (TEXT, first), "two": (TEXT, second)}
    figures = evaluate(gold, lines)
    assert figures["response_to_statement"] == Figure(1, 1, 1)
    alone = evaluate({"two": gold["two"]}, lines[1:])  # what it answers is not in the folder
    assert alone["response_to_statement"] == Figure(0, 1, 0)


def test_b_cubed_of_a_join_and_of_a_split() -> None:
    assert b_cubed([]) == 0
    assert b_cubed([("a", "1"), ("a", "1"), ("b", "2")]) == 1
    joined = [("a", "1"), ("b", "1")]
    assert b_cubed(joined) == pytest.approx(2 / 3)
    assert b_cubed([(s, g) for g, s in joined]) == pytest.approx(2 / 3)


def test_only_annotated_articles_are_gold(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "two.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.json").write_text('{"published": "2031-03-04"}', encoding="utf-8")
    (tmp_path / "gone.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert list(read_gold(tmp_path)) == ["one"]
