"""The two sides of a search made one score.

A convex combination of the cosine and of BM25 divided by the most that the question's terms could
earn. Both are then absolute: a passage's score does not depend on the other passages. Weighed on
PIAF's development set and on the press corpus, where it is better than either side at every rank
(docs/recherche.md).

Source: Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval".
"""

import numpy as np
from numpy.typing import NDArray

DENSE_WEIGHT = 0.7
"""The cosine's share; cosines of this model differ by tenths only, hence the large weight."""

Floats = NDArray[np.float32]


def fuse(dense: Floats, lexical: Floats, bound: float, weight: float = DENSE_WEIGHT) -> Floats:
    """Return the fused scores, float32, of the shape of both inputs.

    Args:
        dense: cosines.
        lexical: BM25 scores of the same passages.
        bound: the sum of the inverse document frequencies of the question's terms: BM25 (Lucene's
            variant) never exceeds it. 0 when the question has no term.
        weight: the cosine's share, in [0, 1].
    """
    cover = lexical / bound if bound > 0 else np.zeros_like(lexical)
    fused: Floats = (weight * dense + (1 - weight) * cover).astype(np.float32)
    return fused
