"""The expressions of time of a stretch of a source, and the moment of an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from rag.moments.data import PARTS, SAID
from rag.moments.find import Found, found
from rag.moments.moment import Moment
from rag.moments.plain import plain
from rag.moments.reading import Calendar, Years
from rag.moments.resolve import resolve
from rag.moments.scene import scene
from rag.moments.years import inferred_year, paragraphs
from rag.text import patterns
from rag.types import Source, Span

_LINE_ENDS = re.compile(r"[.!?…»)]\s*\n")
"""Where a text with a paragraph a line goes on to another subject."""
_AROUND = patterns.compiled(SAID["answer"]["around"], PARTS)
_BOUND = patterns.compiled(SAID["answer"]["bound"], PARTS)


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time, without the preposition before it (« 2003 » of « depuis 2003 »).

    `moment` is None when it cannot be known. `relative` says that the words alone do not date it:
    they count from the source's date (« mardi », « il y a 20 ans »), lack their year (« 7 mai »),
    or lean on another expression (« la veille »). `yearless` says that the year alone is missing.
    """

    span: Span
    moment: Moment | None
    relative: bool
    yearless: bool = False


def mentions(span: Span, published: date | None) -> tuple[Mention, ...]:
    """Return every expression of time that stands wholly in a stretch, in order, apart.

    What stands around the stretch in its paragraph is read too, for its tense and its year, and
    so are the full dates of the whole source, so that a stretch's size changes no meaning.
    """
    return tuple(mention for mention in _around(span, published) if span.contains(mention.span))


def moment_of(span: Span, sentence: Span, published: date | None = None) -> Moment | None:
    """Return the moment that an answer's words mean inside their sentence.

    None when they say more than one moment, something else than a moment, or only a bound
    (« avant 2020 »).
    """
    touched = [
        mention
        for mention in _around(sentence, published)
        if mention.span.start < span.end and span.start < mention.span.end
    ]
    text = span.source.text
    if len(touched) != 1:
        return None
    only = touched[0].span
    if _BOUND.search(plain(text[max(0, only.start - 40) : only.start]).key):
        return None
    outside = text[span.start : max(span.start, only.start)] + " " + text[only.end : span.end]
    return touched[0].moment if _AROUND.fullmatch(plain(outside).key) else None


def published_date(source: Source) -> date | None:
    """Return the day that a source says it was published on, as written, whatever its time zone.

    Raises:
        ValueError: when `source.published` is neither an ISO date nor an ISO date and time.
    """
    return datetime.fromisoformat(source.published).date() if source.published else None


def _around(span: Span, published: date | None) -> Iterator[Mention]:
    """Yield the mentions that a stretch touches, read in their paragraphs."""
    source = span.source
    for start, end in paragraphs(source.text):
        if start < span.end and span.start < end:
            paragraph = source.text[start:end]
            context, said = None, 0
            for one in found(paragraph):
                if _LINE_ENDS.search(paragraph, said, one.start):
                    context = None
                said = one.end
                place = Span(source, start + one.start, start + one.end)
                if place.start < span.end and span.start < place.end:
                    yield _mention(place, one, paragraph, context, published)
                if isinstance(one.reading, Calendar) and one.reading.year is not None:
                    context = one.reading.year


def _mention(
    span: Span, one: Found, paragraph: str, context: int | None, published: date | None
) -> Mention:
    reading = one.reading
    moment = resolve(
        reading,
        published,
        scene(paragraph, one.start, one.end),
        context,
        partial(inferred_year, text=span.source.text, paragraph=paragraph),
    )
    dated = isinstance(reading, Years) or (
        isinstance(reading, Calendar) and reading.year is not None
    )
    yearless = isinstance(reading, Calendar) and reading.year is None and reading.turn is None
    return Mention(span, moment, relative=not dated, yearless=yearless)
