"""A conversation: what was asked and how it was answered, kept by the server for one page.

The browser keeps the questions alone, in its tab. After a reload they come back as text and are
asked again: nothing that a browser sends is ever shown as an answer or a quotation.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rag import Reason
from ui.web import render

SHOWN = 30
"""Exchanges of one conversation that stay on the page."""

_EARLIER = 8
"""Earlier questions given with a new one."""

_UNREAD = frozenset({Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.INVALID_TEXT})
"""Refusals of a text that would get the next question refused too, as its history."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, the message that answered it, and the record that the message shows.

    `record` is None where the question was not put to the engine.
    """

    question: str
    reply: str
    record: Record | None = None

    @property
    def put(self) -> bool:
        """Whether the engine took it for a question."""
        return self.record is not None and self.record["reason"] not in _UNREAD


Conversation = tuple[Exchange, ...]
Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a tab kept of a conversation: its questions, oldest first, and the corpus's mark."""

    questions: tuple[str, ...]
    corpus: str


def messages(conversation: Conversation, *after: tuple[str, str]) -> Messages:
    """Return what the chat shows: the exchanges, then messages given as (role, content)."""
    shown = [
        pair
        for exchange in conversation
        for pair in (
            ("user", render.question(exchange.question)),
            ("assistant", exchange.reply),
        )
    ]
    return [{"role": role, "content": content} for role, content in (*shown, *after)]


def history(conversation: Conversation) -> list[str]:
    """Return the earlier questions that a new one is given with, oldest first."""
    return [exchange.question for exchange in conversation if exchange.put][-_EARLIER:]


def records(conversation: Conversation) -> list[Record]:
    """Return the records of a conversation, oldest first."""
    return [exchange.record for exchange in conversation if exchange.record is not None]


def read(given: object) -> Kept:
    """Read what a tab gives back; what has not its shape holds no question."""
    try:
        data = json.loads(given) if isinstance(given, str) else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return Kept((), "")
    asked, corpus = data.get("questions"), data.get("corpus")
    questions = asked if isinstance(asked, list) else []
    texts = [one for one in questions if isinstance(one, str) and one.strip()]
    return Kept(tuple(texts[-SHOWN:]), corpus if isinstance(corpus, str) else "")
