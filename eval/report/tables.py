"""The tables of a report: measures by group, causes, systems side by side, how it was run."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from eval.figures import Figure
from eval.folder import About, Run
from eval.paired import holm, mcnemar
from eval.report import texts
from eval.report.glossary import CAUSES, GROUPS, LOWER, NEITHER, SIDES, SYSTEMS
from eval.report.misses import Cause, Miss
from eval.report.numbers import chance, number, percent, quantity

SLOWEST = 6
"""Questions shown among the slowest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as it is shown."""

    name: str
    gloss: str
    value: str
    bounds: str
    n: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value among others in its row; `best` when none is better and not all are as good."""

    value: str
    bounds: str
    n: str
    best: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A measure of every system: its name, what it says, a cell for each."""

    name: str
    gloss: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Systems side by side.

    `systems` has names, and what each is in a few words; `groups` a title, how to read what is
    under it, and its lines.
    """

    systems: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str, tuple[Line, ...]], ...]


def row(figure: Figure, gloss: str) -> Row:
    """Write a figure."""
    if figure.value is None:
        return Row(figure.name, gloss, texts.NONE, texts.NONE, number(0))
    bounds = texts.span(figure.low, figure.high, figure.unit)
    value = quantity(figure.value, figure.unit)
    return Row(figure.name, gloss, value, bounds, number(figure.n))


def groups(named: Mapping[str, Figure]) -> list[tuple[str, list[Row]]]:
    """Return the measures of a run by group."""
    return [
        (title, [row(named[name], gloss) for name, gloss in glosses.items() if name in named])
        for title, glosses in GROUPS.items()
    ]


def slowest(run: Run) -> list[tuple[str, str]]:
    """Return the questions that took longest, and how long."""
    told = [one for one in run.predictions if not one.missing]
    longest = sorted(told, key=lambda one: -one.seconds)[:SLOWEST]
    return [(one.case.question, quantity(one.seconds, "seconds")) for one in longest]


def causes(missed: Sequence[Miss]) -> list[tuple[str, str, str, str]]:
    """Return each cause that loses an answer: its name, its meaning, its count and its share."""
    counts = Counter(miss.cause for miss in missed)
    return [
        (*CAUSES[cause], number(counts[cause]), percent(counts[cause] / len(missed)))
        for cause in sorted(Cause, key=lambda one: -counts[one])
        if counts[cause]
    ]


def side_by_side(runs: Sequence[About], all_named: Sequence[Mapping[str, Figure]]) -> Side:
    """Set systems side by side, the one judged first; a p of right cases against its own.

    Two runs of one system are told apart by their names.
    """
    judged = all_named[0]["answer right"].cases
    ps = holm([against(judged, named["answer right"].cases) for named in all_named[1:]])
    known = Counter(one.system for one in runs)
    systems = [
        (
            texts.by(one.system) if known[one.system] == 1 else texts.run_of(one.system, one.name),
            SYSTEMS.get(one.system, ""),
        )
        for one in runs
    ]
    chances = Line(
        texts.CHANCE,
        texts.CHANCE_TOLD,
        tuple(Cell(p, "", "", best=False) for p in (texts.NONE, *map(chance, ps))),
    )
    groups = [
        (title, told, tuple(_lines(names, all_named, chances))) for title, told, names in SIDES
    ]
    return Side(tuple(systems), tuple(groups))


def _lines(
    names: Sequence[str], all_named: Sequence[Mapping[str, Figure]], chances: Line
) -> Iterator[Line]:
    glosses = {name: gloss for group in GROUPS.values() for name, gloss in group.items()}
    for name in names:
        figures = [named.get(name) for named in all_named]
        if any(one is not None and one.value is not None for one in figures):
            yield Line(name, glosses[name], tuple(_cells(name, figures)))
        if name == "answer right":
            yield chances


def against(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return McNemar's exact p over the cases that both have, by id."""
    pairs = [(one[key], other[key]) for key in one if key in other]
    return mcnemar(sum(a > b for a, b in pairs), sum(a < b for a, b in pairs))


def _cells(name: str, figures: Sequence[Figure | None]) -> Iterator[Cell]:
    known = [one.value for one in figures if one is not None and one.value is not None]
    best = min(known) if name in LOWER else max(known)
    apart = len(set(known)) > 1 and name not in NEITHER
    for one in figures:
        if one is None or one.value is None:
            yield Cell(texts.NONE, "", number(0), best=False)
        else:
            bounds = texts.span(one.low, one.high, one.unit) if one.low is not None else ""
            value, ahead = quantity(one.value, one.unit), apart and one.value == best
            yield Cell(value, bounds, number(one.n), best=ahead)


def about(run: About) -> list[tuple[str, str]]:
    """Return how a run was made, as names and values."""
    machine = run.machine
    known = {
        texts.COMMIT: run.commit,
        texts.CASES_FILE: run.cases,
        texts.CASES_DIGEST: run.cases_sha256,
        texts.CORPUS: run.corpus,
        texts.THRESHOLD: number(run.threshold, 3),
        texts.MACHINE: texts.machine(machine.system, machine.processor, machine.cores),
        texts.MEMORY: machine.memory_bytes and quantity(machine.memory_bytes, "bytes"),
        texts.PYTHON: machine.python,
    }
    return [(name, value or texts.UNKNOWN) for name, value in known.items()]


def settings(run: About) -> list[tuple[str, str]]:
    """Return the settings of a run, as names and values in JSON.

    Where indexes are kept is left out: it changes no figure. Of other paths the last part is told:
    the rest is nobody else's business.
    """
    return [
        (name, json.dumps(_told(value), ensure_ascii=False))
        for name, value in run.settings.items()
        if name != "cache"
    ]


def _told(value: object) -> object:
    if isinstance(value, str) and PurePath(value).is_absolute():
        return PurePath(value).name
    return value
