"""The style of the server-rendered pages, from our own origin."""

from hashlib import sha256
from importlib import resources

from fastapi import APIRouter, Response

PATH = "/style/pages.css"
_STYLE = resources.files("ui.web").joinpath("pages.css").read_text(encoding="utf-8")
ADDRESS = f"{PATH}?v={sha256(_STYLE.encode()).hexdigest()[:12]}"
"""It changes with the style: an old copy is never used."""


def router() -> APIRouter:
    """Return the route of the style."""
    routes = APIRouter()

    @routes.get(PATH)
    def style() -> Response:
        return Response(_STYLE, media_type="text/css", headers={"Cache-Control": "max-age=86400"})

    return routes
