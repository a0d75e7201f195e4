"""Retrieval alone: how high the passages that hold an answer come, by each side and fused."""

from collections.abc import Iterator
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from eval import texts
from eval.bench import Bench
from eval.figures.ranking import DEPTHS, ndcg, recall, reciprocal_rank, success
from rag import Index
from rag.calibrate import Case
from rag.embed import Encoder
from rag.index.fuse import DENSE_WEIGHT, fuse
from rag.retrieve import scores
from rag.text.fold import terms
from rag.types import Passage

Floats = NDArray[np.float32]


def _held(passage: Passage, asked: Case) -> bool:
    return any(
        place.source.id == gold.source and place.start <= gold.start and gold.end <= place.end
        for place in passage.places
        for gold in asked.answers
        if gold.start is not None and gold.end is not None
    )


def ranks(given: Floats, gold: NDArray[np.bool_]) -> list[bool]:
    """Return, from the best score to the worst, what is gold; ties count against it."""
    return [bool(one) for one in gold[np.lexsort((gold, -given))]]


def sides(asked: Case, index: Index, encoder: Encoder) -> tuple[Floats, Floats, float]:
    """Return the cosines, the BM25 scores, and BM25's bound for a question."""
    keys = terms(asked.question)
    bound = sum(index.lexical.weight(key) for key in set(keys))
    return index.dense.scores(encoder.query(asked.question)), index.lexical.scores(keys), bound


def compare(bench: Bench) -> Iterator[str]:
    """Yield, in French, the measures of both sides, of several weights of the fusion, of all.

    They are those of a run (eval/figures/ranking.py), here over the whole index.
    """
    index, encoder, settings = bench.engine.index, bench.engine.encoder, bench.engine.settings
    allowed = np.array([passage.zone in settings.zones for passage in index.passages])
    weights = sorted({0.7, 0.8, 0.85, 0.9, 0.95, DENSE_WEIGHT})
    found: dict[str, list[list[bool]]] = {}
    for asked in bench.cases:
        gold = np.array([_held(passage, asked) for passage in index.passages]) & allowed
        if not gold.any():
            continue
        dense, lexical, bound = sides(asked, index, encoder)
        runs = {"dense": dense, "BM25": lexical, "RRF": _reciprocal(dense) + _reciprocal(lexical)}
        runs |= {f"fusion {w:.2f}": fuse(dense, lexical, bound, w) for w in weights}
        runs[texts.SHIPPED] = scores(asked.question, index, encoder).fused
        for name, given in runs.items():
            kept = np.where(allowed, given, -np.inf)
            found.setdefault(name, []).append(ranks(kept, gold))
    for name, ranked in found.items():
        columns = {f"Recall@{k}": [recall(one, sum(one), k) for one in ranked] for k in DEPTHS}
        columns |= {f"Success@{k}": [success(one, k) for one in ranked] for k in DEPTHS}
        columns["MRR@10"] = [reciprocal_rank(one) for one in ranked]
        columns["nDCG@10"] = [ndcg(one, sum(one)) for one in ranked]
        yield texts.ranking(
            name, {key: mean(values) for key, values in columns.items()}, len(ranked)
        )


def _reciprocal(given: Floats, k: int = 60) -> Floats:
    """Return reciprocal ranks (Cormack, Clarke and Büttcher, 2009)."""
    order = np.argsort(np.argsort(-given, kind="stable"))
    return (1 / (k + 1 + order)).astype(np.float32)
