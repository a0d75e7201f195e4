"""From the network's logits to stretches of text: the best few, whole words, no stray marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.read.window import Window
from rag.text.fold import STOPWORDS, Word

LONGEST = 48
"""Pieces of the longest stretch."""
BEST = 12
"""Stretches looked at in one window."""

_MARKS = frozenset(",;:.!?…–—'’-")
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ELIDED = re.compile(r"(?:^|\s)(?:[cdjlmnst]|qu|jusqu)['’]$", re.IGNORECASE)
_JOINED = re.compile(r"[ \u00a0]|-")
_UNIT = re.compile(r"[ \u00a0\u202f]?(?:[%‰€$£]|°C?)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points [start, end) of a passage, and their log-odds against no answer in it."""

    start: int
    end: int
    evidence: float


def best(logits: NDArray[np.float32], window: Window, most: int = BEST) -> list[Stretch]:
    """Return the stretches of a window of the highest scores, best first, as the pieces cut them.

    The score of pieces i to j is first[i] + last[j] - first[0] - last[0] (Devlin et al., 2019):
    what it is above the answer "none", so that passages can be compared.

    Args:
        logits: float32, (n_tokens, 2), at least as many tokens as the window has.
        window: what was read.
        most: how many.
    """
    size = len(window.body)
    if not size:
        return []
    inside = logits[window.first : window.first + size].astype(np.float64)
    sums = inside[:, None, 0] + inside[None, :, 1] - float(logits[0].sum())
    order = np.arange(size)
    length = order[None, :] - order[:, None]
    sums[(length < 0) | (length >= LONGEST)] = -np.inf
    flat = np.argpartition(-sums, min(most, sums.size) - 1, axis=None)[:most]
    flat = flat[np.argsort(-sums.ravel()[flat], kind="stable")]
    return [
        Stretch(
            int(window.body.starts[left]), int(window.body.ends[right]), float(sums[left, right])
        )
        for left, right in zip(*np.unravel_index(flat, sums.shape), strict=True)
        if np.isfinite(sums[left, right])
    ]


def whole(start: int, end: int, text: str, said: Sequence[Word]) -> tuple[int, int] | None:
    """Widen a stretch to whole words, numbers and names, then trim its edges.

    Args:
        start: code point of `text`.
        end: code point of `text`, exclusive.
        text: the passage.
        said: its words, in order.

    Returns:
        The stretch, or None when it holds no word.
    """
    place = _widened(start, end, text, said)
    # What was widened to a word may now stand against a name, or the reverse.
    while place is not None and (again := _widened(*place, text, said)) != place:
        place = again
    return place


def _widened(start: int, end: int, text: str, said: Sequence[Word]) -> tuple[int, int] | None:
    inside = [at for at, word in enumerate(said) if word.start < end and word.end > start]
    if not inside:
        return None
    left, right = inside[0], inside[-1]
    if _named(said[left], text):
        while left > 0 and _one_name(said[left - 1], said[left], text):
            left -= 1
    if _named(said[right], text):
        while right + 1 < len(said) and _one_name(said[right], said[right + 1], text):
            right += 1
    start, end = _run(min(start, said[left].start), max(end, said[right].end), text)
    unit = _UNIT.match(text, end) if text[end - 1].isdigit() else None
    return _trim(start, unit.end() if unit else end, text)


def _run(start: int, end: int, text: str) -> tuple[int, int]:
    """Widen a stretch to the letters, figures and hyphens that it is cut from (« Covid-19 »)."""
    while start > 0 and _joined(start - 1, text):
        start -= 1
    while end < len(text) and _joined(end - 1, text):
        end += 1
    if _minus(start - 1, text):
        start -= 1
    return start, end


def _joined(at: int, text: str) -> bool:
    """Say whether nothing parts the characters `at` and `at + 1`."""
    return _part_of_word(at, text) and _part_of_word(at + 1, text)


def _part_of_word(at: int, text: str) -> bool:
    """Say whether a character is a letter, a figure, or a hyphen between two of them."""
    if text[at] != "-":
        return text[at].isalnum()
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _minus(at: int, text: str) -> bool:
    """Say whether a sign stands before a number (« -5 °C »)."""
    if not (0 <= at < len(text) - 1 and text[at] == "-" and text[at + 1].isdigit()):
        return False
    return at == 0 or not text[at - 1].isalnum()


def _named(word: Word, text: str) -> bool:
    return text[word.start].isupper() and word.key not in STOPWORDS


def _one_name(one: Word, other: Word, text: str) -> bool:
    """Say whether two words that follow each other belong to one name (« Jean Martin »)."""
    between = text[one.end : other.start]
    return bool(_JOINED.fullmatch(between)) and _named(one, text) and _named(other, text)


def _trim(start: int, end: int, text: str) -> tuple[int, int] | None:
    """Take away the marks at the edges, and the quotation marks or brackets around it all.

    One that has lost its other half goes too.
    """
    while start < end:
        first, last = text[start], text[end - 1]
        elided = _ELIDED.search(text, start, end)
        if elided:
            end = elided.start()
        elif _loose(first) and not _minus(start, text):
            start += 1
        elif _loose(last) or last in _PAIRS:
            end -= 1
        elif first in _CLOSING or (first in _PAIRS and _partner(start, end, text) is None):
            start += 1
        elif first in _PAIRS and _partner(start, end, text) == end - 1:
            start, end = start + 1, end - 1
        elif last in _CLOSING and not _opened(start, end, text):
            end -= 1
        elif first == '"' == last and text.count('"', start, end) == 2:
            start, end = start + 1, end - 1
        elif '"' in (first, last) and text.count('"', start, end) % 2:
            start, end = start + (first == '"'), end - (first != '"')
        else:
            return start, end
    return None


def _loose(char: str) -> bool:
    return char.isspace() or char in _MARKS


def _partner(start: int, end: int, text: str) -> int | None:
    """Return where the mark that opens at `start` is closed again, None when it is not."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] == text[start]) - (text[at] == _PAIRS[text[start]])
        if depth == 0:
            return at
    return None


def _opened(start: int, end: int, text: str) -> bool:
    """Say whether the mark that closes the stretch is opened in it."""
    closing = text[end - 1]
    said = text[start:end]
    return said.count(_CLOSING[closing]) >= said.count(closing)
