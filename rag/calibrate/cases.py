"""Evaluation cases: JSON lines, one question each, their right answers pinned in the sources.

The schema is in docs/evaluation.md. Offsets are code points, half-open, into the source's
extracted text; `prefix` and `suffix` are what stands around an answer, so that `python -m eval
anchor` finds it again when an extractor changes.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.calibrate import texts
from rag.errors import CasesError
from rag.types import Corpus

Kind = Literal[
    "person",
    "date",
    "place",
    "number",
    "definition",
    "cause",
    "manner",
    "yes-no",
    "list",
    "quotation",
    "reported",
    "comparison",
    "follow-up",
    "foreign",
    "noise",
    "long",
    "off-subject",
    "near-miss",
    "false-premise",
    "future",
    "opinion",
    "instruction",
    "trap",
    "other",
]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Gold(_Row):
    """An acceptable answer; `start` and `end` are None until it is anchored."""

    source: str
    text: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


class Place(_Row):
    """A passage that supports the answer."""

    source: str
    start: int
    end: int


class Position(_Row):
    """One side of a disagreement."""

    value: str
    sources: tuple[str, ...]


class Agreement(_Row):
    """What the sources that answer should be found to say together."""

    kind: Literal["single", "corroborated", "disagreement"]
    positions: tuple[Position, ...] = ()


class Case(_Row):
    """One question with all that a right answer may be."""

    id: str
    question: str
    history: tuple[str, ...] = ()
    language: str = "fr"
    kind: Kind
    answerable: bool
    answers: tuple[Gold, ...] = ()
    passages: tuple[Place, ...] = ()
    agreement: Agreement | None = None
    split: Literal["dev", "test"] = "dev"
    fact: str = ""
    note: str = ""


def load_cases(path: Path) -> list[Case]:
    """Read a file of cases, in order.

    Raises:
        CasesError: when the file or one of its lines cannot be read, or an id stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(texts.cases_unreadable(path)) from error
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate(json.loads(line))
        except ValidationError as error:
            field = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise CasesError(texts.case_wrong(path, number, field)) from error
        except ValueError as error:
            raise CasesError(texts.case_wrong(path, number, "JSON")) from error
        if case.id in cases:
            raise CasesError(texts.case_twice(path, number, case.id))
        if case.answerable is not bool(case.answers):
            raise CasesError(texts.case_unbalanced(path, number))
        cases[case.id] = case
    return list(cases.values())


def save_cases(cases: Sequence[Case], path: Path) -> None:
    """Write cases, one a line; the file is replaced whole, or left as it was.

    Raises:
        CasesError: when it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    lines = (case.model_dump_json() + "\n" for case in cases)
    try:
        part.write_text("".join(lines), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise CasesError(texts.cases_unwritable(path, error)) from error


def misplaced(cases: Sequence[Case], corpus: Corpus) -> Iterator[str]:
    """Yield, in French, each answer whose offsets do not give its text in the corpus."""
    for case in cases:
        for gold in case.answers:
            source = corpus.source(gold.source)
            text = source.text[gold.start : gold.end] if source is not None else None
            if gold.start is None or gold.end is None or text != gold.text:
                yield texts.answer_adrift(case.id, gold.text)
