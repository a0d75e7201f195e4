"""The loss: the usual one for a paragraph alone, one choice for several read together."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from rag.read.window import Pieces, Window
from rag.training.epoch import Group, Target
from rag.training.loss import BESIDE, span_loss

HEAD = 4
"""Tokens before the passage."""


def window(size: int) -> Window:
    at = np.arange(size)
    body = Pieces(at.astype(np.int64), at.astype(np.int32), (at + 1).astype(np.int32))
    return Window(np.zeros(HEAD + size + 1, np.int64), HEAD, body)


def answered(size: int, first: int, last: int) -> Target:
    return Target(window(size), HEAD + first, HEAD + last)


def silent(size: int) -> Target:
    return Target(window(size), 0, 0)


def drawn(seed: int, rows: int, tokens: int) -> torch.Tensor:
    return torch.randn(rows, tokens, 2, generator=torch.Generator().manual_seed(seed)) * 3


def usual(logits: torch.Tensor, row: Target) -> torch.Tensor:
    """Return the loss of one window over its passage and "none" (Devlin et al., 2019)."""
    kept = [0, *range(HEAD, HEAD + len(row.window.body))]
    wanted = torch.tensor([kept.index(row.first), kept.index(row.last)])
    return functional.cross_entropy(logits[kept].T, wanted)


@given(st.integers(0, 99), st.integers(1, 9), st.integers(0, 9))
def test_a_paragraph_alone_has_the_usual_loss(seed: int, size: int, start: int) -> None:
    rows = [silent(size), answered(size, min(start, size - 1), size - 1)]
    logits = drawn(seed, 2, HEAD + size + 3)
    groups: list[Group] = [(row,) for row in rows]
    wanted = torch.stack([usual(one, row) for one, row in zip(logits, rows, strict=True)]).mean()
    torch.testing.assert_close(span_loss(logits, groups), wanted)


@given(st.integers(0, 99))
def test_what_pads_a_row_or_stands_before_the_passage_is_never_chosen(seed: int) -> None:
    groups: list[Group] = [(answered(5, 1, 2), silent(3))]
    logits = drawn(seed, 2, HEAD + 8)
    before = span_loss(logits, groups)
    logits[0, 1:HEAD] += 50
    logits[0, HEAD + 5 :] += 50
    logits[1, HEAD + 3 :] += 50
    torch.testing.assert_close(span_loss(logits, groups), before)


def test_words_beside_that_outbid_the_answer_cost() -> None:
    groups: list[Group] = [(answered(3, 0, 0), silent(3))]
    logits = torch.zeros(2, HEAD + 4, 2)
    logits[0, HEAD] = 5.0
    quiet = span_loss(logits, groups)
    logits[1, HEAD + 1] = 9.0
    loud = span_loss(logits, groups)
    apart: list[Group] = [(groups[0][0],), (groups[0][1],)]
    assert loud > quiet + 1
    # Together, they cost the right answer too; apart, it is not compared with them.
    logits[1, HEAD + 1] = 5.0
    together, alone = span_loss(logits, groups), span_loss(logits, apart)
    logits[0, HEAD] = 8.0
    assert together - span_loss(logits, groups) > 0.3
    assert alone - span_loss(logits, apart) < 0.1


@pytest.mark.parametrize("shift", [-7.0, 3.0])
def test_only_what_a_score_is_above_none_counts(shift: float) -> None:
    groups: list[Group] = [(answered(4, 1, 3), silent(4)), (silent(2),)]
    logits = drawn(3, 3, HEAD + 5)
    moved = logits.clone()
    moved[1] += shift
    torch.testing.assert_close(span_loss(moved, groups), span_loss(logits, groups))


def test_a_window_beside_weighs_less() -> None:
    groups: list[Group] = [(answered(2, 0, 0), silent(2))]
    logits = torch.zeros(2, HEAD + 3, 2)
    rows = groups[0]
    own, other = (usual(one, row) for one, row in zip(logits, rows, strict=True))
    shared = torch.log(torch.tensor(5.0))  # two tokens in each window, and none
    alone = (own + BESIDE * other) / (1 + BESIDE)
    torch.testing.assert_close(span_loss(logits, groups), (shared + alone) / 2)
