"""What stands around every route: headers, origins, body limit, faults.

Pure ASGI, and nothing that is sent is held back: event streams pass.
"""

import logging
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web import problems
from ui.web.settings import WebSettings

_LOG = logging.getLogger(__name__)

CHAT_PATH = "/"

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
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def stack(web: WebSettings) -> Sequence[Middleware]:
    """Return the middlewares, outermost first.

    The same list of origins may call the API and frame the page.
    """
    if web.allow_any_origin:
        origins, ancestors = ["*"], "*"
    else:
        origins, ancestors = list(web.origins), " ".join(["'self'", *web.origins])
    return (
        Middleware(SecurityHeaders, ancestors=ancestors),
        # Gradio keeps its own CORS, open to every origin, unless it finds this very class.
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
        ),
        Middleware(Faults),
        Middleware(BodyLimit, max_bytes=web.max_body_bytes),
    )


class SecurityHeaders:
    """Adds the security headers to every response; `ancestors` may frame the pages."""

    def __init__(self, app: ASGIApp, ancestors: str) -> None:
        self._app = app
        self._chat = _CHAT.format(ancestors=ancestors)
        self._pages = _PAGES.format(ancestors=ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = self._chat if scope["path"] == CHAT_PATH else self._pages

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_ALWAYS, "Content-Security-Policy": policy})
            await send(message)

        await self._app(scope, receive, with_headers)


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
            _LOG.exception("fault while answering %s %s", scope["method"], scope["path"])
            await problems.response(scope["path"], 500)(scope, receive, send)


class BodyLimit:
    """Reads the body of a request before anything else does, and refuses a large one.

    Starlette's own limit answers in English, in plain text.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, once its whole body is known to fit."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        body = await self._read(Headers(scope=scope), receive)
        if body is None:
            await problems.response(scope["path"], 413)(scope, receive, send)
            return
        given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return given.pop() if given else await receive()

        await self._app(scope, replay, send)

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
