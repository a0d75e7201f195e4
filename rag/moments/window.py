"""The days that a point of the calendar covers once its year is known."""

import calendar
from datetime import date, timedelta

from rag.moments.moment import Moment, Precision
from rag.moments.reading import Calendar, Point

_HALVES = {"debut": (0.0, 0.5), "mi": (0.25, 0.75), "milieu": (0.25, 0.75), "fin": (0.5, 1.0)}
"""What part of a month or of a year « début », « mi- » and « fin » may cover, generously."""
_SEASONS = {
    "printemps": ((3, 1), (6, 30)),
    "ete": ((6, 1), (9, 30)),
    "automne": ((9, 1), (12, 31)),
}
_HEDGE = 2
"""Years on either side of « vers 2003 »."""


def window(reading: Calendar, year: int | None) -> Moment | None:
    """Return the days of a reading whose year is `year`; None when that year has no such day.

    A weekday that the date does not fall on gives None too, unless the source says the year.
    """
    if year is None:
        return None
    try:
        first, last = _ends(reading, year)
    except (ValueError, OverflowError):
        return None
    if reading.year is None and not _on_weekdays(reading, first, last):
        return None
    if last < first:
        return None
    if reading.part in _HALVES:
        low, high = _HALVES[reading.part]
        days = (last - first).days
        first, last = first + timedelta(days=int(low * days)), first + timedelta(int(high * days))
    rough = bool(reading.season or reading.hedged or reading.part in _HALVES)
    return Moment(first, last, "about" if rough else _precision(reading))


def _precision(reading: Calendar) -> Precision:
    if reading.first.day is not None or reading.last.day is not None:
        return "day"
    return "year" if reading.last.month is None else "month"


def _on_weekdays(reading: Calendar, first: date, last: date) -> bool:
    return all(
        point.weekday in (None, day.weekday())
        for point, day in ((reading.first, first), (reading.last, last))
    )


def _ends(reading: Calendar, year: int) -> tuple[date, date]:
    if reading.season:
        return _season(reading, year)
    first, last = reading.first, reading.last
    if reading.hedged:
        return date(year - _HEDGE, 1, 1), date(year + _HEDGE, 12, 31)
    end = _last(last, year)
    if first.year is not None:
        begin = _first(first, first.year)
        # « du 28 décembre 2024 au 3 janvier »
        return begin, _last(last, year + 1) if last.year is None and end < begin else end
    begin = _first(first, year)
    return (_first(first, year - 1) if begin > end else begin), end


def _first(point: Point, year: int) -> date:
    return date(year, point.month or 1, point.day or 1)


def _last(point: Point, year: int) -> date:
    month = point.month or 12
    return date(year, month, point.day or calendar.monthrange(year, month)[1])


def _season(reading: Calendar, year: int) -> tuple[date, date]:
    if reading.season in _SEASONS:
        begin, end = _SEASONS[reading.season]
        return date(year, *begin), date(year, *end)
    # « l’hiver 2019-2020 » is one winter, « l’hiver 2019 » may be either.
    if reading.last.year is not None and reading.last.year != reading.first.year:
        return date(reading.last.year - 1, 12, 1), date(reading.last.year, 3, 31)
    if reading.year is not None:
        return date(year - 1, 12, 1), date(year + 1, 3, 31)
    return date(year - 1, 12, 1), date(year, 3, 31)
