"""Whether two runs differ by more than chance: the same cases, paired, put to both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from eval.figures.figure import drawn

SIGNIFICANT = 0.05
"""The p under which a difference is held to be one, once made to hold with the others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much B's mean exceeds A's over `n` cases, its 95 % percentile interval, and the p.

    `p` is two-sided, in (0, 1]: how often chance alone would tell the two apart by as much.
    """

    value: float
    low: float
    high: float
    p: float
    n: int


def mcnemar(losses: int, wins: int) -> float:
    """Return the exact two-sided p of wins against losses, ties set aside (McNemar, 1947).

    Had each as many chances, wins would follow a binomial law of parameter 1/2.
    """
    if not losses + wins:
        return 1.0
    return float(binomtest(wins, losses + wins).pvalue)


def bootstrap(differences: Sequence[float]) -> Difference | None:
    """Test the mean of the differences of pairs, by drawing pairs again.

    The p is the share of draws whose mean strays from the mean seen by as much as that is from 0
    (Efron, Tibshirani, 1993, chapter 16; Sakai, 2006). What was seen counts as a draw, so that it
    is never 0. None when there is no pair.
    """
    terms = np.asarray(differences, dtype=np.float64)
    n = len(terms)
    if not n:
        return None
    seen = float(terms.mean())
    means = np.concatenate([terms[cases].mean(axis=1) for cases in drawn(n)])
    low, high = np.percentile(means, [2.5, 97.5])
    # What rounding alone tells apart is the same.
    far = np.abs(means - seen) >= abs(seen) - 1e-12
    p = float((1 + far.sum()) / (1 + len(means)))
    return Difference(seen, float(low), float(high), p, n)


def holm(ps: Sequence[float]) -> list[float]:
    """Return p-values made to hold together, in the order given (Holm, 1979)."""
    adjusted = [0.0] * len(ps)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[at]))
        adjusted[at] = highest
    return adjusted
