"""Questions that suppose what the sources deny."""

from rag.premise.contrary import contrary

__all__ = ["contrary"]
