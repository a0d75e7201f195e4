"""What a number counts or measures: the words right after it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from rag.text import patterns
from rag.text.fold import STOPWORDS, terms

_SAID = patterns.read("rag.values", "units.toml")
_NEVER = STOPWORDS | frozenset(_SAID["nouns"]["never"].split())
_OTHERS = frozenset({"autre", "autres"})
_ADJECTIVES = frozenset(_SAID["nouns"]["adjectives"].split())
_SAME = {word: group[0] for group in _SAID["nouns"]["same"] for word in group}
_FORMS = [
    (form, dimension["base"], Fraction(unit["size"]))
    for dimension in _SAID["dimension"]
    for unit in dimension["units"]
    for form in unit["forms"]
]
# The longest form first, so that « km/h » is not « km », nor « mètres carrés » metres.
_MEASURE = re.compile(
    "|".join(
        f"(?:{form})(?![^\\W\\d]|')" for form, _, _ in sorted(_FORMS, key=lambda f: -len(f[0]))
    )
)
_EXACT = [(re.compile(form), base, size) for form, base, size in _FORMS]
_CANONICAL = {
    (dimension["base"], Fraction(unit["size"])): unit["forms"][0].replace("s?", "")
    for dimension in _SAID["dimension"]
    for unit in dimension["units"]
}
_GAP = re.compile(r"\s?")
_LINK = re.compile(r" (?:de |d'|des |du )(?:la |l'|les |ces |ses |leurs? )?")
_WORD = re.compile(r"[a-z][a-z'-]*[a-z](?![\w'])")
_RATE = re.compile(
    r" ?/ ?(?P<sign>[a-z]\w*)|(?: par | pour (?=\d|cent|mille))(?P<per>[a-z]\w*|\d+(?: 000)*)(?!\w)"
    r"| (?:le |la |l')(?!\w+ (?:derni|prochain|pass))(?P<each>[a-z][\w ]*)"
)
_DIFFERENCE = re.compile(r" (?:de|en) (plus|moins)(?!\w)")
_SERVED = re.compile(r" (ferme|avec sursis)(?!\w)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What follows a number, up to `end` of the flattened text.

    `size` is the value of one in the base unit `name`; `of` is the stem of what it is of.
    """

    end: int
    name: str | None = None
    size: Fraction = Fraction(1)
    of: str | None = None
    measured: bool = False


def measure(text: str, at: int) -> Unit | None:
    """Return the measure written at a place of a flattened text, a space apart or none."""
    match = _MEASURE.match(text, _after_gap(text, at))
    if match is None:
        return None
    base, size = _form(match.group())
    return Unit(match.end(), base, size, measured=True)


def _form(written: str) -> tuple[str, Fraction]:
    return next((base, size) for form, base, size in _EXACT if form.fullmatch(written))


def unit(text: str, at: int, *, linked: bool = False) -> Unit:
    """Return what the number that ends at `at` counts or measures; no name when nothing tells.

    Args:
        text: a flattened text.
        at: the end of the number.
        linked: the number takes « de » before its unit: « une dizaine de jours ».
    """
    link = _LINK.match(text, at) if linked else None
    start = link.end() - 1 if link is not None else at
    # « d'euros » leaves no space to step over.
    start = link.end() if link is not None and text[start] == "'" else start
    found = measure(text, start)
    if found is None:
        return _turned(text, _counted(text, start, Unit(at)))
    served = _SERVED.match(text, found.end)
    if served is not None and found.name == "s":
        return Unit(served.end(), found.name, found.size, served.group(1), measured=True)
    return _turned(text, found)


def kind_of(text: str, at: int) -> str | None:
    """Return the stem of what a measure is of (« de prison », « des femmes »), if it says."""
    link = _LINK.match(text, at)
    word = _WORD.match(text, link.end()) if link is not None else None
    return _stem(word.group()) if word is not None else None


def _turned(text: str, found: Unit) -> Unit:
    """Read a rate or a difference after a unit, then what it is of."""
    if found.name is None:
        return found
    name, end = found.name, found.end
    difference = _DIFFERENCE.match(text, end)
    if difference is not None:
        return Unit(difference.end(), f"{name} {difference.group(1)}", found.size, measured=True)
    rate = _RATE.match(text, end)
    per = _per(rate) if rate is not None else None
    if rate is not None and per is not None:
        whole = rate.end() if rate.group("each") is None else rate.start("each")
        return Unit(whole, f"{name}/{per}", found.size, measured=found.measured)
    of = kind_of(text, end) if found.measured else None
    return Unit(end, name, found.size, of, measured=found.measured)


def _per(rate: re.Match[str]) -> str | None:
    word = rate.group("sign") or rate.group("per")
    if word is not None:
        return _CANONICAL[_form(word)] if _MEASURE.fullmatch(word) else _stem(word) or word
    each = _MEASURE.match(rate.group("each"))
    return _CANONICAL[_form(each.group())] if each is not None else None


def _counted(text: str, at: int, none: Unit) -> Unit:
    """Return the noun that follows, adjectives stepped over, or one of them that stands alone."""
    alone: Unit | None = None
    place = at
    while (word := _WORD.match(text, _after_gap(text, place))) is not None:
        if word.group() in _OTHERS:  # « neuf autres personnes »
            place = word.end()
            continue
        stem = None if word.group() in _NEVER else _stem(word.group())
        if stem is None:
            break
        counted = Unit(word.end(), stem)
        if word.group() not in _ADJECTIVES:
            return counted
        alone, place = counted, word.end()
    return alone or none


def _stem(word: str) -> str | None:
    keys = terms(_SAME.get(word, word))
    return keys[0] if keys else None


def _after_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match is not None else at
