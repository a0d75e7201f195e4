"""The word embeddings of the packaged model, mapped from its file: shared, never loaded whole.

The file is safetensors: the length of a JSON header (u64, little endian), the header, the tensors.
Of 384 MB, a question and its passages touch a few hundred rows.
"""

import json
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rag import messages
from rag.errors import ModelError

NAME = "embeddings.word_embeddings.weight"


class WordTable:
    """Rows of word embeddings: float32, (vocabulary, dimension)."""

    def __init__(self, rows: NDArray[np.float32]) -> None:
        self._rows = rows

    @classmethod
    def open(cls, weights: Path) -> Self:
        """Map the table of a safetensors file.

        Raises:
            ModelError: the file is unreadable, or holds no such table in float32.
        """
        try:
            table = _mapped(weights)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(messages.model_unreadable(weights, error)) from error
        if table is None:
            raise ModelError(messages.model_unloadable(weights.name, NAME))
        return cls(table)

    @property
    def dimension(self) -> int:
        """The number of columns."""
        return int(self._rows.shape[1])

    def look_up(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows of identifiers: float32, (*ids.shape, dimension)."""
        return np.asarray(self._rows[ids])


def _mapped(weights: Path) -> NDArray[np.float32] | None:
    """Map the table; None when its numbers are of another type.

    Raises:
        ValueError: the file is not what its header says.
    """
    whole = weights.stat().st_size
    with weights.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        header = stream.read(size) if size < whole else b""
    about = json.loads(header)[NAME]
    if about["dtype"] != "F32":
        return None
    rows, columns = about["shape"]
    start, end = (8 + size + offset for offset in about["data_offsets"])
    if not 0 < start < end <= whole or end - start != 4 * rows * columns:
        raise ValueError(NAME)
    return np.memmap(weights, "<f4", "r", start, (rows, columns))
