"""A record as the chat shows it: every foreign character stands for itself."""

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from webkit import MUSEUM_QUESTION, TRAP_QUESTION, select, text_of

from rag import Engine, Question, record
from ui.web import links, render, texts

# Control characters have no place in HTML, escaped or not.
SHOWN = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=80)
MARKS = st.text("*_`~#<>[]()!\\|$&:;/.+-=@\"'{}^ \n1ax", max_size=60)


def shown(message: str) -> html.HtmlElement:
    """Read a message as Markdown then HTML, by other programs than the page's."""
    rendered = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table")
    return html.fragment_fromstring(rendered.render(message), create_parent="div")


@given(st.one_of(SHOWN, MARKS))
def test_a_question_is_shown_as_typed(text: str) -> None:
    message = render.question(text)
    assert shown(message).text_content().rstrip("\n") == text.strip()
    assert [node.tag for node in shown(message).iter()] == ["div", "p"]


@given(SHOWN)
def test_escaping_leaves_no_mark_and_loses_nothing(text: str) -> None:
    escaped = render.escape(text)
    assert unescape(escaped) == text
    assert re.fullmatch(r"(?:[A-Za-z0-9 \x80-\U0010ffff]|&#[0-9]+;)*", escaped)


def test_what_no_page_can_carry_is_replaced() -> None:
    assert render.escape("a\ud83db") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("asked", [MUSEUM_QUESTION, TRAP_QUESTION])
def test_an_answer_shows_its_words_marked_in_their_sentence(engine: Engine, asked: str) -> None:
    given_ = record(engine.ask(Question(asked)))
    assert given_["status"] == "answered"
    page = shown(render.reply(given_))
    assert text_of(page, ".answer") == given_["answer"]
    quotes = [node.text_content() for node in select(page, "blockquote")]
    assert quotes == [citation["quote"] for citation in given_["citations"]]
    assert [mark.text_content() for mark in select(page, "mark")] == [
        piece["text"]
        for citation in given_["citations"]
        for piece in citation["pieces"]
        if piece["mark"]
    ]


def test_a_citation_leads_to_its_passage(engine: Engine) -> None:
    given_ = record(engine.ask(Question(TRAP_QUESTION)))
    [citation] = given_["citations"]
    page = shown(render.reply(given_))
    source, original = select(page, "a")
    address = urlsplit(source.get("href"))
    assert address.path == f"/sources/{citation['source_id']}"
    assert address.fragment == "passage"
    assert parse_qs(address.query) == {
        "start": [str(citation["start"])],
        "end": [str(citation["end"])],
    }
    assert source.text_content() == texts.PASSAGE
    assert source.get("title") == texts.passage_link(citation["label"])
    assert original.get("href").startswith("https://gazette.example/trapville?a=1&b=2#:~:text=")


def cited(**changes: object) -> dict[str, object]:
    """A citation with nothing particular about it."""
    return {
        "number": 1,
        "source_id": "dossier--un source",
        "label": "source non datée, sans titre",
        "url": None,
        "zone": "body",
        "start": 3,
        "end": 7,
        "quote": "abcd",
        "pieces": [{"text": "abcd", "mark": False}],
        "places": [],
        **changes,
    }


def refused(*nearest: dict[str, object], notices: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "status": "refused",
        "answer": "Les sources n’en disent rien.",
        "nearest": list(nearest),
        "notices": [{"kind": "stale", "text": text} for text in notices],
        "help": [],
    }


def test_a_refusal_shows_the_nearest_passages() -> None:
    page = shown(render.reply(refused(cited(), cited(number=2))))
    assert text_of(page, "p") == "Les sources n’en disent rien."
    assert text_of(page, ".heading") == texts.NEAREST
    assert len(select(page, "blockquote")) == 2
    assert not select(page, "mark")
    for notes in select(page, ".notes"):
        assert notes.text_content() == f"source non datée, sans titre · {texts.PASSAGE}"


def test_a_refusal_without_passages_is_its_sentence() -> None:
    page = shown(render.reply(refused()))
    assert page.text_content().strip() == "Les sources n’en disent rien."


def test_notices_stand_apart() -> None:
    page = shown(render.reply(refused(notices=("Une *note*.", "<b>Deux</b>"))))
    assert [node.text_content() for node in select(page, ".notice")] == [
        "Une *note*.",
        "<b>Deux</b>",
    ]


def test_the_zone_and_the_other_places_are_said() -> None:
    place = {"source_id": "autre", "start": 0, "end": 4}
    page = shown(render.reply(refused(cited(zone="comment", places=[place, place]))))
    notes = text_of(page, ".notes")
    assert notes.endswith(f"{texts.ZONES['comment']} · {texts.other_places(2)}")
    page = shown(render.reply(refused(cited(places=[place]))))
    assert text_of(page, ".notes").endswith(texts.other_places(1))


def test_a_message_never_holds_an_empty_line() -> None:
    # It would end the HTML, and Markdown would be read from there.
    text = "a\n\n# b\n\n    c"
    message = render.reply(
        refused(cited(pieces=[{"text": text, "mark": True}], label=text), notices=(text,))
    )
    assert "\n\n" not in message
    assert text in text_of(shown(message), "mark")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30))
def test_the_address_of_a_passage_holds_any_identifier(source_id: str) -> None:
    address = urlsplit(links.passage(source_id, 1, 2))
    assert address.path.count("/") == 2
    assert unquote(address.path.removeprefix("/sources/")) == source_id


def test_a_text_fragment_names_the_quotation() -> None:
    url = "https://journal.example/a"
    assert links.original(None, "mots") is None
    assert links.original(url) == url
    assert links.original(url + "#ici", "mots") == url + "#ici"
    assert links.original(url, "deux-mots, ici") == f"{url}#:~:text=deux%2Dmots%2C%20ici"
    long = " ".join(f"m{n}" for n in range(20))
    assert links.original(url, long) == (
        f"{url}#:~:text=m0%20m1%20m2%20m3%20m4%20m5,m14%20m15%20m16%20m17%20m18%20m19"
    )
