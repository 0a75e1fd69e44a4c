"""A user's knowledge files: every fault is named with file and line, and the rest is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from ingest import knowledge
from ingest.knowledge import Knowledge
from ingest.user_knowledge import load

GOOD = """\
[[state]]
id = "velmora"
name = "Velmora"
iso = "VM"

[[body]]
id = "velmoran-guard"
name = "Velmoran Guard"
kind = "military"
state = "velmora"
part_of = "velmora"
wikidata = "Q7747"

[[person]]
id = "mira-kell"
name = "Mira Kell"
aliases = ["M. Kell"]

[[office]]
holder = "mira-kell"
title = "foreign minister"
institution = "velmora"
since = "2030"
until = "2031-05"
"""


def known(folder: Path, text: str, name: str = "mine.toml") -> Knowledge:
    (folder / name).write_text(text, encoding="utf-8")
    return load([folder / name])


def test_all_tables_are_read(tmp_path: Path) -> None:
    found = known(tmp_path, GOOD)
    assert found.faults == ()
    assert found.state_by_id["velmora"].iso == "VM"
    assert found.body_by_id["velmoran-guard"].part_of == "velmora"
    assert found.person_by_id["mira-kell"].aliases == ("M. Kell",)
    assert (found.held[0].holder, found.held[0].since) == ("mira-kell", "2030")
    assert found.own >= {"velmora", "velmoran-guard", "mira-kell"}


def test_a_table_of_rows_says_the_same(tmp_path: Path) -> None:
    rows = """\
table,id,name,aliases,kind,state,part_of,iso,wikidata,holder,title,institution,since,until
state,velmora,Velmora,,,,,VM,,,,,,
body,velmoran-guard,Velmoran Guard,,military,velmora,velmora,,Q7747,,,,,

person,mira-kell,Mira Kell,M. Kell,,,,,,,,,,
office,,,,,,,,,mira-kell,foreign minister,velmora,2030,2031-05
"""
    found = known(tmp_path, rows, "mine.csv")
    other = known(tmp_path, GOOD)
    assert found.faults == ()
    for table in ("states", "bodies", "people", "held"):
        assert getattr(found, table) == getattr(other, table)


def test_an_entry_changes_what_it_gives_of_a_built_in_one(tmp_path: Path) -> None:
    before = knowledge.load()
    found = known(tmp_path, '[[state]]\nid = "finland"\nwikidata = "Q33"\n')
    assert found.faults == ()
    assert found.state_by_id["finland"].wikidata == "Q33"
    assert found.state_by_id["finland"].adjectives == before.state_by_id["finland"].adjectives
    assert found.digest != before.digest
    assert load([]) == before


@pytest.mark.parametrize(
    ("text", "reason", "told"),
    [
        ('[[body]]\nid = "a"\nname = "A"', "entry", "line 1: body 'a' left out: 'kind' is miss"),
        ('\n[[body]]\nid = "a"\nname = "A"\nkind = "guild"', "entry", "line 2: .*'guild': one of"),
        ('[[person]]\nname = "A"', "entry", "person 'A' left out: 'id' is missing"),
        ('[[person]]\nid = "a"\nname = "A"\nage = 3', "entry", "unknown field 'age' .*aliases"),
        ('[[person]]\nid = "a"\nname = 3', "entry", "name = 3: text is expected"),
        ('[[person]]\nid = "a"\nname = "A"\naliases = "B"', "entry", "a list of texts"),
        ('[[person]]\nid = "a"\nname = "A"\nwikidata = "7"', "entry", "such as Q7747"),
        ('[[state]]\nid = "a"\nname = "A"\niso = "vm"', "entry", "two capital letters"),
        ('[[place]]\nid = "a"\nname = "A"\nstate = "b"', "reference", "no state of this id"),
        (
            '[[body]]\nid = "a"\nname = "A"\nkind = "ngo"\npart_of = "b"',
            "reference",
            "part_of = 'b': there is no body or state",
        ),
        ('state = ["a"]', "entry", "expected a table, got 'a'"),
        ('[[country]]\nid = "a"', "table", "country is left out: no such table; .*office, person"),
        ('given = ["a"]', "table", "given is left out: its shape"),
        ('[[person]]\nid = "finland"\nname = "A"', "id", "'finland' is an id of the built-in stat"),
        ("[[person\n", "file", "not valid TOML: .*line 1"),
    ],
)
def test_a_fault_is_named_and_the_entry_left_out(
    tmp_path: Path, text: str, reason: str, told: str
) -> None:

    before = knowledge.load()
    found = known(tmp_path, text)
    assert [f.reason for f in found.faults] == [reason]
    message = found.faults[0].message
    assert message.startswith(str(tmp_path / "mine.toml"))
    assert re.search(told, message), message
    for table in ("states", "bodies", "places", "people", "held"):
        assert getattr(found, table) == getattr(before, table)


OFFICE = GOOD[GOOD.index("[[office]]") :]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('since = "2030"', 'since = "2031-06"', "since = '2031-06' is after until = '2031-05'"),
        ('since = "2030"', 'since = "May 2030"', "since = 'May 2030': .* is expected"),
        ('holder = "mira-kell"', 'holder = "nobody"', "holder = 'nobody': there is no person"),
        ('institution = "velmora"', 'institution = "x"', "institution = 'x': there is no body"),
        ('title = "foreign minister"\n', "", "'title' is missing"),
    ],
)
def test_a_wrong_office_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:

    found = known(tmp_path, GOOD.replace(OFFICE, OFFICE.replace(old, new)))
    assert len(found.faults) == 1
    assert re.search(told, found.faults[0].message), found.faults[0].message
    assert "mine.toml, line 19: " in found.faults[0].message
    assert found.held == ()
    assert "mira-kell" in found.person_by_id


def test_what_refers_to_an_entry_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    found = known(tmp_path, GOOD.replace('iso = "VM"', 'iso = "Velmora"'))
    assert [f.reason for f in found.faults] == ["entry", "reference", "reference"]
    assert "velmora" not in found.state_by_id
    assert "velmoran-guard" not in found.body_by_id
    assert found.held == ()


def test_a_circle_is_named_with_its_way_and_left_out(tmp_path: Path) -> None:
    bodies = "".join(
        f'[[body]]\nid = "{id}"\nname = "{id}"\nkind = "ngo"\npart_of = "{of}"\n'
        for id, of in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "united-nations"))
    )
    found = known(tmp_path, bodies)
    circles = [f.message for f in found.faults if f.reason == "circle"]
    assert len(circles) == 3
    assert all("part_of goes in a circle: a → b → c → a" in m for m in circles)
    assert [f.reason for f in found.faults if f.reason != "circle"] == ["reference"]  # d
    assert set(found.body_by_id) & {"a", "b", "c", "d", "e"} == {"e"}


def test_a_circle_through_a_built_in_body_leaves_that_one_as_it_was(tmp_path: Path) -> None:
    text = (
        '[[body]]\nid = "united-nations"\npart_of = "mine"\n'
        '[[body]]\nid = "mine"\nname = "Mine"\nkind = "igo"\npart_of = "united-nations"\n'
    )
    found = known(tmp_path, text)
    assert [f.reason for f in found.faults] == ["circle", "circle"]
    assert found.bodies == knowledge.load().bodies


def test_one_name_that_two_claim_is_named_with_both(tmp_path: Path) -> None:
    found = known(
        tmp_path,
        '[[person]]\nid = "a"\nname = "Ada Orn"\n\n'
        '[[person]]\nid = "b"\nname = "B"\naliases = ["ada orn"]\n'
        '[[body]]\nid = "mine"\nname = "Blue Group"\nkind = "ngo"\naliases = ["UN"]\n',
    )
    messages = [f.message for f in found.faults if f.reason == "name"]
    assert len(messages) == 2
    assert "'mine' (" in messages[1]
    assert "'united-nations' (built in); it is taken for 'mine'" in messages[1]
    assert "'a' (" in messages[0]
    assert "line 1" in messages[0]
    assert "line 5" in messages[0]
    assert messages[0].endswith("it decides nothing")


def test_the_same_id_twice(tmp_path: Path) -> None:
    entry = '[[person]]\nid = "a"\nname = "A"\n'
    found = known(tmp_path, entry + entry)
    assert [f.reason for f in found.faults] == ["id"]
    assert "line 4: left out: 'a' stands in" in found.faults[0].message


def test_rows_that_are_wrong_are_named_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    rows = 'table,id,name\nperson,a,A,more\nperson,b\nperson,"c"x,C\nthing,d,D\nperson,e,E\n'
    found = known(tmp_path, rows, "mine.csv")
    assert sorted(f.reason for f in found.faults) == ["row", "row", "row", "table"]
    for line in (2, 3, 4, 5):
        assert any(f"mine.csv, line {line}: row left out" in f.message for f in found.faults)
    assert list(found.person_by_id) == ["e"]
    assert [f.reason for f in known(tmp_path, "id,name\na,A\n", "no.csv").faults] == ["file"]


def test_a_file_that_is_no_text_is_left_out_and_one_that_is_not_there_is_an_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    found = load([tmp_path / "bytes.toml", tmp_path / "good.toml"])
    assert [f.reason for f in found.faults] == ["file"]
    assert "mira-kell" in found.person_by_id
    with pytest.raises(KnowledgeError, match=r"nothing\.toml cannot be read: .*'knowledge'"):
        load([tmp_path / "nothing.toml"])
