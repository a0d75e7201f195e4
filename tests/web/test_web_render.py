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
from ui.texts import ZONES, help_line
from ui.web import links, markup, page_texts, press, render, texts

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
    assert [node.tag for node in shown(message).iter()] == ["div", "h2"]


@given(SHOWN)
def test_escaping_leaves_no_mark_and_loses_nothing(text: str) -> None:
    escaped = markup.escape(text)
    assert unescape(escaped) == text
    assert re.fullmatch(r"(?:[A-Za-z0-9 \x80-\U0010ffff]|&#[0-9]+;)*", escaped)


def test_what_no_page_can_carry_is_replaced() -> None:
    assert markup.escape("a\ud83db") == "a\N{REPLACEMENT CHARACTER}b"


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


def test_citations_lead_to_one_another(doubting_engine: Engine) -> None:
    given_ = record(doubting_engine.ask(Question(MUSEUM_QUESTION)))
    places = [f"{one['start']}-{one['end']}-{one['source_id']}" for one in given_["nearest"]]
    assert len(places) > 1
    for link in select(shown(render.reply(given_)), "a.passage"):
        assert parse_qs(urlsplit(link.get("href")).query)["cite"] == places


def test_a_citation_leads_to_its_passage(engine: Engine) -> None:
    given_ = record(engine.ask(Question(TRAP_QUESTION)))
    [citation] = given_["citations"]
    page = shown(render.reply(given_))
    source, original, permalink = select(page, "a")
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
    assert parse_qs(urlsplit(permalink.get("href")).query) == {
        "q": [TRAP_QUESTION],
        "corpus": [engine.corpus.fingerprint[:16]],
    }


def cited(**changes: object) -> dict[str, object]:
    """A citation with nothing particular about it."""
    return {
        "number": 1,
        "source_id": "dossier--un source",
        "label": "source non datée, sans titre",
        "title": None,
        "url": None,
        "zone": "body",
        "start": 3,
        "end": 7,
        "quote": "abcd",
        "pieces": [{"text": "abcd", "mark": False}],
        "places": [],
        "speaker": None,
        "date_notes": [],
        **changes,
    }


def refused(*nearest: dict[str, object], notices: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "question": "Qui ?",
        "understood": None,
        "status": "refused",
        "answer": "Les sources n’en disent rien.",
        "citations": [],
        "nearest": list(nearest),
        "notices": [{"kind": "stale", "text": text} for text in notices],
        "help": [],
        "suggestions": [],
        "corpus": "c0ffee",
        "version": "1",
    }


def answered(
    *citations: dict[str, object], kind: str = "single", positions: object = (), **changes: object
) -> dict[str, object]:
    held = [citation["number"] for citation in citations]
    one = {"value": "abcd", "citations": held, "independent": len(held)}
    return refused() | {
        "status": "answered",
        "answer": "abcd",
        "parts": [{"text": "abcd", "citation": 1}],
        "citations": list(citations),
        "agreement": {"kind": kind, "positions": list(positions) or [one]},
        "confidence": 0.9,
        **changes,
    }


def test_a_refusal_shows_the_nearest_passages() -> None:
    page = shown(render.reply(refused(cited(), cited(number=2))))
    assert text_of(page, "p") == "Les sources n’en disent rien."
    assert text_of(page, ".heading") == texts.NEAREST
    assert len(select(page, "blockquote")) == 2
    assert not select(page, "mark")
    assert [node.text_content() for node in select(page, "p.source")] == [
        "source non datée, sans titre"
    ] * 2


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
    page = shown(render.reply(refused(cited(zone="caption", places=[place, place]))))
    assert text_of(page, ".tags").lower() == ZONES["caption"]
    assert text_of(page, ".places").endswith(texts.other_places(2))
    page = shown(render.reply(refused(cited(places=[place]))))
    assert text_of(page, ".places").endswith(texts.other_places(1))


@pytest.mark.parametrize(
    ("zone", "speaker", "said"),
    [
        ("body", {"kind": "paper", "name": None, "hedged": False}, ["texte de l’article"]),
        (
            "body",
            {"kind": "quotation", "name": "Hélène *", "hedged": False},
            ["texte de l’article", "propos cités\u00a0: Hélène *"],
        ),
        (
            "standfirst",
            {"kind": "reported", "name": None, "hedged": True},
            ["chapeau", "propos rapportés", "au conditionnel"],
        ),
        ("comment", {"kind": "comment", "name": None, "hedged": False}, ["avis d’un lecteur"]),
        ("comment", None, ["commentaire de lecteur"]),
    ],
)
def test_who_speaks_is_said(zone: str, speaker: dict[str, object], said: list[str]) -> None:
    assert press.labels(cited(zone=zone, speaker=speaker)) == said


def test_a_source_is_named_as_the_press_does_its_title_set_apart() -> None:
    label = "Ann, «\u00a0Un <b>titre</b>\u00a0», Le Jour, source non datée"
    page = shown(render.reply(refused(cited(label=label, title="Un <b>titre</b>"))))
    assert text_of(page, "p.source") == label
    assert text_of(page, "cite") == "«\u00a0Un <b>titre</b>\u00a0»"


def test_dates_are_explained() -> None:
    note = {"text": "mardi", "start": 3, "end": 8, "explained": "le mardi 25 juin 2024"}
    page = shown(render.reply(answered(cited(date_notes=[note]))))
    assert text_of(page, ".dates") == "«\u00a0mardi\u00a0»\u00a0: le mardi 25 juin 2024"


def test_sources_that_agree_are_counted_copies_apart() -> None:
    three = [cited(number=number, source_id=f"s{number}") for number in (1, 2, 3)]
    page = shown(render.reply(answered(*three, kind="corroborated")))
    assert text_of(page, ".badge") == "3 sources concordent"
    copied = {"value": "abcd", "citations": [1, 2, 3], "independent": 2}
    page = shown(render.reply(answered(*three, kind="corroborated", positions=[copied])))
    assert text_of(page, ".badge") == "3 sources concordent, dont 2 indépendantes"
    same = copied | {"independent": 1}
    page = shown(render.reply(answered(*three, positions=[same])))
    assert text_of(page, ".badge") == "3 sources, une seule origine"
    assert text_of(shown(render.reply(answered(cited()))), ".badge") == "Une seule source"


def test_the_items_of_a_list_are_cited_once_each_and_do_not_differ() -> None:
    positions = [{"value": value, "citations": [1], "independent": 1} for value in ("a", "b")]
    page = shown(render.reply(answered(cited(), positions=positions)))
    assert text_of(page, ".badge") == "Une seule source"
    assert len(select(page, "li.citation")) == 1
    assert not select(page, "h3.position")
    two = [positions[0], positions[1] | {"citations": [2]}]
    page = shown(render.reply(answered(cited(), cited(number=2, source_id="b"), positions=two)))
    assert text_of(page, ".badge") == "2 sources"
    assert len(select(page, "li.citation")) == 2


def test_sources_that_differ_stand_under_what_each_holds() -> None:
    positions = [
        {"value": "12 <b>", "citations": [1], "independent": 1},
        {"value": "15", "citations": [2, 3], "independent": 1},
    ]
    citations = [cited(number=number, source_id=f"s{number}") for number in (1, 2, 3)]
    page = shown(render.reply(answered(*citations, kind="disagreement", positions=positions)))
    assert text_of(page, ".badge") == "Les sources divergent"
    assert [node.text_content() for node in select(page, "h3.position")] == [
        "«\u00a012 <b>\u00a0» une source",
        "«\u00a015\u00a0» 2 sources, une seule indépendante",
    ]
    assert [len(select(one, "li.citation")) for one in select(page, "ul.citations")] == [1, 2]


@pytest.mark.parametrize(
    ("probability", "name"), [(0.8, "élevée"), (0.79, "moyenne"), (0.5, "moyenne"), (0.2, "faible")]
)
def test_confidence_is_said_in_words_that_are_explained(probability: float, name: str) -> None:
    page = shown(render.reply(answered(cited(), confidence=probability)))
    assert text_of(page, "summary") == f"Confiance {name}"
    assert text_of(page, "details") != text_of(page, "summary")


def test_a_completed_question_can_be_corrected_and_is_what_is_linked_to() -> None:
    page = shown(render.reply(refused(cited()) | {"understood": "Quand le <i>musée</i> ?"}))
    assert text_of(page, ".completed") == "Quand le <i>musée</i> ?"
    assert text_of(page, "button.correct") == page_texts.CORRECT
    [permalink] = select(page, "a.permalink")
    assert parse_qs(urlsplit(permalink.get("href")).query)["q"] == ["Quand le <i>musée</i> ?"]


def test_help_numbers_stand_apart() -> None:
    line = {"label": "Écoute", "number": "3114", "url": "https://aide.example"}
    page = shown(render.reply(refused() | {"help": [line, line | {"url": None}]}))
    [apart] = select(page, "section.help")
    assert [node.text_content() for node in select(apart, "li")] == [
        help_line("Écoute", "3114", "https://aide.example"),
        help_line("Écoute", "3114", None),
    ]


@pytest.mark.parametrize("suggestions", [[], ["Une <b>", "Deux"]])
def test_the_questions_offered_are_those_tried_beforehand(suggestions: list[str]) -> None:
    page = shown(render.reply(answered(cited(), suggestions=suggestions)))
    assert [node.text_content() for node in select(page, "button.ask")] == suggestions


def test_an_opinion_is_asked_for_only_where_the_operator_wishes() -> None:
    assert not select(shown(render.reply(answered(cited()))), "form")
    page = shown(render.reply(answered(cited()), feedback=True))
    assert [node.text_content() for node in select(page, ".opinion")] == [
        page_texts.USEFUL,
        page_texts.USELESS,
    ]
    assert "hidden" in select(page, "form")[0].attrib


def test_a_message_never_holds_an_empty_line() -> None:
    # It would end the HTML, and Markdown would be read from there.
    text = "a\n\n# b\n\n    c"
    message = render.reply(
        refused(
            cited(pieces=[{"text": text, "mark": True}], quote=text, label=text), notices=(text,)
        )
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


def test_the_pages_of_several_citations_lead_to_one_another() -> None:
    two = [cited(), cited(number=2, source_id="autre", start=0, end=4)]
    page = shown(render.reply(answered(*two)))
    queries = [parse_qs(urlsplit(link.get("href")).query) for link in select(page, "a.passage")]
    assert [query["cite"] for query in queries] == [["3-7-dossier--un source", "0-4-autre"]] * 2
    [alone] = select(shown(render.reply(answered(cited()))), "a.passage")
    assert "cite" not in parse_qs(urlsplit(alone.get("href")).query)
