"""A question in the words that a reader knows: the clause that asks, plainly put."""

from rag.wording.focus import focus
from rag.wording.plain import plain

__all__ = ["focus", "plain"]
