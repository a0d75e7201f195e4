"""Cases put to an engine, refusal off: what the judge sees of each, and whether it was right."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.calibrate.cases import Case
from rag.calibrate.measures import right
from rag.engine import Engine
from rag.types import Question


@dataclass(frozen=True, slots=True)
class Observation:
    """One case: the judge's features of its best candidate, and whether that answers it."""

    case: Case
    features: Mapping[str, float]
    right: bool


def observe(
    engine: Engine, cases: Iterable[Case], told: Callable[[int], None] = lambda _: None
) -> Iterator[Observation]:
    """Yield an observation for each case that has a candidate at all.

    `told` is given, after each case, how many are done.
    """
    for done, case in enumerate(cases, start=1):
        considered = engine.consider(Question(case.question, case.history))
        if considered.candidates:
            found = engine.judge.features(
                considered.words, considered.hits, considered.candidates, engine.index.lexical
            )
            yield Observation(case, found, right(case, considered.candidates[0].span.text))
        told(done)
