"""How near a passage's nearest sentence is: a long passage's one vector blurs what each says."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.index.dense import DenseIndex
from rag.segment import sentences
from rag.types import Passage

Floats = NDArray[np.float32]


Cut = tuple[tuple[int, int], ...]
"""Where the sentences of a passage stand in it: code points, half-open; at least one."""


def cut(passage: Passage) -> Cut:
    """Cut a passage into sentences; one that has none is its own."""
    return tuple(sentences(passage.text)) or ((0, len(passage.text)),)


def said(passage: Passage, where: Cut) -> tuple[str, ...]:
    """Return the sentences of a passage as they are embedded."""
    return tuple(" ".join(passage.text[start:end].split()) for start, end in where)


@dataclass(frozen=True, slots=True)
class NearIndex:
    """The vectors of the sentences of the passages, in their order, and where each passage is cut.

    How they were cut is kept with them: another way of cutting would not find its rows.
    """

    dense: DenseIndex
    cuts: tuple[Cut, ...]

    @classmethod
    def build(cls, vectors: Floats, cuts: Iterable[Cut]) -> "NearIndex":
        """Index vectors: float32, (n_sentences, dimension), rows of norm 1."""
        return cls(DenseIndex.build(vectors), tuple(cuts))

    def texts(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """Return what was embedded, in the order of the vectors, of the passages indexed."""
        pairs = zip(passages, self.cuts, strict=True)
        return tuple(text for passage, where in pairs for text in said(passage, where))

    def scores(self, query: Floats) -> Floats:
        """Return the cosine of a query, (dimension,), with each passage's nearest sentence.

        The result is float32 of shape (n_passages,), in the order of the passages.
        """
        starts = np.cumsum([0, *(len(where) for where in self.cuts[:-1])])
        found: Floats = np.maximum.reduceat(self.dense.scores(query), starts)
        return found
