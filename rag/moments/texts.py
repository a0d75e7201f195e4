"""What is said of a source's dates, in French."""

from datetime import date

from rag.messages import MONTHS
from rag.moments.moment import Moment

WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
FROM_SOURCE = "d’après la date de la source"
FROM_TEXT = "déduit du jour de la semaine et des autres dates du texte"

_WIDE, _ROUGH = 300, 45
"""Days: a rough moment is said by its year above the first, by its month above the second."""


def explained(moment: Moment, *, year_only: bool) -> str:
    """Say what an expression means and what tells it; `year_only` when only its year lacked."""
    what = years(moment) if year_only else when(moment)
    return f"{what}, {FROM_TEXT if moment.inferred else FROM_SOURCE}"


def years(moment: Moment) -> str:
    """Write the year of a moment, or both (« 2024-2025 »)."""
    first, last = moment.first.year, moment.last.year
    return str(first) if first == last else f"{first}-{last}"


def when(moment: Moment) -> str:
    """Write a moment as French does."""
    first, last = moment.first, moment.last
    if moment.precision == "about":
        return _roughly(moment)
    if first == last:
        return f"{WEEK[first.weekday()]} {_day(first)} {_month(first)}"
    if moment.precision == "year":
        return years(moment)
    if moment.precision == "month":
        one, other = _month(first), _month(last)
        return one if one == other else f"de {one} à {other}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {_day(first)} au {_day(last)} {_month(last)}"
    return f"du {_day(first)} {_month(first)} au {_day(last)} {_month(last)}"


def _roughly(moment: Moment) -> str:
    wide = (moment.last - moment.first).days
    middle = date.fromordinal((moment.first.toordinal() + moment.last.toordinal()) // 2)
    if wide > _WIDE:
        return f"vers {middle.year}"
    if wide > _ROUGH:
        return f"vers {_month(middle)}"
    return f"vers le {_day(middle)} {_month(middle)}"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
