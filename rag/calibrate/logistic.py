"""A logistic regression drawn towards weights already known."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize

from rag.answer.judge import BIAS, FEATURES

PULL = 1.0
"""How strongly the weights are drawn back: as much as a few cases, so that a handful of cases
shifts them little and hundreds decide."""


def fit(
    rows: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    prior: Mapping[str, float] | None = None,
    pull: float = PULL,
) -> dict[str, float]:
    """Learn the judge's weights, by feature and for the bias.

    The maximum a posteriori of a Gaussian prior around `prior` (zeros when None): the logistic
    loss summed over the rows, plus `pull` times the squared distance.

    Args:
        rows: features by name, as `rag.answer.Judge.features` gives them.
        right: whether the best candidate was right, in the same order.
        prior: weights to start from and be drawn to.
        pull: at least 0; the larger, the nearer to the prior.
    """
    names = (BIAS, *FEATURES)
    columns = np.array([[1.0, *(row[name] for name in FEATURES)] for row in rows])
    said = np.array(right, dtype=np.float64)
    known = np.array([prior[name] if prior else 0.0 for name in names])
    # An unknown bias is no more likely to be 0 than anything else.
    free = np.array([1.0 if prior or name != BIAS else 0.0 for name in names]) * pull

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = columns @ weights
        value = np.logaddexp(0, logits).sum() - said @ logits
        slope = columns.T @ (1 / (1 + np.exp(-logits)) - said)
        away = weights - known
        return float(value + free @ away**2), slope + 2 * free * away

    weights = minimize(loss, known, jac=True, method="L-BFGS-B").x
    return dict(zip(names, weights.round(4).tolist(), strict=True))
