"""The page of a source: whole, faithful, the asked characters marked; no script."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pageskit import Shown, app_over, engine_of
from webkit import TRAP, select, text_of

from rag import Engine, Zone, messages
from rag.types import Segment
from ui.texts import ZONES
from ui.web import site_texts, texts
from ui.web.runs import runs
from ui.web.settings import WebSettings
from ui.web.trail import bounds


def shown(client: TestClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.document_fromstring(response.text)


def words(page: html.HtmlElement) -> str:
    return "".join(node.text_content() for node in select(page, ".words"))


@pytest.mark.parametrize("query", ["", "?start=12&end=80", "?start=0&end=1"])
def test_the_whole_text_stands_on_the_page(client: TestClient, engine: Engine, query: str) -> None:
    for source in engine.corpus.sources:
        page = shown(client, f"/sources/{source.id}{query}")
        assert words(page) == source.text
        assert not page.xpath("//script | //iframe | //img | //@onerror | //@style")


def test_every_segment_stands_under_its_zone(client: TestClient, engine: Engine) -> None:
    page = shown(client, "/sources/musee")
    for segment in engine.segments["musee"]:
        text = engine.corpus.source("musee").text[segment.start : segment.end]
        under = [
            section
            for section in select(page, f"div.{segment.zone.value}")
            if text in words(section)
        ]
        assert under
    for section in select(page, ".run"):
        zone = section.get("class").split()[1]
        names = [node.text_content() for node in select(section, ".zone")]
        assert names == ([] if zone == "body" else [ZONES[zone]])


def test_the_asked_characters_are_marked(client: TestClient) -> None:
    start = TRAP.index("<script>")
    end = TRAP.index("12 mesures")
    page = shown(client, f"/sources/trapville?start={start}&end={end}")
    marks = select(page, "mark")
    assert "".join(mark.text_content() for mark in marks) == TRAP[start:end]
    assert [mark.get("id") for mark in marks if mark.get("id")] == ["passage"]
    assert not select(page, ".said")


@pytest.mark.parametrize(
    "query",
    [
        "?start=10&end=10",
        "?start=10&end=5",
        "?start=-1&end=5",
        "?start=0&end=999999",
        "?start=0",
        "?end=5",
        "?start=&end=",
        "?start=a&end=b",
        "?start=1e1&end=20",
        "?start=%D9%A1&end=20",
        "?start=0&end=" + "9" * 5000,
        "?start=0x1&end=<script>",
    ],
)
def test_bad_offsets_are_said(client: TestClient, query: str) -> None:
    page = shown(client, f"/sources/trapville{query}")
    assert not select(page, "mark")
    assert text_of(page, ".said") == texts.PASSAGE_UNKNOWN
    assert words(page) == TRAP


def test_what_is_known_of_the_source_is_said(client: TestClient) -> None:
    page = shown(client, "/sources/trapville")
    assert "Le *conseil* de <i>Trapville</i>" in text_of(page, "h1")
    assert text_of(page, "title").endswith(f"— {texts.NAME}")
    known = {text_of(row, "dt"): text_of(row, "dd") for row in page.xpath("//dl/div")}
    assert known[texts.PUBLISHER] == "La_Gazette_"
    assert known[texts.PUBLISHED] == "4 mars 2025"
    assert known[texts.FILE] == "trapville.txt"
    assert known[site_texts.EXTRACTOR].startswith("text/")
    assert known[texts.URL].startswith("https://gazette.example/trapville?a=1&b=2 ")
    assert texts.AUTHOR not in known
    for link in page.xpath("//a[starts-with(@href, 'https:')]"):
        assert link.get("href") == "https://gazette.example/trapville?a=1&b=2"
        assert "noopener" in link.get("rel")
    undated = shown(client, "/sources/musee")
    known = {text_of(row, "dt"): text_of(row, "dd") for row in undated.xpath("//dl/div")}
    assert known[texts.PUBLISHED] == messages.UNDATED


def test_the_page_carries_no_style_of_its_own(client: TestClient) -> None:
    page = shown(client, "/sources/musee")
    [address] = page.xpath("//link[@rel='stylesheet']/@href")
    style = client.get(address)
    assert style.status_code == 200
    assert style.headers["content-type"].startswith("text/css")
    assert "http" not in style.text


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, list[Segment], tuple[int, int] | None]:
    text = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    segments = [
        Segment(start, end, draw(st.sampled_from(Zone)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2)))
    passage = draw(st.sampled_from([None, (ends[0], ends[1])]))
    return text, segments, passage


@given(layouts())
def test_runs_partition_the_text_and_mark_the_passage(
    layout: tuple[str, list[Segment], tuple[int, int] | None],
) -> None:
    text, segments, passage = layout
    found = list(runs(text, segments, passage))
    pieces = [piece for run in found for piece in run.words]
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    marked = "".join(piece.text for piece in pieces if piece.mark)
    assert marked == (text[slice(*passage)] if passage else "")
    ends = [(piece.first, piece.last) for piece in pieces if piece.mark]
    assert sum(first for first, _ in ends) == sum(last for _, last in ends) == bool(passage)
    for one in (paragraph for run in found for paragraph in run.paragraphs):
        assert one.blank == "".join(piece.text for piece in one.words).isspace()
    at = 0
    for run in found:
        end = at + sum(len(piece.text) for piece in run.words)
        inside = [s for s in segments if at <= s.start < end]
        assert all(segment.zone is run.zone and segment.end <= end for segment in inside)
        at = end


@given(st.text(max_size=20), st.integers(-3, 25), st.integers(-3, 25))
def test_asked_offsets_are_some_of_the_text(text: str, start: int, end: int) -> None:
    found = bounds(text, str(start), str(end))
    assert found == ((start, end) if 0 <= start < end <= len(text) else None)


@given(layouts())
@settings(max_examples=40)
def test_the_page_is_the_text_and_its_marks_the_passage(
    layout: tuple[str, list[Segment], tuple[int, int] | None],
) -> None:
    text, segments, passage = layout
    text = text.replace("\x00", "\ufffd")
    query = f"?start={passage[0]}&end={passage[1]}" if passage else ""
    client = TestClient(app_over(engine_of(text, segments), WebSettings()))
    page = client.get(f"/sources/x{query}")
    found = Shown(page.text)
    assert found.text == text
    marked = sorted(place for start, end in found.marks for place in range(start, end))
    assert marked == (list(range(*passage)) if passage else [])
