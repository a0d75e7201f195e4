"""Questions with their paragraph and answers, from SQuAD 1.1 and 2.0 files."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.index.lexical import LexicalIndex
from rag.text.fold import fold, terms


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a paragraph; `answers` are code points [start, end), none: unanswerable.

    The first answer is the one preferred. `before` is what stands before the paragraph.
    """

    id: str
    question: str
    title: str
    context: str
    answers: tuple[tuple[int, int], ...] = ()
    before: str = ""


def load_examples(path: Path) -> tuple[Example, ...]:
    """Read a SQuAD file; a title in Wikipedia's form (« Super_Bowl ») gets its spaces back.

    A paragraph comes after the one that its file's own field `before` gives, or else after the
    one above it in the article.

    Raises:
        ValueError: when an answer is not at its place.
    """
    found = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = str(article.get("title") or "").replace("_", " ")
        above = ""
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            before = paragraph.get("before", above)
            above = context
            for row in paragraph["qas"]:
                answers = []
                for answer in row.get("answers", ()):
                    start = answer["answer_start"]
                    end = start + len(answer["text"])
                    if context[start:end] != answer["text"]:
                        raise ValueError(f"{path}: answer of {row['id']} is not at its place")
                    answers.append((start, end))
                found.append(
                    Example(str(row["id"]), row["question"], title, context, tuple(answers), before)
                )
    return tuple(found)


class Distractors:
    """The paragraphs nearest to a question by its words that do not hold its answer.

    A retriever brings such paragraphs beside the right one: the reader must stay silent on them.
    """

    def __init__(self, examples: Iterable[Example], depth: int = 6) -> None:
        self._depth = depth
        self._paragraphs = tuple({(one.title, one.context): one for one in examples}.values())
        texts = [f"{one.title} {one.context}" for one in self._paragraphs]
        self._index = LexicalIndex.build(texts)

    def of(self, example: Example) -> Sequence[Example]:
        """Return the unanswerable examples made of one's question, nearest paragraph first."""
        if not example.answers:
            return ()
        held = {fold(example.context[start:end]) for start, end in example.answers}
        scores = self._index.scores(terms(example.question))
        near = [self._paragraphs[at] for at in (-scores).argsort(kind="stable")[: self._depth]]
        return tuple(
            Example(f"{example.id}-not", example.question, one.title, one.context, (), one.before)
            for one in near
            if one.context != example.context
            and not any(answer in fold(one.context) for answer in held)
        )
