"""What the engine asks of a reader."""

from collections.abc import Sequence
from typing import Protocol

from rag.types import Candidate, Hit


class Reader(Protocol):
    """Finds, in several passages read together, the stretches that answer.

    `name` says which weights judge its candidates.
    """

    @property
    def name(self) -> str:
        """The reader's name, as the settings write it."""
        ...

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return candidates, best first, at most one a sentence; none when nothing may answer.

        Scores are comparable across the passages of one call.
        """
        ...
