"""The sources, « En bref » and the pages about the site: what they say, and where they lead."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pageskit import COPIED, HALL, PATHS, Shown, app_over, write
from webkit import select, text_of

from rag import Corpus, Engine, Settings, Source, overview_record
from rag.courtesy import load_numbers
from ui.web import about_texts, links, site_texts, texts, trail
from ui.web.settings import WebSettings
from ui.web.trail import Place

OPERATOR = 'La <b>Rédaction</b> & "cie"'


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = write(tmp_path_factory.mktemp("presse"))
    cache = tmp_path_factory.mktemp("cache")
    return Engine.open(Settings(sources=folder, cache=cache, model="hashing"))


@pytest.fixture(scope="module")
def pages(press: Engine) -> TestClient:
    web = WebSettings(operator=OPERATOR, contact="ecrire@vaubrun.example")
    return TestClient(app_over(press, web))


def parsed(client: TestClient, address: str, **headers: str) -> html.HtmlElement:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return html.document_fromstring(response.text)


def passage(engine: Engine, source_id: str, words: str, at: int = 0) -> Place:
    text = engine.corpus.source(source_id).text
    start = text.index(words, at)
    return Place(source_id, start, start + len(words))


def address(place: Place, *others: Place) -> str:
    return links.passage(place.source_id, place.start, place.end, others)


@pytest.mark.parametrize("path", [*PATHS, "/sources/halle?start=0&end=9&unfold=1", "/rien"])
def test_no_script_runs_and_nothing_else_is_asked(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    page = html.document_fromstring(response.text)
    assert not page.xpath("//script | //style | //iframe | //img | //object | //form | //base")
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //@src")
    assert page.xpath("//html/@lang") == ["fr"]
    assert len(select(page, "h1")) == len(select(page, "main")) == 1


def test_every_page_leads_to_the_others(pages: TestClient) -> None:
    for path in PATHS:
        page = parsed(pages, path)
        for link in page.xpath("//header//a/@href | //footer//a/@href"):
            target, _, slug = link.partition("#")
            # The chat and the widget's page are other routers'.
            if target in {"/", "/widget"}:
                continue
            found = parsed(pages, target)
            assert not slug or found.xpath(f"//*[@id='{slug}']")
        assert page.xpath("//header//a[@aria-current='page']/@href") in ([path], [])


def test_a_text_that_stands_twice_is_marked_where_it_was_asked(
    pages: TestClient, press: Engine
) -> None:
    first = passage(press, "halle", COPIED)
    second = passage(press, "halle", COPIED, first.end)
    for place in (first, second):
        shown = Shown(pages.get(address(place)).text)
        assert shown.text == HALL
        assert shown.marks == [(place.start, place.end)]


def test_the_other_places_of_a_passage_lead_to_the_same_words(
    pages: TestClient, press: Engine
) -> None:
    words = "l’arrêté qui ferme la halle"
    page = parsed(pages, address(passage(press, "halle", words)))
    others = page.xpath("//*[@class='also']//a/@href")
    assert len(others) == 2
    assert {other.split("?")[0] for other in others} == {"/sources/halle", "/sources/marche"}
    for other in others:
        assert (
            "".join(mark.text_content() for mark in select(parsed(pages, other), "mark")) == words
        )
    assert not parsed(pages, address(passage(press, "halle", "construite en 1887"))).xpath(
        "//*[@class='also']"
    )


def test_citations_follow_each_other(pages: TestClient, press: Engine) -> None:
    places = [
        passage(press, "halle", "construite en 1887"),
        passage(press, "marche", "construite en 1902"),
        passage(press, "halle", "300 000 euros"),
    ]
    at, seen = address(places[0], *places), []
    while at:
        page = parsed(pages, at)
        seen.append("".join(mark.text_content() for mark in select(page, "mark")))
        assert site_texts.passage_of(trail.standing(places[len(seen) - 1], places)) in text_of(
            page, "nav.bar"
        )
        before = page.xpath("//a[@rel='prev']/@href")
        assert before == ([address(places[len(seen) - 2], *places)] if len(seen) > 1 else [])
        at = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == ["construite en 1887", "construite en 1902", "300 000 euros"]


@pytest.mark.parametrize(
    "cite",
    [
        "",
        "0-4",
        "0-4-",
        "4-4-halle",
        "0-99999-halle",
        "0-4-inconnue",
        "-1-4-halle",
        "0-٤-halle",
        "0-" + "9" * 5000 + "-halle",
        "<script>-1-halle",
    ],
)
def test_citations_that_are_none_are_said(pages: TestClient, cite: str) -> None:
    page = parsed(pages, f"/sources/halle?start=0&end=4&cite=0-4-halle&cite={quote(cite)}")
    assert not page.xpath("//a[@rel='next'] | //a[@rel='prev']")
    assert text_of(page, ".said") == site_texts.TRAIL_LOST
    assert [mark.text_content() for mark in select(page, "mark")] == [HALL[:4]]


def test_citations_are_bounded(pages: TestClient) -> None:
    query = "&".join(f"cite=0-{end}-halle" for end in range(1, trail.LONGEST + 2))
    page = parsed(pages, f"/sources/halle?start=0&end=4&{query}")
    assert text_of(page, ".said") == site_texts.TRAIL_LOST


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(NAMES, st.integers(0, 8), st.integers(1, 9)), max_size=trail.LONGEST))
def test_citations_are_read_as_they_were_written(found: list[tuple[str, int, int]]) -> None:
    places = [Place(name, start, max(end, start + 1)) for name, start, end in found]
    names = dict.fromkeys(place.source_id for place in places)
    corpus = Corpus(tuple(Source(id=name, path="", text="x" * 9, digest="") for name in names))
    assert trail.read([str(place) for place in places], corpus) == tuple(places)


def test_what_is_not_the_article_is_folded_but_for_the_passage(
    pages: TestClient, press: Engine
) -> None:
    words = "Le marché de Vaubrun déménage"
    folded = parsed(pages, "/sources/halle")
    assert select(folded, "details")
    assert not folded.xpath("//details[@open]")
    marked = parsed(pages, address(passage(press, "halle", words)))
    assert marked.xpath("//details[@open]//mark")[0].text_content() == words
    unfolded = parsed(pages, "/sources/halle?unfold=1")
    assert len(unfolded.xpath("//details[@open]")) == len(select(folded, "details"))


def test_a_hostile_source_is_shown_and_inert(pages: TestClient) -> None:
    for path in ("/sources", "/sources/halle", "/en-bref"):
        page = parsed(pages, path)
        assert not page.xpath("//script | //img | //b")
    listed = text_of(parsed(pages, "/sources"), "main")
    assert "<script>window.pwned = 5</script> La halle" in listed
    assert "<b>abîmé<b>.pdf" in listed
    notice = text_of(parsed(pages, "/sources/halle"), "h1")
    assert "<img src=x onerror='window.pwned=6'>" in notice
    assert 'Le "Petit" <b>Vaubrunois</b>' in notice


def test_the_sources_are_listed_with_their_parts(pages: TestClient, press: Engine) -> None:
    page = parsed(pages, "/sources")
    addresses = page.xpath("//ol//h2/a/@href")
    assert addresses == [f"/sources/{source.id}" for source in press.corpus.sources]
    for source, entry in zip(press.corpus.sources, page.xpath("//ol/li"), strict=True):
        said = entry.text_content()
        assert source.path in said
        counted = [int(count) for count in re.findall(r"(\d+) (?!euros)", text_of(entry, "p"))]
        assert sum(counted) == len(press.segments[source.id])
    rejected = [row.text_content() for row in page.xpath("//ul[@class='aside']/li")]
    for item in press.corpus.rejected:
        assert any(item.path in row and item.reason in row for row in rejected)


def test_every_item_of_the_overview_leads_to_its_words(pages: TestClient, press: Engine) -> None:
    page = parsed(pages, "/en-bref")
    given = overview_record(press.overview())
    kinds = ("timeline", "people", "figures", "disagreements")
    assert all(given[kind] for kind in kinds), "the corpus of this test has one of each"
    drawn = [
        (quote_.text_content(), link.get("href"))
        for quote_ in select(page, "blockquote")
        for link in quote_.getnext().xpath(".//a[@class='source']")
    ]
    recorded = {
        (citation["quote"], citation["source_id"], citation["start"])
        for kind in (*kinds, "organisations")
        for item in given[kind]
        for citation in item["citations"]
    }
    shown = set()
    for words, link in drawn:
        found = Shown(pages.get(link).text)
        assert found.text[found.marks[0][0] : found.marks[-1][1]] == words
        source_id = re.match(r"/sources/([^?]+)", link)[1]
        shown.add((words, source_id, found.marks[0][0]))
    assert shown == recorded
    for item in (*given["people"], *given["organisations"]):
        for role in item["roles"]:
            link = links.passage(role["source_id"], role["start"], role["end"])
            assert page.xpath("//a[@href=$link]", link=link)


def test_both_sides_of_a_disagreement_stand_side_by_side(pages: TestClient, press: Engine) -> None:
    page = parsed(pages, "/en-bref")
    sides = [
        [text_of(side, "h3") for side in positions.xpath("./li")]
        for positions in select(page, "ul.positions")
    ]
    assert sides == [
        [position["value"] for position in item["positions"]]
        for item in overview_record(press.overview())["disagreements"]
    ]


def test_a_source_in_another_language_is_said_to_be(pages: TestClient) -> None:
    assert parsed(pages, "/sources/marche").xpath("//article/@lang") == ["en"]
    assert parsed(pages, "/en-bref").xpath("//blockquote/@lang")
    assert not parsed(pages, "/sources/halle").xpath("//article/@lang")


def test_beside_a_conversation_a_page_has_no_head(pages: TestClient) -> None:
    framed = parsed(pages, "/sources/halle", **{"Sec-Fetch-Dest": "iframe"})
    assert not framed.xpath("//header | //footer")
    assert framed.xpath("//nav//a[@href='/']")
    assert parsed(pages, "/sources/halle").xpath("//header | //footer")


def test_help_numbers_are_all_there_and_none_is_dialled_by_a_tap(pages: TestClient) -> None:
    page = parsed(pages, "/a-propos")
    said = page.xpath("//*[@id='aide']")[0].text_content()
    for line, _ in load_numbers().lines:
        assert line.label in said
        assert line.number in said
    # One of them answers written messages only.
    assert not page.xpath("//a[starts-with(@href, 'tel:')]")


@pytest.mark.parametrize("path", ["/a-propos", "/confidentialite", "/accessibilite"])
def test_who_runs_the_site_is_said(pages: TestClient, path: str) -> None:
    whom = parsed(pages, path).xpath("//*[@id='exploitant']")[0]
    assert OPERATOR in whom.text_content()
    assert whom.xpath(".//a/@href") == ["mailto:ecrire@vaubrun.example"]


@pytest.mark.parametrize(
    ("operator", "contact", "link"),
    [
        ("", "", []),
        ("A", "", []),
        ("A", "https://a.example/contact", ["https://a.example/contact"]),
        ("A", "javascript:alert(1)", []),
        ("", "par courrier, 1 rue des Halles", []),
    ],
)
def test_only_an_address_is_a_link(operator: str, contact: str, link: list[str]) -> None:
    whom = about_texts.whom(operator, contact)
    assert [address for _, address in whom.links] == link
    said = " ".join((*whom.paragraphs, *(name for name, _ in whom.links)))
    assert operator in said
    assert contact in said


def test_an_unknown_page_is_said_in_french(pages: TestClient) -> None:
    response = pages.get("/nulle-part")
    assert response.status_code == 404
    page = html.document_fromstring(response.text)
    assert text_of(page, "h1") == texts.STATUS[404][0]
    assert page.xpath("//main//a/@href") == ["/"]
