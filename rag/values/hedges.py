"""How far a number reaches: the words that widen it, and the rounding that nobody says."""

import re
from fractions import Fraction

from rag.text import patterns
from rag.values.numerals import Numeral, round_reach

_SAID = patterns.read("rag.values", "numbers.toml")
_BEFORE = {name: re.compile(pattern) for name, pattern in _SAID["before"].items()}
_AFTER = {name: re.compile(pattern) for name, pattern in _SAID["after"].items()}

MOST_OVER = 10
"""« Plus de cent » stops short of a thousand: the speaker would have said so."""
_FINE_REACH = Fraction(1, 10)
_LARGE = 1000


def hedge(text: str, start: int, end: int) -> str | None:
    """Return the kind of what widens the number at [start, end), its unit included, if any."""
    before = next((name for name, sign in _BEFORE.items() if sign.search(text, 0, start)), None)
    return before or next((name for name, sign in _AFTER.items() if sign.match(text[end:])), None)


def widened(numeral: Numeral, kind: str) -> tuple[Fraction, Fraction]:
    """Return the closed bounds of a number under a kind of hedge."""
    value, low, high = numeral.value, numeral.low, numeral.high
    figures = abs(value) / numeral.grain if numeral.grain else Fraction(0)
    # « environ 50 » reaches farther than « environ 53 » would.
    reach = round_reach(value) if 0 < figures < 10 else abs(value) * _FINE_REACH
    if kind == "little_more":
        return value, value + reach
    if kind == "little_less":
        return value - reach, value
    if kind == "least":
        return value, max(high, abs(value) * MOST_OVER)
    if kind == "most":
        return min(low, Fraction(0)), high if numeral.loose else value
    return min(low, value - reach), max(high, value + reach)


def rounding(numeral: Numeral) -> Fraction:
    """Return how far an unhedged number may have been rounded: large ones are, freely."""
    tolerated = abs(numeral.value) / (10 if abs(numeral.value) >= _LARGE else 20)
    return min(numeral.grain, tolerated)
