"""Learn the weights that order a reader's candidates, and those that judge the best of them.

    python -m eval fit [--reader spans|sentences] [--rank SQUAD.json ...] [--judge SQUAD.json ...]
                       [--cases CASES.jsonl SOURCES]...

The order is a conditional logit over the candidates of each question (McFadden, 1974); the judge a
logistic regression on whether the best candidate is right (`rag.calibrate`).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.bench import Bench
from rag import Engine, Span
from rag.calibrate import Case, Observation, calibration, crossed, fit, observe
from rag.calibrate.measures import same
from rag.read import SentenceReader, SpanReader
from rag.retrieve import retrieve

Floats = NDArray[np.float64]

RIDGE = 1e-3


def fit_order(benches: Sequence[Bench], reader: str) -> dict[str, float]:
    """Learn the weights of a reader's own features."""
    names = (SpanReader if reader == SpanReader.name else SentenceReader).FEATURES
    groups = [group for bench in benches for group in _groups(bench)]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for columns, right in groups:
            logits = columns @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            held = max(shares[right].sum(), 1e-12)
            total -= float(np.log(held)) / len(groups)
            slope -= (shares[right] / held) @ columns[right] / len(groups)
            slope += shares @ columns / len(groups)
        return total, slope

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, weights.round(4).tolist(), strict=True))


def _groups(bench: Bench) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """Yield the features of each question's candidates, and which of them are right."""
    engine, reader = bench.engine, bench.engine.reader
    if not isinstance(reader, SpanReader | SentenceReader):
        raise TypeError(f"the reader {reader.name!r} has no weights to learn")
    for case in bench.cases:
        hits = retrieve(case.question, engine.index, engine.encoder, engine.settings)
        found, columns = reader.features(case.question, hits)
        right = np.array([_right(engine, one.span, case) for one in found], dtype=bool)
        if right.any() and not right.all():
            yield columns.astype(np.float64), right


def _right(engine: Engine, span: Span, case: Case) -> bool:
    """Say whether a stretch answers; a sentence does when it holds an answer."""
    if engine.reader.name == SpanReader.name:
        return same(span.text, [gold.text for gold in case.answers])
    return any(
        span.source.id == gold.source and span.start <= gold.start and gold.end <= span.end
        for gold in case.answers
        if gold.start is not None and gold.end is not None
    )


def observed(benches: Iterable[Bench]) -> list[Observation]:
    """Put the cases of all the benches to their engines."""
    return [seen for bench in benches for seen in observe(bench.engine, bench.cases)]


def fit_judge(seen: Sequence[Observation]) -> dict[str, object]:
    """Learn the judge's weights, and the thresholds that keep wrong answers to given shares.

    The thresholds are of probabilities given by weights that did not see the case (5 folds).
    """
    rows, right = [one.features for one in seen], [one.right for one in seen]
    chances = crossed(seen)
    found = calibration(chances, right)
    return {"weights": fit(rows, right), "levels": found.levels}


def write_order(weights: dict[str, float], path: Path, about: str) -> None:
    """Write the weights of an order as JSON, with where they come from."""
    text = json.dumps({"about": about, "weights": weights}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def write_judge(reader: str, found: dict[str, object], path: Path, about: str) -> None:
    """Write a reader's judge into the file that holds them all."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved[reader] = {"about": about, **found}
    path.write_text(json.dumps(saved, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
