"""Passages: the segments' words, each once, with every place they stand in.

A segment longer than `LONGEST` is cut at its sentences; identical words (white space and case
apart) in several places, of one source or of many, make one passage that keeps all its places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.segment.sentences import sentences
from rag.text.fold import fold
from rag.types import Passage, Segment, Source, Span, Zone

LONGEST = 1200
"""Code points: about 300 word pieces, so that a passage and a question fit the model's 512."""

SHORTEST_COPY = 40
"""Code points under which equal words are no copy: « Partager » may stand anywhere."""

_PROSE = frozenset({Zone.STANDFIRST, Zone.BODY, Zone.QUOTEBOX})
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
    stood: dict[tuple[Zone, str], _Stood] = {}
    for source in sources:
        at = _Stood(title=_title(source, segments[source.id]))
        for segment in segments[source.id]:
            for span in cut(source, segment):
                words = " ".join(fold(span.text).split())
                alone = f"{source.id}:{span.start}" if len(words) < SHORTEST_COPY else ""
                key = segment.zone, words + alone
                places.setdefault(key, []).append(span)
                stood.setdefault(key, at.seen_from(segment.zone))
                if segment.zone in _PROSE:
                    at = replace(at, before=span)
            if segment.zone is Zone.SUBHEADING:
                at = replace(at, heading=Span(source, segment.start, segment.end))
    made = []
    for number, (key, spans) in enumerate(places.items()):
        at = stood[key]
        made.append(Passage(number, key[0], tuple(spans), at.title, at.heading, at.before))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Stood:
    """What stands above a place of a source, so far."""

    title: Span | None = None
    heading: Span | None = None
    before: Span | None = None

    def seen_from(self, zone: Zone) -> "_Stood":
        """Return what of it concerns a place of a zone."""
        return _Stood(
            self.title if zone is not Zone.TITLE else None,
            self.heading if zone in _UNDER_HEADING else None,
            self.before if zone in _PROSE else None,
        )


def _title(source: Source, segments: Sequence[Segment]) -> Span | None:
    """Return the first title that a source shows."""
    shown = (segment for segment in segments if segment.zone is Zone.TITLE)
    first = next(shown, None)
    return Span(source, first.start, first.end) if first is not None else None
