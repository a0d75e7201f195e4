"""`sourcier widget`: the lines that put the widget in a site. No engine, no server."""

import re
from typing import TYPE_CHECKING

import click

from ui.widget import texts

if TYPE_CHECKING:
    from ui.web.settings import WebSettings

_ADDRESS = re.compile(
    r"(https?://)(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?((?:/[A-Za-z0-9._~-]+)*)"
)
_USUAL = {"http://": ":80", "https://": ":443"}


def _address(_ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return an address as a browser writes it, without its usual port; an origin has no path."""
    if value is None:
        return None
    found = _ADDRESS.fullmatch(value.rstrip("/"))
    if not found or (param.name == "origin" and found[4]):
        raise click.BadParameter(texts.BAD_ADDRESS)
    scheme, host, port, path = found.groups()
    return scheme + host + ("" if port in {None, _USUAL[scheme]} else port) + path


@click.command("widget", help=texts.COMMAND, short_help=texts.COMMAND_SHORT)
@click.option("--server", metavar="ADRESSE", callback=_address, help=texts.SERVER_OPTION)
@click.option(
    "--origin",
    metavar="ADRESSE",
    callback=_address,
    default="https://www.example.org",
    help=texts.ORIGIN_OPTION,
)
def widget(  # noqa: D103 - click shows its help
    *, server: str | None, origin: str
) -> None:
    from rag.config import load
    from ui.web.settings import WebSettings
    from ui.widget import built, paste

    file = built()
    at = server or _own(load(WebSettings, table="web"))
    lines = paste(at, origin)
    click.echo(texts.header(file.version, len(file.compressed)))
    click.echo(texts.line(texts.ADDRESS, at + file.path))
    click.echo(texts.line(texts.INTEGRITY, file.integrity))
    for title, text in (
        (texts.FOR_PAGE, lines.page),
        (texts.FOR_FRAME, lines.frame),
        (texts.FOR_POLICY, lines.policy),
        (texts.FOR_SETTING, lines.setting),
    ):
        click.echo(f"\n# {title}\n{text}", nl=False)


def _own(web: "WebSettings") -> str:
    """Return the address where the settings say that this server listens."""
    host = f"[{web.host}]" if ":" in web.host else web.host
    return f"http://{host}:{web.port}"
