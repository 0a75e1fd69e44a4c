"""A real Chromium on a real server over the scene; no console error and no foreign request.

The browser is /usr/bin/chromium, or what VERBALE_CHROMIUM names. Where there is none the tests are
left out with one line at the end of the run; with VERBALE_REQUIRE=browser they fail.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.schema import Schema
from graph.store import State, open_store

CHROMIUM = Path(os.environ.get("VERBALE_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
SERVER = """
import sys
from explorer.serve import serve
from graph.store import open_store
serve(open_store(sys.argv[1]), port=0, told=lambda address: print(address, flush=True))
"""


@pytest.fixture(scope="session")
def scene() -> ModuleType:
    """The module with the scene, see tests/explorer/scene.py."""
    path = Path(__file__).parents[1] / "explorer" / "scene.py"
    spec = importlib.util.spec_from_file_location("verbale_tests_scene", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """Chromium, once for the whole run."""
    if not CHROMIUM.exists():
        plugins = pytestconfig.pluginmanager.get_plugins()
        shared = next(one for one in plugins if hasattr(one, "load_module"))
        shared.require(pytestconfig, "browser", f"there is no {CHROMIUM}, the page was not opened")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(
    tmp_path_factory: pytest.TempPathFactory, scene: ModuleType, schema: Schema
) -> Iterator[str]:
    """The address of a server over the scene."""
    uri = f"kglite:{tmp_path_factory.mktemp('explorer')}"
    open_store(uri).load(scene.scene(schema), State("log", "scene"))
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, uri], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """An empty tab; at its end nothing may have been logged as an error or asked of elsewhere."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    tab.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else foreign.append(request.url)
        ),
    )
    yield tab
    context.close()
    assert errors == []
    assert foreign == []
