"""The desk: every question of the web surface passes here, a few at once, each in a thread."""

import math
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from anyio import CapacityLimiter

from rag import Question, record
from ui.web import texts
from ui.web.limits import Allowance
from ui.web.settings import WebSettings

if TYPE_CHECKING:
    from rag import Engine

_BUSY_SECONDS = 5
_ALL = ""
"""The one client that stands for all."""

Told = Callable[[str, str | None], None]
"""Is told of each answer: its status, and why it was refused."""


class DeclinedError(Exception):
    """A question that was not put to the engine: an HTTP status and a French sentence.

    `retry_after` is in whole seconds.
    """

    def __init__(self, status: HTTPStatus, sentence: str, retry_after: float) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = math.ceil(retry_after)


def _silent(_status: str, _reason: str | None) -> None:
    """Tell nobody."""


class Desk:
    """Puts questions to the engine: bounded in number, for each client and for all in a minute."""

    def __init__(self, engine: "Engine", web: WebSettings, told: Told = _silent) -> None:
        self._engine = engine
        self._own = Allowance(web.requests_per_minute)
        self._all = Allowance(web.total_per_minute)
        self._limiter = CapacityLimiter(web.max_concurrent)
        self._most = web.max_concurrent + web.max_waiting
        self._present = 0
        self._told = told

    async def ask(self, client: str, question: str, history: Sequence[str] = ()) -> dict[str, Any]:
        """Return the record of a question; `history` holds the earlier ones, oldest first.

        Raises:
            DeclinedError: when this client or all of them ask too much, or too many questions
                already wait.
        """
        self.admit(client)
        if self.full:
            raise DeclinedError(HTTPStatus.SERVICE_UNAVAILABLE, texts.BUSY, _BUSY_SECONDS)
        asked = Question(question, tuple(history))
        # Counted here, before any wait: those that come at one moment must see one another.
        self._present += 1
        try:
            given = await anyio.to_thread.run_sync(self._answer, asked, limiter=self._limiter)
        finally:
            self._present -= 1
        self._told(given["status"], given["reason"])
        return given

    def admit(self, client: str) -> None:
        """Count one question of a client, or what weighs as much.

        Raises:
            DeclinedError: when this client or all of them ask too much.
        """
        wait = self._own.take(client)
        if wait:
            raise DeclinedError(HTTPStatus.TOO_MANY_REQUESTS, texts.TOO_MANY, wait)
        wait = self._all.take(_ALL)
        if wait:
            raise DeclinedError(HTTPStatus.SERVICE_UNAVAILABLE, texts.BUSY, wait)

    def forget(self) -> None:
        """Drop the addresses of those who asked nothing for a minute."""
        self._own.forget()

    @property
    def full(self) -> bool:
        """Whether one more question would be declined, whoever asks it."""
        return self._present >= self._most

    @property
    def working(self) -> int:
        """How many questions are being answered."""
        return int(self._limiter.borrowed_tokens)

    @property
    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return self._present - self.working

    def _answer(self, asked: Question) -> dict[str, Any]:
        return record(self._engine.ask(asked))
