"""The thread of a conversation: what a question leans on, filled in from the turns before it."""

from rag.thread.complete import BACK, completions, leans, may_stand
from rag.thread.turn import Turn

__all__ = ["BACK", "Turn", "completions", "leans", "may_stand"]
