"""Paired tests: equal to what one computes by hand, and to scipy where it has the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eval.paired import bootstrap, holm, mcnemar

counts = st.integers(0, 60)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("losses", "wins", "p"),
    [
        (0, 0, 1),
        (5, 5, 1),
        (0, 5, 2 / 2**5),
        (1, 9, 2 * (1 + 10) / 2**10),
        (9, 1, 2 * (1 + 10) / 2**10),
        (2, 6, 2 * (1 + 8 + 28) / 2**8),
    ],
)
def test_mcnemar_by_hand(losses: int, wins: int, p: float) -> None:
    assert mcnemar(losses, wins) == pytest.approx(p)


@given(counts, counts)
def test_mcnemar_does_not_care_which_run_comes_first(losses: int, wins: int) -> None:
    assert mcnemar(losses, wins) == mcnemar(wins, losses)
    assert 0 < mcnemar(losses, wins) <= 1
    assert mcnemar(losses, losses + wins + 1) >= mcnemar(losses, losses + wins + 2)


def test_the_bootstrap_of_what_never_moves() -> None:
    same = bootstrap([0.1] * 40)
    assert same is not None
    assert (same.value, same.low, same.high) == pytest.approx((0.1, 0.1, 0.1))
    assert same.p == pytest.approx(1 / 2001)
    none = bootstrap([0.0] * 40)
    assert none is not None
    assert (none.value, none.p, none.n) == (0, 1, 40)
    assert bootstrap([]) is None


@pytest.mark.parametrize("shift", [0.0, 0.03, 0.1, -0.1])
def test_the_bootstrap_agrees_with_scipy(shift: float) -> None:
    differences = np.random.default_rng(3).normal(shift, 0.4, 300)
    found = bootstrap(differences.tolist())
    assert found is not None
    drawn = stats.bootstrap(
        (differences,), np.mean, method="percentile", n_resamples=4000, random_state=5
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((drawn.low, drawn.high), abs=0.01)
    # The sign-flip permutation test answers the same question by another way.
    flipped = stats.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=4000, random_state=5
    )
    assert found.p == pytest.approx(flipped.pvalue, abs=0.04)
    assert found.value == pytest.approx(differences.mean())


@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), min_size=1, max_size=30))
def test_the_bootstrap_does_not_care_which_run_comes_first(differences: list[float]) -> None:
    one, other = bootstrap(differences), bootstrap([-value for value in differences])
    assert one is not None
    assert other is not None
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))
    assert one.p == pytest.approx(other.p)
    assert 0 < one.p <= 1


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.04, 0.01, 0.005, 0.5]) == pytest.approx([0.08, 0.03, 0.02, 0.5])
    assert holm([0.6, 0.7]) == [1, 1]
    assert holm([]) == []


@given(st.lists(shares, max_size=12))
def test_holm_keeps_the_order_and_stands_between_none_and_bonferroni(ps: list[float]) -> None:
    adjusted = holm(ps)
    for p, held in zip(ps, adjusted, strict=True):
        assert p <= held <= min(1, len(ps) * p) or held == pytest.approx(min(1, len(ps) * p))
    order = sorted(range(len(ps)), key=ps.__getitem__)
    assert [adjusted[at] for at in order] == sorted(adjusted)
