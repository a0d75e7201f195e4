"""A source's text cut for the page that shows it: by part, by paragraph, at the marked passage.

Nothing is added and nothing is left out: the words of the runs, joined, are the text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rag import EDITORIAL, Zone
from rag.types import Segment

Passage = tuple[int, int]
"""Code points of a text, half-open."""


@dataclass(frozen=True, slots=True)
class Words:
    """Characters as shown; `first` and `last` say that the asked ones begin and end here."""

    text: str
    mark: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment, or what stands between two; `blank` is the white space that sets them apart."""

    words: tuple[Words, ...]
    blank: bool

    @property
    def ends_passage(self) -> bool:
        """Whether the marked passage ends here."""
        return any(words.last for words in self.words)


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs of one zone that follow each other."""

    zone: Zone
    paragraphs: tuple[Paragraph, ...]

    @property
    def editorial(self) -> bool:
        """Whether the words are the paper's own work."""
        return self.zone in EDITORIAL

    @property
    def words(self) -> tuple[Words, ...]:
        """The words of all the paragraphs."""
        return tuple(words for paragraph in self.paragraphs for words in paragraph.words)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that follow each other and are all the paper's own work, or none of them."""

    runs: tuple[Run, ...]
    editorial: bool

    @property
    def marked(self) -> bool:
        """Whether some of the marked passage stands here."""
        return any(words.mark for run in self.runs for words in run.words)

    @property
    def counts(self) -> dict[str, int]:
        """How many paragraphs of each zone stand here, by the zone's name."""
        counted: Counter[str] = Counter()
        for run in self.runs:
            counted[run.zone.value] += sum(not one.blank for one in run.paragraphs)
        return dict(counted)


def stretches(runs_: Sequence[Run]) -> list[Stretch]:
    """Group the runs that can be folded together."""
    grouped = groupby(runs_, key=lambda run: run.editorial)
    return [Stretch(tuple(found), editorial) for editorial, found in grouped]


def runs(text: str, segments: Sequence[Segment], passage: Passage | None) -> Iterator[Run]:
    """Cut a text where its zone changes, at its paragraphs, and at the ends of the passage.

    White space between two segments goes with the first; what stands outside every segment
    counts with the one before it, else with the first, else as body.
    """
    if not text:
        return
    before = segments[0].zone if segments else Zone.BODY
    cuts = [(0, before), *((one.start, one.zone) for one in segments)]
    ends = {one.start: one.end for one in segments}
    pieces: list[tuple[Zone, Paragraph]] = []
    for (start, zone), (stop, _) in pairwise([*cuts, (len(text), Zone.BODY)]):
        end = min(ends.get(start, start), stop)
        for at, to in ((start, end), (end, stop)):
            if at < to:
                words = tuple(_words(text, at, to, passage))
                pieces.append((zone, Paragraph(words, blank=text[at:to].isspace())))
    for zone, found in groupby(pieces, key=lambda piece: piece[0]):
        yield Run(zone, tuple(paragraph for _, paragraph in found))


def _words(text: str, start: int, end: int, passage: Passage | None) -> Iterator[Words]:
    first, last = passage or (end, end)
    inside = min(max(first, start), end), max(min(last, end), start)
    for at, to in pairwise((start, *inside, end)):
        if at < to:
            mark = first <= at and to <= last
            yield Words(text[at:to], mark, first=mark and at == first, last=mark and to == last)
