"""The patterns of this package, compiled once."""

from functools import lru_cache
from re import Pattern

from rag.text import patterns

_DATA = patterns.read("rag.voice", "patterns.toml")


@lru_cache(maxsize=64)
def habit(table: str, name: str) -> Pattern[str]:
    """Return a pattern of `patterns.toml`.

    Raises:
        KeyError: when there is none of that name.
    """
    return patterns.compiled(_DATA[table][name], _DATA["parts"])
