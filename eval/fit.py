"""Learn the first reader's weights and the judge's, from questions with their answers pinned.

    python -m eval fit --reader SQUAD.json ... --judge SQUAD.json ... [--cases CASES --sources DIR]

The reader's weights are a conditional logit over the sentences of each question (McFadden, 1974);
the judge's a logistic regression, ridge-penalised, on whether the best sentence holds the answer.
A third of the judge's SQuAD questions lose their passage first: they become unanswerable, next
to paragraphs of the same article.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.cases import Case
from eval.squad import load_squad
from rag import Corpus, Engine, Index, Settings, Source, Span
from rag.answer import judge
from rag.embed import Encoder
from rag.index import make_index
from rag.read import SentenceReader, sentence
from rag.retrieve import retrieve
from rag.types import Hit

Floats = NDArray[np.float64]

RIDGE = 1e-3
MOST = 500
"""Questions taken from one SQuAD file, so that no set drowns the others."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A question with the places of its answers: (source id, start, end), code points."""

    id: str
    question: str
    answers: frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Bench:
    """Questions over one index."""

    index: Index
    questions: tuple[Pinned, ...]


def squad_bench(path: Path, encoder: Encoder) -> Bench:
    """Make a bench of a SQuAD file: all its paragraphs, its first `MOST` questions by hash."""
    asks = list(load_squad(path))
    sources: dict[str, Source] = {ask.source.id: ask.source for ask in asks}
    corpus = Corpus(tuple(sources.values()))
    chosen = sorted(asks, key=lambda ask: zlib.crc32(ask.id.encode()))[:MOST]
    questions = tuple(
        Pinned(
            ask.id,
            ask.question,
            frozenset((ask.source.id, start, end) for start, end in ask.answers),
        )
        for ask in chosen
    )
    return Bench(make_index(corpus, encoder), questions)


def cases_bench(cases: Iterable[Case], engine: Engine) -> Bench:
    """Make a bench of evaluation cases over an engine's corpus."""
    questions = tuple(
        Pinned(
            case.id,
            case.question,
            frozenset(
                (gold.source, gold.start, gold.end)
                for gold in case.answers
                if gold.start is not None and gold.end is not None
            ),
        )
        for case in cases
    )
    return Bench(engine.index, questions)


def _holds(span: Span, answers: Iterable[tuple[str, int, int]]) -> bool:
    return any(
        span.source.id == source and span.start <= start and end <= span.end
        for source, start, end in answers
    )


def fit_reader(benches: Sequence[Bench], encoder: Encoder, settings: Settings) -> dict[str, float]:
    """Learn the weights of `rag.read.sentence.FEATURES`."""
    groups: list[tuple[Floats, NDArray[np.bool_]]] = []
    for bench in benches:
        reader = SentenceReader(encoder, bench.index.lexical)
        for asked in bench.questions:
            hits = retrieve(asked.question, bench.index, encoder, settings)
            found, columns = reader.features(asked.question, hits)
            right = np.array([_holds(one.span, asked.answers) for one in found], dtype=bool)
            if right.any() and not right.all():
                groups.append((columns.astype(np.float64), right))

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for columns, right in groups:
            logits = columns @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            held = shares[right].sum()
            total -= float(np.log(held)) / len(groups)
            slope -= (shares[right] / held) @ columns[right] / len(groups)
            slope += shares @ columns / len(groups)
        return total, slope

    start = np.zeros(len(sentence.FEATURES))
    weights = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return dict(zip(sentence.FEATURES, weights.round(4).tolist(), strict=True))


def fit_judge(benches: Sequence[Bench], encoder: Encoder, settings: Settings) -> dict[str, float]:
    """Learn the weights of `rag.answer.judge.FEATURES` and their bias."""
    rows: list[list[float]] = []
    right: list[bool] = []
    for bench in benches:
        reader = SentenceReader(encoder, bench.index.lexical)
        for asked in bench.questions:
            hits: tuple[Hit, ...] = retrieve(asked.question, bench.index, encoder, settings)
            if asked.answers and zlib.crc32(asked.id.encode()) % 3 == 0:
                hits = tuple(h for h in hits if not _holds(h.passage.span, asked.answers))
            candidates = reader.read(asked.question, hits)
            if not candidates:
                continue
            found = judge.features(asked.question, hits, candidates, bench.index.lexical)
            rows.append([1.0, *(found[name] for name in judge.FEATURES)])
            right.append(_holds(candidates[0].sentence, asked.answers))
    columns, said = np.array(rows), np.array(right, dtype=np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = columns @ weights
        value = np.logaddexp(0, logits).mean() - (said * logits).mean()
        chance = 1 / (1 + np.exp(-logits))
        penalty = RIDGE * weights * (np.arange(len(weights)) > 0)
        slope = columns.T @ (chance - said) / len(said) + 2 * penalty
        return float(value + penalty @ weights), slope

    weights = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B").x
    return dict(zip(("bias", *judge.FEATURES), weights.round(4).tolist(), strict=True))


def write(weights: dict[str, float], path: Path, about: str) -> None:
    """Write weights as JSON, with where they come from."""
    text = json.dumps({"about": about, "weights": weights}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
