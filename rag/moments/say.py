"""From the words of an expression to its reading; None when they make no date (« 31 juin »)."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from rag.moments import numbers
from rag.moments.reading import (
    Around,
    Calendar,
    Offset,
    Point,
    Reading,
    Turn,
    Unit,
    Unknown,
    Weekday,
    Years,
)

_Groups = Mapping[str, str | None]
_LEAP = 2024
_LONGEST = 150
"""Years that a range may last."""
_UNITS: dict[str, Unit] = {"jour": "day", "sema": "week", "mois": "month", "an": "year"}
_DECADES = {"soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90}
_DEICTIC = {"avant-hier": -2, "hier": -1, "demain": 1, "apres-demain": 2}


def said(rule: str, match: re.Match[str]) -> Reading | None:
    """Return what a rule's match says; None when its numbers are no date's."""
    return _READERS[rule](match.groupdict(), match.group())


def _calendar(groups: _Groups, words: str) -> Reading | None:
    first = _point(groups, "1")
    last = _point(groups, "2", first) if _said(groups, "2") else first
    if last is not first:
        ended = _ended(first, last, words)
        if ended is None:
            return None
        first, last = ended
    if not (_real(first) and _real(last)):
        return None
    return Calendar(
        first,
        last,
        part=groups.get("part"),
        season=groups.get("season"),
        turn=_turn(groups.get("turn")),
        hedged=groups.get("hedge") is not None,
        this=words.startswith("ce"),
    )


def _said(groups: _Groups, end: str) -> bool:
    return any(groups.get(f"{kind}{end}") for kind in "dmy")


def _point(groups: _Groups, end: str, after: Point | None = None) -> Point:
    day, month, year, weekday = (groups.get(f"{kind}{end}") for kind in "dmyw")
    number = None
    if month is not None:
        number = int(month) if month.isdigit() else numbers.month(month)
    return Point(
        year=numbers.year(year, after.year if after else None) if year else None,
        month=number,
        day=numbers.counted(day) if day else None,
        weekday=numbers.weekday(weekday) if weekday else None,
    )


def _ended(first: Point, last: Point, words: str) -> tuple[Point, Point] | None:
    """Give the first end of a range the month it leaves unsaid; None when it runs backwards."""
    month = first.month
    if month is None and first.day is not None and last.day is not None and last.month is not None:
        month = last.month
        if first.day >= last.day:
            if not words.startswith(("du", "dans", "nuit")):
                return None
            month = 12 if month == 1 else month - 1
    if first.year and last.year and not first.year <= last.year < first.year + _LONGEST:
        return None
    return Point(first.year, month, first.day, first.weekday), last


def _real(point: Point) -> bool:
    """Say whether a point is on the calendar, in a leap year where no year is said."""
    try:
        date(point.year or _LEAP, point.month or 1, point.day or 1)
    except ValueError:
        return False
    return True


def _turn(word: str | None) -> Turn | None:
    if not word:
        return None
    return "next" if word.startswith("prochain") else "last"


def _decade(groups: _Groups, _words: str) -> Reading:
    said = groups["decade"] or ""
    if said.isdigit():
        year = int(said) if len(said) == 4 else 1900 + int(said)
    else:
        year = 1900 + (_DECADES.get(said) or numbers.counted(said))
    return Years(year, year + 9)


def _century(groups: _Groups, _words: str) -> Reading | None:
    number = numbers.century(groups["century"] or "")
    return Years(100 * number - 99, 100 * number) if 1 <= number <= 30 else None


def _offset(groups: _Groups, _words: str) -> Reading:
    unit = next(
        found for start, found in _UNITS.items() if (groups["unit"] or "").startswith(start)
    )
    number = numbers.counted(groups.get("n") or groups.get("round") or "")
    size = number + (0.5 if groups.get("half") else 0)
    hedged = bool(groups.get("hedge") or groups.get("round"))
    return Offset(unit, size if groups.get("ahead") else -size, hedged)


def _around(_groups: _Groups, words: str) -> Reading:
    step = 0
    if re.search(r" (?:dernier|passe)", words):
        step = -1
    elif " prochain" in words:
        step = 1
    if "week" in words:
        return Around("weekend", step)
    if "semaine" in words:
        return Around("week", step)
    return Around("month" if "mois" in words else "year", step)


def _deictic(groups: _Groups, _words: str) -> Reading:
    word = groups["word"] or ""
    return Around("night" if word == "cette nuit" else "day", _DEICTIC.get(word, 0))


def _night(groups: _Groups, _words: str) -> Reading:
    one, other = numbers.weekday(groups["w1"] or ""), numbers.weekday(groups["w2"] or "")
    return Weekday(one, night=True) if (one + 1) % 7 == other else Unknown()


def _weekday(groups: _Groups, _words: str) -> Reading:
    number = numbers.weekday(groups["w1"] or "")
    return Weekday(number, _turn(groups.get("turn")), this=groups.get("this") is not None)


def _unknown(_groups: _Groups, _words: str) -> Reading:
    return Unknown()


_READERS: dict[str, Callable[[_Groups, str], Reading | None]] = {
    "numeric": _calendar,
    "calendar": _calendar,
    "chain": _calendar,
    "decade": _decade,
    "century": _century,
    "offset": _offset,
    "turn": _around,
    "deictic": _deictic,
    "night": _night,
    "weekday": _weekday,
    "unknown": _unknown,
}
