"""`sourcier serve`: the page and the HTTP API, until Ctrl+C."""

import contextlib
import re
from pathlib import Path

import click

from ui.cli import texts
from ui.cli.opening import load_settings, sources_option
from ui.cli.terminal import say

PORT = re.compile("[0-9]{1,5}")
LAST_PORT = 65535


def _port(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not PORT.fullmatch(value) or int(value) > LAST_PORT:
        raise click.BadParameter(texts.BAD_PORT)
    return int(value)


@click.command("serve", help=texts.SERVE, short_help=texts.SERVE_SHORT)
@click.option("--host", metavar="ADRESSE", help=texts.HOST_OPTION)
@click.option("--port", metavar="PORT", callback=_port, help=texts.PORT_OPTION)
@sources_option
def serve(  # noqa: D103 - click shows its help
    *, host: str | None, port: int | None, sources: Path | None
) -> None:
    # Ctrl+C is how it is meant to end, also while the server's parts are still loading.
    with contextlib.suppress(KeyboardInterrupt):
        settings = load_settings(sources)
        from rag.config import load
        from ui.web.server import serve as serve_page
        from ui.web.settings import WebSettings

        serve_page(settings, load(WebSettings, {"host": host, "port": port}, table="web"), say)
