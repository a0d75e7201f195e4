"""The style and the script of the chat page, from our own origin."""

from importlib import resources

from fastapi import APIRouter, Response

STYLE_PATH = "/style/chat.css"
SCRIPT_PATH = "/script/page.js"

_CACHED = {"Cache-Control": "max-age=3600"}


def router() -> APIRouter:
    """Return the routes of the chat page's own files."""
    routes = APIRouter()
    folder = resources.files("ui.web")
    style = folder.joinpath("chat.css").read_text(encoding="utf-8")
    script = folder.joinpath("page.js").read_text(encoding="utf-8")

    @routes.get(STYLE_PATH)
    def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers=_CACHED)

    @routes.get(SCRIPT_PATH)
    def program() -> Response:
        return Response(script, media_type="text/javascript", headers=_CACHED)

    return routes
