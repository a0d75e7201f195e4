"""HEAD: what GET would answer, without its body, as monitors and link checkers ask."""

from starlette.types import ASGIApp, Receive, Scope, Send

_STREAMS = "/gradio_api/"


class Heads:
    """Answers HEAD as GET. The server drops the body; the page's own streams have none to ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, a HEAD as a GET."""
        asks = scope["type"] == "http" and scope["method"] == "HEAD"
        if asks and not scope["path"].startswith(_STREAMS):
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
