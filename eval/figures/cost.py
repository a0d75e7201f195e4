"""What an answer costs: to read, to wait for, to hold in memory."""

from collections.abc import Sequence

import numpy as np

from eval.figures.figure import Figure, mean, of
from eval.folder import Prediction, Run
from rag.calibrate.measures import keys

PERCENTILES = (50, 95, 99)


def length(prediction: Prediction) -> int:
    """Return the number of the source's words that were given."""
    spans = prediction.record["spans"]
    given = [one["text"] for one in spans] or [prediction.record["answer"]]
    return sum(len(keys(text)) for text in given)


def latency(predictions: Sequence[Prediction], percent: int) -> Figure:
    """Return a percentile of what a case took, by linear interpolation."""
    seconds = np.array([one.seconds for one in predictions if not one.missing], dtype=np.float64)
    name = f"latency p{percent}"
    return of(name, [seconds], lambda drawn: np.percentile(drawn[0], percent, axis=1), "seconds")


def figures(run: Run) -> list[Figure]:
    """Return the figures of cost."""
    answered = [one for one in run.predictions if one.answered]
    peak = run.about.peak_memory_bytes
    return [
        mean("answer length", answered, length, "words"),
        *(latency(run.predictions, percent) for percent in PERCENTILES),
        Figure("peak memory", peak, 0 if peak is None else 1, unit="bytes"),
    ]
