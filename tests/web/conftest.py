"""An engine over a small French corpus, one source of which is a trap; a server; a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import settings
from playwright.sync_api import Browser, Error, Page, sync_playwright
from webkit import BRIDGE, DESCRIPTIONS, MUSEUM, MUSEUM_QUESTION, TRAP, Open, make_app, serving

from rag import Engine, HashingEncoder, Settings
from ui.web.settings import WebSettings

# A deadline would time the machine, and the machine may be busy.
settings.register_profile("web", deadline=None, max_examples=40)
settings.load_profile("web")

BROWSER = shutil.which("chromium") or "/usr/bin/chromium"
BROWSER_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BROWSER_REQUIRED = os.environ.get("SOURCIER_REQUIRE_BROWSER") == "1"
"""Read here: the tests themselves run without the SOURCIER_ variables."""


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in (("musee", MUSEUM), ("pont", BRIDGE), ("trapville", TRAP)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    described = f'questions = ["{MUSEUM_QUESTION}"]\n{DESCRIPTIONS}'
    (folder / "sources.toml").write_text(described, encoding="utf-8")
    (folder / "abîmé.pdf").write_bytes(b"%PDF-1.7 rien")
    return folder


@pytest.fixture(scope="session")
def engine(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Answers whatever its confidence."""
    cache = tmp_path_factory.mktemp("cache")
    return Engine.open(Settings(sources=sources, cache=cache, model="hashing", threshold=0.0))


@pytest.fixture(scope="session")
def doubting_engine(engine: Engine) -> Engine:
    """Refuses every question that it understands."""
    settings = engine.settings.model_copy(update={"threshold": 1.0})
    return Engine(settings, engine.index, HashingEncoder())


@pytest.fixture(scope="session")
def web() -> WebSettings:
    return WebSettings(requests_per_minute=0)


@pytest.fixture(scope="session")
def app(engine: Engine, web: WebSettings) -> FastAPI:
    return make_app(engine, web)


@pytest.fixture(scope="session")
def served_app(engine: Engine, web: WebSettings) -> FastAPI:
    """Apart from `app`: a chat stops for good where the first lifespan of its application ends."""
    return make_app(engine, web)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def served(served_app: FastAPI) -> Iterator[str]:
    with serving(served_app) as address:
        yield address


@pytest.fixture(scope="session")
def served_doubting(doubting_engine: Engine) -> Iterator[str]:
    with serving(make_app(doubting_engine, WebSettings())) as address:
        yield address


# Not for the session: while Playwright runs, its event loop fills the main thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=BROWSER_FLAGS)
        except Error as error:
            said = f"no browser to drive: {error.message.splitlines()[0]}"
            if BROWSER_REQUIRED:
                pytest.fail(said)
            pytest.skip(said)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[tuple[Open, list[str]]]:
    """Open pages in a browser of another language; give them, and all the addresses asked."""
    context = browser.new_context(locale="en-US", viewport={"width": 1100, "height": 900})
    context.set_default_timeout(90_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))

    def open_(address: str, **size: int) -> Page:
        page = context.new_page()
        if size:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.goto(address)
        return page

    yield open_, asked
    context.close()
