"""How likely the best candidate is to be right."""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from rag.index.lexical import LexicalIndex
from rag.text.fold import terms
from rag.types import Candidate, Hit

FEATURES = (
    "score",
    "margin",
    "dense",
    "dense_lead",
    "fused",
    "cover_sentence",
    "cover_passage",
    "rarest",
    "shaped",
)
"""What the judgement rests on: cosines, margins and covers; never one raw cosine."""


def features(
    question: str, hits: Sequence[Hit], candidates: Sequence[Candidate], lexical: LexicalIndex
) -> dict[str, float]:
    """Return the features of the best of one or more candidates, by name.

    `score` is the share, among the sentences read, of the best one and of those that say the same;
    `margin` its lead on the first that says otherwise. Covers are the shares, in [0, 1], of the
    question's terms that the sentence, or the passage with its headings, has, each term weighing
    its rarity; `rarest` says that the passage has the question's rarest term.
    """
    best = candidates[0]
    passage = best.hit.passage
    weights = {key: lexical.weight(key) for key in set(terms(question))}
    total = sum(weights.values()) or 1.0
    around = " ".join(
        part
        for part in (
            passage.span.source.title,
            passage.heading.text if passage.heading else None,
            passage.text,
        )
        if part
    )
    in_sentence, in_passage = set(terms(best.sentence.text)), set(terms(around))
    dense = [hit.dense for hit in hits]
    agreeing = [candidate for candidate in candidates if _agree(best, candidate)]
    score = sum(candidate.score for candidate in agreeing)
    other = next((c.score for c in candidates if c not in agreeing), 0.0)
    return {
        "score": score,
        "margin": score - other,
        "dense": best.hit.dense,
        "dense_lead": best.hit.dense - sum(dense) / len(dense),
        "fused": best.hit.score,
        "cover_sentence": sum(w for key, w in weights.items() if key in in_sentence) / total,
        "cover_passage": sum(w for key, w in weights.items() if key in in_passage) / total,
        "rarest": float(max(weights, key=lambda key: weights[key], default="") in in_passage),
        "shaped": float(best.span != best.sentence),
    }


def _agree(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates give the same words, one perhaps more of them.

    A sentence given whole agrees with itself only: that it shares words tells nothing.
    """
    if one is other:
        return True
    if one.span == one.sentence or other.span == other.sentence:
        return False
    mine, theirs = set(terms(one.span.text)), set(terms(other.span.text))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    text = files("rag.answer").joinpath("judge.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)["weights"]
    return loaded


def confidence(
    question: str, hits: Sequence[Hit], candidates: Sequence[Candidate], lexical: LexicalIndex
) -> float:
    """Return the calibrated probability, in [0, 1], that the best candidate is right; 0 for none.

    A logistic regression whose weights `python -m eval fit` learns on development data.
    """
    if not candidates:
        return 0.0
    weights = _weights()
    found = features(question, hits, candidates, lexical)
    logit = weights["bias"] + sum(weights[name] * found[name] for name in FEATURES)
    return 1 / (1 + math.exp(-logit))
