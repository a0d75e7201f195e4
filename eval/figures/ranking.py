"""Retrieval: how high the passages that hold an answer come among those given to the reader.

Relevance is of passages and binary: a passage is relevant when one of the places it stands in
holds an acceptable answer. The passages there were to find are those retrieved that are relevant,
and those of the case (`passages`) in which none of them stands; words that stand twice in the
corpus are one passage once retrieved, and one for each place while they are not.

Definitions as in trec_eval and ir-measures: Recall@k (`R@k`), Success@k, MRR@10 (`RR@10`), nDCG@10
(Järvelin and Kekäläinen, 2002).
"""

from collections.abc import Sequence
from math import log2

from eval.figures.figure import Figure, mean_of
from eval.folder import Place, Prediction
from rag.calibrate.cases import Case, Gold

DEPTHS = (1, 3, 5, 10)
DEEPEST = 10


def recall(relevant: Sequence[bool], total: int, k: int) -> float:
    """Return the share of the `total` relevant passages that stand among the first `k`."""
    return sum(relevant[:k]) / total


def success(relevant: Sequence[bool], k: int) -> float:
    """Return 1 when a relevant passage stands among the first `k`, 0 otherwise."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int = DEEPEST) -> float:
    """Return 1 over the rank of the first relevant passage, 0 beyond `k`."""
    return next((1 / rank for rank, hit in enumerate(relevant[:k], start=1) if hit), 0.0)


def ndcg(relevant: Sequence[bool], total: int, k: int = DEEPEST) -> float:
    """Return the discounted gain of the first `k` over that of the best order there could be."""
    ideal = [True] * min(total, k)
    return _gain(relevant[:k]) / _gain(ideal)


def _gain(relevant: Sequence[bool]) -> float:
    return sum(1 / log2(rank + 1) for rank, hit in enumerate(relevant, start=1) if hit)


def ranked(prediction: Prediction) -> tuple[list[bool], int]:
    """Return which of the retrieved passages are relevant, and how many there were to find.

    At least one: a case whose answers stand in no passage is a miss, not left out.
    """
    case = prediction.case
    held = [
        {gold for place in one.stands for gold in _held(place, case)}
        for one in prediction.retrieved
    ]
    found = set().union(*held)
    left = [unit for unit in _units(case) if not unit & found]
    relevant = [bool(golds) for golds in held]
    return relevant, max(1, sum(relevant) + len(left))


def _held(place: Place, case: Case) -> set[Gold]:
    return {
        gold
        for gold in case.answers
        if gold.start is not None
        and gold.end is not None
        and place.source_id == gold.source
        and place.start <= gold.start
        and gold.end <= place.end
    }


def _units(case: Case) -> list[set[Gold]]:
    """Return the answers that each passage of the case holds, where it holds some."""
    held = (_held(Place(one.source, one.start, one.end), case) for one in case.passages)
    return [golds for golds in held if golds]


def figures(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return the figures of retrieval, over the cases that have an answer."""
    able = [one for one in predictions if one.case.answerable]
    seen = {one.case.id: ranked(one) for one in able}
    hits = {key: relevant for key, (relevant, _) in seen.items()}
    recalls = {k: {key: recall(*found, k) for key, found in seen.items()} for k in DEPTHS}
    successes = {k: {key: success(hit, k) for key, hit in hits.items()} for k in DEPTHS}
    first = {key: reciprocal_rank(hit) for key, hit in hits.items()}
    gains = {key: ndcg(*found) for key, found in seen.items()}
    return [
        *(mean_of(f"Recall@{k}", terms) for k, terms in recalls.items()),
        *(mean_of(f"Success@{k}", terms) for k, terms in successes.items()),
        mean_of(f"MRR@{DEEPEST}", first, "score"),
        mean_of(f"nDCG@{DEEPEST}", gains, "score"),
    ]
