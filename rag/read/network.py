"""The one door to ONNX Runtime: the reader's network on embedded tokens.

Importing it is cheap; torch is never imported.
"""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from rag import messages
from rag.embed.cores import available_cores
from rag.errors import ModelError

WEIGHTS = "spans.onnx"
CARD = "spans.json"

# Fused with its sum, or with its bias, the runtime's normalisation and activation run three times
# as slowly on a CPU as apart (measured with 1.32; docs/lecture.md).
SLOWER = ["SkipLayerNormFusion", "BiasGeluFusion"]


class Network:
    """The reader's layers and head, in 8 bits. Safe to share between threads."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session

    @classmethod
    def load(cls, folder: Path, threads: int = 0) -> Self:
        """Load the network of a folder, its sha256 checked against the record beside it.

        Args:
            folder: holds `spans.onnx` and `spans.json`.
            threads: 0 takes one a physical core.

        Raises:
            ModelError: a file is missing or is not the one recorded.
        """
        try:
            content = (folder / WEIGHTS).read_bytes()
            recorded = json.loads((folder / CARD).read_text(encoding="utf-8"))["sha256"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(messages.reader_unusable(folder, str(error))) from error
        if hashlib.sha256(content).hexdigest() != recorded:
            raise ModelError(messages.reader_unusable(folder / WEIGHTS, messages.READER_ALTERED))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or available_cores()
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                content,
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWER,
            )
        except Exception as error:  # the runtime's own errors have no common base
            raise ModelError(messages.reader_unusable(folder, str(error))) from error
        return cls(session)

    def logits(self, embedded: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the logits of each token being the answer's first, and its last.

        Args:
            embedded: float32, (rows, tokens, dimension).
            mask: int64, (rows, tokens), 0 on padding.

        Returns:
            float32, (rows, tokens, 2).
        """
        found: NDArray[np.float32] = self._session.run(
            ["logits"], {"embedded": embedded, "mask": mask}
        )[0]
        return found


def shipped() -> Path:
    """Return the folder of the weights that come with the package."""
    return Path(str(files("rag.read").joinpath("weights")))
