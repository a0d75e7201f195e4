"""The candidates of one question, put in order by weighted features."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag.types import Candidate

KEPT = 24
"""Candidates kept, whatever their source."""
EACH = 2
"""Candidates kept of each source at least: so that one that says otherwise is heard."""


def kept(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the first of some candidates, best first, and the first few of each source."""
    said: Counter[str] = Counter()
    found = []
    for rank, one in enumerate(candidates):
        said[one.span.source.id] += 1
        if rank < KEPT or said[one.span.source.id] <= EACH:
            found.append(one)
    return tuple(found)


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
