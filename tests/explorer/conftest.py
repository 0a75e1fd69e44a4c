"""The explorer's server over the invented world, and over the scene with real sentences."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from explorer.app import create_app
from graph.model import Graph
from graph.schema import Schema
from graph.store import State, Store


class Client:
    """Asks the application in this process, without a socket."""

    def __init__(self, app: FastAPI, base: str = "http://127.0.0.1:8000") -> None:
        self._app = app
        self._base = base

    def get(self, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url=self._base) as client:
                return await client.get(path, **more)

        # in a thread of its own: the browser tests leave a loop running in the main one
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(asyncio.run, ask()).result()

    def parts(self, path: str, **more: Any) -> list[dict[str, Any]]:
        """The lines of a streamed answer."""
        answer = self.get(path, **more)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        return [json.loads(line) for line in answer.text.splitlines()]


@pytest.fixture(scope="session")
def scene() -> ModuleType:
    """The module with the scene: its ids and texts, and `scene(schema)`."""
    path = Path(__file__).parent / "scene.py"
    spec = importlib.util.spec_from_file_location("verbale_tests_scene", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def client_of() -> type[Client]:
    return Client


@pytest.fixture
def asking(memory_store: Store) -> Callable[..., Client]:
    """Makes a client over a graph; `token` and `base` as they are wanted."""

    def make(graph: Graph, token: str | None = None, base: str = "http://127.0.0.1:8000") -> Client:
        memory_store.load(graph, State("log", "fp"), replace=True)
        return Client(create_app(memory_store, token=token), base)

    return make


@pytest.fixture
def world_client(asking: Callable[..., Client], world_graph: Graph) -> Client:
    return asking(world_graph)


@pytest.fixture
def scene_client(asking: Callable[..., Client], scene: ModuleType, schema: Schema) -> Client:
    return asking(scene.scene(schema))


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> ModuleType:
    """The module with `require`: tests/conftest.py, as pytest has loaded it."""
    plugins = pytestconfig.pluginmanager.get_plugins()
    return next(one for one in plugins if hasattr(one, "require") and hasattr(one, "load_module"))
