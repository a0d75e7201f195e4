"""A conversation put in full words, and what courtesy hears of it, as typed or as meant."""

from collections.abc import Callable

from rag.courtesy import Manner, Told, help_for, manner_of
from rag.language import detect, is_foreign
from rag.spell import MARK, Vocabulary, mended, reads_french
from rag.types import HelpLine, Question


def spelt(question: Question, words: Vocabulary) -> Question:
    """Return a question and those before it, each mended where it has to be."""
    return Question(_spelt(question.text, words), tuple(_spelt(q, words) for q in question.history))


def courteous(
    typed: str, meant: str, told: Callable[[str], Told | None]
) -> tuple[Manner | None, tuple[HelpLine, ...]]:
    """Return the courteous answer to a message, if it takes one, and its help lines.

    A message is heard as typed first, for texting is told of pain too, then as mended. `told` says
    what the meaning of a wording tells.
    """
    manner, lines = manner_of(typed, told(typed)), help_for(typed, told=told(typed))
    if meant == typed:
        return manner, lines
    said = meant.removesuffix(MARK)
    return manner or manner_of(said, told(said)), lines or help_for(said, told=told(said))


def _spelt(text: str, words: Vocabulary) -> str:
    foreign = is_foreign(detect(text)) and not reads_french(text, words)
    meant = mended(text, words, foreign=foreign)
    if meant is None or (foreign and is_foreign(detect(meant))):
        return text
    return meant
