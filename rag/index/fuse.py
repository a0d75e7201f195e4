"""The sides of a search made one score.

A convex combination of the cosine, of BM25 divided by the most that the question's terms could
earn, of the cosine of the nearest sentence, and of the share of the question's terms that the whole
source has. All are absolute: a passage's score does not depend on the other passages. Weighed on
the development sets (docs/recherche.md).

Source: Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval".
"""

import numpy as np
from numpy.typing import NDArray

DENSE_WEIGHT = 0.7
"""The cosine's share; cosines of this model differ by tenths only, hence the large weight."""
NEAR_WEIGHT = 0.4
"""What the nearest sentence weighs, against 1 for the passage."""
SOURCE_WEIGHT = 0.05
"""What the whole source weighs: it tells one affair from another."""

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


def raised(fused: Floats, near: Floats, source: Floats) -> Floats:
    """Return fused scores raised by those of sentences and sources, float32, brought back to one.

    Args:
        fused: of the passages.
        near: the cosine of each one's nearest sentence.
        source: the share of the question's terms, in [0, 1], that each one's source has.
    """
    whole = fused + NEAR_WEIGHT * near + SOURCE_WEIGHT * source
    found: Floats = (whole / (1 + NEAR_WEIGHT + SOURCE_WEIGHT)).astype(np.float32)
    return found
