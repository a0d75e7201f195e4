"""The reader alone on a SQuAD file: each question over its own paragraph, no retrieval.

The measures of SQuAD 1.1 over the questions that have an answer, refusal off; and, when the file
has unanswerable ones (SQuAD 2.0), how well the evidence tells the two apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval import normal
from eval.squad import Ask
from rag import Span, Zone
from rag.calibrate.measures import interval
from rag.read import SpanFinder
from rag.types import Hit, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for one question: its answers' words, those given, and their log-odds."""

    ask: Ask
    expected: tuple[str, ...]
    given: str
    evidence: float

    def best(self, measure: Any) -> float:  # noqa: ANN401 - a measure of two texts
        """Return the measure against the nearest of the answers."""
        return max(float(measure(self.given, one)) for one in self.expected)


def read(asks: Sequence[Ask], finder: SpanFinder) -> Iterator[Reading]:
    """Read the questions one by one."""
    for ask in asks:
        text = ask.source.text
        hits = []
        if text.strip():
            passage = Passage(0, Zone.BODY, (Span(ask.source, 0, len(text)),))
            hits = [Hit(passage, 0.0, 0.0, 0.0)]
        candidates = [found for part in finder.find(ask.question, hits) for found in part]
        best = candidates[0] if candidates else None
        yield Reading(
            ask,
            tuple(text[start:end] for start, end in ask.answers),
            best.span.text if best else "",
            best.evidence if best else -np.inf,
        )


def report(readings: Sequence[Reading]) -> dict[str, Any]:
    """Return the figures, in percents from 0 to 100, with 95 % bootstrap intervals."""
    able = [one for one in readings if one.expected]
    unable = [one for one in readings if not one.expected]
    columns = {
        "em": [one.best(normal.exact) for one in able],
        "f1": [one.best(normal.f1) for one in able],
        "em_strict": [one.best(str.__eq__) for one in able],
    }
    figures: dict[str, Any] = {"n": len(able)}
    figures |= {name: _percent(values) for name, values in columns.items()}
    figures["intervals"] = {
        name: [round(100 * end, 2) for end in interval(values)] for name, values in columns.items()
    }
    figures["normalisation"] = normal.VERSION
    if able and unable:
        figures |= _answerability(able, unable)
    return figures


def _answerability(able: Sequence[Reading], unable: Sequence[Reading]) -> dict[str, Any]:
    """Return how the evidence tells answerable from not: AUROC, and F1 where it is above 0."""
    yes = np.array([one.evidence for one in able])
    no = np.array([one.evidence for one in unable])
    auroc = (yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2
    kept, wrong = int((yes > 0).sum()), int((no > 0).sum())
    return {
        "n_unanswerable": len(unable),
        "answerability_auroc": round(100 * float(auroc), 2),
        "answerability_f1": round(100 * 2 * kept / (len(yes) + kept + wrong), 2),
        "unanswerable_answered": round(100 * wrong / len(no), 2),
    }


def _percent(values: Sequence[float]) -> float:
    return round(100 * float(np.mean(values)), 2) if values else 0.0
