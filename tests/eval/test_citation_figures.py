"""Citations, verbatim words, zones, agreement and cost: outcomes made by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_making import answered, case_of, disagreement, quote, refused, run_of

from eval.figures import Figure, named, save
from eval.folder import Prediction, missing
from rag.calibrate.cases import Agreement, Gold

TEXT = "À Nantes, la ville compte 42 ponts sur la Loire. Elle en fermera trois."
AT = TEXT.index("42 ponts")
GOLD = Gold(source="a", text="42 ponts", start=AT, end=AT + 8)
SENTENCE = TEXT[: TEXT.index("Loire.") + 6]
OTHER = TEXT[len(SENTENCE) + 1 :]


def figure(name: str, *outcomes: Prediction, sources: dict[str, str] | None = None) -> Figure:
    """Return a figure of these outcomes."""
    return named(run_of(*outcomes, sources=sources))[name]


@pytest.mark.parametrize(
    ("cited", "supports"),
    [
        (quote("a", 0, SENTENCE), True),
        (quote("a", AT, "42 ponts"), True),
        (quote("a", AT, "42"), True),
        (quote("a", AT, "42 p"), False),
        (quote("a", AT + 3, TEXT[AT + 3 : AT + 8]), True),
        (quote("a", AT + 8, TEXT[AT + 8 : AT + 20]), False),
        (quote("a", len(SENTENCE) + 1, OTHER), False),
        (quote("b", 0, SENTENCE), False),
        (quote("b", 0, SENTENCE, places=[{"source_id": "a", "start": 0, "end": 48}]), True),
        (quote("b", 0, SENTENCE, places=[{"source_id": "c", "start": 0, "end": 48}]), False),
    ],
)
def test_a_citation_supports_where_it_holds_an_answer(cited, supports) -> None:
    outcome = answered(case_of(GOLD), "42 ponts", cited)
    assert figure("citation precision", outcome).value == float(supports)
    assert figure("citation recall", outcome).value == float(supports)


@pytest.mark.parametrize(
    ("shown", "supports"),
    [("Il y a 42 ponts ici", True), ("Il y a 142 ponts", False), ("42 pontsX", False)],
)
def test_without_offsets_the_quote_must_say_the_words(shown: str, supports: bool) -> None:  # noqa: FBT001 - a parameter
    lost = Gold(source="a", text="les 42 ponts")
    for source, expected in (("a", supports), ("b", False)):
        outcome = answered(case_of(lost), "42 ponts", quote(source, 0, shown))
        assert figure("citation precision", outcome).value == float(expected)


def test_precision_is_by_case_and_false_answers_support_nothing() -> None:
    good, bad = quote("a", 0, SENTENCE), quote("a", len(SENTENCE) + 1, OTHER)
    outcomes = [
        answered(case_of(GOLD, name="both"), "42 ponts", good, bad),
        answered(case_of(GOLD, name="good"), "42 ponts", good),
        answered(case_of(name="false"), "42 ponts", good),
        answered(case_of(GOLD, name="none"), "42 ponts"),
        refused(case_of(GOLD, name="refused")),
        missing(case_of(GOLD, name="missing")),
    ]
    precision = figure("citation precision", *outcomes)
    assert (precision.value, precision.n) == (1.5 / 4, 4)
    recall = figure("citation recall", *outcomes)
    assert (recall.value, recall.n) == (2 / 3, 3)


def test_every_position_is_to_be_cited() -> None:
    other = Gold(source="b", text="41 ponts", start=0, end=8)
    expected = disagreement(("42", "a"), ("41", "b"))
    case = case_of(GOLD, other, agreement=expected)
    one, two = quote("a", 0, SENTENCE), quote("b", 0, "41 ponts")
    for cited, share in (([one], 0.5), ([two], 0.5), ([one, two], 1.0), ([], 0.0)):
        assert figure("citation recall", answered(case, "42 ponts", *cited)).value == share
    agreed = case_of(GOLD, other, agreement=Agreement(kind="corroborated"))
    assert figure("citation recall", answered(agreed, "42 ponts", two)).value == 1


def test_positions_of_one_source_are_told_by_their_words() -> None:
    golds = [GOLD, Gold(source="a", text="trois", start=TEXT.index("trois"), end=len(TEXT) - 1)]
    expected = disagreement(("42 ponts", "a"), ("trois", "a"))
    case = case_of(*golds, agreement=expected)
    assert figure("citation recall", answered(case, "42", quote("a", 0, SENTENCE))).value == 0.5
    assert figure("citation recall", answered(case, "42", quote("a", 0, TEXT))).value == 1


def part(start: int, text: str, citation: int | None = 1) -> dict[str, object]:
    """Make a part of an answer."""
    return {"text": text, "citation": citation, "start": start, "end": start + len(text)}


@given(st.integers(0, len(TEXT) - 2), st.data())
def test_verbatim_is_compared_with_the_source_itself(start: int, data: st.DataObject) -> None:
    stretch = TEXT[start : data.draw(st.integers(start + 1, len(TEXT)))]
    spans = [{"source_id": "a", "start": start, "end": start + len(stretch), "text": stretch}]
    true = answered(
        case_of(GOLD),
        stretch,
        quote("a", start, stretch),
        spans=spans,
        parts=[{"text": "« ", "citation": None, "start": None, "end": None}, part(start, stretch)],
    )
    rate = figure("verbatim rate", true, sources={"a": TEXT})
    assert (rate.value, rate.n) == (1, 3)
    moved = replace(true, record=true.record | {"citations": [quote("a", start + 1, stretch)]})
    false = figure("verbatim rate", moved, sources={"a": TEXT})
    assert false.value == (1 if TEXT[start + 1 :].startswith(stretch) else pytest.approx(2 / 3))
    assert figure("verbatim rate", true, sources={"b": TEXT}).value == 0
    assert figure("verbatim rate", true).value is None


def test_what_a_refusal_shows_is_verbatim_too() -> None:
    outcome = refused(case_of())
    for shown, value in ((SENTENCE, 1), (SENTENCE.upper(), 0)):
        outcome = replace(outcome, record=outcome.record | {"nearest": [quote("a", 0, shown)]})
        assert figure("verbatim rate", outcome, sources={"a": TEXT}).value == value


def test_zones_that_are_not_the_paper_s_are_leaks() -> None:
    shown = [quote("a", 0, SENTENCE, zone=zone) for zone in ("body", "caption", "comment")]
    leak = figure("zone leaks", answered(case_of(GOLD), "x", *shown), refused(case_of(name="r")))
    assert (leak.value, leak.n) == (pytest.approx(1 / 3), 3)


def test_agreement_is_measured_once_records_tell_it() -> None:
    apart = disagreement(("42", "a"), ("41", "b"))
    alone = Agreement(kind="single")
    names = ("disagreement precision", "disagreement recall", "false disagreements")
    silent = [answered(case_of(GOLD, agreement=apart), "42 ponts")]
    assert [figure(name, *silent).value for name in names] == [None] * 3
    say = {"agreement": {"kind": "disagreement", "positions": []}}
    one = {"agreement": {"kind": "single", "positions": []}}
    told = [
        answered(case_of(GOLD, name="seen", agreement=apart), "42", **say),
        answered(case_of(GOLD, name="unseen", agreement=apart), "42", **one),
        refused(case_of(GOLD, name="refused", agreement=apart)),
        answered(case_of(GOLD, name="false", agreement=alone), "42", **say),
        *(answered(case_of(GOLD, name=f"{n}", agreement=alone), "42", **one) for n in range(3)),
        answered(case_of(GOLD, name="unknown"), "42", **say),
    ]
    found = [figure(name, *told) for name in names]
    assert [(one.value, one.n) for one in found] == [(0.5, 2), (pytest.approx(1 / 3), 3), (0.25, 4)]


def test_length_is_in_words_and_latency_over_what_was_asked() -> None:
    outcomes = [
        answered(case_of(GOLD, name="two"), "42 ponts"),
        replace(answered(case_of(GOLD, name="four"), "42 ponts sur l’Erdre"), seconds=0.75),
        refused(case_of(name="refused")),
        missing(case_of(name="missing")),
    ]
    length = figure("answer length", *outcomes)
    assert (length.n, length.unit) == (2, "words")
    assert 3 <= length.value <= 3.5
    median = figure("latency p50", *outcomes)
    assert (median.value, median.n, median.unit) == (0.5, 3, "seconds")
    assert figure("latency p99", *outcomes).value <= 0.75


def test_memory_is_the_run_s() -> None:
    run = run_of(refused(case_of()))
    assert named(run)["peak memory"].value is None
    told = replace(run, about=replace(run.about, peak_memory_bytes=2**20))
    assert (named(told)["peak memory"].value, named(told)["peak memory"].unit) == (2**20, "bytes")


def test_figures_are_written_for_other_programs(tmp_path: Path) -> None:
    run = run_of(answered(case_of(GOLD, kind="place"), "42 ponts"))
    save(run, tmp_path)
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert written.keys() == named(run).keys()
    assert written["answer right (place)"] == {
        "value": 1.0,
        "n": 1,
        "low": 1.0,
        "high": 1.0,
        "unit": "share",
    }
