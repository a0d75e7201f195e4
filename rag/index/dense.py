"""The dense side: rows of vectors, compared exactly. The one module that imports faiss.

Vectors have norm 1, so that the inner product is the cosine. The index is flat: the search is
exact, and a press corpus of 100,000 passages still answers in milliseconds.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag import messages
from rag.errors import DamagedIndexError

if sys.platform == "darwin":
    # Two OpenMP runtimes meet here: torch's comes first, held to one thread (rag.embed.native).
    import rag.embed.native  # noqa: F401 - for its effect

import faiss

METRIC = "inner_product"

Floats = NDArray[np.float32]


class DenseIndex:
    """An exact inner-product index over the vectors of texts, in their order."""

    def __init__(self, index: "faiss.Index") -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Floats) -> "DenseIndex":
        """Index vectors: float32, (n, dimension), rows of norm 1."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Read a saved index.

        Raises:
            DamagedIndexError: when faiss cannot read it.
        """
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            raise DamagedIndexError(messages.index_damaged(path.name)) from error

    def save(self, path: Path) -> None:
        """Write the index into a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def vectors(self) -> Floats:
        """Return all vectors: float32, (n, dimension)."""
        found: Floats = self._index.reconstruct_n(0, len(self))
        return found

    def scores(self, query: Floats) -> Floats:
        """Return the cosine of a query, float32 of shape (dimension,), with every text.

        The result is float32 of shape (n,), in the order of the texts.
        """
        found, numbers = self._index.search(query[np.newaxis, :], len(self))
        scores = np.empty(len(self), dtype=np.float32)
        scores[numbers[0]] = found[0]
        return scores
