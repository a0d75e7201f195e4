"""Learn the weights that order a reader's candidates, and those that judge the best of them.

    python -m eval fit [--reader spans|sentences] [--squad SQUAD.json ...]
                       [--cases CASES.jsonl SOURCES]... [--cases FOLDER FOLDER]...

Of two folders, each file of cases is put to the sources of the folder of its name.

The order is a conditional logit over the candidates of each question (McFadden, 1974); the judge a
logistic regression on whether the best candidate is right (`rag.calibrate`), over its signs and
what boosted trees make of them (`eval.boost`). What each question shows was ordered by weights, and
judged by trees, that did not see it. Every question is read once.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.bench import Bench
from eval.boost import apart, boost
from rag.answer.judge import TREES, signs
from rag.answer.trees import Trees, to_record
from rag.calibrate import Case, Observation, calibration, crossed, fit
from rag.calibrate.measures import right, same
from rag.index.lexical import LexicalIndex
from rag.read import SentenceReader, SpanReader
from rag.read.order import kept, ordered
from rag.retrieve import retrieve
from rag.types import Candidate, Hit, Question

Floats = NDArray[np.float64]

RIDGE = 1e-3
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One case as its reader saw it: the candidates, unordered, and which of them are right.

    `words` are those that were read for it.
    `columns` are their features, float32 (n, n_features); `right` is bool (n,).
    """

    case: Case
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    columns: NDArray[np.float32]
    right: NDArray[np.bool_]
    lexical: LexicalIndex
    words: str


def choices(bench: Bench) -> Iterator[Choice]:
    """Read the cases of a bench, once.

    Those without any candidate are left out, and those that lean on earlier questions.
    """
    engine, reader = bench.engine, bench.engine.reader
    if not isinstance(reader, SpanReader | SentenceReader):
        raise TypeError(f"the reader {reader.name!r} has no weights to learn")
    for case in bench.cases:
        if case.history:
            continue
        asked = engine.meant(Question(case.question))
        # All of it when it asks two things.
        words = asked.halves[0].question if len(asked.halves) == 1 else asked.scope.question
        hits = retrieve(
            asked.said or words,
            engine.index,
            engine.encoder,
            engine.settings,
            asked.scope.sources,
        )
        found, columns = reader.features(words, hits)
        if found:
            right = np.array([_right(reader.name, one, case) for one in found], dtype=bool)
            yield Choice(case, hits, tuple(found), columns, right, engine.index.lexical, words)


def _right(reader: str, candidate: Candidate, case: Case) -> bool:
    """Say whether a candidate answers; the sentence reader's, when its sentence does."""
    if reader == SpanReader.name:
        return same(candidate.span.text, [gold.text for gold in case.answers])
    sentence = candidate.sentence
    return any(
        sentence.source.id == gold.source
        and sentence.start <= gold.start
        and gold.end <= sentence.end
        for gold in case.answers
        if gold.start is not None and gold.end is not None
    )


def fit_order(seen: Iterable[Choice]) -> NDArray[np.float32]:
    """Learn the weights of a reader's features, float32 (n_features,), from what tells one apart.

    Raises:
        ValueError: when no case has both a right and a wrong candidate.
    """
    groups = [
        (one.columns.astype(np.float64), one.right)
        for one in seen
        if one.right.any() and not one.right.all()
    ]
    if not groups:
        raise ValueError("no case has both a right and a wrong candidate")

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for columns, good in groups:
            logits = columns @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            held = max(shares[good].sum(), 1e-12)
            total -= float(np.log(held)) / len(groups)
            slope -= (shares[good] / held) @ columns[good] / len(groups)
            slope += shares @ columns / len(groups)
        return total, slope

    start = np.zeros(groups[0][0].shape[1])
    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found.round(4).astype(np.float32)


def observed(seen: Sequence[Choice]) -> list[Observation]:
    """Return the signs of each case, ordered by weights that did not see it."""
    sides = [zlib.crc32(one.case.id.encode()) % FOLDS for one in seen]
    made = []
    for fold in range(FOLDS):
        weights = fit_order(one for one, side in zip(seen, sides, strict=True) if side != fold)
        for one, side in zip(seen, sides, strict=True):
            if side == fold:
                best = kept(ordered(one.candidates, one.columns, weights))
                told = signs(one.words, one.hits, best, one.lexical)
                made.append(Observation(one.case, told, right(one.case, best[0].span.text)))
    return made


def fit_trees(seen: Sequence[Observation]) -> tuple[Trees, list[Observation]]:
    """Learn the trees, and give each case what trees that did not see it say."""
    rows, said = [one.features for one in seen], [one.right for one in seen]
    told = apart([one.case.id for one in seen], rows, said)
    found = [
        replace(one, features={**one.features, TREES: logit})
        for one, logit in zip(seen, told, strict=True)
    ]
    return boost(rows, said), found


def fit_judge(seen: Sequence[Observation]) -> dict[str, object]:
    """Learn the judge's weights, and the thresholds that keep wrong answers to given shares.

    The thresholds are of probabilities given by weights that did not see the case.
    """
    rows, said = [one.features for one in seen], [one.right for one in seen]
    found = calibration(crossed(seen), said)
    return {"weights": fit(rows, said), "levels": found.levels}


def write_order(names: Sequence[str], weights: NDArray[np.float32], path: Path, about: str) -> None:
    """Write the weights of an order as JSON, with where they come from."""
    named = {name: round(float(one), 4) for name, one in zip(names, weights, strict=True)}
    text = json.dumps({"about": about, "weights": named}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def write_trees(reader: str, trees: Trees, path: Path) -> None:
    """Write a reader's trees into the file that holds them all."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved[reader] = to_record(trees)
    path.write_text(json.dumps(saved, separators=(",", ":")) + "\n", encoding="utf-8")


def write_judge(reader: str, found: dict[str, object], path: Path, about: str) -> None:
    """Write a reader's judge into the file that holds them all."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    saved[reader] = {"about": about, **found}
    path.write_text(json.dumps(saved, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
