"""A text as it is matched: lower case, without accents, each character with its own place."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"}


@dataclass(frozen=True, slots=True)
class Plain:
    """The key of a text; `at[i]` is the code point that its character `i` stands for."""

    key: str
    at: tuple[int, ...]
    size: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points [start, end) of the text that a stretch of the key stands for."""
        return self.at[start], self.at[end] if end < len(self.at) else self.size


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    if char.isspace():
        return " "
    return unicodedata.normalize("NFKD", char)[0].lower()[0]


@lru_cache(maxsize=1024)
def plain(text: str) -> Plain:
    """Return the key of a text: spaces, apostrophes and hyphens plain, combining marks dropped."""
    kept = [(at, char) for at, char in enumerate(text) if not unicodedata.combining(char)]
    return Plain("".join(_folded(char) for _, char in kept), tuple(at for at, _ in kept), len(text))
