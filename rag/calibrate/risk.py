"""How far probabilities can be trusted: reliability, risk against coverage, thresholds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVELS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
"""The shares of wrong answers, among those given, for which a threshold is looked for."""
BINS = 10
FEWEST = 20
"""Answers under which a share of wrong ones says nothing."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Figures over cases; shares in [0, 1].

    `auroc` is of right against wrong candidates, None when there are only the ones; `ece` the
    expected calibration error; `reliability` has, for each tenth of probability that occurs, the
    mean probability, the share right and the count; `coverage` has points (share of the questions
    answered, share of wrong answers among them) as the threshold falls; `levels` has, for shares
    of wrong answers, the lowest threshold that keeps to them, where one does.
    """

    n: int
    auroc: float | None
    ece: float
    reliability: tuple[tuple[float, float, int], ...]
    coverage: tuple[tuple[float, float], ...]
    levels: tuple[tuple[float, float], ...]


def calibration(chances: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Measure probabilities against what happened (Guo et al., 2017; Geifman, El-Yaniv, 2017)."""
    given = np.asarray(chances, dtype=np.float64)
    said = np.asarray(right, dtype=bool)
    order = np.argsort(-given, kind="stable")
    answered = np.arange(1, len(given) + 1)
    risk = np.cumsum(~said[order]) / answered
    points = np.unique(np.linspace(0, len(given), 101).round().astype(np.int64))[1:]
    return Calibration(
        len(given),
        _auroc(given, said),
        _ece(given, said),
        tuple(_reliability(given, said)),
        tuple((float(at / len(given)), float(risk[at - 1])) for at in points),
        tuple(_levels(given[order], risk)),
    )


def _auroc(given: NDArray[np.float64], said: NDArray[np.bool_]) -> float | None:
    yes, no = given[said], given[~said]
    if not len(yes) or not len(no):
        return None
    return float((yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2)


def _bins(given: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((given * BINS).astype(np.int64), BINS - 1)


def _ece(given: NDArray[np.float64], said: NDArray[np.bool_]) -> float:
    parts = _reliability(given, said)
    return sum(abs(mean - share) * count for mean, share, count in parts) / (len(given) or 1)


def _reliability(
    given: NDArray[np.float64], said: NDArray[np.bool_]
) -> list[tuple[float, float, int]]:
    places = _bins(given)
    return [
        (float(given[places == at].mean()), float(said[places == at].mean()), int(count))
        for at, count in enumerate(np.bincount(places, minlength=BINS))
        if count
    ]


def _levels(falling: NDArray[np.float64], risk: NDArray[np.float64]) -> list[tuple[float, float]]:
    # A threshold lets in all the cases of one probability, or none.
    last = np.append(falling[1:] < falling[:-1], [True]) if len(falling) else np.zeros(0, bool)
    found = []
    for level in LEVELS:
        kept = np.flatnonzero(last & (risk <= level))
        kept = kept[kept >= FEWEST - 1]
        if len(kept):
            found.append((level, float(falling[kept[-1]])))
    return found
