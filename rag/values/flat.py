"""A text made plain for patterns, each of its characters knowing where it came from."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from rag.text.fold import fold

_HYPHENS = str.maketrans("‐‑–−", "----")


@dataclass(frozen=True, slots=True)
class Flat:
    """A folded text; `origins[i]` is the code point of the text that `text[i]` comes from.

    Origins never decrease: a ligature gives two characters, a combining accent gives none.
    """

    text: str
    origins: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return where the code points [start, end) of the text stand here, half-open too."""
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@lru_cache(maxsize=1024)
def flatten(text: str) -> Flat:
    """Fold a text character by character: lower case, no accents, plain spaces and hyphens."""
    pieces = [_plain(char) for char in text]
    origins = tuple(at for at, piece in enumerate(pieces) for _ in piece)
    return Flat("".join(pieces), origins)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    return " " if char.isspace() else fold(char).translate(_HYPHENS)
