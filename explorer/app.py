"""The explorer's server: the page, and the questions over HTTP. All routes are on this page.

Only saved questions are asked; Cypher never comes from the page. Every failure is JSON:
`{"error": "…"}`, with `choices` where a name fits several nodes.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from explorer import answers, described, evidence
from explorer.finding import Finder
from explorer.guard import Guard
from graph.errors import NameProblem, QueryError, StoreError, TooSlow, VerbaleError
from graph.schema import load
from graph.store import Store
from queries import catalog
from queries.names import resolve
from queries.run import MOST_ROWS, ask, gathered

STATIC = Path(__file__).parent / "static"
SECONDS = 30.0
MOST_FOUND = 50


def create_app(store: Store, *, token: str | None = None) -> FastAPI:
    """The page and its API over `store`.

    Without `token` it answers to loopback names only; with one every request must carry it.
    """
    app = FastAPI(
        title="Verbale",
        description="Saved questions to a knowledge graph of war diplomacy, and their evidence.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # these pages load from elsewhere
        redoc_url=None,
    )
    questions = catalog.load_all()
    finder = Finder(store)
    kept: dict[str, dict[str, Any]] = {}  # what is told of the graph, by its snapshot

    @app.get("/api/meta")
    def meta() -> JSONResponse:
        """Kinds with names, colours and counts, the span of days, and the graph's snapshot."""
        standing = described.standing(store.state())
        snapshot = str(standing["snapshot"])
        if standing["rebuilding"] or snapshot not in kept:
            kept.clear()
            kept[snapshot] = described.meta(store)
        return JSONResponse({**kept[snapshot], "most_rows": MOST_ROWS, **standing})

    @app.get("/api/questions")
    def all_questions() -> JSONResponse:
        """The saved questions with parameters and columns."""
        return JSONResponse({"questions": described.questions(questions.values())})

    @app.get("/api/questions/{id:path}")
    def one_question(id: str) -> JSONResponse:
        """One saved question, with the text of its query."""
        return JSONResponse(described.question(_known(questions, id), with_text=True))

    @app.get("/api/ask/{id:path}")
    def ask_question(id: str, request: Request) -> Response:
        """Ask a saved question: NDJSON, or its rows as JSON or CSV, after the Accept header."""
        began = time.perf_counter()
        query = _known(questions, id)
        given = gathered(query, request.query_params.multi_items())
        try:
            answer = ask(store, query, given, timeout=SECONDS)
        except NameProblem as problem:
            return _name_problem(problem, *_culprit(store, query, given))
        except StoreError as error:
            raise type(error)(f"{query.name}: {error}") from error
        standing = described.standing(store.state())
        accept = request.headers.get("accept", "")
        if "text/csv" in accept:
            name = query.name.replace("/", "-")
            disposition = {"content-disposition": f'attachment; filename="{name}.csv"'}
            text = answers.as_csv(answer)
            return Response(text, media_type="text/csv; charset=utf-8", headers=disposition)
        if "application/json" in accept:
            return JSONResponse(answers.as_json(query, answer, standing))
        lines = answers.stream(store, query, answer, standing, began)
        return StreamingResponse(lines, media_type="application/x-ndjson")

    @app.get("/api/find")
    def find(
        q: str = "", kinds: str = "", limit: int = Query(12, ge=1, le=MOST_FOUND)
    ) -> JSONResponse:
        """Nodes whose name or alias begins like `q`; `kinds` are names with commas between."""
        known = load().nodes
        wanted = [kind for kind in kinds.split(",") if kind] or list(known)
        for kind in wanted:
            if kind not in known:
                raise QueryError(f"no node kind named {kind!r}; there are {', '.join(known)}")
        return JSONResponse({"found": finder.find(q, wanted, limit)})

    @app.get("/api/statement/{id:path}")
    def statement(id: str, as_of: str = evidence.FOREVER) -> Response:
        """A statement: all reports with the sentence, and what it answers and who answers it."""
        try:
            found = evidence.statement(store, id, as_of)
        except NameProblem:
            return _not_found(f"no statement has the id or key {id!r}")
        return JSONResponse({**found, **described.standing(store.state())})

    @app.get("/api/article/{id:path}")
    def article(id: str) -> Response:
        """An article: its text where it may be shown, and the statements in it."""
        try:
            found = evidence.article(store, id)
        except NameProblem:
            return _not_found(f"no article has the id {id!r}")
        return JSONResponse({**found, **described.standing(store.state())})

    @app.get("/api/{rest:path}", include_in_schema=False)
    def nothing(rest: str) -> Response:
        """Every other address of the API."""
        return _not_found(f"there is no /api/{rest}")

    app.mount("/", StaticFiles(directory=STATIC, html=True))
    app.add_exception_handler(VerbaleError, _failed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_middleware(Guard, token=token)
    return app


def _known(questions: dict[str, catalog.Query], id: str) -> catalog.Query:
    if id not in questions:
        raise HTTPException(404, f"no saved question named {id!r}")
    return questions[id]


def _culprit(
    store: Store, query: catalog.Query, given: dict[str, str | list[str]]
) -> tuple[str, str]:
    """Which parameter holds the name that does not do, and the name."""
    for name, value in given.items():
        parameter = query.parameters[name]
        if parameter.type not in ("node", "nodes"):
            continue
        for one in [value] if isinstance(value, str) else value:
            try:
                resolve(store, one.strip(), parameter.kinds, many=parameter.type == "nodes")
            except NameProblem:
                return name, one
    return "", ""


def _name_problem(problem: NameProblem, parameter: str, given: str) -> JSONResponse:
    choices = [
        {"name": name, "kind": kind, "id": key, "statements": count}
        for name, kind, key, count in problem.candidates
    ]
    told = {"error": str(problem), "parameter": parameter, "given": given, "choices": choices}
    return JSONResponse(told, 409)


def _not_found(what: str) -> JSONResponse:
    return JSONResponse({"error": what}, 404)


def _failed(request: Request, error: Exception) -> JSONResponse:
    """A failure that the project raises on purpose, in words."""
    if isinstance(error, NameProblem):
        return _name_problem(error, "", "")
    if isinstance(error, QueryError):
        return JSONResponse({"error": str(error)}, 400)
    if isinstance(error, StoreError):
        return JSONResponse({"error": str(error)}, 504 if isinstance(error, TooSlow) else 503)
    return JSONResponse({"error": str(error)}, 500)


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)


def _misread(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return JSONResponse({"error": f"{first['loc'][-1]}: {first['msg']}"}, 400)
