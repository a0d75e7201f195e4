"""Common French words, whatever the sources are about.

The list is pyspellchecker's (140,000 forms counted in film subtitles, MIT licence): its corrector,
which writes out all spellings within two letters, is not used.
"""

from collections.abc import Mapping
from functools import cache

from spellchecker import SpellChecker

from rag.spell.data import listed
from rag.spell.sound import sound, sounds
from rag.text.fold import fold

HEARD_OFTEN, HEARD_ALWAYS = 100, 20_000
"""How often a word is counted before another spelling of its sound is taken for it: one that is
near it, then any.
"""


@cache
def _counted() -> Mapping[str, int]:
    counted: Mapping[str, int] = SpellChecker(language="fr").word_frequency.dictionary
    return counted


@cache
def folded() -> Mapping[str, str]:
    """Return the common words by their folded form, each as most often written."""
    found = dict.fromkeys(map(fold, listed("texting.toml")["plain"].split()), "")
    for word in sorted(_counted(), key=_counted().__getitem__):
        found[fold(word)] = word
    return found


@cache
def _sounding() -> Mapping[str, tuple[str, ...]]:
    """Return the words heard often by how they sound, the commonest first."""
    often = [word for word, count in _counted().items() if count >= HEARD_OFTEN]
    found: dict[str, list[str]] = {}
    for word in sorted(often, key=lambda word: -_counted()[word]):
        for heard in sounds(word):
            found.setdefault(heard, []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def sounding(word: str) -> tuple[str, ...]:
    """Return the common words that sound as a word, the commonest first."""
    return _sounding().get(sound(word), ())


def is_heard_always(word: str) -> bool:
    """Say whether a word is so common that any spelling of its sound is taken for it."""
    return _counted().get(word, 0) >= HEARD_ALWAYS


def holds(word: str) -> bool:
    """Say whether a word is common as it is written, its accents too."""
    return word.lower() in _counted()
