"""Where sources part: values of one thing that cannot all be true, compared without a question.

Two values are of one thing only when the words around them say so (`rag.overview.context`), in
sources that tell the same story; neither source may give the other's value anywhere, since it
would then speak of two things. In doubt there is no disagreement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.moments import Moment, mentions, published_date
from rag.overview.context import Story, alike
from rag.overview.figures import Counted
from rag.overview.kinds import Disagreement
from rag.overview.lines import Line, Seen, cited, independent
from rag.types import Position
from rag.values import Quantity, Relation, relation

MOST = 20
"""Disagreements kept, in the order of the sources."""
SHOWN = 6
"""Citations of a disagreement at most."""

_TIME = "s"


@dataclass(frozen=True, slots=True)
class Valued:
    """A value in a line: a moment, or a quantity with its figures at `figures`."""

    seen: Seen
    value: Moment | Quantity

    @property
    def line(self) -> Line:
        """The sentence that holds it."""
        return self.seen.line

    @property
    def kind(self) -> str:
        """What it can be compared with: dates of one precision, quantities of one unit."""
        if isinstance(self.value, Moment):
            return self.value.precision
        return f"{self.value.unit} {self.value.of}"


def disagreements(
    lines: Sequence[Line], counted: Sequence[Counted], story: Story
) -> tuple[Disagreement, ...]:
    """Return the points on which independent sources part."""
    values = [*_dates(lines), *_numbers(counted)]
    alone = [one for one in values if _alone(one, values)]
    found: list[list[list[Valued]]] = []
    for at, one in enumerate(alone):
        for other in alone[at + 1 :]:
            if (
                _opposed(one, other)
                and story.one(one.line, other.line)
                and alike(one.seen, other.seen, lines)
                and _ignorant(one, other, values)
            ):
                _join(found, one, other)
    return tuple(_disagreement(positions) for positions in found[:MOST])


def _dates(lines: Sequence[Line]) -> Iterator[Valued]:
    for line in lines:
        for one in mentions(line.sentence, published_date(line.source)):
            if one.moment is not None and one.moment.precision != "about" and not one.relative:
                yield Valued(Seen(line, one.span), one.moment)


def _numbers(counted: Sequence[Counted]) -> Iterator[Valued]:
    """Yield the exact numbers of things: durations are of too many things to be compared."""
    for one in counted:
        unit = one.quantity.unit or ""
        if not one.quantity.approximate and unit != _TIME and not unit.startswith(_TIME + "/"):
            yield Valued(Seen(one.line, one.seen.span), one.quantity)


def _alone(one: Valued, values: Sequence[Valued]) -> bool:
    """Say whether a value is the only one of its kind in its sentence."""
    same = (v for v in values if v.line is one.line and _comparable(v, one))
    return sum(1 for _ in same) == 1


def _comparable(one: Valued, other: Valued) -> bool:
    if isinstance(one.value, Moment) or isinstance(other.value, Moment):
        return one.kind == other.kind
    return one.value.unit == other.value.unit


def _opposed(one: Valued, other: Valued) -> bool:
    return (
        one.line.sources.isdisjoint(other.line.sources)
        and one.kind == other.kind
        and relation(one.value, other.value) is Relation.DIFFERENT
        and independent((one.line, other.line)) > 1
    )


def _ignorant(one: Valued, other: Valued, values: Sequence[Valued]) -> bool:
    """Say whether neither source gives the other's value anywhere."""
    return not any(
        not value.line.sources.isdisjoint(mine.line.sources)
        and value.kind == theirs.kind
        and relation(value.value, theirs.value) is not Relation.DIFFERENT
        for mine, theirs in ((one, other), (other, one))
        for value in values
    )


def _join(found: list[list[list[Valued]]], one: Valued, other: Valued) -> None:
    """Put a pair with the disagreement that holds one of its values already, else apart."""
    for positions in found:
        held = [value for position in positions for value in position]
        if one in held or other in held:
            for value in (one, other):
                _hold(positions, value)
            return
    found.append([[one], [other]])


def _hold(positions: list[list[Valued]], value: Valued) -> None:
    for position in positions:
        if relation(position[0].value, value.value) is not Relation.DIFFERENT:
            if value not in position:
                position.append(value)
            return
    positions.append([value])


def _disagreement(positions: Sequence[Sequence[Valued]]) -> Disagreement:
    citations = cited([one.seen for position in positions for one in position], SHOWN)
    told = []
    for position in positions:
        numbers = tuple(
            citation.number
            for citation in citations
            if any(one.seen.span in citation.marks for one in position)
        )
        told.append(
            Position(position[0].seen.span, numbers, independent([one.line for one in position]))
        )
    return Disagreement(tuple(told), citations)
