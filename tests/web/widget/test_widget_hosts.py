"""The widget on sites that get in its way, for everyone, and without a script."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from webkit import MUSEUM_QUESTION, TRAP_QUESTION
from widgetkit import Site
from widgetvisit import LONG, Opening, element, violations

from ui.web.texts import NO_SCRIPT_PAGE
from ui.widget import paste, texts

pytestmark = pytest.mark.browser

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
    assert page.url.startswith(f"{api}/embed?q=")
    expect(page.locator("mark")).to_have_count(1)
    page.goto(f"{api}/?{urlencode({'q': MUSEUM_QUESTION})}")
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
    # The form without a script holds a box of the same name until the element takes its place.
    expect(inside.locator(".panel")).to_be_visible()
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
