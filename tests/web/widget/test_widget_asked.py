"""The widget asked in a real browser, on a site of another origin than the server it asks."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect
from webkit import MUSEUM_QUESTION, TRAP_QUESTION
from widgetkit import FULL, REFUSED, STRICT, TRAP
from widgetvisit import SAID_429, Opening, element, texts_of

from rag import Engine, Question, record
from ui.texts import HELP_APART
from ui.widget import paste, texts

pytestmark = pytest.mark.browser


# --- asked from a listed site ---------------------------------------------------------------


def test_pasted_lines_work_under_a_strict_policy(
    visit: Opening, engine: Engine, host: str, api: str
) -> None:
    lines = paste(api, host)
    seen = visit(policy=f"{STRICT}; {lines.policy.strip()}")
    page = seen.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name=texts.QUESTION)
    expect(box).to_be_focused()
    seen.ask(TRAP_QUESTION)
    expect(box).to_be_focused()
    given = record(engine.ask(Question(TRAP_QUESTION)))
    assert texts_of(page, ".asked") == [TRAP_QUESTION]
    assert texts_of(page, ".answer") == [given["answer"]]
    assert texts_of(page, "blockquote") == [one["quote"] for one in given["citations"]]
    assert texts_of(page, "mark") == [
        piece["text"] for one in given["citations"] for piece in one["pieces"] if piece["mark"]
    ]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=texts.TITLE)).to_be_focused()
    assert seen.complaints == []
    assert page.evaluate("window.pwned") is None
    # The network: the page and its style, the file, one question; nothing kept here.
    asked = [(one.method, one.url) for one in seen.requests if not one.url.startswith(host)]
    (file,) = re.findall(r'src="([^"]+)"', lines.page)
    assert asked == [("GET", file), ("POST", f"{api}/api/ask")]
    headers = next(one for one in seen.requests if one.method == "POST").all_headers()
    assert "referer" not in headers
    assert "cookie" not in headers
    assert page.context.cookies() == []
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    assert page.evaluate(kept) == []


def test_a_citation_leads_to_its_passage(visit: Opening, engine: Engine) -> None:
    seen = visit()
    seen.open()
    seen.ask(TRAP_QUESTION)
    (given,) = record(engine.ask(Question(TRAP_QUESTION)))["citations"]
    link = seen.page.get_by_role("link", name=given["label"])
    expect(link).to_have_accessible_name(re.compile(re.escape(texts.NEW_WINDOW)))
    with seen.page.expect_popup() as opened:
        link.click()
    assert "".join(texts_of(opened.value, "mark")) == given["quote"]
    assert opened.value.evaluate("window.opener") is None


def test_the_earlier_questions_go_with_the_next(visit: Opening) -> None:
    seen = visit()
    seen.open()
    questions = [f"{MUSEUM_QUESTION} {number}" for number in range(10)]
    for question in questions:
        seen.ask(question)
    assert [one["question"] for one in seen.asked()] == questions
    assert [one["history"] for one in seen.asked()] == [
        questions[max(0, number - 8) : number] for number in range(10)
    ]
    seen.page.get_by_role("button", name="Recommencer").click()
    expect(seen.page.locator(".turn")).to_have_count(0)
    seen.ask(MUSEUM_QUESTION)
    assert seen.asked()[-1]["history"] == []


def test_a_question_that_could_not_be_read_is_not_kept(
    visit: Opening, api: str, moods: str
) -> None:
    seen = visit(element(api, f"{moods}/empty"))
    seen.open()
    seen.ask("???")
    seen.ask("Où ?")
    seen.ask("Quand ?")
    assert [one["history"] for one in seen.asked()] == [[], [], ["Où ?"]]


def test_an_empty_question_is_said_and_not_sent(visit: Opening) -> None:
    seen = visit()
    seen.open()
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_role("status")).to_have_text("Écrivez d’abord une question.")
    expect(seen.page.get_by_role("textbox", name=texts.QUESTION)).to_be_focused()
    assert seen.asked() == []


def test_its_methods_and_events(visit: Opening, api: str, moods: str) -> None:
    seen = visit(element(api, f"{moods}/full"))
    page = seen.page
    page.evaluate("""() => {
        window.heard = [];
        for (const name of ["answer", "refusal", "error"])
            document.addEventListener(`sourcier-${name}`, ({type, detail}) =>
                heard.push([type, detail.kind ?? detail.record.status]));
    }""")
    chat = page.locator("sourcier-chat")
    chat.evaluate("one => one.open()")
    expect(page.get_by_role("textbox", name=texts.QUESTION)).to_be_focused()
    given = chat.evaluate(
        "one => Promise.all([one.ask('Quand ?'), one.ask('  '), one.ask('Où ?')])"
    )
    assert [one and one["status"] for one in given] == ["answered", None, "answered"]
    assert [one["history"] for one in seen.asked()] == [[], ["Quand ?"]]
    for mood in ("refused", "proxy"):
        chat.evaluate("(one, api) => one.setAttribute('api', api)", f"{moods}/{mood}")
        chat.evaluate("one => one.ask('Qui ?')")
    assert page.evaluate("heard") == [
        ["sourcier-answer", "answered"],
        ["sourcier-answer", "answered"],
        ["sourcier-refusal", "refused"],
        ["sourcier-error", "server"],
    ]
    chat.evaluate("one => one.reset()")
    expect(page.locator(".turn")).to_have_count(0)
    chat.evaluate("one => one.close()")
    expect(page.get_by_role("dialog")).to_be_hidden()


# --- the record -----------------------------------------------------------------------------


def test_all_that_a_record_says_is_drawn(visit: Opening, api: str, moods: str) -> None:
    seen = visit(element(api, f"{moods}/full"))
    page = seen.page
    seen.open()
    seen.ask("Et quand ?")
    expect(page.locator(".understood")).to_have_text(f"Compris : {FULL['understood']}")
    assert texts_of(page, ".words") == ["rouvert"]
    assert texts_of(page, ".together") == ["Les sources divergent"]
    assert texts_of(page, ".positions li") == [
        "«\u00a0rouvert\u00a0» [1, 2]",
        f"«\u00a0{TRAP}\u00a0» [3]",
    ]
    assert texts_of(page, "cite") == [one["label"] for one in FULL["citations"]]
    assert texts_of(page, "mark") == ["rouvert", "rouvert", TRAP]
    notes = page.locator(".notes")
    assert [
        notes.nth(number)
        .locator("> li")
        .evaluate_all("all => all.map(one => one.textContent)")[:-1]
        for number in range(3)
    ] == [
        [
            "citation en exergue",
            "propos cités\u00a0: Zoé Lacombe",
            "au conditionnel",
            "mêmes mots à 2 autres endroits",
        ],
        ["commentaire de lecteur", "avis d’un lecteur"],
        [],
    ]
    assert texts_of(page, ".dated") == ["«\u00a0mardi\u00a0»\u00a0: mardi 25 juin 2024"]
    assert texts_of(page, ".notice") == [FULL["notices"][0]["text"]]
    first = page.locator(".notes a").first
    at = "/sources/source--1%20%C3%A9?start=10&end=15#passage"
    expect(first).to_have_attribute("href", f"{moods}/full{at}")
    aside = page.get_by_role("complementary", name=texts.HELP)
    expect(aside).to_contain_text(HELP_APART)
    links = aside.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["tel:011213", "https://aide.example/"]
    assert page.locator(".reply :is(img, script, em)").count() == 0
    assert page.evaluate("window.pwned") is None
    page.get_by_role("button", name="Et qui l’a rouvert ?").click()
    expect(page.locator(".asked")).to_have_count(2)
    assert texts_of(page, ".asked") == ["Et quand ?", "Et qui l’a rouvert ?"]


def test_a_refusal_and_an_agreement_are_said_as_such(visit: Opening, api: str, moods: str) -> None:
    seen = visit(element(api, f"{moods}/refused"))
    seen.open()
    seen.ask("Qui ?")
    assert texts_of(seen.page, ".refusal") == [REFUSED["answer"]]
    assert texts_of(seen.page, ".nearest h4") == [texts.NEAREST]
    expect(seen.page.locator(".nearest")).to_contain_text(texts.NEAREST_SAID)
    assert seen.page.locator("mark, .answer").count() == 0
    seen = visit(element(api, f"{moods}/agreed"))
    seen.open()
    seen.ask("Qui ?")
    assert texts_of(seen.page, ".together") == [texts.agree(3)]
    # The passage is then what the sources say, not one that failed to answer.
    seen = visit(element(api, f"{moods}/denied"))
    seen.open()
    seen.ask("Pourquoi ?")
    assert texts_of(seen.page, ".nearest h4") == [texts.CITED]
    expect(seen.page.locator(".nearest")).not_to_contain_text(texts.NEAREST_SAID)


# --- what goes wrong ------------------------------------------------------------------------


def test_a_site_that_is_not_listed_is_told_so(visit: Opening, host: str) -> None:
    seen = visit(at=host.replace("127.0.0.1", "localhost"))
    seen.open()
    seen.ask(MUSEUM_QUESTION)
    expect(seen.page.locator(".problem")).to_contain_text("n’accepte pas les questions posées")
    expect(seen.page.get_by_role("button", name="Réessayer")).to_be_visible()


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        ("limited", SAID_429),
        ("proxy", "a rencontré une erreur"),
        ("missing", "Aucun service de réponse"),
        ("html", "illisible"),
        ("foreign", "illisible"),
        ("broken", "illisible"),
    ],
)
def test_a_server_that_fails_gets_a_clear_sentence(
    visit: Opening, api: str, moods: str, mood: str, said: str
) -> None:
    seen = visit(element(api, f"{moods}/{mood}"))
    seen.open()
    seen.ask("Qui ?")
    expect(seen.page.locator(".problem")).to_contain_text(said)
    expect(seen.page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert seen.page.locator(".answer, blockquote").count() == 0


def test_trying_again_puts_the_same_question(visit: Opening, api: str, moods: str) -> None:
    seen = visit(element(api, f"{moods}/once"))
    seen.open()
    seen.ask("Qui ?")
    expect(seen.page.locator(".problem")).to_have_text("Une erreur est survenue.")
    seen.page.get_by_role("button", name="Réessayer").click()
    expect(seen.page.locator(".words")).to_have_text("rouvert")
    assert texts_of(seen.page, ".asked") == ["Qui ?"]
    expect(seen.page.get_by_role("textbox", name=texts.QUESTION)).to_be_focused()
    assert [one["history"] for one in seen.asked()] == [[], []]


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://127.0.0.1:1"])
def test_a_server_that_is_not_there_is_said(visit: Opening, api: str, address: str) -> None:
    lost = f'<script src="{api}/widget.js?x" defer></script><sourcier-chat api="{address}">'
    seen = visit(lost if address else lost.replace("widget.js?x", "widget.js"))
    seen.open()
    if address:
        seen.ask("Qui ?")
        said = "joint" if address.startswith("http") else "attribut"
        expect(seen.page.locator(".problem")).to_contain_text(said)
    else:
        # Without an address, the server is where the file came from.
        seen.ask(MUSEUM_QUESTION)
        expect(seen.page.locator(".answer")).to_have_count(1)


def test_a_question_lost_on_its_way_is_not_laid_on_the_site(visit: Opening) -> None:
    seen = visit()
    seen.page.route("**/api/ask", lambda route: route.abort())
    seen.open()
    seen.ask(MUSEUM_QUESTION)
    expect(seen.page.locator(".problem")).to_contain_text("n’a pas pu être joint")


def test_a_slow_server_is_waited_for_then_given_up(visit: Opening, context: BrowserContext) -> None:
    context.clock.install()
    seen = visit()
    seen.page.route("**/api/ask", lambda _route: None)
    seen.open()
    seen.page.get_by_role("textbox", name=texts.QUESTION).fill(MUSEUM_QUESTION)
    with seen.page.expect_request("**/api/ask"):
        seen.page.keyboard.press("Enter")
    reply_ = seen.page.locator(".reply")
    expect(reply_).to_have_text("Recherche dans les sources…")
    seen.page.clock.fast_forward(7_000)
    expect(reply_).to_contain_text("plus longtemps que d’habitude")
    seen.page.clock.fast_forward(30_000)
    expect(reply_.locator(".problem")).to_contain_text("n’a pas répondu à temps")
