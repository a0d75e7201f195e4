"""What people say of answers, kept on the operator's side when the setting is on."""

from pathlib import Path

import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from ui.feedback import Opinion, Opinions, home, today
from ui.web import bodies, schema, texts
from ui.web.api import client_of, described, refused
from ui.web.desk import DeclinedError, Desk
from ui.web.problems import Refused
from ui.web.settings import WebSettings


def router(sources: Path | None, desk: Desk, web: WebSettings) -> APIRouter:
    """Return the route that takes opinions on a folder of sources; None takes none of them.

    Nothing of who speaks is kept; a question is, when it is sent.
    """
    routes = APIRouter(prefix="/api")
    kept = Opinions(home(web.data, sources)) if sources is not None else None
    problems = (400, 403, 404, 408, 413, 415, 422)

    @routes.post(
        "/feedback",
        status_code=201,
        **described("feedback", schema.Kept, *problems, extra=bodies.named(bodies.Feedback)),
    )
    async def feedback(request: Request) -> JSONResponse:
        if kept is None:
            raise Refused(404, texts.FEEDBACK_OFF)
        body = await bodies.read(request, bodies.Feedback)
        try:
            desk.admit(client_of(request))
        except DeclinedError as declined:
            raise refused(declined) from declined
        opinion = Opinion(today(), **body.model_dump())
        await anyio.to_thread.run_sync(kept.add, opinion)
        return JSONResponse({"kept": True}, status_code=201)

    return routes
