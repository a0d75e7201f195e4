"""A block seen as a line of a press page: the few facts that its zone depends on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rag.text.fold import fold, terms
from rag.types import Block, Source

_END = re.compile(r"[.!?…][\s»”\"')\]]*$")
_BULLET = re.compile(r"^(?:[•‣▪◦●–—*-]|\d{1,2}[.)]|[a-z]\))\s+")
_QUOTED = re.compile(r"^[«“\"].*[»”\"]\s*[.!?…]?$", re.DOTALL)
_NAME = re.compile(
    r"^(?:[A-ZÀ-Þ][\w’'.-]*|d[eu]|la|le|von|van|[A-ZÀ-Þ]\.)"
    r"(?:\s+(?:[A-ZÀ-Þ][\w’'.-]*|d[eu]|la|le|von|van|et))*$"
)
_MENU = re.compile(r"\s[|·›>•/]\s|\s[–-]\s\S+(?:\s\S+){0,2}\s[–-]\s")
_READER = re.compile(r"\b(?:vous|votre|vos|nous|notre)\b")

PROSE_WORDS = 14
"""Words from which a line that ends its sentence reads as prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its facts: words counted, folded text and terms, how it ends and looks."""

    number: int
    block: Block
    text: str
    folded: str = field(repr=False)
    words: int
    ends: bool
    bullet: bool
    quoted: bool
    name: bool
    menu: bool
    terms: frozenset[str] = field(repr=False)

    @property
    def prose(self) -> bool:
        """Say whether the line reads as sentences."""
        return (
            self.ends and self.words >= PROSE_WORDS
        ) or self.words >= 32  # no headline is that long

    @property
    def headline_like(self) -> bool:
        """Say whether the line reads as the headline of an article."""
        return (
            5 <= self.words <= 28
            and not self.text[:1].islower()
            and not self.text.rstrip().endswith((".", ":", "!", ";", ","))
            and not self.menu
            and _READER.search(self.folded) is None
        )

    @property
    def hints(self) -> tuple[str, ...]:
        """The layout's evidence, nearest first."""
        return self.block.hints


def lines(source: Source) -> list[Line]:
    """Return the blocks of a source as lines, in order.

    A block of HTML that holds line breaks is several lines (old pages part a headline from its
    author by a mere `<br>`), unless a sentence runs on over the break.
    """
    blocks = [part for block in source.blocks for part in _broken(block, source.text)]
    return [_line(number, block, source) for number, block in enumerate(blocks)]


def _broken(block: Block, text: str) -> Iterator[Block]:
    start = block.start
    if block.hints:
        for match in re.finditer(r"\s*\n\s*", text[block.start : block.end]):
            left, right = block.start + match.start(), block.start + match.end()
            if not _runs_on(text[start:left], text[right : block.end]):
                yield replace(block, start=start, end=left)
                start = right
    yield replace(block, start=start)


def _runs_on(before: str, after: str) -> bool:
    return after[:1].islower() and not _END.search(before)


def _line(number: int, block: Block, source: Source) -> Line:
    text = source.text[block.start : block.end]
    words = len(re.findall(r"\w+(?:[’'-]\w+)*", text))
    return Line(
        number=number,
        block=block,
        text=text,
        folded=" ".join(fold(text).split()),
        words=words,
        ends=bool(_END.search(text)),
        bullet=bool(_BULLET.match(text)),
        quoted=bool(_QUOTED.match(text)),
        name=words <= 7 and bool(_NAME.match(text.strip())),  # longest usual name
        menu=bool(_MENU.search(text)),
        terms=frozenset(terms(text)),
    )
