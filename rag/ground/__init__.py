"""Grounding: from stretches of sources to the citations that show them."""

from rag.ground.cite import cite, show

__all__ = ["cite", "show"]
