"""A run in three sentences: how good it is, how far to trust it, where it fails; all computed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.figures import Figure
from eval.folder import Run
from eval.report import texts
from eval.report.misses import Miss

FEWEST = 5
"""Cases of a kind under which the kind is not held to be weak."""
WEAKEST = 3


def overview(
    run: Run, named: Mapping[str, Figure], kinds: Mapping[str, Figure], missed: Sequence[Miss]
) -> tuple[str, ...]:
    """Return the three sentences; `named` has the figures of the run by name, `kinds` by kind."""
    if not run.predictions:
        return (texts.NO_CASE,)
    answered = [one for one in run.predictions if one.answered]
    unable = [one for one in run.predictions if not one.case.answerable]
    right = named["answer right"]
    causes = Counter(miss.cause for miss in missed).most_common(1)
    cause, count = causes[0] if causes else ("", 0)
    return (
        texts.how_good(run.about.system, right, _rights(run, able=True), _rights(run, able=False)),
        texts.how_trustworthy(
            len(answered),
            sum(not one.right for one in answered),
            sum(one.answered for one in unable),
            named["verbatim rate"].value,
        ),
        texts.where_it_fails(weakest(kinds, right.value or 0), len(missed), cause, count),
    )


def weakest(kinds: Mapping[str, Figure], overall: float) -> list[tuple[str, float, int]]:
    """Return the kinds that fare worst, and worse than all together: name, share right, n."""
    known = [(name, one.value, one.n) for name, one in kinds.items() if one.value is not None]
    weak = sorted((value, -n, name) for name, value, n in known if n >= FEWEST and value < overall)
    return [(name, value, -n) for value, n, name in weak[:WEAKEST]]


def _rights(run: Run, *, able: bool) -> tuple[int, int]:
    """Return how many are right, of how many, among the cases that have an answer or have none."""
    told = [one.right for one in run.predictions if one.case.answerable is able]
    return sum(told), len(told)
