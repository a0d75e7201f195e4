"""The report in a real browser: whole, accessible, filtered without a script, printable."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from report_making import HOSTILE, PREDICTIONS, answer, make_run

from eval.compare import compare
from eval.floors import Checked
from eval.report import texts, versus
from eval.report.page import report, write

pytestmark = pytest.mark.browser

BROWSER = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REQUIRED = os.environ.get("SOURCIER_REQUIRE_BROWSER") == "1"
"""Read here: the tests themselves run without the SOURCIER_ variables."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        except Error as error:
            said = f"no browser to drive: {error.message.splitlines()[0]}"
            if REQUIRED:
                pytest.fail(said)
            pytest.skip(said)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of a report with peers, and of a comparison."""
    folder = tmp_path_factory.mktemp("pages")
    other = make_run(
        *(answer(one.case, "ponts", "42 ponts") for one in PREDICTIONS), name="b", system="bm25"
    )
    found = compare(make_run(), other)
    write(report(make_run(), [other]), folder / "report.html")
    write(versus.page(found, Checked({}, ())), folder / "compare.html")
    return {path.stem: path.as_uri() for path in folder.iterdir()}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-US", viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html']}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


def shown(page: Page) -> list[str]:
    """Return the ids of the cases that are seen."""
    return [
        one.locator("code").inner_text()
        for one in page.locator("article.miss").all()
        if one.is_visible()
    ]


@pytest.mark.parametrize("name", ["report", "compare"])
@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (1200, "dark"), (320, "dark")])
def test_axe_finds_nothing(
    page: Page, pages: dict[str, str], name: str, width: int, scheme: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(pages[name])
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [pages[name]]
    assert page.evaluate("window.pwned") is None


def test_the_dark_page_is_dark(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["report"])
    colours = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    light, dark = (
        sum(int(part) for part in colours[scheme].removeprefix("rgb(").removesuffix(")").split(","))
        for scheme in ("light", "dark")
    )
    assert dark < 150
    assert light > 600


def test_misses_are_filtered_by_kind_and_by_cause_without_a_script(
    browser: Browser, pages: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["report"])
    every = ["chenes", "suite", "lieu", "maire", "date"]
    assert shown(page) == every
    page.get_by_label("question de suite (1)").check()
    assert shown(page) == ["suite"]
    expect(page.get_by_text(texts.NO_SUCH)).to_be_hidden()
    page.get_by_label("Réponse à tort (1)").check()
    assert shown(page) == []
    expect(page.get_by_text(texts.NO_SUCH)).to_be_visible()
    page.locator("#kind-all").check()
    assert shown(page) == ["maire"]
    page.locator("#cause-all").check()
    assert shown(page) == every
    context.close()


def test_the_filters_are_reached_and_moved_by_keyboard(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["report"])
    page.locator("#kind-all").focus()
    page.keyboard.press("ArrowDown")
    assert len(shown(page)) == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cause-all"


def test_what_is_marked_is_the_sources_own(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["report"])
    miss = page.locator("article.miss.k-person")
    expect(miss.locator("h3")).to_have_text(HOSTILE)
    assert miss.locator(".words").evaluate_all("all => all.map(one => one.textContent)") == [
        "La commune a planté 12 chênes place Viarme, a promis l’adjointe Claire Dubois."
    ]
    before = "one => getComputedStyle(one, '::before').content"
    assert texts.MARK_GIVEN in miss.locator("mark.given").evaluate(before)
    assert texts.MARK_EXPECTED in miss.locator("mark.expected").evaluate(before)
    silent = page.locator("article.miss.k-follow-up mark")
    assert silent.evaluate(before) == f'"{texts.MARK_REFUSED_BOTH}"'


def test_drawings_are_named_images(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["report"])
    for title in (texts.KINDS_DRAWN, texts.RISK_DRAWN, texts.RELIABLE_DRAWN, texts.LATENCY_DRAWN):
        drawing = page.get_by_role("img", name=title)
        expect(drawing).to_be_visible()
        size = drawing.bounding_box()
        assert size is not None
        assert size["width"] > 300
        assert size["height"] > 100


@pytest.mark.parametrize(("width", "drawn"), [(1200, "wide"), (320, "narrow")])
def test_words_of_a_drawing_are_readable_and_neither_leave_it_nor_meet(
    page: Page, pages: dict[str, str], width: int, drawn: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(pages["report"])
    drawings = [one for one in page.locator("figure.chart svg").all() if one.is_visible()]
    assert [one.get_attribute("class") for one in drawings] == [drawn] * 4
    for drawing in drawings:
        outer = drawing.bounding_box()
        assert outer is not None
        boxes = [one.bounding_box() for one in drawing.locator("text").all()]
        for at, box in enumerate(boxes):
            assert box is not None
            assert box["height"] > 11
            assert outer["x"] - 1 <= box["x"]
            assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
            for other in boxes[at + 1 :]:
                assert other is not None
                apart_x = box["x"] + box["width"] <= other["x"] + 1 or (
                    other["x"] + other["width"] <= box["x"] + 1
                )
                apart_y = box["y"] + box["height"] <= other["y"] + 3 or (
                    other["y"] + other["height"] <= box["y"] + 3
                )
                assert apart_x or apart_y


def test_the_printed_page_is_light_and_leaves_nothing_folded(
    page: Page, pages: dict[str, str]
) -> None:
    page.goto(pages["report"])
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    for table in page.locator("details table").all():
        expect(table).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_the_links_of_the_page_lead_to_its_parts(page: Page, pages: dict[str, str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(pages["report"])
    page.get_by_role("link", name=texts.MISSES).click()
    expect(page.locator("#misses h2")).to_be_in_viewport()
    page.goto(pages["report"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == texts.SKIP
