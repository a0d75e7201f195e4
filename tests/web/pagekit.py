"""What the tests of the pages do in a browser: ask, read, look for faults."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from webkit import Open

from ui.web import texts

# A busy machine answers late; what is not there in the end is a failure all the same.
expect.set_options(timeout=20_000)

Opened = tuple[Open, list[str]]
"""What opens pages, and the addresses they asked for."""


ANSWERS = "#chat .bot-row :is(.answer, .said)"


def ask(page: Page, question: str) -> None:
    """Ask a question without the mouse, and wait for its answer."""
    answers = page.locator(ANSWERS)
    before = answers.count()
    box = page.get_by_label(texts.QUESTION)
    box.focus()
    page.keyboard.insert_text(question)
    page.keyboard.press("Enter")
    expect(answers).to_have_count(before + 1)


def violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html']}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


def texts_of(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")


def outside(asked: list[str], address: str) -> list[str]:
    return [url for url in asked if urlsplit(url).scheme != "data" and not url.startswith(address)]
