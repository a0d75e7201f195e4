"""The figures of a corpus: numbers with what they count, weighed by the sources that say them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.overview.data import listed
from rag.overview.kinds import Figure
from rag.overview.lines import Line, Seen, cited, independent
from rag.text.fold import fold, term_set
from rag.types import Citation, Span
from rag.values import Quantity, Relation, Said, quantities_in, relation

MOST = 30
"""Figures kept, those of the most independent sources first."""
SHOWN = 4
"""Citations of a figure at most."""

_LEAST = 4
"""Things counted under which a number is told in passing: « deux colonnes »."""
_VAGUE = 4
"""« Des centaines de » reaches so many times its least: it is no figure."""
_SHARED = 2
"""Content words that two sentences share when they give a round number of the same thing."""
_DISTINCT = 100
"""From here, an exact number of the same thing is hardly there twice by chance."""
_TIME = "s"
_MONEY = frozenset("€$%£")
_HEDGE = re.compile(
    r"(?i)\b(?:(?:un peu |pas )?(?:près|plus|moins) d(?:e\s|['’])|environ\s|quelque\s"
    r"|au (?:moins|plus)\s|jusqu['’]à\s|presque\s|autour de\s)$"
)
_OF = re.compile(r"\s(?:de\s(?:la\s|l['’])?|d['’]|du\s|des\s)[\w-]+(?:\savec\ssursis|\sferme)?")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity in a line."""

    seen: Seen
    figures: Span
    quantity: Quantity

    @property
    def line(self) -> Line:
        """The sentence that holds it."""
        return self.seen.line


def counted_in(lines: Sequence[Line]) -> tuple[Counted, ...]:
    """Return every quantity of the lines, in order."""
    return tuple(
        Counted(Seen(line, _whole(line, said)), said.figures, said.quantity)
        for line in lines
        for said in quantities_in(line.sentence)
    )


def _whole(line: Line, said: Said) -> Span:
    """Return a quantity with the words that make it less than exact, and what it is of."""
    text, start, end = line.source.text, said.span.start, said.span.end
    if said.quantity.approximate:
        hedge = _HEDGE.search(text, line.sentence.start, start)
        start = hedge.start() if hedge is not None else start
    if said.quantity.of is not None:
        of = _OF.match(text, end, line.sentence.end)
        end = of.end() if of is not None else end
    return Span(line.source, start, end)


def figures(counted: Sequence[Counted]) -> tuple[Figure, ...]:
    """Return the figures, those of the most independent sources first, then as they come."""
    groups: list[list[Counted]] = []
    for one in counted:
        if not _matters(one):
            continue
        group = next((group for group in groups if any(_same(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    ranked = sorted(groups, key=_telling, reverse=True)[:MOST]
    return tuple(map(_figure, ranked))


def _matters(one: Counted) -> bool:
    """Say whether a number is worth a look by itself: no age, no date, no « deux fois »."""
    quantity, unit = one.quantity, one.quantity.unit or ""
    if one.line.text.rstrip(' »”"').endswith("?"):
        return False
    if unit == _TIME or unit.startswith(_TIME + "/"):
        # « 44 ans » is an age; « deux ans de prison » a sentence, « 4 heures du matin » a time.
        return quantity.of not in {None, "matin", "soir", "apres"} and not quantity.approximate
    if unit in listed("figures", "noise") or (unit[:1] not in _MONEY and not unit[:1].isalpha()):
        return False
    if quantity.low > 0 and quantity.high >= _VAGUE * quantity.low and not _exact_words(one):
        return False
    digits = _DIGIT.search(one.figures.text) is not None
    return digits or (quantity.low >= _LEAST and unit != "%" and not _measured(unit))


def _exact_words(one: Counted) -> bool:
    """Say whether a wide quantity is only a lower bound: « pas moins de 23 051 »."""
    return _DIGIT.search(one.figures.text) is not None


def _measured(unit: str) -> bool:
    return unit in {"m", "m2", "m3", "kg", "°C"}


def _same(one: Counted, other: Counted) -> bool:
    """Say whether two numbers are one figure: of the same thing, and about the same."""
    if one.quantity.unit != other.quantity.unit or one.quantity.of != other.quantity.of:
        return False
    related = relation(one.quantity, other.quantity)
    equal = fold(one.figures.text) == fold(other.figures.text)
    if related is not Relation.SAME and not (equal and related is Relation.COMPATIBLE):
        return False
    if equal and one.quantity.low >= _DISTINCT:
        return True
    again = equal and one.line.source.id == other.line.source.id
    return len(_around(one) & _around(other)) >= (1 if again else _SHARED)


def _around(one: Counted) -> frozenset[str]:
    return term_set(one.line.text) - term_set(one.seen.span.text)


def _telling(group: Sequence[Counted]) -> tuple[int, bool, bool, bool, int, int]:
    lines = [one.line for one in group]
    lasting = group[0].quantity.unit == _TIME
    digits = any(_DIGIT.search(one.figures.text) for one in group)
    exact = any(not one.quantity.approximate for one in group)
    sizes = max(len(one.figures.text) for one in group)
    return independent(lines), not lasting, digits, exact, min(sizes, 5), -lines[0].order


def _figure(group: Sequence[Counted]) -> Figure:
    best = min(group, key=lambda one: (one.quantity.approximate, one.line.order))
    ordered = [best, *(one for one in group if one is not best)]
    citations = cited([one.seen for one in ordered], SHOWN)
    return Figure(
        value=_marked(best.seen.span, citations),
        citations=citations,
        independent=independent([one.line for one in group]),
    )


def _marked(span: Span, citations: Sequence[Citation]) -> Span:
    """Return the mark that holds a span in its citation: two numbers may have been joined."""
    return next(mark for citation in citations for mark in citation.marks if mark.contains(span))
