"""Agreement: what several sources say together in answer to one question."""

from rag.agree.gather import Held, gather
from rag.agree.independent import same_text

__all__ = ["Held", "gather", "same_text"]
