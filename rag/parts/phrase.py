"""The interrogative phrase that opens a question, or the second half of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.text import patterns
from rag.thread.mentions import mention_at
from rag.thread.words import Token

LISTED = patterns.read("rag.parts", "words.toml")


def listed(table: str, key: str) -> frozenset[str]:
    """Return a class of words, folded.

    Raises:
        KeyError: when `words.toml` holds no such class.
    """
    return frozenset(LISTED[table][key].split())


ASK = listed("ask", "all")
_QUEL = listed("ask", "quel")
_ADVERBS = listed("ask", "adverb")
_BEFORE = listed("before", "all")
_TIMES = listed("ask", "times")
_WHERE = frozenset(LISTED["ask"]["where"].split())
_MOST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Asking:
    """An interrogative phrase: tokens [start, end), the interrogative itself at `word`.

    `circumstance` says that the clause around it says something else in full: « quand », « par
    qui », « dans quelle ville », not « qui » nor « quel tribunal ».
    """

    start: int
    word: int
    end: int
    key: str
    circumstance: bool


def asking(text: str, parts: Sequence[Token], start: int) -> Asking | None:
    """Return the interrogative phrase that begins at a token, or None."""
    at = start
    while at < len(parts) and at - start < _MOST_BEFORE and parts[at].key in _BEFORE:
        at += 1
    if at >= len(parts) or parts[at].key not in ASK:
        return None
    key = parts[at].key
    if key == "ou" and at > 0 and parts[at].text.lower() not in _WHERE:
        return None
    end = _end(text, parts, at)
    counted = key == "combien" and end > at + 1 and parts[end - 1].key != "temps"
    timed = key in _QUEL and end == at + 2 and parts[at + 1].key in _TIMES
    alone = (key in _ADVERBS and not counted) or at > start or timed
    return Asking(start, at, end, key, alone)


def _end(text: str, parts: Sequence[Token], at: int) -> int:
    key = parts[at].key
    following = [part.key for part in parts[at + 1 : at + 3]]
    if key in _QUEL:
        named = mention_at(text, tuple(parts), at)
        return _short(parts, at, named.last) if named else at + 1
    if key == "combien" and following[:1] in (["de"], ["d'"]):
        if following[1:] == ["temps"]:
            return at + 3
        named = mention_at(text, tuple(parts), at + 1)
        return _short(parts, at, named.last) if named else min(at + 3, len(parts))
    return at + 1


def _short(parts: Sequence[Token], at: int, end: int) -> int:
    """Return the end of a phrase, the verb that was taken for an adjective left out of it."""
    hung = next((n for n in range(at + 1, end) if parts[n].clitic), end)
    return max(hung, at + 1)
