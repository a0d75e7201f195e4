"""An earlier turn of the conversation, as the thread needs it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and what was answered.

    `question` is as typed, `understood` as completed (the same words when it stood by itself);
    `answered` is False for a refusal, which leaves no trace. `answer` holds the words given,
    `quotes` the sentences cited.
    """

    question: str
    understood: str
    answered: bool
    answer: str = ""
    quotes: tuple[str, ...] = ()
