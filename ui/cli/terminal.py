"""What every command writes with: text made safe, records as JSON lines, a progress bar.

Records go to standard output as UTF-8 bytes, whatever the terminal's encoding; messages and
progress go to standard error.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

# Control characters, the line separators that are no newline, the marks that turn the direction
# of writing, and what is no character at all. Each can make a terminal show or do something else
# than what the text says.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
Progress = Callable[[int, int | None], None]
"""Told what is done, and the total when it is known."""
PICTURES = 0x2400
"""Where Unicode's pictures of the controls begin: ␛ for ESC."""
BLANKS = re.compile(r"[ \t\r\n]+")


def visible(text: str) -> str:
    """Return a text that is safe on a terminal: its controls are shown, not obeyed.

    Newlines and tabs stay.
    """
    return CONTROLS.sub(_picture, text.replace("\r\n", "\n"))


def _picture(match: re.Match[str]) -> str:
    control = match.group()
    return chr(PICTURES + ord(control)) if control < " " else "\N{REPLACEMENT CHARACTER}"


def line(text: str) -> str:
    """Return a safe text on one line; only spaces, tabs and newlines are folded."""
    return BLANKS.sub(" ", visible(text)).strip(" ")


def say(text: str) -> None:
    """Say one line on standard error."""
    click.echo(line(text), err=True)


def encode(record: Mapping[str, Any]) -> bytes:
    """Return a record as one line of JSON, in UTF-8, without its newline.

    A control that JSON allows raw is escaped too, for readers that cut lines at U+2028 and for
    terminals; so is a lone surrogate, which UTF-8 cannot write.
    """
    text = json.dumps(record, ensure_ascii=False)
    return CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode()


def write_record(record: Mapping[str, Any]) -> None:
    """Write one record on standard output, at once."""
    write_bytes(encode(record) + b"\n")


def write_bytes(content: bytes) -> None:
    """Write bytes on standard output, at once, newlines as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def console(stream: IO[str]) -> "Console":
    """Return rich's console on a stream: styled on a terminal only, and nothing is markup."""
    from rich.console import Console

    return Console(
        file=stream,
        # Left to itself, rich also styles a file when FORCE_COLOR is set.
        force_terminal=stream.isatty(),
        markup=False,
        emoji=False,
        highlight=False,
    )


@contextmanager
def progress_bar(label: str, *, hidden: bool = False) -> Iterator[Progress]:
    """Yield a function told what is done and the total; it draws on a terminal only.

    The bar appears at its first call, and goes away at the end. It is not drawn when `hidden`:
    for a command that writes its records on the same terminal.
    """
    if hidden or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=console(sys.stderr),
        transient=True,
    )
    task = bar.add_task(label, total=None)

    def advance(done: int, total: int | None) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()
