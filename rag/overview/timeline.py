"""The dated events of a corpus: what its sentences date surely, brought together by day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rag.moments import Moment, mentions, published_date
from rag.overview.context import Story
from rag.overview.kinds import Event
from rag.overview.lines import Line, Seen, cited, independent
from rag.text.fold import term_set
from rag.types import Span, Zone

MOST = 40
"""Events kept, the most telling."""
SHOWN = 3
"""Citations of an event at most."""

_FEWEST = 2
"""Content words under which a sentence tells no event: « Rien en 2022, rien en 2023 »."""
_WIDEST = timedelta(days=200)
"""A rough date (« fin 2022 ») is told up to this; « il y a 20 ans » says too little."""
_TOLD = frozenset({Zone.STANDFIRST, Zone.BODY, Zone.QUOTEBOX})
_BETWEEN = re.compile(r"(?i)\bentre\s(?:le\s|l['’])?$")
_AND = re.compile(r"\s+et\s+(?:le\s+|l['’])?")
_RANKS = {"day": 3, "month": 2, "year": 1, "about": 0}
_NAMED = re.compile(r"(?<=[\w,’'] )[A-ZÀ-Þ]\w+|[’'][A-ZÀ-Þ]\w+")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date in a line; `whole` says that its words give it in full."""

    seen: Seen
    moment: Moment
    whole: bool


def timeline(lines: Sequence[Line], story: Story) -> tuple[Event, ...]:
    """Return the events, oldest first.

    Sentences of the same days that share words tell one event. When there are too many, those
    kept are said by the most independent sources, then to the day, then with names.
    """
    dated = [one for line in lines if _tells(line) for one in _dates(line)]
    groups: list[list[_Dated]] = []
    for one in dated:
        group = next((group for group in groups if _same(group, one, story)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    telling = sorted(groups, key=_telling, reverse=True)[:MOST]
    return tuple(sorted(map(_event, telling), key=_place))


def _tells(line: Line) -> bool:
    return line.passage.zone in _TOLD and not line.text.rstrip(' »”"').endswith("?")


def _dates(line: Line) -> Iterator[_Dated]:
    published = published_date(line.source)
    found = [one for one in mentions(line.sentence, published) if one.moment is not None]
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        moment, span = one.moment, one.span
        assert moment is not None  # noqa: S101 - for mypy: those without one are left out
        if other is not None and other.moment is not None and _range(line, span, other.span):
            last = other.moment
            if moment.first <= last.last:
                moment = Moment(moment.first, last.last, last.precision, last.inferred)
                span = Span(span.source, span.start, other.span.end)
                at += 1
        at += 1
        now = one.relative and not one.yearless and _holds(moment, published)
        if now or (moment.precision == "about" and moment.last - moment.first > _WIDEST):
            continue
        if len([term for term in _terms(line, span) if term.isalpha()]) >= _FEWEST:
            yield _Dated(Seen(line, span), moment, not one.relative)


def _range(line: Line, one: Span, other: Span) -> bool:
    """Say whether two dates are the ends of « entre … et … »."""
    text = line.source.text
    opened = _BETWEEN.search(text, line.sentence.start, one.start)
    return opened is not None and _AND.fullmatch(text, one.end, other.start) is not None


def _holds(moment: Moment, published: date | None) -> bool:
    """Say whether a date is that of the source itself: « aujourd’hui », « cette semaine »."""
    return published is not None and moment.first <= published <= moment.last


def _same(group: Sequence[_Dated], one: _Dated, story: Story) -> bool:
    first = group[0].moment
    if (first.first, first.last) != (one.moment.first, one.moment.last):
        return False
    line, words = one.seen.line, _terms(one.seen.line, one.seen.span)
    return any(
        len(words & _terms(other.seen.line, other.seen.span)) >= _fewest(one, other, story)
        for other in group
        if other.seen.line is not line
    )


def _fewest(one: _Dated, other: _Dated, story: Story) -> int:
    """Return how many words two sentences of the same date share when they tell one event."""
    told = one.seen.line.source.id != other.seen.line.source.id
    told = told and story.one(one.seen.line, other.seen.line)
    return {"day": 0 if told else 1, "month": 1 if told else 2}.get(one.moment.precision, 2)


def _terms(line: Line, span: Span) -> frozenset[str]:
    return term_set(line.text) - term_set(span.text)


def _telling(group: Sequence[_Dated]) -> tuple[int, int, bool, int]:
    lines = [one.seen.line for one in group]
    named = any(_NAMED.search(line.text) for line in lines)
    return independent(lines), _RANKS[group[0].moment.precision], named, -lines[0].order


def _event(group: Sequence[_Dated]) -> Event:
    # A sentence that gives the date in full comes first.
    ordered = sorted(group, key=lambda one: not one.whole)
    moment = ordered[0].moment
    return Event(
        first=moment.first,
        last=moment.last,
        precision=moment.precision,
        inferred=not ordered[0].whole,
        citations=cited([one.seen for one in ordered], SHOWN),
        independent=independent([one.seen.line for one in group]),
    )


def _place(event: Event) -> tuple[date, date, str, int]:
    quote = event.citations[0].quote
    return event.first, event.last, quote.source.id, quote.start
