"""A figure: a value over cases, with its count and its 95 % bootstrap interval."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eval.folder import Prediction

DRAWS = 2000
SEED = 0
_CELLS = 1_000_000
"""Numbers drawn at a time, so that ten thousand cases fit in memory."""

Unit = Literal["share", "score", "words", "seconds", "bytes"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a run, under the name it prints.

    `value` is None when there is nothing to measure (`n` is then 0); `low` and `high` are the
    percentile bootstrap interval at 95 % (Efron, 1979), the cases drawn anew with their whole
    outcome; None for what is no mean over cases (memory). `unit` is "share" or "score" for what
    lies in [0, 1]. `cases` gives, by the id of the case, the terms of a figure that is the mean of
    one: what a paired test takes.
    """

    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    unit: Unit = "share"
    cases: Mapping[str, float] = field(repr=False, default_factory=dict)


def mean(
    name: str,
    predictions: Sequence[Prediction],
    term: Callable[[Prediction], float],
    unit: Unit = "share",
) -> Figure:
    """Return the mean of one term a case."""
    return mean_of(name, {one.case.id: float(term(one)) for one in predictions}, unit)


def mean_of(name: str, terms: Mapping[str, float], unit: Unit = "share") -> Figure:
    """Return the mean of terms by case."""
    values = np.fromiter(terms.values(), np.float64, len(terms))
    figure = of(name, [values], lambda drawn: drawn[0].mean(axis=1), unit)
    return replace(figure, cases=terms)


def ratio(
    name: str, above: Sequence[float], below: Sequence[float], n: int | None = None
) -> Figure:
    """Return a ratio of sums over cases; draws whose lower sum is 0 say nothing.

    `n` counts what the ratio is over, where that is not the cases.
    """
    if not sum(below):
        return Figure(name, None, 0)

    def shares(drawn: list[Floats]) -> Floats:
        over, under = (part.sum(axis=1) for part in drawn)
        shares: Floats = np.divide(over, under, out=np.full(len(over), np.nan), where=under > 0)
        return shares

    figure = of(name, [np.asarray(above, float), np.asarray(below, float)], shares, "share")
    return replace(figure, n=n or figure.n)


def of(
    name: str, columns: Sequence[Floats], measure: Callable[[list[Floats]], Floats], unit: Unit
) -> Figure:
    """Return any measure of columns with one row a case.

    `measure` takes each column as float64 (draws, cases) and returns float64 (draws,).
    """
    n = len(columns[0])
    if not n:
        return Figure(name, None, 0, unit=unit)
    value = float(measure([column[None, :] for column in columns])[0])
    found = np.concatenate([measure([c[at] for c in columns]) for at in drawn(n)])
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return Figure(name, value, n, float(low), float(high), unit)


def drawn(n: int, draws: int = DRAWS) -> Iterator[NDArray[np.int64]]:
    """Yield which cases each resample takes, int64 (some draws, n), the same for every figure."""
    dice = np.random.default_rng(SEED)
    step = max(1, _CELLS // n)
    for done in range(0, draws, step):
        yield dice.integers(n, size=(min(step, draws - done), n))
