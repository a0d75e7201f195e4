"""The HTTP API: the record of a question, the sources as read, and how the server is."""

import json
from collections import Counter
from importlib import metadata
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from rag import Source, overview_record, source_record
from ui.web import api_texts, bodies, schema, texts
from ui.web.desk import DeclinedError, Desk
from ui.web.problems import Refused
from ui.web.settings import WebSettings

if TYPE_CHECKING:
    from rag import Engine

_PROBLEM_MEDIA = "application/problem+json"
_BUSY_SECONDS = "5"
_FARTHEST = 2**31

Offset = Annotated[int | None, Query(ge=0, le=_FARTHEST)]


class RecordResponse(JSONResponse):
    """JSON in UTF-8; in ASCII when it repeats a text that UTF-8 cannot write."""

    def render(self, content: object) -> bytes:
        """Return the body of the response."""
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False).encode("ascii")


def described(
    name: str, model: type, *problems: int, extra: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return what the API's description says of a route, problems by their statuses."""
    summary, description = api_texts.ROUTES[name]
    refused: dict[int | str, Any] = {
        status: {
            "description": texts.STATUS[status][0],
            "content": {_PROBLEM_MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in (*problems, 421, 429, 500, 503)
    }
    return {
        "operation_id": name,
        "summary": summary,
        "description": description,
        "response_description": api_texts.GIVEN,
        "response_model": model,
        "responses": refused,
        "openapi_extra": extra,
    }


def client_of(request: Request) -> str:
    """Return who asks, as far as the address tells."""
    return request.client.host if request.client else ""


def refused(declined: DeclinedError) -> Refused:
    """Return the problem of a question that was not put to the engine."""
    headers = {"Retry-After": str(declined.retry_after)}
    return Refused(declined.status, declined.sentence, headers)


def router(engine: "Engine", desk: Desk, web: WebSettings) -> APIRouter:
    """Return the routes under /api: asking, reading, and the server's state."""
    routes = APIRouter(prefix="/api")
    _asking(routes, desk, web)
    _reading(routes, engine, web)
    _state(routes, engine, desk)
    return routes


def _asking(routes: APIRouter, desk: Desk, web: WebSettings) -> None:
    @routes.post(
        "/ask",
        **described(
            "ask", schema.Record, 400, 403, 408, 413, 415, 422, extra=bodies.named(bodies.Ask)
        ),
    )
    async def ask(request: Request) -> JSONResponse:
        body = await bodies.read(request, bodies.Ask)
        if len(body.history) > web.max_history:
            raise Refused(422, texts.history_too_long(web.max_history))
        try:
            given = await desk.ask(client_of(request), body.question, body.history)
        except DeclinedError as declined:
            raise refused(declined) from declined
        return _sized(given, web)


def _reading(routes: APIRouter, engine: "Engine", web: WebSettings) -> None:
    """Add what is read of the sources, which no question changes."""

    @routes.get("/sources", **described("sources", schema.Sources, 422))
    def sources() -> JSONResponse:
        listed = {
            "corpus": engine.corpus.fingerprint,
            "sources": [_summary(engine, source) for source in engine.corpus.sources],
            "rejected": [
                {"path": rejected.path, "reason": rejected.reason}
                for rejected in engine.corpus.rejected
            ],
        }
        return _sized(listed, web)

    @routes.get("/sources/{source_id}", **described("source", schema.SourceText, 404, 422))
    def source(source_id: str, start: Offset = None, end: Offset = None) -> JSONResponse:
        found = engine.corpus.source(source_id)
        if found is None:
            raise Refused(404, texts.SOURCE_UNKNOWN)
        first = 0 if start is None else start
        last = len(found.text) if end is None else end
        if not first <= last <= len(found.text):
            raise Refused(422, texts.SLICE_WRONG)
        segments = [
            {"start": segment.start, "end": segment.end, "zone": segment.zone.value}
            for segment in engine.segments[source_id]
            if segment.start < last and segment.end > first
        ]
        read = {"start": first, "end": last, "text": found.text[first:last], "segments": segments}
        return _sized({**_summary(engine, found), **read}, web)

    @routes.get("/overview", **described("overview", schema.Overview))
    def overview() -> JSONResponse:
        return _sized(overview_record(engine.overview()), web)

    @routes.get("/suggestions", **described("suggestions", schema.Suggestions))
    def suggestions() -> JSONResponse:
        return JSONResponse({"suggestions": list(engine.suggestions())})


def _state(routes: APIRouter, engine: "Engine", desk: Desk) -> None:
    # Not in threads: they answer also while all threads read.
    @routes.get("/health", **described("health", schema.Health))
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @routes.get("/ready", **described("ready", schema.Ready))
    async def ready() -> JSONResponse:
        if desk.full:
            raise Refused(503, headers={"Retry-After": _BUSY_SECONDS})
        return JSONResponse(
            {
                "status": "ready",
                "corpus": engine.corpus.fingerprint,
                "sources": len(engine.corpus.sources),
                "working": desk.working,
                "waiting": desk.waiting,
            }
        )

    @routes.get("/version", **described("version", schema.Version))
    async def version() -> JSONResponse:
        return JSONResponse(
            {"version": metadata.version("sourcier"), "corpus": engine.corpus.fingerprint}
        )


def _summary(engine: "Engine", source: Source) -> dict[str, Any]:
    zones = Counter(segment.zone.value for segment in engine.segments[source.id])
    return {
        **source_record(source),
        "path": source.path,
        "extractor": source.extractor,
        "language": source.language,
        "characters": len(source.text),
        "zones": dict(zones),
    }


def _sized(content: dict[str, Any], web: WebSettings) -> JSONResponse:
    response = RecordResponse(content)
    if len(response.body) > web.max_response_bytes:
        raise Refused(422, texts.response_too_large(web.max_response_bytes))
    return response
