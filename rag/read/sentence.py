"""The first reader: the best sentence, and inside it the shortest stretch that answers.

A sentence is scored as its passage was, by its own vector and its own words; a stretch with the
shape that the question expects, near words of the question, makes it better. A trained reader
replaces this one behind the same protocol.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.embed import Encoder
from rag.index.fuse import fuse
from rag.index.lexical import LexicalIndex
from rag.read.expect import Expected, expected
from rag.read.shapes import shapes
from rag.segment import sentences
from rag.text.fold import terms, words
from rag.types import Candidate, Hit, Span

PASSAGE_SHARE = 0.6
"""The passage's share in a sentence's score: what stands around a sentence speaks for it."""

SHAPE_BONUS = 0.03
"""What a stretch of the expected shape adds; fused scores differ by hundredths."""

NEAR = 60
"""Code points around a stretch in which words of the question speak for it."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    hit: Hit


class SentenceReader:
    """Reads with the encoder and the term weights of the index; trained on nothing."""

    def __init__(self, encoder: Encoder, lexical: LexicalIndex) -> None:
        self._encoder = encoder
        self._lexical = lexical

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return one candidate a sentence, best first; sentences without a word give none."""
        found = [sentence for hit in hits for sentence in _sentences(hit)]
        if not found:
            return ()
        keys = set(terms(question))
        kind = expected(question)
        vectors = self._encoder.sentences([sentence.span.text for sentence in found])
        dense = vectors @ self._encoder.query(question)
        earned = [self._earned(keys, sentence.span.text) for sentence in found]
        bound = sum(self._lexical.weight(key) for key in keys)
        own = fuse(dense, np.array(earned, dtype=np.float32), bound)
        candidates = [
            self._candidate(sentence, kind, keys, float(score))
            for sentence, score in zip(found, own, strict=True)
        ]
        return tuple(sorted(candidates, key=lambda candidate: -candidate.score))

    def _earned(self, keys: set[str], text: str) -> float:
        return sum(self._lexical.weight(key) for key in keys & set(terms(text)))

    def _candidate(
        self, sentence: _Sentence, kind: Expected, keys: set[str], own: float
    ) -> Candidate:
        score = PASSAGE_SHARE * sentence.hit.score + (1 - PASSAGE_SHARE) * own
        stretch = self._stretch(sentence.span, kind, keys)
        if stretch is not None:
            return Candidate(stretch, sentence.span, sentence.hit, score + SHAPE_BONUS)
        penalty = 0.0 if kind is Expected.OTHER else SHAPE_BONUS
        return Candidate(sentence.span, sentence.span, sentence.hit, score - penalty)

    def _stretch(self, span: Span, kind: Expected, keys: set[str]) -> Span | None:
        """Return the stretch of the expected shape that words of the question stand nearest to."""
        text = span.text
        asked = [
            (word.start, word.end, self._lexical.weight(key))
            for word in words(text)
            for key in terms(text[word.start : word.end])
            if key in keys
        ]
        best: tuple[float, Span] | None = None
        for start, end in shapes(kind, text):
            if not set(terms(text[start:end])) - keys and kind is not Expected.NUMBER:
                continue
            near = sum(
                weight / (1 + _gap(start, end, left, right) / NEAR) for left, right, weight in asked
            )
            if best is None or near > best[0]:
                best = near, Span(span.source, span.start + start, span.start + end)
        return best[1] if best else None


def _gap(start: int, end: int, left: int, right: int) -> int:
    """Return how far apart two stretches stand; a word inside the stretch itself is no evidence."""
    if left < end and start < right:
        return NEAR
    return left - end if left >= end else start - right


def _sentences(hit: Hit) -> list[_Sentence]:
    span = hit.passage.span
    return [
        _Sentence(Span(span.source, span.start + start, span.start + end), hit)
        for start, end in sentences(span.text)
    ]
