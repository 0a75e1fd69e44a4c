"""Serving: where it may bind, and a real process that answers and ends on Ctrl-C."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from explorer.serve import address_of, bound, is_loopback, serve
from graph.errors import SettingsError
from graph.model import Graph
from graph.store import State, Store, open_store

SCRIPT = """
import sys
from explorer.serve import serve
from graph.store import open_store
serve(open_store(sys.argv[1]), port=0, told=lambda address: print(address, flush=True))
"""


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "graph.example"])
@pytest.mark.parametrize("token", [None, ""])
def test_elsewhere_than_loopback_needs_a_token(
    host: str, token: str | None, memory_store: Store
) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingsError, match="token"):
        serve(memory_store, host, 0, token)


def test_a_port_that_is_taken_is_told() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SettingsError, match="--port 0"),
    ):
        bound("127.0.0.1", taken.getsockname()[1])


def test_the_address_is_one_that_a_browser_takes() -> None:
    with bound("0.0.0.0", 0) as listening:
        assert address_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}/"


def test_a_real_server_answers_and_ends_on_ctrl_c(tmp_path: Path, world_graph: Graph) -> None:
    uri = f"kglite:{tmp_path}"
    open_store(uri).load(world_graph, State("log", "fp"))
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, uri], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        address = process.stdout.readline().decode().strip()
        assert httpx.get(f"{address}api/meta").json()["snapshot"] == "fp"
        assert "Verbale" in httpx.get(address).text
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr
        assert process.stderr.read() == b""
