"""Whether two values are of one thing, by the words around them alone."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rag.overview.data import listed, pattern
from rag.overview.lines import Line, Seen
from rag.text.fold import fold, terms

_REACH = 60
"""Characters looked at on each side of a value, inside its sentence."""
_NEAR = 3
"""Content words compared on each side."""
_ENOUGH = 2
"""Weight of what must be shared on one side."""
_LONG = 3
"""Figures from which a number shared beside a value is worth two words."""
_FIGURES = re.compile(r"(?i)[\d\s.,]*\d\s?|\w+\s")
_STRONG = re.compile(r"[.;:!?()«»“”—–]")
_OFTEN = 3
"""Times a name stands in a source that is about it."""
_NAMES = 3
"""Names that two sources share when they tell one story."""
_OPENS = re.compile(r"^\W*$")


class Story:
    """Which sources tell one story: they share names, or one that both keep saying."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._names: dict[str, Counter[str]] = {}
        for line in lines:
            found = [_base(match.group()) for match in _named(line)]
            for source in line.sources:
                self._names.setdefault(source, Counter()).update(found)

    def one(self, line: Line, other: Line) -> bool:
        """Say whether two lines are of sources that tell one story."""
        pairs = itertools.product(line.sources, other.sources)
        return any(self._one(self._names[one], self._names[two]) for one, two in pairs)

    def _one(self, mine: Counter[str], theirs: Counter[str]) -> bool:
        shared = mine.keys() & theirs.keys()
        kept = any(mine[name] >= _OFTEN and theirs[name] >= _OFTEN for name in shared)
        return kept or len(shared) >= _NAMES


def _named(line: Line) -> Iterator[re.Match[str]]:
    return pattern("context", "proper").finditer(line.text)


def _base(name: str) -> str:
    return fold(name).partition(".")[0]


def alike(one: Seen, other: Seen, lines: Sequence[Line]) -> bool:
    """Say whether the words around two values of a kind say that they are of one thing.

    Either the same content words stand right beside both (« Onze personnes sont blessées »), or
    the same participle governs two dates whose subjects are one (« créé en 2003 »).
    """
    sides = zip(_sides(one), _sides(other), strict=True)
    if any(_weight(mine, theirs) >= _ENOUGH for mine, theirs in sides):
        return True
    verb, subject = _governed(one)
    other_verb, other_subject = _governed(other)
    if not (verb and subject and other_subject) or verb != other_verb:
        return False
    return _one_thing(subject, other_subject, lines)


def _sides(seen: Seen) -> tuple[list[str], list[str]]:
    """Return the content words nearest to a value, on its left and on its right."""
    line, span = seen.line, seen.span
    text = line.source.text
    left = text[max(line.sentence.start, span.start - _REACH) : span.start]
    right = text[span.end : min(line.sentence.end, span.end + _REACH)]
    figures = _FIGURES.match(span.text)
    unit = terms(span.text[figures.end() :] if figures else "")
    before = terms(_STRONG.split(left)[-1])[-_NEAR:]
    return before, [*unit, *terms(_STRONG.split(right)[0])[:_NEAR]]


def _weight(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Weigh what two sides share: long figures two, other words one, measures nothing."""
    shared = set(mine) & set(theirs) - listed("context", "measures")
    long = sum(2 for term in shared if term.isdigit() and len(term) >= _LONG)
    return long + sum(1 for term in shared if not term.isdigit())


def _governed(seen: Seen) -> tuple[str, str]:
    """Return the participle that a date is of, as it is written, and the subject it is said of."""
    line, span = seen.line, seen.span
    text = line.source.text
    left = text[line.sentence.start : span.start]
    opening = pattern("context", "preposition").search(left)
    left = left[: opening.start()] if opening is not None else left
    verb = pattern("context", "participle").search(left)
    if verb is None:
        return "", ""
    before = left[: verb.start()]
    if _OPENS.match(before):
        after = pattern("context", "subject_after").match(text[span.end : line.sentence.end])
        return fold(verb.group("verb")), after.group("noun") if after else ""
    noun = pattern("context", "noun_before").search(before)
    return fold(verb.group("verb")), noun.group("noun") if noun else ""


def _one_thing(one: str, other: str, lines: Sequence[Line]) -> bool:
    """Say whether two subjects are one: the same word, or a noun that a line puts by the name."""
    if fold(one) == fold(other):
        return True
    proper, noun = (one, other) if one[:1].isupper() else (other, one)
    if not proper[:1].isupper() or noun[:1].isupper():
        return False
    name = re.escape(proper.partition(".")[0])
    apposed = re.compile(rf"(?i)\b{re.escape(noun)}\s(?:(?:de\s|d['’])?\w+\s)?{name}\b")
    return any(apposed.search(line.text) for line in lines)
