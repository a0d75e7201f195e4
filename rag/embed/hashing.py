"""A deterministic encoder without a model: for tests and demonstrations.

Signed feature hashing (Weinberger et al., 2009, "Feature Hashing for Large Scale Multitask
Learning") of folded words and of their character 4-grams: texts that share words are near, and
nothing is known of meaning.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rag.embed.encoder import Vectors
from rag.text.fold import words

HASHING = "hashing"
"""The name that the setting `model` gives this encoder."""
GRAM = 4
WORD_WEIGHT = 2.0


@lru_cache(maxsize=65536)
def _features(word: str) -> tuple[tuple[int, float], ...]:
    """Return the features of a folded word: a 63-bit number and a signed weight."""
    edged = f"<{word}>"
    grams = {edged[at : at + GRAM] for at in range(len(edged) - GRAM + 1)}
    return (_feature("w" + word, WORD_WEIGHT), *(_feature("g" + g, 1.0) for g in sorted(grams)))


def _feature(key: str, weight: float) -> tuple[int, float]:
    # Python's own hash() changes from one process to the next.
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")
    return number >> 1, weight if number & 1 else -weight


@dataclass(frozen=True, slots=True)
class HashingEncoder:
    """The test double of the model, with the interface of every encoder.

    A text without words gives the first unit vector.
    """

    dimension: int = 256
    name: str = HASHING
    revision: str = "1"

    def __post_init__(self) -> None:
        if self.dimension < 1:
            raise ValueError(f"a vector has at least one column, not {self.dimension}")

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed texts: float32, (len(texts), dimension), rows of norm 1."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self.query(text)
        if progress is not None and texts:
            progress(len(texts))
        return vectors

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: as `passages`, without progress."""
        return self.passages(texts)

    def query(self, text: str) -> Vectors:
        """Embed one text: float32, (dimension,), norm 1."""
        vector = np.zeros(self.dimension, dtype=np.float64)
        for word in words(text):
            for number, weight in _features(word.key):
                vector[number % self.dimension] += weight
        norm = float(np.linalg.norm(vector))
        if norm == 0.0:  # no words, or signs that cancel out
            vector[0] = norm = 1.0
        return (vector / norm).astype(np.float32)
