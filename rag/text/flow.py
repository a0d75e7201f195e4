"""Runs of inline content to blocks: white space, line breaks and the evidence for a zone.

Lines that make a block are those a browser would show: white space collapses (CSS Text 3, section
4.1.1), one `<br>` is a newline, two or more end the block.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rag.types import Block

HINTS_AT_MOST = 60
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")
_WORD = re.compile(r"[^\W_]+")
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_COVERS = {"all-links": "link", "all-italic": "italic", "all-bold": "bold"}
_ALMOST_ALL = 0.9

Element = Any
"""An lxml element: lxml ships no types."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where text stands: its element, the nearest block-level one, and what it inherits.

    `preserved` says that white space is kept.
    """

    element: Element
    block: Element
    link: bool = False
    italic: bool = False
    bold: bool = False
    preserved: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text node in its context; a line break is "" there."""

    text: str
    context: Context

    @property
    def size(self) -> int:
        """How many of its characters are not white space."""
        return len("".join(self.text.split()))


class Flow:
    """Collects text in document order and closes it into blocks, a newline between them."""

    def __init__(self) -> None:
        self._run: list[_Piece] = []
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._reached = 0

    def add(self, text: str, context: Context) -> None:
        """Go on with a text node."""
        if text:
            self._run.append(_Piece(text, context))

    def break_line(self, context: Context) -> None:
        """Go on with a line break."""
        self._run.append(_Piece("", context))

    def close(self) -> None:
        """End the run here: a block-level element starts or ends."""
        run, self._run = self._run, []
        for pieces in _between_breaks(run):
            text = _rendered(pieces)
            if any(map(_shows, text)):
                start, self._reached = self._reached, self._reached + len(text) + 1
                tag = str(pieces[0].context.block.tag)
                self._blocks.append(Block(start, start + len(text), tag, _hints(pieces)))
                self._texts.append(text)

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Close the last run; return the extracted text and its blocks."""
        self.close()
        return "\n".join(self._texts), tuple(self._blocks)


def _shows(char: str) -> bool:
    """Say whether a character leaves a mark: neither white space nor a format character."""
    return not char.isspace() and unicodedata.category(char) != "Cf"


def _between_breaks(run: list[_Piece]) -> Iterator[list[_Piece]]:
    """Cut a run at two or more line breaks with only white space between; drop blank ends."""
    pieces: list[_Piece] = []
    breaks: list[_Piece] = []
    for piece in run:
        if not piece.text:
            breaks.append(piece)
            continue
        if not piece.context.preserved and not piece.text.strip() and (breaks or not pieces):
            continue
        if pieces and len(breaks) > 1:
            yield pieces
            pieces = []
        elif pieces:
            pieces += breaks
        breaks = []
        pieces.append(piece)
    if pieces:
        yield pieces


def _rendered(pieces: list[_Piece]) -> str:
    """Return the characters that a browser shows for one block."""
    parts: list[str] = []
    last = "\n"
    for piece in pieces:
        text = piece.text
        if not text:
            if not piece.context.preserved and parts:
                parts[-1] = parts[-1].rstrip(" ")
            text = "\n"
        elif not piece.context.preserved:
            text = _SPACES.sub(" ", text)
            if last in " \n":
                text = text.removeprefix(" ")
        if text:
            parts.append(text)
            last = text[-1]
    joined = "".join(parts).rstrip()
    return _BLANK_LINES.sub("", joined) if pieces[0].context.preserved else joined.lstrip()


def _hints(pieces: list[_Piece]) -> tuple[str, ...]:
    """Return the evidence for a block's zone: the names around it, then what covers it whole."""
    size = sum(piece.size for piece in pieces)
    covers = [
        hint
        for hint, name in _COVERS.items()
        if sum(piece.size for piece in pieces if getattr(piece.context, name)) >= _ALMOST_ALL * size
    ]
    room = HINTS_AT_MOST - len(covers)
    words: dict[str, None] = {}
    element = _common_element(pieces)
    while element is not None and len(words) < room:
        named = (str(element.tag), *(element.get(name, "") for name in _NAMING))
        words |= dict.fromkeys(_WORD.findall(" ".join(named).lower()))
        element = element.getparent()
    return (*list(words)[:room], *covers)


def _common_element(pieces: list[_Piece]) -> Element:
    """Return the nearest element that holds all the text of a block."""
    block = pieces[0].context.block
    common: list[Element] | None = None
    for piece in pieces:
        if not piece.text.strip():
            continue
        path = [piece.context.element]
        while path[-1] is not block and path[-1].getparent() is not None:
            path.append(path[-1].getparent())
        common = path if common is None else [element for element in common if element in path]
    return common[0] if common else block
