"""The one word that a misspelt word was meant for, if one stands out."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA, Prefix
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


def nearest(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return what an unknown word was meant for, as the sources or French write it; or None.

    A question that is not `hasty` is written with care: less of it is mended, only by words of the
    sources, and a word with a capital letter is taken for a name.
    """
    if len(word) < SHORTEST or words.holds(word):
        return None
    key = fold(word)
    if key in common.folded():
        # « musé » has an accent that « muse » has not; a word without any may lack them all.
        odd = hasty and not word.isascii() and not common.holds(word)
        heard = _heard(word, words, hasty=hasty) if odd else None
        return heard if heard is not None and fold(heard) != key else None
    named = word[:1].isupper() and not hasty
    glued = None if named else _glued(word, words, hasty=hasty)
    heard = _heard(word, words, hasty=hasty)
    if heard is not None and (glued is None or OSA.distance(key, fold(heard)) == 1):
        return heard
    # A form of a word of theirs is searched as that word: « enregistreur », « enregistreurs ».
    if glued is not None or words.stems.intersection(terms(word)):
        return glued
    return _spelt(word, words, hasty=hasty, named=named)


def _glued(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return a word apart from the elided one that it was run into: « lincendie »."""
    found = _GLUED.fullmatch(word)
    if found is None:
        return None
    elided, rest = found.groups()
    if words.holds(rest) or (hasty and fold(rest) in common.folded()):
        return f"{elided}'{rest}"
    return None


def _heard(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return the word that sounds the same: of the sources, or common in a hasty question."""
    key = fold(word)
    theirs = [(other, OSA.distance(key, other)) for other in words.sounding.get(sound(word), ())]
    if not hasty:
        return _one([(o, d) for o, d in theirs if d <= 2 and not _inflected(key, o)], words)
    # A short word sounds like many, and a name is not to be taken for another.
    meant = _one([(o, d) for o, d in theirs if d <= 2 or len(key) > SHORTEST], words)
    usual = min(common.sounding(word), key=lambda one: OSA.distance(key, fold(one)), default=None)
    if usual is None:
        return meant
    if meant is None:
        return None if theirs else usual
    closer = OSA.distance(key, fold(usual)) < OSA.distance(key, fold(meant))
    return usual if closer else meant


def _spelt(word: str, words: Vocabulary, *, hasty: bool, named: bool) -> str | None:
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
            and (hasty or int(distance) == 1)
            and not _inflected(key, other)
        ),
        words,
    )


def _may(key: str, other: str, distance: int, *, sure: bool) -> bool:
    """Say whether a spelling so far may be meant: a name by one letter of seven, at most."""
    if sure:
        return distance == 1 and len(key) >= 7
    return key[0] == other[0] or (len(key) >= 7 and distance == 1)


def _inflected(key: str, other: str) -> bool:
    """Say whether two words differ by their ending alone: « vacancière », « vacanciers »."""
    return Prefix.similarity(key, other) >= min(len(key), len(other)) - 1


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
