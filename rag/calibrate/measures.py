"""What makes an answer right, and a few figures over cases. Shares are in [0, 1]."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from rag.calibrate.cases import Case
from rag.text.fold import words

RIGHT_F1 = 0.6
"""Token F1 from which a stretch says the same as an acceptable answer."""

SPARE_WORDS = 8
"""Words that an answer may have besides all those of an acceptable answer."""


def keys(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [word.key for word in words(text)]


def f1(given: Sequence[str], expected: Sequence[str]) -> float:
    """Return the F1 of two bags of words (Rajpurkar et al., 2016); 1 when both are empty."""
    if not given or not expected:
        return float(list(given) == list(expected))
    common = sum((Counter(given) & Counter(expected)).values())
    return 2 * common / (len(given) + len(expected))


def right(case: Case, given: str | None) -> bool:
    """Say whether the words given answer a case; words given to an unanswerable one never do."""
    return given is not None and same(given, [gold.text for gold in case.answers])


def same(given: str, golds: Iterable[str]) -> bool:
    """Say whether words given say the same as one of the acceptable answers."""
    said = keys(given)
    for gold in golds:
        wanted = keys(gold)
        spare = len(said) - len(wanted)
        if f1(said, wanted) >= RIGHT_F1 or (
            0 <= spare <= SPARE_WORDS and not Counter(wanted) - Counter(said)
        ):
            return True
    return False


def interval(values: Sequence[float], *, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a mean (Efron, 1979)."""
    if not values:
        return 0.0, 0.0
    drawn = np.random.default_rng(seed).choice(np.asarray(values), (draws, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return float(low), float(high)
