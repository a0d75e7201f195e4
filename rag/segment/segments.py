"""A source cut into segments: its blocks, an advert that ends a paragraph set apart."""

from collections.abc import Iterator

from rag.segment import promo
from rag.segment.sentences import sentences
from rag.segment.zones import zones
from rag.types import Segment, Source, Zone

SEGMENTER = "segments/2"
"""Changes whenever these rules do, so that an index made by older ones is made again."""


def segment(source: Source) -> tuple[Segment, ...]:
    """Cut a source into segments with their zones: code points, half-open.

    The segments are in order and apart; only white space stands outside them.
    """
    return tuple(_segments(source))


def _segments(source: Source) -> Iterator[Segment]:
    for line, zone in zones(source):
        start, end = line.block.start, line.block.end
        cut = sentences(line.text) if zone is Zone.BODY else []
        selling = promo.selling_end(line.text, cut)
        if selling:
            yield Segment(start, start + cut[-selling - 1][1], zone)
            yield Segment(start + cut[-selling][0], end, Zone.ADVERT)
        else:
            yield Segment(start, end, zone)
