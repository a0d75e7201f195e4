"""Two checkpoints of one training made one: their averaged weights, averaged.

    python -m rag.training mix FIRST SECOND SHARE OUT

What a later stage taught is kept in part, and what it made the network forget is had back in part
(Wortsman et al., "Robust fine-tuning of zero-shot models", 2022).
"""

from pathlib import Path

import torch


def mix(first: Path, second: Path, share: float, out: Path) -> None:
    """Write a checkpoint to export, `share` of whose weights are the second's.

    Args:
        first: a checkpoint of `rag.training.run`.
        second: a later one of the same run.
        share: in [0, 1].
        out: the file to write; it can be exported, not trained further.
    """
    one, other = (torch.load(path, weights_only=True)["average"] for path in (first, second))
    mixed = {name: torch.lerp(one[name].float(), other[name].float(), share) for name in one}
    torch.save({"average": mixed}, out)
