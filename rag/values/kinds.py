"""What a stretch of a source can say, and how two such things stand to each other."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from rag.moments import Moment


class Relation(StrEnum):
    """How two answers to one question stand to each other."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something, as an interval that its wording leaves open.

    `low` and `high` are closed bounds in `unit`: the base unit of a measure (« s », « m », « m2 »,
    « m3 », « kg », « € », « % », « °C »...), maybe by another (« m3/jour »), or else the stem of
    the thing counted; None when the words do not say. `of` is the stem of what the measure is of
    (« ans de prison », « % des femmes »). `approximate` says that the words themselves hedge;
    `margin` is how far an unhedged round number may have been rounded, 0 for a hedged one.
    """

    low: Fraction
    high: Fraction
    unit: str | None = None
    approximate: bool = False
    of: str | None = None
    margin: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.low > self.high or self.margin < 0:
            raise ValueError("a quantity's bounds are in order and its margin positive")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: its folded words in order, civility apart (`gender` is "m", "f" or "")."""

    words: tuple[str, ...]
    gender: str = ""
    titled: bool = False

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a name has at least one word")


@dataclass(frozen=True, slots=True)
class Words:
    """Anything else: its search keys, whether it denies, and the first key: mostly its noun."""

    terms: frozenset[str]
    denies: bool = False
    head: str = ""


Value: TypeAlias = Quantity | Name | Words | Moment
