"""Conversations forgotten when they are left, an hour after their last question.

Gradio drops a page's state in time, but keeps the last values of its components, the whole chat
among them, until ten thousand other pages have come.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import gradio as gr
from fastapi import FastAPI

from ui.web.memory import KEPT

_CAPACITY = 1000
"""Conversations kept at once: the one left longest ago goes first."""

_ROUND_SECONDS = 60


def bound(page: gr.Blocks) -> None:
    """Set how many conversations a page keeps; to be called before it is mounted."""
    page.state_session_capacity = _CAPACITY


def forget(page: gr.Blocks, now: datetime) -> None:
    """Drop all that is known of the conversations left for too long; `now` is local time."""
    holder = page.state_holder
    for session, used in list(holder.time_last_used.items()):
        if now - used > KEPT:
            holder.session_data.pop(session, None)
            holder.time_last_used.pop(session, None)


def lifespan(
    page: gr.Blocks, *forgetting: Callable[[], None]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return an application's lifespan during which left conversations are dropped.

    `forgetting` are called as often: what else holds conversations drops them there.
    """

    async def watch() -> None:
        while True:
            await asyncio.sleep(_ROUND_SECONDS)
            forget(page, local_now())
            for drop in forgetting:
                drop()

    @contextlib.asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch())
        try:
            yield
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    return running


def local_now() -> datetime:
    """Return the time as Gradio dates a session."""
    return datetime.now()  # noqa: DTZ005 - local, as Gradio's is
