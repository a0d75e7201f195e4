"""The dev curve: how well the network reads files that it does not learn from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from rag.read.window import Window, batch
from rag.text.fold import words
from rag.training.data import Example, load_examples
from rag.training.epoch import Cutter
from rag.training.model import SpanModel

LONGEST = 40
"""Pieces of the longest answer looked for."""
MOST = 400
"""Questions of one file, evenly taken, so that a point of the curve costs half a minute."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one file says: shares in [0, 1]; `auroc` is of answerable against unanswerable."""

    file: str
    n: int
    em: float
    f1: float
    auroc: float | None

    def as_record(self) -> dict[str, object]:
        """Return the point as JSON takes it."""
        return asdict(self)


def spans(logits: NDArray[np.float32], window: Window) -> tuple[float, tuple[int, int] | None]:
    """Return the best span of a window, and its score above that of no answer.

    `logits` are (n_tokens, 2). The span is in code points of the passage; None when it is empty.
    """
    size = len(window.body)
    if not size:
        return -np.inf, None
    inside = logits[window.first : window.first + size]
    sums = inside[:, None, 0] + inside[None, :, 1]
    allowed = np.triu(np.ones((size, size), dtype=bool)) & ~np.triu(
        np.ones((size, size), dtype=bool), LONGEST
    )
    sums = np.where(allowed, sums, -np.inf)
    left, right = np.unravel_index(int(sums.argmax()), sums.shape)
    score = float(sums[left, right] - logits[0].sum())
    return score, (int(window.body.starts[left]), int(window.body.ends[right]))


def read(
    model: SpanModel, cutter: Cutter, examples: Sequence[Example], size: int = 24
) -> list[tuple[float, str]]:
    """Return, for each example, the score of its best span and that span's words."""
    laid = [(at, window) for at, one in enumerate(examples) for window in cutter.windows(one)]
    laid.sort(key=lambda pair: len(pair[1]))
    best: list[tuple[float, str]] = [(-np.inf, "")] * len(examples)
    for start in range(0, len(laid), size):
        part = laid[start : start + size]
        logits = forward(model, [window for _, window in part])
        for (at, window), row in zip(part, logits.float().numpy(), strict=True):
            score, span = spans(row, window)
            if span is not None and score > best[at][0]:
                best[at] = score, examples[at].context[slice(*span)]
    return best


def forward(model: SpanModel, laid: Sequence[Window]) -> torch.Tensor:
    """Return the logits of windows, (n_windows, longest, 2), nothing learnt."""
    model.eval()
    ids, mask = batch(laid, pad=1)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        logits: torch.Tensor = model(model.words(torch.from_numpy(ids)), torch.from_numpy(mask))
    return logits.float()


def point(model: SpanModel, cutter: Cutter, path: Path) -> Point:
    """Measure one file."""
    examples = load_examples(path)
    # Each paragraph alone, as `python -m eval squad` reads it.
    examples = tuple(replace(one, before="") for one in examples[:: max(1, len(examples) // MOST)])
    found = read(model, cutter, examples)
    golds = [[one.context[slice(*span)] for span in one.answers] for one in examples]
    asked = [(text, gold) for (_, text), gold in zip(found, golds, strict=True) if gold]
    em = [max(_keys(text) == _keys(one) for one in gold) for text, gold in asked]
    f1 = [max(_f1(_keys(text), _keys(one)) for one in gold) for text, gold in asked]
    yes = np.array([score for (score, _), gold in zip(found, golds, strict=True) if gold])
    no = np.array([score for (score, _), gold in zip(found, golds, strict=True) if not gold])
    auroc = float((yes[:, None] > no[None, :]).mean()) if len(yes) and len(no) else None
    return Point(path.name, len(examples), float(np.mean(em)), float(np.mean(f1)), auroc)


def _keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


def _f1(given: list[str], expected: list[str]) -> float:
    common = sum((Counter(given) & Counter(expected)).values())
    return 2 * common / ((len(given) + len(expected)) or 1)
