"""What stands around every route: headers, hosts, origins, limits, faults.

Pure ASGI, and nothing that is sent is held back: event streams pass.
"""

import logging
from collections.abc import Sequence
from http import HTTPStatus

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ui.web import problems
from ui.web.heads import Heads
from ui.web.limits import Allowance
from ui.web.origins import Forwarded, KnownHosts, SameOrigin, known_names
from ui.web.settings import WebSettings
from ui.web.traffic import Traffic
from ui.web.watch import Observer, Watch

_LOG = logging.getLogger(__name__)

CHAT_PATH = "/"
VIEWER = "/api/docs"
EMBED_PATH = "/embed"
DEMONSTRATION_PATH = "/widget"
_SHARED = ("/widget",)
"""What pages of other sites may load: the widget, whose script runs in them."""
_BODY_SECONDS = 30.0

# Gradio's page starts from inline scripts and styles; it needs no evaluation.
_CHAT = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
)
_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors {ancestors}"
)
# Swagger UI: scripts and styles from files of ours, and images that its style sheet holds.
_VIEWER = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
# These two run the widget, from its file alone, and send a form back here.
_WIDGET = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def stack(web: WebSettings, reads: Allowance, *observers: Observer) -> Sequence[Middleware]:
    """Return the middlewares, outermost first; `observers` are told of each request.

    `reads` counts what each client reads.

    The same list of origins may call the API and frame the page.
    """
    if web.allow_any_origin:
        origins, ancestors = ["*"], "*"
    else:
        origins, ancestors = list(web.origins), " ".join(["'self'", *web.origins])
    # No header is believed about where a request comes from, unless a listed proxy sends it.
    trusted = [Middleware(ProxyHeadersMiddleware, trusted_hosts=list(web.proxies))]
    return (
        Middleware(Forwarded, proxies=web.proxies),
        *(trusted if web.proxies else []),
        Middleware(Watch, observers=observers),
        Middleware(SecurityHeaders, ancestors=ancestors),
        Middleware(problems.PlainErrors),
        Middleware(KnownHosts, names=known_names(web)),
        # Gradio keeps its own CORS, open to every origin, unless it finds this very class.
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Retry-After", "X-Request-ID"],
        ),
        Middleware(Faults),
        Middleware(SameOrigin, origins=web.origins, any_origin=web.allow_any_origin),
        Middleware(Traffic, reads=reads, max_open=web.max_open),
        Middleware(BodyLimit, max_bytes=web.max_body_bytes),
        Middleware(Heads),
    )


class SecurityHeaders:
    """Adds the security headers to every response; `ancestors` may frame the pages."""

    def __init__(self, app: ASGIApp, ancestors: str) -> None:
        self._app = app
        self._pages = _PAGES.format(ancestors=ancestors)
        own = {
            CHAT_PATH: _CHAT,
            VIEWER: _VIEWER,
            EMBED_PATH: _WIDGET,
            DEMONSTRATION_PATH: _WIDGET,
        }
        self._own = {path: policy.format(ancestors=ancestors) for path, policy in own.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = self._headers(scope["path"])
        private = scope["path"].startswith("/api/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(added)
                if private:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)

    def _headers(self, path: str) -> dict[str, str]:
        policy = self._own.get(path, self._pages)
        loaded_by = "cross-origin" if path.startswith(_SHARED) else "same-origin"
        return {
            **_ALWAYS,
            "Content-Security-Policy": policy,
            "Cross-Origin-Resource-Policy": loaded_by,
        }


class Faults:
    """Answers a fault of ours in French, its details kept for the server's log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer in its place when it fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            if started:
                raise
            what = {"id": scope["state"]["request_id"]} if "state" in scope else {}
            _LOG.exception(
                "fault while answering %s %s", scope["method"], scope["path"], extra=what
            )
            await problems.response(scope["path"], 500)(scope, receive, send)


class BodyLimit:
    """Reads the body of a request before anything else does; refuses a large or a slow one.

    Starlette's own limit answers in English, in plain text. `seconds` are for the whole body.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, seconds: float = _BODY_SECONDS) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, once its whole body is known to fit."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        try:
            with anyio.fail_after(self._seconds):
                body = await self._read(Headers(scope=scope), receive)
        except TimeoutError:
            await self._refuse(HTTPStatus.REQUEST_TIMEOUT, scope, receive, send)
            return
        if body is None:
            await self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, scope, receive, send)
            return
        given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return given.pop() if given else await receive()

        await self._app(scope, replay, send)

    @staticmethod
    async def _refuse(status: HTTPStatus, scope: Scope, receive: Receive, send: Send) -> None:
        # What is left of the body is not waited for.
        refusal = problems.response(scope["path"], status, headers={"Connection": "close"})
        await refusal(scope, receive, send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        """Return the whole body, or None as soon as it is known to be too large."""
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            return None
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            body += message.get("body", b"")
            if len(body) > self._max_bytes:
                return None
            more = message.get("more_body", False)
        return bytes(body)
