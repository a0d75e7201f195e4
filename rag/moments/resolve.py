"""From what an expression says to the days it means, given the date of its source."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from rag.moments.moment import Moment
from rag.moments.reading import Around, Calendar, Offset, Reading, Weekday, Years
from rag.moments.scene import Scene, Tense
from rag.moments.window import window

_NEAR = timedelta(days=92)
"""How far a date without year nor verb may lie from the source's."""
_FAR = timedelta(days=320)
"""How far a date whose verb tells its side may lie: further, its year would be said."""
_FUZZ = timedelta(days=30)
"""How much later than its true end a rough moment's window closes."""
_DAY = timedelta(days=1)

Infer = Callable[[Calendar], int | None]
"""Gives the only year that a text's other dates leave to one with its weekday, or None."""


def resolve(
    reading: Reading,
    published: date | None,
    scene: Scene,
    context: int | None = None,
    infer: Infer | None = None,
) -> Moment | None:
    """Return the moment that an expression means, None when it cannot be known.

    Args:
        reading: what its words say.
        published: the date of the source.
        scene: what stands around it.
        context: the last year said before it in its paragraph.
        infer: how to deduce the year of a date with its weekday.
    """
    match reading:
        case Years(first, last):
            return Moment(date(first, 1, 1), date(last, 12, 31), "about")
        case Calendar(year=None):
            return _yearless(reading, published, scene, context, infer)
        case Calendar():
            return window(reading, reading.year)
        case Offset() | Weekday() | Around() if published is not None:
            return _relative(reading, published, scene)
    return None


def _relative(reading: Offset | Weekday | Around, published: date, scene: Scene) -> Moment | None:
    if isinstance(reading, Offset):
        return _offset(reading, published)
    # What someone said « hier » in a quotation was said on a day that the source does not tell.
    if scene.quoted and not (isinstance(reading, Around) and reading.unit in ("month", "year")):
        return None
    if isinstance(reading, Weekday):
        return _weekday(reading, published, scene.tense)
    return _around(reading, published, scene.tense)


def _yearless(
    reading: Calendar,
    published: date | None,
    scene: Scene,
    context: int | None,
    infer: Infer | None,
) -> Moment | None:
    if published is not None and not scene.habit:
        near = [
            moment
            for year in range(published.year - 2, published.year + 3)
            if (moment := window(reading, year)) is not None
        ]
        chosen = _chosen(reading, near, published, scene.tense)
        told = reading.first.weekday is not None or reading.turn is not None or reading.this
        if chosen is not None and (told or context in (None, chosen.first.year)):
            return chosen
    if infer is None or (year := infer(reading)) is None:
        return None
    deduced = window(reading, year)
    return deduced and Moment(deduced.first, deduced.last, deduced.precision, inferred=True)


def _chosen(
    reading: Calendar, near: list[Moment], published: date, tense: Tense | None
) -> Moment | None:
    """Choose among the same date of the years around: by its own words, its verb, or nearness."""
    slack = _FUZZ if reading.season else timedelta(0)
    if reading.turn == "last":
        return max((m for m in near if m.last - slack < published), default=None, key=_first)
    if reading.turn == "next":
        return min((m for m in near if m.first > published), default=None, key=_first)
    if reading.this:
        return next((m for m in near if m.first.year == published.year), None)
    if reading.first.weekday is not None:
        # The same weekday comes back after five years at the soonest.
        close = [m for m in near if abs(m.first.year - published.year) <= 1]
        return close[0] if len(close) == 1 else None
    return _by_verb(reading, near, published, tense)


def _by_verb(
    reading: Calendar, near: list[Moment], published: date, tense: Tense | None
) -> Moment | None:
    if tense == "past":
        last = max((m for m in near if m.first <= published), default=None, key=_first)
        return last if last is not None and published - last.last <= _FAR else None
    if tense == "future":
        first = min((m for m in near if m.last >= published), default=None, key=_first)
        return first if first is not None and first.first - published <= _FAR else None
    # A month without a verb that dates it may be that of every year (« En mai, fais… »).
    if reading.last.day is None:
        return None
    close = [m for m in near if m.first - _NEAR <= published <= m.last + _NEAR]
    return close[0] if len(close) == 1 else None


def _first(moment: Moment) -> date:
    return moment.first


def _offset(reading: Offset, published: date) -> Moment | None:
    """Rough by a tenth of the number, at least by one unit (half of one below three years)."""
    size = abs(reading.number)
    margin = max(1.0, size / 10)
    if reading.unit == "year" and size < 3:
        margin = 0.6
    if reading.hedged:
        margin *= 2
    days = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}[reading.unit]
    try:
        middle = published + timedelta(days=round(reading.number * days))
        wide = timedelta(days=round(margin * days))
        return Moment(middle - wide, middle + wide, "about")
    except OverflowError:
        return None


def _weekday(reading: Weekday, published: date, tense: Tense | None) -> Moment | None:
    since = (published.weekday() - reading.number) % 7
    until = (reading.number - published.weekday()) % 7
    if reading.turn == "last":
        first = published - timedelta(days=since or 7)
    elif reading.turn == "next":
        first = published + timedelta(days=until or 7)
    elif tense == "past":
        first = published - timedelta(days=since)
    elif tense == "future":
        first = published + timedelta(days=until)
    elif reading.this and not since:
        first = published
    else:
        return None
    return Moment(first, first + _DAY if reading.night else first, "day")


def _around(reading: Around, published: date, tense: Tense | None) -> Moment | None:
    step = reading.step
    if reading.unit == "day":
        day = published + timedelta(days=step)
        return Moment(day, day, "day")
    if reading.unit == "night":
        return Moment(published - _DAY, published + _DAY, "about")
    monday = published - timedelta(days=published.weekday())
    if reading.unit == "week":
        first = monday + timedelta(weeks=step)
        return Moment(first, first + timedelta(days=6), "day")
    if reading.unit == "weekend":
        return _weekend(monday, published, step, tense)
    if reading.unit == "year":
        year = published.year + step
        return Moment(date(year, 1, 1), date(year, 12, 31), "year")
    year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return Moment(date(year, month + 1, 1), date(year, month + 1, last), "month")


def _weekend(monday: date, published: date, step: int, tense: Tense | None) -> Moment | None:
    saturday = monday + timedelta(days=5)
    if step < 0 or (step == 0 and tense == "past" and published < saturday):
        saturday -= timedelta(weeks=1)
    elif step > 0 and published >= saturday:
        saturday += timedelta(weeks=1)
    elif step == 0 and tense is None and published < saturday:
        return None
    return Moment(saturday, saturday + _DAY, "day")
