"""The plain reader, without a network: the best sentence, and in it the shortest fitting stretch.

Sentences of the retrieved passages are ranked by a few plain features, whose weights were learnt
as a choice among the sentences of each question (a conditional logit; `python -m eval fit`). The
stretch shown inside the best one is the one that has the shape the question expects, nearest to
the question's words. It serves where the trained reader's word embeddings are not: with the test
double of the model, and as the baseline that the trained one is measured against.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rag.embed import Encoder
from rag.index.lexical import LexicalIndex
from rag.read.expect import Expected, expected
from rag.read.order import ordered
from rag.read.shapes import shapes
from rag.segment import sentences
from rag.text.fold import term_set, terms, words
from rag.types import Candidate, Hit, Span

WEIGHTS = "sentence.json"

FEATURES = (
    "passage",
    "passage_dense",
    "dense",
    "cover",
    "passage_cover",
    "shaped",
    "shapeless",
    "near",
    "length",
    "echo",
    "rank",
)
"""The features of a sentence, in the order of their columns (docs/lecture.md says each)."""

NEAR = 25
"""Code points around a stretch in which words of the question speak for it."""

REMEMBERED = 20_000
"""Sentences whose vectors are kept, about 30 MB; a press corpus has fewer."""

_HELD = 0.2
"""The least share of its words that a stretch owes to itself, not to the question."""


_NAMED = frozenset({Expected.PERSON, Expected.PLACE})


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as the reader sees it: its kind, its terms with their weights, its vector."""

    kind: Expected
    weights: dict[str, float]
    vector: NDArray[np.float32]

    @property
    def total(self) -> float:
        """The sum of the weights, never 0."""
        return sum(self.weights.values()) or 1.0

    def cover(self, text: str) -> float:
        """Return the share of the question's terms, by weight, that a text has."""
        found = term_set(text)
        return sum(w for key, w in self.weights.items() if key in found) / self.total


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, and the stretch of it that has the shape expected, if any."""

    span: Span
    hit: Hit
    stretch: Span | None
    nearness: float


class SentenceReader:
    """Reads with the encoder and the term weights of the index; embeds each sentence once."""

    name = "sentences"
    FEATURES = FEATURES

    def __init__(self, encoder: Encoder, lexical: LexicalIndex) -> None:
        self._encoder = encoder
        self._lexical = lexical
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return one candidate a sentence, best first; its score is its share of the choice."""
        return ordered(*self.features(question, hits), load_weights())

    def features(
        self, question: str, hits: Sequence[Hit]
    ) -> tuple[list[Candidate], NDArray[np.float32]]:
        """Return unordered candidates and their features, float32 (n, len(FEATURES))."""
        ask = Ask(
            expected(question),
            {key: self._lexical.weight(key) for key in set(terms(question))},
            self._encoder.query(question),
        )
        found = [
            (sentence, rank)
            for rank, hit in enumerate(hits, start=1)
            for sentence in _sentences(hit, ask)
        ]
        if not found:
            return [], np.zeros((0, len(FEATURES)), dtype=np.float32)
        dense = self._embed([sentence.span.text for sentence, _ in found]) @ ask.vector
        rows = [
            _row(sentence, rank, float(own), ask)
            for (sentence, rank), own in zip(found, dense, strict=True)
        ]
        return [_candidate(sentence) for sentence, _ in found], np.array(rows, dtype=np.float32)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of sentences, float32 (n, dimension), new ones embedded."""
        known = self._vectors
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            made = dict(zip(new, self._encoder.sentences(new), strict=True))
            known = {**known, **made}
            # Replaced whole: another thread reads the old one or the new one, both complete.
            self._vectors = known if len(known) <= REMEMBERED else made
        return np.stack([known[text] for text in texts])


def _candidate(sentence: Sentence) -> Candidate:
    return Candidate(sentence.stretch or sentence.span, sentence.span, sentence.hit, score=0.0)


def _row(sentence: Sentence, rank: int, dense: float, ask: Ask) -> list[float]:
    hit = sentence.hit
    text = sentence.span.text
    shapely = ask.kind is not Expected.OTHER
    said = [word.key for word in words(text)]
    return [
        hit.score,
        hit.dense,
        dense,
        ask.cover(text),
        ask.cover(" ".join((*hit.passage.headings, hit.passage.text))),
        float(shapely and sentence.stretch is not None),
        float(shapely and sentence.stretch is None),
        sentence.nearness / ask.total,
        math.log(1 + len(said)),
        float(text.rstrip().endswith("?")),
        1 / rank,
    ]


@lru_cache(maxsize=1)
def load_weights() -> NDArray[np.float32]:
    """Return the weights of the features: float32, (len(FEATURES),)."""
    loaded = json.loads(files("rag.read").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return np.array([loaded["weights"][name] for name in FEATURES], dtype=np.float32)


def _sentences(hit: Hit, ask: Ask) -> list[Sentence]:
    span = hit.passage.span
    found = []
    for start, end in sentences(span.text):
        sentence = Span(span.source, span.start + start, span.start + end)
        stretch, nearness = _stretch(sentence, ask)
        found.append(Sentence(sentence, hit, stretch, nearness))
    return found


def _stretch(span: Span, ask: Ask) -> tuple[Span | None, float]:
    """Return the stretch of the expected shape nearest to the question's words, and how near."""
    text = span.text
    asked = [
        (word.start, word.end, ask.weights[key])
        for word in words(text)
        for key in terms(text[word.start : word.end])
        if key in ask.weights
    ]
    best: tuple[float, Span] | None = None
    for start, end in shapes(ask.kind, text):
        said = terms(text[start:end])
        own = sum(key not in ask.weights for key in said)
        if own < _HELD * len(said) or (not said and ask.kind in _NAMED):
            continue
        near = sum(
            weight / (1 + _gap(start, end, left, right) / NEAR) for left, right, weight in asked
        )
        if best is None or near > best[0]:
            best = near, Span(span.source, span.start + start, span.start + end)
    return (best[1], best[0]) if best else (None, 0.0)


def _gap(start: int, end: int, left: int, right: int) -> int:
    """Return how far apart two stretches stand; a word inside the stretch itself is no evidence."""
    if left < end and start < right:
        return NEAR
    return left - end if left >= end else start - right
