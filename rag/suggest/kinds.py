"""A question made of the corpus's words, and one that was asked and answered well."""

from dataclasses import dataclass

from rag.types import Span


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question, and the words of which any should answer it; none: whatever answers will do.

    `disputed` says that sources part on it: the answer has to show it.
    """

    text: str
    expected: tuple[Span, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Proven:
    """A question that the sources answer: where (`source`), by which sentence, in which words."""

    text: str
    source: str
    quote: str
    answer: str
