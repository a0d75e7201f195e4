"""Gradio's page made French, and ours, on its way out.

Gradio writes `<html lang="en">`, its own name and images for social networks, a manifest; its
scripts then follow the browser's language. The page is rewritten here; `page.js` does the rest in
the browser, before any of Gradio's scripts. Head and foot are written here too: they are there
before the scripts are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web import assets, page_texts, texts
from ui.web.security import CHAT_PATH
from ui.web.templates import render

_FOREIGN = re.compile(
    rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*|<link rel="manifest"[^>]*>\s*'
)


_STARTERS = 5
"""Questions offered to begin with."""

_BODY = re.compile(rb"<body[^>]*>")


@dataclass(frozen=True, slots=True)
class Known:
    """What the page says of the corpus and of the server: nothing that is secret.

    `found` gives the questions that were tried beforehand, the owner's first: they come after a
    while.
    """

    sources: int
    corpus: str
    version: str
    questions: tuple[str, ...]
    found: Callable[[], tuple[str, ...]]

    def starters(self) -> list[str]:
        """Return questions to begin with: those tried beforehand, or else the owner's."""
        return list(self.found() or self.questions)[:_STARTERS]


class FrenchPage:
    """Rewrites the chat page; every other path passes untouched."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self._app = app
        self._known = known

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
                body[:] = self.rewrite(bytes(body), scope["query_string"])
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        # A compressed page could not be read here.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, capture)

    def rewrite(self, page: bytes, query: bytes = b"") -> bytes:
        """Return Gradio's page in French, under our name.

        The question that the `query` holds, if any, goes on to the page that needs no script.
        """
        named = parse_qs(query.decode("latin-1")).get("q", [])
        asked = f"?{urlencode({'q': named[0]})}" if named else ""
        draw = partial(render, words=page_texts)
        head = draw("head.html", data=self._data(), script=assets.SCRIPT)
        style = f'<link rel="stylesheet" href="{assets.CHAT_STYLE}">'
        introduction = texts.introduction(self._known.sources)
        starters = self._known.starters()
        top = draw("masthead.html", introduction=introduction, starters=starters, asked=asked)
        page = _FOREIGN.sub(b"", page)
        page = page.replace(b'lang="en"', b'lang="fr"', 1)
        page = page.replace(b"<head>", b"<head>" + head.encode(), 1)
        page = page.replace(b"</head>", style.encode() + b"</head>", 1)
        page = _BODY.sub(lambda body: body.group() + top.encode(), page, count=1)
        return page.replace(b"</body>", draw("colophon.html").encode() + b"</body>", 1)

    def _data(self) -> dict[str, Any]:
        """Return what the page's script is told: its words, and what it keeps or sends."""
        return {
            "gradio": texts.GRADIO,
            "corpus": self._known.corpus,
            "version": self._known.version,
            "copied": page_texts.COPIED,
            "notCopied": page_texts.NOT_COPIED,
            "thanks": page_texts.THANKS,
            "notSent": page_texts.NOT_SENT,
        }
