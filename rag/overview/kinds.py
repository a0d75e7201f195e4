"""What an overview holds. Every item is shown by citations, and says nothing of its own."""

from dataclasses import dataclass
from datetime import date

from rag.moments import Precision
from rag.types import Citation, GroundingError, Position, Source, Span


@dataclass(frozen=True, slots=True)
class Event:
    """What sources date alike: days [first, last], both included; each citation marks its words.

    `inferred` says that no citation writes the date whole: its year, or all of it, was deduced.
    `independent` counts the sources that say it and do not copy one another, here and below.
    """

    first: date
    last: date
    precision: Precision
    inferred: bool
    citations: tuple[Citation, ...]
    independent: int

    def __post_init__(self) -> None:
        _marked(self.citations)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organisation: its fullest name, what sources say it is beside its name.

    `passages` counts the sentences that name it, copies once; `citations` shows some of them.
    """

    name: Span
    roles: tuple[Span, ...]
    citations: tuple[Citation, ...]
    passages: int
    independent: int

    def __post_init__(self) -> None:
        _marked(self.citations)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts or measures, in the words of the source that is most exact."""

    value: Span
    citations: tuple[Citation, ...]
    independent: int

    def __post_init__(self) -> None:
        _marked(self.citations)
        if all(self.value not in citation.marks for citation in self.citations):
            raise GroundingError("a figure is marked in one of its citations")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values of different sources that cannot both be true of one thing; none is chosen."""

    positions: tuple[Position, ...]
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        _marked(self.citations)
        if len(self.positions) < 2:
            raise GroundingError("sources disagree from two positions on")
        marks = {mark for citation in self.citations for mark in citation.marks}
        if any(position.value not in marks for position in self.positions):
            raise GroundingError("a position's words are marked in one of its citations")


@dataclass(frozen=True, slots=True)
class Overview:
    """A corpus at a glance: `corpus` is its fingerprint, `version` that of the program."""

    timeline: tuple[Event, ...]
    publications: tuple[Source, ...]
    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    figures: tuple[Figure, ...]
    disagreements: tuple[Disagreement, ...]
    corpus: str = ""
    version: str = ""


def _marked(citations: tuple[Citation, ...]) -> None:
    if not citations or not all(citation.marks for citation in citations):
        raise GroundingError("an item is shown by citations that mark it")
    if [citation.number for citation in citations] != list(range(1, len(citations) + 1)):
        raise GroundingError("the citations of an item are numbered from 1")
