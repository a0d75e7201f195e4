"""The stretches of a sentence that have the shape of a number, a date, a person or a place."""

import re
from collections.abc import Iterator

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
_ARTICLE = re.compile(r"(?:de[ \u00a0\u202f])?une?", re.IGNORECASE)


def shapes(kind: Expected, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence with the shape of a kind: code points, half-open.

    OTHER has no shape. An article alone (« un ») counts as no number.
    """
    pattern = _SHAPES.get(kind)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        if not (kind is Expected.NUMBER and _ARTICLE.fullmatch(match.group())):
            yield match.start(), match.end()
