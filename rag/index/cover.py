"""How much of a question's words texts have, each word weighing its rarity in the corpus."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.index.lexical import LexicalIndex
from rag.text.fold import term_set, terms
from rag.types import Passage


@dataclass(frozen=True, slots=True)
class Cover:
    """The terms of a question, with their weights."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, question: str, lexical: LexicalIndex) -> "Cover":
        """Weigh the terms of a question."""
        return cls({key: lexical.weight(key) for key in dict.fromkeys(terms(question))})

    @property
    def rarest(self) -> str:
        """The term that weighs the most; "" for a question without any."""
        return max(sorted(self.weights), key=lambda key: self.weights[key], default="")

    def share(self, *texts: str) -> float:
        """Return the share, by weight, of the question's terms that texts have, in [0, 1]."""
        found = [term_set(text) for text in texts]
        held = sum(
            weight for key, weight in self.weights.items() if any(key in one for one in found)
        )
        return held / (sum(self.weights.values()) or 1.0)


def around(passage: Passage) -> tuple[str, ...]:
    """Return the words of a passage, and those that say what it is about."""
    return (*passage.headings, passage.text)


def nearby(passage: Passage) -> tuple[str, ...]:
    """Return the same, and what stands just before."""
    before = (passage.before.text,) if passage.before is not None else ()
    return (*around(passage), *before)


def everywhere(passage: Passage) -> tuple[str, ...]:
    """Return the words of the passage's whole source, described or shown."""
    source = passage.span.source
    return (source.title or "", source.text)
