"""To answer or to refuse: how well it is told, and how far the confidence can be trusted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.figures.figure import Figure, Floats, drawn, mean, ratio
from eval.folder import Prediction

BINS = 10


def answerability(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return precision, recall and F1 of answering as the sign that there is an answer.

    Whether the answer given is the right one does not count here.
    """
    answered = [one for one in predictions if one.answered]
    able = [one for one in predictions if one.case.answerable]
    both = [float(one.answered and one.case.answerable) for one in predictions]
    either = [float(one.answered) + float(one.case.answerable) for one in predictions]
    return [
        mean("answerability precision", answered, lambda one: one.case.answerable),
        mean("answerability recall", able, lambda one: one.answered),
        ratio("answerability F1", [2 * one for one in both], either),
    ]


def risk_coverage(predictions: Sequence[Prediction]) -> list[tuple[float, float]]:
    """Return the points (share of the cases answered, share of wrong answers among them).

    The threshold falls from the most to the least confident candidate (Geifman and El-Yaniv,
    2017). Candidates of equal confidence are given in no order: their wrong ones are spread
    evenly among them.
    """
    wrong, ties = _falling(predictions)
    risks = _risks(wrong, ties)
    n = len(risks)
    return [(rank / n, float(risk)) for rank, risk in enumerate(risks, start=1)]


def _falling(predictions: Sequence[Prediction]) -> tuple[Floats, NDArray[np.int64]]:
    """Return, by falling confidence, whether each candidate is wrong, and its group of equals."""
    confidence = np.array([one.confidence for one in predictions])
    wrong = np.array([not one.candidate_right for one in predictions], dtype=np.float64)
    _, groups = np.unique(-confidence, return_inverse=True)
    order = np.argsort(groups, kind="stable")
    return wrong[order], groups[order]


def _risks(wrong: Floats, ties: NDArray[np.int64]) -> Floats:
    counts = np.bincount(ties)
    spread = np.bincount(ties, wrong) / np.maximum(counts, 1)
    risks: Floats = np.cumsum(spread[ties]) / np.arange(1, len(wrong) + 1)
    return risks


def aurc(predictions: Sequence[Prediction]) -> Figure:
    """Return the area under the risk-coverage curve: the mean risk over all coverages."""
    name = "AURC"
    if not predictions:
        return Figure(name, None, 0, unit="score")
    wrong, ties = _falling(predictions)
    areas = []
    for taken in drawn(len(wrong)):
        # The cases stand by falling confidence, so a resample does once its places are sorted.
        taken.sort(axis=1)
        areas += [_risks(wrong[row], ties[row]).mean() for row in taken]
    low, high = np.percentile(areas, [2.5, 97.5])
    value = float(_risks(wrong, ties).mean())
    return Figure(name, value, len(wrong), float(low), float(high), "score")


def reliability(predictions: Sequence[Prediction]) -> list[tuple[float, float, int]]:
    """Return, for each tenth of confidence that occurs: its mean, the share right, the count."""
    chances, right, bins = _judged(predictions)
    found = []
    for tenth in range(BINS):
        here = bins == tenth
        if here.any():
            mean_chance, share = float(chances[here].mean()), float(right[here].mean())
            found.append((mean_chance, share, int(here.sum())))
    return found


def _judged(predictions: Sequence[Prediction]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    told = [one for one in predictions if not one.missing]
    chances = np.array([one.confidence for one in told], dtype=np.float64)
    right = np.array([one.candidate_right for one in told], dtype=np.float64)
    return chances, right, np.minimum((chances * BINS).astype(np.int64), BINS - 1)


def ece(predictions: Sequence[Prediction]) -> Figure:
    """Return the expected calibration error over ten equal bins (Guo et al., 2017).

    Of the confidence, as the probability that the best candidate is right; cases without
    prediction have none.
    """
    chances, right, bins = _judged(predictions)
    n = len(chances)
    if not n:
        return Figure("ECE", None, 0, unit="score")
    gaps = chances - right
    inside = bins[:, None] == np.arange(BINS)
    found = []
    for taken in drawn(n):
        # How often each case is drawn is all that the sums by bin need.
        times = np.array([np.bincount(row, minlength=n) for row in taken])
        found.append(np.abs((times * gaps) @ inside).sum(axis=1) / n)
    low, high = np.percentile(np.concatenate(found), [2.5, 97.5])
    value = float(np.abs(gaps @ inside).sum() / n)
    return Figure("ECE", value, n, float(low), float(high), "score")


def figures(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return the figures of decisions."""
    unable = [one for one in predictions if not one.case.answerable]
    answered = [one for one in predictions if one.answered]
    return [
        *answerability(predictions),
        mean("false-answer rate", unable, lambda one: one.answered),
        mean("wrong among answered", answered, lambda one: not one.right),
        aurc(predictions),
        ece(predictions),
    ]
