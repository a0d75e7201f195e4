"""The HTTP API: the record of a question, and the sources as read."""

import json
from collections import Counter
from importlib import metadata
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, InstanceOf, ValidationError
from pydantic_core import ErrorDetails

from rag import Source, overview_record, source_record
from ui.web import texts
from ui.web.desk import DeclinedError, Desk
from ui.web.problems import Refused

if TYPE_CHECKING:
    from rag import Engine

_JSON = "application/json"
_RETRY_SECONDS = "60"


class Body(BaseModel):
    """The body of a question; `history` holds the earlier ones, oldest first.

    JSON can hold lone surrogates, which pydantic takes for no text; the engine refuses them with
    a record, as it does on the command line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    question: InstanceOf[str]
    history: list[InstanceOf[str]] = []


class RecordResponse(JSONResponse):
    """JSON in UTF-8; in ASCII when it repeats a text that UTF-8 cannot write."""

    def render(self, content: object) -> bytes:
        """Return the body of the response."""
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False).encode("ascii")


def router(engine: "Engine", desk: Desk) -> APIRouter:
    """Return the routes under /api."""
    routes = APIRouter(prefix="/api")

    @routes.post("/ask")
    async def ask(request: Request) -> JSONResponse:
        body = await _body(request)
        client = request.client.host if request.client else ""
        try:
            given = await desk.ask(client, body.question, body.history)
        except DeclinedError as declined:
            headers = {"Retry-After": _RETRY_SECONDS}
            raise Refused(declined.status, declined.sentence, headers) from declined
        return RecordResponse(given)

    @routes.get("/sources")
    def sources() -> JSONResponse:
        return JSONResponse(
            {
                "corpus": engine.corpus.fingerprint,
                "sources": [_summary(engine, source) for source in engine.corpus.sources],
                "rejected": [
                    {"path": rejected.path, "reason": rejected.reason}
                    for rejected in engine.corpus.rejected
                ],
            }
        )

    @routes.get("/sources/{source_id}")
    def source(source_id: str) -> JSONResponse:
        found = engine.corpus.source(source_id)
        if found is None:
            raise Refused(404, texts.SOURCE_UNKNOWN)
        segments = [
            {"start": segment.start, "end": segment.end, "zone": segment.zone.value}
            for segment in engine.segments[source_id]
        ]
        return JSONResponse({**_summary(engine, found), "text": found.text, "segments": segments})

    @routes.get("/overview")
    def overview() -> JSONResponse:
        return JSONResponse(overview_record(engine.overview()))

    @routes.get("/suggestions")
    def suggestions() -> JSONResponse:
        return JSONResponse({"suggestions": list(engine.suggestions())})

    @routes.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @routes.get("/version")
    def version() -> JSONResponse:
        return JSONResponse(
            {"version": metadata.version("sourcier"), "corpus": engine.corpus.fingerprint}
        )

    return routes


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


async def _body(request: Request) -> Body:
    # Read by hand: FastAPI's own reading answers 422 to all that is wrong, in English.
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _JSON:
        raise Refused(415)
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Refused(400) from error
    try:
        return Body.model_validate(data)
    except ValidationError as error:
        raise Refused(422, _wrong(error.errors()[0])) from error


def _wrong(error: ErrorDetails) -> str:
    if not error["loc"]:
        return texts.BODY_WRONG
    name = str(error["loc"][0])
    if error["type"] == "missing":
        return texts.field_missing(name)
    if error["type"] == "extra_forbidden":
        return texts.field_unknown(name)
    return texts.field_wrong(name)
