"""Starts a real Neo4j for the tests: the server's own jars, from Maven Central, without Docker.

Java 17 or 21 and Maven are needed. The jars are kept in ~/.cache/verbale-neo4j (VERBALE_CACHE
names another folder); the server's data are in a folder of the test run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
VERSION = "5.26.30"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")


@dataclass(frozen=True)
class Server:
    """Where the server listens, and how to get in."""

    uri: str
    password: str


def missing() -> str | None:
    """What keeps the server from starting here, in words; None where nothing does."""
    tools = [tool for tool in ("java", "mvn") if shutil.which(tool) is None]
    return f"{' and '.join(tools)} not found" if tools else None


def jars() -> Path:
    """The folder with the server's jars, fetched once."""
    cache = Path(os.environ.get("VERBALE_CACHE", Path.home() / ".cache")) / "verbale-neo4j"
    lib = cache / VERSION / "lib"
    if not any(lib.glob("neo4j-kernel-*.jar")):
        fresh = cache / VERSION / f"lib-{os.getpid()}"
        subprocess.run(
            [
                "mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
                "-DincludeScope=runtime", f"-DoutputDirectory={fresh}",
            ],
            check=True,
            timeout=600,
        )  # fmt: skip
        if lib.exists():
            shutil.rmtree(lib)
        fresh.rename(lib)
    return lib


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server with its data in `home`; it ends with the block, or with this process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    password = secrets.token_hex(12)
    log = home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    command = [
        "java", "-Xmx768m", "-Dio.netty.tryReflectionSetAccessible=true",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED),
        "-cp", f"{jars()}/*", str(HERE / "Server.java"), str(home / "data"), str(port), password,
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out
        )
    ready = threading.Event()
    threading.Thread(target=_watch, args=(process, ready), daemon=True).start()
    try:
        began = time.monotonic()
        while not ready.wait(0.1):
            if process.poll() is not None or time.monotonic() - began > 180:
                tail = log.read_text(errors="replace")[-2000:]
                raise RuntimeError(f"Neo4j did not start: {tail}")
        yield Server(f"bolt://127.0.0.1:{port}", password)
    finally:
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _watch(process: subprocess.Popen[bytes], ready: threading.Event) -> None:
    assert process.stdout
    for line in process.stdout:
        if line.startswith(b"READY"):
            ready.set()
