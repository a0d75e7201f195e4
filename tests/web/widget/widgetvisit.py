"""A visit to a site that holds the widget, and servers of every mood."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect
from widgetkit import AGREED, EMPTY, FULL, REFUSED, reply, trouble

from ui.widget import texts

LONG = 20_000
"""Milliseconds that a question may take on a busy machine."""
SAID_429 = "Trop de questions en une minute. Attendez un peu avant la suivante."
MOODS = {
    "full": [(200, FULL)],
    "agreed": [(200, AGREED)],
    "refused": [(200, REFUSED)],
    "denied": [(200, {**REFUSED, "reason": "false_premise"})],
    "once": [trouble(500, "Une erreur est survenue."), (200, reply())],
    "limited": [trouble(429, SAID_429)],
    "proxy": [(502, "<h1>Bad gateway</h1>")],
    "missing": [(404, {"detail": "Not Found"})],
    "html": [(200, "<!doctype html>")],
    "foreign": [(200, {"status": "ok"})],
    "broken": [(200, reply(citations=[{"pieces": None}]))],
    "empty": [(200, EMPTY), (200, reply())],
}


@dataclass
class Visit:
    """A page of the site, opened: what it asked of the network, and what it complained of."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def log(self) -> Page:
        return self.page.get_by_role("log")

    def ask(self, question: str) -> None:
        """Ask by keyboard, and wait for what is not the wait."""
        replies = self.page.locator(".reply")
        before = replies.count()
        self.page.get_by_role("textbox", name=texts.QUESTION).fill(question)
        self.page.keyboard.press("Enter")
        expect(replies).to_have_count(before + 1)
        last = replies.last.locator(".answer, .refusal, .problem")
        expect(last).to_have_count(1, timeout=LONG)

    def open(self) -> None:
        self.page.get_by_role("button", name=texts.TITLE).click()

    def asked(self) -> list[dict[str, object]]:
        """Return the bodies of the questions sent."""
        return [json.loads(one.post_data) for one in self.requests if one.method == "POST"]


Opening = Callable[..., Visit]


def element(api: str, moods: str, attributes: str = "") -> str:
    """Return what loads the widget of one server and asks another."""
    script = f'<script src="{api}/widget.js" defer></script>'
    return f'{script}<sourcier-chat api="{moods}" {attributes}></sourcier-chat>'


def texts_of(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("all => all.map(one => one.textContent)")


def violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['html']}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
