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
    "cover_sentence",
    "cover_passage",
    "rare_word",
    "shaped",
)


def features(
    question: str, hits: Sequence[Hit], candidates: Sequence[Candidate], lexical: LexicalIndex
) -> dict[str, float]:
    """Return what the judgement rests on, by name, in the order of `FEATURES`.

    Covers are shares, in [0, 1], of the question's terms, each weighing its rarity; `rare_word` is
    the share of the question's rarest term that the passage has: the subject itself.
    """
    best = candidates[0]
    keys = set(terms(question))
    weights = {key: lexical.weight(key) for key in keys}
    total = sum(weights.values()) or 1.0
    source = best.span.source
    sentence = set(terms(best.sentence.text))
    passage = set(terms(f"{source.title or ''} {best.hit.passage.text}"))
    rarest = max(weights, key=lambda key: weights[key], default="")
    others = [c.score for c in candidates[1:] if c.sentence != best.sentence]
    dense = sorted((hit.dense for hit in hits), reverse=True)
    return {
        "score": best.score,
        "margin": best.score - (others[0] if others else best.score),
        "dense": best.hit.dense,
        "dense_lead": dense[0] - sum(dense) / len(dense),
        "cover_sentence": sum(w for key, w in weights.items() if key in sentence) / total,
        "cover_passage": sum(w for key, w in weights.items() if key in passage) / total,
        "rare_word": float(rarest in passage),
        "shaped": float(best.span != best.sentence),
    }


@lru_cache(maxsize=1)
def _model() -> dict[str, float]:
    text = files("rag.answer").joinpath("judge.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)["weights"]
    return loaded


def confidence(
    question: str, hits: Sequence[Hit], candidates: Sequence[Candidate], lexical: LexicalIndex
) -> float:
    """Return the calibrated probability, in [0, 1], that the best candidate is right; 0 for none.

    A logistic regression whose weights `python -m eval judge` fits on development cases.
    """
    if not candidates:
        return 0.0
    weights = _model()
    found = features(question, hits, candidates, lexical)
    logit = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))
