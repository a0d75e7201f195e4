"""The joints of French where a phrase takes the place of another: elision and contraction."""

import re

from rag.thread import texts
from rag.thread.gender import Form
from rag.thread.mentions import mentions
from rag.thread.words import begins_with_vowel, tokens

_ELIDED = re.compile(r"(?i)(?P<stem>\b(?:jusqu|lorsqu|puisqu|quoiqu|qu|d|s))['’]$")
_ELIDES = re.compile(r"(?i)(?P<stem>\b(?:jusqu|lorsqu|puisqu|quoiqu|qu|d))e $")
_SIMPLE = re.compile(r"(?i)(?P<preposition>(?<![\w'’-])(?:de|à) )$")
_FUSED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def placed(before: str, phrase: str, after: str = "") -> str:
    """Write a phrase between two pieces of a sentence, the joint before it made good.

    « de » + « le juge » is « du juge »; « qu’ » + « Paul » is « que Paul ».
    """
    if elided := _ELIDED.search(before):
        stem = elided.group("stem")
        before = before[: elided.start()] + (stem + "i " if stem in "sS" else stem + "e ")
    if simple := _SIMPLE.search(before):
        preposition = simple.group("preposition")[:-1]
        article, _, rest = phrase.partition(" ")
        fused = _FUSED.get((preposition.lower(), article))
        if fused and rest:
            kept = before[: simple.start()]
            written = fused.capitalize() if preposition[0].isupper() else fused
            return f"{kept}{written} {rest}{after}"
    if begins_with_vowel(phrase) and (elides := _ELIDES.search(before)):
        before = before[: elides.start()] + elides.group("stem") + "’"
    return before + phrase + after


def with_article(form: Form, noun: str) -> str:
    """Return a noun under its definite article."""
    if form.number != "p" and begins_with_vowel(noun):
        return texts.THE_ELIDED + noun
    return texts.THE[form.gender or "m", form.number or "s"] + noun


def of(phrase: str) -> str:
    """Return « de » and a phrase."""
    return placed("de ", phrase)


def lowered(text: str) -> str:
    """Return a question in the middle of a sentence: its first letter small, unless a name's."""
    parts = tokens(text)
    if not parts or (parts[0].text.isupper() and len(parts[0].text) > 2):
        return text
    first = next(iter(mentions(text)), None)
    named = first is not None and first.name and first.start == 0 and first.determined is False
    return text if named else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """Return a sentence with its first letter large, unless a name in small letters opens it."""
    first = tokens(text)[:1]
    if first and "." in first[0].text:
        return text
    return text[:1].upper() + text[1:]
