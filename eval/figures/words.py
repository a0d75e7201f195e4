"""The words given against the acceptable ones, as SQuAD's scripts count them.

`EM` and `F1` are SQuAD 2.0's (Rajpurkar et al., 2018), over all cases: what was given, "" when
refused, against the nearest acceptable answer, "" when there is none. `candidate EM` and
`candidate F1` are SQuAD 1.1's, over the cases that have an answer: the best candidate, refused or
not. All after the French normalisation (eval/normal.py); the `strict` ones compare words as they
stand, cut at white space.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from eval import normal
from eval.figures.figure import Figure, mean
from eval.folder import Prediction

Measure = Callable[[str, str], float]


def strict_exact(given: str, expected: str) -> bool:
    """Say whether two answers are the same characters."""
    return given == expected


def strict_f1(given: str, expected: str) -> float:
    """Return the F1 of two answers' words as they stand; 1 when neither has any."""
    mine, theirs = given.split(), expected.split()
    if not mine or not theirs:
        return float(mine == theirs)
    common = sum((Counter(mine) & Counter(theirs)).values())
    return 2 * common / (len(mine) + len(theirs))


MEASURES: dict[str, Measure] = {
    "EM": normal.exact,
    "F1": normal.f1,
    "EM strict": strict_exact,
    "F1 strict": strict_f1,
}


def best(measure: Measure, given: str, expected: Sequence[str]) -> float:
    """Return a measure against the nearest of the acceptable answers."""
    return max(float(measure(given, one)) for one in expected)


def score(measure: Measure, prediction: Prediction) -> float:
    """Return a measure of what was given; a case without prediction scores 0."""
    if prediction.missing:
        return 0.0
    return best(measure, prediction.given, _expected(prediction) or [""])


def candidate_score(measure: Measure, prediction: Prediction) -> float:
    """Return a measure of the best candidate, for a case that has an answer."""
    found = prediction.candidate
    return best(measure, found.text, _expected(prediction)) if found else 0.0


def _expected(prediction: Prediction) -> list[str]:
    return [gold.text for gold in prediction.case.answers]


def figures(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return the figures of words."""
    able = [one for one in predictions if one.case.answerable]
    given = [mean(name, predictions, partial(score, one)) for name, one in MEASURES.items()]
    return given + [
        mean(f"candidate {name}", able, partial(candidate_score, one))
        for name, one in MEASURES.items()
    ]
