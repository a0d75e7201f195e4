"""The page over time: a reload, a link, a copy, a file; a slow server, and one that fails."""

import json
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from pagekit import ANSWERS, Opened, ask, texts_of, violations
from playwright.sync_api import Page, Route, expect
from webkit import MUSEUM_QUESTION, TRAP_QUESTION, make_app, serving

from rag import Engine, HashingEncoder, Outcome, Question, record
from ui.web import download, links, page_texts, texts
from ui.web.settings import WebSettings

pytestmark = pytest.mark.browser


LOST = "Connection to the server was lost. Attempting reconnection..."
"""What Gradio says, in English, when the server does not answer."""


class Moody(Engine):
    """An engine that waits to be let go, or fails, when it is told to."""

    go = threading.Event()
    fails = False

    def ask(self, question: Question) -> Outcome:
        assert self.go.wait(30)
        if self.fails:
            raise RuntimeError("en panne")
        return super().ask(question)


@pytest.fixture(scope="module")
def moody(engine: Engine) -> Moody:
    return Moody(engine.settings, engine.index, HashingEncoder())


@pytest.fixture(scope="module")
def served_moody(moody: Moody) -> Iterator[str]:
    with serving(make_app(moody, WebSettings())) as address:
        yield address


def questions(page: Page) -> list[str]:
    return texts_of(page, "#chat .user-row .question")


def test_a_conversation_survives_a_reload_and_the_way_back(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, MUSEUM_QUESTION)
    ask(page, TRAP_QUESTION)
    shown = texts_of(page, ANSWERS)
    for leave_and_return in (page.reload, lambda: (page.goto("about:blank"), page.go_back())):
        leave_and_return()
        expect(page.locator(ANSWERS)).to_have_count(2)
        assert questions(page) == [MUSEUM_QUESTION, TRAP_QUESTION]
        assert texts_of(page, ANSWERS) == shown
    assert page.locator("#chat .notice").count() == 0


def test_what_another_hand_wrote_in_the_tab_is_inert(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(f"{served}/api/health")
    hostile = "<img src=x onerror='window.pwned=5'> <script>window.pwned=6</script> **x**"
    kept = json.dumps({"questions": [hostile], "corpus": 3, "reply": hostile})
    page.evaluate("kept => sessionStorage.setItem('sourcier', kept)", kept)
    page.goto(served)
    expect(page.locator(ANSWERS)).to_have_count(1)
    assert questions(page) == [hostile]
    assert page.locator("#chat .md :is(img, script, strong)").count() == 0
    assert page.evaluate("window.pwned") is None


def test_a_permalink_asks_again_and_says_when_the_sources_changed(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served + links.permalink(MUSEUM_QUESTION, engine.corpus.fingerprint))
    expect(page.locator(ANSWERS)).to_have_count(1)
    assert questions(page) == [MUSEUM_QUESTION]
    assert page.locator("#chat .notice").count() == 0
    page.reload()
    expect(page.locator(ANSWERS)).to_have_count(1)
    assert questions(page) == [MUSEUM_QUESTION]
    again = page.locator("#chat a.permalink").get_attribute("href")
    other = open_(served + again.replace(engine.corpus.fingerprint[:16], "0" * 16))
    expect(other.locator(ANSWERS)).to_have_count(1)
    assert texts_of(other, "#chat .notice") == [page_texts.MOVED]


def test_an_answer_is_copied_as_text_and_as_markdown(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, TRAP_QUESTION)
    given = record(engine.ask(Question(TRAP_QUESTION)))
    for name, taken in (
        (page_texts.COPY, download.text(given)),
        (page_texts.COPY_MARKDOWN, download.markdown(given)),
    ):
        button = page.get_by_role("button", name=name, exact=True)
        button.click()
        expect(page.get_by_role("button", name=page_texts.COPIED, exact=True)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == taken
        expect(button).to_be_visible()


def test_a_conversation_is_downloaded(served: str, engine: Engine, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, TRAP_QUESTION)
    files = []
    for name in (page_texts.SAVE_JSON, page_texts.SAVE_MARKDOWN, page_texts.SAVE_MARKDOWN):
        with page.expect_download() as downloaded:
            page.get_by_role("button", name=name).click()
        files.append((downloaded.value.suggested_filename, Path(downloaded.value.path())))
    given = record(engine.ask(Question(TRAP_QUESTION)))
    [saved] = json.loads(files[0][1].read_text(encoding="utf-8"))["records"]
    assert files[0][0].endswith(".json")
    assert saved | {"timings_ms": {}} == given | {"timings_ms": {}}
    assert files[1][0].endswith(".md")
    taken = [path.read_text(encoding="utf-8") for _, path in files[1:]]
    assert taken == [download.conversation_markdown([given])] * 2


def test_a_completed_question_is_put_back_to_be_corrected(served: str, open_page: Opened) -> None:
    open_, _ = open_page
    page = open_(served)
    ask(page, "Combien coûte le billet du musée ?")
    ask(page, "Et combien de visiteurs attend-il ?")
    completed = texts_of(page, "#chat .completed")
    assert len(completed) == 1
    page.get_by_role("button", name=page_texts.CORRECT).click()
    box = page.get_by_label(texts.QUESTION)
    expect(box).to_have_value(completed[0])
    expect(box).to_be_focused()
    assert violations(page) == []


def test_a_source_opens_beside_the_conversation_where_there_is_room(
    served: str, engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served, width=1400, height=900)
    ask(page, TRAP_QUESTION)
    [citation] = record(engine.ask(Question(TRAP_QUESTION)))["citations"]
    link = page.locator("#chat a.passage")
    link.focus()
    page.keyboard.press("Enter")
    mark = page.frame_locator("#reader iframe").locator("#passage")
    expect(mark).to_have_text(citation["quote"])
    expect(mark).to_be_in_viewport()
    close = page.get_by_role("button", name=page_texts.CLOSE)
    expect(close).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(close).to_be_hidden()
    expect(link).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(mark).to_be_in_viewport()
        page.go_back()
        expect(close).to_be_hidden()
        assert questions(page) == [TRAP_QUESTION]


def test_a_slow_answer_is_announced_and_a_failed_one_can_be_asked_again(
    served_moody: str, moody: Moody, open_page: Opened
) -> None:
    open_, _ = open_page
    page = open_(served_moody)
    moody.fails = True
    page.get_by_label(texts.QUESTION).fill(MUSEUM_QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text(page_texts.SEARCHING)).to_be_visible()
    assert violations(page) == []
    box = page.get_by_label(texts.QUESTION)
    box.press_sequentially("Et ensuite")
    moody.go.set()
    expect(page.get_by_text(texts.FAULT)).to_be_visible()
    expect(box).to_have_value("Et ensuite")
    moody.fails = False
    page.get_by_role("button", name=page_texts.RETRY).click()
    expect(page.locator("#chat mark")).to_have_count(1)
    assert questions(page) == [MUSEUM_QUESTION] * 2


def test_a_server_that_goes_away_loses_no_question(engine: Engine, open_page: Opened) -> None:
    open_, _ = open_page
    with serving(make_app(engine, WebSettings())) as address:
        page = open_(address)
        ask(page, MUSEUM_QUESTION)
    box = page.get_by_label(texts.QUESTION)
    box.fill(TRAP_QUESTION)
    box.press("Enter")
    expect(page.get_by_text(texts.GRADIO[LOST]).first).to_be_visible()
    expect(box).to_have_value(TRAP_QUESTION)
    assert questions(page) == [MUSEUM_QUESTION]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_empty_page_is_used_by_hand_and_narrow(
    served: str, open_page: Opened, scheme: str
) -> None:
    open_, _ = open_page
    page = open_("about:blank", width=320, height=640)
    page.emulate_media(color_scheme=scheme)
    page.goto(served)
    expect(page.get_by_label(texts.QUESTION)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label(texts.QUESTION)).to_be_focused()
    page.keyboard.insert_text(MUSEUM_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(ANSWERS)).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_opinion_is_sent_without_the_question_unless_the_person_agrees(
    engine: Engine, open_page: Opened
) -> None:
    open_, _ = open_page
    sent: list[dict[str, object]] = []

    def receive(route: Route) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(status=503 if len(sent) == 1 else 201, json={})

    with serving(make_app(engine, WebSettings(feedback=True))) as address:
        page = open_(address)
        page.route("**/api/feedback", receive)
        ask(page, MUSEUM_QUESTION)
        page.get_by_role("button", name=page_texts.USELESS).click()
        expect(page.get_by_label(page_texts.WHY)).to_be_focused()
        page.keyboard.insert_text(" pas la bonne somme ")
        assert violations(page) == []
        page.keyboard.press("Enter")
        expect(page.get_by_text(page_texts.NOT_SENT)).to_be_visible()
        page.get_by_label(page_texts.JOIN_QUESTION).check()
        page.get_by_role("button", name=page_texts.SEND).click()
        expect(page.get_by_text(page_texts.THANKS)).to_be_visible()
    said = {
        "useful": False,
        "reason": "pas la bonne somme",
        "corpus": engine.corpus.fingerprint,
        "version": version("sourcier"),
    }
    assert sent == [said | {"question": None}, said | {"question": MUSEUM_QUESTION}]
