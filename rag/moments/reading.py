"""What an expression of time says by its words alone, before anything else is asked."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
Turn = Literal["last", "next"]


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month or a year, as far as it is said; `weekday` is 0 for Monday."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A point of the calendar, or all from one to another; `part` of it, or a `season`.

    `this` is « cet été »: the one of the year that the source was published in.
    """

    first: Point
    last: Point
    part: str | None = None
    season: str | None = None
    turn: Turn | None = None
    hedged: bool = False
    this: bool = False

    @property
    def year(self) -> int | None:
        """The year that is said, None when there is none."""
        return self.first.year if self.last.year is None else self.last.year


@dataclass(frozen=True, slots=True)
class Years:
    """All the years from one to another, roughly: a decade, a century."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (below 0) or after the date of the source."""

    unit: Unit
    number: float
    hedged: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The unit that the source's date falls in, or one `step` units off (« la semaine dernière »).

    A "weekend" of step 0 is the one before or after by what its verb says.
    """

    unit: Literal["day", "night", "week", "weekend", "month", "year"]
    step: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 is Monday), its side told by `turn` or else by the verb; or a night.

    `this` is « ce lundi »; `night` goes from this day to the next.
    """

    number: int
    turn: Turn | None = None
    this: bool = False
    night: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """An expression that leans on another one (« la veille », « deux ans plus tard »)."""


Reading = Calendar | Years | Offset | Around | Weekday | Unknown
