"""The words of a question, and the closed classes of French that tell them apart."""

import re
from dataclasses import dataclass

from rag.text import patterns
from rag.text.fold import fold

_LISTED = patterns.read("rag.thread", "words.toml")
_TOKEN = re.compile(
    r"«[^»]+»"
    r"|(?i:(?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst])['’])(?=\w)"
    r"|\w+(?:[.'’-]\w+)*|[,;:()…]"
)
_INVERTED = re.compile(
    r"(?i)(?:-t)?-(ils?|elles?|on|ce|je|tu|nous|vous|y|en|l[ea]s?|lui|leur|moi|toi)$"
)
MARKS = " \u00a0\u202f\t\n?!.…"
"""What ends a question, and the spaces before it."""

_VOWEL = re.compile(r"[aeiouy]|h(?=\w)")


def listed(table: str, key: str) -> frozenset[str]:
    """Return a class of words, folded.

    Raises:
        KeyError: when `words.toml` holds no such class.
    """
    return frozenset(_LISTED[table][key].split())


def patterned(table: str, key: str) -> str:
    """Return a list of patterns as one that any of them matches.

    Raises:
        KeyError: when `words.toml` holds no such list.
    """
    return "|".join(_LISTED[table][key])


def endings(table: str, key: str) -> tuple[str, ...]:
    """Return a class of endings, the longest first.

    Raises:
        KeyError: when `words.toml` holds no such class.
    """
    return tuple(sorted(_LISTED[table][key].split(), key=len, reverse=True))


_ASPIRATE = listed("noun", "aspirate")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: code points, half-open; its folded form; what is hung after it.

    « a-t-il » has the key « a » and the clitic « il »; « L’ » has the key « l' ».
    """

    text: str
    start: int
    end: int
    key: str
    clitic: str = ""

    @property
    def capital(self) -> bool:
        """Say whether it is written as a name is."""
        return self.text[:1].isupper() or self.text[:1] == "«" or "." in self.text

    @property
    def word(self) -> bool:
        """Say whether it is a word, not a mark."""
        return self.text[:1].isalnum() or self.text[:1] == "«"


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and inner marks of a text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        written = match.group()
        hung = _INVERTED.search(written) if written[0].isalpha() else None
        stem = written[: hung.start()] if hung else written
        clitic = fold(hung.group(1)) if hung else ""
        found.append(Token(written, match.start(), match.end(), fold(stem), clitic))
    return tuple(found)


def begins_with_vowel(text: str) -> bool:
    """Say whether words elide before this text: a vowel or a silent h comes first."""
    key = fold(text).lstrip("« ")
    return bool(_VOWEL.match(key)) and re.split(r"[^\w-]", key)[0] not in _ASPIRATE
