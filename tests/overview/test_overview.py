"""The corpus at a glance, through its own door: what is in it, where from, and in which order."""

import json
from pathlib import Path

import pytest
from glance import AT_STAKE, cited, corpus_of, glance, recorded
from hypothesis import given
from hypothesis import strategies as st

from rag.overview import Overview
from rag.types import Corpus, GroundingError, Source, Span, Zone

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("pont"), AT_STAKE)


@pytest.fixture(scope="module")
def pont(corpus: Corpus) -> Overview:
    return glance(corpus)


@pytest.fixture(scope="module")
def seeds() -> Overview:
    from rag.text import read_corpus

    return glance(read_corpus(SEEDS, max_file_bytes=10**6))


def words(span: Span) -> str:
    return " ".join(span.text.split())


def test_events_are_dated_and_brought_together(pont: Overview) -> None:
    (closing,) = [one for one in pont.timeline if one.first.isoformat() == "2024-03-04"]

    assert (closing.precision, closing.independent, closing.inferred) == ("day", 2, False)
    assert [one.marks[0].text for one in closing.citations] == ["4 mars 2024", "4 mars 2024"]
    assert [one.first for one in pont.timeline] == sorted(one.first for one in pont.timeline)


def test_people_are_merged_and_told_by_their_office(pont: Overview) -> None:
    told = {words(one.name): one for one in pont.people}

    assert set(told) == {"Anne Larcher", "Paul Ferrand"}
    assert [words(role) for role in told["Anne Larcher"].roles] == ["la préfète"]
    assert (told["Anne Larcher"].passages, told["Anne Larcher"].independent) == (3, 2)
    assert [words(role) for role in told["Paul Ferrand"].roles] == ["Le maire de Vaux"]


def test_nobody_is_told_by_what_they_are_accused_of(tmp_path: Path) -> None:
    text = (
        "Le procès de Brion\n\nLe prévenu, Jean Martin, conteste. L’accusé Luc Petit, coupable "
        "présumé, se tait. Marie Durand, victime du vol, a parlé devant la juge Claire Morel.\n"
    )
    people = glance(corpus_of(tmp_path, {"proces.txt": text})).people

    assert {words(one.name): [words(role) for role in one.roles] for one in people} == {
        "Jean Martin": [],
        "Luc Petit": [],
        "Marie Durand": [],
        "Claire Morel": ["la juge"],
    }


def test_an_organisation_goes_with_its_acronym(pont: Overview) -> None:
    told = {words(one.name): one for one in pont.organisations}

    assert words(told["Agence nationale des ponts"].roles[0]) == "ANP"
    assert told["Agence nationale des ponts"].passages == 2
    assert "Ponts en Danger" in told


def test_a_figure_counts_the_sources_that_do_not_copy(pont: Overview) -> None:
    told = {words(one.value): one.independent for one in pont.figures}

    assert told["412 fissures"] == 2
    assert told["63 pages"] == 1
    assert "1 250 euros" not in told


def test_sources_that_part_are_shown_with_no_choice(pont: Overview) -> None:
    told = {tuple(words(p.value) for p in one.positions) for one in pont.disagreements}

    assert {frozenset(values) for values in told} == {
        frozenset({"1931", "1937"}),
        frozenset({"Onze personnes", "Neuf personnes"}),
    }


@pytest.mark.parametrize(
    "other",
    [
        "Onze personnes ont été évacuées de Brion, dit Brion, et Brion le confirme.",
        "Une dizaine de personnes ont été évacuées de Brion, dit Brion, à Brion même.",
        "Neuf personnes sont nées à Brion. Onze personnes ont été évacuées de Brion, à Brion.",
        "Neuf chevaux ont été évacués de Brion, dit Brion, et Brion le confirme.",
    ],
)
def test_what_can_be_true_together_is_no_disagreement(tmp_path: Path, other: str) -> None:
    one = "Le feu\n\nOnze personnes ont été évacuées de Brion. À Brion, le feu, dit Brion, dure.\n"
    files = {"un.txt": one, "deux.txt": f"La nuit\n\n{other}\n"}

    assert glance(corpus_of(tmp_path, files)).disagreements == ()


def test_the_seeds_part_on_the_year_and_on_nothing_else(seeds: Overview) -> None:
    told = [[words(position.value) for position in one.positions] for one in seeds.disagreements]

    assert told == [["2003", "2006"]]
    assert words(seeds.figures[0].value) == "23 051 procédures"
    assert seeds.figures[0].independent == 3
    assert {words(one.name) for one in seeds.people} == {
        "Isaac Steidl",
        "Philippe Coopman",
        "Dominique P.",
        "Gérald Darmanin",
    }


def test_every_item_is_its_slice_in_an_editorial_zone(pont: Overview, seeds: Overview) -> None:
    for given_ in (pont, seeds):
        citations = list(cited(given_))
        assert citations
        for one in citations:
            assert one.quote.source.text[one.quote.start : one.quote.end] == one.quote.text
            assert one.marks
            assert one.zone not in {Zone.ADVERT, Zone.COMMENT, Zone.NAVIGATION, Zone.RELATED}


def test_the_record_says_the_same_and_is_json(pont: Overview, corpus: Corpus) -> None:
    given_ = recorded(pont)

    assert json.loads(json.dumps(given_)) == given_
    assert list(given_) == [
        *("timeline", "publications", "people", "organisations", "figures", "disagreements"),
        *("corpus", "version"),
    ]
    assert (given_["corpus"], given_["version"]) == (corpus.fingerprint, "1")
    for person in given_["people"]:
        place = person["place"]
        source = corpus.source(place["source_id"])
        assert source is not None
        assert source.text[place["start"] : place["end"]] == person["name"] == place["text"]


def test_it_is_the_same_each_time(corpus: Corpus, pont: Overview) -> None:
    assert recorded(glance(corpus)) == recorded(pont)


SAID = st.sampled_from(
    [
        "Onze personnes ont été évacuées de Brion.",
        "Neuf personnes ont été évacuées de Brion le 4 mars 2024.",
        "Le maire, Paul Ferrand, a vu 412 fissures (63 %).",
        "« Rien », dit Mme Larcher, née en 1961, entre le 2 mai 2023 et le 3 juin 2023.",
        "L’Agence nationale des ponts (ANP) et la SARL Dupont, 12 avril !",
        "Publicité",
        "",
        "1er mars 2020 1er mars 2020 M. (X) d’",
        "𝒜 M. Ferrand œuvre à 1,2 million d’euros par l’heure",
    ]
)


@given(st.lists(st.lists(SAID, max_size=6), min_size=1, max_size=3))
def test_whatever_is_written_items_are_slices_in_order(texts: list[list[str]]) -> None:
    sources = tuple(
        Source(str(at), f"{at}.txt", "\n\n".join(["Titre", *said]), digest=str(at))
        for at, said in enumerate(texts)
    )
    given_ = glance(Corpus(sources))

    for one in cited(given_):
        assert one.quote.text
        assert all(one.quote.contains(mark) for mark in one.marks)
    assert [one.first for one in given_.timeline] == sorted(one.first for one in given_.timeline)
    for entity in (*given_.people, *given_.organisations):
        assert 1 <= entity.independent <= min(entity.passages, len(sources))
    for figure in given_.figures:
        assert figure.independent >= 1
    for one in given_.disagreements:
        found = {quote.quote.source.id for quote in one.citations}
        assert len(found) > 1
    json.dumps(recorded(given_))


def test_an_item_without_its_mark_cannot_be_made(pont: Overview) -> None:
    figure = pont.figures[0]
    elsewhere = Span(figure.value.source, 0, 1)

    with pytest.raises(GroundingError):
        type(figure)(elsewhere, figure.citations, 1)
