from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.schema import Schema
from queries.catalog import FOLDER, load_all, load_query, names, parse, refuse_writes
from queries.reference import queries_page

GOOD = """/*
title = "T"
question = "Who said it?"
tags = ["statements"]

[parameters]
about = {type = "nodes", required = true, kinds = ["Event"], example = "talks", help = "The topic."}
since = {type = "day", default = 0001-01-01, help = "From this day."}
as_of = {type = "day", default = 9999-12-31, help = "As known on this day."}
limit = {type = "integer", default = 10, help = "Rows."}

[columns]
id = {type = "node", help = "Its id."}

[view]
as = "table"
*/
// $not_a_parameter, CREATE in a comment
MATCH (event:Event)
WHERE event.id IN $about AND event.first_day >= $since AND event.first_day <= $as_of
  AND event.name <> 'DELETE $this' AND event.set IS NULL
RETURN event.id AS id
ORDER BY id
LIMIT $limit
"""


def test_a_good_file_is_read() -> None:
    query = parse(GOOD, "events/x")
    assert query.name == "events/x"
    assert query.parameters["since"].default == "0001-01-01"
    assert query.parameters["about"].is_required
    assert query.text.startswith("// $not_a_parameter")
    assert query.view == {"as": "table"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "T"\n', "", "title is missing"),
        ('question = "Who said it?"\n', "", "question is missing"),
        ('title = "T"', 'title = "T"\nauthor = "x"', "unknown key 'author'"),
        ('help = "Rows."}', 'help = "Rows.", max = 3}', "unknown key 'max'"),
        ('help = "Rows."}', "}", "TOML|help is missing"),
        ("default = 10", 'default = "ten"', "'ten' is no whole number"),
        ("default = 10", "default = true", "True is no whole number"),
        ("0001-01-01", '"yesterday"', "'yesterday' is no day"),
        ('type = "integer", default', 'type = "number", default', "type is 'number'"),
        ('required = true, kinds', 'required = true, default = [], kinds', "either required or"),
        ('kinds = ["Event"], ', "", "kinds is missing"),
        ('example = "talks", ', "", "example is missing"),
        ("event.id IN $about", "event.id IN $abuot", r"\$abuot is used and not declared"),
        ("event.id IN $about", "true", r"about is declared and \$about is not used"),
        ("AND event.first_day <= $as_of", "", "as_of is declared"),
        ("LIMIT $limit", "LIMIT 5", "limit is declared"),
        ("ORDER BY id\n", "", "must end in ORDER BY"),
        ("MATCH (event:Event)", "MERGE (event:Event)", "MERGE is not allowed"),
        ("MATCH (event:Event)", "MATCH (event:Event) set event.x = 1", "SET is not allowed"),
        ("MATCH (event:Event)", "LOAD CSV FROM 'file:///etc/passwd' AS event", "LOAD is not"),
        ("MATCH (event:Event)", "CALL dbms.components() YIELD name", "a procedure is called"),
        ('as = "table"', 'as = "pie"', "view.as is 'pie'"),
        ('as = "table"', 'as = "timeline"\nday = "when"', "no column named 'when'"),
        ('[columns]\nid = {type = "node", help = "Its id."}', "", "columns. is missing"),
        ("/*", "", "must begin with a header"),
        ('tags = ["statements"]', "tags = [", "no valid TOML"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=message) as caught:
        parse(GOOD.replace(old, new, 1), "events/x")
    assert str(caught.value).startswith("events/x")


@pytest.mark.parametrize(
    "text",
    [
        "CALL { MATCH (n) RETURN n } RETURN n",
        "MATCH (n) CALL (n) { RETURN 1 AS x } RETURN x",
        "MATCH (n) WHERE n.`SET` = 'DELETE' /* DROP */ RETURN n.create // REMOVE",
        "MATCH (n) WHERE n.text = 'it\\'s CREATE' RETURN n",
    ],
)
def test_what_only_reads_is_allowed(text: str) -> None:
    refuse_writes(text, "x")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) /* x */ REMOVE n.x",
        "MATCH (n) FOREACH (x IN [1] | CREATE (:P))",
        "CALL apoc.cypher.doIt('x', {})",
        "call\n db.labels() YIELD label RETURN label",
        "LOAD CSV FROM 'http://x' AS row RETURN row",
        "MATCH (n) RETURN 'a' CREATE (m)",
        "CALL { CREATE (n) } RETURN 1",
    ],
)
def test_what_writes_or_calls_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        refuse_writes(text, "x")


def test_an_unknown_question_lists_the_known_ones() -> None:
    with pytest.raises(QueryError, match="statements/about"):
        load_query("statements/abuot")
    with pytest.raises(QueryError):
        load_query("../queries/statements/about")


def test_all_questions_are_good(schema: Schema) -> None:
    queries = load_all()
    assert len(queries) >= 12
    for query in queries.values():
        assert query.question.endswith("?")
        for parameter in query.parameters.values():
            assert set(parameter.kinds) <= set(schema.nodes)
            assert not parameter.vocabulary or parameter.vocabulary in schema.vocabularies


@pytest.mark.parametrize("name", names())
def test_every_edge_of_a_question_asks_when_it_was_known(name: str) -> None:
    """Each named edge is held against `as_of`; an edge without a name would escape that."""
    import re

    text = load_query(name).text
    assert "-[:" not in re.sub(r"-\[:\w+\*", "", text)
    for edge in set(re.findall(r"-\[(\w+):", text)):
        assert f"{edge}.known_on <= $as_of" in text, edge
        assert f"coalesce({edge}.known_until, 'never') > $as_of" in text, edge


def test_the_reference_page_has_every_question() -> None:
    page = queries_page(load_all())
    for path in FOLDER.rglob("*.cypher"):
        assert f"## {path.relative_to(FOLDER).with_suffix('').as_posix()}\n" in page
    assert page == queries_page(load_all())
