"""The trained reader: the candidates of several passages, put in one order.

What the network says of each stretch (`find`) comes first; retrieval and the kind of the question
add to it. The weights were learnt as a choice among the candidates of each question (a conditional
logit; `python -m eval fit`).
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rag.index.lexical import LexicalIndex
from rag.read.expect import Expected, expected
from rag.read.find import SpanFinder, title
from rag.read.shapes import shapes
from rag.text.fold import terms
from rag.types import Candidate, Hit

WEIGHTS = "rank.json"

FEATURES = ("evidence", "passage", "dense", "cover", "shaped", "shapeless", "rank")
"""What orders the candidates of a question (docs/lecture.md says each)."""

KEPT = 24
"""Candidates given, at most."""


class SpanReader:
    """Reads with a network's candidates and the term weights of the index."""

    name = "spans"
    FEATURES = FEATURES

    def __init__(self, finder: SpanFinder, lexical: LexicalIndex) -> None:
        self._finder = finder
        self._lexical = lexical

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return candidates, best first; a score is a share of the choice among them all."""
        found, columns = self.features(question, hits)
        if not found:
            return ()
        logits = columns @ load_weights()
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")[:KEPT]
        return tuple(replace(found[at], score=float(shares[at])) for at in order.tolist())

    def features(
        self, question: str, hits: Sequence[Hit]
    ) -> tuple[list[Candidate], NDArray[np.float32]]:
        """Return unordered candidates and their features, float32 (n, len(FEATURES))."""
        kind = expected(question)
        weights = {key: self._lexical.weight(key) for key in set(terms(question))}
        found: list[Candidate] = []
        rows: list[list[float]] = []
        for rank, candidates in enumerate(self._finder.find(question, hits), start=1):
            cover = _cover(hits[rank - 1], weights)
            found.extend(candidates)
            rows.extend(_row(candidate, kind, cover, rank) for candidate in candidates)
        return found, np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


def _row(candidate: Candidate, kind: Expected, cover: float, rank: int) -> list[float]:
    shapely = kind is not Expected.OTHER
    shaped = bool(shapes(kind, candidate.span.text))
    return [
        candidate.evidence,
        candidate.hit.score,
        candidate.hit.dense,
        cover,
        float(shapely and shaped),
        float(shapely and not shaped),
        1 / rank,
    ]


def _cover(hit: Hit, weights: dict[str, float]) -> float:
    """Return the share, by weight, of the question's terms in a passage and its headings."""
    found = set(terms(f"{title(hit)} {hit.passage.text}"))
    return sum(w for key, w in weights.items() if key in found) / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=1)
def load_weights() -> NDArray[np.float32]:
    """Return the weights of the features: float32, (len(FEATURES),)."""
    loaded = json.loads(files("rag.read").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return np.array([loaded["weights"][name] for name in FEATURES], dtype=np.float32)
