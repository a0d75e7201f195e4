"""The little grammar that a question needs: gender, elision, agreement."""

import re

from rag.suggest import texts
from rag.text.fold import fold
from rag.thread.gender import of_noun, of_phrase, singular
from rag.thread.words import begins_with_vowel

_SUBJECT = re.compile(
    r"(?P<determiner>[Ll][ea]\s|[Ll]['’]|[Uu]ne?\s|[Cc]et(?:te)?\s)?(?P<noun>[\w-]+)"
)


def pronoun_of(subject: str) -> str:
    """Return « il » or « elle » for a singular subject; "" when its gender cannot be told."""
    found = _SUBJECT.match(subject)
    if found is None:
        return ""
    determiner = fold(found.group("determiner") or "").strip()
    noun = fold(found.group("noun"))
    told = of_phrase(determiner, noun) if determiner and determiner != "l'" else None
    gender = told.gender if told is not None else of_noun(noun)
    return texts.PRONOUNS.get(gender, "")


def of(words: str) -> str:
    """Return « de » or « d’ » as the words after it want."""
    return texts.OF_VOWEL if begins_with_vowel(words) else texts.OF


def lowered(subject: str) -> str:
    """Return a subject as it stands inside a sentence: its determiner in lower case."""
    found = _SUBJECT.match(subject)
    if found is None or not found.group("determiner"):
        return subject
    return subject[0].lower() + subject[1:]


def agreed(participle: str, noun: str) -> str:
    """Return a participle agreed with a plural noun before it; "" when its gender is unknown."""
    gender = of_noun(singular(fold(noun)))
    return {"f": participle + "es", "m": participle + "s"}.get(gender, "")
