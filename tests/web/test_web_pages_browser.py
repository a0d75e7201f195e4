"""The server-rendered pages in a real browser: accessible, narrow, dark, faithful, printed."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from pageskit import HALL, PATHS, SOURCES, WINDOWS, app_over, write
from playwright.sync_api import Browser, Page, expect
from webkit import serving

from rag import Engine, Settings
from ui.web import site_texts, texts
from ui.web.settings import WebSettings

pytestmark = pytest.mark.browser

START = HALL.index("La maire")
CITED = f"/sources/halle?start={START}&end={START + 20}&cite={START}-{START + 20}-halle"
ALL = (*PATHS, f"{CITED}&cite=0-9-vaux", "/sources/marche?start=40&end=70&unfold=1", "/rien")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write(tmp_path_factory.mktemp("presse"))
    cache = tmp_path_factory.mktemp("cache")
    engine = Engine.open(Settings(sources=folder, cache=cache, model="hashing"))
    with serving(app_over(engine, WebSettings())) as served:
        yield served


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-US")
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html']}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("path", ALL)
def test_every_page_is_accessible_light_dark_and_narrow(
    address: str, page: Page, path: str
) -> None:
    page.goto(f"{address}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    for scheme, width in (("light", 1200), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", SOURCES)
def test_a_browser_shows_the_sources_own_characters(address: str, page: Page, name: str) -> None:
    page.goto(f"{address}/sources/{name}")
    shown = page.locator(".words").evaluate_all("all => all.map(one => one.textContent).join('')")
    assert shown == SOURCES[name]
    assert "\r" in WINDOWS


def test_the_keyboard_goes_to_the_passage_and_on_to_the_next(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 420, "height": 500})
    page.goto(f"{address}{CITED}&cite=0-9-vaux")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(texts.SKIP)
    page.keyboard.press("Enter")
    expect(page.locator("#passage")).to_be_in_viewport()
    page.get_by_role("link", name=site_texts.AFTER).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/vaux?**")
    expect(page.locator("mark")).to_have_text(SOURCES["vaux"][:9])
    page.go_back()
    expect(page.locator("mark")).to_have_text(HALL[START : START + 20])
    assert page.evaluate("window.pwned") is None
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_on_paper_a_source_keeps_its_words_and_its_mark(address: str, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}{CITED}")
    expect(page.locator("article")).to_be_visible()
    expect(page.locator("mark")).to_be_visible()
    for unused in (".bar", "#masthead nav", "#colophon ul"):
        expect(page.locator(unused)).to_be_hidden()
