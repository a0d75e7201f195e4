"""The one word that a misspelt word was meant for, if one stands out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonprefix

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from rag.spell import common
from rag.spell.sound import sound
from rag.spell.vocabulary import Vocabulary
from rag.text.fold import fold, terms

SHORTEST = 4
"""Letters below which a word is never taken for a misspelt one."""

STANDS_OUT = 4
"""How many times more often than the next word of its sound or distance a word must be written."""

_GLUED = re.compile(r"([cdjlmnst]|qu)([aeiouyhâàéèêëîïôöûùœ].{2,})")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a question is written: hastily, or with care, where less is mended.

    With care, a word with a capital letter is taken for a name.
    """

    hasty: bool


def is_known(word: str, words: Vocabulary) -> bool:
    """Say whether a word is written by the sources or is common, whatever its accents."""
    key = fold(word)
    return key in words.entries or key in common.folded()


def nearest(word: str, words: Vocabulary, manner: Manner) -> str | None:
    """Return what an unknown word was meant for, as the sources or French write it; or None."""
    if len(word) < SHORTEST or is_known(word, words):
        return None
    named = word[:1].isupper() and not manner.hasty
    glued = None if named else _glued(word, words, manner)
    heard = _heard(word, words, manner)
    if heard is not None and (glued is None or OSA.distance(fold(word), fold(heard)) == 1):
        return heard
    found = glued
    # A form of a word of theirs is searched as that word: « enregistreur », « enregistreurs ».
    if found is not None or words.stems.intersection(terms(word)):
        return found
    return _spelt(word, words, manner, named=named)


def _glued(word: str, words: Vocabulary, manner: Manner) -> str | None:
    """Return a word apart from the elided one that it was run into: « lincendie »."""
    found = _GLUED.fullmatch(word)
    if found is None:
        return None
    elided, rest = found.groups()
    if words.holds(rest) or (manner.hasty and fold(rest) in common.folded()):
        return f"{elided}'{rest}"
    return None


def _heard(word: str, words: Vocabulary, manner: Manner) -> str | None:
    """Return the word that sounds the same: of the sources, or common in a hasty question."""
    key = fold(word)
    theirs = [
        (other, OSA.distance(key, other)) for other in words.sounding.get(sound(word), ())
    ]
    if not manner.hasty:
        return _one([(o, d) for o, d in theirs if d <= 2 and not _inflected(key, o)], words)
    meant = _one(theirs, words)
    usual = min(common.sounding(word), key=lambda one: OSA.distance(key, fold(one)), default=None)
    if usual is None:
        return meant
    if meant is None:
        return None if theirs else usual
    closer = OSA.distance(key, fold(usual)) < OSA.distance(key, fold(meant))
    return usual if closer else meant


def _spelt(word: str, words: Vocabulary, manner: Manner, *, named: bool) -> str | None:
    """Return the word of the sources that is one letter away, or two for a long one."""
    key = fold(word)
    size = len(key)
    apart = 1 if size < 8 else 2
    found = extract(
        key, words.near(key, apart), scorer=OSA.distance, score_cutoff=apart, limit=None
    )
    return _one(
        (
            (other, int(distance))
            for other, distance, _ in found
            if _may(key, other, int(distance), sure=named or words.entries[other].name)
            and (manner.hasty or int(distance) == 1)
            and not _inflected(key, other)
        ),
        words,
    )


def _may(key: str, other: str, distance: int, *, sure: bool) -> bool:
    """Say whether a spelling so far may be meant: a name by one letter of seven, at most."""
    if sure:
        return distance == 1 and len(key) >= 7
    return key[0] == other[0] or len(key) >= 7 and distance == 1


def _inflected(key: str, other: str) -> bool:
    """Say whether two words differ by their ending alone: « vacancière », « vacanciers »."""
    return len(commonprefix((key, other))) >= min(len(key), len(other)) - 1


def _one(found: Iterable[tuple[str, int]], words: Vocabulary) -> str | None:
    """Return the word that stands out of those so far away; None when none does, or two do."""
    ranked = sorted(found, key=lambda one: (one[1], -words.entries[one[0]].count, one[0]))
    if not ranked:
        return None
    best = words.entries[ranked[0][0]]
    for key, distance in ranked[1:]:
        other = words.entries[key]
        if other.stem == best.stem:
            continue
        close = distance <= ranked[0][1] + (best.name or other.name)
        if close and best.count < STANDS_OUT * other.count:
            return None
    return best.written


def _common(word: str) -> str | None:
    return next(iter(common.sounding(word)), None)
