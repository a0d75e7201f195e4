"""A spoken question in the written form that asks the same.

« Hypocauste, c'est quoi ? » and « Qu'est-ce qu'un hypocauste ? » ask one thing; who learnt to read
from written questions finds the words of the second far oftener (docs/lecture.md).
"""

import re

from rag.text import patterns
from rag.text.fold import fold
from rag.text.marks import QUESTION_MARK
from rag.thread.gender import of_noun, of_phrase
from rag.thread.words import MARKS

_SAID = patterns.read("rag.wording", "patterns.toml")
_PARTS = _SAID["spoken_parts"]
_WHAT, _WHO = (
    patterns.compiled(_SAID["spoken"][key], _PARTS, re.IGNORECASE) for key in ("what", "who")
)
_HEADS, _VALUED, _ARTICLE, _VOWEL = (
    patterns.compiled([_SAID["named"][key]], _PARTS, re.IGNORECASE)
    for key in ("heads", "valued", "article", "vowel")
)
_PLURAL = frozenset(_SAID["named"]["plural"].split())
_WRITTEN = _SAID["written"]
_QUOTES = re.compile(r'[\u00ab\u00bb"\u201c\u201d]')


def plain(question: str) -> str:
    """Return the written form of a question on what a thing is, or who somebody is; else itself."""
    text = " ".join(question.split()).strip(MARKS)
    if found := _WHO.match(text):
        return f"{_WRITTEN['who']}{_lowered(_about(found))}{QUESTION_MARK}"
    if found := _WHAT.match(text):
        return _what(_HEADS.sub("", " ".join(_QUOTES.sub("", _about(found)).split())))
    return question


def _about(found: re.Match[str]) -> str:
    said = next(group for group in found.groups() if group)
    return said.strip(" ,")


def _what(thing: str) -> str:
    named = _lowered(thing)
    valued = _VALUED.match(named)
    if valued:
        which = _which(valued["article"].lower(), fold(valued["noun"]))
        return f"{which}{named}{QUESTION_MARK}"
    elided = _VOWEL.match(named) is not None
    return f"{_WRITTEN['what'][elided]}{named}{QUESTION_MARK}"


def _which(article: str, noun: str) -> str:
    gender = of_phrase(article, noun).gender or of_noun(noun) or "m"
    which: str = _WRITTEN["which"][gender][article in _PLURAL]
    return which


def _lowered(named: str) -> str:
    """Return words without the capital that only opened the question."""
    return named[:1].lower() + named[1:] if _ARTICLE.match(named) else named
