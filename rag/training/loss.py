"""What the network should have said, and how far it is from it.

A group is one question over one paragraph, or over several read together; its first window is the
one to answer in. A group's starts, and its ends, are normalised over all its windows and the answer
"none", so that what is found in one paragraph can be compared with what is found in another
("shared normalisation": Clark and Gardner, 2018). Each window is also taken alone, those beside
weighing less: the reader must know silence in each of them. A group of one window is the usual
loss (Devlin et al., 2019).
"""

from collections.abc import Sequence

import torch

from rag.training.epoch import Group

BESIDE = 0.25
"""What a window beside weighs, taken alone."""
NEVER = -1e4


def span_loss(logits: torch.Tensor, groups: Sequence[Group]) -> torch.Tensor:
    """Return the mean loss of a batch.

    Args:
        logits: float32, (rows, tokens, 2); the rows are the windows of the groups, in order.
        groups: what to give in each.
    """
    rows = [row for group in groups for row in group]
    body = torch.zeros(logits.shape[:2], dtype=torch.bool)
    for at, row in enumerate(rows):
        body[at, row.window.first : row.window.first + len(row.window.body)] = True
    # Every score is what it is above "none", the first token, of its own window.
    scores = (logits - logits[:, :1]).masked_fill(~body[:, :, None], NEVER)
    mass = scores.logsumexp(1)
    wanted = _wanted(scores, groups)
    alone = (torch.logaddexp(mass, torch.zeros_like(mass)) - wanted).mean(1)
    weights = torch.tensor(
        [BESIDE if number else 1.0 for group in groups for number, _ in enumerate(group)]
    )
    none = torch.zeros(1, 2)
    shared, at = [], 0
    for group in groups:
        whole = torch.cat([mass[at : at + len(group)], none]).logsumexp(0)
        shared.append((whole - wanted[at]).mean())
        at += len(group)
    return (torch.stack(shared).mean() + (alone * weights).sum() / weights.sum()) / 2


def _wanted(scores: torch.Tensor, groups: Sequence[Group]) -> torch.Tensor:
    """Return the scores of each window's first and last token to give, (rows, 2); 0: none."""
    rows = [row for group in groups for row in group]
    at = torch.arange(len(rows))
    ends = torch.tensor([(row.first, row.last) for row in rows])
    found = torch.stack([scores[at, ends[:, 0], 0], scores[at, ends[:, 1], 1]], 1)
    return torch.where((ends[:, 1] > 0)[:, None], found, torch.zeros_like(found))
