"""The server's log, on standard error: a line of text or of JSON for each event.

An exception's own words may repeat a question, so they are left out unless they are asked for:
its type and the places it went through remain.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from ui.web.watch import Seen

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_REQUESTS = logging.getLogger("sourcier.requests")


def request(seen: Seen) -> None:
    """Write one line for a request: never its query string, nor who asked."""
    _REQUESTS.info(
        "request",
        extra={
            "id": seen.id,
            "method": seen.method,
            "path": seen.path,
            "status": seen.status,
            "ms": round(seen.seconds * 1000, 1),
        },
    )


def configure(*, requests: bool, debug: bool) -> None:
    """Set the process's log up: in JSON, with a line a request, or in text, warnings only.

    `debug` adds the words of exceptions.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(debug=debug) if requests else Text(debug=debug))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    _REQUESTS.setLevel(logging.INFO if requests else logging.WARNING)


class Text(logging.Formatter):
    """One event a line, and an exception's places below it."""

    def __init__(self, *, debug: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._debug = debug

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's own name
        """Return the places that an exception went through, and its type."""
        if self._debug:
            return super().formatException(ei)
        return "\n".join(_told(ei[1]))


class JsonLines(logging.Formatter):
    """One event a line, a JSON object."""

    _FIELDS = ("id", "method", "path", "status", "ms")

    def __init__(self, *, debug: bool = False) -> None:
        super().__init__()
        self._debug = debug

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as one line."""
        event: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        event |= {name: vars(record)[name] for name in self._FIELDS if name in vars(record)}
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            event["error"] = (
                traceback.format_exception(error) if self._debug else list(_told(error))
            )
        return json.dumps(event, ensure_ascii=True)


def _told(error: BaseException | None) -> list[str]:
    if error is None:
        return []
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [*_told(error.__cause__ or error.__context__), *places, type(error).__name__]
