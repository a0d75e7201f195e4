"""The widget in a real browser, on a site of another origin than the server it asks."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from webkit import MUSEUM_QUESTION, TRAP_QUESTION, make_app, serving
from widgetkit import AGREED, EMPTY, FULL, REFUSED, STRICT, TRAP, Site, canned, reply, trouble

from rag import Engine, Question, record
from ui.web.settings import WebSettings
from ui.web.texts import NO_SCRIPT_PAGE
from ui.widget import paste, texts

pytestmark = pytest.mark.browser

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
HOSTILE = """
* { all: unset !important; display: none !important; direction: rtl !important;
    font: 900 40px/4 cursive !important; color: magenta !important; visibility: hidden !important;
    letter-spacing: 1em !important; text-transform: uppercase !important; opacity: 0.2 !important;
    pointer-events: none !important; zoom: 3 !important; filter: blur(9px) !important }
html, body, main { display: block !important; visibility: visible !important;
    filter: none !important; zoom: 1 !important; opacity: 1 !important }
"""
POISON = """
const broken = () => { throw new Error("patched"); };
const spoil = (object, names) => {
  for (const name of names) Object.defineProperty(object, name,
    { get: () => broken, set: broken, configurable: true });
};
document.addEventListener("DOMContentLoaded", () => {
  spoil(Element.prototype, ["setAttribute", "getAttribute", "toggleAttribute", "remove",
    "replaceChildren", "append", "innerHTML", "attachShadow", "scrollTop"]);
  spoil(Node.prototype, ["appendChild", "insertBefore", "textContent", "parentNode", "contains"]);
  spoil(EventTarget.prototype, ["addEventListener", "dispatchEvent"]);
  spoil(Event.prototype, ["preventDefault", "stopPropagation"]);
  spoil(HTMLElement.prototype, ["focus"]);
  spoil(Document.prototype, ["createElement", "createTextNode"]);
  spoil(Response.prototype, ["text", "json", "status"]);
  spoil(Promise.prototype, ["then", "catch", "finally"]);
  spoil(String.prototype, ["trim", "split", "replace", "match"]);
  spoil(Function.prototype, ["call", "apply", "bind"]);
  spoil(JSON, ["parse", "stringify"]);
  spoil(Object, ["keys", "hasOwn"]);
  spoil(window, ["fetch", "setTimeout", "clearTimeout", "URL", "AbortController", "CustomEvent"]);
  // Last: `spoil` itself walks lists.
  spoil(Array.prototype, ["push", "map", "forEach", "join", "slice", Symbol.iterator]);
});
// What old libraries do, before anything else is read.
Array.prototype.toJSON = () => "a list of another kind";
String.prototype.toJSON = () => "a text of another kind";
Array.prototype.each = Object.prototype.extended = function () {};
"""


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


Opening = Callable[..., Visit]


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
        "«\u00a0rouvert\u00a0» (1, 2)",
        f"«\u00a0{TRAP}\u00a0» (3)",
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
    expect(aside).to_contain_text(texts.HELP_SAID)
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


# --- hosts that get in the way --------------------------------------------------------------

LOOK = """() => {
  const root = document.querySelector("sourcier-chat").shadowRoot;
  const names = ["color", "fontSize", "fontFamily", "letterSpacing", "textTransform", "visibility",
    "opacity", "pointerEvents", "display", "width", "height", "direction", "filter"];
  return [".panel", "h2", ".greeting", "textarea", ".ask", ".words", "blockquote", "mark", "a"]
    .map((one) => {
      const style = getComputedStyle(root.querySelector(one));
      return [one, ...names.map((name) => style[name])];
    });
}"""


def test_the_style_of_the_host_changes_nothing(visit: Opening, api: str, moods: str) -> None:
    looks = []
    for style in ("", HOSTILE):
        seen = visit(element(api, f"{moods}/agreed", "theme=light"), style=style)
        seen.page.emulate_media(reduced_motion="reduce")
        seen.open()
        seen.ask("Qui ?")
        looks.append(seen.page.evaluate(LOOK))
    assert looks[0] == looks[1]


def test_scripts_that_patch_everything_change_nothing(
    visit: Opening, context: BrowserContext
) -> None:
    context.add_init_script(POISON)
    seen = visit()
    seen.open()
    for question in (MUSEUM_QUESTION, "Et quand ?"):
        seen.page.keyboard.insert_text(question)
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator(".answer").last).to_be_visible(timeout=LONG)
    expect(seen.page.locator(".asked")).to_have_count(2)
    assert [one["history"] for one in seen.asked()] == [[], [MUSEUM_QUESTION]]
    assert seen.complaints == []


def test_loaded_twice_removed_and_put_back(visit: Opening, host: str, api: str) -> None:
    lines = paste(api, host).page
    seen = visit(f'<script src="{api}/widget.js" defer></script>{lines}')
    seen.open()
    seen.ask(MUSEUM_QUESTION)
    seen.page.evaluate("""() => {
        const one = document.querySelector("sourcier-chat");
        one.remove();
        document.body.append(one);
    }""")
    expect(seen.page.locator(".words")).to_have_count(1)
    seen.ask(TRAP_QUESTION)
    expect(seen.page.locator(".words")).to_have_count(2)
    assert seen.asked()[-1]["history"] == [MUSEUM_QUESTION]
    assert seen.complaints == []


def test_two_in_a_page_do_not_mix(visit: Opening, api: str) -> None:
    second = f'<sourcier-chat api="{api}" mode="inline" title="Archives"></sourcier-chat>'
    seen = visit(element(api, api, 'mode="inline"') + second)
    one, other = (seen.page.get_by_role("region", name=name) for name in (texts.TITLE, "Archives"))
    for region, question in ((one, MUSEUM_QUESTION), (other, TRAP_QUESTION)):
        region.get_by_role("textbox", name=texts.QUESTION).fill(question)
        region.get_by_role("button", name=texts.ASK).click()
        expect(region.locator(".answer")).to_have_count(1)
        expect(region.locator(".asked")).to_have_text(question)
    assert [question["history"] for question in seen.asked()] == [[], []]
    assert violations(seen.page) == []


# --- for everyone ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["bubble", "panel", "inline"])
@pytest.mark.parametrize(
    ("width", "style"), [(1000, ""), (1000, "body { background: #14181d; color: #dde }"), (320, "")]
)
def test_axe_finds_nothing(
    visit: Opening, api: str, moods: str, mode: str, width: int, style: str
) -> None:
    seen = visit(
        element(api, f"{moods}/full", f'mode="{mode}" suggestions="Qui ?|Où ?"'), style=style
    )
    seen.page.set_viewport_size({"width": width, "height": 700})
    # Colours are judged as they are once the panel has come in.
    seen.page.emulate_media(reduced_motion="reduce")
    assert violations(seen.page) == []
    if mode != "inline":
        seen.open()
    seen.ask("Quand ?")
    assert violations(seen.page) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    dark = seen.page.locator(".panel").evaluate(
        "one => getComputedStyle(one).backgroundColor.match(/\\d+/g).every(part => part < 60)"
    )
    assert dark is bool(style)
    small = seen.page.locator("sourcier-chat").evaluate("""one =>
        [...one.shadowRoot.querySelectorAll("button, a, textarea")]
            .filter((target) => target.checkVisibility())
            .map((target) => [target.outerHTML, target.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)""")
    assert small == []


def test_magnified_four_times_all_can_be_reached(visit: Opening) -> None:
    seen = visit()
    seen.page.set_viewport_size({"width": 320, "height": 256})
    seen.open()
    seen.ask(TRAP_QUESTION)
    expect(seen.page.locator(".asked")).to_be_in_viewport()
    for name in (texts.ASK, "Fermer"):
        button = seen.page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_everything_is_reached_by_keyboard_in_order(visit: Opening, api: str, moods: str) -> None:
    seen = visit(element(api, f"{moods}/refused", 'suggestions="Où ?"'))
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.ask("Qui ?")
    seen.page.keyboard.press("Shift+Tab")
    reached = []
    for _ in range(5):
        reached.append(
            seen.page.evaluate("""() => {
                const at = document.activeElement.shadowRoot.activeElement;
                return at.getAttribute("aria-label") ?? at.textContent;
            }""")
        )
        seen.page.keyboard.press("Shift+Tab")
    assert reached[0].startswith(texts.READ)
    assert reached[1:] == ["Où ?", "Questions et réponses", "Fermer", "Recommencer"]


def test_nothing_moves_for_who_asked_for_that(visit: Opening) -> None:
    seen = visit()
    animation = "one => getComputedStyle(one).animationName"
    seen.open()
    assert seen.page.locator(".panel").evaluate(animation) == "rise"
    seen.page.emulate_media(reduced_motion="reduce")
    assert seen.page.locator(".panel").evaluate(animation) == "none"


def test_it_stands_at_the_end_of_the_line_and_stays_french(visit: Opening) -> None:
    for direction, left in (("ltr", False), ("rtl", True)):
        seen = visit(dir_=direction)
        seen.open()
        panel = seen.page.locator(".panel")
        box = panel.bounding_box()
        assert box is not None
        assert (box["x"] < 100) is left
        assert panel.evaluate("one => getComputedStyle(one).direction") == "ltr"
        assert seen.page.locator("section[lang=fr]").count() == 1


def test_a_host_in_dark_colours_is_followed_and_may_be_overruled(visit: Opening, api: str) -> None:
    paper = "one => getComputedStyle(one).backgroundColor"
    colours = {}
    for theme in ("auto", "light", "dark"):
        for scheme in ("light", "dark"):
            style = f":root {{ color-scheme: {scheme} }}"
            seen = visit(element(api, api, f"mode=inline theme={theme}"), style=style)
            colours[theme, scheme] = seen.page.locator(".panel").evaluate(paper)
    assert colours["auto", "light"] == colours["light", "light"] == colours["light", "dark"]
    assert colours["auto", "dark"] == colours["dark", "dark"] == colours["dark", "light"]
    assert colours["light", "light"] != colours["dark", "dark"]


# --- without a script -----------------------------------------------------------------------


def test_without_javascript_the_form_stays(
    browser: Browser, site: Site, host: str, api: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host + site.put(paste(api, host).page))
    page.get_by_role("textbox", name=texts.QUESTION).fill(MUSEUM_QUESTION)
    page.get_by_role("button", name=texts.ASK).click()
    assert page.url.startswith(f"{api}/?q=")
    page.get_by_role("link", name=NO_SCRIPT_PAGE).click()
    expect(page.locator("mark")).to_have_count(1)
    page.goto(f"{api}/embed")
    page.get_by_role("textbox", name=texts.QUESTION).fill(MUSEUM_QUESTION)
    page.get_by_role("button", name=texts.ASK).click()
    expect(page.locator("mark")).to_have_count(1)
    context.close()


def test_the_frame_shows_on_a_listed_site_alone(visit: Opening, host: str, api: str) -> None:
    frame = paste(api, host).frame
    seen = visit(frame)
    inside = seen.page.frame_locator("iframe")
    inside.get_by_role("textbox", name=texts.QUESTION).fill(MUSEUM_QUESTION)
    inside.get_by_role("button", name=texts.ASK).click()
    expect(inside.locator(".answer")).to_have_count(1)
    refused = visit(frame, at=host.replace("127.0.0.1", "localhost"))
    expect(
        refused.page.frame_locator("iframe").get_by_role("textbox", name=texts.QUESTION)
    ).to_have_count(0)
    assert any("frame-ancestors" in line for line in refused.complaints)


# --- our own pages --------------------------------------------------------------------------


def test_our_own_pages_have_no_defect_that_axe_finds(context: BrowserContext, api: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/embed", f"/embed?q={MUSEUM_QUESTION}", "/widget"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(api + path)
            assert violations(page) == [], (path, scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [url for url in asked if not url.startswith((api, "data:"))] == []


def test_the_generator_writes_what_the_demonstration_shows(
    context: BrowserContext, visit: Opening, api: str
) -> None:
    page = context.new_page()
    page.goto(f"{api}/widget")
    page.get_by_label(texts.MODE).select_option("inline")
    page.get_by_label(texts.NAME).fill('Un "titre" & <b>')
    page.get_by_label(texts.ACCENT_DEFAULT).uncheck()
    page.get_by_label(texts.ACCENT, exact=True).fill("#8a1c1c")
    page.get_by_label(texts.ORIGIN).fill("https://presse.example/page")
    heading = page.get_by_role("heading", name='Un "titre" & <b>')
    expect(heading).to_be_visible()
    assert page.locator("#setting").inner_text() == '[web]\norigins = ["https://presse.example"]\n'
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=texts.COPY).first.click()
    expect(page.get_by_role("status").first).to_have_text(texts.COPIED)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#page").text_content()
    seen = visit(copied)
    expect(seen.page.get_by_role("heading", name='Un "titre" & <b>')).to_be_visible()
    seen.ask(MUSEUM_QUESTION)
    button = seen.page.get_by_role("button", name=texts.ASK)
    expect(button).to_have_css("background-color", "rgb(138, 28, 28)")
