"""What the other sources say of a candidate: the same words, found there too."""

import math
from collections import defaultdict
from collections.abc import Sequence

from rag.text.fold import terms
from rag.types import Candidate


def votes(candidates: Sequence[Candidate]) -> list[float]:
    """Return, for each candidate, how many other sources give its words as an answer.

    A source counts for as much as the reader believes it: the probability, against no answer, of
    the likeliest of its candidates in these words (function words apart, in any order).
    """
    keys = [frozenset(terms(one.span.text)) for one in candidates]
    believed: dict[frozenset[str], dict[str, float]] = defaultdict(dict)
    for key, one in zip(keys, candidates, strict=True):
        source, chance = one.span.source.id, (1 + math.tanh(one.evidence / 2)) / 2
        believed[key][source] = max(chance, believed[key].get(source, 0.0))
    return [
        sum(chance for source, chance in believed[key].items() if source != one.span.source.id)
        if key
        else 0.0
        for key, one in zip(keys, candidates, strict=True)
    ]
