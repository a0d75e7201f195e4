"""Numbers that count nothing: labels, days, years, times, ranks, parts of an address."""

import re

from rag.text import patterns
from rag.values.hedges import hedge
from rag.values.numerals import Numeral
from rag.values.units import measure, unit

_SAID = patterns.read("rag.values", "numbers.toml")["uncounted"]
_LABEL = [re.compile(pattern) for pattern in _SAID["before"]]
_RANK = [re.compile(pattern) for pattern in _SAID["after"]]
_TIMES = [
    (re.compile(_SAID[f"{name}_before"]), re.compile(_SAID[f"{name}_after"]))
    for name in ("clock", "minutes", "hours")
]
_YEAR, _DAY = re.compile(_SAID["year_before"]), re.compile(_SAID["day_before"])
_CHANGED = re.compile(_SAID["changed_before"])
_LAST_DAY = 31


def counts(text: str, numeral: Numeral) -> bool:
    """Say whether a number of a flattened text counts or measures something."""
    start, end = numeral.start, numeral.end
    written, after = text[start:end], text[end:]
    if any(sign.search(text, 0, start) for sign in _LABEL) or any(s.match(after) for s in _RANK):
        return False
    if any(left.search(text, 0, start) and right.match(after) for left, right in _TIMES):
        return False
    measured = measure(text, end) is not None
    if re.fullmatch(r"(?:1\d|20)\d\d", written) and not measured:
        dated = _YEAR.search(text, 0, start) is not None and hedge(text, start, end) is None
        return not dated and unit(text, end).name is not None
    if written.isdigit() and int(written) <= _LAST_DAY and _DAY.search(text, 0, start):
        return unit(text, end).name is not None
    return measured or re.match(r"[a-z]", after) is None or text[end - 1] in "- "


def changes(text: str, start: int) -> bool:
    """Say whether the words before a place tell of a change: « est passé de »."""
    return _CHANGED.search(text, 0, start) is not None
