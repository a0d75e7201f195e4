"""The expressions of time of a paragraph, each with what its words say.

Own patterns: on 60 short French sentences (44 with one expression, 15 that must give none, 1
free), dateparser 1.5.0 found 18 whole expressions with a right date and kept silent on 4 of the
15, recognizers-text 1.0.2a2 found 17 and kept silent on 4; neither gives ranges with a precision,
and dateparser gives no offsets. They read « a 20 ans », « 2000 euros » or « Mai Nguyen » as dates.
These patterns find 44, of which 2 stay without a moment, and keep silent on 14 of the 15.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.moments.data import PARTS, SAID
from rag.moments.plain import Plain, plain
from rag.moments.reading import Reading, Unknown
from rag.moments.say import said
from rag.text import patterns

_RULES = [
    (name, patterns.compiled([rule], PARTS))
    for name, rules in SAID["rules"].items()
    for rule in rules
]
_NAMED = patterns.compiled(SAID["named"]["before"], PARTS)
_EVENT = patterns.compiled(SAID["named"]["event"], PARTS)
_BEFORE = 60
"""Characters looked at before an expression for what it may name."""
_CHAIN = 6
"""Characters that may part a year from the one that it is listed after."""
_OPENS = re.compile(r"(?:^|[\n.!?:;|•*(«\"–—/>\]-])\s*$")
_SMALL = re.compile(r"[ \u00a0]+[A-ZÀ-Þ][a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at code points [start, end) of its paragraph."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    reading: Reading | None
    chained: bool


@lru_cache(maxsize=1024)
def found(paragraph: str) -> tuple[Found, ...]:
    """Return the expressions of a paragraph, in order, apart: the first and longest of a place."""
    key = plain(paragraph)
    every = [one for name, rule in _RULES for one in _matches(name, rule, key, paragraph)]
    # What is no date (« 31 juin 2024 », a street's name) still keeps its words from being one.
    kept: list[_Match] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end, one.chained)):
        if kept and one.start < kept[-1].end:
            continue
        if one.chained and not (kept and one.start - kept[-1].end <= _CHAIN):
            continue
        kept.append(one)
    return tuple(Found(one.start, one.end, one.reading) for one in kept if one.reading)


def _matches(name: str, rule: re.Pattern[str], key: Plain, text: str) -> Iterator[_Match]:
    for match in rule.finditer(key.key):
        group = "core" if "core" in rule.groupindex else 0
        start, end = key.place(*match.span(group))
        before = key.key[max(0, match.start(group) - _BEFORE) : match.start(group)]
        reading = said(name, match)
        if _NAMED.search(before) or not _written(name, match, text, start, end):
            reading = None
        elif reading and match.groupdict().get("y1") is None and _EVENT.search(before):
            reading = Unknown()
        yield _Match(start, end, reading, name == "chain")


def _written(name: str, match: re.Match[str], text: str, start: int, end: int) -> bool:
    """Say whether the capitals of a word are those of a day or a month, not of a proper noun."""
    words = text[start:end]
    if words.isupper() or not words[0].isalpha() or not words[0].isupper():
        return True
    opens = bool(_OPENS.search(text, max(0, start - 8), start))
    if name == "deictic":
        return opens
    if name == "weekday":
        return opens and not _SMALL.match(text, end)
    if name == "calendar" and match.groupdict().get("d1") is None:
        return opens
    return True
