"""Two runs over the same cases: what changed, and whether by more than chance.

Cases are paired by their id and their question; both runs are judged by B's answers, so that an
answer mended between the two counts for both. Right and wrong are told apart by McNemar's exact
test, scores by a paired bootstrap; all p-values are made to hold together (Holm).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from eval import texts
from eval.figures import Figure, figures, kinds
from eval.folder import Prediction, Run
from eval.paired import SIGNIFICANT, Difference, bootstrap, holm, mcnemar
from rag.errors import CasesError

TESTED = (
    "answer right",
    "candidate right, refusal off",
    "false-answer rate",
    "EM",
    "F1",
    "candidate F1",
    "Recall@10",
    "Success@10",
    "MRR@10",
    "nDCG@10",
    "citation precision",
    "citation recall",
)
"""The measures that are tested: means over cases, without those that say the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure in both runs; `difference` and `p` (Holm's) only where it is tested."""

    name: str
    before: Figure
    after: Figure
    difference: Difference | None = None
    p: float | None = None

    @property
    def sure(self) -> bool:
        """Say whether chance alone would seldom make such a difference."""
        return self.p is not None and self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Pair:
    """A case as both runs answered it."""

    before: Prediction
    after: Prediction


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from A to B.

    `alone` has the ids of the cases that only one of them put, and `changed` those whose question
    is not the same in both: all are left out.
    """

    before: Run
    after: Run
    changes: tuple[Change, ...]
    kinds: tuple[Change, ...]
    wins: tuple[Pair, ...]
    losses: tuple[Pair, ...]
    alone: tuple[str, ...]
    changed: tuple[str, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs.

    Raises:
        CasesError: when they have no case in common.
    """
    pairs, alone, changed = _paired(before, after)
    if not pairs:
        raise CasesError(texts.nothing_shared(before.about.cases, after.about.cases))
    one = replace(before, predictions=tuple(pair.before for pair in pairs))
    other = replace(after, predictions=tuple(pair.after for pair in pairs))
    by_kind, its_kinds = kinds(one), kinds(other)
    return Comparison(
        one,
        other,
        tuple(_changes({f.name: f for f in figures(one)}, {f.name: f for f in figures(other)})),
        tuple(Change(kind, by_kind[kind], its_kinds[kind]) for kind in by_kind),
        tuple(pair for pair in pairs if pair.after.right and not pair.before.right),
        tuple(pair for pair in pairs if pair.before.right and not pair.after.right),
        alone,
        changed,
    )


def _paired(before: Run, after: Run) -> tuple[list[Pair], tuple[str, ...], tuple[str, ...]]:
    """Return the pairs, in B's order; the ids that stand alone; those of other questions."""
    known = {one.case.id: one for one in before.predictions}
    pairs, changed = [], []
    alone = set(known) ^ {one.case.id for one in after.predictions}
    for other in after.predictions:
        one = known.get(other.case.id)
        if one is None:
            continue
        if _asked(one) != _asked(other):
            changed.append(other.case.id)
        else:
            pairs.append(Pair(replace(one, case=other.case), other))
    return pairs, tuple(sorted(alone)), tuple(changed)


def _asked(prediction: Prediction) -> tuple[str, tuple[str, ...]]:
    return prediction.case.question, prediction.case.history


def _changes(one: Mapping[str, Figure], other: Mapping[str, Figure]) -> Iterator[Change]:
    tested = {name: found for name in TESTED if (found := _test(one[name], other[name]))}
    ps = dict(zip(tested, holm([found.p for found in tested.values()]), strict=True))
    for name, figure in one.items():
        yield Change(name, figure, other[name], tested.get(name), ps.get(name))


def _test(one: Figure, other: Figure) -> Difference | None:
    """Test a mean over the cases that both runs measure; None when there is none."""
    shared = [(one.cases[key], other.cases[key]) for key in one.cases if key in other.cases]
    found = bootstrap([b - a for a, b in shared])
    if found is not None and {value for pair in shared for value in pair} <= {0.0, 1.0}:
        p = mcnemar(losses=sum(a > b for a, b in shared), wins=sum(a < b for a, b in shared))
        return replace(found, p=p)
    return found
