"""The trained reader: the candidates of several passages, put in one order.

What the network says of each stretch (`find`) comes first; retrieval and the kind of the question
add to it. The weights were learnt as a choice among the candidates of each question (a conditional
logit; `python -m eval fit`).
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rag.index.cover import Cover, around, everywhere, nearby
from rag.index.lexical import LexicalIndex
from rag.read.ages import asks_age, is_duration
from rag.read.expect import Expected, expected
from rag.read.find import SpanFinder
from rag.read.order import kept, ordered
from rag.read.shapes import fits
from rag.read.votes import votes
from rag.read.whether import asks_whether, sentences
from rag.types import Candidate, Hit

WEIGHTS = "rank.json"

FEATURES = (
    "evidence",
    "passage",
    "dense",
    "rank",
    "cover",
    "cover_near",
    "cover_source",
    "shaped",
    "shapeless",
    "votes",
)
"""What orders the candidates of a question (docs/lecture.md says each)."""


_CLOSING = ' \u00a0\u202f»”"'


class SpanReader:
    """Reads with a network's candidates and the term weights of the index."""

    name = "spans"
    FEATURES = FEATURES

    def __init__(self, finder: SpanFinder, lexical: LexicalIndex) -> None:
        self._finder = finder
        self._lexical = lexical

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return candidates, best first; a score is a share of the choice among them all."""
        return kept(ordered(*self.features(question, hits), load_weights()))

    def features(
        self, question: str, hits: Sequence[Hit]
    ) -> tuple[list[Candidate], NDArray[np.float32]]:
        """Return unordered candidates and their features, float32 (n, len(FEATURES))."""
        kind, aged, whether = expected(question), asks_age(question), asks_whether(question)
        cover = Cover.of(question, self._lexical)
        found: list[Candidate] = []
        rows: list[list[float]] = []
        for rank, all_found in enumerate(self._finder.find(question, hits), start=1):
            hit = hits[rank - 1]
            candidates = [one for one in all_found if _states(one, aged=aged)]
            if whether:
                candidates = sentences(candidates)
            seen = [hit.score, hit.dense, 1 / rank]
            seen += [cover.share(*part(hit.passage)) for part in (around, nearby, everywhere)]
            found.extend(candidates)
            rows.extend([one.evidence, *seen, *_shaped(one, kind)] for one in candidates)
        columns = np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES) - 1)
        return found, np.column_stack([columns, np.array(votes(found), dtype=np.float32)])


def _states(candidate: Candidate, *, aged: bool) -> bool:
    """Say whether a candidate may state what is asked: a sentence that asks states nothing.

    `aged`: somebody's age is asked, which no duration tells.
    """
    asks = candidate.sentence.text.rstrip(_CLOSING).endswith("?")
    return not asks and not (aged and is_duration(candidate))


def _shaped(candidate: Candidate, kind: Expected) -> tuple[float, float]:
    """Say whether a candidate has, and has not, the shape that the question wants, if any."""
    if kind is Expected.OTHER:
        return 0.0, 0.0
    shaped = fits(kind, candidate.span.text)
    return float(shaped), float(not shaped)


@lru_cache(maxsize=1)
def load_weights() -> NDArray[np.float32]:
    """Return the weights of the features: float32, (len(FEATURES),)."""
    loaded = json.loads(files("rag.read").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return np.array([loaded["weights"][name] for name in FEATURES], dtype=np.float32)
