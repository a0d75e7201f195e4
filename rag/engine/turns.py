"""The turns of a conversation, each asked again after those before it."""

import time
from collections.abc import Callable

from rag.thread import BACK, Turn, completions, leans
from rag.types import Outcome, Question, Refusal

REMEMBERED = 256
"""Turns of threads kept, so that a conversation is not read again at each question."""
KEPT = 3600.0
"""Seconds that a turn is kept after it was last needed."""

Known = dict[tuple[str, ...], tuple[float, Turn]]


class Turns:
    """Completes questions from their threads. Safe to share between threads of execution.

    `clock` gives seconds that only grow.
    """

    def __init__(
        self, ask: Callable[[Question], Outcome], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._known: Known = {}

    def completed(self, question: Question) -> str | None:
        """Return a question completed from its thread; None when it stands by itself."""
        if not question.history or not leans(question.text):
            return None
        return next(iter(completions(question.text, self._before(question.history))), None)

    def forget(self) -> None:
        """Drop the turns that were not needed for too long."""
        since = self._clock() - KEPT
        self._known = {key: kept for key, kept in self._known.items() if kept[0] > since}

    def _before(self, history: tuple[str, ...]) -> tuple[Turn, ...]:
        recent = history[-BACK:]
        turns: tuple[Turn, ...] = ()
        for number, text in enumerate(recent):
            turns = (*turns, self._turn(text, recent[:number]))
        return turns

    def _turn(self, text: str, before: tuple[str, ...]) -> Turn:
        self.forget()
        key = (*before, text)
        kept = self._known.get(key)
        turn = kept[1] if kept is not None else _turn(self._ask(Question(text, before)))
        # Replaced whole: another thread reads the old ones or the new ones, both complete.
        known = self._known if len(self._known) < REMEMBERED else {}
        self._known = {**known, key: (self._clock(), turn)}
        return turn


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
