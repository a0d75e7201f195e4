"""The chat page: a Gradio page over the desk; what it says and shows comes from the server alone.

The conversation is kept in the session's state, on the server, and never read back from the
browser: a chat component given as an input would build whatever the browser names in it. After a
reload the browser gives its questions back, as text, and they are asked again.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI

from ui.web import mount, page_texts, sessions, texts
from ui.web.chat import Chat
from ui.web.conversation import Conversation, Messages
from ui.web.desk import Desk
from ui.web.memory import Memory
from ui.web.settings import WebSettings
from ui.web.theme import theme

if TYPE_CHECKING:
    from rag import Engine


def build(engine: "Engine", desk: Desk, web: WebSettings, memory: Memory) -> gr.Blocks:
    """Return the page's components and what they do."""
    does = Chat(engine.corpus, desk, memory, feedback=web.feedback)
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False)
    sessions.bound(page)
    with page:
        conversation = gr.State(())
        chat = gr.Chatbot(
            label=texts.CONVERSATION,
            show_label=False,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            sanitize_html=True,
            allow_tags=False,
            allow_file_downloads=False,
            layout="panel",
            autoscroll=False,
            height=None,
            elem_id="chat",
        )
        with gr.Row(elem_id="ask", equal_height=False):
            box = gr.Textbox(
                label=texts.QUESTION,
                lines=1,
                max_lines=4,
                scale=8,
                min_width=160,
                elem_id="question",
            )
            button = gr.Button(texts.ASK, variant="primary", scale=0, min_width=112, elem_id="put")
        with gr.Row(elem_id="keep"):
            new = gr.Button(texts.NEW, size="sm", elem_id="new")
            save_markdown = gr.Button(page_texts.SAVE_MARKDOWN, size="sm", elem_id="save-md")
            save_json = gr.Button(page_texts.SAVE_JSON, size="sm", elem_id="save-json")
            gr.Button(page_texts.PRINT, size="sm", elem_id="print")
        # The doors of the page's script: what the tab kept comes in, a file goes out.
        kept = gr.Textbox(visible="hidden", elem_id="kept", max_lines=1)
        replay = gr.Button(visible="hidden", elem_id="replay")
        file = gr.Markdown(visible="hidden", elem_id="file")
        shown = [box, chat, conversation]
        quiet: dict[str, Any] = {
            "api_visibility": "private",
            "show_progress": "hidden",
            # The desk bounds what runs at once, here and in the API together.
            "concurrency_limit": None,
        }
        gr.on(
            [box.submit, button.click], does.ask, [box, conversation], shown,
            api_name="ask", trigger_mode="once", **quiet,
        )  # fmt: skip
        replay.click(
            does.replay, kept, [chat, conversation],
            api_name="replay", trigger_mode="once", **quiet,
        )  # fmt: skip
        for saved, kind in ((save_markdown, "md"), (save_json, "json")):
            save = partial(does.save, kind)
            saved.click(save, conversation, file, api_name=f"save_{kind}", **quiet)
        new.click(_renew, None, shown, api_name="renew", **quiet)
    return page


def _renew() -> tuple[str, Messages, Conversation]:
    return "", [], ()


def install(app: FastAPI, page: gr.Blocks) -> Callable[[], None]:
    """Put the page at the root of an application, after its other routes.

    Returns:
        What ends the streams that open pages hold.
    """
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
        theme=theme(),
    )
    return mount.narrow(app)
