"""A moment: the days among which a date lies, and how two moments compare."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", "about"]
Relation = Literal["same", "compatible", "different"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in [first, last], both included.

    `precision` is the unit that the words count in: a range of exact days (« du 3 au 5 mars ») is
    precise to the day, and what has no exact ends (« vers 2003 », « au printemps ») is "about".
    `inferred` says that the year was deduced from the day of the week and the text's other dates.
    """

    first: date
    last: date
    precision: Precision
    inferred: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a moment does not end before it begins")


def relation(one: Moment, other: Moment) -> Relation:
    """Compare what two sources say of one date.

    "same" needs the same days, said exactly by both; "different" needs that no day suits both;
    the rest, one less precise than the other or a rough one, is "compatible".
    """
    if one.last < other.first or other.last < one.first:
        return "different"
    exact = "about" not in (one.precision, other.precision)
    alike = (one.first, one.last) == (other.first, other.last)
    return "same" if exact and alike else "compatible"
