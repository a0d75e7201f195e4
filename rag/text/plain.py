"""Plain text to blocks: one a line, or one a paragraph where lines were wrapped by hand.

A wrapped paragraph shows two things at once. Its lines are full: the first word of the next line
would not have fitted. And its sentences run over the line ends. Both are asked for, because
merging two lines that stand apart (a heading and its text, two items) does more harm than leaving
a paragraph in lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from rag.text.decode import decode
from rag.text.metadata import Extract
from rag.types import Block


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What counts as wrapped. Widths in code points.

    `quantile` of the lines' lengths is a paragraph's width; a line is full when it would exceed
    `full` times that width with the next word, or `running` times when its sentence plainly goes
    on and the paragraph is known to be wrapped. In a `typeset` text every line was cut by the
    measure of the page: one that fills it goes on in the next, whatever that begins with.
    """

    narrowest: int = 50
    widest: int = 100
    quantile: float = 1.0
    full: float = 0.95
    running: float = 0.75
    typeset: bool = False


Line = tuple[int, int]
Group = list[Line]

HARD_WRAPPED = Wrapping()
_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|[\n\r\f\u2028\u2029]")
_ITEM = re.compile(r"(?:[-*•‣◦▪●○·+#>|]|\(?\d{1,3}[.)°]|\(?[A-Za-z][.)])(?:\s|$)")
_DASH = re.compile(r"[–—]\s")
_ENDED = re.compile(r"[.!?…:;][\s\"”»’')\]]*$")
_PARAGRAPH_SHOWN = 2
_TEXT_SHOWN = 3
"""How many sentences running over a line's end show a wrapped paragraph, and a wrapped text."""


def read_plain(data: bytes) -> Extract:
    """Read a plain-text file.

    Raises:
        SourcesError: when it is empty, or no text.
    """
    text, encoding = decode(data)
    return Extract(text, encoding, lay_out(text))


def lay_out(text: str, wrapping: Wrapping = HARD_WRAPPED) -> tuple[Block, ...]:
    """Return the blocks of a text: non-blank lines, or wrapped paragraphs with their newlines.

    Blocks are in order, disjoint, trimmed at both ends, and only white space stands between them.
    """
    paragraphs = [_weighed(text, lines, wrapping) for lines in _groups(text)]
    if wrapping.typeset:
        telling = [one for one in paragraphs if _measured(one, wrapping)]
    else:
        telling = [one for one in paragraphs if one.running]
        if sum(one.running for one in telling) < _TEXT_SHOWN:
            telling = []
    common = max((one.width for one in telling), default=0)
    return tuple(
        block for paragraph in paragraphs for block in _blocks(text, paragraph, common, wrapping)
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines between blank lines, their width, and how many ends a sentence runs over.

    `running` is 0 for lines that do not look wrapped.
    """

    lines: Group
    width: int
    running: int


def _weighed(text: str, lines: Group, wrapping: Wrapping) -> _Paragraph:
    """Weigh what shows that lines were wrapped: nearly all are full, and sentences run on."""
    lengths = sorted(end - start for start, end in lines)
    width = lengths[ceil(wrapping.quantile * len(lengths)) - 1]
    if len(lines) == 1 or not wrapping.narrowest <= width <= wrapping.widest:
        return _Paragraph(lines, width, 0)
    full = [pair for pair in pairwise(lines) if _full(text, *pair, width * wrapping.full)]
    running = sum(_goes_on(text, *pair) for pair in full)
    wrapped = 3 * len(full) >= 2 * (len(lines) - 1) and 2 * running >= len(full)
    return _Paragraph(lines, width, running if wrapped else 0)


def _measured(paragraph: _Paragraph, wrapping: Wrapping) -> bool:
    """Say whether a paragraph has lines enough, and long enough, to tell the measure of a page."""
    return len(paragraph.lines) > 1 and wrapping.narrowest <= paragraph.width <= wrapping.widest


def _blocks(text: str, paragraph: _Paragraph, common: int, wrapping: Wrapping) -> Iterator[Block]:
    """Yield a paragraph's blocks; `common` is the width of the whole text, 0 when none shows."""
    lines, width = paragraph.lines, paragraph.width
    if paragraph.running >= _PARAGRAPH_SHOWN:
        runs = _runs(text, lines, width * wrapping.full, width * wrapping.running)
    elif wrapping.typeset and common:
        runs = _runs(text, lines, common * wrapping.full, common * wrapping.full)
    elif width <= common:
        # So few lines show too little: each must be as full as can be.
        runs = _runs(text, lines, common, common)
    else:
        runs = ([line] for line in lines)
    for run in runs:
        if wrapping.typeset or any(_goes_on(text, *pair) for pair in pairwise(run)):
            yield Block(run[0][0], run[-1][1])
        else:
            yield from (Block(*line) for line in run)


def _groups(text: str) -> Iterator[Group]:
    """Yield the runs of non-blank lines, each line trimmed, that blank lines separate."""
    group: Group = []
    reached = 0
    for found in _LINE.finditer(text):
        line = found.group()
        if not line.strip():
            continue
        if group and len(_NEWLINE.findall(text, reached, found.start())) > 1:
            yield group
            group = []
        start = found.start() + len(line) - len(line.lstrip())
        group.append((start, start + len(line.strip())))
        reached = found.end()
    if group:
        yield group


def _runs(text: str, lines: Group, full: float, running: float) -> Iterator[Group]:
    """Cut lines where one is not full: longer, with the next word, than `full`, or `running`."""
    run = lines[:1]
    for before, after in pairwise(lines):
        room = running if _goes_on(text, before, after) else full
        if not _full(text, before, after, room):
            yield run
            run = []
        run.append(after)
    yield run


def _full(text: str, before: Line, after: Line, room: float) -> bool:
    """Say whether `after` may go on from `before`: a full line, and no new item or rule."""
    here, there = text[slice(*before)], text[slice(*after)]
    if not any(map(str.isalnum, here)) or not any(map(str.isalnum, there)) or _ITEM.match(there):
        return False
    # A dash opens an item or a reply, unless it cuts into a sentence that is under way.
    if _DASH.match(there):
        under_way = not _DASH.match(here) and not _ENDED.search(here)
        if not (under_way and there[1:].lstrip()[:1].islower()):
            return False
    return len(here) + 1 + len(there.split(maxsplit=1)[0]) > room


def _goes_on(text: str, before: Line, after: Line) -> bool:
    """Say whether a sentence plainly runs over the end of a line."""
    return not _ENDED.search(text[slice(*before)]) and text[after[0]].islower()
