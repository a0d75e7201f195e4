"""Numbers as French writes them, in figures, in words or as « une cinquantaine »."""

import re
from dataclasses import dataclass
from fractions import Fraction

from text_to_num import text2num

from rag.text import patterns

_SAID = patterns.read("rag.values", "numbers.toml")
_NUMERAL = patterns.compiled(_SAID["shapes"].values(), _SAID["parts"])
_SIZES: dict[str, int] = _SAID["rounds"]
_FRACTIONS = {word: Fraction(share) for word, share in _SAID["fractions"].items()}
_HALF = Fraction(1, 2)

_ROUND_REACH, _TEN_REACH = Fraction(1, 4), Fraction(2, 5)
_SEVERAL = (2, 20)
"""« Des dizaines » is at least two tens; where hundreds would be said is left wide."""
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of a flattened text.

    `value` is what the words name, `low` and `high` what they cover, `grain` the place of the last
    figure that is not a round zero. `share` marks a part of a whole (« un tiers »); `thousands` is
    the other reading of « 23,051 ».
    """

    start: int
    end: int
    value: Fraction
    low: Fraction
    high: Fraction
    grain: Fraction
    share: bool = False
    thousands: Fraction | None = None

    @property
    def loose(self) -> bool:
        """Whether the number's own words are approximate."""
        return self.low < self.high


def numerals(text: str) -> list[Numeral]:
    """Return the numbers of a flattened text, in order, apart; « un » and years included."""
    found: list[Numeral] = []
    at = 0
    while match := _NUMERAL.search(text, at):
        numeral = _read(match)
        if numeral is not None:
            found.append(numeral)
        at = numeral.end if numeral is not None else match.end()
    return found


def round_reach(value: Fraction) -> Fraction:
    """Return how far « une cinquantaine » reaches from fifty: into what the next word says.

    Farther from ten, a hundred or a thousand, after which no word comes before the double.
    """
    ten = value.denominator == 1 and str(abs(value.numerator)).rstrip("0") == "1"
    return abs(value) * (_TEN_REACH if ten else _ROUND_REACH)


def _read(match: re.Match[str]) -> Numeral | None:
    said = {name: text for name, text in match.groupdict().items() if text}
    start, end = match.span()
    if "part" in said:
        share = _top(said["top"]) * _FRACTIONS[_singular(said["part"])]
        return Numeral(start, end, share, share * 9 / 10, share * 11 / 10, share, share=True)
    if "halved" in said:
        scale = Fraction(_SIZES.get(said["halved"], 1), 2)
        # The word that is halved stays outside, since it may be a unit.
        end = end if said["halved"] in _SIZES else match.start("halved")
        return Numeral(start, end, scale, scale, scale, scale)
    if "round" in said:
        return _round(start, end, said)
    if "of" in said:
        return _several(start, end, Fraction(_SIZES[_singular(said["of"])]), said.get("more", ""))
    if "digits" in said:
        return _figures(start, end, said)
    return _spelled(start, end, said)


def _round(start: int, end: int, said: dict[str, str]) -> Numeral | None:
    many = said.get("many", "")
    value = Fraction(_SIZES[said["round"]])
    if said.get("plural") and many in {"", "des", "les", "ces", "de", "quelques", "plusieurs"}:
        return _several(start, end, value, said.get("scales", ""))
    count = 1 if many in {"", "un", "une", "la", "cette", "de"} else _integer(many)
    if count is None:
        return None
    value *= count * _scaled(said.get("scales", ""))
    low, high = value - round_reach(value), value + round_reach(value)
    if said.get("size") in {"bonne ", "grosse ", "grande "}:
        low, high = value * 9 / 10, value * 3 / 2
    return Numeral(start, end, value, low, high, value)


def _several(start: int, end: int, value: Fraction, scales: str) -> Numeral:
    # « Des milliers » are still that many where others would say « dizaines de milliers ».
    wide = value >= _THOUSAND and not scales
    value *= _scaled(scales)
    least, most = _SEVERAL
    most = most * 10 if wide else most
    return Numeral(start, end, value * least, value * least, value * most, value)


def _figures(start: int, end: int, said: dict[str, str]) -> Numeral | None:
    written = said["digits"]
    if re.match(r"-?0\d", written):
        return None
    thousands = None
    plain = re.sub(r"[ '\u2009]", "", written)
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    value, grain = Fraction(plain), _grain(plain)
    if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", written):
        thousands = value * 1000
    scale = Fraction(_SIZES.get(_singular(said.get("scale", "")), 1))
    if said.get("half_more"):
        value, grain = value + _HALF, _HALF
    value, grain = value * scale, grain * scale
    if said.get("scale"):
        thousands = None
    return Numeral(start, end, value, value, value, grain, thousands=thousands)


def _spelled(start: int, end: int, said: dict[str, str]) -> Numeral | None:
    words, dropped = said["words"], 0
    while (count := _integer(words)) is None:
        shorter = re.sub(r"(?:[ -]et)?[ -]?\w+$", "", words)
        if not shorter:
            return None
        dropped += len(words) - len(shorter)
        words = shorter
    value, grain = Fraction(count), _grain(str(count))
    if said.get("half_too"):
        if dropped:
            dropped += len(said["half_too"])
        else:
            # « un million et demi » halves the million, « deux et demi » the unit.
            scale = next(
                (_SIZES[word] for word in ("milliard", "million") if word in words.split(" ")[-1]),
                1,
            )
            value, grain = value + _HALF * scale, _HALF * scale
    return Numeral(start, end - dropped, value, value, value, grain)


def _integer(words: str) -> int | None:
    try:
        return int(text2num(words.replace("zero", "zéro"), "fr"))
    except ValueError:
        return None


def _top(words: str) -> int:
    return _integer(words.rsplit(maxsplit=1)[-1]) or 1


def _scaled(scales: str) -> int:
    product = 1
    for word in scales.replace(" de ", " ").split():
        product *= _SIZES[_singular(word)]
    return product


def _singular(word: str) -> str:
    return word if word == "tiers" else word.removesuffix("s")


def _grain(plain: str) -> Fraction:
    digits = plain.lstrip("-")
    if "." in digits:
        return Fraction(1, 10 ** len(digits.partition(".")[2]))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return Fraction(10**zeros)
