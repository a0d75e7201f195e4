"""What every encoder gives: texts in, unit vectors out."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of norm 1, float32: (n, dimension), or (dimension,) for one text."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is a cosine.

    An index is only valid for the encoder that made it: `name` says which model, `revision` which
    weights (it changes as soon as the same texts may give other vectors).
    """

    @property
    def name(self) -> str:
        """The model's name, as the settings write it."""

    @property
    def revision(self) -> str:
        """What tells these weights from any others of the same name."""

    @property
    def dimension(self) -> int:
        """The number of columns of the vectors."""

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed passages, in order.

        Args:
            texts: any texts, also none and empty ones.
            progress: told, after each batch, how many texts are done so far.

        Returns:
            float32, (len(texts), dimension), rows of norm 1.
        """

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Embed the sentences of passages: as `passages`, without progress."""

    def query(self, text: str) -> Vectors:
        """Embed one question: float32, (dimension,), norm 1."""
