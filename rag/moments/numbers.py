"""The numbers that dates are made of: days, months, years, counts and centuries."""

from rag.messages import MONTHS
from rag.moments.texts import WEEK
from rag.text.fold import fold

_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_SAID = {word: number for number, word in enumerate(_UNITS.split())} | {
    "une": 1,
    "premier": 1,
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
    "cents": 100,
}
_ROUND = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_MONTHS = {fold(name)[:4]: number for number, name in enumerate(MONTHS, 1)}
_WEEK = {name: number for number, name in enumerate(WEEK)}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_PIVOT = 50


def counted(words: str) -> int:
    """Return a number below 1000 in figures or French words, or the round one of « vingtaine »."""
    if words in _ROUND:
        return _ROUND[words]
    figures = "".join(char for char in words if char.isdigit())
    if figures:
        return int(figures)
    total = 0
    for word in words.replace("-", " ").split():
        if word == "et":
            continue
        number = _SAID[word]
        if number == 20 and total == 4:  # quatre-vingts
            total = 80
        elif number == 100 and total:
            total *= 100
        else:
            total += number
    return total


def month(name: str) -> int:
    """Return the number, from 1, of a month written in full or shortened."""
    return next(n for key, n in _MONTHS.items() if key.startswith(name.rstrip(".")[:4]))


def weekday(name: str) -> int:
    """Return the number of a day of the week, 0 for Monday."""
    return _WEEK[name]


def year(figures: str, after: int | None = None) -> int:
    """Return a year; of two figures, it is in the century of `after`, or else 1950 to 2049."""
    number = int(figures)
    if number >= 100:
        return number
    if after is not None:
        return after - after % 100 + number
    return number + (2000 if number < _PIVOT else 1900)


def century(roman: str) -> int:
    """Return a number in Roman figures below XL."""
    values = [_ROMAN[figure] for figure in roman]
    return sum(
        -one if one < following else one
        for one, following in zip(values, [*values[1:], 0], strict=True)
    )
