"""Texting French written out in full, by the patterns of texting.toml."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from rag.spell import common
from rag.spell.data import listed
from rag.spell.vocabulary import WORD, Vocabulary
from rag.text.fold import fold

_BEFORE, _AFTER = r"(?<![\w'.@/-])", r"(?![\w'@/-]|\.\w)"

Patterns = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(table: str) -> Patterns:
    data = listed("texting.toml")[table]
    return tuple((re.compile(f"{_BEFORE}(?:{hasty}){_AFTER}"), meant) for hasty, meant in data)


_ASKING, _TEXTED, _DROPPED = map(_compiled, ("asking", "texted", "dropped"))
_ELIDED = re.compile(_BEFORE + listed("texting.toml")["elided"])

_MOST = 4
"""Times that a text is written out, at most."""


def asking(text: str, words: Vocabulary) -> str:
    """Write out the forms that only texting asks with, but within a name of the sources."""
    return _written_out(text, _ASKING, lambda found: _in_name(found, words))


def texted(text: str, words: Vocabulary) -> str:
    """Write out what else is texted, but the words that the sources write so.

    What is written out may show what stands beside it: « o pa » is « o pas », then « au pas ».
    """
    for _ in range(_MOST):
        again = _written_once(text, words)
        if again == text:
            break
        text = again
    return text


def _written_once(text: str, words: Vocabulary) -> str:
    asked = _written_out(text, _DROPPED, lambda found: _theirs(found, words))
    text = text if asked == text else asked.strip(" ,")
    text = _written_out(text, _TEXTED, lambda found: _theirs(found, words))
    return _ELIDED.sub(r"\1'", text)


def _written_out(text: str, patterns: Patterns, left: Callable[[re.Match[str]], bool]) -> str:
    for hasty, meant in patterns:
        text = hasty.sub(partial(_meant, meant=meant, left=left), text)
    return " ".join(text.split())


def _meant(found: re.Match[str], meant: str, left: Callable[[re.Match[str]], bool]) -> str:
    return found.group() if left(found) else found.expand(meant)


def _in_name(found: re.Match[str], words: Vocabulary) -> bool:
    """Say whether a form stands beside a word that it stands beside in the sources: « Ki Moon »."""
    before = WORD.findall(found.string[: found.start()])[-1:]
    after = WORD.findall(found.string[found.end() :])[:1]
    run = [fold(word) for word in (*before, *WORD.findall(found.group()), *after)]
    return any(
        pair in words.beside and common.folded().keys().isdisjoint(pair) for pair in pairwise(run)
    )


def _theirs(found: re.Match[str], words: Vocabulary) -> bool:
    """Say whether the sources write a word of a form, and French not."""
    keys = (fold(word) for word in WORD.findall(found.group()))
    return any(len(key) > 1 and key in words.entries and key not in common.folded() for key in keys)
