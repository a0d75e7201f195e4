"""The candidates of one question, put in order by weighted features."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag.types import Candidate


def ordered(
    candidates: Sequence[Candidate], columns: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[Candidate, ...]:
    """Return candidates, best first, each scored by its share of the choice (softmax).

    Args:
        candidates: in any order.
        columns: their features, float32 (n, n_features).
        weights: float32 (n_features,), of a conditional logit (McFadden, 1974).
    """
    if not candidates:
        return ()
    logits = columns @ weights
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    return tuple(replace(candidates[at], score=float(shares[at])) for at in order.tolist())
