"""How likely the best candidate is to be right."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rag import messages
from rag.agree import gather
from rag.answer.trees import NONE, Trees, load_trees
from rag.errors import ConfigError
from rag.index.cover import Cover, around, everywhere, nearby
from rag.index.lexical import LexicalIndex
from rag.read.expect import Expected, expected
from rag.read.shapes import fits
from rag.read.votes import votes
from rag.text.fold import STOPWORDS, term_set, terms, words
from rag.types import Candidate, Hit

BIAS = "bias"
SIGNS = (
    "score",
    "margin",
    "evidence",
    "lead",
    "dense",
    "dense_lead",
    "fused",
    "cover_sentence",
    "cover_passage",
    "cover_near",
    "cover_source",
    "rarest",
    "named",
    "named_source",
    "shaped",
    "brief",
    "own",
    "raw",
    "top",
    "rival",
    "source_lead",
    "fits",
    "length",
    "terms",
    "votes",
)
"""What the judgement rests on: evidence, margins and covers; never one raw cosine."""

TREES = "trees"
FEATURES = (*SIGNS, TREES)
"""What is weighed: the signs, and the log-odds that the shipped trees make of them together."""

TENS = 10.0

STEEP = 4.0
"""Log-odds over which the reader's own evidence counts ever less: it is often too sure."""


def signs(
    question: str, hits: Sequence[Hit], candidates: Sequence[Candidate], lexical: LexicalIndex
) -> dict[str, float]:
    """Return the signs of the best of one or more candidates, by name.

    `score` is the share, among the candidates, of the best one, of those that say the same, and of
    those that the answer would give beside it, where the sources disagree; `margin` its lead on the
    first that says otherwise. `evidence` is the reader's own log-odds of an answer against none,
    squeezed into (-1, 1), and `lead` what it is above that of the first that says otherwise. Covers
    are the shares, in [0, 1], of the question's terms that the sentence, the passage with its
    headings, these with what stands before, or the whole source has, each term weighing its rarity;
    `rarest` says that the passage has the question's rarest term, `named` and `named_source` are
    the shares of the question's names and numbers that it, or its source, has. `brief` is 1 for one
    word, less for more.

    `own` is the best one's share alone; `raw`, `top` and `rival` are log-odds in tens: its own, the
    highest of all, those of the first that says otherwise (-1 without one). `source_lead` is what
    `cover_source` is above, or under, the best source's; `fits` is 1 when the words have the shape
    that the question asks for, -1 when not, 0 when it asks for none; `length` is the logarithm of
    their number and one, `terms` one over the number of the question's terms, `votes` how many
    other sources give the same words (`rag.read.votes`).
    """
    best = candidates[0]
    passage = best.hit.passage
    cover = Cover.of(question, lexical)
    covered = cover.share(*everywhere(passage))
    in_passage = term_set(" ".join(around(passage)))
    dense = [hit.dense for hit in hits]
    given = [one for held in gather(question, candidates) for one in held.candidates]
    agreeing = [one for one in candidates if one in given or any(_agree(c, one) for c in given)]
    score = sum(candidate.score for candidate in agreeing)
    other = next((c for c in candidates if c not in agreeing), None)
    evidence = math.tanh(best.evidence / STEEP)
    return {
        "score": score,
        "margin": score - (other.score if other else 0.0),
        "evidence": evidence,
        "lead": evidence - (math.tanh(other.evidence / STEEP) if other else -1.0),
        "dense": best.hit.dense,
        "dense_lead": best.hit.dense - sum(dense) / len(dense),
        "fused": best.hit.score,
        "cover_sentence": cover.share(best.sentence.text),
        "cover_passage": cover.share(*around(passage)),
        "cover_near": cover.share(*nearby(passage)),
        "cover_source": covered,
        "rarest": float(cover.rarest in in_passage),
        "named": _named(question, around(passage)),
        "named_source": _named(question, everywhere(passage)),
        "shaped": float(best.span != best.sentence),
        "brief": 1 / (len(best.span.text.split()) or 1),
        "own": best.score,
        "raw": best.evidence / TENS,
        "top": max(one.evidence for one in candidates) / TENS,
        "rival": other.evidence / TENS if other else -1.0,
        "source_lead": covered - max(cover.share(*everywhere(hit.passage)) for hit in hits),
        "fits": _fits(question, best.span.text),
        "length": math.log1p(len(best.span.text.split())),
        "terms": 1 / (len(set(terms(question))) or 1),
        "votes": votes(candidates)[0],
    }


def _fits(question: str, answer: str) -> float:
    """Say whether an answer has, or has not, the shape that its question wants, if any."""
    kind = expected(question)
    if kind is Expected.OTHER:
        return 0.0
    return 1.0 if fits(kind, answer) else -1.0


def _named(question: str, texts: Iterable[str]) -> float:
    """Return the share of a question's names and numbers that texts have; 1 without any.

    The first word bears a capital whatever it is.
    """
    asked = {
        word.key
        for number, word in enumerate(words(question))
        if word.key[0].isdigit() or (number > 0 and question[word.start].isupper())
    } - STOPWORDS
    found = set().union(*(_words(text) for text in texts))
    return len(asked & found) / len(asked) if asked else 1.0


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text))


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


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over the features, for one reader.

    `weights` are by feature and for the bias; `trees` tell one of the features. `levels` has, for
    shares of wrong answers among those given, in rising order, the threshold that kept to them
    where the weights were learnt.
    """

    reader: str
    weights: Mapping[str, float]
    levels: tuple[tuple[float, float], ...] = ()
    trees: Trees = NONE

    def confidence(
        self,
        question: str,
        hits: Sequence[Hit],
        candidates: Sequence[Candidate],
        lexical: LexicalIndex,
    ) -> float:
        """Return the calibrated probability, in [0, 1], that the best candidate is right.

        0 when there is none.
        """
        if not candidates:
            return 0.0
        return self.chance(self.features(question, hits, candidates, lexical))

    def features(
        self,
        question: str,
        hits: Sequence[Hit],
        candidates: Sequence[Candidate],
        lexical: LexicalIndex,
    ) -> dict[str, float]:
        """Return the features of the best of one or more candidates, by name."""
        found = signs(question, hits, candidates, lexical)
        return {**found, TREES: self.trees.logit(found)}

    def chance(self, found: Mapping[str, float]) -> float:
        """Return the probability that features speak for."""
        logit = self.weights[BIAS] + sum(self.weights[name] * found[name] for name in FEATURES)
        return 1 / (1 + math.exp(-logit))

    def threshold(self, max_wrong: float) -> float:
        """Return the probability from which answers are wrong at most that often.

        The nearest stricter level known; what no level allows is never answered.
        """
        kept = [threshold for level, threshold in self.levels if level <= max_wrong]
        return min(kept, default=1.01)


def load_judge(reader: str, path: Path | None = None) -> Judge:
    """Load the judge of a reader: the one shipped, or that of a file of `sourcier calibrate`.

    Raises:
        ConfigError: the file cannot be read, or judges another reader.
    """
    if path is None:
        text = files("rag.answer").joinpath("judge.json").read_text(encoding="utf-8")
        return _judge(reader, json.loads(text)[reader])
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        found = _judge(saved["reader"], saved)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(messages.calibration_unusable(path)) from error
    if found.reader != reader:
        raise ConfigError(messages.calibration_unusable(path))
    return found


def _judge(reader: str, saved: Mapping[str, Any]) -> Judge:
    weights = {name: float(saved["weights"][name]) for name in (BIAS, *FEATURES)}
    levels = sorted((float(level), float(least)) for level, least in saved["levels"])
    return Judge(reader, weights, tuple(levels), load_trees(reader))
