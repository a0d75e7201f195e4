"""The desk: every question of the web surface passes here, a few at once, each in a thread."""

from collections.abc import Sequence
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


class DeclinedError(Exception):
    """A question that was not put to the engine: an HTTP status and a French sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Desk:
    """Puts questions to the engine: bounded in number, and for each client in a minute."""

    def __init__(self, engine: "Engine", web: WebSettings) -> None:
        self._engine = engine
        self._allowance = Allowance(web.requests_per_minute)
        self._limiter = CapacityLimiter(web.max_concurrent)
        self._max_waiting = web.max_waiting

    async def ask(self, client: str, question: str, history: Sequence[str] = ()) -> dict[str, Any]:
        """Return the record of a question; `history` holds the earlier ones, oldest first.

        Raises:
            DeclinedError: when this client asks too much, or too many questions already wait.
        """
        if not self._allowance.take(client):
            raise DeclinedError(HTTPStatus.TOO_MANY_REQUESTS, texts.TOO_MANY)
        if not self._limiter.available_tokens and self._waiting() >= self._max_waiting:
            raise DeclinedError(HTTPStatus.SERVICE_UNAVAILABLE, texts.BUSY)
        asked = Question(question, tuple(history))
        return await anyio.to_thread.run_sync(self._answer, asked, limiter=self._limiter)

    def _waiting(self) -> int:
        return self._limiter.statistics().tasks_waiting

    def _answer(self, asked: Question) -> dict[str, Any]:
        return record(self._engine.ask(asked))
