"""What each source says, where what they all say is wanted."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from rag.agree import Held
from rag.agree.independent import independent
from rag.read.expect import expected
from rag.text.fold import terms
from rag.types import Candidate
from rag.values import Quantity, Relation, Value, relation, value_of

SURE = 2.0
"""Log-odds, of an answer against none in its passage, that a source's answer has at least."""

_ANYTHING = frozenset({None, *terms("personnes gens individus")})
"""Units that may count whatever the other number does."""

_TWO = 2
_TOGETHER = frozenset({Relation.SAME, Relation.COMPATIBLE})


def sides(question: str, candidates: Sequence[Candidate]) -> tuple[tuple[Held, ...], bool]:
    """Return what each source says, the best first, and whether two of them are at odds.

    Sources that say the same stand together. The best candidate is always there; that of another
    source only when the reader, seeing its passage alone, holds it for an answer.

    Args:
        question: as it was read.
        candidates: one or more, best first.
    """
    kind = expected(question)
    firsts: dict[str, Candidate] = {}
    for one in candidates:
        if not firsts or one.evidence >= SURE:
            firsts.setdefault(one.span.source.id, one)
    values = {id(one): value_of(one.span, one.sentence, kind) for one in firsts.values()}
    groups: list[list[Candidate]] = []
    for one in firsts.values():
        said = values[id(one)]
        with_it = [g for g in groups if relation(values[id(g[0])], said) in _TOGETHER]
        if with_it:
            with_it[0].append(one)
        else:
            groups.append([one])
    told = tuple(Held(tuple(group), independent(group)) for group in groups)
    held = [values[id(group[0])] for group in groups]
    at_odds = len(groups) > 1 and all(_at_odds(one, other) for one, other in combinations(held, 2))
    return told, at_odds


def _at_odds(one: Value, other: Value) -> bool:
    """Say whether two values cannot both be true; « onze personnes » counts what « neuf » does."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        units = {unit for unit in (one.unit, other.unit) if unit not in _ANYTHING}
        if len(units) < _TWO:
            unit = next(iter(units), None)
            one, other = replace(one, unit=unit), replace(other, unit=unit)
    return relation(one, other) is Relation.DIFFERENT
