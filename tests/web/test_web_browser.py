"""The page in a real browser: asked by keyboard, faithful, inert, self-contained, accessible."""

import re

import pytest
from pagekit import Opened, ask, outside, texts_of, violations
from playwright.sync_api import expect
from webkit import MUSEUM_QUESTION, TRAP, TRAP_QUESTION

from rag import Engine, Question, record
from ui.web import page_texts, texts

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.pwned = 3</script> <img src=x onerror='window.pwned=4'> *gras* _s_ :wink: "
    "`c` $$x$$ [l](javascript:void) ![i](http://ailleurs.example/i) &lt; 1. # www.a.example ~~b~~"
)


@pytest.mark.parametrize("asked_", [MUSEUM_QUESTION, TRAP_QUESTION])
def test_an_answer_shows_the_records_own_characters(
    served: str, engine: Engine, open_page: Opened, asked_: str
) -> None:
    open_, requests = open_page
    page = open_(served)
    ask(page, asked_)
    given = record(engine.ask(Question(asked_)))
    assert given["status"] == "answered"
    assert texts_of(page, "#chat .user-row .question") == [asked_]
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
    page.locator("#chat a.passage").click()
    page.wait_for_url(f"{served}/sources/trapville?*")
    assert "".join(texts_of(page, "mark")) == citation["quote"]
    assert "".join(texts_of(page, ".words")) == TRAP
    expect(page.locator("#passage")).to_be_in_viewport()
    assert page.evaluate("window.pwned") is None
    assert violations(page) == []
    assert outside(requests, served) == []
    page.go_back()
    expect(page.locator("#chat .user-row .question")).to_have_text(TRAP_QUESTION)
    expect(page.locator("#chat a.passage")).to_be_visible()


def test_a_refusal_shows_the_nearest_passages(served_doubting: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served_doubting)
    ask(page, MUSEUM_QUESTION)
    assert texts_of(page, "#chat .heading") == [texts.NEAREST]
    assert page.locator("#chat mark").count() == 0
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
    assert texts.CONVERSATION in labels
    english = r"\b(?:gradio|settings|api|copy|message|loading|chatbot|clear|built|error|undo)\b"
    assert re.findall(english, said, re.IGNORECASE) == []


def test_every_control_is_reached_by_keyboard(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    wanted = [
        "Confiance faible",
        texts.PASSAGE,
        page_texts.COPY,
        page_texts.COPY_MARKDOWN,
        page_texts.PERMALINK,
        texts.ASK,
        texts.NEW,
        page_texts.SAVE_MARKDOWN,
        page_texts.SAVE_JSON,
        page_texts.PRINT,
    ]
    assert [name for name in dict.fromkeys(reached) if name in wanted] == wanted


def test_an_example_is_asked_by_its_button(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    page.get_by_role("button", name=MUSEUM_QUESTION).click()
    expect(page.locator("#chat blockquote")).to_have_count(1)
    assert texts_of(page, "#chat .user-row .question") == [MUSEUM_QUESTION]
    expect(page.get_by_label(texts.QUESTION)).to_have_value("")


def test_a_new_conversation_forgets_the_last(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    page.get_by_role("button", name=texts.NEW).click()
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    ask(page, TRAP_QUESTION)
    assert texts_of(page, "#chat .user-row .question") == [TRAP_QUESTION]


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


def test_a_question_too_large_to_send_is_said_in_french(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    box = page.get_by_label(texts.QUESTION)
    box.fill("x" * 100_000)
    box.press("Enter")
    _, said = texts.STATUS[413]
    expect(page.get_by_text(said).first).to_be_visible()
    expect(box).to_have_value("x" * 100_000)


def test_the_tab_keeps_the_questions_alone_and_forgets_with_the_conversation(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    kept = "Object.values(sessionStorage).map((one) => JSON.parse(one))"
    corpus = engine.corpus.fingerprint
    assert page.evaluate(kept) == [{"corpus": corpus, "questions": [MUSEUM_QUESTION]}]
    page.get_by_role("button", name=texts.NEW).click()
    expect(page.locator("#chat .bot-row")).to_have_count(0)
    assert page.evaluate(kept) == []
