"""From the candidates of one question to what the sources hold: one value, or several.

The best candidate is the first position. Another is one only when it is the best of those left,
once all that agrees with the positions found is set aside; when the reader, seeing its passage
alone, is sure of it; when its words cannot be true of the same fact (`rag.values`, `rag.moments`);
and when another source says them. In doubt there is no disagreement: a false alarm costs more than
a silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.agree.independent import independent
from rag.read.expect import Expected, expected
from rag.types import Candidate
from rag.values import Relation, Value, relation, value_of

MOST = 3
"""Positions shown at most."""
LOOKED = 12
"""Candidates, best first, among which positions are looked for."""

_COMPARED = frozenset({Expected.NUMBER, Expected.DATE})
"""The kinds of answers that can contradict each other for sure."""

SURE = 5.0
"""Log-odds, of an answer against none, from which the reader is sure: chosen on the development
cases, where it raises no false alarm (docs/reponses.md).
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A value that sources hold: the candidates that say it, the best first, one a source.

    `independent` counts the sources that do not copy one another.
    """

    candidates: tuple[Candidate, ...]
    independent: int


def gather(question: str, candidates: Sequence[Candidate]) -> tuple[Held, ...]:
    """Return the positions of the sources, that of the best candidate first; at least one.

    Args:
        question: as it was read.
        candidates: one or more, best first.
    """
    kind = expected(question)
    found: list[Held] = []
    left = list(candidates[:LOOKED])
    while left and len(found) < MOST:
        first = left[0]
        related = {id(one): _related(first, one, kind) for one in left}
        if not found or _contradicts(first, found, kind):
            found.append(_held([one for one in left if related[id(one)] is Relation.SAME]))
        elif kind not in _COMPARED:
            break
        left = [one for one in left if related[id(one)] in _APART]
    return tuple(found)


_APART = frozenset({Relation.DIFFERENT, Relation.UNRELATED})


def _related(one: Candidate, other: Candidate, kind: Expected) -> Relation:
    if one is other:
        return Relation.SAME
    return relation(_value(one, kind), _value(other, kind))


def _value(candidate: Candidate, kind: Expected) -> Value:
    return value_of(candidate.span, candidate.sentence, kind)


def _contradicts(first: Candidate, found: Sequence[Held], kind: Expected) -> bool:
    """Say whether a candidate is a position of its own against all those found."""
    if kind not in _COMPARED or first.evidence < SURE:
        return False
    sources = {one.span.source.id for held in found for one in held.candidates}
    return first.span.source.id not in sources and all(
        _related(first, held.candidates[0], kind) is Relation.DIFFERENT for held in found
    )


def _held(agreeing: Sequence[Candidate]) -> Held:
    """Keep the best candidate of each source, and of those after the first, the sure ones."""
    first, *others = agreeing
    kept = {first.span.source.id: first}
    for other in others:
        if other.evidence > 0:
            kept.setdefault(other.span.source.id, other)
    chosen = tuple(kept.values())
    return Held(chosen, independent(chosen))
