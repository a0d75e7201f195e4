"""How many sources speak for themselves: copies and wire text count once."""

from collections.abc import Sequence

from rag.text.fold import term_set
from rag.types import Candidate

COPIED = 0.8
"""Share of words in common from which two sentences are one text, copied."""
FEWEST = 6
"""Words under which two sentences may well be alike by chance."""


def independent(candidates: Sequence[Candidate]) -> int:
    """Count the independent sources of candidates that say the same.

    Two sources are one when they hold the same passage, or nearly the same sentence.
    """
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_copies(candidate, other) for other in kept):
            kept.append(candidate)
    return len(kept)


def _copies(one: Candidate, other: Candidate) -> bool:
    mine, theirs = ({place.source.id for place in each.hit.passage.places} for each in (one, other))
    if mine & theirs:
        return True
    return same_text(one.sentence.text, other.sentence.text)


def same_text(one: str, other: str) -> bool:
    """Say whether two sentences are nearly the same, so that one is copied from the other."""
    left, right = term_set(one), term_set(other)
    if min(len(left), len(right)) < FEWEST:
        return False
    return len(left & right) / len(left | right) >= COPIED
