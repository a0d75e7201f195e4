"""Segments and passages: nothing lost, nothing twice, whatever the zones are told to be."""

from dataclasses import replace
from itertools import pairwise

from core_values import TEXTS, ZONES, source
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.segment import passages, segment
from rag.segment.passages import LONGEST, SHORTEST_COPY, cut
from rag.text.fold import fold
from rag.types import Block, Segment, Source, Span, Zone

LINES = (
    *("Le maire de Brunoy a planté douze chênes mardi, devant deux cents habitants ravis.",),
    *("Publié le 12 mars 2024 à 10h12", "Par Claire Dubois", "Commentaires (3)", "Répondre"),
    *("Lire aussi : Le pont ferme", "Partager sur Facebook", "Photo : AFP", "Jean44", "+12"),
    *("Profitez de notre offre dès 9,99 € par mois, sans engagement !", "« Oui. » « Non. »"),
    *("Accueil > Culture > Musées", "À lire également", "© Le Journal 2024", "* * *", "…", "12"),
    *("Il est journaliste au Petit Journal depuis 2012.", "PUBLICITÉ", "Sources : Insee", "M."),
    *("L’eau monte. Le pont ferme. Pour ceux qui veulent partir, des alternatives existent.",),
)
lines = st.lists(st.sampled_from(LINES) | TEXTS, min_size=1, max_size=14)
breaks = st.sampled_from(["\n", "\n\n", "\r\n", " \n\t\n", "\u2028"])
metadata = st.sampled_from([None, "Le maire plante des chênes"])


@st.composite
def pages(draw: st.DrawFn) -> Source:
    """Draw a plain text made of lines of a press page and of anything."""
    text = draw(breaks).join(draw(lines)) + draw(st.sampled_from(["", "\n", "  \n\n"]))
    return source(text, title=draw(metadata))


@st.composite
def marked_up(draw: st.DrawFn) -> Source:
    """Draw a page whose blocks come from mark-up."""
    page = draw(pages())
    tags, hints = (
        st.sampled_from(["p", "h1", "h2", "li", "blockquote", "td", ""]),
        st.sampled_from(
            [(), ("comments", "main"), ("article", "nav"), ("pub", "aside"), ("figcaption",)]
        ),
    )
    blocks = tuple(Block(block.start, block.end, draw(tags), draw(hints)) for block in page.blocks)
    return replace(page, blocks=blocks, extractor="html/1")


@given(pages() | marked_up())
@settings(max_examples=120)
@example(source("M."))
@example(source("…\n…\n…"))
@example(source("a\n" * 300))
def test_segments_are_apart_and_lose_nothing(page: Source) -> None:
    found = segment(page)
    reached = 0
    for one in found:
        assert reached <= one.start < one.end <= len(page.text)
        assert not page.text[reached : one.start].strip()
        assert page.text[one.start : one.end] == page.text[one.start : one.end].strip()
        holding = [
            block for block in page.blocks if block.start <= one.start and one.end <= block.end
        ]
        assert len(holding) == 1
        assert one.zone in Zone
        reached = one.end
    assert not page.text[reached:].strip()
    assert segment(page) == found


@given(pages())
def test_passages_hold_all_the_words_of_their_segments_once(page: Source) -> None:
    twin = replace(page, id="b", path="b.txt")
    segments = {one.id: segment(one) for one in (page, twin)}
    found = passages((page, twin), segments)
    places = [place for passage in found for place in passage.places]
    for one in (page, twin):
        own = sorted((place.start, place.end) for place in places if place.source.id == one.id)
        assert all(left[1] <= right[0] for left, right in pairwise(own))
        said = "".join("".join(one.text[start:end].split()) for start, end in own)
        held = "".join("".join(one.text[s.start : s.end].split()) for s in segments[one.id])
        assert said == held
    assert [passage.number for passage in found] == list(range(len(found)))
    for passage in found:
        words = {" ".join(fold(place.text).split()) for place in passage.places}
        assert len(words) == 1
        if len(passage.text) >= 2 * SHORTEST_COPY:
            assert {place.source.id for place in passage.places} == {"a", "b"}
        for above in (passage.heading, passage.before):
            if above is not None:
                assert above.source == passage.span.source
                assert above.end <= passage.span.start


LONG = "La préfecture a fermé la piscine de Brunoy mardi, pour trois mois de travaux, a-t-elle dit."


def _whole(text: str, source_id: str, zone: Zone = Zone.BODY) -> tuple[Source, tuple[Segment, ...]]:
    one = source(text, source_id)
    return one, (Segment(0, len(text), zone),)


def _passages(*found: tuple[Source, tuple[Segment, ...]]) -> list[list[str]]:
    made = passages([one for one, _ in found], {one.id: own for one, own in found})
    return [[place.source.id for place in passage.places] for passage in made]


def test_the_same_words_in_other_white_space_and_case_are_one_passage() -> None:
    wrapped = LONG.replace(" ", "\n  ", 5).replace("pour", "POUR")
    assert _passages(_whole(LONG, "a"), _whole(wrapped, "b"), _whole(LONG, "c")) == [
        ["a", "b", "c"]
    ]


def test_the_same_words_in_another_zone_are_another_passage() -> None:
    assert _passages(_whole(LONG, "a"), _whole(LONG, "b", Zone.COMMENT)) == [["a"], ["b"]]


def test_a_few_words_are_no_copy() -> None:
    assert _passages(_whole("Partager", "a"), _whole("Partager", "b")) == [["a"], ["b"]]


def test_other_words_are_another_passage() -> None:
    assert _passages(_whole(LONG, "a"), _whole(LONG.replace("trois", "deux"), "b")) == [
        ["a"],
        ["b"],
    ]


def test_the_subheading_above_goes_with_the_words_below() -> None:
    parts = ("Un titre", LONG, "Les travaux", LONG.replace("trois", "six"), "Fin")
    zones = (Zone.TITLE, Zone.BODY, Zone.SUBHEADING, Zone.BODY, Zone.NAVIGATION)
    one = source("\n".join(parts))
    starts = [one.text.index(part) for part in parts]
    own = tuple(
        Segment(start, start + len(part), zone)
        for start, part, zone in zip(starts, parts, zones, strict=True)
    )
    made = passages([one], {"a": own})
    headings = [passage.heading.text if passage.heading else None for passage in made]
    assert headings == [None, None, None, "Les travaux", None]
    assert [passage.headings for passage in made] == [
        (),
        ("Un titre",),
        ("Un titre",),
        ("Un titre", "Les travaux"),
        ("Un titre",),
    ]
    befores = [passage.before.text if passage.before else None for passage in made]
    assert befores == [None, None, None, LONG, None]


def test_the_title_that_the_source_is_described_by_comes_before_the_one_it_shows() -> None:
    one = source(f"Un titre\n{LONG}", title="Le titre décrit")
    own = (Segment(0, 8, Zone.TITLE), Segment(9, len(one.text), Zone.BODY))
    shown, told = passages([one], {"a": own})
    assert told.title is not None
    assert told.title.text == "Un titre"
    assert (shown.title, told.headings) == (None, ("Le titre décrit",))


def test_prose_comes_after_the_prose_of_its_own_source_only() -> None:
    parts = (LONG, "PUBLICITÉ", LONG.replace("trois", "six"))
    zones = (Zone.STANDFIRST, Zone.ADVERT, Zone.BODY)
    one, other = source("\n".join(parts)), source(LONG.replace("trois", "neuf"), "b")
    starts = [one.text.index(part) for part in parts]
    own = tuple(
        Segment(start, start + len(part), zone)
        for start, part, zone in zip(starts, parts, zones, strict=True)
    )
    made = passages([one, other], {"a": own, "b": (Segment(0, len(other.text), Zone.BODY),)})
    befores = [passage.before.text if passage.before else None for passage in made]
    assert befores == [None, None, LONG, None]


SENTENCES = st.lists(
    st.sampled_from(
        [LONG, "Le pont ferme.", "Qui l’a dit ?", "A" * (LONGEST + 5) + ".", "M. Roux"]
    ),
    min_size=1,
    max_size=30,
)


@given(SENTENCES, ZONES)
def test_a_long_segment_is_cut_at_its_sentences(found: list[str], zone: Zone) -> None:
    one = source("  " + " ".join(found) + "  ")
    own = Segment(2, len(one.text) - 2, zone)
    spans = cut(one, own)
    assert all(isinstance(span, Span) for span in spans)
    assert "".join("".join(span.text.split()) for span in spans) == "".join(one.text.split())
    for left, right in pairwise(spans):
        assert left.end <= right.start
        assert not one.text[left.end : right.start].strip()
    for span in spans:
        # Only one sentence that is too long by itself may be longer.
        assert len(span.text) <= LONGEST or "A" * LONGEST in span.text
    if own.end - own.start <= LONGEST:
        assert len(spans) == 1
