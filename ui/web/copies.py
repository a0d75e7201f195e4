"""Where else the words of a passage stand, in the same source or in another."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rag.segment.passages import SHORTEST_COPY
from rag.text.fold import fold
from rag.types import Passage, Span

Copies = Mapping[str, tuple[tuple[Span, tuple[Span, ...]], ...]]
"""By source id: each place whose words stand elsewhere too, and those other places."""


def copies(passages: Iterable[Passage]) -> Copies:
    """Gather the places that say the same words, white space, case and zone apart."""
    same: dict[str, list[Span]] = {}
    for passage in passages:
        words = " ".join(fold(passage.text).split())
        # What is shorter is no copy: « Partager » may stand anywhere.
        if len(words) >= SHORTEST_COPY:
            same.setdefault(words, []).extend(passage.places)
    found: dict[str, list[tuple[Span, tuple[Span, ...]]]] = {}
    for places in same.values():
        if len(places) < 2:
            continue
        for place in places:
            others = tuple(other for other in places if other is not place)
            found.setdefault(place.source.id, []).append((place, others))
    return MappingProxyType({name: tuple(places) for name, places in found.items()})


def elsewhere(span: Span, known: Copies) -> tuple[Span, ...]:
    """Return the other places that say what a span says.

    A place that holds the very same characters gives that part of it; one that differs by its
    case or its white space is given whole, since an offset inside it would be a guess.
    """
    for place, others in known.get(span.source.id, ()):
        if place.contains(span):
            return tuple(_same(span, place, other) for other in others)
    return ()


def _same(span: Span, place: Span, other: Span) -> Span:
    if other.text != place.text:
        return other
    start = other.start + span.start - place.start
    return Span(other.source, start, start + span.end - span.start)
