"""The paragraphs that our own retriever brings beside the right one.

What is read when a question is asked: the reader must prefer the right paragraph's words to theirs
(Karpukhin et al., 2020, on such negatives; Clark and Gardner, 2018, on reading them together).
"""

from collections.abc import Iterable

import numpy as np

from rag.embed import Encoder
from rag.index.fuse import fuse
from rag.index.lexical import LexicalIndex
from rag.text.fold import STOPWORDS, fold, terms, words
from rag.training.data import Example

DEPTH = 20
"""Paragraphs kept for a question."""


class Beside:
    """Finds them among the paragraphs of one file."""

    def __init__(self, examples: Iterable[Example], encoder: Encoder) -> None:
        self._encoder = encoder
        self._paragraphs = tuple({(one.title, one.context): one for one in examples}.values())
        texts = [f"{one.title}\n{one.context}".strip() for one in self._paragraphs]
        self._folded = [fold(one.context) for one in self._paragraphs]
        self._lexical = LexicalIndex.build(texts)
        self._vectors = encoder.passages(texts)

    def of(self, example: Example) -> tuple[Example, ...]:
        """Return an example's question over other paragraphs that do not answer it, nearest first.

        They are of its own article where the question names nothing: elsewhere they might answer
        as well. Those of an unanswerable question are of other articles: its own may answer.
        """
        held = {fold(example.context[start:end]) for start, end in example.answers}
        lone = not _names(example.question)
        found: list[Example] = []
        for at in self._ranked(example.question):
            one = self._paragraphs[at]
            own = one.title == example.title
            if one.context == example.context or (lone and not own):
                continue
            if own if not held else any(answer in self._folded[at] for answer in held):
                continue
            ident = f"{example.id}-not"
            found.append(Example(ident, example.question, one.title, one.context, (), one.before))
            if len(found) == DEPTH:
                break
        return tuple(found)

    def _ranked(self, question: str) -> list[int]:
        keys = terms(question)
        bound = sum(self._lexical.weight(key) for key in set(keys))
        dense = self._vectors @ self._encoder.query(question)
        fused = fuse(dense, self._lexical.scores(keys), bound)
        ranked: list[int] = np.argsort(-fused, kind="stable").tolist()
        return ranked


def _names(question: str) -> bool:
    """Say whether a question has a name or a number; the first word has a capital anyhow."""
    return any(
        word.key[0].isdigit()
        or (number > 0 and question[word.start].isupper() and word.key not in STOPWORDS)
        for number, word in enumerate(words(question))
    )
