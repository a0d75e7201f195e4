"""A site, the server that it asks, a server of every mood, and a visit in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from webkit import make_app, serving
from widgetkit import Site, canned
from widgetvisit import MOODS, Opening, Visit

from rag import Engine
from ui.web.settings import WebSettings
from ui.widget import paste


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    with serving(site.app) as address:
        yield address


@pytest.fixture(scope="module")
def api(engine: Engine, host: str) -> Iterator[str]:
    """A server that knows the site by its number, not by its name."""
    with serving(make_app(engine, WebSettings(origins=(host,), requests_per_minute=0))) as address:
        yield address


@pytest.fixture(scope="module")
def moods() -> Iterator[str]:
    with serving(canned(MOODS)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-US", viewport={"width": 1000, "height": 760})
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, site: Site, host: str, api: str) -> Opening:
    """Open a page of the site that holds what the owner pasted."""

    def open_(body: str | None = None, *, at: str = host, policy: str = "", **more: str) -> Visit:
        lines = paste(api, host)
        whole = lines.page if body is None else body
        page = context.new_page()
        opened = Visit(page)
        page.on("request", lambda request: opened.requests.append(request))  # noqa: PLW0108 - marked by Playwright
        page.on("pageerror", lambda error: opened.complaints.append(error.stack))
        page.on("console", lambda line: opened.complaints.append(line.text))
        page.goto(at + site.put(whole, policy, **more))
        return opened

    return open_
