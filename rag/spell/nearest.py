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

SHORTEST_ACCENTED = 3
"""Letters below which no accent is put back: « ou » and « où » are both words."""

SHORTEST_NAME = 6
"""Letters below which a word with a name's capital is never taken for a misspelt one."""

STANDS_OUT = 4
"""How many times more often than the next word of its sound or distance a word must be written."""

_GLUED = re.compile(r"([cdjlmnst]|qu)([aeiouyhâàéèêëîïôöûùœ].{2,})")


def nearest(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return what an unknown word was meant for, as the sources or French write it; or None.

    A question that is not `hasty` is written with care: less of it is mended, only by words of the
    sources, and a word with a capital letter is taken for a name.
    """
    key = fold(word)
    named = word[:1].isupper() and not hasty
    if named and not word[1:].islower():
        return None
    if words.holds(word) or key in common.folded():
        return _accented(word, words) if hasty else None
    if len(word) < SHORTEST:
        return None
    return _name(word, words) if named else _word(word, words, hasty=hasty)


def _word(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return what an unknown word that is no name was meant for."""
    glued = _glued(word, words, hasty=hasty)
    heard = _heard(word, words, hasty=hasty)
    if heard is not None and (glued is None or OSA.distance(fold(word), fold(heard)) == 1):
        return heard
    # A form of a word of theirs is searched as that word: « enregistreur », « enregistreurs ».
    if glued is not None or words.stems.intersection(terms(word)):
        return glued
    return _spelt(word, words, hasty=hasty)


def _accented(word: str, words: Vocabulary) -> str | None:
    """Return a known word with the accents that it lacks, or without one that it never has."""
    key = fold(word)
    entry = words.entries.get(key)
    if len(word) < SHORTEST_ACCENTED or common.holds(word):
        return None
    if not word.isascii():
        # « musé » has an accent that « muse » has not.
        heard = _heard(word, words, hasty=True) if entry is None else None
        return heard if heard is not None and fold(heard) != key else None
    if entry is not None:
        return None if entry.bare else entry.written
    return common.folded()[key] or None


def _glued(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return a word apart from the elided one that it was run into: « lincendie »."""
    found = _GLUED.fullmatch(word)
    if found is None:
        return None
    elided, rest = found.groups()
    if words.holds(rest) or (hasty and fold(rest) in common.folded()):
        full = _accented(rest, words) if hasty else None
        return f"{elided}'{full or rest}"
    meant = _theirs(rest, words, apart=1) if hasty and len(rest) > SHORTEST else None
    return f"{elided}'{meant}" if meant is not None else None


def _heard(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return the word that sounds the same: of the sources, or common in a hasty question."""
    if not hasty:
        return _theirs(word, words, apart=2, inflected=False)
    key = fold(word)
    # A short word sounds like many, and a name is not to be taken for another.
    meant = _theirs(word, words, apart=2 if len(key) <= SHORTEST else len(key))
    if meant is None and sound(word) in words.sounding:
        return None
    apart, usual = min(
        ((OSA.distance(key, fold(one)), one) for one in common.sounding(word)),
        key=lambda found: found[0],
        default=(0, None),
    )
    if usual is None or (apart > max(1, len(key) // 4) and not common.is_heard_always(usual)):
        return meant
    return usual if meant is None or apart < OSA.distance(key, fold(meant)) else meant


def _name(word: str, words: Vocabulary) -> str | None:
    """Return the name of the sources that a name typed with care was meant for."""
    if len(word) < SHORTEST_NAME:
        return None
    meant = _theirs(word, words, apart=2, inflected=False) or _spelt(word, words, hasty=False)
    return meant if meant is not None and words.is_name(meant) else None


def _theirs(word: str, words: Vocabulary, *, apart: int, inflected: bool = True) -> str | None:
    """Return the word of the sources that sounds the same, at most so many letters apart."""
    key = fold(word)
    found = [(other, OSA.distance(key, other)) for other in words.sounding.get(sound(word), ())]
    return _one(
        (
            (other, distance)
            for other, distance in found
            if distance <= apart and (inflected or not _inflected(key, other))
        ),
        words,
    )


def _spelt(word: str, words: Vocabulary, *, hasty: bool) -> str | None:
    """Return the word of the sources that is one letter away, or two for a long one."""
    key = fold(word)
    apart = 1 if len(key) < 8 else 2
    found = extract(
        key, words.near(key, apart), scorer=OSA.distance, score_cutoff=apart, limit=None
    )
    return _one(
        (
            (other, int(distance))
            for other, distance, _ in found
            if _may(key, other, int(distance), words, hasty=hasty)
        ),
        words,
    )


def _may(key: str, other: str, distance: int, words: Vocabulary, *, hasty: bool) -> bool:
    """Say whether a spelling so far may be meant: a name by one letter of seven, at most."""
    meant = words.entries[other]
    if not meant.stem or _inflected(key, other):
        return False
    if distance > 1:
        # Two letters that hardly change the sound.
        alike = OSA.distance(sound(key), sound(other)) <= 1
        return hasty and alike and key[0] == other[0] and not meant.name
    if len(key) >= 7:
        return True
    return key[0] == other[0] and not meant.name and (hasty or len(key) > 5)


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
