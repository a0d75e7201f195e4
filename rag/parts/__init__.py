"""Questions that ask two things: each asked of the sources by itself."""

from rag.parts.split import Half, halves

__all__ = ["Half", "halves"]
