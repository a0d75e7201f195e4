"""How two values that answer one question stand to each other."""

from fractions import Fraction

from rag import moments
from rag.moments import Moment
from rag.values.kinds import Name, Quantity, Relation, Value, Words
from rag.values.likeness import alike

_NEAR = Fraction(27, 20)
"""How many times the smaller the larger of two near counts is, at most (docs/reponses.md)."""
_YEARS = 3
"""Years between two near ones, at most."""
_ESSENCE = 3
"""A value contained in another is its essence when it has at least a third of its words."""


def relation(one: Value, other: Value) -> Relation:
    """Return how two values stand to each other; it is the same both ways.

    DIFFERENT is said only of two moments, of two quantities of one unit or of two full names, which
    cannot both be true of one fact; in doubt, COMPATIBLE or UNRELATED. Two persons may still both
    answer a question that has several answers: that is for the caller to know.
    """
    match one, other:
        case Quantity(), Quantity():
            return _quantities(one, other)
        case Name(), Name():
            return _names(one, other)
        case Words(), Words():
            return _words(one, other)
        case Moment(), Moment():
            return Relation(moments.relation(one, other))
        case _:
            return Relation.UNRELATED


def close(one: Value, other: Value) -> bool:
    """Say whether two different values are as near as two accounts of one fact are.

    Two quantities of one known unit, the larger a third more than the other at most, about; two
    years three apart at most. Values further apart, or two days, are more often two facts'.
    """
    match one, other:
        case Quantity(), Quantity() if one.unit is not None and one.unit == other.unit:
            low, high = sorted((one.low + one.high, other.low + other.high))
            return low > 0 and high <= low * _NEAR
        case Moment(precision="year"), Moment(precision="year"):
            return abs(one.first.year - other.first.year) <= _YEARS
        case _:
            return False


def _quantities(one: Quantity, other: Quantity) -> Relation:
    known = one.unit is not None and other.unit is not None
    if (known and one.unit != other.unit) or (one.of and other.of and one.of != other.of):
        return Relation.UNRELATED
    alike_units = one.unit == other.unit
    if (one.low, one.high) == (other.low, other.high):
        return Relation.SAME if alike_units else Relation.COMPATIBLE
    if _gap(one, other) <= _rounded(one, other):
        return Relation.COMPATIBLE
    return Relation.DIFFERENT if alike_units else Relation.UNRELATED


def _gap(one: Quantity, other: Quantity) -> Fraction:
    """Return how far two intervals are apart, 0 when they meet."""
    return max(Fraction(0), one.low - other.high, other.low - one.high)


def _rounded(one: Quantity, other: Quantity) -> Fraction:
    """Return the gap that rounding explains: only where one number is less precise."""
    return Fraction(0) if one.margin == other.margin else max(one.margin, other.margin)


def _names(one: Name, other: Name) -> Relation:
    if one.gender and other.gender and one.gender != other.gender:
        return Relation.DIFFERENT
    if sorted(one.words) == sorted(other.words):
        return Relation.SAME
    fewer, more = sorted((one.words, other.words), key=len)
    shared = alike(fewer, more)
    if shared == len(fewer) or (shared >= 2 and alike(one.words[:1], other.words[:1])):
        return Relation.COMPATIBLE
    ends = [alike(one.words[at:][:1], other.words[at:][:1]) for at in (0, -1)]
    if shared and not any(ends):
        # One word in two places: « Talvas Toitures » is perhaps of « Jérôme Talvas ».
        return Relation.UNRELATED
    # A bare word may be a first name or a nickname of whoever has the other.
    told = all(len(name.words) > 1 or name.titled for name in (one, other))
    return Relation.DIFFERENT if told else Relation.UNRELATED


def _words(one: Words, other: Words) -> Relation:
    if one.denies != other.denies:
        return Relation.UNRELATED
    fewer, more = sorted((one, other), key=lambda words: len(words.terms))
    held, whole = len(fewer.terms), len(more.terms)
    contained = held > 0 and fewer.terms <= more.terms and held * _ESSENCE >= whole
    # « françaises » is not « la justice française »: half of its words, without their noun.
    essence = more.head in fewer.terms or 2 * held > whole
    return Relation.SAME if (contained and essence) or one == other else Relation.UNRELATED
