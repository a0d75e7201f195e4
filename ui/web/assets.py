"""The style and the script of the chat page, from our own origin."""

from hashlib import sha256
from importlib import resources

from fastapi import APIRouter, Response

STYLE_PATH = "/style/chat.css"
SCRIPT_PATH = "/script/page.js"

_CACHED = {"Cache-Control": "max-age=86400"}


def _read(name: str) -> str:
    return resources.files("ui.web").joinpath(name).read_text(encoding="utf-8")


_STYLE, _SCRIPT = _read("chat.css"), _read("page.js")


def _versioned(path: str, content: str) -> str:
    """Return an address that changes with what it gives: an old copy is never used."""
    return f"{path}?v={sha256(content.encode()).hexdigest()[:12]}"


STYLE_ADDRESS = _versioned(STYLE_PATH, _STYLE)
SCRIPT_ADDRESS = _versioned(SCRIPT_PATH, _SCRIPT)


def router() -> APIRouter:
    """Return the routes of the chat page's own files."""
    routes = APIRouter()

    @routes.get(STYLE_PATH)
    def stylesheet() -> Response:
        return Response(_STYLE, media_type="text/css", headers=_CACHED)

    @routes.get(SCRIPT_PATH)
    def program() -> Response:
        return Response(_SCRIPT, media_type="text/javascript", headers=_CACHED)

    return routes
