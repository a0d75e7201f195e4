"""The widget's routes: its file, the page to put in a frame, the demonstration."""

from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers

from ui.web import links
from ui.web import texts as page_texts
from ui.web.api import client_of, refused
from ui.web.desk import DeclinedError, Desk
from ui.web.problems import Refused
from ui.web.security import DEMONSTRATION_PATH, EMBED_PATH
from ui.web.templates import render
from ui.widget import Built, built, demonstration, paste, texts

if TYPE_CHECKING:
    from rag import Engine

_SCRIPT_TYPE = "text/javascript; charset=utf-8"
# The file holds no secret: any site may load it, and check its integrity. Asking is another matter,
# which the list of origins decides.
_FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Vary": "Accept-Encoding",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"
EXAMPLE_SITE = "https://www.example.org"


def router(engine: "Engine", desk: Desk) -> APIRouter:
    """Return the widget's routes."""
    routes = APIRouter()
    file = built()
    style = resources.files("ui.web").joinpath("widget.css").read_text(encoding="utf-8")

    @routes.get("/style/widget.css")
    def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": _FOR_AN_HOUR})

    @routes.get("/widget.js")
    def latest(request: Request) -> Response:
        return _script(request, file, _FOR_AN_HOUR)

    @routes.get("/widget/{name}/widget.js")
    def pinned(request: Request, name: str) -> Response:
        # The version is for people to read: the file is known by its digest.
        if name.rpartition("-")[2] != file.digest:
            raise Refused(404)
        return _script(request, file, _FOR_EVER)

    @routes.get(EMBED_PATH)
    async def embed(request: Request, q: str = "") -> HTMLResponse:
        if q.strip() and not _opened(request.headers):
            raise Refused(403, page_texts.OTHER_SITE)
        given = await _asked(desk, request, q) if q.strip() else None
        shown = _page(
            "embed.html", script=file.path, asked=q, record=given, questions=_suggested(engine)
        )
        shown.headers["Cache-Control"] = "no-store"
        return shown

    @routes.get(DEMONSTRATION_PATH)
    def demo(request: Request) -> HTMLResponse:
        server = str(request.base_url).rstrip("/")
        return _page(
            "widget.html",
            script=file.path,
            server=server,
            example=EXAMPLE_SITE,
            lines=paste(server, EXAMPLE_SITE),
            questions=_suggested(engine),
        )

    @routes.get(f"{DEMONSTRATION_PATH}/demonstration.js")
    def generator() -> Response:
        return Response(demonstration(), media_type=_SCRIPT_TYPE)

    return routes


def _opened(headers: Headers) -> bool:
    """Say whether a page or a frame is opened, or our own asks: not another site's image.

    A question costs the visitor one of those that may be asked in a minute.
    """
    ours = headers.get("sec-fetch-site") in {None, "same-origin", "none"}
    return ours or headers.get("sec-fetch-dest") in {"document", "iframe", "frame"}


def _script(request: Request, file: Built, kept: str) -> Response:
    tag = f'"{file.digest}"'
    headers = {**_FOR_ALL, "Cache-Control": kept, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    content = file.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = file.compressed
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=_SCRIPT_TYPE, headers=headers)


def _suggested(engine: "Engine") -> str:
    """Return the questions that the folder's owner suggests, as the element takes them."""
    return "|".join(question.replace("|", " ") for question in engine.corpus.questions[:3])


async def _asked(desk: Desk, request: Request, question: str) -> Mapping[str, Any]:
    """Put the question of a frame whose site allows no script."""
    try:
        return await desk.ask(client_of(request), question)
    except DeclinedError as declined:
        raise refused(declined) from declined


def _page(name: str, **values: object) -> HTMLResponse:
    return HTMLResponse(render(name, words=texts, passage=links.passage, **values))
