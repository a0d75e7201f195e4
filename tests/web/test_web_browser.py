"""The page in a real browser: asked by keyboard, faithful, inert, self-contained, accessible."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from webkit import MUSEUM_QUESTION, TRAP, TRAP_QUESTION, Open

from rag import Engine, Question, record
from ui.web import texts

pytestmark = pytest.mark.browser

Opened = tuple[Open, list[str]]
HOSTILE = (
    "<script>window.pwned = 3</script> <img src=x onerror='window.pwned=4'> *gras* _s_ :wink: "
    "`c` $$x$$ [l](javascript:void) ![i](http://ailleurs.example/i) &lt; 1. # www.a.example ~~b~~"
)


def ask(page: Page, question: str) -> None:
    """Ask a question without the mouse, and wait for its answer."""
    answers = page.locator("#chat .bot-row .md")
    before = answers.count()
    box = page.get_by_label(texts.QUESTION)
    box.focus()
    page.keyboard.insert_text(question)
    page.keyboard.press("Enter")
    expect(answers).to_have_count(before + 1)
    expect(answers.last).not_to_be_empty()


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


@pytest.mark.parametrize("asked_", [MUSEUM_QUESTION, TRAP_QUESTION])
def test_an_answer_shows_the_records_own_characters(
    served: str, engine: Engine, open_page: Opened, asked_: str
) -> None:
    open_, requests = open_page
    page = open_(served)
    ask(page, asked_)
    given = record(engine.ask(Question(asked_)))
    assert given["status"] == "answered"
    assert texts_of(page, "#chat .user-row .md p") == [asked_]
    assert texts_of(page, "#chat .answer") == [given["answer"]]
    assert texts_of(page, "#chat blockquote") == [c["quote"] for c in given["citations"]]
    assert texts_of(page, "#chat mark") == [
        piece["text"] for c in given["citations"] for piece in c["pieces"] if piece["mark"]
    ]
    assert page.evaluate("window.pwned") is None
    assert outside(requests, served) == []


def test_a_hostile_question_is_shown_and_inert(served: str, open_page: Opened) -> None:
    open_, requests = open_page
    page = open_(served)
    ask(page, HOSTILE)
    assert texts_of(page, "#chat .user-row .md") == [HOSTILE]
    assert (
        page.locator("#chat .user-row .md :is(script, img, a, em, strong, code, del)").count() == 0
    )
    assert page.evaluate("window.pwned") is None
    assert outside(requests, served) == []


def test_the_link_leads_to_the_marked_passage(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, requests = open_page
    page = open_(served)
    ask(page, TRAP_QUESTION)
    [citation] = record(engine.ask(Question(TRAP_QUESTION)))["citations"]
    with page.expect_popup() as opened:
        page.get_by_role("link", name=texts.PASSAGE).click()
    source = opened.value
    assert source.url.startswith(f"{served}/sources/trapville?")
    assert "".join(texts_of(source, "mark")) == citation["quote"]
    assert "".join(texts_of(source, ".words")) == TRAP
    expect(source.locator("#passage")).to_be_in_viewport()
    assert source.evaluate("window.pwned") is None
    assert violations(source) == []
    assert outside(requests, served) == []


def test_a_refusal_shows_the_nearest_passages(served_doubting: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served_doubting)
    ask(page, MUSEUM_QUESTION)
    assert texts_of(page, "#chat .heading") == [texts.NEAREST]
    assert page.locator("#chat blockquote").count() >= 1
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (1100, "dark"), (320, "light")])
def test_axe_finds_nothing_before_and_after_an_answer(
    served: str, open_page: Opened, width: int, scheme: str
) -> None:
    open_, _ = open_page
    page = open_("about:blank", width=width, height=800)
    page.emulate_media(color_scheme=scheme)
    page.goto(served)
    expect(page.get_by_label(texts.QUESTION)).to_be_visible()
    assert violations(page) == []
    ask(page, TRAP_QUESTION)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_french_whatever_the_browsers_language(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() == texts.TITLE
    labels = page.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
    titles = page.locator("[title]").evaluate_all("all => all.map(one => one.title)")
    shown = page.locator("body").inner_text()
    said = "\n".join([*labels, *titles, shown])
    assert texts.GRADIO_KEYS["chatbot.copy_message"] in labels
    english = r"\b(?:gradio|settings|api|copy|message|loading|chatbot|clear|built|error|undo)\b"
    assert re.findall(english, said, re.IGNORECASE) == []


def test_every_control_is_reached_by_keyboard(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert [
        name
        for name in (texts.PASSAGE, texts.ASK, MUSEUM_QUESTION, texts.NEW)
        if name not in reached
    ] == []


def test_an_example_is_asked_by_its_button(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    page.get_by_role("button", name=MUSEUM_QUESTION).click()
    expect(page.locator("#chat blockquote")).to_have_count(1)
    assert texts_of(page, "#chat .user-row .md p") == [MUSEUM_QUESTION]
    expect(page.get_by_label(texts.QUESTION)).to_have_value("")


def test_a_new_conversation_forgets_the_last(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    page.get_by_role("button", name=texts.NEW).click()
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    ask(page, TRAP_QUESTION)
    assert texts_of(page, "#chat .user-row .md p") == [TRAP_QUESTION]


def test_an_empty_question_is_said_and_not_kept(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, "  ")
    assert page.locator("#chat .user-row").count() == 0
    ask_again = page.get_by_label(texts.QUESTION)
    ask_again.fill(MUSEUM_QUESTION)
    ask_again.press("Enter")
    expect(page.locator("#chat blockquote")).to_have_count(1)
    expect(page.locator("#chat .bot-row")).to_have_count(1)


def test_the_words_of_an_answer_are_what_is_copied(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, TRAP_QUESTION)
    page.get_by_role("button", name=texts.GRADIO_KEYS["chatbot.copy_message"]).click()
    expect(
        page.get_by_role("button", name=texts.GRADIO_KEYS["chatbot.copied_message"])
    ).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    given = record(engine.ask(Question(TRAP_QUESTION)))
    assert copied.startswith(f"{given['answer']}\n{given['citations'][0]['quote']}\n")


def test_a_question_too_large_to_send_is_said_in_french(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    box = page.get_by_label(texts.QUESTION)
    box.fill("x" * 100_000)
    box.press("Enter")
    _, said = texts.STATUS[413]
    expect(page.get_by_text(said).first).to_be_visible()
    expect(box).to_have_value("x" * 100_000)


def test_nothing_is_left_in_the_browser(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    assert page.context.cookies() == []
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    assert page.evaluate(kept) == []
