"""The quantity that a stretch says, with the words around it that widen or measure it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from rag.text import patterns
from rag.types import GroundingError, Span
from rag.values.counted import changes, counts
from rag.values.flat import Flat, flatten
from rag.values.hedges import hedge, rounding, widened
from rag.values.kinds import Quantity
from rag.values.numerals import Numeral, numerals
from rag.values.units import Unit, kind_of, measure, unit

_CUT = re.compile(r"[a-z][\w'’]")
_ARTICLE = re.compile(r"une?")
_HALF = re.compile(r" et demie?(?!\w)")
_TAIL = re.compile(r" ?(\d\d)(?![\w.,]| ?m)")
_OUT_OF = re.compile(r"(?: [a-z'-]+){0,2} sur ")
_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000})
_TO, _AND = re.compile(r" (?:a|ou) |-"), re.compile(r" et ")
_PART = re.compile(r",? dont ")
# A fortnight is counted with both its ends: « quinze jours » are two weeks.
_LOOSE_WEEKS = re.compile(r"(?:huit|quinze) jours(?!\w)")
_BETWEEN = re.compile(r"(?<!\w)entre (?:les )?$")
_ADDED = re.compile(r"(?: et |, | )?")
_LINKED = re.compile(r"lli(?:on|ard)s?(?: et demi)?$")
_OPPOSED = re.compile(r"(?: [a-z'-]+){0,3} (?:sur|contre) ")
_COLDER = re.compile(patterns.read("rag.values", "numbers.toml")["uncounted"]["colder_before"])
_LEADING = re.compile(
    r"(?:(?:pres|plus|moins|autour) d(?:e |')|environ |presque |quelques? |au moins |jusqu'a "
    r"|entre |les |ces |d(?:e |'))*"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity whose numbers stand at [start, end) of a flattened text, its unit up to `past`."""

    start: int
    end: int
    past: int
    quantity: Quantity
    size: Fraction
    article: bool = False


def quantity_of(span: Span, sentence: Span) -> Quantity | None:
    """Return the one quantity whose figures stand in a stretch; None for none, or for several.

    What widens it (« plus de », « entre 10 et ») and what it counts are read in the sentence.

    Raises:
        GroundingError: when the stretch is not inside the sentence.
    """
    start, end = _place(span, sentence)
    text = flatten(sentence.text).text
    part = _PART.search(text, start, end)
    end = part.start() if part is not None else end
    inside = [found for found in _quantities(text) if found.start < end and start < found.end]
    counted = [found for found in inside if not found.article] or inside
    return counted[0].quantity if len(counted) == 1 else None


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity where it stands: its figures with its unit, both in the source's characters.

    `figures` holds the number alone, « pas moins de » and the unit left out.
    """

    span: Span
    figures: Span
    quantity: Quantity


def quantities_in(sentence: Span) -> tuple[Said, ...]:
    """Return the quantities of a sentence that count or measure something, in order, apart."""
    flat = flatten(sentence.text)
    return tuple(
        Said(
            _within(sentence, flat, found.start, found.past),
            _within(sentence, flat, found.start, found.end),
            found.quantity,
        )
        for found in _quantities(flat.text)
        if not found.article and found.quantity.unit is not None
    )


def _within(sentence: Span, flat: Flat, start: int, end: int) -> Span:
    """Return a stretch of a flattened sentence in its source, up to the end of its last word."""
    # « 1,2 million d'euros par l'Agence »: the unit does not hold half a word.
    while end > start and _CUT.match(flat.text, end - 1):
        end = flat.text.rfind(" ", start, end)
    first, last = flat.origins[start], flat.origins[max(end, start + 1) - 1] + 1
    words = sentence.source.text[sentence.start + first : sentence.start + last].rstrip()
    return Span(sentence.source, sentence.start + first, sentence.start + first + len(words))


def is_quantity(span: Span, sentence: Span) -> bool:
    """Say whether a stretch is one quantity with its unit, and nothing else; « un » alone is not.

    Raises:
        GroundingError: when the stretch is not inside the sentence.
    """
    start, end = _place(span, sentence)
    text = flatten(sentence.text).text
    leading = _LEADING.match(text, start, end)
    first = leading.end() if leading is not None else start
    return any(
        found.start <= first < found.end and end <= found.past and not found.article
        for found in _quantities(text)
    )


def _place(span: Span, sentence: Span) -> tuple[int, int]:
    if not sentence.contains(span):
        raise GroundingError("a value is read inside its sentence")
    return flatten(sentence.text).within(span.start - sentence.start, span.end - sentence.start)


@lru_cache(maxsize=1024)
def _quantities(text: str) -> tuple[_Found, ...]:
    merged: list[_Found] = []
    for found in _each(text, [numeral for numeral in numerals(text) if counts(text, numeral)]):
        joined = _joined(text, merged[-1], found) if merged else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(found)
    return tuple(merged)


def _each(text: str, found: list[Numeral]) -> Iterator[_Found]:
    at = 0
    while at < len(found):
        two = found[at + 1] if at + 1 < len(found) else None
        pair = _pair(text, found[at], two) if two is not None else None
        read = pair or _single(text, found[at])
        yield read
        opposed = two is not None and _OPPOSED.fullmatch(text, found[at].end, two.start)
        at += 2 if pair is not None or opposed else 1
        # The minutes of « 1 h 30 » are read with their hour.
        while at < len(found) and found[at].start < read.past:
            at += 1


def _single(text: str, numeral: Numeral) -> _Found:
    told = unit(
        text, numeral.end, linked=numeral.loose or numeral.share or _is_linked(text, numeral)
    )
    if numeral.thousands is not None and not told.measured:
        # A thing that is counted has no thousandths.
        whole = numeral.thousands
        numeral = replace(numeral, value=whole, low=whole, high=whole, grain=Fraction(1))
    if numeral.share and told.name == "s":  # « trois quarts d'heure »
        numeral = replace(numeral, low=numeral.value, high=numeral.value)
    elif numeral.share:
        told = Unit(numeral.end, "%", Fraction(100), kind_of(text, numeral.end), measured=True)
    end, more, grain = _rest(text, numeral, told)
    if more:
        whole = numeral.value + more
        numeral = replace(numeral, value=whole, low=whole, high=whole, grain=grain)
    colder = told.name == "°C" and _COLDER.search(text, 0, numeral.start) is not None
    if colder or (numeral.value < 0 and not told.measured):
        # A dash before a thing that is counted opens a list.
        opposite = -numeral.value
        numeral = replace(numeral, value=opposite, low=opposite, high=opposite)
    return _hedged(text, numeral, replace(told, end=end))


def _rest(text: str, numeral: Numeral, told: Unit) -> tuple[int, Fraction, Fraction]:
    """Return the end, the worth and the grain of a part told after the unit, in that unit.

    « deux ans et demi », « 1 m 80 », « 12 euros 50 », « 1 h 30 ».
    """
    half = _HALF.match(text, told.end)
    if half is not None and told.name is not None:
        return half.end(), Fraction(1, 2), Fraction(1, 2)
    tail = _TAIL.match(text, told.end)
    if tail is None or not told.measured or numeral.value.denominator != 1:
        return told.end, Fraction(0), Fraction(0)
    if told.name in {"m", "€"} and told.size == 1:
        return tail.end(), Fraction(int(tail.group(1)), 100), Fraction(1, 100)
    if told.name == "s" and told.size == 3600:
        return tail.end(), Fraction(int(tail.group(1)), 60), Fraction(1, 60)
    return told.end, Fraction(0), Fraction(0)


def _pair(text: str, one: Numeral, two: Numeral) -> _Found | None:
    """Read two numbers as a share (« un sur trois ») or as a range (« entre 10 et 15 »)."""
    if one.loose or two.loose:
        return None
    if _OUT_OF.fullmatch(text, one.end, two.start):
        return _share(text, one, two)
    return None if changes(text, one.start) else _range(text, one, two)


def _share(text: str, one: Numeral, two: Numeral) -> _Found | None:
    if two.value not in _WHOLES or not 0 < one.value <= two.value:
        return None
    share, tenth = one.value / two.value, one.value / two.value / 10
    part = Numeral(one.start, two.end, share, share - tenth, share + tenth, share)
    of = unit(text, one.end).name or kind_of(text, two.end)
    return _hedged(text, part, Unit(two.end, "%", Fraction(100), of, measured=True))


def _range(text: str, one: Numeral, two: Numeral) -> _Found | None:
    first = measure(text, one.end) or Unit(one.end)
    between = _BETWEEN.search(text, 0, one.start) is not None
    link = (_AND if between else _TO).fullmatch(text, first.end, two.start)
    told = unit(text, two.end, linked=_is_linked(text, two))
    if link is None or (first.name or told.name) != told.name:
        return None
    if told.name is None and link.group() == "-":  # a score, a reference
        return None
    low = one.value * (told.size if first.name is None else first.size)
    high = two.value * told.size
    if first.name is None:
        low *= _carried(text, one, two)
    if low >= high:
        return None
    said = Quantity(low, high, told.name, of=told.of)
    return _Found(one.start, two.end, told.end, said, told.size)


def _carried(text: str, one: Numeral, two: Numeral) -> int:
    """Return what the second number lends the first: « cinq à six cents », « 10 à 15 000 »."""
    # « 2 à 300 » in figures may be either, and is left wide.
    least = 1000 if text[two.start].isdigit() else 100
    lent = (scale for scale in (10**9, 10**6, 1000, 100) if least <= scale <= two.grain)
    return next((scale for scale in lent if one.value * scale < two.value), 1)


def _hedged(text: str, numeral: Numeral, told: Unit) -> _Found:
    kind = hedge(text, numeral.start, told.end)
    low, high = (numeral.low, numeral.high) if kind is None else widened(numeral, kind)
    approximate = numeral.loose or kind is not None
    margin = Fraction(0) if approximate else rounding(numeral) * told.size
    if _LOOSE_WEEKS.match(text, numeral.start):
        margin = told.size
    low, high = sorted((low * told.size, high * told.size))
    said = Quantity(low, high, told.name, approximate, told.of, margin)
    article = _ARTICLE.fullmatch(text, numeral.start, numeral.end) is not None
    return _Found(numeral.start, numeral.end, told.end, said, told.size, article)


def _joined(text: str, one: _Found, two: _Found) -> _Found | None:
    """Join « 1 h » and « 30 min », « cinq ans » and « trois mois »: one duration."""
    first, second = one.quantity, two.quantity
    if not first.unit == second.unit == "s" or first.of or first.approximate or second.approximate:
        return None
    if two.size >= one.size or not _ADDED.fullmatch(text, one.past, two.start):
        return None
    said = replace(second, low=first.low + second.low, high=first.high + second.high)
    return _Found(one.start, two.end, two.past, said, two.size)


def _is_linked(text: str, numeral: Numeral) -> bool:
    return _LINKED.search(text, numeral.start, numeral.end) is not None
