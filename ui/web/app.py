"""The web application: the API, the sources' pages, then the chat page over the same engine."""

import os
from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from rag import ConfigError
from ui.web import (
    about,
    api,
    assets,
    feedback,
    glance,
    logs,
    openapi,
    page,
    problems,
    security,
    sessions,
    sourcepage,
    texts,
    widget,
)
from ui.web.desk import Desk
from ui.web.french_page import FrenchPage, Known
from ui.web.limits import Allowance
from ui.web.memory import Memory
from ui.web.metrics import Meter
from ui.web.settings import WebSettings

if TYPE_CHECKING:
    from rag import Engine


def check_environment(environ: Mapping[str, str] = os.environ) -> None:
    """Refuse what would open the machine to visitors.

    Raises:
        ConfigError: when GRADIO_VIBE_MODE is set: it lets any visitor run code.
    """
    if environ.get("GRADIO_VIBE_MODE"):
        raise ConfigError(texts.VIBE)


def create_app(engine: "Engine", web: WebSettings) -> FastAPI:
    """Return the application over an open engine; it opens no port and starts no thread.

    Its `state.hang_up` ends the streams that open pages hold: call it before the server stops.

    Raises:
        ConfigError: when the environment asks Gradio for what may not be served, or metrics are
            wanted and their package is not installed.
    """
    check_environment()
    meter = Meter() if web.metrics else None
    desk = Desk(engine, web, meter.answered) if meter else Desk(engine, web)
    observers = ([logs.request] if web.log_requests else []) + ([meter.seen] if meter else [])
    memory, reads = Memory(sessions.local_now), Allowance(web.reads_per_minute)
    chat = page.build(engine, desk, web, memory)
    corpus = engine.corpus
    known = Known(
        sources=len(corpus.sources),
        corpus=corpus.fingerprint,
        version=metadata.version("sourcier"),
        questions=corpus.questions,
        found=engine.suggestions,
    )
    app = FastAPI(
        title=texts.NAME,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=sessions.lifespan(chat, memory.forget, engine.forget, desk.forget, reads.forget),
        middleware=[*security.stack(web, reads, *observers), Middleware(FrenchPage, known=known)],
    )
    problems.install(app)
    # Gradio's mount takes every path that no route before it knows.
    described = (
        api.router(engine, desk, web),
        feedback.router(engine.settings.sources if web.feedback else None, desk, web),
    )
    for routes in (*described, openapi.router(*described)):
        app.include_router(routes)
    if meter:
        app.include_router(meter.router(desk))
    app.include_router(sourcepage.router(engine))
    app.include_router(glance.router(engine))
    app.include_router(about.router(web))
    app.include_router(assets.router())
    app.include_router(widget.router(engine, desk))
    app.state.hang_up = page.install(app, chat)
    return app
