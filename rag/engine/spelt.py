"""A conversation put in full words, and what courtesy hears of it, as typed or as meant."""

from collections.abc import Callable
from dataclasses import replace

from rag.courtesy import TAKE_CARE, Manner, Told, help_for, manner_of
from rag.language import detect, is_foreign
from rag.spell import Vocabulary, mended, reads_french
from rag.text.marks import QUESTION_MARK
from rag.types import HelpLine, Question, Reason

_CIVIL = frozenset({Reason.THANKS, Reason.GREETING})


def spelt(question: Question, words: Vocabulary) -> Question:
    """Return a question and those before it, each mended where it has to be."""
    return Question(_spelt(question.text, words), tuple(_spelt(q, words) for q in question.history))


def courteous(
    question: Question, meant: str, told: Callable[[str], Told | None]
) -> tuple[Manner | None, tuple[HelpLine, ...]]:
    """Return the courteous answer to a message, if it takes one, and its help lines.

    A message is heard as typed first, for texting is told of pain too, then as mended: `meant`.
    `told` says what the meaning of a wording tells. Thanks and greetings that follow a distress
    keep its help lines.
    """
    manner, lines = _heard(question.text, told)
    if meant != question.text:
        other, others = _heard(meant.removesuffix(QUESTION_MARK), told)
        manner, lines = manner or other, lines or others
    if manner is not None and manner.reason in _CIVIL:
        for earlier in reversed(question.history):
            before, numbers = _heard(earlier, told)
            if before is not None and before.reason is Reason.DISTRESS:
                return replace(manner, text=TAKE_CARE), numbers
    return manner, lines


def _heard(
    said: str, told: Callable[[str], Told | None]
) -> tuple[Manner | None, tuple[HelpLine, ...]]:
    return manner_of(said, told(said)), help_for(said, told=told(said))


def _spelt(text: str, words: Vocabulary) -> str:
    foreign = is_foreign(detect(text)) and not reads_french(text, words)
    meant = mended(text, words, foreign=foreign)
    if meant is None or (foreign and is_foreign(detect(meant))):
        return text
    return meant
