"""Stands before every request: who may ask, and what a browser may do with the answer.

Without a token only a browser on this machine that means this machine may ask: a name other than
loopback in the Host header is a foreign page that had its name pointed here (DNS rebinding). With a
token any name will do, and every request must carry it: as `Authorization: Bearer …`, or once as
`?token=…`, which is taken out of the address and kept as a cookie.
"""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE = "verbale"


class Guard:
    """Checks host and token, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                is_api = scope["path"].startswith("/api/")
                headers.setdefault("cache-control", "no-store" if is_api else "no-cache")
            await send(message)

        refused = self._refusal(scope)
        await (refused or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let through; None where it is."""
        headers = Headers(scope=scope)
        if self._token is None:
            host = host_of(headers.get("host", ""))
            if host in LOOPBACK:
                return None
            return JSONResponse(
                {"error": f"this server answers on loopback only, not as {host or 'no name'!r}"},
                421,
            )
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(bearer.strip(), self._token):
            return None
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name == "token" and _same(value, self._token) for name, value in given):
            return self._kept(scope, [pair for pair in given if pair[0] != "token"])
        if _same(_cookie(headers), _seal(self._token)):
            return None
        return JSONResponse(
            {"error": "a token is needed: open the page once with ?token=… in its address"},
            401,
            headers={"www-authenticate": "Bearer"},
        )

    def _kept(self, scope: Scope, rest: list[tuple[str, str]]) -> Response:
        """Keep the token as a cookie and go to the same address without it."""
        assert self._token is not None
        # One leading slash only: "//name" would lead to another host.
        path = "/" + quote(scope["path"]).lstrip("/")
        answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
        answer.set_cookie(
            COOKIE,
            _seal(self._token),
            httponly=True,
            samesite="lax",
            secure=scope["scheme"] == "https",
        )
        return answer


def host_of(header: str) -> str:
    """The name in a Host header, without port and brackets, in small letters."""
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _seal(token: str) -> str:
    """What the cookie holds: it opens this server and does not tell the token."""
    return hmac.new(token.encode(), b"verbale explorer", hashlib.sha256).hexdigest()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""
