"""The styles and the script of our pages, from our own origin."""

from hashlib import sha256
from importlib import resources

from fastapi import APIRouter, Response

_CACHED = {"Cache-Control": "max-age=86400"}
_CSS, _JS = "text/css", "text/javascript"


def _read(*names: str) -> str:
    folder = resources.files("ui.web")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


_FILES = {
    "/style/chat.css": (_read("look.css", "chat.css"), _CSS),
    "/style/pages.css": (_read("look.css", "pages.css"), _CSS),
    "/script/page.js": (_read("page.js"), _JS),
}


def _versioned(path: str) -> str:
    """Return an address that changes with what it gives: an old copy is never used."""
    return f"{path}?v={sha256(_FILES[path][0].encode()).hexdigest()[:12]}"


CHAT_STYLE, PAGES_STYLE, SCRIPT = map(_versioned, _FILES)


def router() -> APIRouter:
    """Return the routes of these files."""
    routes = APIRouter()
    for path, (content, media) in _FILES.items():
        _serve(routes, path, content, media)
    return routes


def _serve(routes: APIRouter, path: str, content: str, media: str) -> None:
    @routes.get(path)
    def file() -> Response:
        return Response(content, media_type=media, headers=_CACHED)
