"""The one door to torch and sentence-transformers.

Importing this module sets the process up, before either library is imported: offline, silent, and
with no fork of the tokeniser's own threads.

On macOS, the wheels of torch and of faiss each bring an OpenMP runtime, and two of them in one
process crash as soon as both run threads (faiss issue 2555, pytorch issue 149201).
KMP_DUPLICATE_LIB_OK only silences the check, at the price of wrong results. Here torch is limited
to one OpenMP thread on that system, and rag.index.dense imports this module before faiss.
This follows those reports; it has not been tested on macOS.
"""

import os
import re
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from rag import messages
from rag.embed.cores import available_cores
from rag.embed.encoder import Vectors
from rag.errors import ModelError

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
if sys.platform == "darwin":
    os.environ["OMP_NUM_THREADS"] = "1"

import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

BATCH = 32
E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])")
"""The family in a model's name: multilingual-e5-small, e5_base."""

_setup = threading.Lock()
_threads: list[int] = []
# Standard error is the surfaces' own.
transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # theirs


def set_threads(threads: int) -> int:
    """Limit torch to that many threads, once in a process; 0 takes one a physical core.

    Returns:
        The number in force: the first call's, for the whole process.
    """
    with _setup:
        if not _threads:
            single = sys.platform == "darwin"
            _threads.append(1 if single else threads or available_cores())
            torch.set_num_threads(_threads[0])
        return _threads[0]


def prefixes(name: str, prompts: Mapping[str, str | None]) -> tuple[str, str]:
    """Return what a model wants before a question and before a passage.

    Its own prompts when it has any; those of the E5 family (Wang et al., 2024) by its name; else
    nothing.
    """
    passage = next((text for key in ("document", "passage") if (text := prompts.get(key))), "")
    query = prompts.get("query") or ""
    if not query and not passage and E5.search(Path(name).name.lower()):
        return "query: ", "passage: "
    return query, passage


class SentenceEncoder:
    """A sentence-transformers model on local files: an `Encoder`, safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        name: str,
        revision: str,
        *,
        threads: int = 0,
        batch: int = BATCH,
        device: str = "cpu",
    ) -> None:
        """Load the model.

        Args:
            folder: a sentence-transformers folder.
            name: the model's name, as the settings write it.
            revision: what tells its weights from any others.
            threads: see `set_threads`.
            batch: the number of texts embedded at once.
            device: torch's name for where to compute.

        Raises:
            ModelError: the folder holds no model that can be loaded and gives finite vectors.
        """
        set_threads(threads)
        self.name = name
        self.revision = revision
        self._batch = batch
        # The tokeniser keeps its padding in itself and refuses a second caller meanwhile
        # ("Already borrowed", tokenizers issue 537).
        self._lock = threading.Lock()
        try:
            self._model = SentenceTransformer(str(folder), device=device, local_files_only=True)
            self._model.eval()
            self._query, self._passage = prefixes(name, self._model.prompts)
            probe = self._encode([""], self._query)
        except Exception as error:  # a foreign folder fails in any way it likes
            raise ModelError(messages.model_unloadable(name, _brief(error))) from error
        if not np.isfinite(probe).all():
            raise ModelError(messages.model_unloadable(name, "NaN"))
        self.dimension = int(probe.shape[1])

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed passages: float32, (len(texts), dimension), rows of norm 1.

        What is beyond the model's own length (512 tokens for E5) is not seen. `progress` is told
        after each batch how many texts are done.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]), reverse=True)
        for start in range(0, len(order), self._batch):
            rows = order[start : start + self._batch]
            vectors[rows] = self._encode([texts[at] for at in rows], self._passage)
            if progress is not None:
                progress(start + len(rows))
        return vectors

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Embed sentences of passages: as `passages`, without progress."""
        return self.passages(texts)

    def query(self, text: str) -> Vectors:
        """Embed one question: float32, (dimension,), norm 1."""
        return self._encode([text], self._query).reshape(-1)

    def _encode(self, texts: list[str], prefix: str) -> Vectors:
        with self._lock, torch.inference_mode():
            vectors: Vectors = self._model.encode(
                texts,
                prompt=prefix,
                batch_size=len(texts),
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return vectors.astype(np.float32, copy=False)


def _brief(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
