"""From the candidates of one question to what the sources hold: one value, or several.

The best candidate is the first position. Another is one only when it is the best of those left,
once all that agrees with the positions found is set aside; when the reader, seeing its passage
alone, believes it, and its sentence speaks of what is asked; when its words cannot be true of the
same fact (`rag.values`, `rag.moments`) and yet are near enough to be another account of it; and
when another source says them. In doubt there is no disagreement: a false alarm costs more than a
silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.agree.independent import independent
from rag.moments import Moment
from rag.read.ages import asks_age
from rag.read.expect import Expected, expected
from rag.read.shapes import fits
from rag.text.fold import term_set, terms
from rag.types import Candidate
from rag.values import Relation, Value, close, relation, value_of

MOST = 3
"""Positions shown at most."""
LOOKED = 12
"""Candidates, best first, among which positions are looked for, whatever their source."""

_COMPARED = frozenset({Expected.NUMBER, Expected.DATE})
"""The kinds of answers that can contradict each other for sure."""

BELIEVED = 0.0
"""Log-odds, of an answer against none, from which the reader believes another position."""
ASKED = 0.2
"""The share of the question's terms that the sentence of another count has, at least.

Both, and what is near (`rag.values.close`), were chosen on development cases (docs/reponses.md).
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A candidate and what its words say."""

    candidate: Candidate
    value: Value


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
    compared = kind in _COMPARED and not asks_age(question)
    left = [Said(one, _value(one, kind)) for one in _looked(candidates, kind, compared=compared)]
    positions: list[Said] = []
    found: list[Held] = []
    while left and len(found) < MOST:
        first = left[0]
        related = [_related(first, one) for one in left]
        if not found or (compared and _contradicts(question, first, positions, found)):
            positions.append(first)
            alike = zip(left, related, strict=True)
            found.append(_held([one.candidate for one, how in alike if how is Relation.SAME]))
        elif not compared:
            break
        left = [one for one, how in zip(left, related, strict=True) if how in _APART]
    return tuple(found)


_APART = frozenset({Relation.DIFFERENT, Relation.UNRELATED})


def _looked(
    candidates: Sequence[Candidate], kind: Expected, *, compared: bool
) -> Iterator[Candidate]:
    """Yield the first candidates; of those after, when values are compared, what may be one."""
    for rank, one in enumerate(candidates):
        if rank < LOOKED or (compared and one.evidence >= BELIEVED and fits(kind, one.span.text)):
            yield one


def _related(one: Said, other: Said) -> Relation:
    return Relation.SAME if one is other else relation(one.value, other.value)


def _value(candidate: Candidate, kind: Expected) -> Value:
    return value_of(candidate.span, candidate.sentence, kind)


def _contradicts(
    question: str, first: Said, positions: Sequence[Said], found: Sequence[Held]
) -> bool:
    """Say whether a candidate is a position of its own against all those found."""
    one = first.candidate
    sources = {other.span.source.id for held in found for other in held.candidates}
    return (
        one.evidence >= BELIEVED
        and one.span.source.id not in sources
        and (isinstance(first.value, Moment) or _share(question, one.sentence.text) >= ASKED)
        and all(
            _related(first, other) is Relation.DIFFERENT and close(first.value, other.value)
            for other in positions
        )
    )


def _share(question: str, sentence: str) -> float:
    asked = set(terms(question))
    return len(asked & term_set(sentence)) / len(asked) if asked else 0.0


def _held(agreeing: Sequence[Candidate]) -> Held:
    """Keep the best candidate of each source, and of those after the first, the sure ones."""
    first, *others = agreeing
    kept = {first.span.source.id: first}
    for other in others:
        if other.evidence > 0:
            kept.setdefault(other.span.source.id, other)
    chosen = tuple(kept.values())
    return Held(chosen, independent(chosen))
