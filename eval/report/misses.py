"""The cases a run misses: what was expected, what was given, and where the answer was lost."""

from dataclasses import dataclass
from enum import StrEnum

from eval.figures.ranking import ranked
from eval.folder import Prediction, Run
from eval.report.extracts import Extract, extracts
from rag.calibrate.cases import Case


class Cause(StrEnum):
    """Where the answer was lost."""

    FALSE_ANSWER = "false-answer"
    SILENCE = "silence"
    READING = "reading"
    RETRIEVAL = "retrieval"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Miss:
    """A case missed. `rank` is that, from 1, of the first passage retrieved that holds an answer.

    `given` is the words given, or the best candidate's when it was refused; "" when there is none.
    """

    prediction: Prediction
    cause: Cause
    rank: int | None
    expected: tuple[str, ...]
    given: str
    extracts: tuple[Extract, ...]

    @property
    def case(self) -> Case:
        """The case."""
        return self.prediction.case


def misses(run: Run) -> tuple[Miss, ...]:
    """Return what a run misses, in the order of its cases."""
    found = []
    for one in run.predictions:
        if not one.right:
            candidate = one.candidate.text if one.candidate else ""
            expected = tuple(dict.fromkeys(gold.text for gold in one.case.answers))
            stands = tuple(extracts(one, run.sources))
            found.append(Miss(one, cause(one), rank(one), expected, one.given or candidate, stands))
    return tuple(found)


def rank(prediction: Prediction) -> int | None:
    """Return the rank, from 1, of the first passage retrieved that holds an acceptable answer."""
    relevant, _ = ranked(prediction)
    return relevant.index(True) + 1 if True in relevant else None


def cause(prediction: Prediction) -> Cause:
    """Say where the answer of a case that is missed was lost.

    What was retrieved is only held to be wanting where something is said to have been.
    """
    if prediction.missing:
        return Cause.MISSING
    if not prediction.case.answerable:
        return Cause.FALSE_ANSWER
    if not prediction.answered and prediction.candidate_right:
        return Cause.SILENCE
    if prediction.retrieved and rank(prediction) is None:
        return Cause.RETRIEVAL
    return Cause.READING
