"""Questions that no source is asked: empty, too long, unreadable."""

import unicodedata

from rag.config import Settings
from rag.types import Question, Reason

_SPACES = frozenset("\t\n\r\v\f\x85")


def screen(question: Question, settings: Settings) -> Reason | None:
    """Return why a question is refused before any search, or None when it may be asked."""
    texts = (question.text, *question.history)
    if any(_unreadable(text) for text in texts):
        return Reason.INVALID_TEXT
    if not any(char.isalnum() for char in question.text):
        return Reason.EMPTY_QUESTION
    if max(map(len, texts)) > settings.max_question:
        return Reason.TOO_LONG
    return None


def _unreadable(text: str) -> bool:
    """Say whether a text holds control characters, lone surrogates or unassigned characters."""
    return any(
        unicodedata.category(char) in ("Cc", "Cs", "Cn") and char not in _SPACES for char in text
    )
