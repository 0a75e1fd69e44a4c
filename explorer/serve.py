"""Serves the explorer until it is stopped. Prints nothing itself."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable

import uvicorn

from explorer.app import create_app
from graph.errors import SettingsError
from graph.store import Store


def serve(
    store: Store,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    told: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve `store` on host and port (0 takes a free one) until Ctrl-C.

    `told` is called with the address once it answers. Raises SettingsError where the address is no
    loopback one and there is no token, and where it cannot be had.
    """
    token = token or None
    if token is None and not is_loopback(host):
        raise SettingsError(
            f"host {host}: others can reach this address, so a token is needed; "
            f"set VERBALE_TOKEN, or serve on 127.0.0.1"
        )
    with bound(host, port) as listening:
        config = uvicorn.Config(
            create_app(store, token=token),
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
        )
        with contextlib.suppress(KeyboardInterrupt):
            _Server(config, lambda: told(address_of(listening))).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises SettingsError where the address cannot be had."""
    bare = host.strip("[]")
    try:
        family = socket.AF_INET6 if ":" in bare else socket.AF_INET
        return socket.create_server((bare, port), family=family, backlog=128)
    except OSError as error:
        raise SettingsError(
            f"host {host}, port {port}: it cannot be had ({error.strerror or error}); "
            f"stop what uses it, or take a free one: verbale serve --port 0, "
            f"with the same --data or --store"
        ) from error


def address_of(listening: socket.socket) -> str:
    """The address of a socket, as a browser takes it."""
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"
