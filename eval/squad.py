"""SQuAD files as sources and cases."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval import texts
from rag import Source
from rag.errors import CasesError
from rag.types import Block


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, its paragraph's source, and its answers' offsets (none: unanswerable)."""

    id: str
    question: str
    source: Source
    answers: tuple[tuple[int, int], ...]
    kind: str = ""


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CasesError(texts.squad_unreadable(path)) from error
    return rows


def load_squad(path: Path) -> Iterator[Ask]:
    """Yield the questions of a SQuAD 1.1 or 2.0 file; each paragraph is a source of its own.

    Raises:
        CasesError: when the file is not in the format, or an answer is not where it says.
    """
    try:
        for ask, words in _asks(_rows(path)):
            for (start, end), said in zip(ask.answers, words, strict=True):
                if ask.source.text[start:end] != said:
                    raise CasesError(texts.squad_adrift(path, ask.id, said))
            yield ask
    except (KeyError, TypeError, AttributeError) as error:
        raise CasesError(texts.squad_unreadable(path)) from error


def _asks(rows: list[dict[str, Any]]) -> Iterator[tuple[Ask, list[str]]]:
    """Yield each question, with the words that its answers are said to be."""
    for article in rows:
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            source = Source(
                id=f"{article.get('title', '')}--{number}-{len(text)}",
                path="",
                text=text,
                digest=hashlib.sha256(text.encode()).hexdigest(),
                blocks=(Block(0, len(text)),),
                title=str(article.get("title") or "").replace("_", " ") or None,
            )
            for row in paragraph["qas"]:
                answers = tuple(
                    (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                    for answer in row.get("answers", ())
                )
                words = [answer["text"] for answer in row.get("answers", ())]
                ask = Ask(str(row["id"]), row["question"], source, answers, row.get("kind", ""))
                yield ask, words
