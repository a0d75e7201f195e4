"""The year of a date that gives its weekday, from the full dates of the same text."""

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise

from rag.moments.find import found
from rag.moments.reading import Calendar
from rag.moments.window import window

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_HALF = 183
"""Days: how near a full date of another year must lie."""


@lru_cache(maxsize=64)
def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Return the code points [start, end) of the stretches of a text that blank lines part."""
    cuts = [(0, 0), *(match.span() for match in _BLANK.finditer(text)), (len(text), len(text))]
    return tuple((one[1], other[0]) for one, other in pairwise(cuts) if one[1] < other[0])


def inferred_year(reading: Calendar, text: str, paragraph: str) -> int | None:
    """Return the only year, near the full dates of a text, where a date has its weekday.

    Those dates must be of that year or within six months of the date, and be either the latest of
    the text, one of the same paragraph, or two at least: a year that one old date happens to fit
    (one time in seven) is not enough.
    """
    if reading.first.weekday is None and reading.last.weekday is None:
        return None
    every = full_dates(text)
    if not every:
        return None
    here = set(_dates(paragraph))
    years = {day.year + step for day in every for step in (-1, 0, 1)}
    fitting = []
    for year in sorted(years):
        moment = window(reading, year)
        if moment is None:
            continue
        near = {day for day in every if day.year == year or abs((day - moment.first).days) <= _HALF}
        if near and (max(every) in near or near & here or len(near) > 1):
            fitting.append(year)
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=64)
def full_dates(text: str) -> frozenset[date]:
    """Return the days that a text gives in full, year included."""
    return frozenset(day for start, end in paragraphs(text) for day in _dates(text[start:end]))


def _dates(paragraph: str) -> list[date]:
    return [
        moment.last
        for one in found(paragraph)
        if isinstance(one.reading, Calendar)
        and one.reading.year is not None
        and one.reading.last.day is not None
        and (moment := window(one.reading, one.reading.year)) is not None
    ]
