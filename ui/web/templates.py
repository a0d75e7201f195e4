"""The server-rendered pages: Jinja with everything escaped, words from the catalogues."""

import re
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.texts import HELP_APART, ZONES, help_line, quoted
from ui.web import assets, links, page_texts, site_texts, texts

_DROP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path fill="#0b5d66" d="M16 2C11 9 6 14 6 20a10 10 0 0 0 20 0C26 14 21 9 16 2z"/></svg>'
)

_ENVIRONMENT = Environment(
    loader=PackageLoader("ui.web", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals |= {
    "texts": texts,
    "shared": page_texts,
    "site": site_texts,
    "links": links,
    "zones": ZONES,
    "help_apart": HELP_APART,
    "help_line": help_line,
    "quoted": quoted,
    "style": assets.PAGES_STYLE,
    "icon": f"data:image/svg+xml,{quote(_DROP)}",
    "here": "",
    "framed": False,
}

_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


def render(name: str, **values: object) -> str:
    """Fill a template of this folder; every value is escaped."""
    return _ENVIRONMENT.get_template(name).render(values)


def page(request: Request, name: str, **values: object) -> HTMLResponse:
    """Answer with a page: its head and foot are left out where it stands beside another.

    A carriage return would come out of a browser's parser as a line feed, and a NUL not at all.
    """
    framed = request.headers.get("sec-fetch-dest") == "iframe"
    filled = render(name, here=request.url.path, framed=framed, **values)
    written = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", filled).replace("\r", "&#13;")
    return HTMLResponse(written, headers={"Vary": "Sec-Fetch-Dest"})
