"""What the tests of the widget use: a site of another origin, a server of canned replies."""

import itertools
import json
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

STRICT = "default-src 'none'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'"
"""What a careful site allows before it adds the widget's own lines: no inline style or script."""


class Site:
    """Pages of a site that knows nothing of the server, each with its own policy and style."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, str]] = {}
        self._styles: dict[str, str] = {}
        self._numbers = itertools.count()
        self.app = Starlette(
            routes=[Route("/style/{name}", self._style), Route("/{name}", self._page)]
        )

    def put(self, body: str, policy: str = "", style: str = "", dir_: str = "ltr") -> str:
        """Add a page, and return its path."""
        name = f"page{next(self._numbers)}"
        head = (
            '<meta charset="utf-8"><title>Gazette</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="stylesheet" href="/style/{name}">'
        )
        shown = f"<main><h1>La Gazette du canal</h1><p>Un autre site.</p>{body}</main>"
        page = f'<!doctype html><html lang="fr" dir="{dir_}"><head>{head}</head><body>{shown}'
        self._styles[name] = style
        self._pages[name] = (page, policy)
        return f"/{name}"

    def _page(self, request: Request) -> Response:
        page, policy = self._pages.get(request.path_params["name"], ("", ""))
        return HTMLResponse(page, headers={"Content-Security-Policy": policy} if policy else {})

    def _style(self, request: Request) -> Response:
        return Response(self._styles[request.path_params["name"]], media_type="text/css")


def canned(moods: Mapping[str, Any]) -> Starlette:
    """Return a server whose reply depends on the first part of the path.

    A mood is a status and a body; a body that is not a text is sent as JSON, a problem when the
    status says so.
    """
    asked: dict[str, int] = {}

    async def ask(request: Request) -> Response:
        mood = request.path_params["mood"]
        replies = moods[mood]
        status, body = replies[min(asked.get(mood, 0), len(replies) - 1)]
        asked[mood] = asked.get(mood, 0) + 1
        if isinstance(body, str):
            return PlainTextResponse(body, status)
        kind = "application/problem+json" if status >= 400 else "application/json"
        return Response(json.dumps(body), status, media_type=kind)

    return Starlette(
        routes=[
            Route("/{mood}/api/ask", ask, methods=["POST"]),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["POST"],
                allow_headers=["Content-Type"],
            )
        ],
    )


def citation(number: int, **more: object) -> dict[str, Any]:
    """Return a citation of the record, plain but for what is given."""
    return {
        "number": number,
        "source_id": f"source--{number} é",
        "label": f"Journal {number}, « Titre {number} », 25 juin 2024",
        "zone": "body",
        "start": 10 * number,
        "end": 10 * number + 5,
        "quote": "Le pont a rouvert.",
        "pieces": [
            {"text": "Le pont a ", "mark": False},
            {"text": "rouvert", "mark": True},
            {"text": ".", "mark": False},
        ],
        "places": [],
        "speaker": {"kind": "paper", "name": None, "hedged": False},
        "date_notes": [],
        **more,
    }


def reply(**more: object) -> dict[str, Any]:
    """Return an answered record, plain but for what is given."""
    return {
        "status": "answered",
        "reason": None,
        "understood": None,
        "answer": "« rouvert » (Journal)",
        "parts": [
            {"text": "« ", "citation": None},
            {"text": "rouvert", "citation": 1},
            {"text": " » (Journal)", "citation": None},
        ],
        "citations": [citation(1)],
        "agreement": {
            "kind": "single",
            "positions": [{"value": "rouvert", "citations": [1], "independent": 1}],
        },
        "nearest": [],
        "notices": [],
        "help": [],
        "suggestions": [],
        **more,
    }


TRAP = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=2</script> *gras* &amp; 'x'"
FULL = reply(
    understood="Et le pont, quand a-t-il rouvert ?",
    citations=[
        citation(
            1,
            zone="quotebox",
            speaker={"kind": "quotation", "name": "Zoé Lacombe", "hedged": True},
            places=[{}, {}],
            date_notes=[{"text": "mardi", "explained": "mardi 25 juin 2024"}],
        ),
        citation(2, zone="comment", speaker={"kind": "comment", "name": None, "hedged": False}),
        citation(3, label=TRAP, pieces=[{"text": TRAP, "mark": True}]),
    ],
    agreement={
        "kind": "disagreement",
        "positions": [
            {"value": "rouvert", "citations": [1, 2], "independent": 2},
            {"value": TRAP, "citations": [3], "independent": 1},
        ],
    },
    notices=[{"kind": "stale", "text": "Réponse au 25 juin 2024, date de la source."}],
    help=[
        {"label": "Secours", "number": "01 12-13", "url": "https://aide.example/"},
        {"label": "Piège", "number": "", "url": "javascript:window.pwned=3"},
    ],
    suggestions=["Et qui l’a rouvert ?"],
)
AGREED = reply(
    agreement={
        "kind": "corroborated",
        "positions": [{"value": "rouvert", "citations": [1], "independent": 3}],
    }
)
REFUSED = reply(
    status="refused",
    reason="low_confidence",
    answer="Les sources ne permettent pas de répondre.",
    parts=[{"text": "Les sources ne permettent pas de répondre.", "citation": None}],
    citations=[],
    agreement=None,
    nearest=[citation(1, speaker=None, pieces=[{"text": "Le pont.", "mark": False}])],
)
EMPTY = {**REFUSED, "reason": "empty_question", "nearest": []}


def trouble(status: int, detail: str) -> tuple[int, dict[str, Any]]:
    """Return a problem as our server writes it."""
    return status, {"type": "about:blank", "title": "…", "status": status, "detail": detail}
