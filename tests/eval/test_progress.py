"""The bar: on a terminal, and nowhere else."""

import io
import sys

import pytest

from eval.progress import progress_bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a bar of three cases draws on a stream."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar() as told:
        for done in (1, 2, 3):
            told(done, 3)
    return stream.getvalue()


def test_a_terminal_shows_how_far_a_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(Terminal(), monkeypatch)
    assert "Questions" in shown
    assert "3/3" in shown


def test_a_file_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(io.StringIO(), monkeypatch) == ""


def test_a_run_that_fails_gives_the_cursor_back(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(KeyError), progress_bar() as told:  # noqa: PT012 - the bar must have begun
        told(1, 3)
        raise KeyError
    hidden, back = "\x1b[?25l", "\x1b[?25h"
    assert stream.getvalue().rfind(back) > stream.getvalue().rfind(hidden) >= 0
