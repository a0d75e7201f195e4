"""What is answered when something is wrong: problem+json (RFC 9457) or a small page, in French."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web import texts
from ui.web.templates import render

_MACHINE = ("/api/", "/gradio_api/")


class ProblemResponse(JSONResponse):
    """A problem as RFC 9457 writes it."""

    media_type = "application/problem+json"


def problem(
    status: int, detail: str | None = None, headers: Mapping[str, str] | None = None
) -> ProblemResponse:
    """Return the problem of an HTTP status; `detail` says more than the status does."""
    title, usual = texts.STATUS.get(status, texts.OTHER_STATUS)
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or usual,
    }
    return ProblemResponse(content, status_code=status, headers=headers)


def response(
    path: str, status: int, detail: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a problem for the paths that programs read, a page for the others."""
    if path.startswith(_MACHINE) or path == "/api":
        return problem(status, detail, headers)
    title, usual = texts.STATUS.get(status, texts.OTHER_STATUS)
    page = render("error.html", title=title, detail=detail or usual)
    return HTMLResponse(page, status_code=status, headers=headers)


class Refused(HTTPException):
    """A request turned down; `sentence` says in French more than its status does."""

    def __init__(
        self, status: int, sentence: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status, headers=headers)
        self.sentence = sentence


def install(app: FastAPI) -> None:
    """Answer every HTTP error of the application in French."""

    @app.exception_handler(StarletteHTTPException)
    def said(request: Request, error: StarletteHTTPException) -> Response:
        # Only our own refusals carry French words: a library's detail is English.
        sentence = error.sentence if isinstance(error, Refused) else None
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = headers.get("Allow", "GET")
            headers["Allow"] = f"{allowed}, HEAD" if allowed == "GET" else allowed
        return response(request.url.path, error.status_code, sentence, headers)

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        name = str(error.errors()[0]["loc"][-1])
        return response(request.url.path, 422, texts.parameter_wrong(name))


class PlainErrors:
    """Answers in French where a library answers an error in plain text: CORS, above all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and replace a plain error by its French answer."""
        replaced = False

        async def french(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_plain_error(message):
                replaced = True
                # A leave that CORS refuses is the one plain error whose reason is known.
                asks = scope["method"] == "OPTIONS"
                status = HTTPStatus.FORBIDDEN if asks else message["status"]
                why = texts.OTHER_SITE if asks else None
                await response(scope["path"], status, why)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, french)


def _is_plain_error(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] >= HTTPStatus.BAD_REQUEST and kind.startswith("text/plain")
