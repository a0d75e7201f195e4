"""Passages: the segments' words, each once, with every place they stand in.

A segment longer than `LONGEST` is cut at its sentences; identical words (white space and case
apart) in several places, of one source or of many, make one passage that keeps all its places.
"""

from collections.abc import Iterable, Mapping, Sequence

from rag.segment.sentences import sentences
from rag.text.fold import fold
from rag.types import Passage, Segment, Source, Span, Zone

LONGEST = 1200
"""Code points: about 300 word pieces, so that a passage and a question fit the model's 512."""

SHORTEST_COPY = 40
"""Code points under which equal words are no copy: « Partager » may stand anywhere."""

_UNDER_HEADING = frozenset({Zone.BODY, Zone.QUOTEBOX, Zone.CAPTION})


def cut(source: Source, segment: Segment) -> list[Span]:
    """Cut a segment at its sentences into spans of at most `LONGEST` code points where it can.

    The spans are in order and apart; only white space stands between them.
    """
    if segment.end - segment.start <= LONGEST:
        return [Span(source, segment.start, segment.end)]
    spans: list[Span] = []
    start = end = None
    for left, right in sentences(source.text[segment.start : segment.end]):
        left, right = left + segment.start, right + segment.start  # noqa: PLW2901 - re-based offsets
        if start is not None and end is not None and right - start > LONGEST:
            spans.append(Span(source, start, end))
            start = None
        start, end = (left if start is None else start), right
    if start is not None and end is not None:
        spans.append(Span(source, start, end))
    return spans


def passages(
    sources: Iterable[Source], segments: Mapping[str, Sequence[Segment]]
) -> tuple[Passage, ...]:
    """Make the passages of a corpus, numbered from 0 in order of source and place.

    Args:
        sources: the sources, in order.
        segments: by source id.
    """
    places: dict[tuple[Zone, str], list[Span]] = {}
    headings: dict[tuple[Zone, str], Span | None] = {}
    for source in sources:
        heading: Span | None = None
        for segment in segments[source.id]:
            for span in cut(source, segment):
                words = " ".join(fold(span.text).split())
                alone = f"{source.id}:{span.start}" if len(words) < SHORTEST_COPY else ""
                key = segment.zone, words + alone
                places.setdefault(key, []).append(span)
                headings.setdefault(key, heading if segment.zone in _UNDER_HEADING else None)
            if segment.zone is Zone.SUBHEADING:
                heading = Span(source, segment.start, segment.end)
    return tuple(
        Passage(number, key[0], tuple(spans), headings[key])
        for number, (key, spans) in enumerate(places.items())
    )
