"""The chat page: a Gradio page over the desk; what it says and shows comes from the server alone.

The conversation is kept in the session's state, on the server, and never read back from the
browser: a chat component given as an input would build whatever the browser names in it.
"""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI

from rag import Reason
from ui.web import mount, render, sessions, texts
from ui.web.desk import DeclinedError, Desk
from ui.web.theme import theme

if TYPE_CHECKING:
    from rag import Engine

_LOG = logging.getLogger(__name__)

_SHOWN = 50
"""Exchanges of one conversation that stay on the page."""

_EARLIER = 8
"""Earlier questions given with a new one."""

_UNREAD = frozenset({Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.INVALID_TEXT})
"""Refusals of a text that would get the next question refused too, as its history."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as asked, and the message that answered it.

    `put` says that the engine took it for a question.
    """

    question: str
    reply: str
    put: bool


Conversation = tuple[Exchange, ...]
Messages = list[dict[str, str]]


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


def build(engine: "Engine", desk: Desk) -> gr.Blocks:
    """Return the page's components and what they do."""

    async def ask(
        typed: str | None, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[tuple[str, Messages, Conversation]]:
        question = typed or ""
        if question.strip():
            waiting = ("user", render.question(question))
            yield "", messages(conversation, waiting), conversation
        exchange = await _exchange(desk, request, question, history(conversation))
        if not question.strip():
            yield "", messages(conversation, ("assistant", exchange.reply)), conversation
            return
        conversation = (*conversation, exchange)[-_SHOWN:]
        yield "", messages(conversation), conversation

    def renew() -> tuple[str, Messages, Conversation]:
        return "", [], ()

    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False)
    sessions.bound(page)
    with page:
        gr.Markdown(f"# {texts.NAME}", elem_id="name")
        gr.Markdown(texts.introduction(len(engine.corpus.sources)), elem_id="introduction")
        conversation = gr.State(())
        chat = gr.Chatbot(
            label=texts.CONVERSATION,
            show_label=False,
            placeholder=render.sentence(texts.EMPTY),
            buttons=["copy"],
            feedback_options=None,
            latex_delimiters=[],
            sanitize_html=True,
            allow_tags=False,
            allow_file_downloads=False,
            layout="panel",
            autoscroll=False,
            height=None,
            min_height=96,
            max_height="60vh",
            elem_id="chat",
        )
        with gr.Row(elem_id="ask", equal_height=False):
            box = gr.Textbox(
                label=texts.QUESTION,
                placeholder=texts.PLACEHOLDER,
                lines=1,
                max_lines=4,
                scale=8,
                min_width=200,
            )
            button = gr.Button(texts.ASK, variant="primary", scale=1, min_width=120)
        examples = _examples(engine.corpus.questions)
        new = gr.Button(texts.NEW, variant="secondary", size="sm", elem_id="new")
        shown = [box, chat, conversation]
        quiet: dict[str, Any] = {
            "api_visibility": "private",
            "show_progress": "hidden",
            # The desk bounds what runs at once, here and in the API together.
            "concurrency_limit": None,
        }
        asked = {"fn": ask, "inputs": [box, conversation], "outputs": shown, **quiet}
        gr.on([box.submit, button.click], **asked, api_name="ask", trigger_mode="once")
        for example in examples:
            written = partial(str, example.value)
            chosen = example.click(written, None, box, api_name="example", **quiet)
            chosen.then(**asked, api_name="ask_example")
        gr.on([new.click, chat.clear], renew, None, shown, api_name="renew", **quiet)
    return page


def _examples(questions: Sequence[str]) -> list[gr.Button]:
    """Lay out one button a question. Gradio's own examples call a door that is shut here."""
    if not questions:
        return []
    gr.Markdown(texts.EXAMPLES, elem_id="examples-name")
    with gr.Row(elem_id="examples"):
        return [gr.Button(question, size="sm", min_width=0) for question in questions]


async def _exchange(desk: Desk, request: gr.Request, question: str, earlier: list[str]) -> Exchange:
    client = request.client.host if request.client else ""
    try:
        record = await desk.ask(client, question, earlier)
    except DeclinedError as declined:
        return Exchange(question, render.sentence(declined.sentence), put=False)
    except Exception:  # noqa: BLE001 - a person waits: said in the chat, and logged whole
        _LOG.exception("fault while answering a question of the page")
        return Exchange(question, render.sentence(texts.FAULT), put=False)
    return Exchange(question, render.reply(record), put=record["reason"] not in _UNREAD)


def install(app: FastAPI, page: gr.Blocks) -> Callable[[], None]:
    """Put the page at the root of an application, after its other routes.

    Returns:
        What ends the streams that open pages hold.
    """
    css = resources.files("ui.web").joinpath("chat.css").read_text(encoding="utf-8")
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        show_error=False,
        i18n=gr.I18n(fr=dict(texts.GRADIO_KEYS)),
        theme=theme(),
        css=css,
    )
    return mount.narrow(app)
