"""Where a stretch stands: its paragraph, its sentence, and the prose before it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rag.segment import sentences
from rag.text.plain import lay_out
from rag.types import Source, Span

Stretch = tuple[int, int]
"""Code points of a paragraph, half-open."""

_PROSE_WORDS = 12
_ENDED = re.compile(r"[.!?…][\s»”\"’)\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a source; what is found in its text counts from its start."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The source's own characters."""
        return self.source.text[self.start : self.end]

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDED.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether these are sentences, and no heading, menu or name."""
        return len(self.text.split()) >= _PROSE_WORDS and self.ended

    def span(self, stretch: Stretch) -> Span:
        """Return a stretch of this paragraph as a stretch of its source."""
        return Span(self.source, self.start + stretch[0], self.start + stretch[1])


@lru_cache(maxsize=64)
def paragraphs(source: Source) -> tuple[Paragraph, ...]:
    """Return the blocks of a source, in order; one that was not laid out is, as plain text."""
    blocks = source.blocks or lay_out(source.text)
    return tuple(Paragraph(source, block.start, block.end) for block in blocks)


def around(span: Span) -> tuple[Paragraph, ...]:
    """Return the paragraph that holds a span, after all those before it.

    A span over several blocks, or outside all, is a paragraph of its own.
    """
    before = [found for found in paragraphs(span.source) if found.start <= span.start]
    if before and span.end <= before[-1].end:
        return tuple(before)
    apart = [found for found in before if found.end <= span.start]
    return (*apart, Paragraph(span.source, span.start, span.end))


def after(paragraph: Paragraph) -> Paragraph | None:
    """Return the block that follows a paragraph."""
    later = (found for found in paragraphs(paragraph.source) if found.start >= paragraph.end)
    return next(later, None)


def sentences_over(text: str, stretch: Stretch) -> Stretch:
    """Return the sentences of a paragraph that a stretch of it touches, as one stretch."""
    touched = [cut for cut in cuts(text) if cut[0] < stretch[1] and stretch[0] < cut[1]]
    return (touched[0][0], touched[-1][1]) if touched else stretch


@lru_cache(maxsize=256)
def cuts(text: str) -> tuple[Stretch, ...]:
    """Return the sentences of a paragraph."""
    return tuple(sentences(text))
