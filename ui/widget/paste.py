"""What a site owner pastes: the element with its script, the policy of the site, the setting."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from ui.widget import texts
from ui.widget.built import built

EMBED = "/embed"
_KNOWN = re.compile(r"localhost|\[.*\]|[0-9.]+")
"""Hosts that a server answers to without being told: addresses, and its own machine."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Lines to paste, ready as they are.

    `page` goes into the site's page, `frame` in its place where no script is allowed, `policy`
    into its Content-Security-Policy, `setting` into the `sourcier.toml` of the server.
    """

    page: str
    frame: str
    policy: str
    setting: str


def paste(server: str, origin: str) -> Paste:
    """Return the lines for a site, `origin`, that asks a `server`; neither ends with a slash."""
    file, at = built(), escape(server)
    # With a path, a policy would allow that very address alone.
    own = "{0.scheme}://{0.netloc}".format(urlsplit(server))
    return Paste(
        page=(
            f'<script src="{at}{file.path}"\n'
            f'        integrity="{file.integrity}"\n'
            '        crossorigin="anonymous" defer></script>\n'
            f'<sourcier-chat api="{at}">\n'
            f'  <form action="{at}/embed" method="get">\n'
            f'    <label>{texts.QUESTION} <input name="q"></label>\n'
            f"    <button>{texts.ASK}</button>\n"
            "  </form>\n"
            "</sourcier-chat>\n"
        ),
        frame=(
            f'<iframe src="{at}{EMBED}" title="{texts.TITLE}"\n'
            '        width="100%" height="640" loading="lazy"></iframe>\n'
        ),
        policy=f"script-src {own}; connect-src {own}; form-action {own}; frame-src {own}\n",
        setting=f'[web]\n{_host(server)}origins = ["{origin}"]\n',
    )


def _host(server: str) -> str:
    """Return the line by which a server answers to its public name; "" when it needs none."""
    name = urlsplit(server).hostname or ""
    return "" if _KNOWN.fullmatch(name) or ":" in name else f'hosts = ["{name}"]\n'
