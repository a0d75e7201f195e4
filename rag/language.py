"""The language of a question, for a notice only: it never causes a refusal.

langdetect is random unless seeded, and wrong on short texts with a probability near 1 (« Budget ? »
is German to it): below `SHORTEST` letters the language stays unknown, and is treated as French.
A script that French does not use tells a language by itself.
"""

import re
import threading
import unicodedata
from functools import lru_cache

from langdetect import DetectorFactory, LangDetectException
from langdetect import detector_factory as _factory

SHORTEST = 20
"""Letters below which langdetect is not asked."""

PRIOR = {"fr": 0.6, "en": 0.1, "es": 0.08, "de": 0.08, "it": 0.07, "pt": 0.07}
"""The languages told apart in the Latin script, with how likely the public is to write them."""

_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}
_FRENCH = re.compile(
    r"(?i)^(?:(?:et|mais) )?qui\b|\boù\b|\w-(?:t-)?(?:ils?|elles?)\b"
    r"|\b(?:combien|pourquoi|quand|quell?e?s?|est-ce|qu['’]est|kel|kan|pourkoi|c['’]est"
    r"|d['’]apr[eè]s)\b"
)
"""Words that ask in French and in no language near it: a misspelt question is told by them."""

_SEED = 0
_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _detectors() -> DetectorFactory:
    # The seed is a class attribute, read by every detector made afterwards.
    DetectorFactory.seed = _SEED
    with _LOADING:
        _factory.init_factory()
    return _factory._factory  # noqa: SLF001 - langdetect has no public way to give a detector a prior


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of a question's language, or None when too short to tell."""
    letters = [char for char in text if char.isalpha()]
    other = [code for code in map(_script, letters) if code is not None]
    if len(other) * 2 > len(letters):
        return max(set(other), key=other.count)
    if len(letters) < SHORTEST:
        return None
    if _FRENCH.search(text):
        return "fr"
    detector = _detectors().create()
    detector.set_prior_map(PRIOR)
    detector.append(text.casefold())
    try:
        found: str = detector.detect()
    except LangDetectException:
        return None
    return found if found in PRIOR else None


def is_foreign(language: str | None) -> bool:
    """Say whether a language is known and not French."""
    return language not in (None, "fr")


def _script(char: str) -> str | None:
    name = unicodedata.name(char, "").partition(" ")[0]
    return _SCRIPTS.get(name)
