"""Promotion: how much a stretch of text sells something, and the selling end of a paragraph."""

import re
from collections.abc import Sequence

from rag.segment.habits import SELLS
from rag.text.fold import fold

_LEAD_IN = re.compile(
    r"^(?:envie|besoin) d(?:e|')|^(?:et )?si vous\b|^pour ceux qui\b"
    r"|^vous (?:cherchez|souhaitez|revez|voulez)\b"
    r"|des (?:alternatives|solutions) existent|^a propos d[eu'].{1,30}:"
)
_ADDRESS = re.compile(r"\b(?:vous|votre|vos|dites|profitez|commandez)\b")

STANDALONE = 2
"""Score from which a short block that stands alone is an advert."""

INSIDE = 3
"""Score from which a sentence at the end of a body paragraph is an advert."""


def score(text: str) -> int:
    """Return how strongly a text sells: the sum of the weights of its distinct signs."""
    folded = " ".join(fold(text).split())
    return sum(weight for weight, sign in SELLS if sign.search(folded))


def selling_end(text: str, sentences: Sequence[tuple[int, int]]) -> int:
    """Return how many sentences at the end of a paragraph sell something; 0 when none does.

    `sentences` are code points, half-open, in order. A lead-in that only opens the way (« Pour
    ceux qui cherchent… ») goes with the sentence it leads to, and so does a short last word to
    the customer. A paragraph is never an advert as a whole by this rule.
    """
    if len(sentences) < 2:  # nothing would be left of the paragraph
        return 0
    folded = [" ".join(fold(text[start:end]).split()) for start, end in sentences]
    scores = [score(text[start:end]) for start, end in sentences]
    first = next((i for i in range(1, len(scores)) if scores[i] >= INSIDE and all(
        later >= STANDALONE or _ADDRESS.search(words)
        for later, words in zip(scores[i + 1 :], folded[i + 1 :], strict=True)
    )), None)  # fmt: skip
    if first is None:
        return 0
    while first > 1 and (_LEAD_IN.search(folded[first - 1]) or scores[first - 1] >= INSIDE):
        first -= 1
    return len(sentences) - first
