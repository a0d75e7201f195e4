"""Each request seen once it has been answered, for the log and the metrics.

Neither is ever given a query string, a body or who asks: a question may stand there.
"""

import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OTHER = "other"
_ABANDONED = 499
"""The status, as nginx writes it, of a request that was left before it was answered."""
_SESSION = re.compile(r"(/gradio_api/heartbeat/).*")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """A request and how it was answered.

    `route` is the pattern of the path, "other" when no route of ours knows it; `seconds` last
    until the end of the answer.
    """

    id: str
    method: str
    path: str
    route: str
    status: int
    seconds: float


Observer = Callable[[Seen], None]


class Watch:
    """Tells observers of each request, and gives it an id, also written in its response."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app = app
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it at the end."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = _ABANDONED

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seen = Seen(
                id=request_id,
                method=scope["method"],
                path=_SESSION.sub(r"\1*", scope["path"])[:_LONGEST],
                route=_route(scope),
                status=status,
                seconds=time.perf_counter() - started,
            )
            for observe in self._observers:
                observe(seen)


def _route(scope: Scope) -> str:
    """Return the pattern of a request's route: few of them, whatever visitors ask for."""
    path: str | None = getattr(scope.get("route"), "path", None)
    return path or ("/" if scope["path"] == "/" else _OTHER)
