"""Gradio's page made French, and ours, on its way out.

Gradio writes `<html lang="en">`, its own name and images for social networks, a manifest; its
scripts then follow the browser's language. The page is rewritten here; `head.html` does the rest
in the browser, before any of Gradio's scripts.
"""

import re
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.security import CHAT_PATH
from ui.web.templates import render

_FOREIGN = re.compile(
    rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*|<link rel="manifest"[^>]*>\s*'
)


class FrenchPage:
    """Rewrites the chat page; every other path passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._head = render("head.html").encode()
        self._no_script = render("noscript.html").encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and rewrite the chat page."""
        if scope["type"] != "http" or scope["path"] != CHAT_PATH:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def capture(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            if start["status"] == HTTPStatus.OK:
                body[:] = self.rewrite(bytes(body))
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        # A compressed page could not be read here.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, capture)

    def rewrite(self, page: bytes) -> bytes:
        """Return Gradio's page in French, under our name."""
        page = _FOREIGN.sub(b"", page)
        page = page.replace(b'lang="en"', b'lang="fr"', 1)
        page = page.replace(b"<head>", b"<head>" + self._head, 1)
        return page.replace(b"</body>", self._no_script + b"</body>", 1)
