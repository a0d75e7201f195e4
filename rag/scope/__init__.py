"""Questions about the sources themselves: which of them is asked, and whether they agree."""

from rag.scope.sides import sides
from rag.scope.underlying import Scope, scoped

__all__ = ["Scope", "scoped", "sides"]
