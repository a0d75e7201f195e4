"""Questions that want several things: their items, gathered across the sources."""

from rag.lists.ask import asks_list
from rag.lists.items import items

__all__ = ["asks_list", "items"]
