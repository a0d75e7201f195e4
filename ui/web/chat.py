"""What the chat page does when it is asked something: answers, asks again, hands over."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import gradio as gr

from ui.web import conversation as talk
from ui.web import download, page_texts, render, texts
from ui.web.conversation import Conversation, Exchange, Messages
from ui.web.desk import DeclinedError, Desk
from ui.web.markup import told
from ui.web.memory import Memory
from ui.web.sessions import local_now

if TYPE_CHECKING:
    from rag import Corpus

_LOG = logging.getLogger(__name__)

_SOON = 0.3
"""Seconds after which an answer that has not come is said to be on its way."""

Shown = tuple[Messages, Conversation]


class Chat:
    """What the page does when it is asked something."""

    def __init__(self, corpus: "Corpus", desk: Desk, memory: Memory, *, feedback: bool) -> None:
        self._corpus = corpus
        self._desk = desk
        self._memory = memory
        self._feedback = feedback

    async def ask(
        self, typed: str | None, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[tuple[object, Messages, Conversation]]:
        """Answer what was typed; yields the box, the messages and the conversation.

        The box is emptied once: what is typed while the answer comes stays.
        """
        question = typed or ""
        if not question.strip():
            exchange = await self._exchange(question, conversation, request)
            yield "", talk.messages(conversation, ("assistant", exchange.reply)), conversation
            return
        box: object = ""
        async for shown, now in self._put(question, conversation, request):
            yield box, shown, now
            box = gr.skip()

    async def replay(self, given: str | None, request: gr.Request) -> AsyncIterator[Shown]:
        """Ask again the questions that a tab kept, or that a permalink names."""
        kept = talk.read(given)
        changed = bool(kept.corpus) and not self._corpus.fingerprint.startswith(kept.corpus)
        notice = render.moved() if changed else ""
        conversation: Conversation = ()
        for question in kept.questions:
            async for shown in self._again(question, conversation, request, notice):
                yield shown
                conversation = shown[1]
            notice = ""

    async def _again(
        self, question: str, conversation: Conversation, request: gr.Request, notice: str
    ) -> AsyncIterator[Shown]:
        known = self._memory.find(question, talk.history(conversation))
        if conversation and conversation[-1].record is None:
            # One was declined: those after it keep their place, and are asked at the next reload.
            exchange = Exchange(question, render.failure(page_texts.NOT_ASKED_AGAIN))
        elif known is not None:
            exchange = self._answered(question, known, notice)
        else:
            async for shown in self._put(question, conversation, request, notice):
                yield shown
            return
        conversation = (*conversation, exchange)
        yield talk.messages(conversation), conversation

    def save(self, kind: str, conversation: Conversation) -> str:
        """Return a conversation as a file, for the page's script to hand over."""
        records = talk.records(conversation)
        if kind == "json":
            content = download.conversation_json(records)
        else:
            content = download.conversation_markdown(records)
        name = f"{page_texts.FILE_NAME}-{local_now():%Y-%m-%d-%H%M%S}.{kind}"
        # Another token each time: the script sees that a file came, even if it is the same.
        token = told("span", secrets.token_hex(4), "token")
        return f"{token}\n{told('span', name, 'name')}\n{told('pre', content, 'content')}"

    async def _put(
        self, question: str, conversation: Conversation, request: gr.Request, notice: str = ""
    ) -> AsyncIterator[Shown]:
        waiting = ("user", render.question(question))
        yield talk.messages(conversation, waiting), conversation
        coming = asyncio.ensure_future(self._exchange(question, conversation, request, notice))
        await asyncio.wait([coming], timeout=_SOON)
        if not coming.done():
            searching = ("assistant", render.searching())
            yield talk.messages(conversation, waiting, searching), conversation
        conversation = (*conversation, await coming)[-talk.SHOWN :]
        yield talk.messages(conversation), conversation

    async def _exchange(
        self, question: str, conversation: Conversation, request: gr.Request, notice: str = ""
    ) -> Exchange:
        client = request.client.host if request.client else ""
        earlier = talk.history(conversation)
        try:
            record = await self._desk.ask(client, question, earlier)
        except DeclinedError as declined:
            return Exchange(question, render.failure(declined.sentence))
        except Exception:  # noqa: BLE001 - a person waits: said in the chat, and logged whole
            _LOG.exception("fault while answering a question of the page")
            return Exchange(question, render.failure(texts.FAULT))
        self._memory.keep(question, earlier, record)
        return self._answered(question, record, notice)

    def _answered(self, question: str, record: talk.Record, notice: str) -> Exchange:
        reply = render.reply(record, feedback=self._feedback)
        return Exchange(question, "\n".join(part for part in (notice, reply) if part), record)
