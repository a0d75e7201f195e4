"""Answers given lately: a page that is loaded again shows its conversation without waiting.

Nothing here outlives the server, and nothing stays longer than a conversation does.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Record = Mapping[str, Any]
Key = tuple[str, ...]

KEPT = timedelta(hours=1)
"""How long an answer is kept."""

_CAPACITY = 500
"""Answers kept at once: the oldest goes first."""


class Memory:
    """The records of the last questions, by the question and the earlier ones of its thread."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take a clock that gives local time."""
        self._clock = clock
        self._known: OrderedDict[Key, tuple[datetime, Record]] = OrderedDict()

    def keep(self, question: str, history: Sequence[str], record: Record) -> None:
        """Keep the record of a question."""
        key = (*history, question)
        self._known.pop(key, None)
        self._known[key] = (self._clock(), record)
        if len(self._known) > _CAPACITY:
            self._known.popitem(last=False)

    def find(self, question: str, history: Sequence[str]) -> Record | None:
        """Return the record of a question, None when it is not known or was forgotten."""
        self.forget()
        kept = self._known.get((*history, question))
        return kept[1] if kept else None

    def forget(self) -> None:
        """Drop what was kept for too long."""
        now = self._clock()
        for key in [key for key, (at, _) in self._known.items() if now - at > KEPT]:
            self._known.pop(key, None)
