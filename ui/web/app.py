"""The web application: the API, the sources' pages, then the chat page over the same engine."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware

from rag import ConfigError
from ui.web import api, page, problems, security, sessions, sourcepage, texts
from ui.web.desk import Desk
from ui.web.french_page import FrenchPage
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
        ConfigError: when the environment asks Gradio for what may not be served.
    """
    check_environment()
    desk = Desk(engine, web)
    chat = page.build(engine, desk)
    app = FastAPI(
        title=texts.NAME,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=sessions.lifespan(chat),
        middleware=[*security.stack(web), Middleware(FrenchPage)],
    )
    problems.install(app)
    # Gradio's mount takes every path that no route before it knows.
    app.include_router(api.router(engine, desk))
    app.include_router(sourcepage.router(engine))
    app.state.hang_up = page.install(app, chat)
    return app
