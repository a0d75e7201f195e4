"""To answer or refuse, and how sure: the figures against their definitions."""

from itertools import permutations
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_making import answered, case_of, confidences, refused, run_of, runs

from eval.figures import figures, kinds, named, reliability, risk_coverage
from eval.figures.decisions import BINS
from eval.folder import Prediction, Run, missing
from rag.calibrate import calibration

ABLE, UNABLE = case_of("42 ponts"), case_of()
judgements = st.lists(st.tuples(confidences, st.booleans()), min_size=1, max_size=40)


def judged(pairs: list[tuple[float, bool]]) -> list[Prediction]:
    """Make predictions with these confidences, of candidates right or not."""
    return [
        refused(case_of("42 ponts", name=f"q{at}"), "42 ponts" if right else "Nantes", confidence)
        for at, (confidence, right) in enumerate(pairs)
    ]


@given(runs())
def test_counts_are_those_of_the_outcomes(run: Run) -> None:
    found = named(run)
    answered_ones = [one for one in run.predictions if one.answered]
    able = [one for one in run.predictions if one.case.answerable]
    unable = [one for one in run.predictions if not one.case.answerable]
    both = [one for one in able if one.answered]
    expected = {
        "answer right": (sum(one.right for one in run.predictions), len(run.predictions)),
        "answerability precision": (len(both), len(answered_ones)),
        "answerability recall": (len(both), len(able)),
        "false-answer rate": (sum(one.answered for one in unable), len(unable)),
        "wrong among answered": (sum(not one.right for one in answered_ones), len(answered_ones)),
        "candidate right, refusal off": (sum(one.candidate_right for one in able), len(able)),
    }
    for name, (count, n) in expected.items():
        assert found[name].n == n, name
        assert found[name].value == (pytest.approx(count / n) if n else None), name
    precision, recall = (
        found[f"answerability {name}"].value or 0.0 for name in ("precision", "recall")
    )
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    assert (found["answerability F1"].value or 0.0) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("outcome", "right"),
    [
        (answered(ABLE, "les 42 ponts"), True),
        (answered(ABLE, "Nantes"), False),
        (answered(UNABLE, "Nantes"), False),
        (refused(ABLE, "42 ponts", 0.4), False),
        (refused(UNABLE, "Nantes", 0.4), True),
        (refused(UNABLE), True),
        (missing(ABLE), False),
        (missing(UNABLE), False),
    ],
)
def test_what_outcome_is_right(outcome: Prediction, right: bool) -> None:  # noqa: FBT001 - a parameter
    assert named(run_of(outcome))["answer right"].value == float(right)


def test_several_spans_are_judged_by_the_best_and_none_by_the_answer() -> None:
    spans = [{"source_id": "a", "start": 0, "end": 1, "text": text} for text in ("Nantes", "42")]
    case = case_of("Nantes")
    assert answered(case, "x", spans=spans).right
    assert not answered(case, "x", spans=spans[::-1]).right
    assert answered(case, "x", spans=[], answer="À Nantes").right


@given(judgements)
def test_the_area_is_the_mean_risk_and_calibration_s_where_none_tie(
    pairs: list[tuple[float, bool]],
) -> None:
    distinct = list(dict(pairs).items())
    run = run_of(*judged(distinct))
    figure = named(run)["AURC"]
    curve = risk_coverage(run.predictions)
    assert figure.value == pytest.approx(mean(risk for _, risk in curve))
    known = calibration([chance for chance, _ in distinct], [right for _, right in distinct])
    assert curve == [pytest.approx(point) for point in known.coverage]
    assert [coverage for coverage, _ in curve] == sorted(coverage for coverage, _ in curve)


@given(st.lists(st.tuples(st.sampled_from([0.2, 0.7]), st.booleans()), min_size=1, max_size=5))
def test_equals_are_given_in_no_order(pairs: list[tuple[float, bool]]) -> None:
    def areas() -> list[float]:
        found = []
        for order in permutations(pairs):
            falling = sorted(order, key=lambda pair: -pair[0])
            wrong = [not right for _, right in falling]
            found.append(mean(sum(wrong[:k]) / k for k in range(1, len(wrong) + 1)))
        return found

    assert named(run_of(*judged(pairs)))["AURC"].value == pytest.approx(mean(areas()))
    reversed_run = run_of(*judged(pairs[::-1]))
    assert named(reversed_run)["AURC"].value == pytest.approx(mean(areas()))


def test_a_perfect_order_has_the_least_area() -> None:
    pairs = [(0.9, True), (0.8, True), (0.3, False), (0.2, False)]
    areas = [
        named(run_of(*judged(order)))["AURC"].value
        for order in (
            pairs,
            [(1 - confidence, right) for confidence, right in pairs],
            [(0.5, right) for _, right in pairs],
        )
    ]
    assert areas == [pytest.approx(value) for value in ((1 / 3 + 1 / 2) / 4, 19 / 24, 0.5)]


@given(judgements)
def test_calibration_error_is_the_product_s(pairs: list[tuple[float, bool]]) -> None:
    run = run_of(*judged(pairs))
    known = calibration([chance for chance, _ in pairs], [right for _, right in pairs])
    assert named(run)["ECE"].value == pytest.approx(known.ece)
    assert reliability(run.predictions) == [pytest.approx(one) for one in known.reliability]
    assert len(known.reliability) <= BINS


def test_missing_cases_have_no_confidence_to_judge_but_are_risk() -> None:
    sure = answered(ABLE, "42 ponts", confidence=1.0)
    lost = missing(case_of("42 ponts", name="lost"))
    found = named(run_of(sure, lost))
    assert (found["ECE"].value, found["ECE"].n) == (0.0, 1)
    assert (found["AURC"].value, found["AURC"].n) == (0.25, 2)


@given(runs())
def test_intervals_hold_their_value_and_stay_in_range(run: Run) -> None:
    for figure in (*figures(run), *kinds(run).values()):
        assert (figure.value is None) == (figure.n == 0)
        if figure.low is None or figure.value is None:
            continue
        assert figure.low <= figure.high
        if figure.unit in ("share", "score"):
            assert figure.low >= 0
            assert figure.high <= 1 + 1e-9
            assert 0 <= figure.value <= 1 + 1e-9


@given(runs())
def test_terms_by_case_make_the_mean_and_names_are_apart(run: Run) -> None:
    found = [*figures(run), *kinds(run).values()]
    assert len({figure.name for figure in found}) == len(found)
    ids = {one.case.id for one in run.predictions}
    for figure in found:
        if figure.cases:
            assert figure.cases.keys() <= ids
            assert figure.value == pytest.approx(mean(figure.cases.values()))
            assert figure.n == len(figure.cases)
    assert found[0].name == "answer right"
    assert sum(figure.n for figure in kinds(run).values()) == len(run.predictions)


def test_intervals_narrow_with_more_cases_and_are_drawn_the_same_each_time() -> None:
    few, many = (run_of(*judged([(0.5, bool(at % 2)) for at in range(n)])) for n in (10, 400))
    name = "candidate right, refusal off"
    narrow, wide = named(many)[name], named(few)[name]
    assert narrow == named(many)[name]
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)
    assert narrow.low == pytest.approx(0.45, abs=0.02)
    assert narrow.high == pytest.approx(0.55, abs=0.02)
