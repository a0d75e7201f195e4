"""The command on a real terminal."""

import os
import re
import sys

import pytest
from cli_command import DOCUMENTS, Command, Fresh

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty

STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[[0-9]*[AK]")


def on_a_terminal(command: Command, *arguments: str, **variables: str) -> str:
    """Run a command with a terminal for its three streams; return what was drawn."""
    child, terminal = pty.fork()
    if child == 0:
        environment = {**os.environ, **command.environment, "TERM": "xterm", "COLUMNS": "80"}
        script = "import sys; from ui.cli.main import run; sys.exit(run())"
        os.execve(  # noqa: S606 - our own interpreter, a constant script
            sys.executable,
            [sys.executable, "-c", script, *arguments],
            {**environment, **variables},
        )
    drawn = b""
    try:
        while block := os.read(terminal, 65536):
            drawn += block
    except OSError:  # how Linux says that the other end is closed
        pass
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    return drawn.decode().replace("\r\n", "\n")


def test_the_marked_words_are_styled(sourcier: Command) -> None:
    question = "Combien de procédures le parquet de Lyon a-t-il ouvertes ?"
    drawn = on_a_terminal(sourcier, "ask", question, SOURCIER_THRESHOLD="0")

    assert re.search(r"\x1b\[1;4m[^\x1b]+\x1b\[0m", drawn)
    assert "Mots de la réponse" not in drawn


def test_a_bar_is_drawn_and_taken_away(fresh: Fresh) -> None:
    drawn = on_a_terminal(fresh.command, "index")

    assert "Passages" in drawn
    assert STYLES.sub("", drawn).rstrip().endswith("passages.")


@pytest.mark.parametrize(
    "arguments",
    [("ask", "Que dit le pirate Zorglub ?"), ("sources", "--show", "hostile"), ("sources",)],
)
def test_a_source_sends_nothing_to_the_terminal(
    sourcier: Command, arguments: tuple[str, ...]
) -> None:
    assert "\x1b[31m" in DOCUMENTS["hostile.txt"]
    drawn = on_a_terminal(sourcier, *arguments, SOURCIER_THRESHOLD="0")

    assert "\x1b[31m" not in drawn
    assert "\x1b" not in STYLES.sub("", drawn)
    assert "hostile" in drawn or "␛[31mrouge" in drawn
