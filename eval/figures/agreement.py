"""Agreement between sources: are disagreements seen, and only where there are some.

`disagreement precision` is over the answers that tell one; `disagreement recall` over the cases
that expect one, answered or not; `false disagreements` is their share among the answers to cases
whose sources do not disagree.
"""

from collections.abc import Sequence

from eval.figures.figure import Figure, mean
from eval.folder import Prediction

NAMES = ("disagreement precision", "disagreement recall", "false disagreements")


def told(prediction: Prediction) -> bool:
    """Say whether an answer tells a disagreement between its sources."""
    agreement = prediction.record.get("agreement") or {}
    return prediction.answered and agreement.get("kind") == "disagreement"


def expected(prediction: Prediction) -> bool:
    """Say whether a case expects a disagreement."""
    agreement = prediction.case.agreement
    return agreement is not None and agreement.kind == "disagreement"


def figures(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return the figures of agreement; nothing to measure when no record speaks of it."""
    if not any(one.record.get("agreement") for one in predictions):
        return [Figure(name, None, 0) for name in NAMES]
    known = [one for one in predictions if one.case.agreement is not None]
    agreed = [one for one in known if one.answered and not expected(one)]
    precision, recall, false = NAMES
    return [
        mean(precision, [one for one in known if told(one)], expected),
        mean(recall, [one for one in known if expected(one)], told),
        mean(false, agreed, told),
    ]
