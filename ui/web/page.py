"""The chat page: a Gradio page over the desk; what it says and shows comes from the server alone.

The conversation is kept in the session's state, on the server, and never read back from the
browser: a chat component given as an input would build whatever the browser names in it.
"""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI

from rag import Reason
from ui.web import mount, render, texts
from ui.web.desk import DeclinedError, Desk
from ui.web.settings import WebSettings

if TYPE_CHECKING:
    from rag import Engine

_LOG = logging.getLogger(__name__)

_SHOWN = 50
"""Exchanges of one conversation that stay on the page."""

_EARLIER = 8
"""Earlier questions given with a new one."""

_UNREAD = frozenset({Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.INVALID_TEXT})
"""Refusals of a text that would get the next question refused too, as its history."""

_FORGOTTEN_AFTER = 3600
"""Seconds after which a conversation left alone is dropped from the memory."""


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


def build(engine: "Engine", desk: Desk, web: WebSettings) -> gr.Blocks:
    """Return the page's components and what they do."""

    async def ask(
        typed: str | None, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[tuple[str, Messages, Conversation]]:
        question = typed or ""
        if question.strip():
            asked = ("user", render.question(question))
            yield "", messages(conversation, asked), conversation
        exchange = await _exchange(desk, request, question, history(conversation))
        if not question.strip():
            yield "", messages(conversation, ("assistant", exchange.reply)), conversation
            return
        conversation = (*conversation, exchange)[-_SHOWN:]
        yield "", messages(conversation), conversation

    def renew() -> tuple[str, Messages, Conversation]:
        return "", [], ()

    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False)
    with page:
        gr.Markdown(f"# {texts.NAME}", elem_id="name")
        gr.Markdown(texts.introduction(len(engine.corpus.sources)), elem_id="introduction")
        conversation = gr.State((), time_to_live=_FORGOTTEN_AFTER)
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
            min_height=160,
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
        if web.examples:
            gr.Examples(
                list(web.examples), inputs=box, label=texts.EXAMPLES, cache_examples=False
            )
        new = gr.Button(texts.NEW, variant="secondary", size="sm", elem_id="new")
        shown = [box, chat, conversation]
        gr.on(
            [box.submit, button.click],
            ask,
            [box, conversation],
            shown,
            api_name="ask",
            api_visibility="private",
            show_progress="hidden",
            # The desk bounds what runs at once, here and in the API together.
            concurrency_limit=None,
            trigger_mode="once",
        )
        gr.on(
            [new.click, chat.clear],
            renew,
            None,
            shown,
            api_name="renew",
            api_visibility="private",
            show_progress="hidden",
        )
    return page


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
        theme=_theme(),
        css=css,
    )
    return mount.narrow(app)


def _theme() -> gr.themes.Base:
    accent = gr.themes.Color(
        name="accent",
        c50="#eef8f8", c100="#d3eeee", c200="#a9dcdd", c300="#74c2c5", c400="#43a2a8",
        c500="#1f828a", c600="#0b5d66", c700="#0a4d55", c800="#0a3f45", c900="#0a3338",
        c950="#051f23",
    )  # fmt: skip
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    return gr.themes.Base(
        primary_hue=accent,
        neutral_hue=gr.themes.colors.stone,
        font=system,
        font_mono=["ui-monospace", "monospace"],
        radius_size=gr.themes.sizes.radius_sm,
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#161615",
        body_text_color="#1d1c1a",
        body_text_color_dark="#ebe9e4",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1e1e1c",
        background_fill_secondary_dark="#1e1e1c",
        block_background_fill_dark="#1e1e1c",
        input_background_fill_dark="#2a2a27",
        input_background_fill="#f4f2ed",
        border_color_primary="#d9d5cb",
        border_color_primary_dark="#3a3835",
        input_placeholder_color="#6f6b63",
        input_placeholder_color_dark="#9b978d",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_dark="transparent",
        button_secondary_border_color="#8a857b",
        button_secondary_border_color_dark="#8a857b",
        body_text_color_subdued="#5d5a53",
        body_text_color_subdued_dark="#aaa69c",
        link_text_color="*primary_600",
        link_text_color_hover="*primary_700",
        link_text_color_visited="*primary_600",
        link_text_color_dark="*primary_300",
        link_text_color_hover_dark="*primary_200",
        link_text_color_visited_dark="*primary_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_300",
        button_primary_background_fill_hover_dark="*primary_200",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0d1f21",
    )
