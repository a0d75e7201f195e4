"""What a run misses: why, and where; every extract is the source's own characters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_making import (
    BRIDGES,
    MAYOR,
    NEXT,
    OAKS,
    PREDICTIONS,
    SOURCES,
    answer,
    make_run,
    refuse,
)

from eval.folder import Bounds, Found, Prediction
from eval.report.extracts import AROUND, MOST, extracts
from eval.report.misses import Cause, cause, misses, rank
from rag.calibrate.cases import Case, Gold


def test_each_miss_has_the_cause_that_lost_it() -> None:
    found = {miss.case.id: miss for miss in misses(make_run())}
    assert {name: miss.cause for name, miss in found.items()} == {
        "chenes": Cause.READING,
        "suite": Cause.SILENCE,
        "lieu": Cause.RETRIEVAL,
        "maire": Cause.FALSE_ANSWER,
        "date": Cause.MISSING,
    }
    assert {name: miss.rank for name, miss in found.items()} == {
        "chenes": 2,
        "suite": 1,
        "lieu": None,
        "maire": None,
        "date": None,
    }
    assert found["chenes"].given == "12 chênes"
    assert found["lieu"].given == "la Loire"
    assert found["date"].given == ""
    assert found["maire"].expected == ()


def test_where_nothing_is_said_to_be_retrieved_reading_is_to_blame() -> None:
    assert cause(answer(OAKS, "chenes", "12 chênes")) is Cause.READING
    assert rank(answer(OAKS, "chenes", "12 chênes")) is None


def test_a_refusal_of_the_wrong_words_is_no_silence() -> None:
    assert cause(refuse(NEXT, "ponts", "la mairie", retrieved=("ponts",))) is Cause.READING


def test_the_same_words_are_shown_once() -> None:
    copies = {**SOURCES, "copie": SOURCES["chenes"]}
    gold = OAKS.answers[0]
    asked = OAKS.model_copy(
        update={"answers": (gold, gold.model_copy(update={"source": "copie"})), "passages": ()}
    )
    found = list(extracts(answer(asked, "ponts", "la mairie"), copies))
    assert [one.source_id for one in found] == ["ponts", "chenes"]


def test_both_stand_marked_in_one_passage() -> None:
    (extract,) = extracts(PREDICTIONS[1], SOURCES)
    assert [(p.text, p.given, p.expected) for p in extract.pieces] == [
        ("La commune a planté ", False, False),
        ("12 chênes", True, False),
        (" place Viarme, a promis l’adjointe ", False, False),
        ("Claire Dubois", False, True),
        (".", False, False),
    ]
    assert not extract.cut_before
    assert not extract.cut_after


def test_what_is_given_inside_what_is_expected_is_both() -> None:
    (extract,) = extracts(answer(BRIDGES, "ponts", "42 ponts sur"), SOURCES)
    marked = [(p.text, p.given, p.expected) for p in extract.pieces if p.given or p.expected]
    assert marked == [("42 ponts sur", True, True), (" la Loire et sur l’Erdre", False, True)]


def test_two_sources_give_two_extracts_the_given_first() -> None:
    first, second = extracts(PREDICTIONS[3], SOURCES)
    assert (first.source_id, second.source_id) == ("ponts", "chenes")
    assert [p.text for p in first.pieces if p.given] == ["la Loire"]
    assert [p.text for p in second.pieces if p.expected] == ["place Viarme"]


def test_without_the_sources_the_records_quote_is_cut() -> None:
    (extract,) = extracts(PREDICTIONS[1], {})
    text = SOURCES["chenes"]
    assert "".join(p.text for p in extract.pieces) == text[extract.start : extract.end]
    assert [p.text for p in extract.pieces if p.given] == ["12 chênes"]
    assert [p.text for p in extract.pieces if p.expected] == ["Claire Dubois"]
    assert list(extracts(PREDICTIONS[3], {})) == []


def test_a_place_outside_its_source_is_left_out() -> None:
    wrong = answer(MAYOR, "ponts", "la mairie")
    wrong.record["spans"][0]["end"] = 10_000
    assert list(extracts(wrong, SOURCES)) == []


@pytest.mark.parametrize("length", [10, 4 * AROUND])
def test_a_long_passage_is_cut_between_words(length: int) -> None:
    text = "mot " * length + "Nantes" + " fin" * length
    start = text.index("Nantes")
    best = Found("a", start, start + 6, "Nantes", Bounds(0, len(text)))
    asked = Case(id="q", question="Où ?", kind="place", answerable=False)
    (extract,) = extracts(
        replace(refuse(MAYOR, "ponts", "la mairie"), case=asked, candidate=best), {"a": text}
    )
    shown = "".join(piece.text for piece in extract.pieces)
    assert set(shown.split()) == {"mot", "Nantes", "fin"}
    assert len(shown) <= 2 * AROUND + 6
    assert extract.cut_before is extract.cut_after is (length > AROUND)


@given(st.data())
def test_extracts_are_the_sources_characters_rightly_marked(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab é\n", min_size=4, max_size=900))

    def stretch() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    found, passage = stretch(), stretch()
    golds = [stretch() for _ in range(data.draw(st.integers(1, 4)))]
    asked = Case(
        id="q",
        question="Quoi ?",
        kind="list",
        answerable=True,
        answers=tuple(Gold(source="a", text=text[s:e], start=s, end=e) for s, e in golds),
    )
    best = Found("a", *found, text[slice(*found)], Bounds(*passage))
    record = {"status": "refused", "answer": "Rien.", "spans": [], "citations": []}
    shown = list(extracts(Prediction(asked, record, best, 0.5, 0.1), {"a": text}))
    assert 1 <= len(shown) <= MOST
    taken: set[int] = set()
    for extract in shown:
        at = extract.start
        for piece in extract.pieces:
            assert piece.text
            assert text[at : at + len(piece.text)] == piece.text
            for place_ in range(at, at + len(piece.text)):
                assert piece.given == (found[0] <= place_ < found[1])
                assert piece.expected == any(s <= place_ < e for s, e in golds)
            at += len(piece.text)
        assert at == extract.end
        inside = set(range(extract.start, extract.end))
        assert not inside & taken
        taken |= inside
    assert set(range(*found)) <= taken
