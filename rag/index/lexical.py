"""The lexical side: BM25 (bm25s) over stemmed French terms."""

import logging
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from rag import messages
from rag.errors import DamagedIndexError
from rag.text.fold import terms

FOLDER_NAME = "lexical"

Floats = NDArray[np.float32]

_NOTHING = "\0"
"""The term of a text that has none: no question has it."""

logging.getLogger("bm25s").setLevel(logging.ERROR)


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over the terms of the passages, in their order.

    Source: Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and
    Beyond"; Lù (2024), "BM25S", for the eager scoring.
    """

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index
        counts = np.diff(index.scores["indptr"])
        self._documents = int(index.scores["num_docs"])
        self._idf = np.log1p((self._documents - counts + 0.5) / (counts + 0.5))

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index texts, one a passage."""
        index = bm25s.BM25()
        # Texts without any term would leave no vocabulary, which bm25s cannot index.
        found = [terms(text) or [_NOTHING] for text in texts]
        index.index(found, show_progress=False)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read a saved index.

        Raises:
            DamagedIndexError: when it is incomplete or unreadable.
        """
        try:
            return cls(bm25s.BM25.load(folder / FOLDER_NAME, show_progress=False))
        except (OSError, ValueError, KeyError) as error:
            raise DamagedIndexError(messages.index_damaged(FOLDER_NAME)) from error

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._index.save(folder / FOLDER_NAME, show_progress=False)

    def __len__(self) -> int:
        return self._documents

    def scores(self, question_terms: Sequence[str]) -> Floats:
        """Return the BM25 score of every passage: float32, (n_passages,), 0 without shared term."""
        known = [t for t in dict.fromkeys(question_terms) if t in self._index.vocab_dict]
        if not known:
            return np.zeros(self._documents, dtype=np.float32)
        found: Floats = self._index.get_scores(known)
        return found

    def weight(self, term: str) -> float:
        """Return the inverse document frequency of a term; an unknown one weighs the most."""
        number = self._index.vocab_dict.get(term)
        if number is None:
            return float(np.log1p((self._documents + 0.5) / 0.5))
        return float(self._idf[number])
