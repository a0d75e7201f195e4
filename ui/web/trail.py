"""The citations that a person came from, carried in an address: `cite=START-END-ID`, repeated.

The identifier comes last, since it may hold any character. Nothing is kept on the server.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Corpus

LONGEST = 20
"""Citations that an address carries at most."""

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) of a source: code points."""

    source_id: str
    start: int
    end: int

    def __str__(self) -> str:
        """Write the place as an address carries it."""
        return f"{self.start}-{self.end}-{self.source_id}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands among the citations of an answer; `number` counts from 1."""

    number: int
    count: int
    before: Place | None
    after: Place | None


def number(value: str) -> int | None:
    """Return a count of code points as written in an address; None when it is none.

    Python turns long digits into integers slowly, and other alphabets' digits silently.
    """
    plain = value.isascii() and value.isdecimal() and len(value) <= _DIGITS
    return int(value) if plain else None


def bounds(text: str, start: str | None, end: str | None) -> tuple[int, int] | None:
    """Return the code points asked for, half-open; None when they are not some of `text`."""
    first, last = number(start or ""), number(end or "")
    if first is None or last is None:
        return None
    return (first, last) if first < last <= len(text) else None


def read(values: Sequence[str], corpus: Corpus) -> tuple[Place, ...] | None:
    """Read the citations of an address; None when one of them is no passage of the corpus."""
    if len(values) > LONGEST:
        return None
    places = []
    for value in values:
        start, _, rest = value.partition("-")
        end, _, source_id = rest.partition("-")
        source = corpus.source(source_id)
        found = bounds(source.text, start, end) if source else None
        if found is None:
            return None
        places.append(Place(source_id, *found))
    return tuple(places)


def standing(place: Place | None, trail: Sequence[Place]) -> Standing | None:
    """Find a place among the citations; None when it is none of them, or the only one."""
    if place not in trail or len(trail) < 2:
        return None
    at = trail.index(place)
    return Standing(
        number=at + 1,
        count=len(trail),
        before=trail[at - 1] if at else None,
        after=trail[at + 1] if at + 1 < len(trail) else None,
    )
