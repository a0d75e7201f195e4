"""A batch: questions as JSON lines in, records out in the same order, each with its id."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli import texts
from ui.cli.terminal import progress_bar, write_record

if TYPE_CHECKING:
    from rag import Engine

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a batch, as far as it can be read; a bad one asks nothing."""

    id: str | int | None = None
    question: str = ""
    history: tuple[str, ...] = ()
    bad: bool = False


def read_lines(path: str) -> Iterable[tuple[int, str]]:
    """Return the lines of a batch that are not blank, each with its number, from 1.

    A file is read whole, so that nothing is answered when it cannot be used; standard input is
    read as it comes, so that a program may wait for each record before its next question.

    Raises:
        ClickException: when it is missing or not UTF-8.
    """
    if path == STANDARD_INPUT:
        return _decoded(sys.stdin.buffer, path)
    try:
        return list(_decoded(Path(path).read_bytes().split(b"\n"), path))
    except OSError as error:
        raise click.ClickException(texts.batch_unreadable(path, error)) from error


def _decoded(lines: Iterable[bytes], path: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(lines, 1):
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise click.ClickException(texts.batch_not_utf8(path, number)) from error
        if text:
            yield number, text


def parse(line: str) -> Entry:
    """Read one line; one that asks nothing keeps its id and its question, when it has them."""
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return Entry(bad=True)
    if not isinstance(value, dict):
        return Entry(bad=True)
    given, question, history = value.get("id"), value.get("question"), value.get("history", [])
    known = given is None or type(given) in {str, int}  # True is an int too
    leans = isinstance(history, list) and all(isinstance(item, str) for item in history)
    return Entry(
        id=given if known else None,
        question=question if isinstance(question, str) else "",
        history=tuple(history) if leans else (),
        bad=not (known and isinstance(question, str) and leans),
    )


def answer(lines: Iterable[tuple[int, str]], engine: "Engine") -> int:
    """Write one record a line, each at once, and return the exit code: 1 when a line was bad.

    Which ones were is said on the standard error.
    """
    from rag import Question, invalid_input, record

    total = len(lines) if isinstance(lines, list) else None
    bad: list[int] = []
    with progress_bar(texts.QUESTIONS, hidden=sys.stdout.isatty()) as progress:
        for done, (number, line) in enumerate(lines, 1):
            entry = parse(line)
            if entry.bad:
                bad.append(number)
                given = invalid_input(entry.question)
            else:
                given = record(engine.ask(Question(entry.question, entry.history)))
            write_record({"id": entry.id, **given})
            progress(done, total)
    if bad:
        click.echo(texts.batch_lines_bad(bad), err=True)
    return 1 if bad else 0
