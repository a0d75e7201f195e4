"""The measures of a run, each under the name it prints.

`answer right` is the share of the cases whose outcome is right (rag/calibrate/measures.py); a case
without prediction is never so. Every other measure says in its module what it is and whose.
"""

from dataclasses import asdict, replace
from pathlib import Path

from eval.figures import agreement, citations, cost, decisions, ranking, words
from eval.figures.decisions import reliability, risk_coverage
from eval.figures.figure import Figure, mean
from eval.folder import Run, save_json

__all__ = ["Figure", "figures", "kinds", "named", "reliability", "risk_coverage", "save"]

RIGHT = "answer right"
FILE = "figures.json"


def figures(run: Run) -> list[Figure]:
    """Return the figures of a run, in the order they are shown."""
    able = [one for one in run.predictions if one.case.answerable]
    return [
        mean(RIGHT, run.predictions, lambda one: one.right),
        mean("candidate right, refusal off", able, lambda one: one.candidate_right),
        *decisions.figures(run.predictions),
        *words.figures(run.predictions),
        *ranking.figures(run.predictions),
        *citations.figures(run.predictions, run.sources),
        *agreement.figures(run.predictions),
        *cost.figures(run),
    ]


def kinds(run: Run) -> dict[str, Figure]:
    """Return how often the answer is right for each kind of question, by the kind's name."""
    found = sorted({one.case.kind for one in run.predictions})
    return {
        kind: mean(
            f"{RIGHT} ({kind})",
            [one for one in run.predictions if one.case.kind == kind],
            lambda one: one.right,
        )
        for kind in found
    }


def named(run: Run) -> dict[str, Figure]:
    """Return every figure of a run by its name, those by kind too (`answer right (person)`)."""
    return {one.name: one for one in (*figures(run), *kinds(run).values())}


def save(run: Run, path: Path) -> None:
    """Write the figures of a run beside it, by name, for other programs: they are never read back.

    Raises:
        CasesError: when the folder cannot be written.
    """
    rows = {name: asdict(replace(one, cases={})) for name, one in named(run).items()}
    for row in rows.values():
        del row["name"], row["cases"]
    save_json(rows, path / FILE)
