"""The explorer's API: every endpoint, its failures, and who may ask."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from explorer import app as server
from explorer.app import create_app
from explorer.evidence import around, may_show, sentences
from explorer.guard import CSP, host_of
from graph.errors import TooSlow
from graph.model import Graph
from graph.schema import Schema
from graph.store import State, open_store
from queries import catalog

ABOUT = "/api/ask/statements/about"


def drawn(parts: list[dict[str, Any]]) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The nodes of an answer, and its edges as (kind, from, to)."""
    head = parts[0]
    nodes = [key for part in parts if part["part"] == "nodes" for key in part["id"]]
    edges = [
        (head["edge_kinds"][kind], nodes[start], nodes[end])
        for part in parts
        if part["part"] == "edges"
        for kind, start, end in zip(part["kind"], part["from"], part["to"], strict=True)
    ]
    return nodes, edges


# ------------------------------------------------------------------ what is told beforehand
def test_meta_tells_the_kinds_of_the_schema_with_counts(world_client: Any, schema: Schema) -> None:
    told = world_client.get("/api/meta").json()
    assert list(told["nodes"]) == list(schema.nodes)
    assert list(told["edges"]) == list(schema.edges)
    assert told["nodes"]["Statement"]["count"] == 12
    assert told["nodes"]["Statement"]["color"] == schema.nodes["Statement"].color
    assert told["nodes"]["Statement"]["role"] == "statement"
    assert told["edges"]["RESPONDS_TO"]["name"] == "responds to"
    assert told["edges"]["RESPONDS_TO"]["count"] == 3
    assert told["span"] == {"first": "2031-03-02", "last": "2031-05-03"}
    assert (told["snapshot"], told["rebuilding"]) == ("fp", False)


def test_meta_of_an_empty_graph(asking: Callable[..., Any]) -> None:
    told = asking(Graph({}, {})).get("/api/meta").json()
    assert not any(kind["count"] for kind in told["nodes"].values())
    assert told["span"] == {"first": None, "last": None}


def test_questions_are_the_saved_ones_with_their_forms(world_client: Any) -> None:
    told = world_client.get("/api/questions").json()["questions"]
    assert [one["id"] for one in told] == catalog.names()
    about = next(one for one in told if one["id"] == "statements/about")
    first = about["parameters"][0]
    assert (first["name"], first["type"], first["required"]) == ("about", "nodes", True)
    assert "Agreement" in first["kinds"]
    act = next(one for one in told if one["id"] == "statements/by")["parameters"][1]
    assert {"value": "deny", "help": "Says that what others said is not so."} in act["choices"]


def test_one_question_has_its_query_text(world_client: Any) -> None:
    told = world_client.get("/api/questions/statements/about").json()
    assert told["text"].startswith("MATCH ")


def test_find_begins_at_words_and_looks_at_aliases(world_client: Any, world: ModuleType) -> None:
    found = world_client.get("/api/find", params={"q": "vask", "kinds": "Person"}).json()["found"]
    assert [one["id"] for one in found] == [world.VASKO]
    found = world_client.get("/api/find", params={"q": "federation"}).json()["found"]
    assert found[0]["id"] == "velmora"
    assert found[0]["alias"] == "Velmoran Federation"


def test_find_offers_the_nearest_names_where_none_fits(
    world_client: Any, world: ModuleType
) -> None:
    found = world_client.get("/api/find", params={"q": "Brandtt", "kinds": "Person"}).json()[
        "found"
    ]
    assert found[0]["id"] == world.BRANDT


# ------------------------------------------------------------------ asking
def test_an_answer_streams_head_nodes_edges_rows_end(world_client: Any, world: ModuleType) -> None:
    parts = world_client.parts(ABOUT, params={"about": world.FALLEN})
    assert [part["part"] for part in parts] == ["head", "nodes", "edges", "rows", "end"]
    head, nodes, edges, rows, end = parts
    assert head["query"].startswith("MATCH ")
    assert head["parameters"]["about"] == [world.FALLEN]
    assert head["names"] == {world.FALLEN: "return of the fallen"}
    assert (head["as_of"], head["limit"], head["snapshot"]) == ("9999-12-31", 100, "fp")
    assert len(rows["values"]) == len(head["columns"])
    assert {len(column) for column in rows["values"]} == {rows["count"]} == {end["rows"]}
    assert len({len(nodes[name]) for name in ("id", "kind", "name", "day", "note", "hedged")}) == 1
    assert (end["nodes"], end["edges"]) == (len(nodes["id"]), len(edges["id"]))
    assert end["truncated"] is False


def test_an_answer_is_drawn_by_its_statements_and_nothing_else(
    scene_client: Any, scene: ModuleType
) -> None:
    """That Lind holds an office, and the edge derived from what he said, are no part of it."""
    nodes, edges = drawn(scene_client.parts(ABOUT, params={"about": "return of the fallen"}))
    assert ("STATED", scene.LIND, scene.CLAIM) in edges
    assert ("ABOUT", scene.CLAIM, scene.FALLEN) in edges
    assert {kind for kind, _, _ in edges} == {"STATED", "ABOUT", "REPORTED_IN", "RELAYED_BY"}
    assert "ardania" not in nodes


@pytest.mark.parametrize("name", catalog.names())
def test_no_edge_is_drawn_that_the_graph_does_not_hold(
    name: str, world_client: Any, world_graph: Graph, world: ModuleType
) -> None:
    given = {
        "about": world.FALLEN, "agreement": world.FALLEN, "event": world.SECOND,
        "speaker": world.BRANDT, "actor": world.BRANDT, "start": world.BRANDT, "goal": "velmora",
        "statement": "statement/a5/50-90", "as_of": "2031-05-30",
    }  # fmt: skip
    query = catalog.load_query(name)
    needed = [key for key, parameter in query.parameters.items() if parameter.is_required]
    wanted = {key: given[key] for key in needed}
    parts = world_client.parts(f"/api/ask/{name}", params=wanted)
    held = {(edge.kind, edge.source, edge.target) for edge in world_graph.edges.values()}
    nodes, edges = drawn(parts)
    assert set(nodes) <= set(world_graph.nodes)
    assert set(edges) <= held
    assert edges


def test_a_question_with_edges_is_drawn_with_these(world_client: Any, world: ModuleType) -> None:
    given = {"start": world.BRANDT, "goal": "ardania"}
    parts = world_client.parts("/api/ask/networks/connections", params=given)
    head = parts[0]
    rows = next(part for part in parts if part["part"] == "rows")
    at = [column["name"] for column in head["columns"]].index("edges")
    returned = {key for path in rows["values"][at] for key in path}
    sent = {key for part in parts if part["part"] == "edges" for key in part["id"]}
    assert sent == returned
    assert any(part["part"] == "names" for part in parts)


def test_edges_known_later_are_not_drawn(scene_client: Any, scene: ModuleType) -> None:
    given = {"about": scene.FALLEN, "as_of": "2031-04-26"}
    _, edges = drawn(scene_client.parts(ABOUT, params=given))
    assert ("REPORTED_IN", scene.CLAIM, "article/c1") in edges
    assert all("/c2" not in start + end and "/c3" not in end for _, start, end in edges)


def test_batches_hold_at_most_two_thousand(
    world_client: Any, world: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.answers.BATCH", 3)
    parts = world_client.parts(ABOUT, params={"about": world.FALLEN})
    sizes = [len(part["id"]) for part in parts if part["part"] == "nodes"]
    assert sizes[:-1] == [3] * (len(sizes) - 1)
    assert sum(part["count"] for part in parts if part["part"] == "rows") == parts[-1]["rows"]


def test_a_cut_answer_says_so(world_client: Any, world: ModuleType) -> None:
    end = world_client.parts(ABOUT, params={"about": world.FALLEN, "limit": 2})[-1]
    assert (end["rows"], end["truncated"]) == (2, True)


def test_several_nodes_may_be_given(world_client: Any, world: ModuleType) -> None:
    given = [("about", world.FALLEN), ("about", "port-sorrel")]
    head = world_client.parts(ABOUT, params=given)[0]
    assert head["parameters"]["about"] == [world.FALLEN, "port-sorrel"]


def test_rows_as_csv_and_json(world_client: Any, world: ModuleType) -> None:
    given = {"about": world.FALLEN}
    answer = world_client.get(ABOUT, params=given, headers={"accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    told = world_client.get(ABOUT, params=given, headers={"accept": "application/json"}).json()
    assert [row["statement"] for row in rows] == [row["statement"] for row in told["rows"]]
    assert "statements-about.csv" in answer.headers["content-disposition"]
    assert any("; " in row["relay"] for row in rows)


# ------------------------------------------------------------------ evidence
def test_a_statement_with_its_sentence_and_marks(scene_client: Any, scene: ModuleType) -> None:
    told = scene_client.get(f"/api/statement/{scene.CLAIM}").json()
    assert [one["name"] for one in told["speakers"]] == ["Dario Lind"]
    assert told["about"][0]["stance"] == "reports_breach"
    assert [one["id"] for one in told["answered_by"]] == [scene.ANSWER]
    assert told["answered_by"][0]["speakers"] == ["Tessa Orm"]
    first, second = told["reports"]
    text = scene.COURIER
    assert [text[start:end] for start, end in first["spans"]] == list(scene.CLAIM_MARKED)
    assert text[slice(*first["hedge_span"])] == "allegedly"
    assert text[slice(*first["speaker_span"])] == "minister Dario Lind"
    sentence = text[slice(*first["sentence"])]
    assert sentence.startswith("“Velmora allegedly")
    assert sentence.endswith("told North Wire.")
    context = first["context"]
    assert context["text"] == text[context["start"] : context["end"]]
    assert context["text"].startswith("Lorries waited")
    assert context["text"].endswith("Nobody else was there.")
    assert [one["name"] for one in first["relay"]] == ["North Wire"]
    assert first["article"]["outlet"] == "Harbour Courier"
    assert second["context"]["text"] == "Velmora did not bring the fallen, Mr. Lind says."


def test_a_statement_as_of_a_day_has_the_reports_of_then(
    scene_client: Any, scene: ModuleType
) -> None:
    path = f"/api/statement/{scene.CLAIM}"
    told = scene_client.get(path, params={"as_of": "2031-04-26"}).json()
    assert [report["article"]["id"] for report in told["reports"]] == ["article/c1"]
    assert told["answered_by"] == []


def test_a_statement_answers_actors_too(world_client: Any) -> None:
    told = world_client.get("/api/statement/statement/a9/10-30").json()
    assert [one["name"] for one in told["answers_actors"]] == ["Amber Palace"]


def test_every_statement_and_article_of_the_world_can_be_read(
    world_client: Any, world_graph: Graph
) -> None:
    for key, node in world_graph.nodes.items():
        if node.kind in ("Statement", "Article"):
            answer = world_client.get(f"/api/{node.kind.lower()}/{key}")
            assert (answer.status_code, answer.json()["id"]) == (200, key)


def test_an_article_with_its_statements(scene_client: Any, scene: ModuleType) -> None:
    told = scene_client.get("/api/article/article/c2").json()
    assert told["text"] == scene.WIRE
    assert [one["id"] for one in told["statements"]] == [scene.ANSWER, scene.INSISTS]
    assert told["statements"][0]["speakers"] == ["Tessa Orm"]


def test_text_that_may_not_be_shown_is_withheld(scene_client: Any) -> None:
    told = scene_client.get("/api/article/article/c3").json()
    assert (told["text"], told["title"], told["rights"]) == (None, "Lind speaks", "no text")
    assert not may_show(" No Text ")
    assert may_show(None)
    assert may_show("CC BY 4.0")


def test_sentences_end_where_they_end() -> None:
    text = "Mr. Orm met Gen. Lind. “Why?” he asked. It cost 3.5 crowns…\n\nA new day"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. Orm met Gen. Lind.", "“Why?” he asked.", "It cost 3.5 crowns…", "A new day",
    ]  # fmt: skip
    assert around("", 0, 0) == ((0, 0), (0, 0))


# ------------------------------------------------------------------ failures
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"{ABOUT}?about=x&nonsense=1", 400, "no parameter 'nonsense'"),
        (ABOUT, 400, "about is missing"),
        (f"{ABOUT}?about=velmora&since=yesterday", 400, "day such as"),
        (f"{ABOUT}?about=velmora&limit=0", 400, "1 to 10000"),
        (f"{ABOUT}?about=velmora&since=2031-01-01&since=2031-01-02", 400, "given twice"),
        ("/api/ask/statements/nowhere", 404, "no saved question"),
        ("/api/questions/nowhere", 404, "no saved question"),
        ("/api/statement/statement/none/1-2", 404, "no statement"),
        ("/api/article/article/none", 404, "no article"),
        ("/api/find?q=a&kinds=Ghost", 400, "no node kind"),
        ("/api/find?q=a&limit=many", 400, "limit"),
        ("/api/cypher", 404, "there is no /api/cypher"),
        ("/nothing.js", 404, "Not Found"),
    ],
)
def test_failures_are_told_in_json(world_client: Any, path: str, status: int, words: str) -> None:
    answer = world_client.get(path)
    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_a_name_that_fits_several_comes_with_choices(world_client: Any, world: ModuleType) -> None:
    given = {"start": "Ardania", "goal": "round of talks"}
    answer = world_client.get("/api/ask/networks/connections", params=given)
    told = answer.json()
    assert answer.status_code == 409
    assert (told["parameter"], told["given"]) == ("goal", "round of talks")
    assert {one["id"] for one in told["choices"]} == {world.FIRST, world.SECOND, world.THIRD}
    assert {one["kind"] for one in told["choices"]} == {"Event"}


def test_a_store_that_fails_is_503_and_a_slow_one_504(
    tmp_path: Path, world_graph: Graph, client_of: Callable[..., Any]
) -> None:
    store = open_store(f"kglite:{tmp_path}")
    store.load(world_graph, State("log", "fp"))
    broken = open_store(f"kglite:{tmp_path}")
    for generation in tmp_path.glob("*.kgl"):
        generation.unlink()
    answer = client_of(create_app(broken)).get(
        "/api/ask/statements/by", params={"speaker": "Brandt"}
    )
    assert answer.status_code == 503
    assert "verbale rebuild" in answer.json()["error"]
    slow = TooSlow("the query took longer than 30 seconds; ask for less")
    assert server._failed(None, slow).status_code == 504  # type: ignore[arg-type]


def test_a_slow_question_is_named_and_is_504(
    memory_store: Any, client_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*given: object, **more: object) -> None:
        raise TooSlow("the query took longer than 30 seconds")

    monkeypatch.setattr(server, "ask", never)
    answer = client_of(create_app(memory_store)).get("/api/ask/sources/hedged")
    assert answer.status_code == 504
    assert answer.json()["error"].startswith("sources/hedged: the query took longer")


# ------------------------------------------------------------------ who may ask, and headers
@pytest.mark.parametrize("path", ["/", "/explorer.js", "/api/meta", "/api/nothing", ABOUT])
def test_every_answer_has_the_strict_headers(world_client: Any, path: str) -> None:
    headers = world_client.get(path).headers
    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-store" if path.startswith("/api/") else "no-cache")


def test_the_page_is_served_with_an_etag(world_client: Any) -> None:
    answer = world_client.get("/explorer.js")
    assert answer.status_code == 200
    again = world_client.get("/explorer.js", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "[::2]"])
def test_a_foreign_host_is_refused(world_client: Any, host: str) -> None:
    answer = world_client.get("/api/meta", headers={"host": host})
    assert answer.status_code == 421
    assert "loopback" in answer.json()["error"]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_loopback_names_are_let_in(world_client: Any, host: str) -> None:
    assert world_client.get("/api/meta", headers={"host": host}).status_code == 200
    assert host_of(host) in ("localhost", "127.0.0.1", "::1")


def test_a_token_is_needed_where_one_is_set(asking: Callable[..., Any], world_graph: Graph) -> None:
    client = asking(world_graph, token="long secret", base="http://graph.example")
    assert client.get("/").status_code == 401
    assert client.get("/api/meta", headers={"authorization": "Bearer wrong"}).status_code == 401
    bearer = {"authorization": "Bearer long secret"}
    assert client.get("/api/meta", headers=bearer).status_code == 200


def test_a_token_in_the_address_becomes_a_cookie(
    asking: Callable[..., Any], world_graph: Graph
) -> None:
    client = asking(world_graph, token="long secret", base="http://graph.example")
    answer = client.get("/", params={"token": "long secret", "x": "1"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?x=1"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "long secret" not in cookie
    kept = {"cookie": cookie.partition(";")[0]}
    assert client.get("/api/meta", headers=kept).status_code == 200
    assert client.get("/api/meta", headers={"cookie": "verbale=guess"}).status_code == 401
    address = "http://graph.example//evil.example/"
    away = client.get(address, params={"token": "long secret"})
    assert away.headers["location"] == "/evil.example/"
