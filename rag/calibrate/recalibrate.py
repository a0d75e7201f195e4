"""Calibration on one's own cases: from what the judge saw to a file that the settings can name."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.answer import Judge
from rag.calibrate import texts
from rag.calibrate.logistic import fit
from rag.calibrate.observe import Observation
from rag.calibrate.risk import Calibration, calibration
from rag.errors import CasesError

FEWEST = 30
"""Cases under which nothing can be learnt."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Recalibrated:
    """A judge learnt again, and how it and the one before fare on the same cases.

    The figures of the new one are of probabilities that each case had no part in.
    """

    judge: Judge
    before: Calibration
    after: Calibration


def recalibrate(seen: Sequence[Observation], judge: Judge) -> Recalibrated:
    """Learn a judge again, drawn towards the one in force.

    Raises:
        CasesError: when there are too few cases.
    """
    if len(seen) < FEWEST:
        raise CasesError(texts.cases_too_few(len(seen), FEWEST))
    right = [one.right for one in seen]
    after = calibration(crossed(seen, judge.weights), right)
    weights = fit([one.features for one in seen], right, judge.weights)
    return Recalibrated(
        Judge(judge.reader, weights, after.levels, judge.trees),
        calibration([judge.chance(one.features) for one in seen], right),
        after,
    )


def crossed(seen: Sequence[Observation], prior: Mapping[str, float] | None = None) -> list[float]:
    """Return, for each observation, the probability given by weights learnt without its fold."""
    chances = [0.0] * len(seen)
    sides = [zlib.crc32(one.case.id.encode()) % FOLDS for one in seen]
    for fold in range(FOLDS):
        kept = [one for one, side in zip(seen, sides, strict=True) if side != fold]
        weights = fit([one.features for one in kept], [one.right for one in kept], prior)
        judge = Judge("", weights)
        for at, (one, side) in enumerate(zip(seen, sides, strict=True)):
            if side == fold:
                chances[at] = judge.chance(one.features)
    return chances


def save(judge: Judge, path: Path) -> None:
    """Write a judge as the setting `calibration` reads it.

    Raises:
        CasesError: when the file cannot be written.
    """
    saved = {"reader": judge.reader, "weights": dict(judge.weights), "levels": judge.levels}
    text = json.dumps(saved, ensure_ascii=False, indent=2)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CasesError(texts.calibration_unwritable(path, error)) from error
