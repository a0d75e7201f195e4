"""An age, or a stretch of time: « 44 ans » of a person, « il y a 20 ans » of anything."""

import re

from rag.text import patterns
from rag.text.fold import fold
from rag.types import Candidate

_SAID = patterns.read("rag.read", "patterns.toml")
_ASKED = patterns.compiled(_SAID["age"]["asked"], {})
_DURATION = patterns.compiled(_SAID["age"]["duration"], _SAID["parts"], re.IGNORECASE)


def asks_age(question: str) -> bool:
    """Say whether a question asks how old somebody is."""
    return _ASKED.search(" ".join(fold(question).split())) is not None


def is_duration(candidate: Candidate) -> bool:
    """Say whether a candidate's words count the years of something else than a life."""
    span, sentence = candidate.span, candidate.sentence
    return any(
        sentence.start + found.start() < span.end and span.start < sentence.start + found.end()
        for found in _DURATION.finditer(sentence.text)
    )
