"""The turns of a conversation, each asked again after those before it."""

from collections.abc import Callable

from rag.thread import BACK, Turn, completions, leans
from rag.types import Outcome, Question, Refusal

REMEMBERED = 256
"""Turns of threads kept, so that a conversation is not read again at each question."""


class Turns:
    """Completes questions from their threads. Safe to share between threads of execution."""

    def __init__(self, ask: Callable[[Question], Outcome]) -> None:
        self._ask = ask
        self._known: dict[tuple[str, ...], Turn] = {}

    def completed(self, question: Question) -> str | None:
        """Return a question completed from its thread; None when it stands by itself."""
        if not question.history or not leans(question.text):
            return None
        return next(iter(completions(question.text, self._before(question.history))), None)

    def _before(self, history: tuple[str, ...]) -> tuple[Turn, ...]:
        recent = history[-BACK:]
        turns: tuple[Turn, ...] = ()
        for number, text in enumerate(recent):
            turns = (*turns, self._turn(text, recent[:number]))
        return turns

    def _turn(self, text: str, before: tuple[str, ...]) -> Turn:
        known = self._known
        key = (*before, text)
        if key not in known:
            turn = _turn(self._ask(Question(text, before)))
            # Replaced whole: another thread reads the old one or the new one, both complete.
            known = {**known, key: turn} if len(known) < REMEMBERED else {key: turn}
            self._known = known
        return known[key]


def _turn(outcome: Outcome) -> Turn:
    """Return what a later question may lean on of an outcome."""
    question = outcome.asked.question.text
    understood = outcome.asked.understood or question
    if isinstance(outcome, Refusal):
        return Turn(question, understood, answered=False)
    return Turn(
        question,
        understood,
        answered=True,
        answer=outcome.agreement.positions[0].value.text,
        quotes=tuple(citation.quote.text for citation in outcome.citations),
    )
