"""EM and F1 against SQuAD's own script, written out again here from its definitions."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from run_making import answered, case_of, refused, run_of, runs

from eval.figures import named
from eval.folder import Prediction, Run, missing
from eval.normal import normal

Normal = Callable[[str], str]
NORMALS: dict[str, Normal] = {"": normal, " strict": lambda text: text}


def compute_exact(a_gold: str, a_pred: str, normalize: Normal) -> int:
    """Compute what SQuAD 2.0's `compute_exact` does."""
    return int(normalize(a_gold) == normalize(a_pred))


def compute_f1(a_gold: str, a_pred: str, normalize: Normal) -> float:
    """Compute what SQuAD 2.0's `compute_f1` does."""
    gold_toks, pred_toks = normalize(a_gold).split(), normalize(a_pred).split()
    common = Counter(gold_toks) & Counter(pred_toks)
    num_same = sum(common.values())
    if len(gold_toks) == 0 or len(pred_toks) == 0:
        return int(gold_toks == pred_toks)
    if num_same == 0:
        return 0
    precision = 1.0 * num_same / len(pred_toks)
    recall = 1.0 * num_same / len(gold_toks)
    return (2 * precision * recall) / (precision + recall)


COMPUTED = {"EM": compute_exact, "F1": compute_f1}


def raw_score(name: str, prediction: Prediction, normalize: Normal) -> float:
    """Compute what SQuAD 2.0's `get_raw_scores` does for one question; no prediction scores 0."""
    if prediction.missing:
        return 0.0
    golds = [gold.text for gold in prediction.case.answers] or [""]
    return max(COMPUTED[name](gold, prediction.given, normalize) for gold in golds)


@given(runs())
def test_figures_are_the_squad_script_s(run: Run) -> None:
    figures = named(run)
    for name in COMPUTED:
        for suffix, normalize in NORMALS.items():
            figure = figures[name + suffix]
            scores = [raw_score(name, one, normalize) for one in run.predictions]
            assert figure.n == len(scores)
            if scores:
                assert figure.value == pytest.approx(sum(scores) / len(scores))


@given(runs())
def test_candidates_are_scored_as_in_squad_1(run: Run) -> None:
    figures = named(run)
    able = [one for one in run.predictions if one.case.answerable]
    for name, compute in COMPUTED.items():
        for suffix, normalize in NORMALS.items():
            scores = [
                max(compute(gold.text, one.candidate.text, normalize) for gold in one.case.answers)
                if one.candidate
                else 0.0
                for one in able
            ]
            figure = figures[f"candidate {name}{suffix}"]
            assert figure.n == len(able)
            if scores:
                assert figure.value == pytest.approx(sum(scores) / len(scores))


@given(runs())
def test_strict_is_never_kinder_and_f1_never_below_em(run: Run) -> None:
    values = {name: figure.value or 0.0 for name, figure in named(run).items()}
    for before in ("", "candidate "):
        assert values[f"{before}EM strict"] <= values[f"{before}EM"] + 1e-9
        for suffix in ("", " strict"):
            assert values[f"{before}EM{suffix}"] <= values[f"{before}F1{suffix}"] + 1e-9


@pytest.mark.parametrize(
    ("outcome", "em", "strict", "f1"),
    [
        (answered(case_of("42 ponts"), "42 ponts"), 1, 1, 1),
        (answered(case_of("42 ponts"), "Les 42 ponts,"), 1, 0, 1),
        (answered(case_of("42 ponts", "42"), "42 arbres"), 0, 0, 2 / 3),
        (refused(case_of("42 ponts"), "42 ponts"), 0, 0, 0),
        (refused(case_of()), 1, 1, 1),
        (answered(case_of(), "42 ponts"), 0, 0, 0),
        (missing(case_of()), 0, 0, 0),
        (missing(case_of("42 ponts")), 0, 0, 0),
    ],
)
def test_outcomes_one_by_one(outcome: Prediction, em: float, strict: float, f1: float) -> None:
    figures = named(run_of(outcome))
    assert figures["EM"].value == em
    assert figures["EM strict"].value == strict
    assert figures["F1"].value == pytest.approx(f1)
