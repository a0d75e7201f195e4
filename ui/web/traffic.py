"""How much is asked at once, and in a minute, besides questions: the desk counts those."""

import math

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.web import problems, texts
from ui.web.limits import Allowance

_READ = ("/api/", "/sources", "/en-bref")
_UNCOUNTED = frozenset({"/api/ask", "/api/feedback", "/api/health", "/api/ready"})
_BUSY_SECONDS = "5"


class Traffic:
    """Declines requests beyond those that may be open at once, and a client's hurried reads.

    A page that stays open holds one request. The files of the page itself are not counted.
    """

    def __init__(self, app: ASGIApp, reads: Allowance, max_open: int) -> None:
        self._app = app
        self._reads = reads
        self._max_open = max_open
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, when there is room for it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if self._open >= self._max_open:
            headers = {"Retry-After": _BUSY_SECONDS}
            await problems.response(path, 503, headers=headers)(scope, receive, send)
            return
        wait = self._wait(scope)
        if wait:
            headers = {"Retry-After": str(math.ceil(wait))}
            answer = problems.response(path, 429, texts.TOO_MANY_READS, headers)
            await answer(scope, receive, send)
            return
        self._open += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open -= 1

    def _wait(self, scope: Scope) -> float:
        path = scope["path"]
        if not path.startswith(_READ) or path in _UNCOUNTED:
            return 0.0
        client = scope.get("client")
        return self._reads.take(client[0] if client else "")
