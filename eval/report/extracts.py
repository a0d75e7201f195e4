"""Where what was given and what was expected stand: the sources' own words, both marked.

Everything is cut by the offsets that the run carries; nothing is searched for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.folder import Prediction

AROUND = 240
"""Characters shown at most on each side of what is marked."""
MOST = 3
"""Extracts shown at most for one case."""
NEWLINES = ("\n", "\r")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source, and whether it is what was given, what was expected, both."""

    text: str
    given: bool
    expected: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """The characters [start, end) of a source, cut at what is marked in them.

    `cut_before` and `cut_after` say that its line goes on there.
    """

    source_id: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    source_id: str
    start: int
    end: int
    expected: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """Characters of a source that the run has, from `start` on."""

    source_id: str
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def holds(self, mark: _Mark) -> bool:
        inside = self.start <= mark.start < mark.end <= self.end
        return mark.source_id == self.source_id and inside

    def cut(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def extracts(prediction: Prediction, sources: Mapping[str, str]) -> Iterator[Extract]:
    """Yield where what was given stands, then what was expected, up to `MOST`.

    The same words, marked the same, are shown once: pages copy each other, and themselves. A
    source whose text the run does not have is known by what the record quotes of it.
    """
    known = [_Words(key, 0, text) for key, text in sources.items()]
    known += [
        _Words(one["source_id"], one["start"], one["quote"])
        for one in prediction.record["citations"]
        if one["source_id"] not in sources
    ]
    marks = list(_marks(prediction))
    shown: list[tuple[_Words, int, int]] = []
    for mark in marks:
        words = next((words for words in known if words.holds(mark)), None)
        if words is not None:
            shown = _with(shown, words, *_around(mark, words, prediction))
    found: dict[tuple[Piece, ...], tuple[_Words, int, int]] = {}
    for words, start, end in shown:
        inside = [mark for mark in marks if words.holds(mark)]
        found.setdefault(tuple(_pieces(words, start, end, inside)), (words, start, end))
    for pieces, (words, start, end) in list(found.items())[:MOST]:
        before, after = words.cut(words.start, start), words.cut(end, words.end)
        yield Extract(
            words.source_id,
            start,
            end,
            pieces,
            cut_before=bool(before) and not before.endswith(NEWLINES),
            cut_after=bool(after) and not after.startswith(NEWLINES),
        )


def _marks(prediction: Prediction) -> Iterator[_Mark]:
    """Yield what was given, or the best candidate when it was refused; then what was expected."""
    if prediction.answered:
        for span in prediction.record["spans"]:
            yield _Mark(span["source_id"], span["start"], span["end"], expected=False)
    elif prediction.candidate is not None:
        found = prediction.candidate
        yield _Mark(found.source_id, found.start, found.end, expected=False)
    for gold in prediction.case.answers:
        if gold.start is not None and gold.end is not None:
            yield _Mark(gold.source, gold.start, gold.end, expected=True)


def _around(mark: _Mark, words: _Words, prediction: Prediction) -> tuple[int, int]:
    """Return the passage that a mark stands in, no further than `AROUND`, no word parted."""
    known = [(one.source, one.start, one.end) for one in prediction.case.passages]
    found = prediction.candidate
    if found is not None:
        known.append((found.source_id, found.passage.start, found.passage.end))
    known += [
        (one["source_id"], one["start"], one["end"]) for one in prediction.record["citations"]
    ]
    start, end = next(
        (
            (start, end)
            for source_id, start, end in known
            if source_id == mark.source_id and start <= mark.start and mark.end <= end
        ),
        (words.start, words.end),
    )
    start = max(start, mark.start - AROUND, words.start)
    end = min(end, mark.end + AROUND, words.end)
    while words.start < start < mark.start and not words.cut(start - 1, start).isspace():
        start += 1
    while mark.end < end < words.end and not words.cut(end, end + 1).isspace():
        end -= 1
    return start, end


def _with(
    shown: Sequence[tuple[_Words, int, int]], words: _Words, start: int, end: int
) -> list[tuple[_Words, int, int]]:
    """Return what is shown with a stretch more, made one with those that it meets."""
    kept: list[tuple[_Words, int, int]] = []
    at = None
    for one, first, last in shown:
        if one is words and start <= last and first <= end:
            start, end = min(first, start), max(last, end)
            at = len(kept) if at is None else at
        else:
            kept.append((one, first, last))
    kept.insert(len(kept) if at is None else at, (words, start, end))
    return kept


def _pieces(words: _Words, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Piece]:
    edges = {at for mark in marks for at in (mark.start, mark.end) if start < at < end}
    held: list[Piece] = []
    for first, last in pairwise(sorted({start, end} | edges)):
        over = [mark for mark in marks if mark.start <= first and last <= mark.end]
        given = any(not mark.expected for mark in over)
        expected = any(mark.expected for mark in over)
        text = words.cut(first, last)
        if held and (held[-1].given, held[-1].expected) == (given, expected):
            text = held.pop().text + text
        held.append(Piece(text, given, expected))
    yield from held
