"""A question in the words that a reader knows: the clause that asks, plainly put."""

from rag.wording.focus import bare, focus
from rag.wording.plain import plain

__all__ = ["bare", "focus", "plain"]
