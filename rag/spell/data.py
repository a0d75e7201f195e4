"""The data files of this package, each read once."""

from functools import cache
from typing import Any

from rag.text import patterns


@cache
def listed(name: str) -> dict[str, Any]:
    """Return the tables of a data file."""
    return patterns.read("rag.spell", name)
