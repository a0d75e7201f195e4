"""Agreement: what several sources say together in answer to one question."""

from rag.agree.gather import Held, gather

__all__ = ["Held", "gather"]
