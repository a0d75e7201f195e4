"""The words and patterns of this package, read once."""

import re
from functools import lru_cache

from rag.text import patterns

_SAID = patterns.read("rag.overview", "words.toml")


@lru_cache(maxsize=32)
def listed(table: str, key: str) -> frozenset[str]:
    """Return a class of folded words.

    Raises:
        KeyError: when `words.toml` holds no such class.
    """
    return frozenset(_SAID[table][key].replace("œ", "oe").split())


@lru_cache(maxsize=32)
def pattern(table: str, key: str) -> re.Pattern[str]:
    """Return a pattern on a source's own characters.

    Raises:
        KeyError: when `words.toml` holds no such pattern.
    """
    return patterns.compiled([_SAID[table][key]], _SAID["parts"])
