"""The stretches of a sentence that have the shape of a number, a date, a person or a place."""

import re

from rag.read.expect import Expected
from rag.text import patterns

_SAID = patterns.read("rag.read", "patterns.toml")
_ANY_CASE = frozenset({Expected.NUMBER, Expected.DATE})
_SHAPES = {
    Expected(kind): patterns.compiled(
        listed, _SAID["parts"], re.IGNORECASE if Expected(kind) in _ANY_CASE else re.NOFLAG
    )
    for kind, listed in _SAID["shapes"].items()
}
_ALIKE = {
    Expected(kind): patterns.compiled(listed, _SAID["parts"], re.NOFLAG)
    for kind, listed in _SAID["alike"].items()
}
_ARTICLE = re.compile(r"(?:de[ \u00a0\u202f])?une?", re.IGNORECASE)
_SPACE = re.compile(r"[ \u00a0]")


def fits(kind: Expected, answer: str) -> bool:
    """Say whether a whole answer has the shape of a kind, or is like one that has."""
    alike = _ALIKE.get(kind)
    return bool(shapes(kind, answer)) or (alike is not None and alike.search(answer) is not None)


def shapes(kind: Expected, text: str) -> list[tuple[int, int]]:
    """Return the stretches of a sentence with the shape of a kind: code points, half-open.

    OTHER has no shape. An article alone (« un ») counts as no number, and a single word as no
    person where a full name stands too.
    """
    pattern = _SHAPES.get(kind)
    if pattern is None:
        return []
    found = [match.span() for match in pattern.finditer(text)]
    if kind is Expected.NUMBER:
        return [(start, end) for start, end in found if not _ARTICLE.fullmatch(text[start:end])]
    if kind is Expected.PERSON:
        full = [(start, end) for start, end in found if _SPACE.search(text[start:end])]
        return full or found
    return found
