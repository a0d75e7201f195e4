"""Serve the web application until it is asked to stop."""

import contextlib
import errno
import os
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn

from rag import Engine, Settings, Work
from ui.errors import PortError
from ui.web import logs, texts
from ui.web.app import check_environment, create_app
from ui.web.settings import WebSettings

_DEBUG = "SOURCIER_DEBUG"


class _Server(uvicorn.Server):
    """Says where it listens, once it does; hangs up on open pages before it stops."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], hang_up: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._hang_up = hang_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hang_up()
        await super().shutdown(sockets)


def serve(settings: Settings, web: WebSettings, say: Callable[[str], None]) -> None:
    """Open the engine, its index first made if need be, and serve the page until stopped.

    `say` takes one French line. Ctrl+C, at any moment, ends it quietly.

    Raises:
        SourcierError: when the address is taken, or the engine cannot be opened.
    """
    check_environment()
    # The port is taken before the index is made: a busy one is said at once.
    with contextlib.suppress(KeyboardInterrupt), _listen(web) as listener:
        engine = Engine.open(settings, Work(say=say))
        app = create_app(engine, web)
        config = uvicorn.Config(
            app,
            # The other one sets no bound to the headers of a request.
            http="h11",
            # Ours: uvicorn's would write query strings.
            log_config=None,
            access_log=False,
            server_header=False,
            # The application has its own, which only believes the proxies of the settings.
            proxy_headers=False,
            timeout_graceful_shutdown=web.stop_seconds,
        )
        url = _url(web.host, listener.getsockname()[1])
        server = _Server(config, lambda: say(texts.listening(url)), app.state.hang_up)
        logs.configure(requests=web.log_requests, debug=bool(os.environ.get(_DEBUG)))
        with _suggesting(engine):
            server.run(sockets=[listener])


@contextlib.contextmanager
def _suggesting(engine: Engine) -> Iterator[None]:
    """Prepare the suggested questions beside the server, and leave them where it stops."""
    stop = threading.Event()
    preparing = threading.Thread(target=engine.prepare_suggestions, args=(stop.is_set,))
    preparing.start()
    try:
        yield
    finally:
        stop.set()
        preparing.join()


def _listen(web: WebSettings) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(
            web.host, web.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortError(texts.port_busy(web.host, web.port)) from error
        reason = error.strerror or str(error)
        raise PortError(texts.port_unusable(web.host, web.port, reason)) from error


def _url(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
