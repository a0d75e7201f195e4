"""A question taken to its candidates, refusal switched off."""

from dataclasses import dataclass

from rag.parts import Half
from rag.types import Asked, Candidate, Hit, Reason


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing asked, as read, taken to its candidates, best first, and their confidence."""

    half: Half
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Considered:
    """A question taken to its best candidates, refusal switched off.

    `candidates` come best first; `reason` says why none can be given whatever the threshold, and
    `text` how that is said, "" for the reason's own sentence. `words` are those that were searched
    and read. Of a question in two parts, `heard` has both, and all else is of the surer one.
    `across` says that what each source says is asked.
    """

    asked: Asked
    hits: tuple[Hit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: Reason | None = None
    text: str = ""
    words: str = ""
    heard: tuple[Heard, ...] = ()
    across: bool = False
