"""A spoken question in the written form that asks the same.

« Hypocauste, c'est quoi ? » and « Qu'est-ce qu'un hypocauste ? » ask one thing; who learnt to read
from written questions finds the words of the second far oftener (docs/lecture.md).
"""

import re

from rag.text import patterns
from rag.text.fold import fold
from rag.thread.gender import of_noun, of_phrase
from rag.thread.words import MARKS

_SAID = patterns.read("rag.wording", "patterns.toml")
_PARTS = _SAID["spoken_parts"]
_WHAT, _WHO = (
    patterns.compiled(_SAID["spoken"][key], _PARTS, re.IGNORECASE) for key in ("what", "who")
)
_HEADS, _VALUED = (
    patterns.compiled([_SAID["named"][key]], _PARTS, re.IGNORECASE) for key in ("heads", "valued")
)
_ARTICLE = re.compile(r"(?i)(?:le|la|les|une?|des|du|ce|cette|ces|son|sa|ses|leurs?)\b|l['’]")
_VOWEL = re.compile(r"(?i)[aeiouyàâéèêëîïôû]|h(?=[éy])")
_QUOTES = re.compile(r'[«»"“”]')
_MARK = "\u202f?"
_WHICH = {
    ("m", "s"): "Quel est",
    ("f", "s"): "Quelle est",
    ("m", "p"): "Quels sont",
    ("f", "p"): "Quelles sont",
}


def plain(question: str) -> str:
    """Return the written form of a question on what a thing is, or who somebody is; else itself."""
    text = " ".join(question.split()).strip(MARKS)
    if found := _WHO.match(text):
        return f"Qui est {_lowered(_about(found))}{_MARK}"
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
        return f"{_which(valued['article'].lower(), fold(valued['noun']))} {named}{_MARK}"
    that = "qu'" if _VOWEL.match(named) else "que "
    return f"Qu'est-ce {that}{named}{_MARK}"


def _which(article: str, noun: str) -> str:
    form = of_phrase(article, noun)
    number = "p" if article in {"les", "ses", "leurs"} else "s"
    return _WHICH[form.gender or of_noun(noun) or "m", number]


def _lowered(named: str) -> str:
    """Return words without the capital that only opened the question."""
    return named[:1].lower() + named[1:] if _ARTICLE.match(named) else named
