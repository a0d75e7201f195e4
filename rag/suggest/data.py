"""The patterns of this package, read once."""

import re
from functools import lru_cache

from rag.text import patterns

_SAID = patterns.read("rag.suggest", "words.toml")


@lru_cache(maxsize=16)
def pattern(table: str, key: str) -> re.Pattern[str]:
    """Return a pattern on a source's own characters.

    Raises:
        KeyError: when `words.toml` holds no such pattern.
    """
    return patterns.compiled([_SAID[table][key]], {})
