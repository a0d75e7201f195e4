"""Calibration: weights drawn to those known, measures of probabilities, a judge learnt again."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.answer import Judge, load_judge
from rag.answer.judge import BIAS, FEATURES
from rag.answer.trees import load_trees
from rag.calibrate import Case, Observation, calibration, crossed, fit, recalibrate, save
from rag.calibrate.recalibrate import FEWEST as FEWEST_CASES
from rag.calibrate.risk import FEWEST, LEVELS
from rag.errors import CasesError, ConfigError

NAMES = (BIAS, *FEATURES)
READER = "spans"

chances = st.floats(0, 1, allow_nan=False)
outcomes = st.lists(st.tuples(chances, st.booleans()), max_size=150)
# Apart by more than the thousandth to which thresholds are rounded down.
apart = st.lists(
    st.tuples(st.integers(0, 499), st.booleans()), max_size=150, unique_by=lambda pair: pair[0]
).map(lambda pairs: [(number / 499, right) for number, right in pairs])
weights = st.fixed_dictionaries({name: st.floats(-20, 20) for name in NAMES})


def rows(count: int, seed: int = 0) -> list[dict[str, float]]:
    """Draw features."""
    rng = np.random.default_rng(seed)
    return [dict(zip(FEATURES, row, strict=True)) for row in rng.random((count, len(FEATURES)))]


def observed(
    count: int, right: Callable[[Mapping[str, float]], bool], seed: int = 0
) -> list[Observation]:
    """Make cases with drawn features, and right as told."""
    return [
        Observation(
            Case(id=f"q{number}", question="Qui ?", kind="person", answerable=False),
            features,
            right(features),
        )
        for number, features in enumerate(rows(count, seed))
    ]


def told_by_score(features: Mapping[str, float]) -> bool:
    return features["score"] > 0.5


# --- the fit --------------------------------------------------------------------------------


@given(weights, st.integers(0, 99))
def test_a_very_large_pull_gives_the_prior_back(prior: dict[str, float], seed: int) -> None:
    found = fit(rows(20, seed), [bool(at % 3) for at in range(20)], prior, 1e9)
    assert tuple(found) == NAMES
    assert found == pytest.approx(prior, abs=2e-4)


def test_the_larger_the_pull_the_nearer_to_the_prior() -> None:
    features = rows(80)
    right = [told_by_score(row) for row in features]
    prior = dict.fromkeys(NAMES, 0.5)
    away = [
        math.dist(fit(features, right, prior, pull).values(), prior.values())
        for pull in (0.1, 1.0, 10.0, 100.0)
    ]
    assert away == sorted(away, reverse=True)
    assert away[0] > 10 * away[-1]


def test_without_a_prior_the_bias_is_free() -> None:
    nothing = [dict.fromkeys(FEATURES, 0.0)] * 40
    found = fit(nothing, [at % 4 > 0 for at in range(40)], None, 1e6)
    assert found[BIAS] == pytest.approx(math.log(3), abs=1e-3)
    assert all(found[name] == 0 for name in FEATURES)


def test_the_weights_are_the_best_there_are() -> None:
    features, prior, pull = rows(60, 3), dict.fromkeys(NAMES, 0.2), 0.7
    right = [random.Random(at).random() < row["lead"] for at, row in enumerate(features)]  # noqa: S311 - no secret is drawn

    def loss(tried: Mapping[str, float]) -> float:
        judge = Judge("", tried)
        likely = [
            judge.chance(row) if yes else 1 - judge.chance(row)
            for row, yes in zip(features, right, strict=True)
        ]
        return pull * sum((tried[n] - prior[n]) ** 2 for n in NAMES) - sum(map(math.log, likely))

    found = fit(features, right, prior, pull)
    least = loss(found)
    for name in NAMES:
        for step in (-0.02, 0.02):
            assert loss({**found, name: found[name] + step}) > least


@pytest.mark.parametrize("pull", [0.0, 0.01, 1.0])
def test_separable_cases_are_told_apart(pull: float) -> None:
    features = [row for row in rows(300, 5) if abs(row["evidence"] - 0.5) > 0.1]
    right = [row["evidence"] > 0.5 for row in features]
    judge = Judge("", fit(features, right, None, pull))
    measured = calibration([judge.chance(row) for row in features], right)
    assert measured.auroc is not None
    assert measured.auroc > 0.98
    assert max(judge.weights, key=lambda name: judge.weights[name]) == "evidence"


# --- the measures ---------------------------------------------------------------------------


@given(outcomes)
@example([])
@example([(1.0, True)])
@example([(0.1 * at, True) for at in range(11)])
def test_reliability_counts_each_case_once(drawn: list[tuple[float, bool]]) -> None:
    given_chances, right = [one for one, _ in drawn], [yes for _, yes in drawn]
    found = calibration(given_chances, right)
    assert found.n == len(drawn)
    assert sum(count for _, _, count in found.reliability) == found.n
    assert all(count > 0 for _, _, count in found.reliability)
    means = [mean for mean, _, _ in found.reliability]
    assert means == sorted(means)
    assert sum(mean * count for mean, _, count in found.reliability) == pytest.approx(
        sum(given_chances)
    )
    assert sum(share * count for _, share, count in found.reliability) == pytest.approx(sum(right))
    assert 0 <= found.ece <= 1


def test_the_calibration_error_is_that_of_the_tenths() -> None:
    found = calibration([0.95] * 4 + [0.15] * 6, [True] * 3 + [False] + [True] * 3 + [False] * 3)
    assert found.reliability == (
        (pytest.approx(0.15), pytest.approx(0.5), 6),
        (pytest.approx(0.95), pytest.approx(0.75), 4),
    )
    assert found.ece == pytest.approx((0.35 * 6 + 0.2 * 4) / 10)
    assert calibration([1.0] * 5 + [0.0] * 5, [True] * 5 + [False] * 5).ece == 0
    assert calibration([1.0, 0.9375], [True, False]).reliability == ((0.96875, 0.5, 2),)


@given(outcomes)
def test_auroc_is_the_share_of_pairs_in_order(drawn: list[tuple[float, bool]]) -> None:
    found = calibration([one for one, _ in drawn], [yes for _, yes in drawn]).auroc
    pairs = [
        (good > bad) + (good == bad) / 2
        for good, yes in drawn
        for bad, no in drawn
        if yes and not no
    ]
    if pairs:
        assert found == pytest.approx(sum(pairs) / len(pairs))
    else:
        assert found is None


@pytest.mark.parametrize("only", [True, False])
def test_auroc_wants_both_right_and_wrong(only: bool) -> None:  # noqa: FBT001 - drawn by pytest
    assert calibration([0.2, 0.9], [only, only]).auroc is None
    assert calibration([], []).auroc is None


def risk_over(drawn: Sequence[tuple[float, bool]]) -> list[float]:
    """Return the share of wrong ones among the surest, one more each time."""
    falling = sorted(drawn, key=lambda pair: -pair[0])
    wrong = [not yes for _, yes in falling]
    return [sum(wrong[:at]) / at for at in range(1, len(wrong) + 1)]


@given(outcomes.filter(bool))
def test_coverage_rises_to_all_the_questions(drawn: list[tuple[float, bool]]) -> None:
    found = calibration([one for one, _ in drawn], [yes for _, yes in drawn]).coverage
    answered = [share for share, _ in found]
    assert answered == sorted(set(answered))
    assert answered[0] > 0
    assert answered[-1] == 1
    assert [wrong for _, wrong in found] == pytest.approx(risk_over(drawn))


def test_coverage_of_many_cases_has_about_a_hundred_points() -> None:
    drawn = [(1 - at / 600, at % 5 > 0) for at in range(600)]
    found = calibration(*zip(*drawn, strict=True)).coverage
    assert len(found) == 100
    assert found[-1] == (1.0, pytest.approx(0.2))
    assert found[9] == (0.1, pytest.approx(risk_over(drawn)[59]))


@pytest.mark.parametrize("count", [201, 307, 1049])
def test_coverage_of_many_cases_ends_at_all_of_them(count: int) -> None:
    assert calibration([0.5] * count, [True] * count).coverage[-1][0] == 1


def wrong_from(drawn: Sequence[tuple[float, bool]], threshold: float) -> list[bool]:
    """Say, of each answer given from a threshold, whether it is wrong."""
    return [not yes for chance, yes in drawn if chance >= threshold]


@given(apart)
@example([(at / 499, at >= 60) for at in range(150)])
@example([(at / 499, True) for at in range(FEWEST)])
@example([(at / 499, True) for at in range(FEWEST - 1)])
@example([(at / 499, at % 3 > 0) for at in range(150)])
def test_thresholds_keep_to_their_share_and_are_the_lowest(drawn: list[tuple[float, bool]]) -> None:
    found = calibration([one for one, _ in drawn], [yes for _, yes in drawn]).levels
    risks = risk_over(drawn)
    possible = [level for level in LEVELS if any(risk <= level for risk in risks[FEWEST - 1 :])]
    assert [level for level, _ in found] == possible
    thresholds = [threshold for _, threshold in found]
    assert thresholds == sorted(thresholds, reverse=True)
    for level, threshold in found:
        given_answers = wrong_from(drawn, threshold)
        assert len(given_answers) >= FEWEST
        assert sum(given_answers) / len(given_answers) <= level
        assert all(risk > level for risk in risks[len(given_answers) :])


@pytest.mark.parametrize("low", [0.8999, 0.8994])
def test_thresholds_keep_to_their_share_when_chances_are_alike(low: float) -> None:
    """Chances that are the same, or that rounding the threshold down makes so."""
    drawn = [(0.8999, True)] * 20 + [(low, False)] * 20
    found = calibration(*zip(*drawn, strict=True)).levels
    for level, threshold in found:
        given_answers = wrong_from(drawn, threshold)
        assert sum(given_answers) / len(given_answers) <= level


# --- a judge learnt again ---------------------------------------------------------------------


def test_a_judge_learns_from_its_cases() -> None:
    seen = observed(200, told_by_score)
    before = Judge(READER, {**dict.fromkeys(NAMES, 0.0), BIAS: 4.0})
    found = recalibrate(seen, before)
    right = [one.right for one in seen]
    assert found.judge.reader == READER
    assert tuple(found.judge.weights) == NAMES
    assert found.judge.levels == found.after.levels
    assert found.before == calibration([1 / (1 + math.exp(-4))] * 200, right)
    assert found.after == calibration(crossed(seen, before.weights), right)
    assert found.before.auroc == 0.5
    assert found.after.auroc is not None
    assert found.after.auroc > 0.9
    assert found.after.ece < found.before.ece


@pytest.mark.parametrize("count", [0, 1, FEWEST_CASES - 1])
def test_too_few_cases_are_refused(count: int) -> None:
    with pytest.raises(CasesError) as caught:
        recalibrate(observed(count, told_by_score), load_judge(READER))
    (line,) = str(caught.value).splitlines()
    assert f"{count} " in line
    assert "30" in line


@pytest.mark.parametrize("only", [True, False])
def test_just_enough_cases_do_even_if_all_end_alike(only: bool) -> None:  # noqa: FBT001 - drawn by pytest
    seen = observed(FEWEST_CASES, lambda _: only)
    before = load_judge(READER)
    found = recalibrate(seen, before)
    assert found.after.n == FEWEST_CASES == 30
    assert found.after.auroc is None
    assert bool(found.judge.levels) == only
    mean = np.mean([found.judge.chance(one.features) for one in seen])
    assert (mean > np.mean([before.chance(one.features) for one in seen])) == only


def test_a_case_has_no_part_in_its_own_probability() -> None:
    seen = observed(60, told_by_score)
    first = crossed(seen)
    assert len(first) == len(seen)
    assert all(0 < chance < 1 for chance in first)
    for at in range(0, 60, 17):
        changed = [*seen[:at], replace(seen[at], right=not seen[at].right), *seen[at + 1 :]]
        again = crossed(changed)
        assert again[at] == first[at]
        assert again != first


def test_the_order_of_the_cases_does_not_count() -> None:
    seen = observed(60, told_by_score)
    assert crossed(seen[::-1])[::-1] == pytest.approx(crossed(seen), abs=1e-3)


judges = st.builds(
    Judge,
    st.text(min_size=1, max_size=8),
    weights,
    st.lists(st.tuples(chances, chances), max_size=5).map(lambda found: tuple(sorted(found))),
)


@given(judges)
@example(Judge(READER, dict.fromkeys(NAMES, 0.1 + 0.2), (), load_trees(READER)))
def test_a_judge_saved_is_the_judge_loaded(
    tmp_path_factory: pytest.TempPathFactory, judge: Judge
) -> None:
    path = tmp_path_factory.getbasetemp() / "calibrage.json"
    save(judge, path)
    assert load_judge(judge.reader, path) == judge
    assert path.read_text(encoding="utf-8").endswith("}\n")


def test_a_judge_learnt_again_is_saved_whole(tmp_path: Path) -> None:
    found = recalibrate(observed(90, told_by_score), load_judge(READER)).judge
    path = tmp_path / "calibrage.json"
    save(found, path)
    assert load_judge(READER, path) == found


def test_a_judge_of_another_reader_or_no_judge_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calibrage.json"
    save(load_judge(READER), path)
    with pytest.raises(ConfigError) as caught:
        load_judge("sentences", path)
    assert len(str(caught.value).splitlines()) == 1
    for text in ("{", "[]", "{}", f'{{"reader": "{READER}"}}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load_judge(READER, path)
        assert str(path) in str(caught.value)
    with pytest.raises(ConfigError):
        load_judge(READER, tmp_path / "absent.json")


def test_a_judge_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent" / "calibrage.json"):
        with pytest.raises(CasesError) as caught:
            save(load_judge(READER), path)
        (line,) = str(caught.value).splitlines()
        assert str(path) in line
