"""The habits of the French press, read from `habits.toml`: wordings, layouts, signs of selling."""

import re
from typing import Final

from rag.text import patterns
from rag.types import Zone

_SAID = patterns.read("rag.segment", "habits.toml")
_PARTS: dict[str, str] = _SAID["parts"]

WORDED: Final = {
    name: patterns.compiled(listed, _PARTS) for name, listed in _SAID["worded"].items()
}
"""Patterns on folded text, by name."""

WRITTEN: Final = {
    name: patterns.compiled(listed, _PARTS) for name, listed in _SAID["written"].items()
}
"""Patterns on the text as written: its capitals tell."""

DATE: Final = patterns.compiled(["<DATE>"], _PARTS)
TIME: Final = patterns.compiled(["<TIME>"], _PARTS)

ZONE_OF_HINT: Final = {
    word: Zone(zone) for zone, words in _SAID["laid_out"].items() for word in words
}
"""The zone that a name, class, id or role of a layout speaks for."""

SELLS: Final = tuple((sign["weight"], re.compile(sign["pattern"])) for sign in _SAID["sells"])
"""Signs of selling on folded text, each with its weight."""
