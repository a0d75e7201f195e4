"""Answers made comparable: the French normalisation of SQuAD's measures.

Version `fr-1`: lower case, NFKC, apostrophes and spaces made plain; the articles le, la, les, l',
un, une, des, du and d' dropped; punctuation to spaces. Accents are kept: they tell words apart.
After Rajpurkar et al. (2016), whose English normalisation drops a, an and the.
"""

import re
import unicodedata
from collections import Counter

VERSION = "fr-1"

_ELIDED = re.compile(r"\b[ld]'(?=\w)")
_ARTICLE = re.compile(r"\b(?:le|la|les|un|une|des|du)\b")
_MARK = re.compile(r"[^\w\s]|_")


def normal(text: str) -> str:
    """Return a text as it is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    plain = _ARTICLE.sub(" ", _ELIDED.sub(" ", plain))
    return " ".join(_MARK.sub(" ", plain).split())


def exact(given: str, expected: str) -> bool:
    """Say whether two answers are the same words."""
    return normal(given) == normal(expected)


def f1(given: str, expected: str) -> float:
    """Return the F1 of two answers' words; 1 when neither has any."""
    mine, theirs = normal(given).split(), normal(expected).split()
    if not mine or not theirs:
        return float(mine == theirs)
    common = sum((Counter(mine) & Counter(theirs)).values())
    return 2 * common / (len(mine) + len(theirs))
