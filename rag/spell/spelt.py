"""The misspelt words of a question put right, each beside the others."""

import re

from rag.spell import common
from rag.spell.nearest import SHORTEST, nearest
from rag.spell.vocabulary import Vocabulary
from rag.text.fold import fold

_PART = re.compile(r"(?<![\w@#/.])[^\W\d_]+(?![\w@#/]|\.\w)")
_APART = re.compile(r"[ -]")


def spelt(text: str, words: Vocabulary, *, hasty: bool) -> str:
    """Return a text whose misspelt words are those that they were meant for.

    None is taken for a name of the sources where it stands beside what makes it another's.
    """
    parts = list(_PART.finditer(text))
    meant = [nearest(part.group(), words, hasty=hasty) for part in parts]
    done, at = "", 0
    for number, part in enumerate(parts):
        found = meant[number]
        if found is None or _another(number, parts, meant, words, hasty=hasty):
            continue
        done += text[at : part.start()] + _cased(found, part.group())
        at = part.end()
    return done + text[at:]


def _another(
    number: int,
    parts: list[re.Match[str]],
    meant: list[str | None],
    words: Vocabulary,
    *,
    hasty: bool,
) -> bool:
    """Say whether a name stands beside a word that it has not beside it in the sources.

    « Yannis Mouhoub » is not the Yanis whom they name. With care, that is another name; else, a
    word that nobody knows.
    """
    name = (meant[number] or "").rpartition("'")[2]
    if not words.is_name(name):
        return False
    for other, pair in ((number - 1, (1, 0)), (number + 1, (0, 1))):
        if not 0 <= other < len(parts) or not _adjoin(parts, min(number, other)):
            continue
        typed = parts[other].group()
        both = (fold(name), fold(meant[other] or typed))
        if (both[pair[0]], both[pair[1]]) in words.beside:
            continue
        known = words.holds(typed) or fold(typed) in common.folded()
        if hasty and len(typed) >= SHORTEST and not known and meant[other] is None:
            return True
        if not hasty and typed[:1].isupper() and other > 0:
            return True
    return False


def _adjoin(parts: list[re.Match[str]], at: int) -> bool:
    between = parts[at].string[parts[at].end() : parts[at + 1].start()]
    return _APART.fullmatch(between) is not None


def _cased(meant: str, typed: str) -> str:
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant
