"""Retrieval alone: how high the passages that hold an answer come, by each side and fused."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from eval import texts
from eval.fit import Bench, Pinned
from rag import Index, Settings
from rag.embed import Encoder
from rag.index.fuse import DENSE_WEIGHT, fuse
from rag.text.fold import terms
from rag.types import Passage

DEPTHS = (1, 3, 5, 10)

Floats = NDArray[np.float32]


def _held(passage: Passage, asked: Pinned) -> bool:
    return any(
        place.source.id == source and place.start <= start and end <= place.end
        for place in passage.places
        for source, start, end in asked.answers
    )


def ranks(scores: Floats, gold: NDArray[np.bool_]) -> int:
    """Return the rank, from 1, of the first gold passage; ties count against it."""
    return int((scores > scores[gold].max()).sum() + (scores == scores[gold].max()).sum())


def sides(asked: Pinned, index: Index, encoder: Encoder) -> tuple[Floats, Floats, float]:
    """Return the cosines, the BM25 scores, and BM25's bound for a question."""
    keys = terms(asked.question)
    bound = sum(index.lexical.weight(key) for key in set(keys))
    return index.dense.scores(encoder.query(asked.question)), index.lexical.scores(keys), bound


def compare(bench: Bench, encoder: Encoder, settings: Settings) -> Iterator[str]:
    """Yield, in French, Recall@k and MRR@10 of both sides and of several weights of the fusion."""
    index = bench.index
    allowed = np.array([passage.zone in settings.zones for passage in index.passages])
    weights = sorted({0.7, 0.8, 0.85, 0.9, 0.95, DENSE_WEIGHT})
    found: dict[str, list[int]] = {}
    for asked in bench.questions:
        gold = np.array([_held(passage, asked) for passage in index.passages]) & allowed
        if not gold.any():
            continue
        dense, lexical, bound = sides(asked, index, encoder)
        runs = {"dense": dense, "BM25": lexical, "RRF": _reciprocal(dense) + _reciprocal(lexical)}
        runs |= {f"fusion {w:.2f}": fuse(dense, lexical, bound, w) for w in weights}
        for name, scores in runs.items():
            kept = np.where(allowed, scores, -np.inf)
            found.setdefault(name, []).append(ranks(kept, gold))
    for name, at in found.items():
        array = np.array(at)
        recalls = {f"Recall@{k}": float((array <= k).mean()) for k in DEPTHS}
        recalls["MRR@10"] = float(np.where(array <= 10, 1 / array, 0).mean())
        yield texts.ranking(name, recalls, len(at))


def _reciprocal(scores: Floats, k: int = 60) -> Floats:
    """Return reciprocal ranks (Cormack, Clarke and Büttcher, 2009)."""
    order = np.argsort(np.argsort(-scores, kind="stable"))
    return (1 / (k + 1 + order)).astype(np.float32)
