"""Gradio's application, reachable only where the chat page needs it.

Gradio mounts about sixty routes: files of the host, uploads, a proxy, monitoring, code editing.
The page uses the few below (seen in its requests, Gradio 6.31); any other path is unknown here.
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from fastapi import FastAPI
from gradio.routes import App as GradioApp
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web import problems

_NEEDED = re.compile(
    r"/"
    r"|/assets/[\w.-]+"
    r"|/static/js/iframeResizer\.contentWindow\.min\.js"
    r"|/theme\.css"
    r"|/gradio_api/(?:app_id|queue/join|queue/data|heartbeat/\w+)"
)


class Needed(Mount):
    """A mount at the root that only knows the paths the page needs."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match as a mount does, for the needed paths of HTTP alone."""
        if scope["type"] != "http" or not _NEEDED.fullmatch(scope["path"]):
            return Match.NONE, {}
        return super().matches(scope)


class FrenchErrors:
    """Answers in French where the application within answers an error."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and replace an error by its French answer."""
        replaced = False

        async def french(message: Message) -> None:
            nonlocal replaced
            if (
                message["type"] == "http.response.start"
                and message["status"] >= HTTPStatus.BAD_REQUEST
            ):
                replaced = True
                said = problems.response(scope["path"], message["status"])
                await said(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, french)


def narrow(app: FastAPI) -> Callable[[], None]:
    """Put the narrow mount in the place of the one that `mount_gradio_app` has just added.

    Returns:
        What ends the streams that open pages hold, which would delay the end of the server.
    """
    mounted = app.router.routes.pop()
    if not (isinstance(mounted, Mount) and isinstance(mounted.app, GradioApp)):
        message = "gradio.mount_gradio_app adds its mount last"
        raise TypeError(message)
    app.router.routes.append(Needed("/", app=FrenchErrors(mounted.app), name="page"))
    stop: Callable[[], None] = mounted.app.stop_event.set
    return stop
