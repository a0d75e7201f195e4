"""The sentences an overview is made of: the paper's own work, each with its copies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.agree import same_text
from rag.segment import sentences
from rag.types import Citation, Passage, Source, Span, Zone

READ = frozenset({Zone.TITLE, Zone.STANDFIRST, Zone.SUBHEADING, Zone.BODY, Zone.QUOTEBOX})
"""Zones looked at: no advert, no comment, no menu; a byline and a caption credit the paper's own
people.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage; `order` counts the lines of a corpus."""

    order: int
    sentence: Span
    passage: Passage

    @property
    def source(self) -> Source:
        """The source that is quoted."""
        return self.sentence.source

    @property
    def sources(self) -> frozenset[str]:
        """The ids of all the sources that hold the passage."""
        return frozenset(place.source.id for place in self.passage.places)

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text


@dataclass(frozen=True, slots=True)
class Seen:
    """Words of a line that an item is made of."""

    line: Line
    span: Span


def lines_of(passages: Sequence[Passage]) -> tuple[Line, ...]:
    """Return the sentences of the passages of the zones read, in order."""
    return tuple(replace(line, order=at) for at, line in enumerate(_lines(passages)))


def _lines(passages: Sequence[Passage]) -> Iterator[Line]:
    for passage in passages:
        if passage.zone in READ:
            span = passage.span
            for start, end in sentences(span.text):
                yield Line(0, Span(span.source, span.start + start, span.start + end), passage)


def apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that are not nearly the same as one before them."""
    kept: list[Line] = []
    for line in lines:
        if not any(line is other or same_text(line.text, other.text) for other in kept):
            kept.append(line)
    return tuple(kept)


def independent(lines: Sequence[Line]) -> int:
    """Count the sources that say something in words of their own."""
    return len({line.source.id for line in apart(lines)})


def cited(seen: Sequence[Seen], most: int) -> tuple[Citation, ...]:
    """Cite the lines, each once with all its marks, copies left out: one a source first.

    Args:
        seen: what to mark, in order of telling.
        most: how many citations at most.
    """
    marks: dict[int, set[tuple[int, int]]] = {}
    for one in seen:
        marks.setdefault(one.line.order, set()).add((one.span.start, one.span.end))
    by_order = {one.line.order: one.line for one in seen}
    kept = apart(list(by_order.values()))
    first: dict[str, Line] = {}
    for line in kept:
        first.setdefault(line.source.id, line)
    leading = list(first.values())
    rest = [line for line in kept if line not in leading]
    return tuple(
        Citation(
            number,
            line.sentence,
            _ordered(line.source, marks[line.order]),
            line.passage.zone,
            line.passage.places[1:],
        )
        for number, line in enumerate((leading + rest)[:most], start=1)
    )


def _ordered(source: Source, marks: set[tuple[int, int]]) -> tuple[Span, ...]:
    """Return marks in order and apart: the longest of those that overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(Span(source, start, end) for start, end in kept)
