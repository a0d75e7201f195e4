"""What the reader sees: a question, what a passage stands under and after, a stretch of it.

    <s> question </s></s> title, end of what stands before </s> passage </s>

They are tokenised apart, so a passage's pieces are made once, and each keeps its code points
in the passage. A passage too long for one window is read in several that overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_TOKENS = 384
STRIDE = 128
"""Pieces by which two windows of one passage overlap."""
MAX_QUESTION = 96
MAX_TITLE = 40
MAX_BEFORE = 64

BEGIN, END = 0, 2
"""The identifiers of <s> and </s> in XLM-R's vocabulary (Conneau et al., 2020)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's pieces: int64 (n,), and the code points [starts, ends) of each, int32 (n,)."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A question over a stretch of a passage.

    `ids` are all the pieces, int64 (n_tokens,). Those of the passage stand from `first`, and are
    `body`: piece `i` of the window is piece `i - first` of `body`.
    """

    ids: NDArray[np.int64]
    first: int
    body: Pieces

    def __len__(self) -> int:
        return len(self.ids)


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into pieces, without special ones; those of white space alone are left out."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    kept: list[tuple[int, int, int]] = []
    for number, (start, end) in zip(encoded.ids, encoded.offsets, strict=True):
        # A piece that begins a word holds the space before it.
        said = text[start:end].lstrip()
        if said:
            kept.append((number, end - len(said), end))
    table = np.array(kept, dtype=np.int64).reshape(-1, 3)
    return Pieces(table[:, 0], table[:, 1].astype(np.int32), table[:, 2].astype(np.int32))


NOTHING = Pieces(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))


def windows(
    question: Pieces, title: Pieces, passage: Pieces, before: Pieces = NOTHING
) -> list[Window]:
    """Lay a question over a passage, in as many windows as its length wants, at least one."""
    above = np.concatenate([title.ids[:MAX_TITLE], before.ids[-MAX_BEFORE:]])
    head = np.concatenate([[BEGIN], question.ids[:MAX_QUESTION], [END, END], above, [END]]).astype(
        np.int64
    )
    room = MAX_TOKENS - len(head) - 1
    laid = []
    for start in range(0, max(1, len(passage) - STRIDE), room - STRIDE):
        cut = slice(start, start + room)
        body = Pieces(passage.ids[cut], passage.starts[cut], passage.ends[cut])
        ids = np.concatenate([head, body.ids, [END]]).astype(np.int64)
        laid.append(Window(ids, len(head), body))
        if start + room >= len(passage):
            break
    return laid


def batch(laid: Sequence[Window], pad: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stack windows: pieces and mask, both int64 (n_windows, longest)."""
    longest = max(len(window) for window in laid)
    ids = np.full((len(laid), longest), pad, dtype=np.int64)
    mask = np.zeros((len(laid), longest), dtype=np.int64)
    for row, window in enumerate(laid):
        ids[row, : len(window)] = window.ids
        mask[row, : len(window)] = 1
    return ids, mask
