"""How near a passage's nearest sentence is: a long passage's one vector blurs what each says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.index.dense import DenseIndex
from rag.segment import sentences
from rag.types import Passage

Floats = NDArray[np.float32]


def said(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage, at least one, as they are embedded."""
    cut = sentences(passage.text) or [(0, len(passage.text))]
    return tuple(" ".join(passage.text[start:end].split()) for start, end in cut)


@dataclass(frozen=True, slots=True)
class NearIndex:
    """The vectors of the sentences of the passages, in their order.

    `counts` says how many sentences each passage has, at least one.
    """

    dense: DenseIndex
    counts: tuple[int, ...]

    @classmethod
    def build(cls, vectors: Floats, counts: Sequence[int]) -> "NearIndex":
        """Index vectors: float32, (n_sentences, dimension), rows of norm 1."""
        return cls(DenseIndex.build(vectors), tuple(counts))

    def scores(self, query: Floats) -> Floats:
        """Return the cosine of a query, (dimension,), with each passage's nearest sentence.

        The result is float32 of shape (n_passages,), in the order of the passages.
        """
        starts = np.cumsum((0, *self.counts[:-1]))
        found: Floats = np.maximum.reduceat(self.dense.scores(query), starts)
        return found
