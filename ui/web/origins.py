"""Who may speak to this server: through which proxies, by which names, from whose pages."""

import re
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.web import problems, texts
from ui.web.settings import WebSettings

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SAID_BY_PROXIES = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-port", b"x-real-ip"}
)
"""X-Forwarded-Proto stays: without it, a page behind HTTPS would call itself in plain HTTP."""


def known_names(web: WebSettings) -> frozenset[str]:
    """Return the names, in lower case, that the server goes by; addresses are apart."""
    return frozenset({"localhost", web.host.lower(), *web.hosts})


class Forwarded:
    """Drops what only a proxy may say, unless a listed one says it.

    Gradio writes X-Forwarded-Host into its page, whoever sends it.
    """

    def __init__(self, app: ASGIApp, proxies: Iterable[str]) -> None:
        self._app = app
        self._proxies = tuple(ip_network(proxy) for proxy in proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with the headers that may be believed."""
        if scope["type"] == "http" and not self._trusts(scope.get("client")):
            kept = [header for header in scope["headers"] if header[0] not in _SAID_BY_PROXIES]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)

    def _trusts(self, client: tuple[str, int] | None) -> bool:
        try:
            address = ip_address(client[0] if client else "")
        except ValueError:
            return False
        return any(address in network for network in self._proxies)


class KnownHosts:
    """Refuses a request sent to a name that is not this server's.

    Another site can make its own name lead to this machine, and its pages would then count as
    ours for a browser (DNS rebinding). An address is let through: no name, no rebinding.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, when it is meant for this server."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            # A proxy may pass on, unread, the second one as a visitor wrote it.
            passed_on = headers.get("x-forwarded-host", "").split(",")[0].strip()
            if not all(map(self._knows, [headers.get("host", ""), *filter(None, [passed_on])])):
                await problems.response(scope["path"], 421)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if not found:
            return False
        name = found["name"].lower().removesuffix(".")
        if name in self._names:
            return True
        try:
            ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


class SameOrigin:
    """Refuses what a page of another site sends, unless that site is listed.

    CORS keeps the answer from such a page, but not the request from us. The rule is that of Go's
    `http.CrossOriginProtection`: a listed origin, else Sec-Fetch-Site, else Origin against Host.
    The chat page's own routes are for the chat page alone, whatever the list.
    """

    def __init__(self, app: ASGIApp, origins: Iterable[str], *, any_origin: bool) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._any = any_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, when its page may send it."""
        if (
            scope["type"] == "http"
            and scope["method"] not in _SAFE
            and not self._may(Headers(scope=scope), shared=scope["path"].startswith("/api/"))
        ):
            answer = problems.response(scope["path"], 403, texts.OTHER_SITE)
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may(self, headers: Headers, *, shared: bool) -> bool:
        origin = headers.get("origin")
        if shared and (self._any or origin in self._origins):
            return True
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        if origin is None:  # no browser, or one of another age: nothing is sent in a person's name
            return True
        try:
            return urlsplit(origin).netloc == headers.get("host", "").lower()
        except ValueError:
            return False
